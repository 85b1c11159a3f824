// Sources that misbehave: broken rows, answers to other questions, garbage statuses, sinks kept, calls of kto from
// within, exceptions.
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "misuse.hpp"

namespace {

using Candidates = std::function<kto_status(kto_sink*, std::span<const kto_number_query>, std::int64_t*)>;

struct Answer {
  kto_status status = KTO_OK;
  std::int64_t backend = 0;
  std::string field{};
  std::size_t personas = 0;
};

// One request over a source whose `candidates` is this.
Answer ask(kto_source_self& self, const Candidates& candidates) {
  self.candidates = candidates;
  kto_source* source = people::source_over(self);
  kto_resolver* resolver = people::resolver_over(source, nullptr);
  kto_source_free(source);
  kto_request* request = people::request_of(people::bek_claims());
  kto_outcome* outcome = nullptr;
  kto_error* err = nullptr;
  Answer answer;
  answer.status = kto_resolve(resolver, request, &outcome, &err);
  CHECK((outcome != nullptr) == (answer.status == KTO_OK) && kto_error_status(err) != answer.status - 1);
  answer.backend = kto_error_backend(err);
  const kto_text field = kto_error_field(err);
  answer.field.assign(field.data != nullptr ? field.data : "", field.size);
  answer.personas = kto_outcome_persona_count(outcome);
  CHECK(err == nullptr || std::strstr(kto_error_text(err).data, "Бек") == nullptr);
  kto_error_free(err);
  kto_outcome_free(outcome);
  kto_request_free(request);
  CHECK(self.closed == 0);
  kto_resolver_free(resolver);
  CHECK(self.closed == 1);
  return answer;
}
Answer ask(const Candidates& candidates) {
  kto_source_self self;
  return ask(self, candidates);
}

void statuses() {
  for (const kto_status garbage :
       {1, -1, 11, 999, std::numeric_limits<kto_status>::min(), std::numeric_limits<kto_status>::max()}) {
    const Answer answer = ask([&](auto, auto, auto) { return garbage; });
    CHECK_WITH(answer.status == KTO_E_CALLBACK, std::to_string(garbage));
  }
  for (const kto_status status : {KTO_E_STORE_BUSY, KTO_E_STORE_FAILED, KTO_E_INTERNAL, KTO_E_HANDLE, KTO_E_CALLBACK}) {
    const Answer answer = ask([&](auto, auto, std::int64_t* backend) {
      *backend = std::numeric_limits<std::int64_t>::min();
      return status;
    });
    CHECK(answer.status == status && answer.backend == std::numeric_limits<std::int64_t>::min());
  }
  // Memory that ran out at the source is told as such.
  CHECK(ask([](auto, auto, auto) { return KTO_E_MEMORY; }).status == KTO_E_MEMORY);
}

struct BrokenRow {
  const char* name;
  kto_status status;
  void (*breaks)(kto_persona& row);
};
constexpr kto_membership bad_role{sizeof(kto_membership), {}, {}, {}, {}, 9, 0};
constexpr kto_membership bad_standing{sizeof(kto_membership), {}, {}, {}, {}, 0, 3};
constexpr kto_membership bad_day{sizeof(kto_membership), {}, {}, {2024, 2, 30}, {}, 0, 0};
constexpr const kto_membership* roles[] = {&bad_role};
constexpr const kto_membership* standings[] = {&bad_standing};
constexpr const kto_membership* days[] = {&bad_day};
constexpr const kto_membership* nobodies[] = {nullptr};
constexpr kto_text empty_guardian{};

constexpr BrokenRow broken_rows[] = {
    {"region 0", KTO_E_BAD_REGION, [](kto_persona& r) { r.key.region = 0; }},
    {"region 100", KTO_E_BAD_REGION, [](kto_persona& r) { r.key.region = 100; }},
    {"region −1", KTO_E_BAD_REGION, [](kto_persona& r) { r.key.region = -1; }},
    {"no id", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.key.id = {}; }},
    {"no organisation", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.key.organisation = {}; }},
    {"rubbish in the key", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.key.reserved = 1; }},
    {"rubbish", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.reserved = -1; }},
    {"no name", KTO_E_EMPTY, [](kto_persona& r) { r.fio = {}; }},
    {"name of blanks", KTO_E_EMPTY, [](kto_persona& r) { r.fio = text("   "); }},
    {"sex", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.sex = 3; }},
    {"not activated", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.not_activated = 2; }},
    {"consent", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.consent = -1; }},
    {"birthday", KTO_E_BAD_DATE,
     [](kto_persona& r) {
       r.birth_date = {2024, 2, 30};
     }},
    {"number too large", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.number = 1'000'000'000; }},
    {"two numbers", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.snils = text("165-472-310 69"); }},
    {"memberships NULL", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.memberships = nullptr; }},
    {"a membership NULL", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.memberships = nobodies; }},
    {"role", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.memberships = roles; }},
    {"standing", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.memberships = standings; }},
    {"day of a membership", KTO_E_BAD_DATE, [](kto_persona& r) { r.memberships = days; }},
    {"memberships without end", KTO_E_TOO_MANY, [](kto_persona& r) { r.membership_count = SIZE_MAX; }},
    {"guardians NULL", KTO_E_BAD_ARGUMENT, [](kto_persona& r) { r.guardian_count = 1; }},
    {"guardian without id", KTO_E_BAD_ARGUMENT,
     [](kto_persona& r) {
       r.guardians = &empty_guardian;
       r.guardian_count = 1;
     }},
    {"another number", KTO_E_CALLBACK, [](kto_persona& r) { r.number = 165472310; }},
    {"no number", KTO_E_CALLBACK, [](kto_persona& r) { r.number = 0; }},
    {"another region", KTO_E_CALLBACK, [](kto_persona& r) { r.key.region = 39; }}};

