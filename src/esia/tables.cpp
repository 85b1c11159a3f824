#include <array>
#include <charconv>

#include "kto/esia.hpp"

namespace kto {

Result<Oid> Oid::make(std::int64_t value) {
  if (value < 1) return fail(Errc::bad_value);
  return Oid(value);
}

Result<Oid> Oid::parse(std::string_view digits) {
  // from_chars alone would take a sign and zeros in front.
  if (digits.empty() || digits[0] < '1' || digits[0] > '9') return fail(Errc::bad_value);
  std::int64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc{} || stop != end) return fail(Errc::bad_value);
  return make(value);
}

std::string_view name_of(Issuer issuer) noexcept { return issuer == Issuer::test_stand ? "test_stand" : "production"; }

std::optional<Issuer> issuer_by_url(std::string_view url) noexcept {
  // Exactly these: an issuer is compared as a string (OpenID Connect Core §3.1.3.7), so no other case of
  // letters, no port, no path, no user part. The scheme and the last slash vary in tokens of one stand.
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (url.substr(0, scheme.size()) != scheme) continue;
    std::string_view host = url.substr(scheme.size());
    if (!host.empty() && host.back() == '/') host.remove_suffix(1);
    if (host == "esia.gosuslugi.ru") return Issuer::production;
    if (host == "esia-portal1.test.gosuslugi.ru") return Issuer::test_stand;
  }
  return std::nullopt;
}

std::string_view name_of(Account account) noexcept {
  switch (account) {
    case Account::confirmed:
      return "confirmed";
    case Account::child:
      return "child";
    case Account::unconfirmed:
      break;
  }
  return "unconfirmed";
}

std::string_view name_of(ClaimFault fault) noexcept {
  switch (fault) {
#define KTO_X(name, code) \
  case ClaimFault::name:  \
    return #name;
    KTO_CLAIM_FAULTS(KTO_X)
#undef KTO_X
  }
  return "claims_not_verified";
}

std::span<const ClaimFault> all_claim_faults() noexcept {
  static constexpr auto all = std::to_array<ClaimFault>({
#define KTO_X(name, code) ClaimFault::name,
      KTO_CLAIM_FAULTS(KTO_X)
#undef KTO_X
  });
  return all;
}

}  // namespace kto
