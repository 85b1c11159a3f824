// Transactions: all or nothing, one at a time, from several threads.
#include <atomic>
#include <thread>

#include "conformance/ledger_run.hpp"

namespace kto::conformance {
namespace {

// One record of each kind.
struct Bundle {
  Link link;
  ConsentRecord consent;
  Decision decision;
  SignIn sign_in;
};

Bundle bundle(const LedgerRun& run, std::string_view id, unsigned ticket_number) {
  const PersonaKey persona = key(38, "Всё сразу", id);
  const std::string its_ticket = ticket(ticket_number);
  return {run.link(2000, persona),
          {persona, std::nullopt, 10, std::nullopt},
          {its_ticket, 10, persona.region, "", 10, {}, {persona}, "", ""},
          {its_ticket, persona, 10}};
}

Result<void> write(LedgerTransaction& t, const Bundle& all) {
  KTO_TRY(t.add_link(all.link));
  KTO_TRY(t.add_consent(all.consent));
  KTO_TRY(t.add_decision(all.decision));
  return t.add_sign_in(all.sign_in);
}

// How many of the four can be read.
int readable(LedgerRun& run, const Bundle& all) {
  return run.link_to(all.link.persona).has_value() + !run.consents_for(all.consent.child).empty() +
         run.decision(all.decision.ticket).has_value() + !run.sign_ins_of(all.sign_in.persona).empty();
}

void check_rollback(LedgerRun& run) {
  const Link link = run.link(2001, key(38, "Откат", "a"));
  run.good(add_link(run, link, End::rollback), "add_link");
  if (!run.faults.expect(!run.link_to(link.persona), Rule::rollback_links, "add_link, no commit")) return;
  run.good(add_link(run, link), "add_link");
  run.good(remove_link(run, link.persona, End::rollback), "remove_link");
  run.faults.expect(run.link_to(link.persona).has_value(), Rule::rollback_links, "remove_link, no commit");
}

void check_commit(LedgerRun& run) {
  const Bundle all = bundle(run, "a", 21);
  const Link removed = run.link(2002, key(38, "Всё сразу", "removed"));
  run.good(add_link(run, removed), "add_link");
  const Answer done = transaction(run, "a transaction of all kinds", [&](LedgerTransaction& t) -> Result<void> {
    KTO_TRY(write(t, all));
    run.faults.expect(readable(run, all) == 0, Rule::transaction_isolated, "before commit: a record can be read");
    KTO_TRY(t.remove_link(removed.persona));
    run.faults.expect(run.link_to(removed.persona).has_value(), Rule::transaction_isolated,
                      "before commit: a link is gone");
    return {};
  });
  if (!run.good(done, "a transaction of all kinds")) return;
  run.faults.expect(readable(run, all) == 4 && !run.link_to(removed.persona), Rule::commit_complete,
                    "after commit: something is not there");

  // A refused act in the middle.
  const Bundle before = bundle(run, "before", 22);
  const Bundle after = bundle(run, "after", 23);
  const Answer went_on = transaction(run, "a refused act", [&](LedgerTransaction& t) -> Result<void> {
    KTO_TRY(write(t, before));
    static_cast<void>(t.add_link(run.link(2003, all.link.persona)));
    static_cast<void>(t.remove_link(key(38, "нет", "нет")));
    static_cast<void>(t.revoke_consent(key(38, "нет", "нет"), 1));
    static_cast<void>(t.add_decision(all.decision));
    return write(t, after);
  });
  if (!went_on) return;
  run.faults.expect(*went_on && readable(run, before) == 4 && readable(run, after) == 4 && readable(run, all) == 4,
                    Rule::transaction_goes_on, "after a refused act");
}

void check_end(LedgerRun& run) {
  const Bundle late = bundle(run, "late", 24);
  const Answer ended = guarded(run.faults, Rule::ledger_throws, "a committed transaction", [&]() -> Result<void> {
    auto begun = run.ledger.begin();
    if (!begun) return fail(begun.error());
    LedgerTransaction& t = **begun;
    KTO_TRY(t.commit());
    const std::string what = "a committed transaction";
    run.refused(t.add_link(late.link), Errc::bad_argument, Rule::transaction_ends, what + ": add_link");
    run.refused(t.remove_link(late.link.persona), Errc::bad_argument, Rule::transaction_ends, what + ": remove_link");
    run.refused(t.add_consent(late.consent), Errc::bad_argument, Rule::transaction_ends, what + ": add_consent");
    run.refused(t.revoke_consent(late.consent.child, 1), Errc::bad_argument, Rule::transaction_ends,
                what + ": revoke_consent");
    run.refused(t.add_decision(late.decision), Errc::bad_argument, Rule::transaction_ends, what + ": add_decision");
    run.refused(t.add_sign_in(late.sign_in), Errc::bad_argument, Rule::transaction_ends, what + ": add_sign_in");
    run.refused(t.commit(), Errc::bad_argument, Rule::transaction_ends, what + ": commit");
    return {};
  });
  run.good(ended, "an empty transaction");
}

// Begins, and ends at once, on a thread of its own.
Answer begin_elsewhere(LedgerRun& run) {
  Answer out;
  Faults own;
  std::thread([&] {
    out = guarded(own, Rule::ledger_throws, "begin", [&]() -> Result<void> {
      const auto begun = run.ledger.begin();
      return begun ? Result<void>() : Result<void>(fail(begun.error()));
    });
  }).join();
  if (!out) run.faults.tell(Rule::ledger_throws, "begin: an exception");
  return out;
}

// Whether a turn that is over is free again: without that nothing can be asked of several threads.
bool check_turns(LedgerRun& run) {
  auto first = guarded(run.faults, Rule::ledger_throws, "begin", [&] { return run.ledger.begin(); });
  if (!first || !*first) return false;  // told before
  if (run.check.busy) {
    run.refused(begin_elsewhere(run), Errc::store_busy, Rule::transaction_busy, "begin while another is under way");
  }
  first->value().reset();
  const Answer next = begin_elsewhere(run);
  if (!next || !run.faults.expect(next->has_value(), Rule::transaction_turn, "begin after another was dropped")) {
    return false;
  }
  const Answer here = transaction(run, "begin", [](LedgerTransaction&) -> Result<void> { return {}; });
  return here && run.faults.expect(here->has_value(), Rule::transaction_turn, "begin after one on another thread");
}

// Runs `work(thread, run)` on four threads, each with faults of its own.
template <class Work>
void on_threads(LedgerRun& run, const Work& work) {
  std::atomic<bool> threw{false};
  {
    std::vector<std::jthread> running;
    for (int thread = 0; thread < 4; ++thread) {
      running.emplace_back([&, thread] {
        LedgerRun own{run.ledger, run.check};
        try {
          work(thread, own);
        } catch (...) {
          threw = true;
        }
        if (!std::move(own.faults).take().empty()) threw = true;
      });
    }
  }
  run.faults.expect(!threw, Rule::ledger_throws, "several threads: an exception");
}

// Waits for its turn again and again: other threads have it in the meantime.
Answer patient_add(LedgerRun& run, const Link& link) {
  constexpr int most_tries = 50;
  Answer out;
  for (int tries = 0; tries < most_tries; ++tries) {
    out = add_link(run, link);
    if (!out || *out || out->error().code != Errc::store_busy) break;
  }
  return out;
}

void check_threads(LedgerRun& run) {
  constexpr int each = 20;
  std::atomic<int> failed{0};
  on_threads(run, [&](int thread, LedgerRun& own) {
    for (int i = 0; i < each; ++i) {
      const std::string id = std::to_string(thread) + "." + std::to_string(i);
      const Answer done = patient_add(own, own.link(3001, key(38, "Потоки", id)));
      if (!done || !*done) ++failed;
    }
  });
  run.faults.expect(failed == 0, Rule::ledger_threads, "several threads: an act failed");
  run.faults.expect(run.links_of(run.subject(3001)).size() == 4 * each, Rule::ledger_threads,
                    "several threads: links are lost");

  constexpr int personas = 10;
  std::array<std::atomic<int>, personas> won{};
  on_threads(run, [&](int thread, LedgerRun& own) {
    for (int i = 0; i < personas; ++i) {
      const Answer done = patient_add(own, own.link(3010 + thread, key(38, "Гонка", std::to_string(i))));
      if (done && *done) ++won[static_cast<std::size_t>(i)];
    }
  });
  run.faults.expect(std::all_of(won.begin(), won.end(), [](int count) { return count == 1; }), Rule::ledger_race,
                    "several threads link one persona");

  // Two links made and taken away together, while a reader looks at both at once.
  const std::array<PersonaKey, 2> pair = {key(38, "Чтение", "a"), key(77, "Чтение", "b")};
  std::atomic<bool> half{false};
  {
    const std::jthread reader([&](const std::stop_token& stop) {
      LedgerRun own{run.ledger, run.check};
      while (!stop.stop_requested()) {
        const auto found = own.links_to(pair);
        if (found.size() == 2 && found[0].has_value() != found[1].has_value()) half = true;
      }
    });
    for (int round = 0; round < 10; ++round) {
      run.good(transaction(run, "two links",
                           [&](LedgerTransaction& t) -> Result<void> {
                             for (const PersonaKey& one : pair) KTO_TRY(t.add_link(run.link(3020, one)));
                             return {};
                           }),
               "two links at once");
      run.good(transaction(run, "two links",
                           [&](LedgerTransaction& t) -> Result<void> {
                             for (const PersonaKey& one : pair) KTO_TRY(t.remove_link(one));
                             return {};
                           }),
               "two links removed at once");
    }
  }
  run.faults.expect(!half, Rule::commit_atomic, "a reader saw half of a transaction");
}

}  // namespace

void check_transactions(LedgerRun& run) {
  check_rollback(run);
  check_commit(run);
  check_end(run);
  if (check_turns(run)) check_threads(run);
}

}  // namespace kto::conformance
