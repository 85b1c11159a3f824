#include "suggest/parts.hpp"

#include <algorithm>

#include "fio/near.hpp"

namespace kto::suggest {

std::u32string sorted_words(std::u32string_view folded) {
  std::vector<std::u32string_view> words;
  while (true) {
    const auto blank = folded.find(U' ');
    words.push_back(folded.substr(0, blank));
    if (blank == std::u32string_view::npos) break;
    folded.remove_prefix(blank + 1);
  }
  std::sort(words.begin(), words.end());
  std::u32string out;
  for (const auto word : words) {
    if (!out.empty()) out += U' ';
    out += word;
  }
  return out;
}

bool near(SuggestReason reason) noexcept {
  switch (reason) {
    case SuggestReason::name_same:
    case SuggestReason::letter_missing:
    case SuggestReason::letter_extra:
    case SuggestReason::letters_swapped:
    case SuggestReason::consonant_substituted:
    case SuggestReason::vowel_substituted:
    case SuggestReason::neighbour_key:
    case SuggestReason::two_typos:
    case SuggestReason::variant_name:
    case SuggestReason::transliteration:
    case SuggestReason::patronymic_marker:
    case SuggestReason::patronymic_derived_anew:
    case SuggestReason::double_surname_swapped:
      return true;
    default:
      return false;
  }
}

SuggestReason relate(std::u32string_view a, std::u32string_view b, Part part) {
  if (a == b) return a.empty() ? SuggestReason::part_absent_on_both : SuggestReason::name_same;
  if (a.empty() || b.empty()) return SuggestReason::part_missing;
  if (part == Part::patronymic && fio::opposite_sex(a, b)) return SuggestReason::patronymic_of_other_sex;
  switch (fio::near(a, b, part).value_or(NameRule::changed)) {
    case NameRule::one_edit:
      return slip_between(a, b).reason;
    case NameRule::two_edits:
      return SuggestReason::two_typos;
    case NameRule::variant_name:
      return SuggestReason::variant_name;
    case NameRule::transliteration:
      return SuggestReason::transliteration;
    case NameRule::patronymic_marker:
      return SuggestReason::patronymic_marker;
    case NameRule::patronymic_derived_anew:
      return SuggestReason::patronymic_derived_anew;
    default:
      break;
  }
  const bool turned = part == Part::surname && a.size() == b.size() && sorted_words(a) == sorted_words(b);
  return turned ? SuggestReason::double_surname_swapped : SuggestReason::part_differs;
}

Slip place_of_difference(std::u32string_view a, std::u32string_view b, SuggestReason reason) {
  switch (reason) {
    case SuggestReason::name_same:
    case SuggestReason::part_absent_on_both:
      return {reason};
    case SuggestReason::letter_missing:
    case SuggestReason::letter_extra:
    case SuggestReason::letters_swapped:
    case SuggestReason::consonant_substituted:
    case SuggestReason::vowel_substituted:
    case SuggestReason::neighbour_key:
      return slip_between(a, b);
    default:
      return {reason, 0, a.size(), b.size()};
  }
}

}  // namespace kto::suggest
