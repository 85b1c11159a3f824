// A part of a name as it is written: proper case, faults of typing mended, ё and hyphens kept.
#pragma once

#include <string>
#include <string_view>

#include "kto/fio.hpp"

namespace kto::fio {

// `given` has passed check_text(). Empty when the part is absent.
std::string display_part(std::string_view given, Part part);

}  // namespace kto::fio
