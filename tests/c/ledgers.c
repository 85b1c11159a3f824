/* A ledger of the portal's own, beside a store's personas. */
#include "check.h"
#include "kto/kto_unstable.h"

enum fault { good, another_account, throws_nothing_but_garbage };

struct kto_ledger_self {
  enum fault fault;
  int closed;
  kto_ledger_sink* kept;
};

static const int64_t oid = 1000300001;

static kto_status give(kto_ledger_sink* sink, size_t index, int64_t account, const kto_persona_key* key) {
  const kto_link link = {.struct_size = sizeof link,
                         .oid = account,
                         .persona = *key,
                         .made_at = 1700000000,
                         .rules = text("ru-2024/1"),
                         .issuer = KTO_ISSUER_PRODUCTION,
                         .origin = KTO_LINK_BY_HAND};
  return kto_ledger_sink_link(sink, index, &link);
}
static kto_status links_of(kto_ledger_self* self, int32_t issuer, int64_t account, kto_ledger_sink* sink,
                           int64_t* backend) {
  (void)issuer;
  self->kept = sink;
  const kto_persona_key key = {text("Школа"), text("1"), 38, 0};
  if (self->fault == throws_nothing_but_garbage) {
    *backend = 9;
    return -7;
  }
  if (account != oid) return KTO_OK;
  return give(sink, 0, self->fault == another_account ? oid + 1 : oid, &key);
}
static kto_status links_to(kto_ledger_self* self, const kto_persona_key* keys, size_t count, kto_ledger_sink* sink,
                           int64_t* backend) {
  (void)self, (void)backend;
  for (size_t i = 0; i < count; ++i) {
    if (!is(keys[i].id, "1")) continue;
    const kto_status status = give(sink, i, oid, &keys[i]);
    if (status != KTO_OK) return status;
  }
  return KTO_OK;
}
static kto_status about_key(kto_ledger_self* self, const kto_persona_key* key, kto_ledger_sink* sink,
                            int64_t* backend) {
  (void)self, (void)key, (void)sink, (void)backend;
  return KTO_OK;
}
static kto_status decision(kto_ledger_self* self, kto_text ticket, kto_ledger_sink* sink, int64_t* backend) {
  (void)self, (void)ticket, (void)sink, (void)backend;
  return KTO_OK;
}
static kto_status begin(kto_ledger_self* self, kto_ledger_turn** turn, int64_t* backend) {
  (void)self, (void)turn, (void)backend;
  return KTO_E_STORE_READ_ONLY;
}
static kto_status add_link(kto_ledger_self* s, kto_ledger_turn* t, const kto_link* link, int64_t* b) {
  (void)s, (void)t, (void)link, (void)b;
  return KTO_E_STORE_READ_ONLY;
}
static kto_status remove_link(kto_ledger_self* s, kto_ledger_turn* t, const kto_persona_key* key, int64_t* b) {
  (void)s, (void)t, (void)key, (void)b;
  return KTO_E_STORE_READ_ONLY;
}
static kto_status add_consent(kto_ledger_self* s, kto_ledger_turn* t, const kto_consent* consent, int64_t* b) {
  (void)s, (void)t, (void)consent, (void)b;
  return KTO_E_STORE_READ_ONLY;
}
static kto_status revoke(kto_ledger_self* s, kto_ledger_turn* t, const kto_persona_key* key, int64_t at, int64_t* b) {
  (void)s, (void)t, (void)key, (void)at, (void)b;
  return KTO_E_STORE_READ_ONLY;
}
static kto_status add_decision(kto_ledger_self* s, kto_ledger_turn* t, const kto_decision* decided, int64_t* b) {
  (void)s, (void)t, (void)decided, (void)b;
  return KTO_E_STORE_READ_ONLY;
}
static kto_status add_sign_in(kto_ledger_self* s, kto_ledger_turn* t, const kto_sign_in* entry, int64_t* b) {
  (void)s, (void)t, (void)entry, (void)b;
  return KTO_E_STORE_READ_ONLY;
}
static kto_status commit(kto_ledger_self* s, kto_ledger_turn* t, int64_t* b) {
  (void)s, (void)t, (void)b;
  return KTO_E_STORE_READ_ONLY;
}
static void end(kto_ledger_self* self, kto_ledger_turn* turn) { (void)self, (void)turn; }
static void close_ledger(kto_ledger_self* self) { ++self->closed; }

