#include "cli/suggest_print.hpp"

#include "text/json.hpp"

namespace kto::cli {

namespace {

bool letters_differ(const SuggestStep& step) { return !step.a.empty() || !step.b.empty(); }

void write_step(text::Json& json, Lang lang, const SuggestStep& step) {
  json.object().member("field", name_of(step.field)).member("reason", name_of(step.reason));
  json.member("code", static_cast<std::int32_t>(step.reason)).member("points", step.points);
  json.member("position", letters_differ(step) ? std::optional(step.position) : std::nullopt);
  json.member("a", step.a).member("b", step.b);
  json.member("text", said(lang, "suggest", name_of(step.reason))).end_object();
}

void write_suggestion(text::Json& json, Lang lang, const Suggestion& one) {
  json.object().member("id", one.key.id.str()).member("organisation", one.key.organisation.str());
  json.member("region", one.key.region.str()).member("score", one.score).key("reasons").array();
  for (const SuggestReason reason : one.reasons) json.string(name_of(reason));
  json.end_array().key("waterfall").array();
  for (const SuggestStep& step : one.waterfall) write_step(json, lang, step);
  json.end_array().key("number_hints").array();
  for (const NumberHint& hint : one.number_hints)
    json.object().member("slip", name_of(hint.slip)).member("number", hint.number.canonical()).end_object();
  json.end_array().end_object();
}

}  // namespace

std::string suggestions_as_json(Lang lang, const Request& request, const std::vector<Suggestion>& suggestions) {
  text::Json json;
  json.object().member("request_id", request.request_id).key("suggestions").array();
  for (const Suggestion& one : suggestions) write_suggestion(json, lang, one);
  return json.end_array().member("weights", suggest_weights_version()).end_object().text();
}

std::string unanswered_as_json(const Request& request, const Error& error) {
  text::Json json;
  return json.object().member("request_id", request.request_id).error(error).end_object().text();
}

std::string suggestions_for_people(Lang lang, std::uint64_t line, const Request& request,
                                   const std::vector<Suggestion>& suggestions) {
  const std::string id =
      request.request_id ? printable(*request.request_id, 64) : trf(lang, "строка {}", "line {}", line);
  std::string out = fmt::format("{:<20} {}", id,
                                suggestions.empty() ? tr(lang, "никого похожего", "nobody like this")
                                                    : tr(lang, "проверьте по документам:", "look into the documents:"));
  for (const Suggestion& one : suggestions) {
    out += trf(lang, "\n    → {}, {}, всего {}", "\n    → {}, {}, total {}", printable(one.key.id.str()),
               printable(one.key.organisation.str()), one.score);
    for (const SuggestStep& step : one.waterfall) {
      if (step.points == 0 && !tells(step.reason)) continue;
      out += fmt::format("\n      {:>+5}  {}: {}", step.points, said(lang, "suggest_field", name_of(step.field)),
                         said(lang, "suggest", name_of(step.reason)));
      if (letters_differ(step)) out += fmt::format(" («{}» / «{}»)", printable(step.a), printable(step.b));
    }
    for (const NumberHint& hint : one.number_hints)
      out += trf(lang, "\n             возможно, {}: {}", "\n             perhaps {}: {}", hint.number.canonical(),
                 said(lang, "suggest", name_of(hint.slip)));
  }
  return out;
}

}  // namespace kto::cli
