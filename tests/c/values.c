/* Names, numbers, requests, rules: every accessor. */
#include "check.h"

static void names(void) {
  kto_error* err = (kto_error*)&checks_done;
  kto_name* a = NULL;
  NEED(kto_name_parse(text("  Семёнова  АННА Петровна"), &a, &err) == KTO_OK && err == NULL);
  CHECK(is(kto_name_text(a, KTO_FORM_DISPLAY, KTO_PART_WHOLE), "Семёнова Анна Петровна"));
  CHECK(is(kto_name_text(a, KTO_FORM_GIVEN, KTO_PART_GIVEN), "АННА"));
  CHECK(is(kto_name_text(a, KTO_FORM_GIVEN, KTO_PART_WHOLE), "Семёнова АННА Петровна"));
  CHECK(is(kto_name_text(a, KTO_FORM_FOLDED, KTO_PART_SURNAME), "семенова"));
  CHECK(kto_name_text(a, 0, KTO_PART_WHOLE).size == 0 && kto_name_text(a, 4, 0).size == 0);
  CHECK(kto_name_text(a, 1, -1).size == 0 && kto_name_text(a, 1, 4).size == 0);
  CHECK(kto_name_order_certain(a) == 1);
  const size_t notes = kto_name_note_count(a);
  CHECK(notes > 0);
  int yo = 0;
  for (size_t i = 0; i < notes; ++i) {
    kto_note note = {.struct_size = sizeof note};
    NEED(kto_name_note_at(a, i, &note) == KTO_OK);
    if (!is(kto_name_rule_name(note.rule), "yo")) continue;
    yo = 1;
    CHECK(note.part == KTO_PART_SURNAME && note.position == 3 && note.byte == 8);
    CHECK(is(note.before, "ё") && is(note.after, "е"));
  }
  CHECK(yo);
  kto_note beyond = {.struct_size = sizeof beyond};
  CHECK(kto_name_note_at(a, notes, &beyond) == KTO_E_BAD_ARGUMENT);

  kto_name* b = NULL;
  NEED(kto_name_from_parts(text("Семенова"), text("Анна"), text("Петровна"), &b, NULL) == KTO_OK);
  kto_comparison* comparison = NULL;
  NEED(kto_name_compare(a, b, &comparison, &err) == KTO_OK);
  CHECK(kto_comparison_grade(comparison) == KTO_GRADE_EQUIVALENT);
  CHECK(is(kto_grade_name(KTO_GRADE_EQUIVALENT), "equivalent") && is(kto_grade_name(31), "unknown"));
  int32_t grade = 0;
  CHECK(kto_name_grade(a, b, &grade, NULL) == KTO_OK && grade == KTO_GRADE_EQUIVALENT);
  int found = 0;
  for (size_t i = 0; i < kto_comparison_count(comparison); ++i) {
    kto_difference d = {.struct_size = sizeof d};
    NEED(kto_comparison_at(comparison, i, &d) == KTO_OK);
    if (is(kto_name_rule_name(d.rule), "yo") && d.part == KTO_PART_SURNAME && d.position == 3 && is(d.a, "ё") &&
        is(d.b, "е"))
      found = 1;
  }
  CHECK(found);
  kto_difference d = {.struct_size = sizeof d};
  CHECK(kto_comparison_at(comparison, 1000, &d) == KTO_E_BAD_ARGUMENT);
  kto_comparison_free(comparison);
  kto_name_free(a);
  kto_name_free(b);

  NEED(kto_name_parse(text("Бек Али"), &a, NULL) == KTO_OK);
  CHECK(kto_name_order_certain(a) == 0);
  kto_name_free(a);
}

