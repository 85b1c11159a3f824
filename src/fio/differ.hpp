// What exactly differs between two parts or lines that mean the same.
#pragma once

#include <string_view>
#include <vector>

#include "kto/fio.hpp"

namespace kto::fio {

// For two texts of a part whose match forms are the same: each rule without which they would differ
// although all others apply, with the first place where they then do.
std::vector<Difference> explain_part(std::string_view a, std::string_view b, Part part);
// The same by folding again and again, a rule left out each time; explain_part does without where it can.
namespace reference {
std::vector<Difference> explain_part(std::string_view a, std::string_view b, Part part);
}

// One entry for two texts whose match forms differ: the first place and the letters there.
Difference point_at(std::string_view a, std::string_view b, Part part, NameRule rule);

}  // namespace kto::fio