void rows() {
  for (const BrokenRow& broken : broken_rows) {
    const auto hand_in = [&](kto_sink* sink) {
      kto_persona row = people::row(0);
      broken.breaks(row);
      return kto_sink_persona(sink, 0, &row);
    };
    const Answer told = ask([&](kto_sink* sink, auto, auto) { return hand_in(sink); });
    CHECK_WITH(told.status == broken.status, std::string(broken.name) + ": " + kto_status_name(told.status).data);
    // A source that hides the failure fails all the same, and what it hands in afterwards is not taken.
    const Answer hidden = ask([&](kto_sink* sink, auto, auto) {
      hand_in(sink);
      CHECK(people::give(sink, 0, 0) == broken.status);
      return kto_status{KTO_OK};
    });
    CHECK_WITH(hidden.status == broken.status, broken.name);
  }
  for (const std::size_t query : {std::size_t{1}, std::size_t{2}, SIZE_MAX}) {
    CHECK(ask([&](kto_sink* sink, auto, auto) { return people::give(sink, query, 0); }).status == KTO_E_CALLBACK);
  }
  CHECK(ask([](kto_sink* sink, auto, auto) { return kto_sink_region(sink, 38); }).status == KTO_E_CALLBACK);
  // The same row twice for one query is one persona still.
  const Answer twice = ask([](kto_sink* sink, auto, auto) {
    people::give(sink, 0, 0);
    return people::give(sink, 0, 0);
  });
  CHECK(twice.status == KTO_OK && twice.personas == 1);
}

void sinks() {
  kto_source_self self;
  kto_sink* kept = nullptr;
  CHECK(ask(self, [&](kto_sink* sink, auto, auto) {
          kept = sink;
          // Another thread has no call of its own that the sink could belong to.
          std::thread([&] { kept = kto_sink_region(sink, 38) == KTO_E_HANDLE ? kept : nullptr; }).join();
          CHECK(kept != nullptr);
          return people::give(sink, 0, 0);
        }).status == KTO_OK);
  CHECK(people::give(kept, 0, 0) == KTO_E_HANDLE && kto_sink_region(kept, 38) == KTO_E_HANDLE);
  kto_source_self next;
  CHECK(ask(next, [&](kto_sink* sink, auto, auto) {
          CHECK(people::give(kept, 0, 0) == KTO_E_HANDLE);  // that of an earlier call
          return people::give(sink, 0, 0);
        }).status == KTO_OK);
  // A sink of a ledger is none of a source.
  kto_source_self other;
  CHECK(ask(other, [&](kto_sink* sink, auto, auto) {
          const kto_link link = people::link();
          CHECK(kto_ledger_sink_link(reinterpret_cast<kto_ledger_sink*>(sink), 0, &link) == KTO_E_HANDLE);
          return people::give(sink, 0, 0);
        }).status == KTO_OK);
}

