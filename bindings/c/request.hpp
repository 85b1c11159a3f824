// bindings/c/request.hpp — a request as a handle, with the name in it as one that is borrowed.
#pragma once

#include <memory>

#include "kto/esia.hpp"
#include "name.hpp"

struct kto_request : kto::c::Handle<kto::c::Kind::request> {
  explicit kto_request(kto::Request read);

  const kto::Request request;
  const std::string oid;                       // its digits; empty = none
  const std::unique_ptr<const kto_name> name;  // none = no usable name
};

namespace kto::c {

// KTO_CLAIMS_VERIFIED or KTO_CLAIMS_NOT_VERIFIED.
Result<Claims> claims_in(std::int32_t claims, const char* field);

// The envelope that says what the fields say. Errors name the member.
Result<std::string> envelope_of(const kto_claims& claims);

}  // namespace kto::c
