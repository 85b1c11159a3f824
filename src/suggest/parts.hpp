// One part of a name against the same part of another.
#pragma once

#include <string_view>

#include "suggest/slips.hpp"

namespace kto::suggest {

// How part `b` of a card stands to part `a` of the question; both in match form, empty = absent. One of
// name_same, part_absent_on_both, part_missing, patronymic_of_other_sex, part_differs, or one that is near().
SuggestReason relate(std::u32string_view a, std::u32string_view b, Part part);

// The same, or such that one may have been meant for the other.
bool near(SuggestReason reason) noexcept;

// Where they differ; for the reasons of a slip, else the whole parts.
Slip place_of_difference(std::u32string_view a, std::u32string_view b, SuggestReason reason);

// Its words in alphabetical order, one blank between.
std::u32string sorted_words(std::u32string_view folded);

}  // namespace kto::suggest
