// Why nobody was found: reasons for the administrator. The person's face never depends on them.
#pragma once

#include "desk.hpp"
#include "inquiry.hpp"

namespace kto::signin {

// Several different people hold the number, or names near ESIA's stand beside it.
void note_shared_number(Inquiry& inquiry, const Desk& desk);

// Nobody was found: the number is not in the diary, or stands beside other names. `diagnose`: look for the
// name among personas without a usable number.
Result<void> note_miss(Inquiry& inquiry, Desk& desk, bool diagnose);

}  // namespace kto::signin
