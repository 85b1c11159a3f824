#include "people.hpp"

#include <array>

int checks_done = 0;
int checks_failed = 0;

namespace people {
namespace {

constexpr char organisation[] = "Школа 5 имени героев обороны";  // longer than std::string holds in itself
constexpr char account[] = "1000300001";

template <std::size_t N>
constexpr kto_text literal(const char (&text)[N]) noexcept {
  return {text, N - 1};
}

kto_persona_key key(const char* id) noexcept { return {literal(organisation), text(id), region, 0}; }

kto_status candidates(kto_source_self* self, const kto_number_query* queries, std::size_t count, kto_sink* sink,
                      std::int64_t* backend) {
  ++self->asked;
  if (self->candidates) return self->candidates(sink, {queries, count}, backend);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t which = 0; which < 2; ++which) {
      if (row(which).number != queries[i].number || queries[i].region != region) continue;
      if (const auto status = give(sink, i, which); status != KTO_OK) return status;
    }
  }
  return KTO_OK;
}

bool same(kto_text a, kto_text b) noexcept { return a.size == b.size && std::memcmp(a.data, b.data, a.size) == 0; }

kto_status by_key(kto_source_self*, const kto_persona_key* keys, std::size_t count, kto_sink* sink, std::int64_t*) {
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t which = 0; which < 3; ++which) {
      if (!same(keys[i].id, row(which).key.id)) continue;
      if (const auto status = give(sink, 0, which); status != KTO_OK) return status;
    }
  }
  return KTO_OK;
}

kto_status by_organisation(kto_source_self*, std::int32_t, kto_text, kto_sink* sink, std::int64_t*) {
  for (std::size_t which = 0; which < 3; ++which) {
    if (const auto status = give(sink, 0, which); status != KTO_OK) return status;
  }
  return KTO_OK;
}

kto_status scan(kto_source_self*, const kto_persona_key* after, std::size_t limit, kto_sink* sink, std::int64_t*) {
  for (std::size_t which = 0; which < 3 && limit > 0; ++which) {
    if (after != nullptr && row(which).key.id.data[0] <= after->id.data[0]) continue;
    if (const auto status = give(sink, 0, which); status != KTO_OK) return status;
    --limit;
  }
  return KTO_OK;
}

kto_status regions(kto_source_self* self, kto_sink* sink, std::int64_t* backend) {
  return self->regions ? self->regions(sink, backend) : kto_sink_region(sink, region);
}

kto_status unnumbered(kto_source_self* self, std::int32_t, std::size_t limit, kto_sink* sink, std::int64_t* backend) {
  return self->unnumbered ? self->unnumbered(sink, limit, backend) : give(sink, 0, 2);
}

void close_source(kto_source_self* self) {
  ++self->closed;
  if (self->close) self->close();
}

kto_status links_of(kto_ledger_self* self, std::int32_t, std::int64_t, kto_ledger_sink* sink, std::int64_t* backend) {
  if (self->links_of) return self->links_of(sink, backend);
  const kto_link known = link();
  return kto_ledger_sink_link(sink, 0, &known);
}
kto_status links_to(kto_ledger_self*, const kto_persona_key* keys, std::size_t count, kto_ledger_sink* sink,
                    std::int64_t*) {
  const kto_link known = link();
  for (std::size_t i = 0; i < count; ++i) {
    if (!same(keys[i].id, known.persona.id)) continue;
    if (const auto status = kto_ledger_sink_link(sink, i, &known); status != KTO_OK) return status;
  }
  return KTO_OK;
}
kto_status consents_for(kto_ledger_self* self, const kto_persona_key*, kto_ledger_sink* sink, std::int64_t* backend) {
  if (self->consents_for) return self->consents_for(sink, backend);
  const kto_consent known = consent();
  return kto_ledger_sink_consent(sink, &known);
}
kto_status no_decision(kto_ledger_self*, kto_text, kto_ledger_sink*, std::int64_t*) { return KTO_OK; }
kto_status no_sign_ins(kto_ledger_self*, const kto_persona_key*, kto_ledger_sink*, std::int64_t*) { return KTO_OK; }
template <class... Arguments>
kto_status read_only(kto_ledger_self*, Arguments...) {
  return KTO_E_STORE_READ_ONLY;
}
void end(kto_ledger_self*, kto_ledger_turn*) {}
void close_ledger(kto_ledger_self* self) { ++self->closed; }