static void codes(void) {
  CHECK(is(kto_version(), "0.1.0") && kto_version_number() == KTO_VERSION_NUMBER);
  CHECK(is(kto_status_name(KTO_OK), "ok") && is(kto_status_name(KTO_E_BAD_UTF8), "bad_utf8"));
  CHECK(is(kto_status_name(KTO_E_HANDLE), "handle") && is(kto_status_name(11), "unknown"));
  CHECK(kto_status_text(KTO_E_MEMORY).size > 0 && kto_status_text(-1).size > 0);
  CHECK(is(kto_role_name(KTO_ROLE_PUPIL), "pupil") && is(kto_role_name(0), "unknown") &&
        is(kto_role_name(99), "unknown"));
  CHECK(is(kto_part_name(KTO_PART_SURNAME), "surname") && is(kto_part_name(4), "unknown"));
  CHECK(is(kto_snils_verdict_name(KTO_SNILS_VALID), "valid") && is(kto_snils_verdict_name(0), "unknown"));
  CHECK(is(kto_claim_fault_name(50), "oid_bad") && is(kto_claim_fault_name(51), "unknown"));
  CHECK(is(kto_row_issue_name(10), "number_unusable") && is(kto_row_issue_name(11), "unknown"));
  CHECK(is(kto_verdict_name(KTO_VERDICT_SIGN_IN), "sign_in") && is(kto_verdict_name(11), "unknown"));
  CHECK(is(kto_reason_name(402), "yo_folded") && is(kto_reason_name(1), "unknown"));
  CHECK(is(kto_actor_name(KTO_ACTOR_SCHOOL), "school") && is(kto_actor_name(6), "unknown"));
  CHECK(kto_reason_text(320, KTO_LANG_RU).size > 0 && kto_reason_text(320, KTO_LANG_EN).size > 0);
  CHECK(kto_reason_text(320, 0).data == kto_reason_text(320, KTO_LANG_RU).data);
  CHECK(kto_reason_text(321, 0).size == 0 && kto_reason_text(320, 3).size == 0);
  CHECK(kto_repair_text(320, KTO_LANG_EN).size > 0 && kto_repair_text(402, KTO_LANG_EN).size == 0);
}

static void numbers(void) {
  kto_snils n = {.struct_size = sizeof n};
  CHECK(kto_snils_read(text("112-233-445 95"), 0, &n) == KTO_OK && n.verdict == KTO_SNILS_VALID);
  CHECK(n.number == 112233445 && n.control == 95 && n.recovered == 0);
  CHECK(strcmp(n.canonical, "112-233-445 95") == 0 && strcmp(n.masked, "***-***-*45 **") == 0);
  CHECK(n.struct_size == sizeof n);
  CHECK(kto_snils_control(112233445) == 95 && kto_snils_control(1000000000) == -1);
  CHECK(kto_snils_read(text("x"), 2, &n) == KTO_E_BAD_ARGUMENT);
  CHECK(n.number == 112233445);
  CHECK(kto_snils_read(text("nobody's"), 1, &n) == KTO_OK && n.verdict == KTO_SNILS_BAD_FORMAT && n.number == 0);
}

static kto_request* from_claims(const kto_claims* claims) {
  kto_request* request = NULL;
  NEED(kto_request_from_claims(claims, KTO_CLAIMS_VERIFIED, &request, NULL) == KTO_OK);
  return request;
}

