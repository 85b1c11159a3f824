// A text of plain letters, decoded and folded at once into fixed room. Plain is what almost every name
// consists of: the basic Cyrillic letters U+0400…U+045F (й and ё also with their marks apart), ASCII but
// for controls, and the apostrophe U+2019. Not plain, hence the reference's, is a text with anything else,
// and one on which rules meet: a word of Cyrillic and Latin letters mixed, a digit 0 or 3 in front of a
// word, a hyphen beside a blank, another hyphen or the end.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace kto::fio {

namespace sign {
inline constexpr std::uint8_t plain = 1;     // may stand in a plain text at all
inline constexpr std::uint8_t cyrillic = 2;  // a letter
inline constexpr std::uint8_t latin = 4;     // a letter
inline constexpr std::uint8_t blank = 8;     // a run of blanks is one sign
inline constexpr std::uint8_t hyphen = 16;
inline constexpr std::uint8_t digit_03 = 32;   // may be a letter typed as a digit
inline constexpr std::uint8_t capital = 64;    // folding changes its case
inline constexpr std::uint8_t composed = 128;  // letter and mark stood apart
}  // namespace sign

struct PlainText {
  static constexpr std::size_t most_bytes = 255;  // so that offsets are small and no limit of length is met
  static constexpr std::size_t most_gaps = 15;

  std::size_t size = 0;
  std::size_t gaps = 0;     // runs of blanks; those beyond most_gaps are counted, but their places are not kept
  bool dash_alone = false;  // the text is «-»
  // A sign's equal form, its match form, what it is, and where it begins in the text as given; at [size]
  // the end. Only what has been decoded is ever written to.
  std::array<char32_t, most_bytes + 1> equal;
  std::array<char32_t, most_bytes + 1> match;
  std::array<std::uint8_t, most_bytes + 1> signs;
  std::array<std::uint8_t, most_bytes + 1> point;
  std::array<std::uint8_t, most_bytes + 1> byte;
  std::array<std::uint8_t, most_gaps> gap;

  PlainText() {}  // NOLINT: the arrays are left as they are

  // False: the text is not plain, and this object holds nothing.
  bool read(std::string_view utf8);

  // Forms of the signs [begin, end).
  std::u32string_view equal_of(std::size_t begin, std::size_t end) const { return {equal.data() + begin, end - begin}; }
  std::u32string_view match_of(std::size_t begin, std::size_t end) const { return {match.data() + begin, end - begin}; }
};

// Letters of a plain text as UTF-8, in fixed room.
class PlainBytes {
 public:
  PlainBytes() {}  // NOLINT: the room is left as it is
  // Everything added together must come from one plain text, but for a few blanks.
  std::string_view add(std::u32string_view letters);
  std::string_view view() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, 3 * (PlainText::most_bytes + 1)> bytes_;
  std::size_t size_ = 0;
};
inline void append_plain(std::string& out, std::u32string_view letters) {
  PlainBytes bytes;
  out += bytes.add(letters);
}

}  // namespace kto::fio