kto_text crypto_name(kto_crypto_self* self) { return text(self->name); }
kto_status mac(kto_crypto_self* self, const std::uint8_t* secret, const std::uint8_t* data, std::size_t size,
               std::uint8_t* out, std::int64_t* backend) {
  if (self->throws) throw 7;
  *backend = 42;
  for (std::size_t i = 0; i < 32; ++i) out[i] = secret[i];
  for (std::size_t i = 0; i < size; ++i) out[i % 32] = static_cast<std::uint8_t>(out[i % 32] * 31U + data[i]);
  return self->mac;
}
kto_status derive(kto_crypto_self* self, const std::uint8_t* secret, kto_text purpose, std::uint8_t* out,
                  std::int64_t* backend) {
  return mac(self, secret, reinterpret_cast<const std::uint8_t*>(purpose.data), purpose.size, out, backend);
}
std::size_t overhead(kto_crypto_self* self) { return self->overhead; }
kto_status seal(kto_crypto_self*, const std::uint8_t*, const std::uint8_t*, std::size_t, const std::uint8_t* plain,
                std::size_t size, std::uint8_t* out, std::int64_t*) {
  out[0] = 0x5A;
  for (std::size_t i = 0; i < size; ++i) out[i + 1] = static_cast<std::uint8_t>(plain[i] ^ 0x33);
  return KTO_OK;
}
kto_status open_seal(kto_crypto_self* self, const std::uint8_t*, const std::uint8_t*, std::size_t,
                     const std::uint8_t* sealed, std::size_t size, std::uint8_t* out, std::int64_t* backend) {
  *backend = 43;
  for (std::size_t i = 1; i < size; ++i) out[i - 1] = static_cast<std::uint8_t>(sealed[i] ^ 0x33);
  return self->open;
}
kto_status random_bytes(kto_crypto_self*, std::uint8_t* out, std::size_t size, std::int64_t*) {
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::uint8_t>(i + 1);
  return KTO_OK;
}
void close_crypto(kto_crypto_self* self) { ++self->closed; }

}  // namespace

const char number_of_bek[] = "112-233-445 95";

const kto_text roster = literal(
    "ID;Организация;Регион;ФИО;СНИЛС;Роль;Дата рождения;Класс\n"
    "1;Школа 5 имени героев обороны;38;Бек Али;112-233-445 95;Учитель;;\n"
    "2;Школа 5 имени героев обороны;38;Теодорова Вера Игоревна;182-736-455 94;Ученик;25.01.2015;3б\n"
    "3;Школа 5 имени героев обороны;38;Орлова Анна Сергеевна;плохой;Родитель;;\n");
const kto_text roster_json = literal(
    R"({"id":"1","organisation":"Школа 5 имени героев обороны","region":38,"fio":"Бек Али","snils":"112-233-445 95"})"
    "\n");
const kto_text request_json = literal(
    R"({"request_id":"request-with-a-long-name","region":"38","person":{"trusted":true,"lastName":"Бек",)"
    R"("firstName":"Али","snils":"112-233-445 95"},"id_token":{"iss":"http://esia.gosuslugi.ru/","sub":1000300001,)"
    R"("urn:esia:sbj":{"urn:esia:sbj:typ":"P","urn:esia:sbj:lvl":"PR","urn:esia:sbj:is_tru":true}}})");
const kto_text rules_json =
    literal(R"({"format":1,"name":"consents-are-recorded","version":3,"child_consent":"recorded"})");

const kto_source_ops source_ops{
    sizeof(kto_source_ops), candidates, by_key, by_organisation, scan, regions, unnumbered, close_source};
const kto_ledger_ops ledger_ops{sizeof(kto_ledger_ops),
                                links_of,
                                links_to,
                                consents_for,
                                no_decision,
                                no_sign_ins,
                                read_only,
                                read_only,
                                read_only,
                                read_only,
                                read_only,
                                read_only,
                                read_only,
                                read_only,
                                end,
                                close_ledger};
const kto_crypto_ops crypto_ops{sizeof(kto_crypto_ops), crypto_name, mac, derive, overhead, seal, open_seal,
                                random_bytes,           close_crypto};

kto_persona row(std::size_t which) noexcept {
  static constexpr std::array<const char*, 3> ids{"1", "2", "3"};
  static constexpr std::array<const char*, 3> names{"Бек Али", "Теодорова Вера Игоревна", "Орлова Анна Сергеевна"};
  static constexpr std::array<std::uint32_t, 3> numbers{bek, 182736455, 0};
  static constexpr kto_membership members[] = {
      {sizeof(kto_membership), literal("2024/2025"), {}, {}, {}, KTO_ROLE_TEACHER, 0},
      {sizeof(kto_membership),
       literal("2024/2025"),
       literal("3б класс с углублённым изучением"),
       {},
       {},
       KTO_ROLE_PUPIL,
       0},
      {sizeof(kto_membership), {}, {}, {}, {}, KTO_ROLE_PARENT, 0}};
  static constexpr const kto_membership* lists[] = {&members[0], &members[1], &members[2]};
  static constexpr kto_text guardian = literal("guardian-with-a-long-name");
  kto_persona persona = sized<kto_persona>();
  persona.key = key(ids[which]);
  persona.fio = text(names[which]);
  persona.number = numbers[which];
  if (which == 1) persona.birth_date = {2015, 1, 25};
  persona.memberships = &lists[which];
  persona.membership_count = 1;
  if (which == 1) persona.guardians = &guardian;
  persona.guardian_count = which == 1 ? 1 : 0;
  return persona;
}

