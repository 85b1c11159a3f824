// The conformance suite of Ledger. The factory makes an empty ledger of the production issuer whose
// transactions wait for each other no longer than half a second.
#pragma once

#include <atomic>
#include <thread>

#include "store/faults.hpp"
#include "store/people.hpp"

namespace kto::test {

using LedgerFactory = std::function<std::unique_ptr<Ledger>()>;

namespace ledger_suite {

inline Link link(std::int64_t oid_value, PersonaKey persona_key) {
  return Link{Subject{Issuer::production, oid(oid_value)},
              std::move(persona_key),
              LinkOrigin::by_hand,
              1700000000,
              "ru-2024/1",
              ticket(9)};
}

// One transaction with one act; `commit` or not.
template <class Act>
Result<void> act(Ledger& ledger, const Act& what, bool commit = true) {
  auto transaction = ledger.begin();
  if (!transaction) return fail(transaction.error());
  const Result<void> done = what(**transaction);
  if (!done) return done;
  return commit ? (*transaction)->commit() : Result<void>();
}

inline void links(Ledger& ledger, Faults& faults) {
  const PersonaKey a = key(38, "Лицей\tдва", "b");
  const PersonaKey b = key(38, "Лицей\tдва", "a");
  const PersonaKey c = key(5, "Школа", "c");
  const auto add = [&](const Link& made, bool commit = true) {
    return act(
        ledger, [&](LedgerTransaction& t) { return t.add_link(made); }, commit);
  };
  const auto of = [&](Issuer issuer, std::int64_t value) {
    return ledger.links_of(Subject{issuer, oid(value)}).value_or(std::vector<Link>{});
  };
  faults.expect_good(add(link(1, a), false), "links: a transaction that is not committed");
  faults.expect(of(Issuer::production, 1).empty(), "links: nothing is kept without commit");
  faults.expect_good(add(link(1, a)), "links: add");
  faults.expect_good(add(link(1, b)), "links: a subject may have many personas");
  faults.expect_good(add(link(2, c)), "links: another subject");
  faults.expect_error(add(link(1, a)), Errc::already_linked, "links: the same link again");
  faults.expect_error(add(link(2, a)), Errc::already_linked, "links: a linked persona to another subject");
  Link foreign = link(1, key(38, "О", "x"));
  foreign.subject.issuer = Issuer::test_stand;
  faults.expect_error(add(foreign), Errc::bad_argument, "links: an account of another issuer");
  faults.expect(of(Issuer::production, 1) == std::vector<Link>{link(1, b), link(1, a)},
                "links: all of a subject, ordered by key");
  faults.expect(of(Issuer::test_stand, 1).empty(), "links: the same number of another issuer is another subject");
  faults.expect(of(Issuer::production, 3).empty(), "links: none of an unknown subject");

  const std::vector<PersonaKey> asked = {c, key(38, "Школа", "c"), a, c};
  const auto to = ledger.links_to(asked);
  if (faults.expect_good(to, "links_to") && faults.expect(to->size() == 4, "links_to: one answer a question")) {
    faults.expect((*to)[0] == link(2, c) && !(*to)[1] && (*to)[2] == link(1, a) && (*to)[3] == link(2, c),
                  "links_to: each its own, in the order asked");
  }

  const auto remove = [&](const PersonaKey& which) {
    return act(ledger, [&](LedgerTransaction& t) { return t.remove_link(which); });
  };
  faults.expect_good(remove(a), "links: remove");
  faults.expect_error(remove(a), Errc::not_found, "links: remove what is not there");
  faults.expect(of(Issuer::production, 1) == std::vector<Link>{link(1, b)}, "links: removed");
  faults.expect_good(add(link(2, a)), "links: free again for another subject");
  faults.expect(of(Issuer::production, 2) == std::vector<Link>{link(2, c), link(2, a)}, "links: of the other subject");

  // Within one transaction its own changes are seen.
  auto transaction = ledger.begin();
  if (!faults.expect_good(transaction, "links: begin")) return;
  LedgerTransaction& t = **transaction;
  faults.expect_good(t.remove_link(a), "links: remove within");
  faults.expect_error(t.remove_link(a), Errc::not_found, "links: removed within");
  faults.expect_good(t.add_link(link(4, a)), "links: add within");
  faults.expect_error(t.add_link(link(5, a)), Errc::already_linked, "links: added within");
  faults.expect(of(Issuer::production, 4).empty(), "links: others see nothing before commit");
  faults.expect_good(t.commit(), "links: commit after a refused act");
  faults.expect(of(Issuer::production, 4) == std::vector<Link>{link(4, a)}, "links: all of it after commit");
  faults.expect_error(t.add_link(link(4, b)), Errc::bad_argument, "links: a transaction ends once");
  faults.expect(!t.commit(), "links: a transaction is committed once");
}

inline void consents(Ledger& ledger, Faults& faults) {
  const PersonaKey child = key(38, "О", "child");
  ConsentRecord first{child, key(38, "О", "mother"), 200, std::nullopt};
  ConsentRecord earlier{child, std::nullopt, 100, std::nullopt};
  ConsentRecord revoked{child, std::nullopt, 50, 60};
  const auto now = [&] { return ledger.consents_for(child).value_or(std::vector<ConsentRecord>{}); };
  faults.expect(now().empty(), "consents: none");
  faults.expect_error(act(ledger, [&](LedgerTransaction& t) { return t.revoke_consent(child, 1); }), Errc::not_found,
                      "consents: nothing to revoke");
  faults.expect_good(act(ledger, [&](LedgerTransaction& t) { return t.add_consent(first); }), "consents: add");
  faults.expect_good(act(ledger, [&](LedgerTransaction& t) { return t.add_consent(earlier); }), "consents: add");
  faults.expect_good(act(ledger, [&](LedgerTransaction& t) { return t.add_consent(revoked); }), "consents: add");
  faults.expect(now() == std::vector<ConsentRecord>{earlier, first}, "consents: standing ones, oldest first");
  faults.expect_good(act(
                         ledger, [&](LedgerTransaction& t) { return t.revoke_consent(child, 300); }, false),
                     "consents: revoke without commit");
  faults.expect(now().size() == 2, "consents: revoking is rolled back too");
  faults.expect_good(act(ledger, [&](LedgerTransaction& t) { return t.revoke_consent(child, 300); }),
                     "consents: revoke");
  faults.expect(now().empty(), "consents: revoked ones do not count");
  faults.expect_error(act(ledger, [&](LedgerTransaction& t) { return t.revoke_consent(child, 1); }), Errc::not_found,
                      "consents: revoked once");
  faults.expect_good(act(ledger, [&](LedgerTransaction& t) { return t.add_consent(first); }), "consents: given anew");
  faults.expect(now() == std::vector<ConsentRecord>{first}, "consents: given anew");
  const auto other = ledger.consents_for(key(38, "О", "mother"));
  faults.expect(other && other->empty(), "consents: the giver's key is not the child's");
}

inline void decisions(Ledger& ledger, Faults& faults) {
  const Decision decision{ticket(1),
                          1700000001,
                          region(38),
                          "0123456789abcdef0123456789abcdef",
                          50,
                          {300, 302, -1},
                          {key(38, "О\tО", "a\nb"), key(5, "П", "c\\")},
                          "ru-2024/1",
                          "ff"};
  Decision bare{ticket(2), 0, region(1), "", 90, {}, {}, "", ""};
  const auto add = [&](const Decision& made) {
    return act(ledger, [&](LedgerTransaction& t) { return t.add_decision(made); });
  };
  faults.expect_good(add(decision), "decisions: add");
  faults.expect_good(add(bare), "decisions: add a bare one");
  faults.expect_error(add(decision), Errc::bad_argument, "decisions: a ticket is given once");
  for (const char* bad : {"", "1", "0000000000000000000G", "0000000000000000000A", "000000000000000000001"}) {
    bare.ticket = bad;
    faults.expect_error(add(bare), Errc::bad_argument, "decisions: a ticket has twenty digits");
  }
  bare.ticket = ticket(2);
  const auto found = ledger.decision(ticket(1));
  faults.expect(found && *found == decision, "decisions: found by ticket, whole");
  const auto other = ledger.decision(ticket(2));
  faults.expect(other && *other == bare, "decisions: a bare one is found");
  for (const std::string& absent : {ticket(3), std::string(), std::string("x")}) {
    const auto nothing = ledger.decision(absent);
    faults.expect(nothing && !*nothing, "decisions: no such ticket");
  }
}

inline void sign_ins(Ledger& ledger, Faults& faults) {
  const PersonaKey who = key(38, "О", "a");
  const SignIn late{ticket(1), who, 20};
  const SignIn early{ticket(2), who, 10};
  const SignIn other{ticket(3), key(38, "О", "b"), 15};
  faults.expect_good(act(ledger,
                         [&](LedgerTransaction& t) -> Result<void> {
                           KTO_TRY(t.add_sign_in(late));
                           KTO_TRY(t.add_sign_in(early));
                           KTO_TRY(t.add_sign_in(other));
                           return {};
                         }),
                     "sign-ins: add");
  const auto found = ledger.sign_ins_of(who);
  faults.expect(found && *found == std::vector<SignIn>{early, late}, "sign-ins: of the persona, oldest first");
  const auto none = ledger.sign_ins_of(key(38, "О", "c"));
  faults.expect(none && none->empty(), "sign-ins: none");
}

inline void turns(Ledger& ledger, Faults& faults) {
  auto first = ledger.begin();
  if (!faults.expect_good(first, "turns: begin")) return;
  faults.expect_error(ledger.begin(), Errc::store_busy, "turns: a second transaction waits, then store_busy");
  std::atomic<bool> began{false};
  std::thread waiting([&] {
    auto second = ledger.begin();
    began = second.has_value();
  });
  first->reset();  // given back by another thread than asks
  waiting.join();
  faults.expect(began || ledger.begin().has_value(), "turns: free when the first is over");

  // Many threads, each its own link: none is lost.
  constexpr int each = 20;
  std::vector<std::thread> running;
  std::atomic<int> failed{0};
  for (int thread = 0; thread < 4; ++thread) {
    running.emplace_back([&, thread] {
      for (int i = 0; i < each; ++i) {
        const auto id = std::to_string(thread) + "." + std::to_string(i);
        Result<void> done;
        do {
          done = act(ledger, [&](LedgerTransaction& t) { return t.add_link(link(77, key(38, "Потоки", id))); });
        } while (!done && done.error().code == Errc::store_busy);
        if (!done) ++failed;
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  faults.expect(failed == 0, "turns: writers of several threads all get theirs");
  const auto all = ledger.links_of(Subject{Issuer::production, oid(77)});
  faults.expect(all && all->size() == 4 * each, "turns: nothing is lost");
}

}  // namespace ledger_suite

inline Faults ledger_conformance(const LedgerFactory& make) {
  using namespace ledger_suite;
  Faults faults;
  links(*make(), faults);
  consents(*make(), faults);
  decisions(*make(), faults);
  sign_ins(*make(), faults);
  turns(*make(), faults);
  return faults;
}

}  // namespace kto::test
