#include "suggest/slips.hpp"

#include <algorithm>

namespace kto::suggest {
namespace {

// ЙЦУКЕН (GOST 6431 as Windows and Linux lay it out). Each row is set half a key to the right of the one above.
constexpr std::u32string_view rows[] = {U"йцукенгшщзхъ", U"фывапролджэ", U"ячсмитьбю"};

bool is_vowel(char32_t c) { return std::u32string_view(U"аеиоуыэюя").find(c) != std::u32string_view::npos; }

}  // namespace

bool are_neighbour_keys(char32_t a, char32_t b) {
  for (std::size_t row = 0; row < std::size(rows); ++row) {
    const auto at = rows[row].find(a);
    if (at == std::u32string_view::npos) continue;
    const auto stands_at = [b](std::size_t in_row, std::size_t place) {
      return in_row < std::size(rows) && place < rows[in_row].size() && rows[in_row][place] == b;
    };
    // Wrapped-round places are no places: stands_at() is false for them.
    return stands_at(row, at - 1) || stands_at(row, at + 1) || stands_at(row - 1, at) || stands_at(row - 1, at + 1) ||
           stands_at(row + 1, at) || stands_at(row + 1, at - 1);
  }
  return false;
}

Slip slip_between(std::u32string_view a, std::u32string_view b) {
  const auto shorter = std::min(a.size(), b.size());
  std::size_t at = 0;
  while (at < shorter && a[at] == b[at]) ++at;
  if (a.size() > b.size()) return {SuggestReason::letter_missing, at, 1, 0};
  if (a.size() < b.size()) return {SuggestReason::letter_extra, at, 0, 1};
  if (at == a.size()) return {SuggestReason::name_same};
  if (at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at]) return {SuggestReason::letters_swapped, at, 2, 2};
  if (are_neighbour_keys(a[at], b[at])) return {SuggestReason::neighbour_key, at, 1, 1};
  return {is_vowel(a[at]) ? SuggestReason::vowel_substituted : SuggestReason::consonant_substituted, at, 1, 1};
}

}  // namespace kto::suggest
