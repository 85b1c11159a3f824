// Fields → the envelope of docs/formats-cli.md, so that read_request is the one door for both.
#include "request.hpp"
#include "text/json.hpp"
#include "values.hpp"

namespace kto::c {
namespace {

struct Member {
  const char* field;  // in kto_claims
  kto_text kto_claims::*text;
  const char* key;  // in JSON
};

constexpr Member top[] = {{"request_id", &kto_claims::request_id, "request_id"},
                          {"region", &kto_claims::region, "region"},
                          {"scope", &kto_claims::scope, "scope"},
                          {"level", &kto_claims::level, "level"},
                          {"expected", &kto_claims::expected, "expected"},
                          {"error", &kto_claims::error, "error"},
                          {"error_description", &kto_claims::error_description, "error_description"}};
constexpr Member person[] = {{"surname", &kto_claims::surname, "lastName"},
                             {"given", &kto_claims::given, "firstName"},
                             {"patronymic", &kto_claims::patronymic, "middleName"},
                             {"snils", &kto_claims::snils, "snils"},
                             {"birth_date", &kto_claims::birth_date, "birthDate"},
                             {"gender", &kto_claims::gender, "gender"},
                             {"status", &kto_claims::status, "status"}};
constexpr Member token[] = {{"issuer", &kto_claims::issuer, "iss"}, {"oid", &kto_claims::oid, "sub"}};
constexpr Member subject[] = {{"subject_type", &kto_claims::subject_type, "urn:esia:sbj:typ"},
                              {"account_level", &kto_claims::account_level, "urn:esia:sbj:lvl"}};

bool stated(kto_text text) noexcept { return text.data != nullptr; }

template <std::size_t N>
bool any_stated(const Member (&members)[N], const kto_claims& claims) noexcept {
  for (const Member& member : members) {
    if (stated(claims.*member.text)) return true;
  }
  return false;
}

// Adds their sizes, so that not more is ever copied than a request may have.
template <std::size_t N>
Result<void> check(const Member (&members)[N], const kto_claims& claims, std::size_t& total) {
  for (const Member& member : members) {
    const auto text = text_in(claims.*member.text, member.field, limits::request_bytes - total);
    if (!text) return fail(text.error());
    total += text->size();
  }
  return {};
}

template <std::size_t N>
Result<void> check_utf8(const Member (&members)[N], const kto_claims& claims) {
  for (const Member& member : members) {
    const auto text = utf8_in(claims.*member.text, member.field, limits::request_bytes);
    if (!text) return fail(text.error());
  }
  return {};
}

template <std::size_t N>
void write(text::Json& json, const Member (&members)[N], const kto_claims& claims) {
  for (const Member& member : members) {
    const kto_text text = claims.*member.text;
    if (stated(text)) json.member(member.key, std::string_view(text.data, text.size));
  }
}

Result<void> check_statement(std::int32_t statement, const char* field) {
  const bool known = statement == KTO_ABSENT || statement == KTO_FALSE || statement == KTO_TRUE;
  return known ? Result<void>() : Result<void>(bad_argument(field));
}

void write(text::Json& json, const char* key, std::int32_t statement) {
  if (statement != KTO_ABSENT) json.member(key, statement == KTO_TRUE);
}

}  // namespace

Result<std::string> envelope_of(const kto_claims& claims) {
  KTO_TRY(check_statement(claims.trusted, "trusted"));
  KTO_TRY(check_statement(claims.token_trusted, "token_trusted"));
  std::size_t total = 0;
  KTO_TRY(check(top, claims, total));
  KTO_TRY(check(person, claims, total));
  KTO_TRY(check(token, claims, total));
  KTO_TRY(check(subject, claims, total));
  KTO_TRY(check_utf8(top, claims));
  KTO_TRY(check_utf8(person, claims));
  KTO_TRY(check_utf8(token, claims));
  KTO_TRY(check_utf8(subject, claims));

  text::Json json;
  json.object();
  write(json, top, claims);
  if (any_stated(person, claims) || claims.trusted != KTO_ABSENT) {
    json.key("person").object();
    write(json, person, claims);
    write(json, "trusted", claims.trusted);
    json.end_object();
  }
  const bool has_subject = any_stated(subject, claims) || claims.token_trusted != KTO_ABSENT;
  if (any_stated(token, claims) || has_subject) {
    json.key("id_token").object();
    write(json, token, claims);
    if (has_subject) {
      json.key("urn:esia:sbj").object();
      write(json, subject, claims);
      write(json, "urn:esia:sbj:is_tru", claims.token_trusted);
      json.end_object();
    }
    json.end_object();
  }
  return json.end_object().text();
}

}  // namespace kto::c
