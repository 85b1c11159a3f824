// A small table of given names: it decides the order of words where the patronymics do not.
#pragma once

#include <span>
#include <string_view>

namespace kto::fio {

// `folded`: a name in match form; a double name («анна мария») is known when all its words are.
bool is_known_given_name(std::u32string_view folded);
// All of the table, in match form, sorted.
std::span<const std::u32string_view> known_given_names();

}  // namespace kto::fio
