/* Personas of the portal's own: a good source, and each way of being a bad one. */
#include "check.h"

enum fault {
  good,
  wrong_query,
  wrong_region,
  wrong_number,
  unsorted,
  over_limit,
  garbage,
  busy,
  swallow,
  broken_row,
  twice
};

struct kto_source_self {
  enum fault fault;
  int closed;
  int asked;
  kto_sink* kept;
  int has_unnumbered;
};

static const char organisation[] = "Школа 5";

static kto_status give(kto_sink* sink, size_t query, const char* id, int32_t region, uint32_t number) {
  const kto_membership member = {.struct_size = sizeof member, .klass = text("6а"), .role = KTO_ROLE_PUPIL};
  const kto_membership* members[] = {&member};
  const kto_text guardian = text("g1");
  const kto_persona row = {.struct_size = sizeof row,
                           .key = {text(organisation), text(id), region, 0},
                           .fio = text("Андреева Мария Даниловна"),
                           .number = number,
                           .sex = KTO_SEX_FEMALE,
                           .birth_date = {1990, 11, 7},
                           .memberships = members,
                           .membership_count = 1,
                           .guardians = &guardian,
                           .guardian_count = 1};
  return kto_sink_persona(sink, query, &row);
}

static kto_status candidates(kto_source_self* self, const kto_number_query* queries, size_t count, kto_sink* sink,
                             int64_t* backend) {
  ++self->asked;
  if (self->kept != NULL) CHECK(kto_sink_persona(self->kept, 0, NULL) == KTO_E_HANDLE);
  self->kept = sink;
  for (size_t i = 0; i < count; ++i) {
    if (queries[i].number != 112233445) continue;
    switch (self->fault) {
      case wrong_query:
        return give(sink, count, "a", 38, 112233445);
      case wrong_region:
        return give(sink, i, "a", 39, 112233445);
      case wrong_number:
        return give(sink, i, "a", 38, 112233446);
      case garbage:
        return 12345;
      case busy:
        *backend = 517;
        return KTO_E_STORE_BUSY;
      case broken_row:
        return give(sink, i, "", 38, 112233445);
      case swallow:
        CHECK(give(sink, i, "a", 39, 112233445) == KTO_E_CALLBACK);
        CHECK(give(sink, i, "a", 38, 112233445) == KTO_E_CALLBACK);
        return KTO_OK;
      default: {
        CHECK(kto_sink_region(NULL, 38) == KTO_E_HANDLE);
        const kto_status status = give(sink, i, "a", queries[i].region, queries[i].number);
        if (status != KTO_OK) return status;
      }
    }
  }
  return KTO_OK;
}

static kto_status by_key(kto_source_self* self, const kto_persona_key* keys, size_t count, kto_sink* sink,
                         int64_t* backend) {
  (void)self, (void)backend;
  for (size_t i = 0; i < count; ++i) {
    if (!is(keys[i].id, "a")) continue;
    const kto_status status = give(sink, 0, "a", keys[i].region, 112233445);
    if (status != KTO_OK) return status;
  }
  return KTO_OK;
}

static kto_status by_organisation(kto_source_self* self, int32_t region, kto_text name, kto_sink* sink,
                                  int64_t* backend) {
  (void)self, (void)backend;
  return is(name, organisation) ? give(sink, 0, "a", region, 112233445) : KTO_OK;
}

static kto_status scan(kto_source_self* self, const kto_persona_key* after, size_t limit, kto_sink* sink,
                       int64_t* backend) {
  (void)after, (void)limit, (void)backend;
  if (self->fault == twice) {
    const kto_status status = give(sink, 0, "a", 38, 0);
    if (status != KTO_OK) return status;
  }
  return give(sink, 0, "a", 38, 0);
}

static kto_status regions(kto_source_self* self, kto_sink* sink, int64_t* backend) {
  (void)backend;
  if (self->fault == unsorted) {
    CHECK(kto_sink_region(sink, 38) == KTO_OK);
    return kto_sink_region(sink, 5);
  }
  return kto_sink_region(sink, self->fault == wrong_region ? 100 : 38);
}

static kto_status unnumbered(kto_source_self* self, int32_t region, size_t limit, kto_sink* sink, int64_t* backend) {
  (void)backend;
  self->has_unnumbered = 1;
  for (size_t i = 0; self->fault == over_limit && i < limit; ++i) {
    if (give(sink, 0, "b", region, 0) != KTO_OK) return KTO_OK;
  }
  return give(sink, 0, "b", region, 0);
}

static void close_source(kto_source_self* self) { ++self->closed; }

static const kto_source_ops ops = {.struct_size = sizeof ops,
                                   .candidates = candidates,
                                   .by_key = by_key,
                                   .by_organisation = by_organisation,
                                   .scan = scan,
                                   .regions = regions,
                                   .unnumbered = unnumbered,
                                   .close = close_source};

