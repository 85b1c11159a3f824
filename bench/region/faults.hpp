// Faults of a card, each with its name: what life does to a roster.
#pragma once

#include "people.hpp"

namespace kto::region_bench {

// Form: the two records differ in nothing but form, and the person is to be signed in.
// Typo: one slip of the hand in the name, while the number is absent or wrong.
// Other: everything else that somebody can mend; with the number absent or wrong where the fault is one of the name.
// Control: nothing to be found.
enum class Group : std::uint8_t { form, typo, other, control };

// X(name, group)
#define KTO_REGION_FAULTS(X)       \
  X(form_same, form)               \
  X(form_capitals, form)           \
  X(form_small_letters, form)      \
  X(form_yo_everywhere, form)      \
  X(form_marks_apart, form)        \
  X(form_blanks, form)             \
  X(form_dash, form)               \
  X(form_look_alike, form)         \
  X(form_stress_mark, form)        \
  X(form_invisible, form)          \
  X(form_hyphen_blank, form)       \
  X(form_apostrophe, form)         \
  X(form_ogly, form)               \
  X(form_placeholder, form)        \
  X(form_number_spelling, form)    \
  X(form_number_zero_back, form)   \
  X(typo_missing, typo)            \
  X(typo_extra, typo)              \
  X(typo_swapped, typo)            \
  X(typo_consonant, typo)          \
  X(typo_vowel, typo)              \
  X(typo_neighbour_key, typo)      \
  X(two_typos, other)              \
  X(variant_given, other)          \
  X(variant_patronymic, other)     \
  X(changed_surname, other)        \
  X(transliteration, other)        \
  X(swapped_parts, other)          \
  X(swapped_double_surname, other) \
  X(missing_patronymic, other)     \
  X(number_absent, other)          \
  X(number_wrong_digit, other)     \
  X(number_swapped_digits, other)  \
  X(number_lost_zero, other)       \
  X(number_of_somebody, other)     \
  X(parents_number, other)         \
  X(crossed_twins, other)          \
  X(typo_number_right, other)      \
  X(no_card, control)

enum class Fault : std::uint8_t {
#define KTO_X(name, group) name,
  KTO_REGION_FAULTS(KTO_X)
#undef KTO_X
};
std::string_view name_of(Fault fault);
Group group_of(Fault fault);
std::span<const Fault> all_faults();

// Puts the fault into the card; false when it does not fit the person (no ё, no twin …). Crossed twins want
// the other card as well.
bool put_fault(Fault fault, const World& world, Card& card, Card* twins_card, Dice& dice);

// One slip of the hand at a random place of a word; false when the word is too short.
bool slip(Fault kind, std::string& word, Dice& dice);

}  // namespace kto::region_bench
