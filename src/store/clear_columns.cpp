#include "store/clear_columns.hpp"

#include <charconv>

namespace kto::store {
namespace {

void put_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\\\";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      default:
        out += c;
    }
  }
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    if (++i == text.size()) return std::nullopt;
    if (text[i] == '\\') {
      out += '\\';
    } else if (text[i] == 't') {
      out += '\t';
    } else if (text[i] == 'n') {
      out += '\n';
    } else {
      return std::nullopt;
    }
  }
  return out;
}

// Cuts the text up to `mark` off the front; the mark goes with it. At the end: the rest.
std::string_view cut(std::string_view& rest, char mark) {
  const std::size_t at = rest.find(mark);
  const std::string_view piece = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return piece;
}

// Every line ends with LF, the last one too: an empty text is no line, "\n" is one empty line.
template <class Each>
bool each_line(std::string_view text, const Each& each) {
  if (!text.empty() && text.back() != '\n') return false;
  while (!text.empty()) {
    if (!each(cut(text, '\n'))) return false;
  }
  return true;
}

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool decode_date(std::string_view text, std::optional<Date>& into) {
  if (text.empty()) return true;
  const auto date = Date::parse_iso(text);
  if (date) into = *date;
  return date.has_value();
}

bool decode_membership(std::string_view line, Membership& into) {
  std::array<std::string_view, 6> cells;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i + 1 < cells.size() && line.find('\t') == std::string_view::npos) return false;
    cells[i] = cut(line, '\t');
  }
  if (!line.empty()) return false;
  const auto role = number_of<unsigned>(cells[0]);
  const auto standing = number_of<unsigned>(cells[5]);
  auto year = unescaped(cells[1]);
  auto klass = unescaped(cells[2]);
  if (!role || *role > static_cast<unsigned>(Role::administrator) || !standing || *standing < 1 || *standing > 2 ||
      !year || !klass || !decode_date(cells[3], into.from) || !decode_date(cells[4], into.to)) {
    return false;
  }
  into.role = static_cast<Role>(*role);
  into.standing = static_cast<Standing>(*standing);
  into.school_year = std::move(*year);
  into.klass = std::move(*klass);
  return true;
}

}  // namespace

ClearColumns clear_columns_of(const Persona& persona) {
  ClearColumns clear;
  clear.archived = persona.archived();
  clear.activated = persona.activated;
  for (const Membership& membership : persona.memberships) {
    clear.roles |= 1U << static_cast<unsigned>(membership.role);
    if (clear.klass.empty()) clear.klass = membership.klass;
  }
  clear.number_usable = persona.number.usable();
  clear.has_number = clear.number_usable || !persona.number.text.empty();
  clear.has_birth_date = persona.birth_date.has_value();
  clear.has_sex = persona.sex != Sex::unknown;
  clear.consent = persona.processing_consent;
  clear.memberships = encode_memberships(persona.memberships);
  clear.guardians = encode_ids(persona.guardians);
  return clear;
}

std::string encode_memberships(std::span<const Membership> memberships) {
  std::string out;
  for (const Membership& membership : memberships) {
    out += std::to_string(static_cast<unsigned>(membership.role));
    out += '\t';
    put_escaped(out, membership.school_year);
    out += '\t';
    put_escaped(out, membership.klass);
    out += '\t';
    if (membership.from) out += membership.from->iso();
    out += '\t';
    if (membership.to) out += membership.to->iso();
    out += '\t';
    out += std::to_string(static_cast<unsigned>(membership.standing));
    out += '\n';
  }
  return out;
}

Result<std::vector<Membership>> decode_memberships(std::string_view text) {
  std::vector<Membership> out;
  const bool good = each_line(text, [&](std::string_view line) {
    Membership membership;
    if (!decode_membership(line, membership)) return false;
    out.push_back(std::move(membership));
    return true;
  });
  if (!good) return fail(Errc::store_corrupt, "memberships");
  return out;
}

std::string encode_ids(std::span<const PersonaId> ids) {
  std::string out;
  for (const PersonaId& id : ids) {
    put_escaped(out, id.str());
    out += '\n';
  }
  return out;
}

Result<std::vector<PersonaId>> decode_ids(std::string_view text) {
  std::vector<PersonaId> out;
  const bool good = each_line(text, [&](std::string_view line) {
    auto id = unescaped(line);
    if (id) out.emplace_back(std::move(*id));
    return id.has_value();
  });
  if (!good) return fail(Errc::store_corrupt, "guardians");
  return out;
}

std::string encode_keys(std::span<const PersonaKey> keys) {
  std::string out;
  for (const PersonaKey& key : keys) {
    out += key.region.str();
    out += '\t';
    put_escaped(out, key.organisation.str());
    out += '\t';
    put_escaped(out, key.id.str());
    out += '\n';
  }
  return out;
}

Result<std::vector<PersonaKey>> decode_keys(std::string_view text) {
  std::vector<PersonaKey> out;
  const bool good = each_line(text, [&](std::string_view line) {
    const auto region = Region::parse(cut(line, '\t'));
    if (!region || line.find('\t') == std::string_view::npos) return false;
    auto organisation = unescaped(cut(line, '\t'));
    auto id = unescaped(line);
    if (!organisation || !id || line.find('\t') != std::string_view::npos) return false;
    out.push_back({*region, OrganisationId(std::move(*organisation)), PersonaId(std::move(*id))});
    return true;
  });
  if (!good) return fail(Errc::store_corrupt, "personas");
  return out;
}

std::string encode_numbers(std::span<const std::int32_t> numbers) {
  std::string out;
  for (const std::int32_t number : numbers) out += std::to_string(number) + '\n';
  return out;
}

Result<std::vector<std::int32_t>> decode_numbers(std::string_view text) {
  std::vector<std::int32_t> out;
  const bool good = each_line(text, [&](std::string_view line) {
    const auto number = number_of<std::int32_t>(line);
    if (number) out.push_back(*number);
    return number.has_value();
  });
  if (!good) return fail(Errc::store_corrupt, "reasons");
  return out;
}

}  // namespace kto::store
