// Pairs of a request and another person's card that must not be entered.
#pragma once

#include "faults.hpp"

namespace kto::region_bench {

// X(name): what the two share, and the one thing that keeps them apart.
#define KTO_REGION_TRAPS(X)              \
  X(parents_number_in_childs_card)       \
  X(childs_number_in_parents_card)       \
  X(namesake_of_father_under_14)         \
  X(namesake_of_father_other_birth_date) \
  X(twin_with_the_number)                \
  X(sibling_with_the_number)             \
  X(namesake_with_another_number)        \
  X(namesake_without_a_number)           \
  X(one_typo_away_with_the_number)       \
  X(variant_name_with_the_number)        \
  X(latin_name_with_the_number)          \
  X(patronymic_missing_with_the_number)  \
  X(parts_swapped_with_the_number)       \
  X(recovered_zero_of_a_sibling)         \
  X(recovered_zero_of_another_number)    \
  X(number_one_digit_away)               \
  X(exempt_placeholder)                  \
  X(other_region)                        \
  X(archived)                            \
  X(other_sex)                           \
  X(other_birth_date)                    \
  X(linked_to_another)

enum class Trap : std::uint8_t {
#define KTO_X(name) name,
  KTO_REGION_TRAPS(KTO_X)
#undef KTO_X
};
std::string_view name_of(Trap trap);
std::span<const Trap> all_traps();

struct Pair {
  Request request;
  Persona persona;
  bool linked_elsewhere = false;
};
// Absent when the person asked for cannot be in such a pair.
std::optional<Pair> make_pair(Trap trap, const World& world, std::size_t human, Dice& dice);

// Does the request enter the card?
bool enters(const Pair& pair);

}  // namespace kto::region_bench