kto_status give(kto_sink* sink, std::size_t query, std::size_t which) noexcept {
  const kto_persona persona = row(which);
  return kto_sink_persona(sink, query, &persona);
}

kto_link link() noexcept {
  kto_link link = sized<kto_link>();
  link.oid = 1000300001;
  link.persona = key("1");
  link.made_at = 1700000000;
  link.rules = literal("consents-are-recorded/3");
  link.ticket = literal("0123456789abcdef0123");
  link.issuer = KTO_ISSUER_PRODUCTION;
  link.origin = KTO_LINK_BY_HAND;
  return link;
}

kto_consent consent() noexcept {
  kto_consent consent = sized<kto_consent>();
  consent.child = key("2");
  consent.given_by = key("3");
  consent.given_at = 1700000000;
  return consent;
}

kto_decision decision() noexcept {
  static constexpr std::int32_t reasons[] = {10, 20, 30};
  static const kto_persona_key personas[] = {key("1"), key("2")};
  kto_decision decision = sized<kto_decision>();
  decision.ticket = literal("0123456789abcdef0123");
  decision.subject_hash = literal("0123456789abcdef0123456789abcdef");
  decision.rules = literal("consents-are-recorded/3");
  decision.rules_hash = literal("0123456789abcdef0123456789abcdef");
  decision.reasons = reasons;
  decision.reason_count = 3;
  decision.personas = personas;
  decision.persona_count = 2;
  decision.decided_at = 1700000000;
  decision.region = region;
  decision.verdict = KTO_VERDICT_SIGN_IN;
  return decision;
}

kto_sign_in sign_in() noexcept {
  kto_sign_in sign_in = sized<kto_sign_in>();
  sign_in.ticket = literal("0123456789abcdef0123");
  sign_in.persona = key("1");
  sign_in.at = 1700000000;
  return sign_in;
}

kto_claims bek_claims() noexcept {
  kto_claims claims = sized<kto_claims>();
  claims.request_id = literal("request-with-a-long-name");
  claims.region = literal("38");
  claims.surname = literal("Бек");
  claims.given = literal("Али");
  claims.snils = text(number_of_bek);
  claims.issuer = literal("http://esia.gosuslugi.ru/");
  claims.oid = literal(account);
  claims.subject_type = literal("P");
  claims.account_level = literal("PR");
  claims.trusted = KTO_TRUE;
  claims.token_trusted = KTO_TRUE;
  return claims;
}

kto_claims child_claims() noexcept {
  kto_claims claims = bek_claims();
  claims.surname = literal("Теодорова");
  claims.given = literal("Вера");
  claims.patronymic = literal("Игоревна");
  claims.snils = literal("182-736-455 94");
  claims.birth_date = literal("25.01.2015");
  claims.oid = literal("1000300017");
  claims.account_level = literal("KD");
  claims.trusted = KTO_FALSE;
  claims.token_trusted = KTO_ABSENT;
  return claims;
}

kto_request* request_of(const kto_claims& claims) {
  kto_request* request = nullptr;
  NEED(kto_request_from_claims(&claims, KTO_CLAIMS_VERIFIED, &request, nullptr) == KTO_OK);
  return request;
}

kto_store* open_memory() {
  kto_store_options options = sized<kto_store_options>();
  options.mode = KTO_OPEN_CREATE_UNSEALED;
  options.busy_timeout_ms = 50;
  kto_store* store = nullptr;
  NEED(kto_store_open(text("memory:"), &options, &store, nullptr) == KTO_OK);
  return store;
}

kto_store* memory_with_people() {
  kto_store* store = open_memory();
  NEED(kto_store_import_text(store, &roster, 1, nullptr, nullptr, nullptr, nullptr) == KTO_OK);
  return store;
}

kto_source* source_over(kto_source_self& self) {
  kto_source* source = nullptr;
  NEED(kto_source_make(&source_ops, &self, &source, nullptr) == KTO_OK);
  return source;
}

kto_ledger* ledger_over(kto_ledger_self& self) {
  kto_ledger* ledger = nullptr;
  NEED(kto_ledger_make(&ledger_ops, &self, 0, &ledger, nullptr) == KTO_OK);
  return ledger;
}

kto_resolver* resolver_over(const kto_source* source, const kto_ledger* ledger, const kto_rules* rules) {
  kto_resolve_options options = sized<kto_resolve_options>();
  options.rules = rules;
  options.at = day;
  options.diagnose = 1;
  kto_resolver* resolver = nullptr;
  NEED(kto_resolver_make(source, ledger, &options, &resolver, nullptr) == KTO_OK);
  return resolver;
}

kto_rules* recorded_rules() {
  kto_rules* rules = nullptr;
  NEED(kto_rules_parse(rules_json, &rules, nullptr) == KTO_OK);
  return rules;
}

std::uint64_t count(const kto_store* store) {
  kto_store_info info = sized<kto_store_info>();
  NEED(kto_store_describe(store, &info, nullptr) == KTO_OK);
  return info.personas;
}

}  // namespace people
