// Russian letters in Latin as the interior ministry's order № 889 of 27.11.2017 prints them in passports
// (the table of ICAO Doc 9303 part 3): Ь is left out, Ъ is IE, Ё and Э are E, И and Й are I.
#pragma once

#include <string_view>

namespace kto::fio {

// True when `latin` is what the order makes of `cyrillic`; both one word in match form (lower case, ё
// as е). False for letters the order does not know (і, ө, ң …).
bool transliterates(std::u32string_view cyrillic, std::u32string_view latin);

}  // namespace kto::fio
