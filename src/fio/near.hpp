// Whether two different parts are near enough for a person to look at.
#pragma once

#include <optional>
#include <string_view>

#include "kto/fio.hpp"

namespace kto::fio {

// The rule that makes two parts near, if any; both in match form, present and not the same. Symmetric.
std::optional<NameRule> near(std::u32string_view a, std::u32string_view b, Part part);

// Both patronymics say a sex and not the same one.
bool opposite_sex(std::u32string_view patronymic_a, std::u32string_view patronymic_b);

}  // namespace kto::fio
