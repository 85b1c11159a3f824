#include "fio/near.hpp"

#include <algorithm>

#include "fio/edits.hpp"
#include "fio/letters.hpp"
#include "fio/tables/patronymics.hpp"
#include "fio/tables/transliteration.hpp"
#include "fio/tables/variant_names.hpp"

namespace kto::fio {
namespace {

bool wholly_latin(std::u32string_view word) {
  bool any = false;
  for (const char32_t c : word) {
    if (!text::is_letter(c)) continue;
    if (!text::is_latin(c)) return is_apostrophe(c);
    any = true;
  }
  return any;
}

bool word_transliterates(std::u32string_view a, std::u32string_view b) {
  return (wholly_latin(b) && transliterates(a, b)) || (wholly_latin(a) && transliterates(b, a));
}

// Word by word: each the same or the other's transliteration.
bool transliteration(std::u32string_view a, std::u32string_view b) {
  while (true) {
    const auto end_a = a.find(U' ');
    const auto end_b = b.find(U' ');
    const auto word_a = a.substr(0, end_a);
    const auto word_b = b.substr(0, end_b);
    if (word_a != word_b && !word_transliterates(word_a, word_b)) return false;
    const bool last_a = end_a == std::u32string_view::npos;
    const bool last_b = end_b == std::u32string_view::npos;
    if (last_a || last_b) return last_a == last_b;
    a.remove_prefix(end_a + 1);
    b.remove_prefix(end_b + 1);
  }
}

// «Вагиф оглу» against «Вагиф оглы».
bool other_marker(const Patronymic& a, const Patronymic& b) {
  return a.turkic && b.turkic && a.sex == b.sex && a.stem == b.stem && a.marker != b.marker;
}

// «Вагифович» against «Вагиф оглы».
bool derived_anew(const Patronymic& turkic, const Patronymic& other, std::u32string_view other_letters) {
  if (!turkic.turkic || other.turkic || turkic.sex != other.sex) return false;
  const auto derived = patronymics_of_father(turkic.stem);
  return std::find(derived.begin(), derived.end(), other_letters) != derived.end();
}

std::optional<NameRule> near_patronymics(std::u32string_view a, std::u32string_view b) {
  const auto of_a = patronymic_of(a);
  const auto of_b = patronymic_of(b);
  if (!of_a || !of_b) return std::nullopt;
  if (other_marker(*of_a, *of_b)) return NameRule::patronymic_marker;
  if (derived_anew(*of_a, *of_b, b) || derived_anew(*of_b, *of_a, a)) return NameRule::patronymic_derived_anew;
  if (are_variant_patronymics(a, b)) return NameRule::variant_name;
  return std::nullopt;
}

std::size_t letters_in(std::u32string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char32_t c) { return text::is_letter(c) && !is_apostrophe(c); }));
}

}  // namespace

std::optional<NameRule> near(std::u32string_view a, std::u32string_view b, Part part) {
  if (part == Part::patronymic) {
    if (const auto rule = near_patronymics(a, b)) return rule;
  }
  if (part == Part::given && are_variant_names(a, b)) return NameRule::variant_name;
  if (transliteration(a, b)) return NameRule::transliteration;
  const auto edits = edits_up_to_two(a, b);
  if (edits <= 1) return NameRule::one_edit;
  // rules.md: two where the shorter has eight letters or more.
  constexpr std::size_t letters_for_two = 8;
  if (edits == 2 && std::min(letters_in(a), letters_in(b)) >= letters_for_two) return NameRule::two_edits;
  return std::nullopt;
}

bool opposite_sex(std::u32string_view patronymic_a, std::u32string_view patronymic_b) {
  const auto a = patronymic_of(patronymic_a);
  const auto b = patronymic_of(patronymic_b);
  return a && b && a->sex != b->sex;
}

}  // namespace kto::fio
