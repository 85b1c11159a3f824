// Small text work on cells: folding of headings and words, trimming, cleaning. Plain byte work over valid
// UTF-8, because it runs many times a row; everything that concerns names is fio's.
#pragma once

#include <string>
#include <string_view>

namespace kto::roster {

// The form in which headings and words are looked up: lower case (Latin and Cyrillic), ё as е, without
// blanks, dots, dashes, quotes and brackets — «Дата рождения», "дата_рождения" and «ДАТА  РОЖДЕНИЯ» are one.
std::string fold_word(std::string_view utf8);

// Cuts blanks off both ends: ASCII blanks, line breaks, NBSP and the other Unicode blanks, a stray BOM.
std::string_view trim(std::string_view utf8) noexcept;

// Runs of blanks (line breaks included) become one blank; blanks around are cut off.
std::string collapse_blanks(std::string_view utf8);

// collapse_blanks without controls, text-direction controls and invisible characters: for free text that
// no decision rests on (a class, a municipality), so that no screen is ever steered by a roster.
std::string clean_text(std::string_view utf8);

// A control, a text-direction control, an invisible character, a line separator or U+FFFD: nothing that
// belongs into an id, an organisation or a login.
bool has_forbidden(std::string_view utf8) noexcept;

// The longest prefix of at most `bytes` bytes that ends between two characters.
std::string_view prefix(std::string_view utf8, std::size_t bytes) noexcept;

}  // namespace kto::roster
