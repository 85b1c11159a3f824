// What a store takes: the same checks in every back end, before anything is written.
#pragma once

#include "kto/ledger.hpp"
#include "kto/persona.hpp"

namespace kto::store {

// bad_argument, too_long or bad_utf8 with the field's name.
Result<void> check_key(const PersonaKey& key);
Result<void> check_persona(const Persona& persona);
Result<void> check_organisation(const Organisation& organisation);
Result<void> check_class(const SchoolClass& klass);
Result<void> check_link(const Link& link, Issuer accepted);
Result<void> check_consent(const ConsentRecord& consent);
Result<void> check_decision(const Decision& decision);
Result<void> check_sign_in(const SignIn& sign_in);

// Fields that the new organisation leaves empty keep what was known: a file without a column for the
// INN does not erase it.
Organisation merged(const Organisation& known, const Organisation& said);

// An archived persona: every membership archived; one that had none gets one of unknown role, because
// Persona::archived() needs one to say so.
void archive_memberships(std::vector<Membership>& memberships);

}  // namespace kto::store
