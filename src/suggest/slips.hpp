// One slip of the hand between two texts of letters or digits.
#pragma once

#include <string_view>

#include "kto/suggest.hpp"

namespace kto::suggest {

struct Slip {
  SuggestReason reason;
  std::size_t position = 0;  // in `a`
  std::size_t size_a = 0;    // letters that differ, from the position
  std::size_t size_b = 0;
};

// For two texts that one edit makes the same: letter_missing (from `b`), letter_extra, letters_swapped,
// neighbour_key, consonant_substituted or vowel_substituted.
Slip slip_between(std::u32string_view a, std::u32string_view b);

// Both letters lie side by side on the Russian keyboard. ё lies apart, and in match form is е.
bool are_neighbour_keys(char32_t a, char32_t b);

}  // namespace kto::suggest
