// Callbacks of imports, examinations, ledgers and providers that misbehave; a store after fork().
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <limits>
#include <string>

#include "misuse.hpp"
#include "places.hpp"

struct kto_callback_self {
  std::function<std::int32_t()> call{};
  int calls = 0;
};

namespace {

std::int32_t on_issue(kto_callback_self* self, const kto_row_issue*) { return ++self->calls, self->call(); }
std::int32_t on_progress(kto_callback_self* self, std::uint64_t, std::uint64_t) { return ++self->calls, self->call(); }
std::int32_t on_key(kto_callback_self* self, const kto_persona_key*) { return ++self->calls, self->call(); }
std::int32_t on_new_id(kto_callback_self* self, std::uint64_t, const kto_persona_key*) {
  return ++self->calls, self->call();
}

// An import that calls every kind of callback.
kto_status import(kto_store* store, kto_import_handlers kto_told, kto_callback_self& self) {
  kto_told.struct_size = sizeof kto_told;
  kto_told.self = &self;
  kto_import_options options = people::sized<kto_import_options>();
  options.organisation = text("Школа 5 имени героев обороны");
  options.region = people::region;
  options.match_by = KTO_MATCH_BY_NUMBER;
  options.full = 1;
  options.yes = 1;
  const kto_text file = text("ФИО;СНИЛС\nБек Али;112-233-445 95\nОрлов Олег;165-472-310 69\nКто Без Номера;\n");
  return kto_store_import_text(store, &file, 1, &options, &kto_told, nullptr, nullptr);
}

void imports() {
  kto_store* store = people::memory_with_people();
  kto_import_handlers each[4]{};
  each[0].issue = on_issue;
  each[1].progress = on_progress;
  each[2].archived = on_key;
  each[3].new_id = on_new_id;
  kto_callback_self self;
  for (const auto& told : each) {
    self.calls = 0;
    for (const std::int32_t stop : {1, -1, std::numeric_limits<std::int32_t>::min()}) {
      self.call = [&] { return stop; };
      CHECK(import(store, told, self) == KTO_E_CANCELLED);
    }
    CHECK(self.calls == 3);  // none of them was called again
    self.call = []() -> std::int32_t { throw 7; };
    CHECK(import(store, told, self) == KTO_E_CALLBACK);
    // From within: reading is answered, a second import has to wait for the first one's end and gives up.
    kto_resolver* resolver = people::resolver_over(kto_store_source(store), kto_store_ledger(store));
    kto_request* request = people::request_of(people::bek_claims());
    self.call = [&] {
      CHECK(people::count(store) == 3);
      kto_outcome* outcome = nullptr;
      CHECK(kto_resolve(resolver, request, &outcome, nullptr) == KTO_OK);
      kto_outcome_free(outcome);
      kto_check_report report = people::sized<kto_check_report>();
      CHECK(kto_store_check(store, nullptr, nullptr, &report, nullptr) == KTO_OK);
      CHECK(kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, nullptr, nullptr) == KTO_E_STORE_BUSY);
      return 1;
    };
    CHECK(import(store, told, self) == KTO_E_CANCELLED);
    kto_request_free(request);
    kto_resolver_free(resolver);
  }
  CHECK(people::count(store) == 3);
  self.call = [] { return 0; };
  CHECK(import(store, each[0], self) == KTO_OK && people::count(store) == 4);
  kto_store_free(store);
}

// One request of a child over a ledger with these hooks.
kto_status over_ledger(kto_ledger_self& records, const kto_claims& claims) {
  kto_source_self self;
  kto_source* source = people::source_over(self);
  kto_ledger* ledger = people::ledger_over(records);
  kto_rules* rules = people::recorded_rules();
  kto_resolver* resolver = people::resolver_over(source, ledger, rules);
  kto_rules_free(rules);
  kto_ledger_free(ledger);
  kto_source_free(source);
  kto_request* request = people::request_of(claims);
  kto_outcome* outcome = nullptr;
  const auto status = kto_resolve(resolver, request, &outcome, nullptr);
  CHECK((outcome != nullptr) == (status == KTO_OK));
  kto_outcome_free(outcome);
  kto_request_free(request);
  kto_resolver_free(resolver);
  CHECK(records.closed == 1);
  return status;
}

