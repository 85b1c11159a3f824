// The values of a rules file: one scalar → one member of RuleSet.
#pragma once

#include <variant>

#include "kto/signin.hpp"
#include "rules_fields.hpp"

namespace kto::signin {

struct OtherNumber {};  // a fraction, or beyond 64 bits
using Scalar = std::variant<std::monostate, bool, std::int64_t, OtherNumber, std::string_view>;

bool fits(Kind kind, const Scalar& value);

// Each returns Errc{} when the value was taken, else what is wrong with it.
Errc set_value(RuleSet& rules, FieldId field, const Scalar& value);
Errc add_region(RuleSet& rules, const Scalar& value);
Errc set_zone(RuleSet& rules, Region region, const Scalar& value);

// "irkutsk-2018" and "ru-2024": outcomes name their rules, so no file may pass for one of these.
bool is_builtin_name(std::string_view name);

}  // namespace kto::signin
