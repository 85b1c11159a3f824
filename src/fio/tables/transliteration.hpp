// Russian letters in Latin as the interior ministry's order № 889 of 27.11.2017 prints them in passports
// (the table of ICAO Doc 9303 part 3): Ь is left out, Ъ is IE, Ё and Э are E, И and Й are I.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kto::fio {

// What the order makes of a word in match form (lower case, ё as е). Absent for a word with Latin letters or
// such that the order does not know (і, ө, ң …), and for one without Cyrillic letters.
std::optional<std::u32string> transliterated(std::u32string_view cyrillic);
// True when `latin` is that.
bool transliterates(std::u32string_view cyrillic, std::u32string_view latin);

}  // namespace kto::fio
