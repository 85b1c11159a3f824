/* Stores with a provider of one's own, imports with callbacks. */
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* No cryptography at all: enough to see that every byte goes through the table. */
struct kto_crypto_self {
  int closed;
  int calls;
  kto_status fails;
};

static kto_text name(kto_crypto_self* self) {
  (void)self;
  return text("toy/1");
}
static kto_status mac(kto_crypto_self* self, const uint8_t* key, const uint8_t* data, size_t size, uint8_t* out,
                      int64_t* backend) {
  ++self->calls;
  *backend = 42;
  for (size_t i = 0; i < 32; ++i) out[i] = key[i];
  for (size_t i = 0; i < size; ++i) out[i % 32] = (uint8_t)(out[i % 32] * 31 + data[i]);
  return self->fails;
}
static kto_status derive(kto_crypto_self* self, const uint8_t* secret, kto_text purpose, uint8_t* out,
                         int64_t* backend) {
  return mac(self, secret, (const uint8_t*)purpose.data, purpose.size, out, backend);
}
static size_t overhead(kto_crypto_self* self) {
  (void)self;
  return 1;
}
static kto_status seal(kto_crypto_self* self, const uint8_t* key, const uint8_t* associated, size_t associated_size,
                       const uint8_t* plain, size_t size, uint8_t* out, int64_t* backend) {
  (void)associated, (void)associated_size, (void)backend;
  ++self->calls;
  out[0] = 0x5A;
  for (size_t i = 0; i < size; ++i) out[i + 1] = plain[i] ^ key[i % 32];
  return KTO_OK;
}
static kto_status open_seal(kto_crypto_self* self, const uint8_t* key, const uint8_t* associated,
                            size_t associated_size, const uint8_t* sealed, size_t size, uint8_t* out,
                            int64_t* backend) {
  (void)associated, (void)associated_size, (void)backend;
  ++self->calls;
  if (sealed[0] != 0x5A) return KTO_E_SEAL_BROKEN;
  for (size_t i = 1; i < size; ++i) out[i - 1] = sealed[i] ^ key[(i - 1) % 32];
  return KTO_OK;
}
static kto_status random_bytes(kto_crypto_self* self, uint8_t* out, size_t size, int64_t* backend) {
  (void)backend;
  for (size_t i = 0; i < size; ++i) out[i] = (uint8_t)(++self->calls);
  return KTO_OK;
}
static void close_crypto(kto_crypto_self* self) { ++self->closed; }

static const kto_crypto_ops toy = {.struct_size = sizeof toy,
                                   .name = name,
                                   .mac = mac,
                                   .derive = derive,
                                   .overhead = overhead,
                                   .seal = seal,
                                   .open = open_seal,
                                   .random = random_bytes,
                                   .close = close_crypto};

struct kto_callback_self {
  int issues, progress, archived, new_ids, stop_at_issue, stop_at_end;
};
static int32_t on_issue(kto_callback_self* self, const kto_row_issue* issue) {
  CHECK(issue->struct_size == sizeof *issue && issue->line > 0 && !is(kto_row_issue_name(issue->code), "unknown"));
  return ++self->issues == self->stop_at_issue;
}
static int32_t on_progress(kto_callback_self* self, uint64_t bytes, uint64_t rows) {
  (void)bytes, (void)rows;
  ++self->progress;
  return 0;
}
static int32_t on_archived(kto_callback_self* self, const kto_persona_key* key) {
  CHECK(key->id.size > 0 && key->region == 38);
  ++self->archived;
  return self->stop_at_end;
}
static int32_t on_new_id(kto_callback_self* self, uint64_t line, const kto_persona_key* key) {
  CHECK(line > 1 && key->id.size > 0);
  ++self->new_ids;
  return self->stop_at_end;
}

static uint64_t people_in(const kto_store* store) {
  kto_store_info info = {.struct_size = sizeof info};
  NEED(kto_store_describe(store, &info, NULL) == KTO_OK);
  return info.personas;
}

