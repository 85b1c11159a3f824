// One resolver, one store, one source of the portal's own, sixteen threads. The sanitizer of threads looks on.
#include <array>
#include <string>
#include <thread>
#include <vector>

#include "people.hpp"
#include "places.hpp"

namespace {

constexpr std::size_t threads = 16;
constexpr int rounds = 24;

// Runs `work` on every thread at once; it returns how many of its calls went wrong.
template <class Work>
void on_all(const Work& work) {
  std::atomic<int> wrong{0};
  std::vector<std::thread> all;
  for (std::size_t i = 0; i < threads; ++i) all.emplace_back([&, i] { wrong += work(i); });
  for (auto& thread : all) thread.join();
  CHECK(wrong == 0);
}

int ask(const kto_resolver* resolver, const kto_request* request, std::int32_t verdict) {
  kto_outcome* outcome = nullptr;
  kto_error* err = nullptr;
  if (kto_resolve(resolver, request, &outcome, &err) != KTO_OK) {
    kto_error_free(err);
    return 1;
  }
  kto_string* json = nullptr;
  int wrong = kto_outcome_verdict(outcome) == verdict ? 0 : 1;
  if (kto_outcome_json(outcome, request, KTO_LANG_RU, 1, &json, nullptr) != KTO_OK) ++wrong;
  kto_string_free(json);
  kto_outcome_free(outcome);
  return wrong;
}

int ask_many(const kto_resolver* resolver, const kto_request* request, std::int32_t verdict) {
  std::array<const kto_request*, 4> requests{request, request, request, request};
  std::array<kto_outcome*, 4> out{};
  if (kto_resolve_many(resolver, requests.data(), requests.size(), out.data(), nullptr) != KTO_OK) return 1;
  int wrong = 0;
  for (kto_outcome* outcome : out) {
    if (kto_outcome_verdict(outcome) != verdict) ++wrong;
    kto_outcome_free(outcome);
  }
  return wrong;
}

// Half of the threads read, some import the same people again, some look at the store as a whole.
void one_store(kto_store* store) {
  NEED(kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, nullptr, nullptr) == KTO_OK);
  kto_resolver* resolver = people::resolver_over(kto_store_source(store), kto_store_ledger(store));
  kto_request* request = people::request_of(people::bek_claims());
  on_all([&](std::size_t i) {
    int wrong = 0;
    for (int round = 0; round < rounds; ++round) {
      switch (i % 4) {
        case 0:
          wrong += ask(resolver, request, KTO_VERDICT_SIGN_IN);
          break;
        case 1:
          wrong += ask_many(resolver, request, KTO_VERDICT_SIGN_IN);
          break;
        case 2: {
          // Each import changes somebody, and adds nobody.
          const std::string file = "ID;Организация;Регион;ФИО;СНИЛС;Роль\n3;Школа 5 имени героев обороны;38;Орлова " +
                                   std::string(round % 2 == 0 ? "Анна" : "Инна") + ";;Родитель\n";
          const kto_text bytes = places::text_of(file);
          kto_import_report report = people::sized<kto_import_report>();
          if (kto_store_import_text(store, &bytes, 1, nullptr, nullptr, &report, nullptr) != KTO_OK) ++wrong;
          if (report.rows != 1) ++wrong;
          break;
        }
        default: {
          kto_store_info info = people::sized<kto_store_info>();
          if (kto_store_describe(store, &info, nullptr) != KTO_OK || info.personas != 3) ++wrong;
          kto_check_report report = people::sized<kto_check_report>();
          if (kto_store_check(store, nullptr, nullptr, &report, nullptr) != KTO_OK || report.good != 1) ++wrong;
        }
      }
    }
    return wrong;
  });
  kto_request_free(request);
  kto_resolver_free(resolver);
  kto_store_free(store);
}

