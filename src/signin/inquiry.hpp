// One request on its way through the order of decision: the claims, the rules and the date they are judged
// by, and what was found so far.
#pragma once

#include "findings.hpp"
#include "kto/signin.hpp"

namespace kto::signin {

struct Inquiry {
  const Identity& who;
  const RuleSet& rules;          // borrowed: of the options, or built in
  std::optional<Region> region;  // absent until step 6 when nobody states it
  Date at;
  Findings findings{};
  std::string_view text_key{};  // where the verdict has several texts; empty = the verdict's own

  // From ESIA's birth date only; absent = unknown, which counts as adult.
  std::optional<int> age() const { return who.birth_date ? std::optional(age_on(*who.birth_date, at)) : std::nullopt; }
  bool known_under(int years) const { return who.birth_date && age_on(*who.birth_date, at) < years; }
  bool child_account() const { return who.account == Account::child; }
  // A child account where such accounts exist; elsewhere it is an unconfirmed account under 14.
  bool child_by_rules() const { return child_account() && rules.child_accounts; }
};

// The set and the date for a region that may not be known yet.
Inquiry make_inquiry(const Identity& who, const ResolveOptions& options, std::optional<Region> region);

// Steps 1 to 4 and the issuer: from the claims alone. Absent = go on to the personas.
std::optional<Verdict> decide_by_claims(Inquiry& inquiry, Issuer accepted);

// Step 5. `linked`: the OID has linked personas. Absent = there is something to go by.
std::optional<Verdict> decide_by_profile(Inquiry& inquiry, bool linked);

// The finished answer; `personas` may be empty.
Outcome conclude(const Inquiry& inquiry, Verdict verdict, std::vector<EnterablePersona> personas, bool store_asked);

}  // namespace kto::signin
