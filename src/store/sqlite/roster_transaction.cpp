#include "store/clear_columns.hpp"
#include "store/record.hpp"
#include "store/sqlite/core.hpp"
#include "store/sqlite/touched.hpp"
#include "store/validate.hpp"

namespace kto::store::sqlite {
namespace {

constexpr const char* select_row =
    "SELECT row, archived, activated, roles, class, has_number, number_usable, has_birth_date, has_sex, consent,"
    " memberships, guardians, record FROM personas WHERE region = ?1 AND organisation = ?2 AND id = ?3";
constexpr const char* insert_row =
    "INSERT INTO personas(archived, activated, roles, class, has_number, number_usable, has_birth_date, has_sex,"
    " consent, memberships, guardians, number_key, number, record, region, organisation, id)"
    " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
constexpr const char* update_row =
    "UPDATE personas SET archived = ?1, activated = ?2, roles = ?3, class = ?4, has_number = ?5,"
    " number_usable = ?6, has_birth_date = ?7, has_sex = ?8, consent = ?9, memberships = ?10, guardians = ?11,"
    " number_key = ?12, number = ?13, record = ?14 WHERE row = ?15";

// What is stored of a persona.
struct Stored {
  std::int64_t row = 0;
  ClearColumns clear{};
  std::string record{};  // the plain text
};

class RosterChanges final : public RosterTransaction, private Transaction {
 public:
  explicit RosterChanges(std::shared_ptr<Core> core) : Transaction(std::move(core)) {}
  using Transaction::begin;

  Result<PutResult> put(const Persona& persona) override {
    KTO_TRY(usable());
    KTO_TRY(check_persona(persona));
    const auto known = stored(persona.key);
    if (!known) return failed(known.error());
    const ClearColumns clear = clear_columns_of(persona);
    const std::string record = encode_record(persona);
    const bool same = *known && (*known)->clear == clear && (*known)->record == record;
    if (*known && !touched_.insert((*known)->row)) return same ? PutResult::repeated : PutResult::conflict;
    if (same) return PutResult::unchanged;
    const auto written = write(persona, clear, record, *known ? std::optional((*known)->row) : std::nullopt);
    if (!written) return failed(written.error());
    if (*known) return PutResult::updated;
    touched_.insert(db().last_row());
    return PutResult::inserted;
  }

  Result<void> put_organisation(const Organisation& organisation) override {
    KTO_TRY(usable());
    KTO_TRY(check_organisation(organisation));
    return guard(write_organisation(organisation));
  }

  Result<void> put_class(const SchoolClass& klass) override {
    KTO_TRY(usable());
    KTO_TRY(check_class(klass));
    return guard(write_class(klass));
  }

  Result<std::optional<Persona>> find(const PersonaKey& key) override {
    KTO_TRY(usable());
    auto statement = db().prepare("SELECT " KTO_PERSONA_COLUMNS
                                  " FROM personas WHERE region = ?1 AND organisation = ?2 AND id = ?3");
    if (!statement) return failed(statement.error());
    const auto row = bind_key(*statement, key).step();
    if (!row) return failed(row.error());
    if (!*row) return std::optional<Persona>();
    auto persona = core().codec.read(*statement, 0);
    if (!persona) return failed(persona.error());
    return std::optional<Persona>(std::move(*persona));
  }

  Result<std::vector<Persona>> find_by_number(Region region, const OrganisationId& organisation,
                                              Snils number) override {
    KTO_TRY(usable());
    std::vector<Persona> out;
    const auto read = each_with_number(db(), core().codec, region, number, [&](Persona&& persona) {
      if (persona.key.organisation == organisation) out.push_back(std::move(persona));
    });
    if (!read) return failed(read.error());
    std::sort(out.begin(), out.end(), [](const Persona& a, const Persona& b) { return a.key < b.key; });
    return out;
  }

  Result<bool> is_linked(const PersonaKey& key) override {
    KTO_TRY(usable());
    auto statement = db().prepare("SELECT 1 FROM links WHERE region = ?1 AND organisation = ?2 AND id = ?3");
    if (!statement) return failed(statement.error());
    const auto row = bind_key(*statement, key).step();
    if (!row) return failed(row.error());
    return *row;
  }

