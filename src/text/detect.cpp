// Tells the encoding of a file by its first bytes; says so when it cannot be told, and never guesses.
#include <algorithm>
#include <array>

#include "text/shared.hpp"

namespace kto::text {
namespace {

using std::string_view_literals::operator""sv;

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

// Files that people take for tables and that are none. Only those that the checks below could let
// pass, or that are common: everything with stray control characters is turned away anyway.
bool is_known_binary(std::string_view head) {
  static constexpr std::array magic{
      "\x89PNG"sv,
      "\xFF\xD8\xFF"sv,  // JPEG
      "GIF87a"sv,
      "GIF89a"sv,
      "PK\x03\x04"sv,  // ZIP, and with it XLSX, DOCX, ODS
      "PK\x05\x06"sv,
      "PK\x07\x08"sv,
      "\x1F\x8B"sv,  // gzip
      "\xFD\x37zXZ\0"sv,
      "\x28\xB5\x2F\xFD"sv,  // Zstandard
      "7z\xBC\xAF\x27\x1C"sv,
      "Rar!\x1A\x07"sv,
      "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,  // XLS and DOC
      "%PDF-"sv,
      "\x7F\x45LF"sv,
      "MZ\x90\0"sv,  // Windows programs
      "SQLite format 3\0"sv,
      "\0\0\xFE\xFF"sv,  // UTF-32, which we do not read
      "\xFF\xFE\0\0"sv,
  };
  return std::any_of(magic.begin(), magic.end(), [&](std::string_view m) { return head.substr(0, m.size()) == m; });
}

bool is_text_control(unsigned c) { return c == '\t' || c == '\r' || c == '\n'; }
bool is_other_control(unsigned c) { return (c < 0x20 && !is_text_control(c)) || c == 0x7F; }

// --- UTF-16 without a BOM ---------------------------------------------------------------------------

// Does the head read as Russian, Latin and punctuation when its bytes are taken in this order? The high
// byte is then 00, 04/05 (Cyrillic), 20 or 21 (dashes, quotes, №). In the wrong order hardly any is.
bool reads_as_utf16(std::string_view head, bool little_endian) {
  std::size_t texty = 0;
  std::size_t units = 0;
  for (std::size_t at = 0; at + 1 < head.size(); at += 2, ++units) {
    const unsigned high = byte_at(head, little_endian ? at + 1 : at);
    const unsigned low = byte_at(head, little_endian ? at : at + 1);
    const unsigned unit = high << 8U | low;
    if (is_other_control(unit) || unit == 0xFFFE || unit == 0xFFFF) return false;
    const bool latin = high == 0 && (low < 0x7F || low >= 0xA0);
    const bool surrogate = high >= 0xD8 && high <= 0xDF;  // whether they are paired, the decoder says
    texty += latin || surrogate || high == 4 || high == 5 || high == 0x20 || high == 0x21;
  }
  return units > 0 && texty * 10 >= units * 9;
}

// --- UTF-8 ------------------------------------------------------------------------------------------

struct Utf8Count {
  std::size_t sequences = 0;  // well-formed ones of two bytes and more
  std::size_t faults = 0;     // bytes that belong to no well-formed sequence
  bool cut = false;           // the only fault is a beginning at the very end
};

Utf8Count count_utf8(std::string_view head) {
  Utf8Count count;
  for (std::size_t at = 0; at < head.size();) {
    const unsigned c = byte_at(head, at);
    if (c < 0x80) {
      ++at;
      continue;
    }
    std::size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (at + length <= head.size() && Utf8::check(head.substr(at, length))) {
      ++count.sequences;
      at += length;
    } else {
      const std::size_t left = head.size() - at;
      const bool tail = left < length && c >= 0xC2 && c <= 0xF4 &&
                        std::all_of(head.begin() + static_cast<std::ptrdiff_t>(at) + 1, head.end(),
                                    [](char b) { return (static_cast<unsigned char>(b) & 0xC0U) == 0x80U; });
      if (tail && count.faults == 0) {
        count.cut = true;
        break;
      }
      ++count.faults;
      ++at;
    }
  }
  return count;
}

// --- Windows-1251 -----------------------------------------------------------------------------------

bool is_1251_capital(unsigned c) {
  return (c >= 0xC0 && c <= 0xDF) || c == 0xA8 || c == 0xA1 || c == 0xA5 || c == 0xAA || c == 0xAF || c == 0xB2;
}
bool is_1251_small(unsigned c) {
  return c >= 0xE0 || c == 0xB8 || c == 0xA2 || c == 0xB3 || c == 0xB4 || c == 0xBA || c == 0xBF;
}
bool is_1251_punctuation(unsigned c) {
  return c == 0xA0 || c == 0xA7 || c == 0xAB || c == 0xBB || c == 0xB9 || c == 0x96 || c == 0x97 || c == 0x85 ||
         c == 0x84 || c == 0x91 || c == 0x92 || c == 0x93 || c == 0x94;
}
bool is_ascii_letter(unsigned c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
// оеаинтсрвл: two letters of three in Russian text and names.
bool is_1251_frequent(unsigned c) {
  static constexpr std::string_view frequent = "\xEE\xE5\xE0\xE8\xED\xF2\xF1\xF0\xE2\xEB";
  const unsigned small = c >= 0xC0 && c <= 0xDF ? c + 0x20 : c;
  return frequent.find(static_cast<char>(small)) != std::string_view::npos;
}

// KOI8-R has the same letters in another order with the case turned round, CP866 and MacCyrillic have
// capitals where 1251 has rare letters, and in Windows-1252 the letters over 7F stand among Latin ones.
bool reads_as_russian_1251(std::string_view head) {
  std::size_t high = 0;
  std::size_t letters = 0;
  std::size_t odd = 0;  // neither a Russian letter nor usual punctuation
  std::size_t frequent = 0;
  std::size_t turned = 0;  // a capital behind a small letter
  std::size_t among_latin = 0;
  for (std::size_t at = 0; at < head.size(); ++at) {
    const unsigned c = byte_at(head, at);
    if (c == 0x98 || is_other_control(c)) return false;
    if (c < 0x80) continue;
    ++high;
    const bool capital = is_1251_capital(c);
    if (!capital && !is_1251_small(c)) {
      odd += !is_1251_punctuation(c);
      continue;
    }
    ++letters;
    frequent += is_1251_frequent(c);
    const unsigned before = at > 0 ? byte_at(head, at - 1) : 0;
    const unsigned after = at + 1 < head.size() ? byte_at(head, at + 1) : 0;
    turned += capital && is_1251_small(before);
    among_latin += is_ascii_letter(before) || is_ascii_letter(after);
  }
  if (letters == 0) return false;
  const std::size_t share_of_frequent = letters >= 30 ? 45 : 25;  // a few letters prove less
  return odd * 20 <= high && frequent * 100 >= letters * share_of_frequent && turned * 20 <= letters &&
         among_latin * 5 <= letters;
}

}  // namespace

Result<Detected> detect_encoding(std::string_view head, bool whole) {
  if (is_known_binary(head)) return fail(Errc::unknown_encoding);
  if (head.substr(0, 3) == "\xEF\xBB\xBF") return Detected{Encoding::utf8, 3};
  if (head.substr(0, 2) == "\xFF\xFE") return Detected{Encoding::utf16le, 2};
  if (head.substr(0, 2) == "\xFE\xFF") return Detected{Encoding::utf16be, 2};

  const auto controls = static_cast<std::size_t>(
      std::count_if(head.begin(), head.end(), [](char c) { return is_other_control(static_cast<unsigned char>(c)); }));
  if (controls > 0) {  // 00 and 04 are the high bytes of UTF-16
    const bool little = reads_as_utf16(head, true);
    const bool big = reads_as_utf16(head, false);
    if (little != big) return Detected{little ? Encoding::utf16le : Encoding::utf16be, 0};
  }

  const Utf8Count utf8 = count_utf8(head);
  if (utf8.faults == 0) {
    // Valid UTF-8, or cut at the end of the head. In a whole file the decoder will say that it is cut —
    // provided there is anything else to tell it from one last byte of Windows-1251.
    const bool is_utf8 = !utf8.cut || !whole || utf8.sequences > 0;
    // A stray control is one bad row; a file full of them is no text.
    if (is_utf8)
      return controls * 32 <= head.size() ? Result<Detected>(Detected{Encoding::utf8, 0})
                                          : fail(Errc::unknown_encoding);
  } else if (utf8.sequences > utf8.faults) {
    // UTF-8 with a broken place: read as Windows-1251 it would be well-formed nonsense. The decoder
    // names the place.
    return controls * 32 <= head.size() ? Result<Detected>(Detected{Encoding::utf8, 0}) : fail(Errc::unknown_encoding);
  }
  if (reads_as_russian_1251(head)) return Detected{Encoding::windows_1251, 0};
  return fail(Errc::unknown_encoding);
}

}  // namespace kto::text
