// Numbers that are none of the constants, days and regions that are none, NULL for outputs and lists.
#include <limits>
#include <string>

#include "misuse.hpp"

namespace {

constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t highest = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t none[] = {lowest, -1, 100, 101, 65536, highest};

// Every member that is a number, set to what is none of its constants.
template <class T, class Call>
void members(const char* name, const T& good, std::initializer_list<std::int32_t T::*> all, const Call& call) {
  for (const auto member : all) {
    for (const std::int32_t number : none) {
      T given = good;
      given.*member = number;
      const kto_status status = call(&given);
      CHECK_WITH(status == KTO_E_BAD_ARGUMENT || status == KTO_E_BAD_REGION,
                 std::string(name) + ": " + kto_status_name(status).data + " of " + std::to_string(number));
    }
  }
}

constexpr kto_date no_days[] = {{2024, 2, 30}, {2024, 13, 1}, {2024, 0, 1},      {2024, 1, 0},       {0, 1, 1},
                                {999, 1, 1},   {10000, 1, 1}, {lowest, 1, 1},    {highest, 1, 1},    {2024, -1, 1},
                                {2024, 1, -1}, {2024, 1, 32}, {2024, lowest, 1}, {2024, 1, highest}, {-2024, 1, 1}};

void names_of_codes() {
  for (const std::int32_t code : none) {
    for (const auto function : {kto_status_name, kto_role_name, kto_grade_name, kto_part_name, kto_snils_verdict_name,
                                kto_claim_fault_name, kto_row_issue_name, kto_verdict_name, kto_actor_name}) {
      CHECK_WITH(is(function(code), "unknown") || code == 100, std::to_string(code));
    }
    CHECK(kto_status_text(code).size > 0);
    CHECK(kto_reason_text(code, KTO_LANG_RU).size == 0 || code == 100 || code == 101);
    CHECK(kto_reason_text(10, code).size == 0 && kto_repair_text(10, code).size == 0);
  }
  CHECK(kto_rules_builtin_name(std::numeric_limits<std::size_t>::max()).size == 0);
  CHECK(kto_snils_control(1'000'000'000) == -1 && kto_snils_control(0xFFFFFFFFU) == -1);
}

void names() {
  kto_name* name = nullptr;
  NEED(kto_name_parse(text("СОЛОВЬЁВА Наталия"), &name, nullptr) == KTO_OK);
  kto_note note = people::sized<kto_note>();
  for (const std::int32_t number : none) {
    CHECK(kto_name_text(name, number, KTO_PART_WHOLE).size == 0 &&
          kto_name_text(name, KTO_FORM_GIVEN, number).size == 0);
    CHECK(kto_name_note_at(name, static_cast<std::size_t>(number), &note) == KTO_E_BAD_ARGUMENT);
  }
  kto_comparison* comparison = nullptr;
  CHECK(kto_name_compare(name, name, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_name_grade(name, name, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  NEED(kto_name_compare(name, name, &comparison, nullptr) == KTO_OK);
  kto_difference difference = people::sized<kto_difference>();
  CHECK(kto_comparison_at(comparison, 0, &difference) == KTO_E_BAD_ARGUMENT);  // there is none
  kto_comparison_free(comparison);
  kto_name_free(name);
}

void rules() {
  kto_rules* set = people::recorded_rules();
  std::int32_t out = 77;
  for (const std::int32_t number : none) {
    if (number == 100 || number == -1) continue;  // ages
    CHECK(kto_rules_esia_only(set, number, 15, 38, people::day, &out) == KTO_E_BAD_ARGUMENT);
  }
  CHECK(kto_rules_esia_only(set, KTO_ROLE_PUPIL, -2, 38, people::day, &out) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_rules_esia_only(set, KTO_ROLE_PUPIL, lowest, 38, people::day, &out) == KTO_E_BAD_ARGUMENT);
  for (const std::int32_t number : none) {
    CHECK(kto_rules_in_force(set, number, people::day, &out) == KTO_E_BAD_REGION);
    CHECK(kto_rules_esia_only(set, KTO_ROLE_PUPIL, 15, number, people::day, &out) == KTO_E_BAD_REGION);
  }
  for (const kto_date day : no_days) {
    CHECK(kto_rules_in_force(set, 38, day, &out) == KTO_E_BAD_DATE);
    CHECK(kto_rules_esia_only(set, KTO_ROLE_PUPIL, 15, 38, day, &out) == KTO_E_BAD_DATE);
  }
  CHECK(kto_rules_in_force(set, 38, {}, &out) == KTO_E_BAD_DATE && out == 77);
  CHECK(kto_rules_in_force(set, 38, people::day, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_rules_esia_only(set, KTO_ROLE_PUPIL, 15, 38, people::day, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_rules_esia_only(set, KTO_ROLE_PUPIL, highest, 38, people::day, &out) == KTO_OK);
  kto_rules_free(set);
}

void requests() {
  for (const std::int32_t number : none) {
    kto_request* request = nullptr;
    CHECK(kto_request_read(people::request_json, number, &request, nullptr) == KTO_E_BAD_ARGUMENT);
    const kto_claims claims = people::bek_claims();
    CHECK(kto_request_from_claims(&claims, number, &request, nullptr) == KTO_E_BAD_ARGUMENT && request == nullptr);
  }
  members("kto_claims", people::bek_claims(), {&kto_claims::trusted, &kto_claims::token_trusted},
          [](const kto_claims* claims) {
            kto_request* request = nullptr;
            const auto status = kto_request_from_claims(claims, KTO_CLAIMS_VERIFIED, &request, nullptr);
            kto_request_free(request);
            return status;
          });
}

void stores() {
  kto_store_options options = people::sized<kto_store_options>();
  options.mode = KTO_OPEN_CREATE_UNSEALED;
  const auto open = [](const kto_store_options* how) {
    kto_store* store = nullptr;
    const auto status = kto_store_open(text("memory:"), how, &store, nullptr);
    kto_store_free(store);
    return status;
  };
  members("kto_store_options", options,
          {&kto_store_options::mode, &kto_store_options::issuer, &kto_store_options::read_only}, open);
  options.busy_timeout_ms = -1;
  CHECK(open(&options) == KTO_E_BAD_ARGUMENT);
  options.busy_timeout_ms = highest;
  CHECK(open(&options) == KTO_OK);
  static constexpr std::uint8_t secret[32] = {1};
  for (const std::size_t size : {std::size_t{0}, std::size_t{31}, std::size_t{33}, std::size_t{1} << 31}) {
    options.secret = secret;
    options.secret_size = size;
    CHECK(open(&options) == KTO_E_BAD_ARGUMENT);
  }
  options.secret = nullptr;
  options.secret_size = 32;
  CHECK(open(&options) == KTO_E_BAD_ARGUMENT);
  options.secret_size = 0;
  kto_crypto_self self;
  options.crypto_self = &self;  // and no table
  CHECK(open(&options) == KTO_E_BAD_ARGUMENT && self.closed == 0);

  kto_store* store = people::memory_with_people();
  const auto import = [&](const kto_import_options* how) {
    return kto_store_import_text(store, &people::roster, 1, how, nullptr, nullptr, nullptr);
  };
  members("kto_import_options", people::sized<kto_import_options>(),
          {&kto_import_options::format, &kto_import_options::region, &kto_import_options::match_by,
           &kto_import_options::require_consent, &kto_import_options::full, &kto_import_options::dry_run,
           &kto_import_options::yes},
          import);
  for (const kto_date day : no_days) {
    kto_import_options how = people::sized<kto_import_options>();
    how.today = day;
    CHECK(import(&how) == KTO_E_BAD_DATE);
  }
  kto_import_options how = people::sized<kto_import_options>();
  how.column_count = 1;  // of no list
  CHECK(import(&how) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_store_import_files(store, nullptr, 1, nullptr, nullptr, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_store_import_files(store, nullptr, 0, nullptr, nullptr, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_store_open(text("memory:"), nullptr, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(people::count(store) == 3);
  kto_store_free(store);
}

void resolvers() {
  kto_store* store = people::memory_with_people();
  const auto make = [&](const kto_resolve_options* how) {
    kto_resolver* resolver = nullptr;
    const auto status = kto_resolver_make(kto_store_source(store), kto_store_ledger(store), how, &resolver, nullptr);
    kto_resolver_free(resolver);
    return status;
  };
  members("kto_resolve_options", people::sized<kto_resolve_options>(),
          {&kto_resolve_options::region, &kto_resolve_options::diagnose, &kto_resolve_options::issuer}, make);
  for (const kto_date day : no_days) {
    kto_resolve_options how = people::sized<kto_resolve_options>();
    how.at = day;
    CHECK(make(&how) == KTO_E_BAD_DATE);
  }
  CHECK(kto_resolver_make(kto_store_source(store), nullptr, nullptr, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  kto_resolver* resolver = people::resolver_over(kto_store_source(store), nullptr);
  kto_request* request = people::request_of(people::bek_claims());
  kto_outcome* outcome = nullptr;
  CHECK(kto_resolve(resolver, request, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_resolve_many(resolver, nullptr, 1, &outcome, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_resolve_many(resolver, &request, 1, nullptr, nullptr) == KTO_E_BAD_ARGUMENT && outcome == nullptr);
  CHECK(kto_resolve_many(resolver, nullptr, 0, nullptr, nullptr) == KTO_OK);
  NEED(kto_resolve(resolver, request, &outcome, nullptr) == KTO_OK);
  kto_string* json = nullptr;
  for (const std::int32_t number : none) {
    CHECK(kto_outcome_text(outcome, number).size == 0);
    CHECK(kto_outcome_json(outcome, request, number, 0, &json, nullptr) == KTO_E_BAD_ARGUMENT);
    CHECK(kto_outcome_json(outcome, request, 0, number, &json, nullptr) == KTO_E_BAD_ARGUMENT && json == nullptr);
    kto_entry entry = people::sized<kto_entry>();
    CHECK(kto_outcome_persona_at(outcome, static_cast<std::size_t>(number), &entry) == KTO_E_BAD_ARGUMENT);
    kto_finding finding = people::sized<kto_finding>();
    CHECK(kto_outcome_finding_at(outcome, static_cast<std::size_t>(number), &finding) == KTO_E_BAD_ARGUMENT);
    kto_ledger* ledger = nullptr;
    kto_ledger_self self;
    CHECK(kto_ledger_make(&people::ledger_ops, &self, number, &ledger, nullptr) == KTO_E_BAD_ARGUMENT);
    CHECK(ledger == nullptr && self.closed == 0);
    kto_snils snils = people::sized<kto_snils>();
    CHECK(kto_snils_read(text("1"), number, &snils) == KTO_E_BAD_ARGUMENT);
  }
  kto_source_self self;
  kto_ledger_self records;
  CHECK(kto_source_make(&people::source_ops, &self, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_ledger_make(&people::ledger_ops, &records, 0, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(self.closed == 0 && records.closed == 0);
  CHECK(kto_outcome_json(outcome, request, 0, 0, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  kto_outcome_free(outcome);
  kto_request_free(request);
  kto_resolver_free(resolver);
  kto_store_free(store);
  CHECK(kto_rules_builtin(text("ru-2024"), nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_rules_parse(people::rules_json, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_rules_read_file(text("rules.json"), nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_request_read(people::request_json, 1, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
  CHECK(kto_name_from_parts(text("Бек"), text("Али"), {}, nullptr, nullptr) == KTO_E_BAD_ARGUMENT);
}

}  // namespace

void misuse_of_numbers() {
  names_of_codes();
  names();
  rules();
  requests();
  stores();
  resolvers();
}