  Result<std::vector<PersonaKey>> untouched(Region region, const OrganisationId& organisation) override {
    KTO_TRY(usable());
    auto statement = db().prepare(
        "SELECT row, region, organisation, id FROM personas"
        " WHERE region = ?1 AND organisation = ?2 AND archived = 0 ORDER BY id");
    if (!statement) return failed(statement.error());
    statement->integer(region.number()).text(organisation.str());
    std::vector<PersonaKey> out;
    for (;;) {
      const auto row = statement->step();
      if (!row) return failed(row.error());
      if (!*row) return out;
      if (touched_.contains(statement->integer_at(0))) continue;
      auto key = key_at(*statement, 1);
      if (!key) return failed(key.error());
      out.push_back(std::move(*key));
    }
  }

  Result<std::uint64_t> standing_in(Region region, const OrganisationId& organisation) override {
    KTO_TRY(usable());
    auto statement =
        db().prepare("SELECT count(*) FROM personas WHERE region = ?1 AND organisation = ?2 AND archived = 0");
    if (!statement) return failed(statement.error());
    const auto row = statement->integer(region.number()).text(organisation.str()).step();
    if (!row) return failed(row.error());
    return static_cast<std::uint64_t>(statement->integer_at(0));
  }

  Result<void> archive(const PersonaKey& key) override {
    KTO_TRY(usable());
    const auto known = stored(key);
    if (!known) return failed(known.error());
    if (!*known) return fail(Errc::not_found);
    return (*known)->clear.archived ? Result<void>() : guard(write_archived(**known));
  }

  Result<void> commit() override { return Transaction::commit(); }

 private:
  Result<void> guard(Result<void> done) { return done ? done : Result<void>(failed(done.error())); }

  static Statement& bind_key(Statement& statement, const PersonaKey& key) {
    return statement.integer(key.region.number()).text(key.organisation.str()).text(key.id.str());
  }

  Result<std::optional<Stored>> stored(const PersonaKey& key) {
    auto statement = db().prepare(select_row);
    if (!statement) return fail(statement.error());
    const auto row = bind_key(*statement, key).step();
    if (!row) return fail(row.error());
    if (!*row) return std::optional<Stored>();
    Stored found;
    found.row = statement->integer_at(0);
    ClearColumns& clear = found.clear;
    clear.archived = statement->integer_at(1) != 0;
    clear.activated = statement->integer_at(2) != 0;
    clear.roles = static_cast<std::uint32_t>(statement->integer_at(3));
    clear.klass = statement->text_at(4);
    clear.has_number = statement->integer_at(5) != 0;
    clear.number_usable = statement->integer_at(6) != 0;
    clear.has_birth_date = statement->integer_at(7) != 0;
    clear.has_sex = statement->integer_at(8) != 0;
    clear.consent = static_cast<Consent>(statement->integer_at(9));
    clear.memberships = statement->text_at(10);
    clear.guardians = statement->text_at(11);
    auto record = core().codec.open(persona_row_id(key), key.region, statement->blob_at(12));
    if (!record) return fail(record.error());
    found.record = std::move(*record);
    return std::optional<Stored>(std::move(found));
  }

  Result<void> write(const Persona& persona, const ClearColumns& clear, const std::string& record,
                     std::optional<std::int64_t> row) {
    const auto sealed = core().codec.close(persona_row_id(persona.key), persona.key.region, record);
    if (!sealed) return fail(sealed.error());
    std::string number_key;
    const auto& number = persona.number.reading.number;
    if (number && core().codec.sealed()) {
      auto key = core().codec.number_key(persona.key.region, *number);
      if (!key) return fail(key.error());
      number_key = std::move(*key);
    }
    auto statement = db().prepare(row ? update_row : insert_row);
    if (!statement) return fail(statement.error());
    statement->integer(clear.archived)
        .integer(clear.activated)
        .integer(clear.roles)
        .text(std::string_view(clear.klass));
    statement->integer(clear.has_number).integer(clear.number_usable).integer(clear.has_birth_date);
    statement->integer(clear.has_sex).integer(static_cast<std::int64_t>(clear.consent));
    statement->text(std::string_view(clear.memberships)).text(std::string_view(clear.guardians));
    number_key.empty() ? statement->null() : statement->blob(std::string_view(number_key));
    number && !core().codec.sealed() ? statement->integer(number->number()) : statement->null();
    statement->blob(std::string_view(*sealed));
    if (row) {
      statement->integer(*row);
    } else {
      bind_key(*statement, persona.key);
    }
    return statement->run();
  }

