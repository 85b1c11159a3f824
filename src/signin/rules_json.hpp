// One set of rules from JSON. RuleSet::parse is this for files; the built-in sets, whose names no file
// may take, are read through `NameOf::builtin`.
#pragma once

#include "kto/signin.hpp"

namespace kto::signin {

enum class NameOf : std::uint8_t { file, builtin };
Result<RuleSet> read_rules(std::string_view json, NameOf owner);

}  // namespace kto::signin