static void imports(void) {
  const kto_store_options memory = {.struct_size = sizeof memory, .mode = KTO_OPEN_CREATE_UNSEALED};
  kto_store* store = NULL;
  NEED(kto_store_open(text("memory:"), &memory, &store, NULL) == KTO_OK);
  kto_text file = text(
      "ID;Организация;Регион;ФИО;СНИЛС\n1;Школа;38;Бек Али;112-233-445 95\n2;Школа;38;Орлов Пётр;плохой\n"
      "3;Школа;38;Орлова Анна;\n");
  kto_callback_self self = {.stop_at_issue = 1};
  kto_import_handlers told = {.struct_size = sizeof told,
                              .self = &self,
                              .issue = on_issue,
                              .progress = on_progress,
                              .archived = on_archived,
                              .new_id = on_new_id};
  kto_import_report report = {.struct_size = sizeof report, .rows = 99};
  CHECK(kto_store_import_text(store, &file, 1, NULL, &told, &report, NULL) == KTO_E_CANCELLED);
  CHECK(report.rows == 99 && self.issues == 1 && people_in(store) == 0);
  self.stop_at_issue = 0;
  self.issues = 0;
  CHECK(kto_store_import_text(store, &file, 1, NULL, &told, &report, NULL) == KTO_OK);
  CHECK(report.rows == 3 && report.inserted == 3 && report.flagged > 0 && self.issues > 1 && self.progress > 0);
  CHECK(people_in(store) == 3);

  kto_text fewer = text("ID;Организация;Регион;ФИО;СНИЛС\n1;Школа;38;Бек Али;112-233-445 95\n");
  kto_import_options full = {.struct_size = sizeof full, .organisation = text("Школа"), .full = 1};
  CHECK(kto_store_import_text(store, &fewer, 1, &full, &told, &report, NULL) == KTO_E_NEEDS_CONFIRMATION);
  CHECK(report.would_archive == 2 && report.standing == 3 && self.archived == 2);
  full.yes = 1;
  self.stop_at_end = 1;
  CHECK(kto_store_import_text(store, &fewer, 1, &full, &told, &report, NULL) == KTO_E_CANCELLED);
  self.stop_at_end = 0;
  CHECK(kto_store_import_text(store, &fewer, 1, &full, &told, &report, NULL) == KTO_OK && report.archived == 2);

  kto_text numbers = text("Организация;Регион;ФИО;СНИЛС\nГимназия;38;Орлов Олег;165-472-310 69\n");
  const kto_column column = {text("snils"), text("СНИЛС")};
  kto_import_options by_number = {
      .struct_size = sizeof by_number, .match_by = KTO_MATCH_BY_NUMBER, .columns = &column, .column_count = 1};
  self.stop_at_end = 1;
  CHECK(kto_store_import_text(store, &numbers, 1, &by_number, &told, NULL, NULL) == KTO_E_CANCELLED);
  self.stop_at_end = 0;
  CHECK(kto_store_import_text(store, &numbers, 1, &by_number, &told, NULL, NULL) == KTO_OK && self.new_ids == 2);
  CHECK(people_in(store) == 4);
  by_number.separator = text("|");
  CHECK(kto_store_import_text(store, &numbers, 1, &by_number, NULL, NULL, NULL) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_store_import_text(store, NULL, 1, NULL, NULL, NULL, NULL) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_store_import_text(store, &file, 0, NULL, NULL, NULL, NULL) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_store_import_text(NULL, &file, 1, NULL, NULL, NULL, NULL) == KTO_E_HANDLE);
  kto_text nowhere = text("/nonexistent/roster.csv");
  CHECK(kto_store_import_files(store, &nowhere, 1, NULL, NULL, NULL, NULL) == KTO_E_FILE_NOT_FOUND);
  kto_store_free(store);
}

/* A child has none of the locks that its parent's store stands on. */
static void forks(void) {
  const kto_store_options memory = {.struct_size = sizeof memory, .mode = KTO_OPEN_CREATE_UNSEALED};
  kto_store* store = NULL;
  NEED(kto_store_open(text("memory:"), &memory, &store, NULL) == KTO_OK);
  kto_resolver* resolver = NULL;
  NEED(kto_resolver_make(kto_store_source(store), NULL, NULL, &resolver, NULL) == KTO_OK);
  kto_request* request = NULL; /* refused without a look at any store */
  NEED(kto_request_read(text("{}"), KTO_CLAIMS_NOT_VERIFIED, &request, NULL) == KTO_OK);
  fflush(stdout);
  const pid_t child = fork();
  NEED(child >= 0);
  if (child == 0) {
    const int before = checks_failed;
    kto_outcome* outcome = NULL;
    kto_store_info info = {.struct_size = sizeof info};
    kto_check_report report = {.struct_size = sizeof report};
    const kto_text file = text("ID;Организация;Регион;ФИО\n1;Школа;38;Бек Али\n");
    CHECK(kto_store_describe(store, &info, NULL) == KTO_E_FORKED);
    CHECK(kto_store_check(store, NULL, NULL, &report, NULL) == KTO_E_FORKED);
    CHECK(kto_store_import_text(store, &file, 1, NULL, NULL, NULL, NULL) == KTO_E_FORKED);
    CHECK(kto_resolve(resolver, request, &outcome, NULL) == KTO_E_FORKED && outcome == NULL);
    CHECK(kto_resolve_many(resolver, NULL, 0, NULL, NULL) == KTO_E_FORKED);
    kto_resolver* another = NULL;
    CHECK(kto_resolver_make(kto_store_source(store), NULL, NULL, &another, NULL) == KTO_E_FORKED && another == NULL);
    _exit(checks_failed == before ? 0 : 1);
  }
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
  kto_request_free(request);
  kto_resolver_free(resolver);
  kto_store_free(store);
}

