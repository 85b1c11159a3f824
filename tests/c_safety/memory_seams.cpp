// Sources and ledgers of a portal's own, resolvers and outcomes while memory runs out.
#include <array>

#include "places.hpp"
#include "trial.hpp"

namespace {

using trial::Run;
using trial::Slot;

void make_source(Run& run) {
  kto_source_self self;
  Slot<kto_source> out;
  kto_source* source = out.settle(TRIED(run, KTO_OK, kto_source_make, &people::source_ops, &self, out.out()));
  CHECK(self.closed == 0);
  SPARE(kto_source_free, source);
  CHECK(self.closed == (source != nullptr ? 1 : 0));  // after a failure `self` is its owner's still
}

void make_ledger(Run& run) {
  kto_ledger_self self;
  Slot<kto_ledger> out;
  kto_ledger* ledger = out.settle(TRIED(run, KTO_OK, kto_ledger_make, &people::ledger_ops, &self, 0, out.out()));
  CHECK(self.closed == 0);
  SPARE(kto_ledger_free, ledger);
  CHECK(self.closed == (ledger != nullptr ? 1 : 0));
}

void make_resolver(Run& run) {
  kto_store* store = people::memory_with_people();
  kto_rules* rules = people::recorded_rules();
  kto_resolve_options options = people::sized<kto_resolve_options>();
  options.rules = rules;
  options.at = people::day;
  Slot<kto_resolver> out;
  kto_resolver* resolver = out.settle(
      TRIED(run, KTO_OK, kto_resolver_make, kto_store_source(store), kto_store_ledger(store), &options, out.out()));
  kto_rules_free(rules);
  kto_store_free(store);
  SPARE(kto_resolver_free, resolver);
}

void check_outcome(kto_outcome* outcome, std::int32_t verdict) {
  if (outcome == nullptr) return;
  CHECK(SPARE(kto_outcome_verdict, outcome) == verdict);
  CHECK(SPARE(kto_outcome_text, outcome, KTO_LANG_RU).size > 0);
  const std::size_t count = SPARE(kto_outcome_persona_count, outcome);
  CHECK(count == (verdict == KTO_VERDICT_SIGN_IN ? 1U : 0U));
  trial::Filled<kto_entry> entry;
  CHECK(SPARE(kto_outcome_persona_at, outcome, 0, entry.out()) == (count > 0 ? KTO_OK : KTO_E_BAD_ARGUMENT));
  const std::size_t findings = SPARE(kto_outcome_finding_count, outcome);
  trial::Filled<kto_finding> finding;
  CHECK(SPARE(kto_outcome_finding_at, outcome, 0, finding.out()) == (findings > 0 ? KTO_OK : KTO_E_BAD_ARGUMENT));
  trial::Filled<kto_basis> basis;
  CHECK(SPARE(kto_outcome_basis, outcome, basis.out()) == KTO_OK && basis.out()->store_asked == 1);
  SPARE(kto_outcome_free, outcome);
}

void resolve(Run& run, const kto_resolver* resolver, const kto_claims& claims, std::int32_t verdict,
             kto_status expected = KTO_OK) {
  kto_request* request = people::request_of(claims);
  Slot<kto_outcome> out;
  check_outcome(out.settle(TRIED(run, expected, kto_resolve, resolver, request, out.out())), verdict);
  kto_request_free(request);
}

void over_a_store(Run& run) {
  kto_store* store = people::memory_with_people();
  kto_resolver* resolver = people::resolver_over(kto_store_source(store), kto_store_ledger(store));
  kto_store_free(store);
  resolve(run, resolver, people::bek_claims(), KTO_VERDICT_SIGN_IN);
  kto_resolver_free(resolver);
}

void over_a_file(Run& run) {
  kto_store_options options = people::sized<kto_store_options>();
  options.mode = KTO_OPEN_CREATE_UNSEALED;
  const std::string uri = places::uri("resolve.db");
  kto_store* store = nullptr;
  NEED(kto_store_open(places::text_of(uri), &options, &store, nullptr) == KTO_OK);
  if (people::count(store) == 0) {
    NEED(kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, nullptr, nullptr) == KTO_OK);
  }
  kto_resolver* resolver = people::resolver_over(kto_store_source(store), kto_store_ledger(store));
  kto_store_free(store);
  resolve(run, resolver, people::bek_claims(), KTO_VERDICT_SIGN_IN);
  kto_resolver_free(resolver);
}

// A resolver over a portal's own source and ledger.
struct Portal {
  kto_source_self people{};
  kto_ledger_self records{};
  kto_resolver* resolver = nullptr;

