#include "fio/tables/transliteration.hpp"

#include <array>
#include <string>

#include "fio/letters.hpp"

namespace kto::fio {
namespace {

// а … я in the order of the alphabet (U+0430 … U+044F); ё is е in match form.
constexpr std::array<std::u32string_view, 32> latin_of{
    U"a", U"b", U"v", U"g", U"d", U"e",  U"zh", U"z",  U"i",  U"i",    U"k",  U"l", U"m", U"n", U"o",  U"p",
    U"r", U"s", U"t", U"u", U"f", U"kh", U"ts", U"ch", U"sh", U"shch", U"ie", U"y", U"",  U"e", U"iu", U"ia",
};

}  // namespace

std::optional<std::u32string> transliterated(std::u32string_view cyrillic) {
  std::u32string made;
  bool any = false;
  for (const char32_t c : cyrillic) {
    if (c >= U'а' && c <= U'я') {
      made += latin_of[c - U'а'];
      any = true;
    } else if (text::is_cyrillic(c) || text::is_latin(c)) {
      return std::nullopt;
    } else {
      made += c;  // digits and apostrophes stay
    }
  }
  if (!any) return std::nullopt;
  return made;
}

bool transliterates(std::u32string_view cyrillic, std::u32string_view latin) {
  return transliterated(cyrillic) == latin;
}

}  // namespace kto::fio