static void requests(void) {
  kto_claims c = confirmed_account("Андреева", "Мария", "112-233-445 95");
  c.request_id = text("q\"\\\n1");
  c.region = text("38");
  c.birth_date = text("07.11.1990");
  c.gender = text("F");
  kto_request* request = from_claims(&c);
  kto_identity who = {.struct_size = sizeof who};
  NEED(kto_request_identity(request, &who) == KTO_OK);
  CHECK(is(who.request_id, "q\"\\\n1") && is(who.oid, "1000300001") && who.region == 38 && who.fault == 0);
  CHECK(who.issuer == KTO_ISSUER_PRODUCTION && who.account == KTO_ACCOUNT_CONFIRMED && who.sex == KTO_SEX_FEMALE);
  CHECK(who.snils == 112233445 && who.birth_date.year == 1990 && who.birth_date.month == 11 && who.esia_error == 0);
  CHECK(is(kto_name_text(who.name, KTO_FORM_FOLDED, KTO_PART_SURNAME), "андреева"));
  kto_name_free((kto_name*)(uintptr_t)who.name); /* borrowed: left alone */
  CHECK(is(kto_name_text(who.name, KTO_FORM_FOLDED, KTO_PART_GIVEN), "мария"));
  kto_request_free(request);

  c.trusted = KTO_FALSE;
  request = from_claims(&c);
  NEED(kto_request_identity(request, &who) == KTO_OK);
  CHECK(who.account == KTO_ACCOUNT_UNCONFIRMED);
  kto_request_free(request);

  kto_claims refused = {.struct_size = sizeof refused,
                        .region = text("nowhere"),
                        .error = text("access_denied"),
                        .error_description = text("ESIA-007004: no")};
  request = from_claims(&refused);
  NEED(kto_request_identity(request, &who) == KTO_OK);
  CHECK(who.region == -1 && who.esia_error == 7004 && who.name == NULL && who.request_id.size == 0);
  kto_request_free(request);

  /* Stated and empty is not the same as not stated. */
  kto_claims empty = {.struct_size = sizeof empty, .surname = text("Бек"), .birth_date = text("")};
  request = from_claims(&empty);
  NEED(kto_request_identity(request, &who) == KTO_OK);
  CHECK(is(kto_claim_fault_name(who.fault), "birth_date_unusable") && who.account == 0);
  kto_request_free(request);

  NEED(kto_request_read(text("{\"lastName\":\"Бек\"}"), KTO_CLAIMS_NOT_VERIFIED, &request, NULL) == KTO_OK);
  NEED(kto_request_identity(request, &who) == KTO_OK);
  CHECK(is(kto_claim_fault_name(who.fault), "claims_not_verified"));
  kto_request_free(request);
}

static void rules(void) {
  CHECK(is(kto_rules_builtin_name(0), "irkutsk-2018") && is(kto_rules_builtin_name(1), "ru-2024"));
  CHECK(kto_rules_builtin_name(2).size == 0);
  kto_rules* set = NULL;
  NEED(kto_rules_builtin(text("ru-2024"), &set, NULL) == KTO_OK);
  CHECK(is(kto_rules_name(set), "ru-2024") && kto_rules_version(set) == 1 && kto_rules_hash(set).size == 64);
  int32_t answer = -1;
  const kto_date day = {2024, 10, 1};
  const kto_date before = {2020, 10, 1};
  CHECK(kto_rules_in_force(set, 38, day, &answer) == KTO_OK && answer == 1);
  CHECK(kto_rules_in_force(set, 0, before, &answer) == KTO_OK && answer == 0);
  CHECK(kto_rules_in_force(set, 100, day, &answer) == KTO_E_BAD_REGION);
  const kto_date no_day = {2024, 2, 30};
  const kto_date nothing = {0, 0, 0};
  CHECK(kto_rules_in_force(set, 38, no_day, &answer) == KTO_E_BAD_DATE);
  CHECK(kto_rules_in_force(set, 38, nothing, &answer) == KTO_E_BAD_DATE);
  CHECK(kto_rules_esia_only(set, KTO_ROLE_TEACHER, -1, 38, day, &answer) == KTO_OK && answer == 1);
  CHECK(kto_rules_esia_only(set, 6, -1, 38, day, &answer) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_rules_esia_only(set, KTO_ROLE_PUPIL, -2, 38, day, &answer) == KTO_E_BAD_ARGUMENT);
  kto_rules_free(set);
  set = NULL;
  CHECK(kto_rules_builtin(text("ru-2023"), &set, NULL) == KTO_E_NOT_FOUND && set == NULL);
  NEED(kto_rules_parse(text("{\"format\":1,\"name\":\"our-own\",\"version\":3}"), &set, NULL) == KTO_OK);
  CHECK(is(kto_rules_name(set), "our-own") && kto_rules_version(set) == 3);
  kto_rules_free(set);
  kto_error* err = NULL;
  CHECK(kto_rules_parse(text("{\"format\":1,\"name\":\"x\",\"what\":1}"), &set, &err) == KTO_E_UNKNOWN_FIELD);
  CHECK(kto_error_status(err) == KTO_E_UNKNOWN_FIELD && kto_error_offset(err) > 0 && kto_error_text(err).size > 0);
  kto_error_free(err);
  CHECK(kto_rules_read_file(text("/nonexistent/rules.json"), &set, NULL) == KTO_E_FILE_NOT_FOUND);
}

void test_values(void) {
  names();
  codes();
  numbers();
  requests();
  rules();
}
