// kto/ledger.hpp — what kto itself records: links, consents, decisions, sign-ins. The values; the acts
// on them come later (linking/). Values; threads: any. Since 0.1.
#pragma once

#include "kto/esia.hpp"
#include "kto/persona.hpp"

namespace kto {

// An ESIA account, as the issuer names it.
struct Subject {
  Issuer issuer = Issuer::production;
  Oid oid;
  friend auto operator<=>(const Subject&, const Subject&) = default;
};

enum class LinkOrigin : std::uint8_t { automatic = 1, by_hand = 2, administrator = 3 };
std::string_view name_of(LinkOrigin origin) noexcept;

// A persona has at most one subject; a subject may have many personas.
struct Link {
  Subject subject;
  PersonaKey persona;
  LinkOrigin origin = LinkOrigin::automatic;
  std::int64_t made_at = 0;  // unix seconds
  std::string rules{};       // "ru-2024/1"
  std::string ticket{};      // of the decision it came from; may be empty
  friend bool operator==(const Link&, const Link&) = default;
};

// A parent's consent that a child signs in. Given once, revocable.
struct ConsentRecord {
  PersonaKey child;
  std::optional<PersonaKey> given_by{};
  std::int64_t given_at = 0;
  std::optional<std::int64_t> revoked_at{};
  friend bool operator==(const ConsentRecord&, const ConsentRecord&) = default;
};

// What was answered, for the administrator who looks it up by ticket. No personal data.
struct Decision {
  std::string ticket{};  // 20 hexadecimal digits
  std::int64_t decided_at = 0;
  Region region;
  std::string subject_hash{};  // keyed hash of issuer and OID, hexadecimal; empty = no OID
  std::int32_t verdict = 0;
  std::vector<std::int32_t> reasons{};
  std::vector<PersonaKey> personas{};
  std::string rules{};  // name/version
  std::string rules_hash{};
  friend bool operator==(const Decision&, const Decision&) = default;
};

struct SignIn {
  std::string ticket{};
  PersonaKey persona;
  std::int64_t at = 0;
  friend bool operator==(const SignIn&, const SignIn&) = default;
};

}  // namespace kto
