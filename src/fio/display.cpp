#include "fio/display.hpp"

#include <algorithm>

#include "fio/fold.hpp"
#include "fio/letters.hpp"
#include "fio/tables/patronymics.hpp"

namespace kto::fio {
namespace {

// A letter in the other case, where that is the same letter for folding: ı is no small I.
char32_t in_case(char32_t c, bool capital) {
  const char32_t other = capital ? text::to_upper(c) : text::to_lower(c);
  // Georgian has capitals only for whole texts in capitals, never for the first letter of a name.
  if (other >= U'\u1C90' && other <= U'\u1CBF') return c;
  const auto same = text::fold_case(std::u32string_view(&other, 1)) == text::fold_case(std::u32string_view(&c, 1));
  return same ? other : c;
}

// О'Коннор, Д'Артаньян, but Лук'янов and Д'яченко: only after these letters, and never before an
// iotated vowel, where the apostrophe is a letter of Ukrainian and Belarusian spelling.
bool capital_after_apostrophe(std::u32string_view word, std::size_t at) {
  constexpr std::u32string_view prefixes = U"одлodlmn";
  constexpr std::u32string_view iotated = U"яюєїё";
  return at == 2 && prefixes.find(text::to_lower(word[0])) != std::u32string_view::npos &&
         iotated.find(text::to_lower(word[2])) == std::u32string_view::npos;
}

// Particles of a surname, small when they do not end it: фон, дер, де, цу.
bool is_particle(std::u32string_view folded) {
  return folded == U"фон" || folded == U"дер" || folded == U"де" || folded == U"цу";
}

bool all_in_one_case(std::u32string_view word) {
  const bool upper = std::any_of(word.begin(), word.end(), [](char32_t c) { return text::is_upper(c); });
  const bool lower = std::any_of(word.begin(), word.end(), [](char32_t c) { return text::is_lower(c); });
  return upper != lower;
}

// «иВАНОВ»: Caps Lock was on.
bool is_inverted(std::u32string_view word) {
  return word.size() > 2 && text::is_lower(word[0]) &&
         std::none_of(word.begin() + 1, word.end(), [](char32_t c) { return text::is_lower(c); });
}

void title(std::u32string& word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool after_apostrophe = i > 0 && is_apostrophe(word[i - 1]);
    word[i] = in_case(word[i], i == 0 || (after_apostrophe && capital_after_apostrophe(word, i)));
  }
}

void proper_case(std::u32string& word, Part part, bool first, bool last) {
  const auto folded = text::fold_case(word);
  if (part == Part::patronymic && !first && is_patronymic_marker(folded)) {
    for (auto& c : word) c = in_case(c, false);
  } else if (all_in_one_case(word) || is_inverted(word)) {
    title(word);
    if (part == Part::surname && !last && is_particle(folded)) word[0] = in_case(word[0], false);
  } else if (!(word.size() > 2 && is_apostrophe(word[1]))) {  // д'Артаньян stays
    word[0] = in_case(word[0], true);                         // МакДональд keeps its inner capital
  }
}

}  // namespace

std::string display_part(std::string_view given, Part part) {
  auto letters = fold(text::to_code_points(given), part, display_rules).letters();
  std::u32string shown;
  for (std::size_t i = 0; i < letters.size();) {
    if (is_word_break(letters[i])) {
      shown += letters[i++];
      continue;
    }
    const auto begin = i;
    while (i < letters.size() && !is_word_break(letters[i])) ++i;
    auto word = letters.substr(begin, i - begin);
    std::replace(word.begin(), word.end(), U'`', apostrophe);  // what keyboards have instead
    proper_case(word, part, begin == 0, i == letters.size());
    shown += word;
  }
  return text::to_utf8(text::nfc(shown));
}

}  // namespace kto::fio
