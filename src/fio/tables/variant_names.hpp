// Variants of one given name. They are different names in law: shown to an administrator, never equal.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace kto::fio {

// Both in match form. Word by word for double names.
bool are_variant_names(std::u32string_view a, std::u32string_view b);
// Patronymics from variants of one name, or two that one name gives («Геннадиевна», «Геннадьевна»).
bool are_variant_patronymics(std::u32string_view a, std::u32string_view b);
// The groups, in match form; a name may stand in several.
std::span<const std::vector<std::u32string_view>> variant_groups();
// The places in variant_groups() of the groups that hold a word of a name, or give a patronymic. Two are
// variants when they share one; patronymics also when they differ by «ье» for «ие» alone.
std::vector<std::size_t> variant_groups_of_name(std::u32string_view word);
std::vector<std::size_t> variant_groups_of_patronymic(std::u32string_view patronymic);

}  // namespace kto::fio