  explicit Portal(bool with_ledger) {
    kto_source* source = people::source_over(people);
    kto_ledger* ledger = with_ledger ? people::ledger_over(records) : nullptr;
    kto_rules* rules = people::recorded_rules();
    resolver = people::resolver_over(source, ledger, rules);
    kto_rules_free(rules);
    kto_ledger_free(ledger);
    kto_source_free(source);
  }
  Portal(const Portal&) = delete;
  Portal& operator=(const Portal&) = delete;
  ~Portal() {
    kto_resolver_free(resolver);
    CHECK(people.closed == 1);
  }
};

void over_a_source(Run& run) {
  const Portal portal(false);
  kto_claims claims = people::bek_claims();
  claims.region = {};  // so that the regions are asked for
  trial::covered().insert({"kto_sink_persona", "kto_sink_region"});
  resolve(run, portal.resolver, claims, KTO_VERDICT_SIGN_IN);
}

void unknown_person(Run& run) {
  const Portal portal(false);
  kto_claims claims = people::bek_claims();
  claims.snils = text("165-472-310 69");
  resolve(run, portal.resolver, claims, KTO_VERDICT_LINK);
}

void linked_person(Run& run) {
  const Portal portal(true);
  trial::covered().insert("kto_ledger_sink_link");
  resolve(run, portal.resolver, people::bek_claims(), KTO_VERDICT_SIGN_IN);
}

void child_with_consent(Run& run) {
  Portal portal(true);
  portal.records.links_of = [](kto_ledger_sink*, std::int64_t*) { return KTO_OK; };
  trial::covered().insert("kto_ledger_sink_consent");
  resolve(run, portal.resolver, people::child_claims(), KTO_VERDICT_SIGN_IN);
}

// Decisions and sign-ins are asked for by nobody yet: their sinks read the record and then refuse it.
void record_that_nobody_asked_for(Run& run) {
  Portal portal(true);
  portal.records.links_of = [](kto_ledger_sink* sink, std::int64_t*) {
    const kto_decision record = people::decision();
    return kto_ledger_sink_decision(sink, &record);
  };
  trial::covered().insert("kto_ledger_sink_decision");
  resolve(run, portal.resolver, people::bek_claims(), 0, KTO_E_CALLBACK);
}
void entry_that_nobody_asked_for(Run& run) {
  Portal portal(true);
  portal.records.links_of = [](kto_ledger_sink* sink, std::int64_t*) {
    const kto_sign_in record = people::sign_in();
    return kto_ledger_sink_sign_in(sink, &record);
  };
  trial::covered().insert("kto_ledger_sink_sign_in");
  resolve(run, portal.resolver, people::bek_claims(), 0, KTO_E_CALLBACK);
}

void many(Run& run) {
  const Portal portal(false);
  const std::array<kto_request*, 2> requests{people::request_of(people::bek_claims()),
                                             people::request_of(people::bek_claims())};
  std::array<kto_outcome*, 2> out{};
  const auto status =
      TRIED(run, KTO_OK, kto_resolve_many, portal.resolver, requests.data(), requests.size(), out.data());
  for (std::size_t i = 0; i < out.size(); ++i) {
    CHECK((out[i] != nullptr) == (status == KTO_OK));  // all or none
    kto_outcome_free(out[i]);
    kto_request_free(requests[i]);
  }
}

void outcome_json(Run& run) {
  const Portal portal(false);
  kto_request* request = people::request_of(people::bek_claims());
  kto_outcome* outcome = nullptr;
  NEED(kto_resolve(portal.resolver, request, &outcome, nullptr) == KTO_OK);
  Slot<kto_string> out;
  kto_string* json = out.settle(TRIED(run, KTO_OK, kto_outcome_json, outcome, request, KTO_LANG_RU, 1, out.out()));
  if (json != nullptr) {
    CHECK(SPARE(kto_string_text, json).size > 100);
    SPARE(kto_string_free, json);
  }
  kto_outcome_free(outcome);
  kto_request_free(request);
}

}  // namespace

void memory_of_seams() {
  trial::every_allocation("kto_source_make", make_source);
  trial::every_allocation("kto_ledger_make", make_ledger);
  trial::every_allocation("kto_resolver_make", make_resolver);
  trial::every_allocation("kto_resolve over a store", over_a_store);
  trial::every_allocation("kto_resolve over a source", over_a_source);
  trial::every_allocation("kto_resolve of an unknown person", unknown_person);
  trial::every_allocation("kto_resolve of a linked person", linked_person);
  trial::every_allocation("kto_resolve of a child", child_with_consent);
  trial::every_allocation("kto_ledger_sink_decision", record_that_nobody_asked_for);
  trial::every_allocation("kto_ledger_sink_sign_in", entry_that_nobody_asked_for);
  trial::every_allocation("kto_resolve_many", many);
  trial::every_allocation("kto_outcome_json", outcome_json);
  trial::every_allocation("kto_resolve over a file", over_a_file);
  places::remove_store("resolve.db");
}
