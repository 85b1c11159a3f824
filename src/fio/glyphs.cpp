#include "fio/glyphs.hpp"

#include <algorithm>

#include "kto/text.hpp"

namespace kto::fio {
namespace {

// Where the stretch that begins at `begin` may end: before a character that is no mark and does not
// compose with what stands before it (Hangul jamo do, although they are no marks).
std::size_t end_of_cluster(std::u32string_view letters, std::size_t begin) {
  std::size_t end = begin + 1;
  for (; end < letters.size(); ++end) {
    if (text::is_mark(letters[end])) continue;
    const auto before = letters.substr(begin, end - begin);
    const auto next = letters.substr(end, 1);
    if (text::nfc(letters.substr(begin, end - begin + 1)) == text::nfc(before) + text::nfc(next)) break;
  }
  return end;
}

// Latin-1, the plain letters of the Cyrillic blocks and general punctuation: starters that are composed
// already and compose with nothing before them (NFC_Quick_Check=Yes, ccc=0). Most names hold no others;
// asking ICU about each of them would cost more than everything else.
bool is_inert(char32_t c) {
  return c < U'\u0300' || (c >= U'\u0400' && c <= U'\u0482') || (c >= U'\u048A' && c <= U'\u052F') ||
         (c >= U'\u2002' && c <= U'\u2027');
}

}  // namespace

Glyphs glyphs_of(std::u32string_view given) {
  Glyphs glyphs;
  glyphs.reserve(given.size());
  for (std::size_t i = 0; i < given.size(); ++i) glyphs.push_back({given[i], i, i + 1});
  return glyphs;
}

std::u32string letters_of(const Glyphs& glyphs) {
  std::u32string letters;
  letters.reserve(glyphs.size());
  for (const auto& glyph : glyphs) letters.push_back(glyph.c);
  return letters;
}

std::vector<Composed> compose(Glyphs& glyphs) {
  std::vector<Composed> changed;
  if (std::all_of(glyphs.begin(), glyphs.end(), [](const Glyph& glyph) { return is_inert(glyph.c); })) return changed;
  const auto letters = letters_of(glyphs);
  if (text::nfc(letters) == letters) return changed;
  Glyphs composed;
  for (std::size_t begin = 0; begin < letters.size();) {
    const auto end = end_of_cluster(letters, begin);
    const auto before = letters.substr(begin, end - begin);
    auto after = text::nfc(before);
    if (after == before) {
      composed.insert(composed.end(), glyphs.begin() + static_cast<std::ptrdiff_t>(begin),
                      glyphs.begin() + static_cast<std::ptrdiff_t>(end));
    } else {
      for (const char32_t c : after) composed.push_back({c, glyphs[begin].from, glyphs[end - 1].to});
      changed.push_back({begin, end, std::move(after)});
    }
    begin = end;
  }
  glyphs = std::move(composed);
  return changed;
}

}  // namespace kto::fio
