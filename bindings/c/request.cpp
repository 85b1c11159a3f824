#include "request.hpp"

#include "struct_size.hpp"

using namespace kto;
using namespace kto::c;

KTO_FIRST_MEMBERS(kto_claims, token_trusted);
KTO_FIRST_MEMBERS(kto_identity, esia_error);

static_assert(static_cast<int>(Claims::not_verified) == KTO_CLAIMS_NOT_VERIFIED &&
              static_cast<int>(Claims::verified) == KTO_CLAIMS_VERIFIED);
static_assert(static_cast<int>(Account::unconfirmed) == KTO_ACCOUNT_UNCONFIRMED &&
              static_cast<int>(Account::confirmed) == KTO_ACCOUNT_CONFIRMED &&
              static_cast<int>(Account::child) == KTO_ACCOUNT_CHILD);
static_assert(static_cast<int>(Issuer::production) == KTO_ISSUER_PRODUCTION &&
              static_cast<int>(Issuer::test_stand) == KTO_ISSUER_TEST_STAND);
static_assert(static_cast<int>(Sex::unknown) == KTO_SEX_UNKNOWN && static_cast<int>(Sex::male) == KTO_SEX_MALE &&
              static_cast<int>(Sex::female) == KTO_SEX_FEMALE);

kto_request::kto_request(Request read)
    : request(std::move(read)),
      oid(request.identity.oid ? request.identity.oid->str() : std::string()),
      name(request.identity.name ? std::make_unique<const kto_name>(*request.identity.name, true) : nullptr) {}

namespace kto::c {

Result<Claims> claims_in(std::int32_t claims, const char* field) {
  const auto verified = flag_in(claims, field);
  if (!verified) return fail(verified.error());
  return *verified ? Claims::verified : Claims::not_verified;
}

}  // namespace kto::c

kto_status kto_request_read(kto_text json, std::int32_t claims, kto_request** out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need(out, "out"));
    const auto word = claims_in(claims, "claims");
    if (!word) return fail(word.error());
    const auto text = text_in(json, "json", SIZE_MAX);
    if (!text) return fail(text.error());
    auto request = read_request(*text, *word);
    if (!request) return fail(request.error());
    *out = new kto_request(std::move(*request));
    return {};
  });
}

kto_status kto_request_from_claims(const kto_claims* claims, std::int32_t verified, kto_request** out,
                                   kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need(out, "out"));
    const auto word = claims_in(verified, "verified");
    if (!word) return fail(word.error());
    const auto fields = read_struct(claims);
    if (!fields) return fail(fields.error());
    const auto envelope = envelope_of(*fields);
    if (!envelope) return fail(envelope.error());
    auto request = read_request(*envelope, *word);
    // Of the text that was made here only its length can be wrong, and no offset in it says anything.
    if (!request) return fail(request.error().code);
    *out = new kto_request(std::move(*request));
    return {};
  });
}

kto_status kto_request_identity(const kto_request* request, kto_identity* out) noexcept {
  return guard(nullptr, [&]() -> Result<void> {
    KTO_TRY(need_handle(request, "request"));
    KTO_TRY(check_out(out));
    const Request& r = request->request;
    const Identity& who = r.identity;
    kto_identity told{};
    if (r.request_id) told.request_id = text_out(*r.request_id);
    told.oid = text_out(request->oid);
    told.name = request->name.get();
    told.region = r.region_bad ? -1 : r.region ? static_cast<std::int32_t>(r.region->number()) : 0;
    told.fault = who.fault ? static_cast<std::int32_t>(*who.fault) : 0;
    told.issuer = who.issuer ? static_cast<std::int32_t>(*who.issuer) : 0;
    told.account = who.fault ? 0 : static_cast<std::int32_t>(who.account);
    told.sex = static_cast<std::int32_t>(who.sex);
    told.snils = who.number ? who.number->number() : 0;
    told.birth_date = date_out(who.birth_date);
    if (who.error) told.esia_error = who.error->code ? static_cast<std::int32_t>(*who.error->code) : -1;
    write_struct(out, told);
    return {};
  });
}

void kto_request_free(kto_request* request) noexcept { free_handle(request); }
