#include "cli/outcome_print.hpp"

#include <algorithm>

#include "cli/json.hpp"
#include "cli/table.hpp"
#include "kto/text.hpp"

namespace kto::cli {

namespace {

void write_persona(Json& json, const EnterablePersona& persona) {
  json.object().member("id", persona.key.id.str()).member("organisation", persona.key.organisation.str());
  json.member("region", persona.key.region.str()).key("roles").array();
  for (const Role role : persona.roles) json.string(name_of(role));
  json.end_array().member_or_null("class", persona.klass).member("linked", persona.linked).end_object();
}

void write_admin(Json& json, Lang lang, const Outcome& outcome) {
  json.key("reasons").array();
  for (const Finding& finding : outcome.findings) json.string(name_of(finding.reason));
  json.end_array().key("findings").array();
  for (const Finding& finding : outcome.findings) {
    json.object().member("reason", name_of(finding.reason));
    json.member("code", static_cast<std::int32_t>(finding.reason)).key("personas").array();
    for (const PersonaKey& key : finding.personas) {
      json.object().member("id", key.id.str()).member("organisation", key.organisation.str());
      json.member("region", key.region.str()).end_object();
    }
    json.end_array().member("text", said(lang, "reason", name_of(finding.reason))).end_object();
  }
  json.end_array().key("repair").array();
  for (const auto& [actor, reason] : outcome.repairs()) {
    json.object().member("who", name_of(actor)).member("reason", name_of(reason));
    json.member("text", said(lang, "repair", name_of(reason))).end_object();
  }
  json.end_array().key("rules").object();
  json.member("name", outcome.rules_name).member("version", outcome.rules_version);
  json.member("hash", outcome.rules_hash).end_object();
  json.member("region", outcome.region ? std::optional(outcome.region->str()) : std::nullopt);
  json.member("at", outcome.at ? std::optional(outcome.at->iso()) : std::nullopt);
}

std::string_view role_for_people(Lang lang, Role role) {
  switch (role) {
    case Role::pupil:
      return tr(lang, "ученик", "pupil");
    case Role::parent:
      return tr(lang, "родитель", "parent");
    case Role::teacher:
      return tr(lang, "учитель", "teacher");
    case Role::staff:
      return tr(lang, "сотрудник", "staff");
    case Role::administrator:
      return tr(lang, "администратор", "administrator");
    case Role::unknown:
      break;
  }
  return tr(lang, "роль неизвестна", "role unknown");
}

// A line break, the mark, and the text broken between words, its later lines below the first.
std::string wrapped(std::string_view mark, std::string_view text) {
  constexpr std::size_t columns = 110;
  const std::size_t indent = columns_of(mark);
  std::string out = fmt::format("\n{}", mark);
  std::size_t used = indent;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    const std::size_t width = columns_of(word);
    if (used > indent && used + 1 + width > columns) {
      out += "\n" + std::string(indent, ' ');
      used = indent;
    } else if (used > indent) {
      out += ' ';
      ++used;
    }
    out += word;
    used += width;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

std::string outcome_as_json(const Face& face, const Request& request, const Outcome& outcome) {
  Json json;
  json.object().member("request_id", request.request_id).member("verdict", name_of(outcome.verdict));
  json.member("code", static_cast<std::int32_t>(outcome.verdict)).key("personas").array();
  for (const EnterablePersona& persona : outcome.personas) write_persona(json, persona);
  json.end_array().member("text", outcome.text(face.lang)).key("ticket").null();
  if (face.admin) write_admin(json, face.lang, outcome);
  return json.end_object().text();
}

std::string broken_as_json(const Error& error) {
  Json json;
  return json.object().key("request_id").null().error(error).end_object().text();
}

std::string id_for_people(Lang lang, std::uint64_t line, const Request& request) {
  return request.request_id ? printable(*request.request_id, 64) : trf(lang, "строка {}", "line {}", line);
}

std::string outcome_for_people(const Face& face, std::string_view id, std::size_t columns, const Outcome& outcome) {
  const Lang lang = face.lang;
  std::string out = fmt::format("{} {}", padded(std::string(id), columns), name_of(outcome.verdict));
  const auto add = [&out](std::string_view mark, const std::string& text) { out += wrapped(mark, text); };
  add("    ", outcome.text(lang));
  for (const EnterablePersona& persona : outcome.personas) {
    std::string about =
        fmt::format("{}, {}", printable(persona.key.id.str()), printable(persona.key.organisation.str()));
    for (const Role role : persona.roles) about += fmt::format(", {}", role_for_people(lang, role));
    if (!persona.klass.empty()) about += fmt::format(", {}", printable(persona.klass));
    add("    → ", about);
  }
  if (!face.admin) return out;
  for (const Finding& finding : outcome.findings) {
    std::string about = fmt::format("{}: {}", name_of(finding.reason), said(lang, "reason", name_of(finding.reason)));
    for (std::size_t i = 0; i < finding.personas.size(); ++i) {
      about += fmt::format("{}{}", i == 0 ? " [" : ", ", printable(finding.personas[i].id.str()));
    }
    add("    · ", about + (finding.personas.empty() ? "" : "]"));
  }
  for (const auto& [actor, reason] : outcome.repairs()) {
    add("    ✎ ", fmt::format("{}: {}", said(lang, "actor", name_of(actor)), said(lang, "repair", name_of(reason))));
  }
  return out;
}

}  // namespace kto::cli
