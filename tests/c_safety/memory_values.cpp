// Names, numbers, requests, rules, errors: what they do when memory runs out.
#include <fstream>

#include "places.hpp"
#include "trial.hpp"

namespace {

using trial::Run;
using trial::Slot;

constexpr char long_line[] = "АНДРЕЕВА-ЗАХАРЧЕНКО  Мария-Антуанетта ДАНИЛОВНА";

kto_name* parsed(const char* line) {
  kto_name* name = nullptr;
  NEED(kto_name_parse(text(line), &name, nullptr) == KTO_OK);
  return name;
}

void start(Run& run) { TRIED_WITHOUT_ERR(run, KTO_OK, kto_start, nullptr); }

void parse(Run& run) {
  Slot<kto_name> out;
  const auto status = TRIED(run, KTO_OK, kto_name_parse, text(long_line), out.out());
  kto_name* name = out.settle(status);
  if (name == nullptr) return;
  const auto surname = SPARE(kto_name_text, name, KTO_FORM_DISPLAY, KTO_PART_SURNAME);
  CHECK(is(surname, "Андреева-Захарченко"));
  CHECK(SPARE(kto_name_order_certain, name) == 1);
  const std::size_t notes = SPARE(kto_name_note_count, name);
  CHECK(notes > 0);
  trial::Filled<kto_note> note;
  CHECK(SPARE(kto_name_note_at, name, 0, note.out()) == KTO_OK);
  CHECK(SPARE(kto_name_note_at, name, notes, note.out()) == KTO_E_BAD_ARGUMENT);
  SPARE(kto_name_free, name);
}

void parse_nothing(Run& run) {
  Slot<kto_name> out;
  out.settle(TRIED(run, KTO_E_CONTROL_CHARACTER, kto_name_parse, text("Бек\x01 и дальше ещё что-то"), out.out()));
}

void from_parts(Run& run) {
  Slot<kto_name> out;
  const auto status = TRIED(run, KTO_OK, kto_name_from_parts, text("Соловьёв-Седой-Длиннофамильный"), text("Пётр"),
                            text("Константинович"), out.out());
  kto_name_free(out.settle(status));
}

void compare(Run& run) {
  kto_name* a = parsed("Соловьёва Наталия Сергеевна");
  kto_name* b = parsed("Соловьева Наталья Сергеевна");
  Slot<kto_comparison> out;
  kto_comparison* made = out.settle(TRIED(run, KTO_OK, kto_name_compare, a, b, out.out()));
  if (made != nullptr) {
    CHECK(SPARE(kto_comparison_grade, made) == KTO_GRADE_SIMILAR);
    CHECK(SPARE(kto_comparison_count, made) == 2);
    trial::Filled<kto_difference> difference;
    CHECK(SPARE(kto_comparison_at, made, 1, difference.out()) == KTO_OK);
    SPARE(kto_comparison_free, made);
  }
  kto_name_free(a);
  kto_name_free(b);
}

void grade(Run& run) {
  kto_name* a = parsed("Соловьёва Наталия Сергеевна");
  kto_name* b = parsed("Соловьева Наталья Сергеевна");
  std::int32_t out = 77;
  const auto status = TRIED(run, KTO_OK, kto_name_grade, a, b, &out);
  CHECK(out == (status == KTO_OK ? KTO_GRADE_SIMILAR : 77));
  kto_name_free(a);
  kto_name_free(b);
}

void snils(Run& run) {
  trial::Filled<kto_snils> out;
  const auto status = TRIED_WITHOUT_ERR(run, KTO_OK, kto_snils_read, text(people::number_of_bek), 1, out.out());
  const kto_snils* read = out.settle(status);
  CHECK(read == nullptr || read->number == people::bek);
}

void check_request(kto_request* request) {
  if (request == nullptr) return;
  trial::Filled<kto_identity> who;
  CHECK(SPARE(kto_request_identity, request, who.out()) == KTO_OK);
  CHECK(is(who.out()->oid, "1000300001") && is(who.out()->request_id, "request-with-a-long-name"));
  CHECK(who.out()->snils == people::bek && who.out()->name != nullptr);
  SPARE(kto_request_free, request);
}

void read_request(Run& run) {
  Slot<kto_request> out;
  check_request(out.settle(TRIED(run, KTO_OK, kto_request_read, people::request_json, KTO_CLAIMS_VERIFIED, out.out())));
}

void bad_request(Run& run) {
  Slot<kto_request> out;
  out.settle(TRIED(run, KTO_E_BAD_JSON, kto_request_read, text("{\"request_id\":\"request-with-a-long-name\",,}"),
                   KTO_CLAIMS_VERIFIED, out.out()));
}

void from_claims(Run& run) {
  const kto_claims claims = people::bek_claims();
  Slot<kto_request> out;
  check_request(out.settle(TRIED(run, KTO_OK, kto_request_from_claims, &claims, KTO_CLAIMS_VERIFIED, out.out())));
}

void check_rules(kto_rules* rules, const char* name) {
  if (rules == nullptr) return;
  CHECK(is(SPARE(kto_rules_name, rules), name) && SPARE(kto_rules_version, rules) > 0);
  CHECK(SPARE(kto_rules_hash, rules).size == 64);
  std::int32_t out = 77;
  CHECK(SPARE(kto_rules_in_force, rules, 38, people::day, &out) == KTO_OK && out != 77);
  out = 77;
  CHECK(SPARE(kto_rules_esia_only, rules, KTO_ROLE_PUPIL, 15, 38, people::day, &out) == KTO_OK && out != 77);
  SPARE(kto_rules_free, rules);
}

void builtin(Run& run) {
  Slot<kto_rules> out;
  check_rules(out.settle(TRIED(run, KTO_OK, kto_rules_builtin, text("ru-2024"), out.out())), "ru-2024");
}

void parse_rules(Run& run) {
  Slot<kto_rules> out;
  check_rules(out.settle(TRIED(run, KTO_OK, kto_rules_parse, people::rules_json, out.out())), "consents-are-recorded");
}

void bad_rules(Run& run) {
  Slot<kto_rules> out;
  out.settle(TRIED(run, KTO_E_UNKNOWN_FIELD, kto_rules_parse,
                   text(R"({"format":1,"name":"n","version":1,"a_name_that_no_set_of_rules_knows":true})"), out.out()));
}

void rules_file(Run& run) {
  const std::string path = places::here("rules.json");
  Slot<kto_rules> out;
  const kto_text name{path.data(), path.size()};
  check_rules(out.settle(TRIED(run, KTO_OK, kto_rules_read_file, name, out.out())), "consents-are-recorded");
}

void constants() {
  CHECK(SPARE(kto_version).size > 0);
  CHECK(SPARE(kto_version_number) >= 1000);
  CHECK(is(SPARE(kto_status_name, KTO_E_MEMORY), "memory") && SPARE(kto_status_text, KTO_E_MEMORY).size > 0);
  CHECK(is(SPARE(kto_role_name, KTO_ROLE_PUPIL), "pupil") && is(SPARE(kto_grade_name, KTO_GRADE_EQUAL), "equal"));
  CHECK(is(SPARE(kto_part_name, KTO_PART_GIVEN), "given") && SPARE(kto_name_rule_name, 10).size > 0);
  CHECK(is(SPARE(kto_snils_verdict_name, KTO_SNILS_VALID), "valid") && SPARE(kto_snils_control, 112233445) == 95);
  CHECK(SPARE(kto_claim_fault_name, 10).size > 0 && SPARE(kto_row_issue_name, 10).size > 0);
  CHECK(is(SPARE(kto_verdict_name, KTO_VERDICT_REFUSE), "refuse") && SPARE(kto_reason_name, 10).size > 0);
  CHECK(is(SPARE(kto_actor_name, KTO_ACTOR_SCHOOL), "school"));
  CHECK(is(SPARE(kto_rules_builtin_name, 0), kto_rules_builtin_name(0).data));
  for (std::int32_t code = 0; code < 1000; ++code) {
    if (is(kto_reason_name(code), "unknown")) continue;
    CHECK(SPARE(kto_reason_text, code, KTO_LANG_RU).size > 0 && SPARE(kto_reason_text, code, KTO_LANG_EN).size > 0);
    CHECK(SPARE(kto_repair_text, code, 0).size == kto_repair_text(code, KTO_LANG_RU).size);
  }
}

void errors() {
  kto_error* err = nullptr;
  kto_name* name = nullptr;
  NEED(kto_name_parse(text("\xFF"), &name, &err) == KTO_E_BAD_UTF8);
  CHECK(SPARE(kto_error_status, err) == KTO_E_BAD_UTF8 && SPARE(kto_error_offset, err) == 0);
  CHECK(SPARE(kto_error_line, err) == 0 && SPARE(kto_error_backend, err) == 0);
  CHECK(SPARE(kto_error_field, err).size == kto_error_field(err).size && SPARE(kto_error_text, err).size > 0);
  SPARE(kto_error_free, err);
}

}  // namespace

void memory_of_values() {
  std::ofstream(places::here("rules.json")) << std::string(people::rules_json.data, people::rules_json.size);
  constants();
  errors();
  trial::every_allocation("kto_start", start);
  trial::every_allocation("kto_name_parse", parse);
  trial::every_allocation("kto_name_parse of a control character", parse_nothing);
  trial::every_allocation("kto_name_from_parts", from_parts);
  trial::every_allocation("kto_name_compare", compare);
  trial::every_allocation("kto_name_grade", grade);
  trial::every_allocation("kto_snils_read", snils);
  trial::every_allocation("kto_request_read", read_request);
  trial::every_allocation("kto_request_read of no JSON", bad_request);
  trial::every_allocation("kto_request_from_claims", from_claims);
  trial::every_allocation("kto_rules_builtin", builtin);
  trial::every_allocation("kto_rules_parse", parse_rules);
  trial::every_allocation("kto_rules_parse of an unknown field", bad_rules);
  trial::every_allocation("kto_rules_read_file", rules_file);
}
