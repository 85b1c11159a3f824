// Callbacks of C++ that throw: nothing crosses, and it costs KTO_E_CALLBACK.
#include <stdexcept>
#include <string>

#include "check.h"

struct kto_source_self {
  int closed = 0;
};
struct kto_callback_self {};

namespace {

[[noreturn]] void oops() { throw std::runtime_error("Бек Али"); }

kto_status candidates(kto_source_self*, const kto_number_query*, size_t, kto_sink*, int64_t*) { oops(); }
kto_status by_key(kto_source_self*, const kto_persona_key*, size_t, kto_sink*, int64_t*) { oops(); }
kto_status by_organisation(kto_source_self*, int32_t, kto_text, kto_sink*, int64_t*) { oops(); }
kto_status scan(kto_source_self*, const kto_persona_key*, size_t, kto_sink*, int64_t*) { oops(); }
kto_status regions(kto_source_self*, kto_sink*, int64_t*) { throw 7; }
void close_source(kto_source_self* self) {
  ++self->closed;
  oops();
}
int32_t issue(kto_callback_self*, const kto_row_issue*) { oops(); }
int32_t progress(kto_callback_self*, uint64_t, uint64_t) { oops(); }

}  // namespace

void test_throwing() {
  kto_source_self self;
  const kto_source_ops ops{sizeof ops, candidates, by_key, by_organisation, scan, regions, nullptr, close_source};
  kto_source* source = nullptr;
  NEED(kto_source_make(&ops, &self, &source, nullptr) == KTO_OK);
  kto_resolver* resolver = nullptr;
  NEED(kto_resolver_make(source, nullptr, nullptr, &resolver, nullptr) == KTO_OK);
  kto_source_free(source);
  kto_claims claims{};
  claims.struct_size = sizeof claims;
  claims.surname = text("Бек");
  claims.given = text("Али");
  claims.snils = text("112-233-445 95");
  claims.trusted = KTO_TRUE;
  for (const char* region : {"38", ""}) {
    claims.region = region[0] == '\0' ? text(nullptr) : text(region);
    kto_request* request = nullptr;
    NEED(kto_request_from_claims(&claims, KTO_CLAIMS_VERIFIED, &request, nullptr) == KTO_OK);
    kto_outcome* outcome = nullptr;
    kto_error* err = nullptr;
    CHECK(kto_resolve(resolver, request, &outcome, &err) == KTO_E_CALLBACK);
    CHECK(outcome == nullptr && strstr(kto_error_text(err).data, "Бек") == nullptr);
    kto_error_free(err);
    kto_request_free(request);
  }
  kto_resolver_free(resolver);
  CHECK(self.closed == 1);

  kto_store_options memory{};
  memory.struct_size = sizeof memory;
  memory.mode = KTO_OPEN_CREATE_UNSEALED;
  kto_store* store = nullptr;
  NEED(kto_store_open(text("memory:"), &memory, &store, nullptr) == KTO_OK);
  const kto_text file = text("ID;Организация;Регион;ФИО;СНИЛС\n1;Школа;38;Бек Али;плохой\n");
  kto_import_handlers handlers{};
  handlers.struct_size = sizeof handlers;
  handlers.issue = issue;
  CHECK(kto_store_import_text(store, &file, 1, nullptr, &handlers, nullptr, nullptr) == KTO_E_CALLBACK);
  handlers.issue = nullptr;
  handlers.progress = progress;
  CHECK(kto_store_import_text(store, &file, 1, nullptr, &handlers, nullptr, nullptr) == KTO_E_CALLBACK);
  std::string rows = "ID;Организация;Регион;ФИО\n";
  for (int i = 0; i < 3000; ++i) rows += std::to_string(i) + ";Школа;38;Бек Али\n";
  const kto_text many{rows.data(), rows.size()};
  NEED(kto_store_import_text(store, &many, 1, nullptr, nullptr, nullptr, nullptr) == KTO_OK);
  kto_check_report report{};
  report.struct_size = sizeof report;
  CHECK(kto_store_check(store, progress, nullptr, &report, nullptr) == KTO_E_CALLBACK);
  kto_store_free(store);
}
