/* Bad arguments: each gets its status, outputs stay as they were. */
#include "check.h"

static void handles(void) {
  kto_name* name = NULL;
  NEED(kto_name_parse(text("Бек Али"), &name, NULL) == KTO_OK);
  const kto_rules* wrong = (const kto_rules*)name;
  kto_error* err = NULL;
  int32_t out = 77;
  CHECK(kto_name_grade(name, NULL, &out, &err) == KTO_E_HANDLE && out == 77);
  CHECK(kto_error_status(err) == KTO_E_HANDLE && kto_error_backend(err) == 0 && kto_error_line(err) == 0);
  CHECK(kto_error_offset(err) == -1 && is(kto_error_field(err), "b"));
  kto_error_free(err);
  CHECK(kto_rules_version(wrong) == 0 && kto_rules_name(wrong).size == 0);
  kto_rules_free((kto_rules*)name); /* another kind: left alone */
  CHECK(is(kto_name_text(name, KTO_FORM_GIVEN, KTO_PART_SURNAME), "Бек"));
  CHECK(kto_rules_in_force(wrong, 38, (kto_date){2024, 1, 1}, &out) == KTO_E_HANDLE);
  CHECK(kto_outcome_verdict(NULL) == KTO_VERDICT_REFUSE && kto_outcome_persona_count(NULL) == 0);
  CHECK(kto_outcome_finding_count((const kto_outcome*)name) == 0 && kto_outcome_text(NULL, 0).size == 0);
  CHECK(kto_comparison_grade(NULL) == KTO_GRADE_DIFFERENT && kto_comparison_count(NULL) == 0);
  CHECK(kto_name_note_count(NULL) == 0 && kto_name_order_certain(NULL) == 0);
  CHECK(kto_store_source(NULL) == NULL && kto_store_ledger((const kto_store*)name) == NULL);
  CHECK(kto_error_status(NULL) == KTO_E_HANDLE && kto_error_text(NULL).size == 0);
  CHECK(kto_sink_persona(NULL, 0, NULL) == KTO_E_HANDLE && kto_sink_region((kto_sink*)name, 38) == KTO_E_HANDLE);
  CHECK(kto_string_text(NULL).size == 0 && kto_rules_hash(NULL).size == 0);
  kto_name_free(name);
#ifdef KTO_HANDLE_CHECKS
  CHECK(kto_name_note_count(name) == 0);
  kto_name_free(name); /* a second time: told and left alone */
#endif
  kto_error_free(NULL), kto_string_free(NULL), kto_name_free(NULL), kto_comparison_free(NULL);
  kto_request_free(NULL), kto_rules_free(NULL), kto_store_free(NULL), kto_source_free(NULL);
  kto_resolver_free(NULL), kto_outcome_free(NULL);
}

static void texts(void) {
  kto_name* name = NULL;
  const kto_text nowhere = {NULL, 5};
  kto_error* err = NULL;
  CHECK(kto_name_parse(nowhere, &name, &err) == KTO_E_BAD_ARGUMENT && name == NULL);
  CHECK(is(kto_error_field(err), "line"));
  kto_error_free(err);
  const kto_text huge = {"x", (size_t)3 << 30}; /* never read */
  CHECK(kto_name_parse(huge, &name, NULL) == KTO_E_TOO_LONG && name == NULL);
  CHECK(kto_name_from_parts(text("Бек"), huge, text(""), &name, &err) == KTO_E_TOO_LONG);
  CHECK(is(kto_error_field(err), "given"));
  kto_error_free(err);
  kto_request* request = NULL;
  CHECK(kto_request_read(huge, 1, &request, NULL) == KTO_E_TOO_LONG);
  CHECK(kto_request_read(text("{}"), 2, &request, NULL) == KTO_E_BAD_ARGUMENT);
  kto_rules* rules = NULL;
  CHECK(kto_rules_parse(huge, &rules, NULL) == KTO_E_TOO_LONG);
  CHECK(kto_rules_read_file(huge, &rules, NULL) == KTO_E_TOO_LONG);
  CHECK(kto_name_parse(text("Бек\x01"), &name, &err) == KTO_E_CONTROL_CHARACTER && kto_error_offset(err) == 6);
  CHECK(strstr(kto_error_text(err).data, "Бек") == NULL);
  kto_error_free(err);
  CHECK(kto_name_parse(text(NULL), &name, NULL) == KTO_E_EMPTY);
  CHECK(kto_name_parse(text("Бек"), NULL, NULL) == KTO_E_BAD_ARGUMENT);
  kto_store* store = NULL;
  const kto_text with_nul = {"memory:\0x", 9};
  CHECK(kto_store_open(with_nul, NULL, &store, NULL) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_store_open(text("oracle:x"), NULL, &store, NULL) == KTO_E_STORE_UNKNOWN && store == NULL);

  kto_claims claims = {.struct_size = sizeof claims, .given = {"\xD0\xD0", 2}};
  CHECK(kto_request_from_claims(&claims, 1, &request, &err) == KTO_E_BAD_UTF8);
  CHECK(is(kto_error_field(err), "given") && kto_error_offset(err) == 0);
  kto_error_free(err);
  claims.given = huge;
  CHECK(kto_request_from_claims(&claims, 1, &request, &err) == KTO_E_TOO_LONG && is(kto_error_field(err), "given"));
  kto_error_free(err);
  claims.given = text("Али");
  claims.trusted = 3;
  CHECK(kto_request_from_claims(&claims, 1, &request, NULL) == KTO_E_BAD_ARGUMENT && request == NULL);
}

static void struct_sizes(void) {
  kto_snils n;
  memset(&n, 0x55, sizeof n);
  const kto_snils before = n;
  n.struct_size = sizeof n - 1;
  CHECK(kto_snils_read(text("x"), 0, &n) == KTO_E_BAD_ARGUMENT);
  CHECK(memcmp((char*)&n + sizeof n.struct_size, (const char*)&before + sizeof n.struct_size,
               sizeof n - sizeof n.struct_size) == 0);
  struct {
    kto_claims claims;
    char future[32];
  } longer = {.claims = {.struct_size = sizeof longer, .surname = text("Бек")}};
  kto_request* request = NULL;
  CHECK(kto_request_from_claims(&longer.claims, 1, &request, NULL) == KTO_OK);
  kto_request_free(request);
  request = NULL;
  longer.future[31] = 1;
  kto_error* err = NULL;
  CHECK(kto_request_from_claims(&longer.claims, 1, &request, &err) == KTO_E_BAD_ARGUMENT && request == NULL);
  CHECK(is(kto_error_field(err), "struct_size"));
  kto_error_free(err);
  longer.claims.struct_size = (size_t)-1;
  CHECK(kto_request_from_claims(&longer.claims, 1, &request, NULL) == KTO_E_BAD_ARGUMENT);
  longer.claims.struct_size = 0;
  CHECK(kto_request_from_claims(&longer.claims, 1, &request, NULL) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_request_from_claims(NULL, 1, &request, NULL) == KTO_E_BAD_ARGUMENT);
  struct {
    kto_snils snils;
    unsigned char future[8];
  } out;
  memset(&out, 0x55, sizeof out);
  out.snils.struct_size = sizeof out;
  CHECK(kto_snils_read(text("112-233-445 95"), 0, &out.snils) == KTO_OK && out.snils.number == 112233445);
  CHECK(out.snils.struct_size == sizeof out && out.future[0] == 0x55 && out.future[7] == 0x55);
}

void test_errors(void) {
  handles();
  texts();
  struct_sizes();
}