  // The record stays as it is: only the clear columns speak of standing.
  Result<void> write_archived(const Stored& known) {
    auto memberships = decode_memberships(known.clear.memberships);
    if (!memberships) return fail(memberships.error());
    archive_memberships(*memberships);
    std::uint32_t roles = 0;
    for (const Membership& membership : *memberships) roles |= 1U << static_cast<unsigned>(membership.role);
    const std::string text = encode_memberships(*memberships);
    auto statement = db().prepare("UPDATE personas SET archived = 1, roles = ?1, memberships = ?2 WHERE row = ?3");
    if (!statement) return fail(statement.error());
    return statement->integer(roles).text(std::string_view(text)).integer(known.row).run();
  }

  Result<void> write_organisation(const Organisation& said) {
    auto select = db().prepare("SELECT inn, type, municipality FROM organisations WHERE region = ?1 AND id = ?2");
    if (!select) return fail(select.error());
    const auto row = select->integer(said.region.number()).text(said.id.str()).step();
    if (!row) return fail(row.error());
    Organisation now = said;
    if (*row) {
      Organisation known{said.region, said.id, std::string(select->text_at(0)), std::string(select->text_at(1)),
                         std::string(select->text_at(2))};
      now = merged(known, said);
      if (now == known) return {};
    }
    auto insert = db().prepare(
        "INSERT INTO organisations(region, id, inn, type, municipality) VALUES(?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT DO UPDATE SET inn = ?3, type = ?4, municipality = ?5");
    if (!insert) return fail(insert.error());
    insert->integer(now.region.number()).text(now.id.str()).text(std::string_view(now.inn));
    return insert->text(std::string_view(now.type)).text(std::string_view(now.municipality)).run();
  }

  // The teacher may be written as a name: sealed as a record is.
  Result<void> write_class(const SchoolClass& klass) {
    const std::string row_id = class_row_id(klass);
    const auto bind = [&](Statement& statement) -> Statement& {
      return statement.integer(klass.region.number())
          .text(klass.organisation.str())
          .text(std::string_view(klass.school_year))
          .text(std::string_view(klass.name));
    };
    auto select = db().prepare(
        "SELECT teacher FROM classes WHERE region = ?1 AND organisation = ?2 AND school_year = ?3 AND name = ?4");
    if (!select) return fail(select.error());
    const auto row = bind(*select).step();
    if (!row) return fail(row.error());
    if (*row) {
      const auto known = core().codec.open(row_id, klass.region, select->blob_at(0));
      if (!known) return fail(known.error());
      if (*known == klass.teacher) return {};
    }
    const auto teacher = core().codec.close(row_id, klass.region, klass.teacher);
    if (!teacher) return fail(teacher.error());
    auto insert = db().prepare(
        "INSERT INTO classes(region, organisation, school_year, name, teacher) VALUES(?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT DO UPDATE SET teacher = ?5");
    if (!insert) return fail(insert.error());
    return bind(*insert).blob(std::string_view(*teacher)).run();
  }

  Touched touched_;
};

}  // namespace

Result<std::unique_ptr<RosterTransaction>> begin_roster_transaction(std::shared_ptr<Core> core) {
  // Made first: what has begun must have somebody who ends it.
  auto changes = std::make_unique<RosterChanges>(std::move(core));
  KTO_TRY(changes->begin());
  return std::unique_ptr<RosterTransaction>(std::move(changes));
}

}  // namespace kto::store::sqlite