static int32_t stop(kto_callback_self* self, uint64_t bytes, uint64_t rows) {
  (void)self, (void)rows;
  CHECK(bytes == 0);
  return 1;
}

void test_stores(const char* folder) {
  imports();
  forks();
  char place[] = "/tmp/kto-c-test-XXXXXX";
  NEED(mkdtemp(place) != NULL);
  char uri[64], database[64], key[64], vectors[4096];
  snprintf(uri, sizeof uri, "sqlite:%s/s.db", place);
  snprintf(database, sizeof database, "%s/s.db", place);
  snprintf(key, sizeof key, "%s/k", place);
  snprintf(vectors, sizeof vectors, "%s/signin/roster.csv", folder);
  const kto_text roster = text(vectors);

  /* A provider of one's own. */
  uint8_t secret[32] = {1, 2, 3};
  kto_crypto_self self = {0};
  kto_store_options options = {.struct_size = sizeof options,
                               .secret = secret,
                               .secret_size = 32,
                               .crypto = &toy,
                               .crypto_self = &self,
                               .mode = KTO_OPEN_CREATE};
  kto_store* store = NULL;
  kto_error* err = NULL;
  self.fails = KTO_E_FILE_READ;
  CHECK(kto_store_open(text(uri), &options, &store, &err) == KTO_E_CRYPTO_FAILED && kto_error_backend(err) == 42);
  kto_error_free(err);
  CHECK(self.closed == 0 && store == NULL);
  self.fails = KTO_OK;
  NEED(kto_store_open(text(uri), &options, &store, NULL) == KTO_OK);
  kto_import_report report = {.struct_size = sizeof report};
  CHECK(kto_store_import_files(store, &roster, 1, NULL, NULL, &report, NULL) == KTO_OK && report.inserted == 22);
  kto_check_report checked = {.struct_size = sizeof checked};
  CHECK(kto_store_check(store, NULL, NULL, &checked, NULL) == KTO_OK && checked.good == 1 && checked.personas == 22);
  CHECK(kto_store_check(store, stop, NULL, &checked, NULL) == KTO_E_CANCELLED);
  kto_store_info info = {.struct_size = sizeof info};
  CHECK(kto_store_describe(store, &info, NULL) == KTO_OK && info.sealed == 1 && info.read_only == 0 &&
        info.format >= 1);
  CHECK(info.issuer == KTO_ISSUER_PRODUCTION && self.calls > 22 && self.closed == 0);
  kto_resolver* resolver = NULL;
  NEED(kto_resolver_make(kto_store_source(store), kto_store_ledger(store), NULL, &resolver, NULL) == KTO_OK);
  kto_store_free(store);
  CHECK(self.closed == 0);
  kto_resolver_free(resolver);
  CHECK(self.closed == 1);

  /* The secret: a wrong one, none, two ways at once. */
  options.crypto = NULL;
  options.crypto_self = NULL;
  CHECK(kto_store_open(text(uri), &options, &store, NULL) != KTO_OK);
  NEED(kto_key_create(text(key), NULL) == KTO_OK);
  CHECK(kto_key_create(text(key), NULL) == KTO_E_FILE_EXISTS);
  options.key_file = text(key);
  CHECK(kto_store_open(text(uri), &options, &store, NULL) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_store_open(text(uri), NULL, &store, NULL) == KTO_E_KEY_MISSING);
  options.secret = NULL;
  options.secret_size = 0;
  unlink(database);
  NEED(kto_store_open(text(uri), &options, &store, NULL) == KTO_OK);
  kto_source_free((kto_source*)(uintptr_t)kto_store_source(store)); /* borrowed: left alone */
  CHECK(kto_resolver_make(kto_store_source(store), NULL, NULL, &resolver, NULL) == KTO_OK);
  kto_resolver_free(resolver);
  kto_store_free(store);
  unlink(database);
  unlink(key);
  CHECK(rmdir(place) == 0);
}