void ledgers() {
  const auto links = [](std::function<kto_status(kto_ledger_sink*, std::int64_t*)> hook) {
    kto_ledger_self records;
    records.links_of = std::move(hook);
    return over_ledger(records, people::bek_claims());
  };
  const auto link_with = [&](void (*breaks)(kto_link & link)) {
    return links([&](kto_ledger_sink* sink, auto) {
      kto_link link = people::link();
      breaks(link);
      return kto_ledger_sink_link(sink, 0, &link);
    });
  };
  CHECK(links({}) == KTO_OK);
  CHECK(links([](auto, auto) { return kto_status{4242}; }) == KTO_E_CALLBACK);
  CHECK(links([](auto, auto) -> kto_status { throw 7; }) == KTO_E_CALLBACK);
  CHECK(links([](auto, auto) { return kto_status{KTO_E_STORE_BUSY}; }) == KTO_E_STORE_BUSY);
  CHECK(link_with([](kto_link& l) { l.oid = 0; }) == KTO_E_BAD_ARGUMENT);
  CHECK(link_with([](kto_link& l) { l.oid = -1; }) == KTO_E_BAD_ARGUMENT);
  CHECK(link_with([](kto_link& l) { l.oid += 1; }) == KTO_E_CALLBACK);
  CHECK(link_with([](kto_link& l) { l.issuer = 3; }) == KTO_E_BAD_ARGUMENT);
  CHECK(link_with([](kto_link& l) { l.issuer = KTO_ISSUER_TEST_STAND; }) == KTO_E_CALLBACK);
  CHECK(link_with([](kto_link& l) { l.origin = 0; }) == KTO_E_BAD_ARGUMENT);
  CHECK(link_with([](kto_link& l) { l.ticket = text("no-ticket"); }) == KTO_E_BAD_ARGUMENT);
  CHECK(link_with([](kto_link& l) { l.persona.id = {}; }) == KTO_E_BAD_ARGUMENT);
  CHECK(link_with([](kto_link& l) { l.rules = {nullptr, 3}; }) == KTO_E_BAD_ARGUMENT);
  CHECK(links([](kto_ledger_sink* sink, auto) {
          const kto_link link = people::link();
          kto_ledger_sink_link(sink, 0, &link);
          return kto_ledger_sink_link(sink, 0, &link);  // the same one twice
        }) == KTO_E_CALLBACK);
  CHECK(links([](kto_ledger_sink* sink, auto) {
          const kto_link link = people::link();
          return kto_ledger_sink_link(sink, SIZE_MAX, &link);
        }) == KTO_E_CALLBACK);
  CHECK(links([](kto_ledger_sink* sink, auto) {
          kto_decision decision = people::decision();
          decision.persona_count = SIZE_MAX;
          return kto_ledger_sink_decision(sink, &decision);
        }) == KTO_E_TOO_MANY);

  kto_ledger_sink* kept = nullptr;
  const auto consents = [&](std::function<kto_status(kto_ledger_sink*, std::int64_t*)> hook) {
    kto_ledger_self records;
    records.links_of = [&](kto_ledger_sink* sink, auto) { return kept = sink, kto_status{KTO_OK}; };
    records.consents_for = std::move(hook);
    return over_ledger(records, people::child_claims());
  };
  CHECK(consents([&](kto_ledger_sink* sink, auto) {
          const kto_link link = people::link();
          CHECK(kto_ledger_sink_link(kept, 0, &link) == KTO_E_HANDLE);  // the sink of another call
          const kto_consent consent = people::consent();
          return kto_ledger_sink_consent(sink, &consent);
        }) == KTO_OK);
  CHECK(consents([](kto_ledger_sink* sink, auto) {
          kto_consent consent = people::consent();
          consent.revoked = 1;
          return kto_ledger_sink_consent(sink, &consent);
        }) == KTO_E_CALLBACK);
  CHECK(consents([](kto_ledger_sink* sink, auto) {
          kto_consent consent = people::consent();
          consent.child.id = text("1");
          return kto_ledger_sink_consent(sink, &consent);
        }) == KTO_E_CALLBACK);
}

