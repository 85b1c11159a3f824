// The table of what may stand in a rules file (format 1): where, under which key, of which type. The
// reader in rules_json.cpp knows no key by itself; docs/rules.md tells the same to people.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kto::signin {

// The objects and arrays of the file. `time_zones` is the one whose keys are not ours: region numbers.
enum class Place : std::uint8_t { outside, root, regions, in_force, accounts, nobody_found, esia_only, time_zones };

enum class Kind : std::uint8_t { integer, integer_or_null, string, boolean, object, array };

enum class FieldId : std::uint8_t {
  format,
  name,
  version,
  regions,
  in_force,
  in_force_from,
  in_force_until,
  child_accounts,
  child_consent,
  accounts,
  child_from_14,
  unconfirmed_under_14,
  unconfirmed,
  unconfirmed_standard,
  accept_unverified_number,
  nobody_found,
  nobody_found_minor,
  nobody_found_otherwise,
  not_activated,
  esia_only,
  esia_only_staff,
  esia_only_parents,
  esia_only_pupils_from,
  time_zones
};

struct FieldRule {
  FieldId id;
  Place in;
  std::string_view key;
  Kind kind;
  bool required;
  Place opens = Place::outside;  // for objects and arrays
};

inline constexpr std::array field_rules{
    FieldRule{FieldId::format, Place::root, "format", Kind::integer, true},
    FieldRule{FieldId::name, Place::root, "name", Kind::string, true},
    FieldRule{FieldId::version, Place::root, "version", Kind::integer, true},
    FieldRule{FieldId::regions, Place::root, "regions", Kind::array, false, Place::regions},
    FieldRule{FieldId::in_force, Place::root, "in_force", Kind::object, false, Place::in_force},
    FieldRule{FieldId::in_force_from, Place::in_force, "from", Kind::string, true},
    FieldRule{FieldId::in_force_until, Place::in_force, "until", Kind::string, false},
    FieldRule{FieldId::child_accounts, Place::root, "child_accounts", Kind::boolean, false},
    FieldRule{FieldId::child_consent, Place::root, "child_consent", Kind::string, false},
    FieldRule{FieldId::accounts, Place::root, "accounts", Kind::object, false, Place::accounts},
    FieldRule{FieldId::child_from_14, Place::accounts, "child_from_14", Kind::string, false},
    FieldRule{FieldId::unconfirmed_under_14, Place::accounts, "unconfirmed_under_14", Kind::string, false},
    FieldRule{FieldId::unconfirmed, Place::accounts, "unconfirmed", Kind::string, false},
    FieldRule{FieldId::unconfirmed_standard, Place::accounts, "unconfirmed_standard", Kind::string, false},
    FieldRule{FieldId::accept_unverified_number, Place::root, "accept_unverified_number", Kind::boolean, false},
    FieldRule{FieldId::nobody_found, Place::root, "nobody_found", Kind::object, false, Place::nobody_found},
    FieldRule{FieldId::nobody_found_minor, Place::nobody_found, "minor", Kind::string, false},
    FieldRule{FieldId::nobody_found_otherwise, Place::nobody_found, "otherwise", Kind::string, false},
    FieldRule{FieldId::not_activated, Place::root, "not_activated", Kind::string, false},
    FieldRule{FieldId::esia_only, Place::root, "esia_only", Kind::object, false, Place::esia_only},
    FieldRule{FieldId::esia_only_staff, Place::esia_only, "staff", Kind::boolean, false},
    FieldRule{FieldId::esia_only_parents, Place::esia_only, "parents", Kind::boolean, false},
    FieldRule{FieldId::esia_only_pupils_from, Place::esia_only, "pupils_from", Kind::integer_or_null, false},
    FieldRule{FieldId::time_zones, Place::root, "time_zones", Kind::object, false, Place::time_zones},
};

constexpr bool ordered_by_id() {
  for (std::size_t i = 0; i < field_rules.size(); ++i)
    if (static_cast<std::size_t>(field_rules[i].id) != i) return false;
  return true;
}
static_assert(ordered_by_id(), "field_rules[i] must be the rule of FieldId i");

constexpr const FieldRule& rule_of(FieldId id) { return field_rules[static_cast<std::size_t>(id)]; }

constexpr const FieldRule* find_field(Place in, std::string_view key) {
  for (const FieldRule& rule : field_rules)
    if (rule.in == in && rule.key == key) return &rule;
  return nullptr;
}

// The key of a place in its parent, "" for the root: every object of ours lies directly in the root.
constexpr std::string_view key_of(Place place) {
  for (const FieldRule& rule : field_rules)
    if (rule.opens == place && place != Place::outside) return rule.key;
  return {};
}

}  // namespace kto::signin
