// What stands in the clear beside a record, as texts and numbers: for filters and reports that need no
// key, and to read the persona again.
#pragma once

#include "kto/ledger.hpp"
#include "kto/persona.hpp"

namespace kto::store {

struct ClearColumns {
  bool archived = false;
  bool activated = true;
  std::uint32_t roles = 0;  // bit 1 << Role, over all memberships
  std::string klass{};      // of the first membership that names one
  bool has_number = false;
  bool number_usable = false;
  bool has_birth_date = false;
  bool has_sex = false;
  Consent consent = Consent::not_stated;
  std::string memberships{};  // see encode_memberships
  std::string guardians{};    // one id a line, escaped
  friend bool operator==(const ClearColumns&, const ClearColumns&) = default;
};
ClearColumns clear_columns_of(const Persona& persona);

// One membership a line: role number, school year, class, from, to, standing number, separated by TAB;
// `\` TAB and LF inside a text are written `\\` `\t` `\n`. The reader is strict: store_corrupt.
std::string encode_memberships(std::span<const Membership> memberships);
Result<std::vector<Membership>> decode_memberships(std::string_view text);
std::string encode_ids(std::span<const PersonaId> ids);
Result<std::vector<PersonaId>> decode_ids(std::string_view text);
// region TAB organisation TAB id, one a line.
std::string encode_keys(std::span<const PersonaKey> keys);
Result<std::vector<PersonaKey>> decode_keys(std::string_view text);
// Numbers, one a line.
std::string encode_numbers(std::span<const std::int32_t> numbers);
Result<std::vector<std::int32_t>> decode_numbers(std::string_view text);

}  // namespace kto::store
