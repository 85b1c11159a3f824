// A sign-in request: any bytes give a request or an error with a place inside them, twice the same; of
// a faulty request nothing but the fault is left; an unverified one proves nothing.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kto/esia.hpp"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

bool same(const kto::Identity& a, const kto::Identity& b) {
  const auto key = [](const kto::Identity& identity) { return identity.name ? identity.name->match_key() : ""; };
  const auto code = [](const kto::Identity& identity) {
    return identity.error ? std::pair(identity.error->code, identity.error->access_denied)
                          : std::pair(std::optional<std::uint32_t>{}, false);
  };
  return a.fault == b.fault && a.oid == b.oid && a.issuer == b.issuer && a.account == b.account &&
         a.standard == b.standard && a.expected == b.expected && a.error.has_value() == b.error.has_value() &&
         code(a) == code(b) && a.rights.has_value() == b.rights.has_value() &&
         (!a.rights || (a.rights->fullname == b.rights->fullname && a.rights->snils == b.rights->snils)) &&
         a.name.has_value() == b.name.has_value() && key(a) == key(b) && a.number == b.number &&
         a.birth_date == b.birth_date && a.sex == b.sex;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const auto request = kto::read_request(json, kto::Claims::verified);
  const auto again = kto::read_request(json, kto::Claims::verified);
  const auto unverified = kto::read_request(json, kto::Claims::not_verified);
  must(request.has_value() == again.has_value() && request.has_value() == unverified.has_value());
  if (!request) {
    must(request.error() == again.error() && request.error() == unverified.error());
    must(request.error().offset.has_value() && *request.error().offset <= size);
    must(request.error().field.empty());
    return 0;
  }
  must(same(request->identity, again->identity));
  must(request->request_id == unverified->request_id && request->region == unverified->region);
  must(!(request->region && request->region_bad));
  kto::Identity empty;
  empty.fault = kto::ClaimFault::claims_not_verified;
  must(same(unverified->identity, empty));
  if (request->identity.fault) {
    empty.fault = request->identity.fault;
    must(same(request->identity, empty));
  }
  // Who has an OID has shown a token, and with it an issuer.
  must(request->identity.oid.has_value() == request->identity.issuer.has_value());
  if (request->identity.account == kto::Account::child) must(request->identity.oid.has_value());
  return 0;
}
