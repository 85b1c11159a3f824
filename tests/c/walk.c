/* From a roster to answers, as a portal goes: the public vectors of signing in. */
#include "check.h"

static kto_store* open_memory(void) {
  const kto_store_options options = {.struct_size = sizeof options, .mode = KTO_OPEN_CREATE_UNSEALED};
  kto_store* store = NULL;
  NEED(kto_store_open(text("memory:"), &options, &store, NULL) == KTO_OK);
  return store;
}

/* The verdict and the personas that a line of expected.tsv wants. */
static void compare_with(char* expected, const kto_outcome* outcome, kto_text id) {
  char wanted[64];
  snprintf(wanted, sizeof wanted, "\n%.*s\t", (int)id.size, id.data);
  char* line = strstr(expected, wanted);
  NEED(line != NULL);
  line += strlen(wanted);
  const kto_text verdict = kto_verdict_name(kto_outcome_verdict(outcome));
  CHECK(strncmp(line, verdict.data, verdict.size) == 0 && line[verdict.size] == '\t');
  char* ids = line + verdict.size + 1;
  const size_t count = kto_outcome_persona_count(outcome);
  for (size_t i = 0; i < count; ++i) {
    kto_entry entry = {.struct_size = sizeof entry};
    NEED(kto_outcome_persona_at(outcome, i, &entry) == KTO_OK);
    CHECK(strncmp(ids, entry.key.id.data, entry.key.id.size) == 0);
    CHECK(entry.key.region == 38 && entry.role_count > 0 && entry.roles[0] != KTO_ROLE_UNKNOWN && entry.linked == 0);
    ids += entry.key.id.size;
    if (*ids == ',') ++ids;
  }
  CHECK(*ids == '\t' || *ids == '\r' || *ids == '\n');
}

static void check_faces(const kto_outcome* outcome, const kto_request* request) {
  CHECK(kto_outcome_text(outcome, KTO_LANG_RU).size > 0 && kto_outcome_text(outcome, KTO_LANG_EN).size > 0);
  CHECK(kto_outcome_text(outcome, 9).size == 0);
  for (size_t i = 0; i < kto_outcome_finding_count(outcome); ++i) {
    kto_finding finding = {.struct_size = sizeof finding};
    NEED(kto_outcome_finding_at(outcome, i, &finding) == KTO_OK);
    CHECK(kto_reason_text(finding.reason, KTO_LANG_RU).size > 0);
    CHECK((finding.actor != KTO_ACTOR_NOBODY) == (kto_repair_text(finding.reason, KTO_LANG_RU).size > 0));
    CHECK(finding.persona_count == 0 || finding.personas[0].id.size > 0);
  }
  kto_basis basis = {.struct_size = sizeof basis};
  NEED(kto_outcome_basis(outcome, &basis) == KTO_OK);
  CHECK(is(basis.rules_name, "ru-2024") && basis.rules_version == 1 && basis.rules_hash.size == 64);
  kto_string* json = NULL;
  NEED(kto_outcome_json(outcome, request, KTO_LANG_EN, 1, &json, NULL) == KTO_OK);
  CHECK(strncmp(kto_string_text(json).data, "{\"request_id\":\"r", 16) == 0);
  kto_string_free(json);
  CHECK(kto_outcome_json(outcome, NULL, 0, 0, &json, NULL) == KTO_OK);
  CHECK(strncmp(kto_string_text(json).data, "{\"request_id\":null", 18) == 0);
  CHECK(strstr(kto_string_text(json).data, "\"findings\"") == NULL);
  kto_string_free(json);
  CHECK(kto_outcome_json(outcome, NULL, 3, 0, &json, NULL) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_outcome_json(outcome, NULL, 0, 2, &json, NULL) == KTO_E_BAD_ARGUMENT);
}

void test_walk(const char* folder) {
  kto_store* store = open_memory();
  size_t size = 0;
  char* roster = read_file(folder, "signin/roster.csv", &size);
  const kto_text file = {roster, size};
  kto_import_report report = {.struct_size = sizeof report};
  NEED(kto_store_import_text(store, &file, 1, NULL, NULL, &report, NULL) == KTO_OK);
  CHECK(report.rows == 22 && report.inserted == 22 && report.rejected == 0);

  kto_rules* rules = NULL;
  NEED(kto_rules_builtin(text("ru-2024"), &rules, NULL) == KTO_OK);
  const kto_resolve_options options = {
      .struct_size = sizeof options, .rules = rules, .at = {2024, 10, 1}, .region = 38, .diagnose = 1};
  kto_resolver* resolver = NULL;
  NEED(kto_resolver_make(kto_store_source(store), kto_store_ledger(store), &options, &resolver, NULL) == KTO_OK);
  kto_rules_free(rules);
  kto_store_free(store); /* the resolver keeps what it needs */

  char* lines = read_file(folder, "signin/requests.jsonl", &size);
  char* expected = read_file(folder, "signin/expected.tsv", &size);
  kto_request* requests[64];
  kto_outcome* many[64];
  size_t count = 0;
  for (char* line = strtok(lines, "\n"); line != NULL; line = strtok(NULL, "\n")) {
    NEED(count < 64);
    NEED(kto_request_read(text(line), KTO_CLAIMS_VERIFIED, &requests[count++], NULL) == KTO_OK);
  }
  CHECK(count == 36);
  NEED(kto_resolve_many(resolver, (const kto_request* const*)requests, count, many, NULL) == KTO_OK);
  for (size_t i = 0; i < count; ++i) {
    kto_identity who = {.struct_size = sizeof who};
    NEED(kto_request_identity(requests[i], &who) == KTO_OK);
    kto_outcome* one = NULL;
    NEED(kto_resolve(resolver, requests[i], &one, NULL) == KTO_OK);
    CHECK(kto_outcome_verdict(one) == kto_outcome_verdict(many[i]));
    compare_with(expected, one, who.request_id);
    check_faces(one, requests[i]);
    kto_outcome_free(one);
    kto_outcome_free(many[i]);
    kto_request_free(requests[i]);
  }
  kto_resolver_free(resolver);
  free(roster);
  free(lines);
  free(expected);
}