static kto_request* request_of(const char* region, const char* number) {
  kto_claims claims = confirmed_account("Андреева", "Мария", number);
  claims.patronymic = text("Даниловна");
  claims.region = text(region);
  kto_request* request = NULL;
  NEED(kto_request_from_claims(&claims, KTO_CLAIMS_VERIFIED, &request, NULL) == KTO_OK);
  return request;
}

/* One resolve over a source with this fault; the error's numbers. */
static kto_status ask(enum fault fault, const kto_source_ops* table, const char* region, const char* number,
                      int64_t* backend) {
  kto_source_self self = {.fault = fault};
  kto_source* source = NULL;
  NEED(kto_source_make(table, &self, &source, NULL) == KTO_OK);
  const kto_resolve_options options = {.struct_size = sizeof options, .at = {2024, 10, 1}, .diagnose = 1};
  kto_resolver* resolver = NULL;
  NEED(kto_resolver_make(source, NULL, &options, &resolver, NULL) == KTO_OK);
  kto_source_free(source);
  CHECK(self.closed == 0);
  kto_request* request = request_of(region, number);
  kto_outcome* outcome = NULL;
  kto_error* err = NULL;
  const kto_status status = kto_resolve(resolver, request, &outcome, &err);
  CHECK((status == KTO_OK) == (outcome != NULL) && (status == KTO_OK) == (err == NULL));
  if (backend != NULL) *backend = kto_error_backend(err);
  if (outcome != NULL && strcmp(number, "112-233-445 95") == 0) {
    CHECK(kto_outcome_verdict(outcome) == KTO_VERDICT_SIGN_IN);
    kto_outcome* again = NULL;
    CHECK(kto_resolve(resolver, request, &again, NULL) == KTO_OK && self.asked == 2);
    kto_outcome_free(again);
  }
  kto_error_free(err);
  kto_outcome_free(outcome);
  kto_request_free(request);
  kto_resolver_free(resolver);
  CHECK(self.closed == 1);
  CHECK(self.kept == NULL || kto_sink_region(self.kept, 38) == KTO_E_HANDLE);
  return status;
}

void test_sources(void) {
  int64_t backend = 0;
  const char* known = "112-233-445 95";
  const char* unknown = "165-472-310 69";
  CHECK(ask(good, &ops, "38", known, NULL) == KTO_OK);
  CHECK(ask(good, &ops, NULL, known, NULL) == KTO_OK);
  CHECK(ask(good, &ops, "38", unknown, NULL) == KTO_OK);
  CHECK(ask(wrong_query, &ops, "38", known, NULL) == KTO_E_CALLBACK);
  CHECK(ask(wrong_region, &ops, "38", known, NULL) == KTO_E_CALLBACK);
  CHECK(ask(wrong_region, &ops, NULL, known, NULL) == KTO_E_BAD_REGION);
  CHECK(ask(wrong_number, &ops, "38", known, NULL) == KTO_E_CALLBACK);
  CHECK(ask(unsorted, &ops, NULL, known, NULL) == KTO_E_CALLBACK);
  CHECK(ask(garbage, &ops, "38", known, NULL) == KTO_E_CALLBACK);
  CHECK(ask(busy, &ops, "38", known, &backend) == KTO_E_STORE_BUSY && backend == 517);
  CHECK(ask(broken_row, &ops, "38", known, NULL) == KTO_E_BAD_ARGUMENT);
  CHECK(ask(swallow, &ops, "38", known, NULL) == KTO_E_CALLBACK);
  CHECK(ask(over_limit, &ops, "38", unknown, NULL) == KTO_E_CALLBACK);

  kto_source_ops scanning = ops;
  scanning.unnumbered = NULL;
  CHECK(ask(good, &scanning, "38", unknown, NULL) == KTO_OK);
  CHECK(ask(twice, &scanning, "38", unknown, NULL) == KTO_E_CALLBACK);

  kto_source_self self = {.fault = good};
  kto_source* source = NULL;
  kto_error* err = NULL;
  kto_source_ops lacking = ops;
  lacking.scan = NULL;
  CHECK(kto_source_make(&lacking, &self, &source, &err) == KTO_E_BAD_ARGUMENT && is(kto_error_field(err), "scan"));
  kto_error_free(err);
  CHECK(kto_source_make(&ops, &self, NULL, NULL) == KTO_E_BAD_ARGUMENT && source == NULL && self.closed == 0);
  NEED(kto_source_make(&ops, &self, &source, NULL) == KTO_OK);
  kto_resolver* resolver = NULL;
  const kto_resolve_options bad = {.struct_size = sizeof bad, .region = 100};
  CHECK(kto_resolver_make(source, NULL, &bad, &resolver, NULL) == KTO_E_BAD_REGION);
  const kto_resolve_options no_day = {.struct_size = sizeof no_day, .at = {2024, 2, 30}};
  CHECK(kto_resolver_make(source, NULL, &no_day, &resolver, NULL) == KTO_E_BAD_DATE);
  CHECK(kto_resolver_make(NULL, NULL, NULL, &resolver, NULL) == KTO_E_HANDLE && resolver == NULL);
  kto_source_free(source);
  CHECK(self.closed == 1);
}
