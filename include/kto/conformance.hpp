// kto/conformance.hpp — what a back end must do, as a program: both seams of kto/store.hpp, rule by rule.
//
// For authors of a PersonaSource or a Ledger: load the suite's invented personas, run the suite, read the
// faults (docs/conformance.md). It needs no test framework. Threads: one suite at a time on one back end;
// the suite itself calls it from several threads. Since 0.1.
#pragma once

#include "kto/store.hpp"

namespace kto {

// A rule that an implementation broke, and how. `what` is English; of personas it says only their place
// in the list that the source was to hold, from 1: rows of real people that came by mistake are not told.
struct ConformanceFault {
  std::string rule;  // a name of conformance_rules()
  std::string what;
  friend bool operator==(const ConformanceFault&, const ConformanceFault&) = default;
};

enum class Seam : std::uint8_t { source = 1, ledger = 2 };
std::string_view name_of(Seam seam) noexcept;

// Everything the suites check. Names are stable; a later version may add rules. Lives for ever.
struct ConformanceRule {
  std::string_view name;  // "candidates.other_region"
  Seam seam;
  std::string_view text;  // what must be, one English sentence
};
std::span<const ConformanceRule> conformance_rules() noexcept;

// The people a source holds, and nobody else, when it is put to the suite: three regions, two
// organisations of one name, shared numbers, archived and not activated ones, numbers that are exempt,
// recovered, unusable or absent, ids of up to 64 bytes in several scripts. All are invented. Live for ever.
std::span<const Persona> conformance_personas();
// The same as a roster: CSV, UTF-8, `;`. What `kto import` reads from it are conformance_personas().
std::string_view conformance_roster() noexcept;

// What a source may lack: fields that no answer rests on. False = not compared.
struct SourceCheck {
  std::span<const Persona> personas{};  // other people that the source holds; empty = conformance_personas()
  bool nobody = false;                  // the source is empty
  bool number_text = true;              // the number as it was written
  bool logins = true;
  bool guardians = true;
  bool consents = true;    // to processing
  bool classes = true;     // class, school year and dates of memberships
  bool unnumbered = true;  // the `may` member of PersonaSource
};
// Reads only. No faults = it does what it must. At most five faults are told a rule. An exception that
// leaves the source is a fault (`source.throws`); one out of memory of the suite itself passes.
std::vector<ConformanceFault> check_source(const PersonaSource& source, const SourceCheck& check = {});

struct LedgerCheck {
  Issuer issuer = Issuer::production;  // whose accounts the ledger takes
  bool one_issuer = true;              // refuses links of the other issuer's accounts
  bool busy = true;                    // waits for its time-out once, to see `store_busy`
};
// Writes into the ledger, which must be empty, and leaves its records there: never a portal's own data.
std::vector<ConformanceFault> check_ledger(Ledger& ledger, const LedgerCheck& check = {});

}  // namespace kto
