#include "persona/cell_text.hpp"

#include <cstdint>

namespace kto::roster {
namespace {

struct Point {
  char32_t value;
  std::size_t bytes;
};

// The code point at `at`; the text is valid UTF-8 (the decoder has seen to it). Cut sequences are taken
// as they stand, never read past the end.
Point point_at(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(at + i < text.size() ? static_cast<unsigned char>(text[at + i]) & 0x3FU : 0U);
  };
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t left = text.size() - at;
  if (first < 0xC0) return {first, 1};
  if (first < 0xE0 && left >= 2) return {(static_cast<char32_t>(first & 0x1FU) << 6) | byte(1), 2};
  if (first < 0xF0 && left >= 3) {
    return {(static_cast<char32_t>(first & 0x0FU) << 12) | (byte(1) << 6) | byte(2), 3};
  }
  if (left >= 4) {
    return {(static_cast<char32_t>(first & 0x07U) << 18) | (byte(1) << 12) | (byte(2) << 6) | byte(3), 4};
  }
  return {0xFFFD, 1};
}

bool is_blank(char32_t c) noexcept {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_bidi(char32_t c) noexcept {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_invisible(char32_t c) noexcept {
  return c == 0xAD || (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

bool is_control(char32_t c) noexcept { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

// What headings and words are written with besides letters. «?», «!», «+» stay: «Да?» is no «Да».
constexpr std::string_view kDropped = ".,:;_-()[]/\\'\"`*#\x7F";

void append_two_bytes(std::string& out, char32_t c) {
  out += static_cast<char>(0xC0U | (c >> 6));
  out += static_cast<char>(0x80U | (c & 0x3FU));
}

bool ends_with(const std::string& text, std::string_view tail) noexcept {
  return text.size() >= tail.size() && std::string_view(text).substr(text.size() - tail.size()) == tail;
}

}  // namespace

std::string fold_word(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const Point point = point_at(utf8, at);
    const char32_t c = point.value;
    if (c < 0x80) {
      if (c >= 'A' && c <= 'Z') {
        out += static_cast<char>(c + 0x20);
      } else if (c > ' ' && kDropped.find(static_cast<char>(c)) == std::string_view::npos) {
        out += static_cast<char>(c);
      }
    } else if (c == 0x0401 || c == 0x0451) {
      append_two_bytes(out, 0x0435);  // ё → е
    } else if (c >= 0x0410 && c <= 0x042F) {
      append_two_bytes(out, c + 0x20);
    } else if (c >= 0x0400 && c <= 0x040F) {
      append_two_bytes(out, c + 0x50);
    } else if (c == 0x0306 && ends_with(out, "и")) {
      out.replace(out.size() - 2, 2, "й");  // text that came decomposed, from a Mac
    } else if (c >= 0x0300 && c <= 0x036F) {
      // other marks: a stress, the dots of a decomposed ё
    } else if (c == 0xA0 || c == 0xAB || c == 0xBB || c == 0xAD || (c >= 0x2000 && c <= 0x206F) || c == 0x2116 ||
               c == 0x2212 || c == 0x3000 || c == 0xFEFF) {
      // blanks, quotes, dashes, №, invisible characters
    } else {
      out.append(utf8.substr(at, point.bytes));
    }
    at += point.bytes;
  }
  return out;
}

std::string_view trim(std::string_view utf8) noexcept {
  while (!utf8.empty()) {
    const Point point = point_at(utf8, 0);
    if (!is_blank(point.value) && point.value != 0xFEFF) break;
    utf8.remove_prefix(point.bytes);
  }
  while (!utf8.empty()) {
    std::size_t start = utf8.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(utf8[start]) & 0xC0U) == 0x80U) --start;
    const char32_t c = point_at(utf8, start).value;
    if (!is_blank(c) && c != 0xFEFF) break;
    utf8 = utf8.substr(0, start);
  }
  return utf8;
}

namespace {

std::string collapse(std::string_view utf8, bool visible_only) {
  std::string out;
  out.reserve(utf8.size());
  bool blank = false;
  for (std::size_t at = 0; at < utf8.size();) {
    const Point point = point_at(utf8, at);
    const std::string_view bytes = utf8.substr(at, point.bytes);
    at += point.bytes;
    if (is_blank(point.value)) {
      blank = true;
      continue;
    }
    if (visible_only && (is_control(point.value) || is_bidi(point.value) || is_invisible(point.value))) continue;
    if (blank && !out.empty()) out += ' ';
    blank = false;
    out.append(bytes);
  }
  return out;
}

}  // namespace

std::string collapse_blanks(std::string_view utf8) { return collapse(utf8, false); }

std::string clean_text(std::string_view utf8) { return collapse(utf8, true); }

bool has_forbidden(std::string_view utf8) noexcept {
  for (std::size_t at = 0; at < utf8.size();) {
    const Point point = point_at(utf8, at);
    const char32_t c = point.value;
    if (is_control(c) || is_bidi(c) || is_invisible(c) || c == 0x2028 || c == 0x2029 || c == 0xFFFD) return true;
    at += point.bytes;
  }
  return false;
}

std::string_view prefix(std::string_view utf8, std::size_t bytes) noexcept {
  if (utf8.size() <= bytes) return utf8;
  while (bytes > 0 && (static_cast<unsigned char>(utf8[bytes]) & 0xC0U) == 0x80U) --bytes;
  return utf8.substr(0, bytes);
}

}  // namespace kto::roster