void providers() {
  static constexpr std::uint8_t secret[32] = {1, 2, 3};
  const std::string uri = places::uri("provider.db");
  const auto open = [&](kto_crypto_self& self, kto_store** store, std::int64_t* backend = nullptr) {
    kto_store_options options = people::sized<kto_store_options>();
    options.secret = secret;
    options.secret_size = sizeof secret;
    options.crypto = &people::crypto_ops;
    options.crypto_self = &self;
    options.mode = KTO_OPEN_CREATE;
    kto_error* err = nullptr;
    const auto status = kto_store_open(places::text_of(uri), &options, store, &err);
    if (backend != nullptr) *backend = kto_error_backend(err);
    kto_error_free(err);
    CHECK(self.closed == 0);
    return status;
  };
  kto_store* store = nullptr;
  std::int64_t backend = 0;
  const auto fails = [&](auto breaks, kto_status status) {
    kto_crypto_self self;
    breaks(self);
    CHECK(open(self, &store, &backend) == status && store == nullptr);
  };
  fails([](kto_crypto_self& self) { self.name = ""; }, KTO_E_CALLBACK);
  fails([](kto_crypto_self& self) { self.name = "\xFF"; }, KTO_E_CALLBACK);
  fails([](kto_crypto_self& self) { self.name = nullptr; }, KTO_E_CALLBACK);
  const std::string longer(65, 'n');
  fails([&](kto_crypto_self& self) { self.name = longer.c_str(); }, KTO_E_CALLBACK);
  fails([](kto_crypto_self& self) { self.overhead = 4097; }, KTO_E_CALLBACK);
  fails([](kto_crypto_self& self) { self.overhead = SIZE_MAX; }, KTO_E_CALLBACK);
  fails([](kto_crypto_self& self) { self.throws = true; }, KTO_E_CALLBACK);
  fails([](kto_crypto_self& self) { self.mac = 4242; }, KTO_E_CALLBACK);
  fails([](kto_crypto_self& self) { self.mac = KTO_E_FILE_READ; }, KTO_E_CRYPTO_FAILED);
  CHECK(backend == 42);
  kto_crypto_self self;
  NEED(open(self, &store) == KTO_OK);
  NEED(kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, nullptr, nullptr) == KTO_OK);
  kto_resolver* resolver = people::resolver_over(kto_store_source(store), nullptr);
  kto_request* request = people::request_of(people::bek_claims());
  for (const auto& [fault, status] : {std::pair<kto_status, kto_status>{KTO_E_SEAL_BROKEN, KTO_E_SEAL_BROKEN},
                                      {KTO_E_STORE_BUSY, KTO_E_CRYPTO_FAILED},
                                      {-5, KTO_E_CALLBACK}}) {
    self.open = fault;
    kto_outcome* outcome = nullptr;
    kto_error* err = nullptr;
    CHECK(kto_resolve(resolver, request, &outcome, &err) == status && outcome == nullptr);
    CHECK(kto_error_backend(err) == 43);
    kto_error_free(err);
  }
  self.open = KTO_OK;
  self.throws = true;
  const kto_text file = text("ID;Организация;Регион;ФИО;СНИЛС\n9;Школа;38;Орлов Пётр;165-472-310 69\n");
  CHECK(kto_store_import_text(store, &file, 1, nullptr, nullptr, nullptr, nullptr) == KTO_E_CALLBACK);
  self.throws = false;
  CHECK(people::count(store) == 3);
  CHECK(kto_store_import_text(store, &file, 1, nullptr, nullptr, nullptr, nullptr) == KTO_OK);
  kto_request_free(request);
  kto_resolver_free(resolver);
  CHECK(self.closed == 0);
  kto_store_free(store);
  CHECK(self.closed == 1);
  places::remove_store("provider.db");
}

