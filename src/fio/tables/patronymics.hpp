// How a patronymic is known, whose sex it says, and how it derives from the father's name.
// Source: ordinary Russian word formation (the endings and the irregular names below are those of the
// school grammar) and the Turkic markers as civil registries write them; written for this project.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kto/base.hpp"

namespace kto::fio {

struct Patronymic {
  Sex sex;
  bool turkic;  // with оглы, кызы or one of their kin
  bool certain;  // cannot be a surname: Turkic, or female («Ивановна»; «Абрамович» may be a surname)
  std::u32string_view stem{};    // Turkic: the father's name, in the letters asked about
  std::u32string_view marker{};  // Turkic: the marker
};

// All of the following take letters in match form (folded, ё as е, hyphens as blanks).

// The patronymic that a word or a part is, if it looks like one.
std::optional<Patronymic> patronymic_of(std::u32string_view folded);

// «оглы» as a word of its own, with its kin (оглу, кызы, гызы, улы, уулу, ұлы, қызы, and in Latin).
bool is_patronymic_marker(std::u32string_view folded_word);

// The length of «оглы» or «кызы» at the end of the letters, 0 if there is none: the two markers whose
// spelling (with a blank, a hyphen or nothing) rules.md levels.
std::size_t levelled_marker_at_end(std::u32string_view folded);
// A marker written without a blank needs a name of two letters before it.
bool long_enough_for_joined_marker(std::u32string_view before);

// Patronymics in -ович, -евна … that a father of this name gives, both sexes, in match form.
std::vector<std::u32string> patronymics_of_father(std::u32string_view father);

}  // namespace kto::fio
