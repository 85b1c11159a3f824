#include "fio/plain_text.hpp"

#include "fio/letters.hpp"

namespace kto::fio {
namespace {

struct Entry {
  char32_t equal = 0;
  char32_t match = 0;
  std::uint8_t signs = 0;
};

constexpr Entry entry_of(char32_t c) {
  if (c == U' ') return {c, c, sign::plain | sign::blank};
  if (c == U'-') return {c, U' ', sign::plain | sign::hyphen};
  if (c == U'`' || c == U'\u2019') return {c, apostrophe, sign::plain};
  if (c == U'0' || c == U'3') return {c, c, sign::plain | sign::digit_03};
  if (c >= U'A' && c <= U'Z') return {c + 0x20, c + 0x20, sign::plain | sign::latin | sign::capital};
  if (c >= U'a' && c <= U'z') return {c, c, sign::plain | sign::latin};
  if (c > U' ' && c < U'\x7F') return {c, c, sign::plain};
  if (c < U'\u0400' || c > U'\u045F') return {};
  const bool is_capital = c < U'\u0430';
  const char32_t small = c < U'\u0410' ? c + 0x50 : is_capital ? c + 0x20 : c;
  const auto case_sign = is_capital ? sign::capital : std::uint8_t{0};
  return {small, small == U'ё' ? U'е' : small, static_cast<std::uint8_t>(sign::plain | sign::cyrillic | case_sign)};
}

struct Table {
  std::array<Entry, 128> ascii{};
  std::array<Entry, 128> cyrillic{};  // U+0400…U+047F: what D0 and D1 lead to
  constexpr Table() {
    for (char32_t c = 0; c < 128; ++c) {
      ascii[c] = entry_of(c);
      cyrillic[c] = entry_of(U'\u0400' + c);
    }
  }
};
constexpr Table table;
constexpr Entry raised_comma = entry_of(U'\u2019');

constexpr unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool is_mixed(unsigned signs) { return (signs & sign::cyrillic) != 0 && (signs & sign::latin) != 0; }

}  // namespace

bool PlainText::read(std::string_view utf8) {
  size = 0;
  gaps = 0;
  dash_alone = utf8 == "-";
  if (utf8.size() > most_bytes) return false;
  unsigned word = 0;    // what the word so far consists of; 0 = no word has begun
  unsigned before = 0;  // the last sign
  std::size_t points = 0;
  std::size_t count = 0;
  const auto keep = [&](const Entry& entry, std::size_t at) {
    equal[count] = entry.equal;
    match[count] = entry.match;
    signs[count] = entry.signs;
    point[count] = static_cast<std::uint8_t>(points);
    byte[count] = static_cast<std::uint8_t>(at);
    ++count;
    before = entry.signs;
  };
  const auto end = utf8.size();
  for (std::size_t at = 0; at < end; ++points) {
    const unsigned first = byte_at(utf8, at);
    if ((first & 0xFEU) == 0xD0) {  // a Cyrillic letter
      if (at + 1 == end) return false;
      const unsigned second = byte_at(utf8, at + 1);
      const auto& entry = table.cyrillic[((first & 1U) << 6U) | (second & 0x3FU)];
      if ((second & 0xC0U) != 0x80 || entry.signs == 0) return false;
      word |= entry.signs;
      keep(entry, at);
      at += 2;
      continue;
    }
    if (first == 0xCC && at + 1 < end && count != 0) {
      // U+0306 upon и, U+0308 upon е: й and ё with the mark apart. A second mark finds neither letter.
      const unsigned mark = byte_at(utf8, at + 1);
      auto& letter = equal[count - 1];
      if (mark == 0x86 && letter == U'и') {
        letter = match[count - 1] = U'й';
      } else if (mark == 0x88 && letter == U'е') {
        letter = U'ё';
      } else {
        return false;
      }
      signs[count - 1] |= sign::composed;
      at += 2;
      continue;
    }
    const bool is_raised_comma = first == 0xE2 && utf8.substr(at, 3) == "\u2019";
    if (first >= 0x80 && !is_raised_comma) return false;
    const auto& entry = is_raised_comma ? raised_comma : table.ascii[first];
    const std::size_t length = is_raised_comma ? 3 : 1;
    if ((entry.signs & (sign::blank | sign::hyphen)) == 0) {
      if (entry.signs == 0 || (word == 0 && (entry.signs & sign::digit_03) != 0)) return false;
      word |= entry.signs;
    } else if ((entry.signs & sign::hyphen) != 0) {
      if (is_mixed(word) || (word == 0 && !dash_alone)) return false;
      word = 0;
    } else if ((before & sign::blank) != 0) {
      at += length;
      continue;
    } else {
      if (is_mixed(word) || (before & sign::hyphen) != 0) return false;
      if (gaps < most_gaps) gap[gaps] = static_cast<std::uint8_t>(count);
      ++gaps;
      word = 0;
    }
    keep(entry, at);
    at += length;
  }
  if (is_mixed(word) || ((before & sign::hyphen) != 0 && !dash_alone)) return false;
  point[count] = static_cast<std::uint8_t>(points);
  byte[count] = static_cast<std::uint8_t>(end);
  size = count;
  return true;
}

std::string_view PlainBytes::add(std::u32string_view letters) {
  auto* const begin = bytes_.data() + size_;
  auto* at = begin;
  const auto put = [&at](char32_t byte) { *at++ = static_cast<char>(byte); };
  for (const char32_t c : letters) {
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0U | (c >> 6U));
      put(0x80U | (c & 0x3FU));
    } else {
      put(0xE0U | (c >> 12U));
      put(0x80U | ((c >> 6U) & 0x3FU));
      put(0x80U | (c & 0x3FU));
    }
  }
  const auto size = static_cast<std::size_t>(at - begin);
  size_ += size;
  return {begin, size};
}

}  // namespace kto::fio
