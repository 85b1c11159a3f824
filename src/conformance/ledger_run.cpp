#include "conformance/ledger_run.hpp"

namespace kto::conformance {
namespace {

// The value of a reading; empty after a failure, which is told.
template <class Call>
auto read(LedgerRun& run, const char* name, const Call& call) {
  using Value = std::decay_t<decltype(call().value())>;
  const auto answer = guarded(run.faults, Rule::ledger_throws, name, call);
  if (!answer) return Value();
  if (!*answer) {
    run.faults.tell(Rule::ledger_fails, std::string(name) + ": " + describe(answer->error()));
    return Value();
  }
  return answer->value();
}

}  // namespace

Link LedgerRun::link(std::int64_t oid, PersonaKey persona) const {
  return {subject(oid), std::move(persona), LinkOrigin::by_hand, 1'700'000'000 + oid, "ru-2024/1", ticket(9)};
}

std::vector<Link> LedgerRun::links_of(const Subject& subject) {
  return read(*this, "links_of", [&] { return ledger.links_of(subject); });
}
std::vector<std::optional<Link>> LedgerRun::links_to(std::span<const PersonaKey> personas) {
  return read(*this, "links_to", [&] { return ledger.links_to(personas); });
}
std::optional<Link> LedgerRun::link_to(const PersonaKey& persona) {
  const auto found = links_to(std::span(&persona, 1));
  return found.empty() ? std::nullopt : found.front();
}
std::vector<ConsentRecord> LedgerRun::consents_for(const PersonaKey& child) {
  return read(*this, "consents_for", [&] { return ledger.consents_for(child); });
}
std::optional<Decision> LedgerRun::decision(std::string_view ticket) {
  return read(*this, "decision", [&] { return ledger.decision(ticket); });
}
std::vector<SignIn> LedgerRun::sign_ins_of(const PersonaKey& persona) {
  return read(*this, "sign_ins_of", [&] { return ledger.sign_ins_of(persona); });
}

bool LedgerRun::good(const Answer& answer, const std::string& what) {
  if (!answer) return false;
  return faults.expect(answer->has_value(), Rule::ledger_fails,
                       what + (*answer ? std::string() : ": " + describe(answer->error())));
}

void LedgerRun::refused(const Answer& answer, Errc code, Rule rule, const std::string& what) {
  if (!answer) return;
  if (*answer) return faults.tell(rule, what + ": not refused");
  faults.expect(answer->error().code == code, rule,
                what + ": refused as " + std::string(name_of(answer->error().code)));
}

PersonaKey key(unsigned region, std::string_view organisation, std::string_view id) {
  return {Region::make(region).value(), OrganisationId(std::string(organisation)), PersonaId(std::string(id))};
}

std::string ticket(unsigned value) {
  const std::string digits = std::to_string(value);
  return std::string(20 - digits.size(), '0') + digits;
}

Answer add_link(LedgerRun& run, const Link& link, End end) {
  return transaction(
      run, "add_link", [&](LedgerTransaction& t) { return t.add_link(link); }, end);
}

Answer remove_link(LedgerRun& run, const PersonaKey& persona, End end) {
  return transaction(
      run, "remove_link", [&](LedgerTransaction& t) { return t.remove_link(persona); }, end);
}

}  // namespace kto::conformance

namespace kto {

std::vector<ConformanceFault> check_ledger(Ledger& ledger, const LedgerCheck& check) {
  using namespace conformance;
  LedgerRun run{ledger, check};
  const PersonaKey child = key(38, "Согласия", "child");
  const bool empty = run.links_of(run.subject(1001)).empty() && run.consents_for(child).empty() &&
                     !run.decision(ticket(1)) && run.sign_ins_of(key(38, "Входы", "a")).empty();
  if (run.faults.expect(empty, Rule::ledger_empty, "there are records already; nothing was written")) {
    check_links(run);
    check_consents(run);
    check_decisions(run);
    check_sign_ins(run);
    check_transactions(run);
  }
  return std::move(run.faults).take();
}

}  // namespace kto
