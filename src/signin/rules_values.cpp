#include "rules_values.hpp"

#include <algorithm>

namespace kto::signin {
namespace {

template <class T>
struct Word {
  std::string_view word;
  T value;
};

constexpr Word<ChildConsent> child_consents[] = {{"released", ChildConsent::released},
                                                 {"recorded", ChildConsent::recorded}};

constexpr Word<AccountRule> account_rules[] = {{"enough", AccountRule::enough},
                                               {"link", AccountRule::link},
                                               {"raise_level", AccountRule::raise_level},
                                               {"link_guardian", AccountRule::link_guardian},
                                               {"refuse", AccountRule::refuse}};

constexpr Word<Verdict> nobody_found_words[] = {{"link", Verdict::link}, {"ask_school", Verdict::ask_school}};

constexpr Word<bool> not_activated_words[] = {{"activate", true}, {"enter", false}};

template <class T, std::size_t N>
Errc take(T& out, const Word<T> (&words)[N], std::string_view text) {
  for (const auto& [word, value] : words)
    if (word == text) return out = value, Errc{};
  return Errc::bad_value;
}

// For accounts that vouch for nothing: `enough` is no value here. Only "accept_unverified_number" lets such
// an account match, so that whoever lowers the bar says so in plain words and every outcome repeats it.
Errc take_unvouched(AccountRule& out, std::string_view text) {
  return text == "enough" ? Errc::bad_value : take(out, account_rules, text);
}

Errc take_date(std::optional<Date>& out, std::string_view text) {
  const auto date = Date::parse_iso(text);
  if (!date) return Errc::bad_date;
  return out = *date, Errc{};
}

Errc take_name(std::string& out, std::string_view text) {
  const bool good = !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (!good) return Errc::bad_value;
  return out = std::string(text), Errc{};
}

Errc take_version(std::uint32_t& out, std::int64_t number) {
  if (number < 1 || number > UINT32_MAX) return Errc::bad_value;
  return out = static_cast<std::uint32_t>(number), Errc{};
}

Errc take_age(std::optional<int>& out, const Scalar& value) {
  const auto* years = std::get_if<std::int64_t>(&value);
  if (years == nullptr) return out.reset(), Errc{};  // null: not for pupils
  if (*years < 0 || *years > 99) return Errc::bad_value;
  return out = static_cast<int>(*years), Errc{};
}

}  // namespace

bool fits(Kind kind, const Scalar& value) {
  switch (kind) {
    case Kind::integer:
      return std::holds_alternative<std::int64_t>(value);
    case Kind::integer_or_null:
      return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<std::monostate>(value);
    case Kind::string:
      return std::holds_alternative<std::string_view>(value);
    case Kind::boolean:
      return std::holds_alternative<bool>(value);
    case Kind::object:
    case Kind::array:
      return false;
  }
  return false;
}

Errc set_value(RuleSet& rules, FieldId field, const Scalar& value) {
  const auto text = [&] { return std::get<std::string_view>(value); };
  const auto flag = [&] { return std::get<bool>(value); };
  switch (field) {
    case FieldId::format:
      return std::get<std::int64_t>(value) == 1 ? Errc{} : Errc::bad_value;
    case FieldId::name:
      return take_name(rules.name, text());
    case FieldId::version:
      return take_version(rules.version, std::get<std::int64_t>(value));
    case FieldId::in_force_from:
      return take_date(rules.from, text());
    case FieldId::in_force_until:
      return take_date(rules.until, text());
    case FieldId::child_accounts:
      return rules.child_accounts = flag(), Errc{};
    case FieldId::child_consent:
      return take(rules.child_consent, child_consents, text());
    case FieldId::child_from_14:
      return take(rules.child_from_14, account_rules, text());
    case FieldId::unconfirmed_under_14:
      return take_unvouched(rules.unconfirmed_under_14, text());
    case FieldId::unconfirmed:
      return take_unvouched(rules.unconfirmed, text());
    case FieldId::unconfirmed_standard:
      return take(rules.unconfirmed_standard, account_rules, text());
    case FieldId::accept_unverified_number:
      return rules.accept_unverified_number = flag(), Errc{};
    case FieldId::nobody_found_minor:
      return take(rules.nobody_found_minor, nobody_found_words, text());
    case FieldId::nobody_found_otherwise:
      return take(rules.nobody_found, nobody_found_words, text());
    case FieldId::not_activated:
      return take(rules.activation_needed, not_activated_words, text());
    case FieldId::esia_only_staff:
      return rules.esia_only_staff = flag(), Errc{};
    case FieldId::esia_only_parents:
      return rules.esia_only_parents = flag(), Errc{};
    case FieldId::esia_only_pupils_from:
      return take_age(rules.esia_only_pupils_from, value);
    case FieldId::regions:
    case FieldId::in_force:
    case FieldId::accounts:
    case FieldId::nobody_found:
    case FieldId::esia_only:
    case FieldId::time_zones:
      break;  // objects and arrays: their members come by themselves
  }
  return Errc::wrong_type;
}

Errc add_region(RuleSet& rules, const Scalar& value) {
  const auto* text = std::get_if<std::string_view>(&value);
  if (text == nullptr) return Errc::wrong_type;
  const auto region = Region::parse(*text);
  if (!region) return Errc::bad_region;
  if (std::find(rules.regions.begin(), rules.regions.end(), *region) != rules.regions.end()) return Errc::bad_value;
  return rules.regions.push_back(*region), Errc{};
}

// "+08:00", "-01:30": from -12:00 to +14:00, as zones on Earth go.
Errc set_zone(RuleSet& rules, Region region, const Scalar& value) {
  const auto* held = std::get_if<std::string_view>(&value);
  if (held == nullptr) return Errc::wrong_type;
  const std::string_view text = *held;
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || !digit(1) || !digit(2) || !digit(4) ||
      !digit(5))
    return Errc::bad_value;
  const int hours = (text[1] - '0') * 10 + (text[2] - '0');
  const int minutes = (text[4] - '0') * 10 + (text[5] - '0');
  const int offset = (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
  if (minutes > 59 || offset < -12 * 60 || offset > 14 * 60) return Errc::bad_value;
  return rules.time_zones.insert_or_assign(region, std::chrono::minutes{offset}), Errc{};
}

bool is_builtin_name(std::string_view name) { return name == "irkutsk-2018" || name == "ru-2024"; }

}  // namespace kto::signin
