// The small classes of characters that the rules on names speak of. Sources: rules.md «Names», issue 2.
#pragma once

#include "kto/text.hpp"

namespace kto::fio {

inline constexpr char32_t stress_mark = U'\u0301';
inline constexpr char32_t diaeresis = U'\u0308';
inline constexpr char32_t hyphen = U'-';
inline constexpr char32_t apostrophe = U'\'';

// Soft hyphen, zero-width space, non-joiner and joiner, word joiner, BOM. No others.
constexpr bool is_invisible(char32_t c) noexcept {
  return c == U'\u00AD' || (c >= U'\u200B' && c <= U'\u200D') || c == U'\u2060' || c == U'\uFEFF';
}

// Hyphen-minus, U+2010 HYPHEN … U+2015 HORIZONTAL BAR, U+2212 MINUS SIGN.
constexpr bool is_dash(char32_t c) noexcept {
  return c == hyphen || (c >= U'\u2010' && c <= U'\u2015') || c == U'\u2212';
}

// The four signs that are typed for one apostrophe.
constexpr bool is_apostrophe(char32_t c) noexcept {
  return c == apostrophe || c == U'\u2019' || c == U'\u02BC' || c == U'\u0060';
}

inline bool is_cyrillic_letter(char32_t c) { return text::is_cyrillic(c) && text::is_letter(c); }

// A word is a run between blanks and hyphens.
inline bool is_word_break(char32_t c) { return is_dash(c) || text::is_blank(c); }

}  // namespace kto::fio
