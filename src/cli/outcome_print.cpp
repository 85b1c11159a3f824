#include "cli/outcome_print.hpp"

#include <algorithm>

#include "cli/table.hpp"
#include "kto/text.hpp"
#include "text/json.hpp"

namespace kto::cli {

namespace {

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
  return outcome_json(outcome, request.request_id, face.lang, face.admin);
}

std::string broken_as_json(const Error& error) {
  text::Json json;
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
