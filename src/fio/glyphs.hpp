// Text that remembers where it came from: every code point of a changed text knows the code points of
// the given text that it stands for, so that a note or a difference can point at the letter as given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kto::fio {

struct Glyph {
  char32_t c;
  std::size_t from;  // code points of the given text, [from, to); empty for an inserted blank
  std::size_t to;
};
using Glyphs = std::vector<Glyph>;

Glyphs glyphs_of(std::u32string_view given);
std::u32string letters_of(const Glyphs& glyphs);

// A stretch of a text and what it became.
struct Composed {
  std::size_t begin;  // glyphs of the text before
  std::size_t end;
  std::u32string after;
};
// Composes to NFC, keeping the origins; returns the stretches that changed.
std::vector<Composed> compose(Glyphs& glyphs);

}  // namespace kto::fio
