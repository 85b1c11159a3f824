// One run of the suite over one ledger: invented accounts and keys, acts in transactions of their own, and
// readings that tell every failure.
#pragma once

#include "conformance/faults.hpp"

namespace kto::conformance {

using Answer = std::optional<Result<void>>;  // nothing: the call threw, which is told

struct LedgerRun {
  Ledger& ledger;
  LedgerCheck check;
  Faults faults{};

  Subject subject(std::int64_t oid) const { return {check.issuer, Oid::make(oid).value()}; }
  Issuer other_issuer() const { return check.issuer == Issuer::production ? Issuer::test_stand : Issuer::production; }
  Link link(std::int64_t oid, PersonaKey persona) const;

  std::vector<Link> links_of(const Subject& subject);
  std::vector<std::optional<Link>> links_to(std::span<const PersonaKey> personas);
  std::optional<Link> link_to(const PersonaKey& persona);
  std::vector<ConsentRecord> consents_for(const PersonaKey& child);
  std::optional<Decision> decision(std::string_view ticket);
  std::vector<SignIn> sign_ins_of(const PersonaKey& persona);

  // What `what` says: done, or the fault ledger.fails.
  bool good(const Answer& answer, const std::string& what);
  // Refused with that code, or a fault of the rule.
  void refused(const Answer& answer, Errc code, Rule rule, const std::string& what);
};

PersonaKey key(unsigned region, std::string_view organisation, std::string_view id);
std::string ticket(unsigned value);  // twenty digits

enum class End : std::uint8_t { commit, rollback };

// One transaction with what `acts` does in it; an error of theirs rolls it back and is the answer.
template <class Acts>
Answer transaction(LedgerRun& run, const std::string& what, const Acts& acts, End end = End::commit) {
  return guarded(run.faults, Rule::ledger_throws, what, [&]() -> Result<void> {
    auto begun = run.ledger.begin();
    if (!begun) return fail(begun.error());
    if (!*begun) return fail(Errc::internal);
    KTO_TRY(acts(**begun));
    return end == End::commit ? (*begun)->commit() : Result<void>();
  });
}

Answer add_link(LedgerRun& run, const Link& link, End end = End::commit);
Answer remove_link(LedgerRun& run, const PersonaKey& persona, End end = End::commit);

void check_links(LedgerRun& run);
void check_consents(LedgerRun& run);
void check_decisions(LedgerRun& run);
void check_sign_ins(LedgerRun& run);
void check_transactions(LedgerRun& run);  // threads too

}  // namespace kto::conformance
