// How a persona becomes a row of the table `personas` and back: sealed or in the clear.
#pragma once

#include <functional>

#include "kto/seal.hpp"
#include "kto/store.hpp"
#include "store/sqlite/connection.hpp"

namespace kto::store::sqlite {

// Threads: const use from any thread.
class Codec {
 public:
  explicit Codec(std::optional<Sealer> sealer) : sealer_(std::move(sealer)) {}
  bool sealed() const noexcept { return sealer_.has_value(); }

  // The text of a record or of a class teacher, as it is stored; and back. seal_broken.
  Result<std::string> close(std::string_view row_id, Region region, std::string_view plain) const;
  Result<std::string> open(std::string_view row_id, Region region, std::string_view stored) const;
  // What a number is looked up by: 16 bytes. Only in a sealed store.
  Result<std::string> number_key(Region region, Snils number) const;

  // Columns of `persona_columns`, from `first` on.
  Result<Persona> read(const Statement& row, int first) const;

 private:
  std::optional<Sealer> sealer_;
};

#define KTO_PERSONA_COLUMNS "region, organisation, id, activated, consent, memberships, guardians, record"

// region, organisation, id at three columns. store_corrupt.
Result<PersonaKey> key_at(const Statement& row, int first);
Result<Region> region_at(const Statement& row, int column);

// Every persona of the region with the number. A row whose record says another number is seal_broken
// in a sealed store (its key was written by somebody else) and store_corrupt in an unsealed one.
Result<void> each_with_number(Connection& db, const Codec& codec, Region region, Snils number,
                              const std::function<void(Persona&&)>& each);

}  // namespace kto::store::sqlite
