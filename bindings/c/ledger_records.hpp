// bindings/c/ledger_records.hpp — records of a ledger between C and the rooms, checked on the way in.
#pragma once

#include "kto/kto_unstable.h"
#include "kto/ledger.hpp"
#include "values.hpp"

namespace kto::c {

Result<Link> link_in(const kto_link* link);
Result<ConsentRecord> consent_in(const kto_consent* consent);
Result<Decision> decision_in(const kto_decision* decision);
Result<SignIn> sign_in_in(const kto_sign_in* sign_in);

// Borrow from the record.
kto_link link_out(const Link& link) noexcept;
kto_consent consent_out(const ConsentRecord& consent) noexcept;
kto_sign_in sign_in_out(const SignIn& sign_in) noexcept;
// Borrows from the record and from `keys`, which it fills.
kto_decision decision_out(const Decision& decision, std::vector<kto_persona_key>& keys);

}  // namespace kto::c
