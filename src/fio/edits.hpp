// Edit distance, up to two.
#pragma once

#include <cstddef>
#include <string_view>

namespace kto::fio {

// Least number of edits — insert, delete, substitute, swap neighbours, each place edited once — that
// turn one text into the other; 3 stands for "more than two". Linear: only a band of five is looked at.
std::size_t edits_up_to_two(std::u32string_view a, std::u32string_view b);

}  // namespace kto::fio
