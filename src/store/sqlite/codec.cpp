#include "store/sqlite/codec.hpp"

#include "store/clear_columns.hpp"
#include "store/record.hpp"

namespace kto::store::sqlite {

Result<std::string> Codec::close(std::string_view row_id, Region region, std::string_view plain) const {
  return sealer_ ? sealer_->seal_row(row_id, region, plain) : Result<std::string>(std::string(plain));
}

Result<std::string> Codec::open(std::string_view row_id, Region region, std::string_view stored) const {
  return sealer_ ? sealer_->open_row(row_id, region, stored) : Result<std::string>(std::string(stored));
}

Result<std::string> Codec::number_key(Region region, Snils number) const {
  if (!sealer_) return fail(Errc::internal);
  const auto key = sealer_->number_key(region, number);
  if (!key) return fail(key.error());
  return std::string(reinterpret_cast<const char*>(key->data()), key->size());
}

Result<Region> region_at(const Statement& row, int column) {
  const std::int64_t number = row.integer_at(column);
  if (number < 1 || number > 99) return fail(Errc::store_corrupt, "region");
  return Region::make(static_cast<unsigned>(number));
}

Result<PersonaKey> key_at(const Statement& row, int first) {
  const auto region = region_at(row, first);
  if (!region) return fail(region.error());
  return PersonaKey{*region, OrganisationId(std::string(row.text_at(first + 1))),
                    PersonaId(std::string(row.text_at(first + 2)))};
}

Result<Persona> Codec::read(const Statement& row, int first) const {
  auto key = key_at(row, first);
  if (!key) return fail(key.error());
  const std::int64_t consent = row.integer_at(first + 4);
  if (consent < 0 || consent > static_cast<std::int64_t>(Consent::refused)) return fail(Errc::store_corrupt, "consent");
  auto memberships = decode_memberships(row.text_at(first + 5));
  if (!memberships) return fail(memberships.error());
  auto guardians = decode_ids(row.text_at(first + 6));
  if (!guardians) return fail(guardians.error());
  const auto plain = open(persona_row_id(*key), key->region, row.blob_at(first + 7));
  if (!plain) return fail(plain.error());
  auto record = decode_record(*plain);
  if (!record) return fail(record.error());
  return Persona{
      std::move(*key),       std::move(record->name),        std::move(record->number), record->birth_date,
      record->sex,           row.integer_at(first + 3) != 0, std::move(record->login),  std::move(*memberships),
      std::move(*guardians), static_cast<Consent>(consent)};
}

Result<void> each_with_number(Connection& db, const Codec& codec, Region region, Snils number,
                              const std::function<void(Persona&&)>& each) {
  std::string key;
  if (codec.sealed()) {
    auto made = codec.number_key(region, number);
    if (!made) return fail(made.error());
    key = std::move(*made);
  }
  auto statement =
      db.prepare(codec.sealed() ? "SELECT " KTO_PERSONA_COLUMNS " FROM personas WHERE number_key = ?1"
                                : "SELECT " KTO_PERSONA_COLUMNS " FROM personas WHERE number = ?1 AND region = ?2");
  if (!statement) return fail(statement.error());
  if (codec.sealed()) {
    statement->blob(std::string_view(key));
  } else {
    statement->integer(number.number()).integer(region.number());
  }
  for (;;) {
    const auto row = statement->step();
    if (!row) return fail(row.error());
    if (!*row) return {};
    auto persona = codec.read(*statement, 0);
    if (!persona) return fail(persona.error());
    if (persona->key.region != region || persona->number.reading.number != number) {
      return fail(codec.sealed() ? Errc::seal_broken : Errc::store_corrupt);
    }
    each(std::move(*persona));
  }
}

}  // namespace kto::store::sqlite