static const kto_ledger_ops ops = {.struct_size = sizeof ops,
                                   .links_of = links_of,
                                   .links_to = links_to,
                                   .consents_for = about_key,
                                   .decision = decision,
                                   .sign_ins_of = about_key,
                                   .begin = begin,
                                   .add_link = add_link,
                                   .remove_link = remove_link,
                                   .add_consent = add_consent,
                                   .revoke_consent = revoke,
                                   .add_decision = add_decision,
                                   .add_sign_in = add_sign_in,
                                   .commit = commit,
                                   .end = end,
                                   .close = close_ledger};

static kto_status ask(kto_store* store, enum fault fault, int32_t* linked) {
  kto_ledger_self self = {.fault = fault};
  kto_ledger* ledger = NULL;
  NEED(kto_ledger_make(&ops, &self, 0, &ledger, NULL) == KTO_OK);
  const kto_resolve_options options = {.struct_size = sizeof options, .at = {2024, 10, 1}, .region = 38};
  kto_resolver* resolver = NULL;
  NEED(kto_resolver_make(kto_store_source(store), ledger, &options, &resolver, NULL) == KTO_OK);
  kto_ledger_free(ledger);
  const kto_claims claims = confirmed_account("Бек", "Али", "112-233-445 95");
  kto_request* request = NULL;
  NEED(kto_request_from_claims(&claims, KTO_CLAIMS_VERIFIED, &request, NULL) == KTO_OK);
  kto_outcome* outcome = NULL;
  const kto_status status = kto_resolve(resolver, request, &outcome, NULL);
  kto_entry entry = {.struct_size = sizeof entry};
  if (status == KTO_OK && kto_outcome_persona_at(outcome, 0, &entry) == KTO_OK) *linked = entry.linked;
  kto_outcome_free(outcome);
  kto_request_free(request);
  CHECK(self.closed == 0);
  kto_resolver_free(resolver);
  CHECK(self.closed == 1);
  CHECK(kto_ledger_sink_link(self.kept, 0, NULL) == KTO_E_HANDLE);
  return status;
}

void test_ledgers(void) {
  const kto_store_options memory = {.struct_size = sizeof memory, .mode = KTO_OPEN_CREATE_UNSEALED};
  kto_store* store = NULL;
  NEED(kto_store_open(text("memory:"), &memory, &store, NULL) == KTO_OK);
  const kto_text file = text("ID;Организация;Регион;ФИО;СНИЛС;Роль\n1;Школа;38;Бек Али;112-233-445 95;Учитель\n");
  NEED(kto_store_import_text(store, &file, 1, NULL, NULL, NULL, NULL) == KTO_OK);
  int32_t linked = 0;
  CHECK(ask(store, good, &linked) == KTO_OK && linked == 1);
  CHECK(ask(store, another_account, &linked) == KTO_E_CALLBACK);
  CHECK(ask(store, throws_nothing_but_garbage, &linked) == KTO_E_CALLBACK);
  kto_ledger_free((kto_ledger*)(uintptr_t)kto_store_ledger(store)); /* borrowed: left alone */
  CHECK(kto_store_ledger(store) != NULL);
  kto_ledger* ledger = NULL;
  kto_ledger_ops lacking = ops;
  lacking.end = NULL;
  CHECK(kto_ledger_make(&lacking, NULL, 0, &ledger, NULL) == KTO_E_BAD_ARGUMENT && ledger == NULL);
  CHECK(kto_ledger_make(&ops, NULL, 3, &ledger, NULL) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_ledger_sink_consent(NULL, NULL) == KTO_E_HANDLE && kto_ledger_sink_decision(NULL, NULL) == KTO_E_HANDLE);
  CHECK(kto_ledger_sink_sign_in(NULL, NULL) == KTO_E_HANDLE);
  kto_ledger_free(NULL);
  kto_store_free(store);
}
