// kto/kto.hpp — everything, in the order in which data flows. Start here.
//
//   a name (fio) and a number (snils)  →  what ESIA said (esia)  and what the diary knows (persona)
//   →  what is recorded (ledger)  →  how it is kept (seal, store)  →  the answer (signin), and what to mend (suggest)
#pragma once

#include "kto/base.hpp"         // results, errors, dates, regions
#include "kto/conformance.hpp"  // what authors of back ends run against theirs
#include "kto/esia.hpp"         // a sign-in request → Identity
#include "kto/fio.hpp"          // full names
#include "kto/ledger.hpp"       // links, consents, decisions, sign-ins
#include "kto/persona.hpp"      // a roster row → Persona
#include "kto/seal.hpp"         // keys and sealed records
#include "kto/signin.hpp"       // rules, Resolver → Outcome
#include "kto/snils.hpp"        // insurance numbers
#include "kto/store.hpp"        // PersonaSource, Ledger, open_store, import_roster
#include "kto/suggest.hpp"      // near misses for administrators
#include "kto/text.hpp"         // code pages, collation, messages