void calls_from_within() {
  kto_store* store = people::memory_with_people();
  kto_source_self self;
  kto_source* source = people::source_over(self);
  kto_resolver* resolver = people::resolver_over(source, nullptr);
  kto_request* request = people::request_of(people::bek_claims());
  int depth = 0;
  self.candidates = [&](kto_sink* sink, auto, auto) {
    if (++depth < 8) {  // the same resolver, again
      kto_outcome* inner = nullptr;
      CHECK(kto_resolve(resolver, request, &inner, nullptr) == KTO_OK);
      CHECK(kto_outcome_verdict(inner) == KTO_VERDICT_SIGN_IN);
      kto_outcome_free(inner);
      CHECK(kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, nullptr, nullptr) == KTO_OK);
      CHECK(people::count(store) == 3);
    }
    return people::give(sink, 0, 0);
  };
  kto_outcome* outcome = nullptr;
  CHECK(kto_resolve(resolver, request, &outcome, nullptr) == KTO_OK && depth == 8);
  kto_outcome_free(outcome);
  // Frees what the caller still uses: the call goes on with what it keeps itself.
  self.candidates = [&](kto_sink* sink, auto, auto) {
    kto_source_free(source);
    source = nullptr;
    return people::give(sink, 0, 0);
  };
  CHECK(kto_resolve(resolver, request, &outcome, nullptr) == KTO_OK && self.closed == 0);
  kto_outcome_free(outcome);
  kto_resolver_free(resolver);
  CHECK(self.closed == 1);
  kto_request_free(request);
  kto_store_free(store);
}

void exceptions() {
  CHECK(ask([](auto, auto, auto) -> kto_status { throw 7; }).status == KTO_E_CALLBACK);
  CHECK(ask([](auto, auto, auto) -> kto_status { throw std::runtime_error("Бек Али"); }).status == KTO_E_CALLBACK);
  CHECK(ask([](kto_sink* sink, auto, auto) -> kto_status {
          people::give(sink, 0, 0);
          throw std::bad_alloc();
        }).status == KTO_E_CALLBACK);
  kto_source_self self;
  self.close = [] { throw 7; };
  CHECK(ask(self, {}).status == KTO_OK && self.closed == 1);
}

void other_questions() {
  kto_claims claims = people::bek_claims();
  claims.region = {};
  const auto regions_of = [&](std::function<kto_status(kto_sink*, std::int64_t*)> regions) {
    kto_source_self self;
    self.regions = std::move(regions);
    kto_source* source = people::source_over(self);
    kto_resolver* resolver = people::resolver_over(source, nullptr);
    kto_request* request = people::request_of(claims);
    kto_outcome* outcome = nullptr;
    const auto status = kto_resolve(resolver, request, &outcome, nullptr);
    kto_outcome_free(outcome);
    kto_request_free(request);
    kto_resolver_free(resolver);
    kto_source_free(source);
    return status;
  };
  for (const std::int32_t region : {0, -1, 100, std::numeric_limits<std::int32_t>::max()}) {
    CHECK(regions_of([&](kto_sink* sink, auto) { return kto_sink_region(sink, region); }) == KTO_E_BAD_REGION);
  }
  CHECK(regions_of([](kto_sink* sink, auto) { return people::give(sink, 0, 0); }) == KTO_E_CALLBACK);
  CHECK(regions_of([](kto_sink* sink, auto) {
          kto_sink_region(sink, 38);
          return kto_sink_region(sink, 38);
        }) == KTO_E_CALLBACK);
  CHECK(regions_of([](auto, auto) -> kto_status { throw 7; }) == KTO_E_CALLBACK);
  CHECK(regions_of([](auto, auto) { return kto_status{KTO_OK}; }) == KTO_OK);  // nobody there: an answer, too

  claims = people::bek_claims();
  claims.snils = text("165-472-310 69");  // a stranger: the reason is looked for among those without a number
  kto_source_self self;
  self.unnumbered = [](kto_sink* sink, std::size_t limit, auto) {
    kto_status status = KTO_OK;
    for (std::size_t i = 0; i <= limit && status == KTO_OK; ++i) status = people::give(sink, 0, 2);
    return status;  // one more than asked for
  };
  kto_source* source = people::source_over(self);
  kto_resolver* resolver = people::resolver_over(source, nullptr);
  kto_request* request = people::request_of(claims);
  kto_outcome* outcome = nullptr;
  CHECK(kto_resolve(resolver, request, &outcome, nullptr) == KTO_E_CALLBACK && outcome == nullptr);
  kto_request_free(request);
  kto_resolver_free(resolver);
  kto_source_free(source);
}

}  // namespace

void misuse_by_sources() {
  statuses();
  rows();
  sinks();
  calls_from_within();
  exceptions();
  other_questions();
}
