#include "pages.hpp"

#include <nlohmann/json.hpp>

namespace portal {

namespace {

using Json = nlohmann::ordered_json;

std::string printed(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json key_json(const kto::PersonaKey& key) {
  return {{"id", key.id.str()}, {"organisation", key.organisation.str()}, {"region", key.region.str()}};
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// `body` is HTML; whatever came from outside has gone through escaped().
std::string page(std::string_view title, std::string_view body) {
  return "<!DOCTYPE html>\n<html lang=\"ru\"><head><meta charset=\"utf-8\"><title>" + escaped(title) +
         "</title></head>\n<body><h1>" + escaped(title) + "</h1>\n" + std::string(body) + "</body></html>\n";
}

std::string_view in_russian(kto::Role role) {
  switch (role) {
    case kto::Role::pupil:
      return "ученик";
    case kto::Role::parent:
      return "родитель";
    case kto::Role::teacher:
      return "учитель";
    case kto::Role::staff:
      return "сотрудник";
    case kto::Role::administrator:
      return "администратор";
    case kto::Role::unknown:
      break;
  }
  return "роль неизвестна";
}

std::string described(const kto::EnterablePersona& persona) {
  std::string out = persona.key.organisation.str();
  for (const kto::Role role : persona.roles) out.append(", ").append(in_russian(role));
  if (!persona.klass.empty()) out += ", " + persona.klass;
  return out;
}

}  // namespace

std::string choices_json(const std::vector<kto::EnterablePersona>& choices) {
  Json list = Json::array();
  for (const auto& choice : choices) {
    Json item = key_json(choice.key);
    item["roles"] = Json::array();
    for (const kto::Role role : choice.roles) item["roles"].push_back(name_of(role));
    item["class"] = choice.klass.empty() ? Json(nullptr) : Json(choice.klass);
    list.push_back(std::move(item));
  }
  return printed({{"personas", std::move(list)}});
}

std::string entered_json(const kto::PersonaKey& persona) { return printed({{"entered", key_json(persona)}}); }

std::string error_json(std::string_view code, std::optional<std::uint64_t> offset) {
  Json error = {{"code", code}};
  if (offset) error["offset"] = *offset;
  return printed({{"error", std::move(error)}});
}

std::string log_line(const kto::Outcome& outcome) {
  Json line = {{"event", "resolved"},
               {"verdict", name_of(outcome.verdict)},
               {"reasons", Json::array()},
               {"personas", Json::array()},
               {"rules", outcome.rules_name + "/" + std::to_string(outcome.rules_version)}};
  for (const auto& finding : outcome.findings) line["reasons"].push_back(name_of(finding.reason));
  for (const auto& persona : outcome.personas) line["personas"].push_back(persona.key.id.str());
  return printed(line);
}

std::string outcome_page(const kto::Outcome& outcome) {
  const auto title = kto::text::message(kto::Lang::ru, "verdict." + std::string(name_of(outcome.verdict)));
  return page(title, "<p>" + escaped(outcome.text(kto::Lang::ru)) + "</p>\n");
}

std::string chooser_page(const std::vector<kto::EnterablePersona>& choices) {
  std::string forms;
  for (const auto& choice : choices) {
    const auto field = [](std::string_view name, const std::string& value) {
      return "<input type=\"hidden\" name=\"" + std::string(name) + "\" value=\"" + escaped(value) + "\">";
    };
    forms += "<form method=\"post\" action=\"/choose\">" + field("region", choice.key.region.str()) +
             field("organisation", choice.key.organisation.str()) + field("id", choice.key.id.str()) + "<button>" +
             escaped(described(choice)) + "</button></form>\n";
  }
  return page("Выберите профиль", forms);
}

std::string entered_page(const kto::PersonaKey& persona) {
  return page("Вход выполнен", "<p>" + escaped(persona.organisation.str()) +
                                   "</p>\n"
                                   "<form method=\"post\" action=\"/signout\"><button>Выйти</button></form>\n");
}

}  // namespace portal
