// kto/esia.hpp — what ESIA said about a person, as a checked value.
//
// Sources: ESIA guideline (table 6, person's data), OIDC id_token payload. Everything absent, of a
// wrong type, repeated or contradictory counts against the person (fail closed). kto verifies no
// signature and speaks no OAuth: the caller states that it has verified the claims.
// Values; threads: any. Since 0.1.
#pragma once

#include "kto/fio.hpp"
#include "kto/snils.hpp"

namespace kto {

// The stable number of an ESIA account, 1…2⁶³−1.
class Oid {
 public:
  static Result<Oid> make(std::int64_t value);
  static Result<Oid> parse(std::string_view digits);  // exactly its digits: no sign, blank, leading zero
  std::int64_t value() const noexcept { return value_; }
  std::string str() const { return std::to_string(value_); }
  friend auto operator<=>(const Oid&, const Oid&) = default;

 private:
  explicit Oid(std::int64_t value) : value_(value) {}
  std::int64_t value_;
};

enum class Issuer : std::uint8_t { production = 1, test_stand = 2 };
std::string_view name_of(Issuer issuer) noexcept;  // "production", "test_stand"
// http and https are one, the slash at the end may be left out; any other spelling is nobody's.
std::optional<Issuer> issuer_by_url(std::string_view url) noexcept;

// confirmed: at least one explicit true and nothing to the contrary. child: lvl = KD.
enum class Account : std::uint8_t { unconfirmed = 1, confirmed = 2, child = 3 };
std::string_view name_of(Account account) noexcept;

// The caller's word that signature, audience, nonce and times of the claims were checked.
enum class Claims : std::uint8_t { not_verified = 0, verified = 1 };

// Why claims cannot be used at all (→ verdict `refuse`). X(name, code).
#define KTO_CLAIM_FAULTS(X)      \
  X(claims_not_verified, 10)     \
  X(not_an_object, 20)           \
  X(key_repeated, 30)            \
  X(claim_wrong_type, 40)        \
  X(oid_bad, 50)                 \
  X(oid_contradiction, 60)       \
  X(oid_missing, 70)             \
  X(issuer_missing, 80)          \
  X(issuer_unknown, 90)          \
  X(subject_not_person, 100)     \
  X(account_not_registered, 110) \
  X(name_unusable, 120)          \
  X(birth_date_unusable, 130)

enum class ClaimFault : std::int32_t {
#define KTO_X(name, code) name = code,
  KTO_CLAIM_FAULTS(KTO_X)
#undef KTO_X
};
std::string_view name_of(ClaimFault fault) noexcept;
std::span<const ClaimFault> all_claim_faults() noexcept;

// A refusal of ESIA's, normally without tokens.
struct EsiaError {
  // 7004 of "ESIA-007004": the first mark with exactly six digits in error_description, else in error.
  std::optional<std::uint32_t> code{};
  bool access_denied = false;  // error=access_denied
};

// What the token's scopes allow; absent scope = not known.
struct Rights {
  bool fullname = false;
  bool snils = false;
};

enum class Expected : std::uint8_t { unknown = 0, child = 1, adult = 2 };

// Reads once, at the door; what is here is right.
struct Identity {
  std::optional<ClaimFault> fault{};  // set: nothing else is filled
  std::optional<Oid> oid{};           // from the id_token only; absent for a bare person object
  std::optional<Issuer> issuer{};
  Account account = Account::unconfirmed;
  bool standard = false;  // the portal knows from SAML that the account is at least standard
  Expected expected = Expected::unknown;
  std::optional<EsiaError> error{};
  std::optional<Rights> rights{};
  std::optional<Fio> name{};
  std::optional<Snils> number{};  // usable and whole; never recovered
  std::optional<Date> birth_date{};
  Sex sex = Sex::unknown;
};

// A sign-in request. `region`: absent, good, or there but no region.
struct Request {
  std::optional<std::string> request_id{};  // a string, or the digits of an integer (up to 64)
  std::optional<Region> region{};
  bool region_bad = false;
  Identity identity{};
};

// Reads ESIA's bare person object or the envelope {"request_id","region","person","id_token","scope",
// "level","expected","error","error_description"} by events, so that a repeated key is seen. An object
// with any of these keys is an envelope, even where the value is `null`, which counts as absent.
// Errors, with the byte offset: too_long (over limits::request_bytes), bad_utf8 (looked for before JSON),
// bad_json (where reading stopped; also a byte-order mark in front and a NUL), too_deep (the bracket).
// Everything that is JSON within these limits gives a Request, if need be with identity.fault: of
// several faults the first of the table, and then nothing else of the Identity is filled. request_id
// and region are filled all the same. A birth date in the future is the resolver's to judge: it knows
// the day of the question. Takes any bytes; time grows as n log n of the size.
Result<Request> read_request(std::string_view json, Claims claims);

}  // namespace kto