// The handles are freed by one thread while others still hold resolvers over what is behind them.
void freed_beside() {
  kto_store* store = people::memory_with_people();
  kto_source_self self;
  kto_source* source = people::source_over(self);
  kto_request* request = people::request_of(people::bek_claims());
  std::array<kto_resolver*, threads> resolvers{};
  for (std::size_t i = 0; i < threads; ++i) {
    const kto_source* over = i % 2 == 0 ? source : kto_store_source(store);
    resolvers[i] = people::resolver_over(over, i % 4 == 1 ? kto_store_ledger(store) : nullptr);
  }
  on_all([&](std::size_t i) {
    int wrong = 0;
    for (int round = 0; round < rounds; ++round) wrong += ask(resolvers[i], request, KTO_VERDICT_SIGN_IN);
    if (i == 0) kto_source_free(source);
    if (i == 1) kto_store_free(store);
    for (int round = 0; round < rounds; ++round) wrong += ask_many(resolvers[i], request, KTO_VERDICT_SIGN_IN);
    kto_resolver_free(resolvers[i]);
    return wrong;
  });
  CHECK(self.closed == 1);
  kto_request_free(request);
}

// One source and its sinks: each call's sink is its thread's own, however many run at once.
void one_source() {
  kto_source_self self;
  self.candidates = [](kto_sink* sink, std::span<const kto_number_query> queries, auto) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      std::this_thread::yield();  // so that calls of other threads stand beside this one
      if (queries[i].number != people::bek) continue;
      if (const auto status = people::give(sink, i, 0); status != KTO_OK) return status;
    }
    return kto_status{KTO_OK};
  };
  kto_source* source = people::source_over(self);
  kto_resolver* resolver = people::resolver_over(source, nullptr);
  kto_source_free(source);
  kto_request* request = people::request_of(people::bek_claims());
  on_all([&](std::size_t) {
    int wrong = 0;
    for (int round = 0; round < rounds; ++round) wrong += ask(resolver, request, KTO_VERDICT_SIGN_IN);
    return wrong;
  });
  kto_resolver_free(resolver);
  CHECK(self.closed == 1);
  kto_request_free(request);
}

// Values are read by all, and each thread makes its own beside: with the lists of living handles, too.
void values() {
  kto_name* name = nullptr;
  NEED(kto_name_parse(text("СОЛОВЬЁВА Наталия"), &name, nullptr) == KTO_OK);
  kto_rules* rules = people::recorded_rules();
  on_all([&](std::size_t) {
    int wrong = 0;
    for (int round = 0; round < rounds; ++round) {
      kto_name* other = nullptr;
      std::int32_t grade = 0;
      if (kto_name_parse(text("Соловьева Наталия"), &other, nullptr) != KTO_OK) ++wrong;
      if (kto_name_grade(name, other, &grade, nullptr) != KTO_OK || grade < KTO_GRADE_EQUIVALENT) ++wrong;
      if (!is(kto_name_text(name, KTO_FORM_DISPLAY, KTO_PART_GIVEN), "Наталия")) ++wrong;
      if (kto_rules_version(rules) != 3 || kto_reason_text(10, KTO_LANG_RU).size != kto_reason_text(10, 0).size)
        ++wrong;
      kto_error* err = nullptr;
      kto_name* none = nullptr;
      if (kto_name_parse(text("\xFF"), &none, &err) != KTO_E_BAD_UTF8) ++wrong;
      kto_error_free(err);
      kto_name_free(other);
    }
    return wrong;
  });
  kto_rules_free(rules);
  kto_name_free(name);
}

}  // namespace

// Arguments: none. kto_start is called by all threads at once: it may be.
int main() {
  on_all([](std::size_t) { return kto_start(nullptr) == KTO_OK ? 0 : 1; });
  values();
  one_source();
  kto_store_options options = people::sized<kto_store_options>();
  options.mode = KTO_OPEN_CREATE_UNSEALED;
  options.busy_timeout_ms = 600'000;  // writers wait for each other; how long is the machine's business
  kto_store* store = nullptr;
  NEED(kto_store_open(text("memory:"), &options, &store, nullptr) == KTO_OK);
  one_store(store);
  const std::string uri = places::uri("threads.db");
  NEED(kto_store_open(places::text_of(uri), &options, &store, nullptr) == KTO_OK);
  one_store(store);
  freed_beside();
  std::printf("%d checks, %d failed\n", checks_done, checks_failed);
  return checks_failed == 0 ? 0 : 1;
}
