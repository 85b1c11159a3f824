// One answer as the JSON object that `kto resolve` prints (docs/formats-cli.md).
#include "kto/signin.hpp"
#include "kto/text.hpp"
#include "text/json.hpp"

namespace kto {
namespace {

using text::Json;

std::string said(Lang lang, std::string_view kind, std::string_view name) {
  return text::message(lang, std::string(kind).append(".").append(name));
}

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

}  // namespace

std::string outcome_json(const Outcome& outcome, const std::optional<std::string>& request_id, Lang lang, bool admin) {
  Json json;
  json.object().member("request_id", request_id).member("verdict", name_of(outcome.verdict));
  json.member("code", static_cast<std::int32_t>(outcome.verdict)).key("personas").array();
  for (const EnterablePersona& persona : outcome.personas) write_persona(json, persona);
  json.end_array().member("text", outcome.text(lang)).key("ticket").null();
  if (admin) write_admin(json, lang, outcome);
  return json.end_object().text();
}

}  // namespace kto
