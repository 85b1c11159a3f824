// Dates as spreadsheets write them.
#pragma once

#include "kto/base.hpp"

namespace kto::roster {

// 26.05.2000 (also 6.5.2000), 2000-05-26, 26/05/2000 (two digits each: with fewer it is the American
// order), with the midnight that Excel adds (« 0:00:00», "T00:00:00") or « г.» behind. Nothing for anything
// else: a year of two digits, a serial number and another hour would be guesses.
std::optional<Date> read_date(std::string_view cell);

}  // namespace kto::roster
