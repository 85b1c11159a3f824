// explain_part for the commonest case: two plain texts, sign by sign the same but for capitals and ё/е.
#pragma once

#include <optional>
#include <vector>

#include "kto/fio.hpp"

namespace kto::fio {

// What reference::explain_part says of them; nothing when it must be asked.
std::optional<std::vector<Difference>> explain_plain_part(std::string_view a, std::string_view b, Part part);

}  // namespace kto::fio