// What a child may do with what its parent opened: nothing but free it. Its own source is its own.
void in_child(kto_store* store, kto_resolver* resolver, kto_resolver* own, const kto_request* request) {
  kto_store_info info = people::sized<kto_store_info>();
  CHECK(kto_store_describe(store, &info, nullptr) == KTO_E_FORKED);
  kto_check_report report = people::sized<kto_check_report>();
  CHECK(kto_store_check(store, nullptr, nullptr, &report, nullptr) == KTO_E_FORKED);
  kto_error* err = nullptr;
  CHECK(kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, nullptr, &err) == KTO_E_FORKED);
  CHECK(kto_error_status(err) == KTO_E_FORKED);
  kto_error_free(err);
  kto_outcome* outcome = nullptr;
  CHECK(kto_resolve(resolver, request, &outcome, nullptr) == KTO_E_FORKED && outcome == nullptr);
  CHECK(kto_resolve_many(resolver, &request, 1, &outcome, nullptr) == KTO_E_FORKED && outcome == nullptr);
  kto_resolver* fresh = nullptr;
  CHECK(kto_resolver_make(kto_store_source(store), nullptr, nullptr, &fresh, nullptr) == KTO_E_FORKED);
  kto_source_self self;
  kto_source* source = people::source_over(self);
  CHECK(kto_resolver_make(source, kto_store_ledger(store), nullptr, &fresh, nullptr) == KTO_E_FORKED);
  kto_source_free(source);
  CHECK(fresh == nullptr);
  CHECK(kto_resolve(own, request, &outcome, nullptr) == KTO_OK);
  kto_outcome_free(outcome);
  kto_resolver_free(resolver);
  kto_store_free(store);
}

void forked(kto_store* store) {
  NEED(kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, nullptr, nullptr) == KTO_OK);
  kto_source_self self;
  kto_source* source = people::source_over(self);
  kto_resolver* own = people::resolver_over(source, nullptr);
  kto_source_free(source);
  kto_resolver* resolver = people::resolver_over(kto_store_source(store), kto_store_ledger(store));
  kto_request* request = people::request_of(people::bek_claims());
  std::fflush(nullptr);
  const ::pid_t child = ::fork();
  NEED(child >= 0);
  if (child == 0) {
    checks_failed = 0;
    in_child(store, resolver, own, request);
    std::fflush(nullptr);
    ::_exit(checks_failed == 0 ? 0 : 1);
  }
  int status = 0;
  NEED(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  // The parent's is as it was.
  CHECK(people::count(store) == 3);
  kto_outcome* outcome = nullptr;
  CHECK(kto_resolve(resolver, request, &outcome, nullptr) == KTO_OK);
  kto_outcome_free(outcome);
  CHECK(kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, nullptr, nullptr) == KTO_OK);
  kto_request_free(request);
  kto_resolver_free(resolver);
  kto_resolver_free(own);
  kto_store_free(store);
}

}  // namespace

void misuse_by_others() {
  imports();
  ledgers();
  providers();
}

void misuse_after_fork() {
  forked(people::open_memory());
  kto_store_options options = people::sized<kto_store_options>();
  options.mode = KTO_OPEN_CREATE_UNSEALED;
  const std::string uri = places::uri("forked.db");
  kto_store* store = nullptr;
  NEED(kto_store_open(places::text_of(uri), &options, &store, nullptr) == KTO_OK);
  forked(store);
  places::remove_store("forked.db");
}
