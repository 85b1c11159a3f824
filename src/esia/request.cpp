#include "esia/claims.hpp"
#include "esia/identity.hpp"
#include "kto/esia.hpp"

namespace kto {
namespace {

using esia::Claim;

void read_region(const Claim& claim, Request& request) {
  if (claim.absent_or_null()) return;
  const bool could_be = claim.kind == Claim::Kind::string || claim.kind == Claim::Kind::integer;
  const auto region = Region::parse(could_be ? claim.text : std::string{});
  if (region) request.region = *region;
  request.region_bad = !region;
}

void read_id(const Claim& claim, Request& request) {
  // Beyond this an integer is not kept whole (esia/claims.hpp) and is nobody's id.
  const bool short_integer = claim.kind == Claim::Kind::integer && claim.text.size() <= limits::id_bytes;
  if (claim.kind == Claim::Kind::string || short_integer) request.request_id = claim.text;
}

}  // namespace

Result<Request> read_request(std::string_view json, Claims claims) {
  const auto document = esia::read_document(json);
  if (!document) return fail(document.error());
  Request request;
  if (document->is_envelope) {
    read_id(document->top["request_id"], request);
    read_region(document->top["region"], request);
  }
  request.identity = esia::judge(*document, claims);
  return request;
}

}  // namespace kto
