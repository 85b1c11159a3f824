// Step 6 of the order of decision: the personas of the diary.
#pragma once

#include "desk.hpp"
#include "inquiry.hpp"

namespace kto::signin {

// `own`: keys of the region's personas linked to this OID. `desk` has been asked. The region is known.
Result<Outcome> decide_by_personas(Inquiry& inquiry, const std::vector<PersonaKey>& own, Desk& desk, bool diagnose);

}  // namespace kto::signin
