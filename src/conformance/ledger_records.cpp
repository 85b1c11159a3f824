// Consents, decisions and sign-ins.
#include "conformance/ledger_run.hpp"

namespace kto::conformance {
namespace {

Answer add_consent(LedgerRun& run, const ConsentRecord& consent, End end = End::commit) {
  return transaction(
      run, "add_consent", [&](LedgerTransaction& t) { return t.add_consent(consent); }, end);
}
Answer revoke(LedgerRun& run, const PersonaKey& child, End end = End::commit) {
  return transaction(
      run, "revoke_consent", [&](LedgerTransaction& t) { return t.revoke_consent(child, 300); }, end);
}
Answer add_decision(LedgerRun& run, const Decision& decision, End end = End::commit) {
  return transaction(
      run, "add_decision", [&](LedgerTransaction& t) { return t.add_decision(decision); }, end);
}

}  // namespace

void check_consents(LedgerRun& run) {
  const PersonaKey child = key(38, "Согласия", "child");
  const PersonaKey mother = key(38, "Согласия", "mother");
  const ConsentRecord late{child, mother, 200, std::nullopt};
  const ConsentRecord early{child, std::nullopt, 100, std::nullopt};
  const ConsentRecord revoked{child, std::nullopt, 50, 60};
  const ConsentRecord of_another{key(77, "Согласия", "child"), mother, 150, std::nullopt};

  run.refused(revoke(run, child), Errc::not_found, Rule::revoke_consent_not_found, "revoke_consent: none was given");
  for (const ConsentRecord* one : {&late, &early, &revoked, &of_another}) {
    if (!run.good(add_consent(run, *one), "add_consent")) return;
  }
  const auto found = run.consents_for(child);
  const auto has_time = [&](std::int64_t at) {
    return std::find_if(found.begin(), found.end(), [at](const ConsentRecord& one) { return one.given_at == at; });
  };
  for (const ConsentRecord* one : {&early, &late}) {
    const auto place = has_time(one->given_at);
    if (!run.faults.expect(place != found.end(), Rule::consents_for_missing, "consents_for: one is missing")) continue;
    run.faults.expect(*place == *one, Rule::consent_content, "consents_for: another content");
  }
  run.faults.expect(has_time(revoked.given_at) == found.end(), Rule::consents_for_revoked,
                    "consents_for: one that was revoked when it was added");
  run.faults.expect(has_time(of_another.given_at) == found.end(), Rule::consents_for_other_child,
                    "consents_for: one for another child");
  run.faults.expect(run.consents_for(mother).empty(), Rule::consents_for_other_child, "consents_for the giver");
  const auto older = [](const ConsentRecord& a, const ConsentRecord& b) { return a.given_at < b.given_at; };
  run.faults.expect(std::is_sorted(found.begin(), found.end(), older), Rule::consents_for_order,
                    "consents_for: not the oldest first");

  const auto standing = run.consents_for(child).size();
  run.good(revoke(run, child, End::rollback), "revoke_consent");
  run.faults.expect(run.consents_for(child).size() == standing, Rule::rollback_consents, "revoke_consent, no commit");
  if (!run.good(revoke(run, child), "revoke_consent")) return;
  run.faults.expect(run.consents_for(child).empty(), Rule::revoke_consent_revokes, "revoke_consent: one still stands");
  run.faults.expect(run.consents_for(of_another.child).size() == 1, Rule::revoke_consent_revokes,
                    "revoke_consent: another child's is gone");
  run.refused(revoke(run, child), Errc::not_found, Rule::revoke_consent_not_found, "revoke_consent twice");
  run.good(add_consent(run, late, End::rollback), "add_consent");
  run.faults.expect(run.consents_for(child).empty(), Rule::rollback_consents, "add_consent, no commit");
  const Answer anew = add_consent(run, late);
  if (!anew) return;
  run.faults.expect(*anew && run.consents_for(child) == std::vector<ConsentRecord>{late}, Rule::add_consent_anew,
                    "add_consent after all were revoked");
}

void check_decisions(LedgerRun& run) {
  const Decision whole{ticket(1),
                       1'700'000'001,
                       Region::make(38).value(),
                       "0123456789abcdef0123456789abcdef",
                       50,
                       {300, 302, -1},
                       {key(38, "О\tО", "a\nb"), key(5, "П", "c\\")},
                       "ru-2024/1",
                       "ff"};
  Decision bare{ticket(2), 0, Region::make(1).value(), "", 90, {}, {}, "", ""};
  run.good(add_decision(run, whole, End::rollback), "add_decision");
  run.faults.expect(!run.decision(whole.ticket), Rule::rollback_decisions, "add_decision, no commit");
  for (const Decision& one : {whole, bare}) {
    if (!run.good(add_decision(run, one), "add_decision")) return;
    run.faults.expect(run.decision(one.ticket) == one, Rule::decision_content, "decision");
  }
  Decision other = bare;
  other.ticket = whole.ticket;
  run.refused(add_decision(run, other), Errc::bad_argument, Rule::add_decision_ticket_taken, "add_decision again");
  const auto first = run.decision(whole.ticket);
  run.faults.expect(!first || first->verdict == whole.verdict, Rule::add_decision_ticket_taken,
                    "add_decision again: the first is gone");
  run.good(transaction(run, "add_decision",
                       [&](LedgerTransaction& t) -> Result<void> {
                         other.ticket = ticket(4);
                         KTO_TRY(t.add_decision(other));
                         run.refused(t.add_decision(other), Errc::bad_argument, Rule::add_decision_ticket_taken,
                                     "add_decision twice in one transaction");
                         return {};
                       }),
           "add_decision");
  for (const char* text : {"", "1", "0000000000000000000g", "0000000000000000000A", "000000000000000000001",
                           "0000000000000000 001", "ааааaaaaaaaaaaaa"}) {
    bare.ticket = text;
    run.refused(add_decision(run, bare), Errc::bad_argument, Rule::add_decision_ticket_form,
                "add_decision with a text that is no ticket");
  }
  for (const std::string& unknown :
       {ticket(3), std::string(), std::string("x"), std::string("%"), ticket(1).substr(1), ticket(1) + "0"}) {
    const auto answer = guarded(run.faults, Rule::ledger_throws, "decision of an unknown ticket",
                                [&] { return run.ledger.decision(unknown); });
    if (answer) run.faults.expect(*answer && !**answer, Rule::decision_unknown, "decision of an unknown ticket");
  }
}

void check_sign_ins(LedgerRun& run) {
  const PersonaKey who = key(38, "Входы", "a");
  const SignIn late{ticket(11), who, 20};
  const SignIn early{ticket(12), who, 10};
  const SignIn bare{"", who, 15};
  const SignIn other{ticket(13), key(77, "Входы", "a"), 16};
  const auto all = [&](LedgerTransaction& t) -> Result<void> {
    for (const SignIn* one : {&late, &early, &bare, &other}) KTO_TRY(t.add_sign_in(*one));
    return {};
  };
  run.good(transaction(run, "add_sign_in", all, End::rollback), "add_sign_in");
  run.faults.expect(run.sign_ins_of(who).empty(), Rule::rollback_sign_ins, "add_sign_in, no commit");
  if (!run.sign_ins_of(who).empty()) return;
  if (!run.good(transaction(run, "add_sign_in", all), "add_sign_in")) return;
  const auto found = run.sign_ins_of(who);
  for (const SignIn* one : {&early, &bare, &late}) {
    const auto place = std::find_if(found.begin(), found.end(), [&](const SignIn& s) { return s.at == one->at; });
    if (!run.faults.expect(place != found.end(), Rule::sign_ins_of_missing, "sign_ins_of: one is missing")) continue;
    run.faults.expect(*place == *one, Rule::sign_in_content, "sign_ins_of: another content");
  }
  const bool others = std::any_of(found.begin(), found.end(), [&](const SignIn& s) { return s.at == other.at; });
  run.faults.expect(!others, Rule::sign_ins_of_other_persona, "sign_ins_of: one of another persona");
  run.faults.expect(run.sign_ins_of(key(38, "Входы", "b")).empty(), Rule::sign_ins_of_other_persona,
                    "sign_ins_of a persona that never signed in");
  const auto older = [](const SignIn& a, const SignIn& b) { return a.at < b.at; };
  run.faults.expect(std::is_sorted(found.begin(), found.end(), older), Rule::sign_ins_of_order,
                    "sign_ins_of: not the oldest first");
}

}  // namespace kto::conformance
