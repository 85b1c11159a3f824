// Numbers one slip apart. A cell that is no number is kept as its digits.
#pragma once

#include <string>

#include "kto/suggest.hpp"

namespace kto::suggest {

// The digits of a cell that is no number, when there are 10 or 11 of them; 0 = nothing to compare with.
using CellDigits = std::uint64_t;
CellDigits digits_of_cell(std::string_view cell);
CellDigits pack(std::string_view digits);  // 10 or 11 digits
std::string unpack(CellDigits digits);

// All eleven digits.
std::string eleven_digits(Snils number);

// What made `digits` of a number of eleven digits, if one slip did: number_badly_written (nothing but the
// spelling), number_wrong_digit, number_digits_swapped, number_zero_lost.
std::optional<SuggestReason> slip_of_digits(std::string_view number, std::string_view digits);

// All that one slip makes of a number; the reverse of slip_of_digits().
std::vector<CellDigits> slips_of(Snils number);

}  // namespace kto::suggest
