// `kto check`: the file's own check, every record, every number key, every clear column that the record
// can contradict.
#include "store/clear_columns.hpp"
#include "store/record.hpp"
#include "store/sqlite/core.hpp"
#include "store/sqlite/schema.hpp"

namespace kto::store::sqlite {
namespace {

using Progress = std::function<bool(std::uint64_t done)>;

constexpr std::int64_t page_rows = 1024;

bool is_damage(const Error& error) { return error.code == Errc::store_corrupt || error.code == Errc::not_a_database; }

// Damage is a finding, not a failure of the check.
Result<void> found(Result<void> done, CheckReport& report) {
  if (done || !is_damage(done.error())) return done;
  report.integrity = false;
  return {};
}

// The file's own check of a large file takes long: SQLite asks now and then whether to go on.
class Interruption {
 public:
  Interruption(Connection& db, const Progress& progress, const CheckReport& report)
      : db_(db.raw()), progress_(progress), report_(report) {
    if (progress_) ::sqlite3_progress_handler(db_, 1'000'000, &Interruption::ask, this);
  }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption() { ::sqlite3_progress_handler(db_, 0, nullptr, nullptr); }

 private:
  static int ask(void* self) {
    const auto* here = static_cast<const Interruption*>(self);
    return here->progress_(here->report_.personas) ? 0 : 1;
  }
  ::sqlite3* db_;
  const Progress& progress_;
  const CheckReport& report_;
};

Result<void> check_file(Connection& db, CheckReport& report) {
  auto statement = db.prepare("PRAGMA integrity_check(1)");
  if (!statement) return fail(statement.error());
  const auto row = statement->step();
  if (!row) return fail(row.error());
  if (!*row || statement->text_at(0) != "ok") report.integrity = false;
  const auto ours = schema_is_ours(db, schema_steps());
  if (!ours) return fail(ours.error());
  if (!*ours) report.integrity = false;
  return {};
}

// Columns: row, then KTO_PERSONA_COLUMNS, then the rest.
constexpr const char* select_rows =
    "SELECT row, " KTO_PERSONA_COLUMNS
    ", archived, roles, class, has_number, number_usable, has_birth_date, has_sex, number_key, number"
    " FROM personas WHERE row > ?1 ORDER BY row LIMIT ?2";

bool number_agrees(const Codec& codec, const Statement& row, const Persona& persona) {
  const auto& number = persona.number.reading.number;
  if (!number) return row.null_at(16) && row.null_at(17);
  if (!codec.sealed()) return row.null_at(16) && !row.null_at(17) && row.integer_at(17) == number->number();
  const auto key = codec.number_key(persona.key.region, *number);
  return key && row.blob_at(16) == *key && row.null_at(17);
}

bool columns_agree(const Statement& row, const Persona& persona) {
  const ClearColumns clear = clear_columns_of(persona);
  return (row.integer_at(9) != 0) == clear.archived && row.integer_at(10) == clear.roles &&
         row.text_at(11) == clear.klass && (row.integer_at(12) != 0) == clear.has_number &&
         (row.integer_at(13) != 0) == clear.number_usable && (row.integer_at(14) != 0) == clear.has_birth_date &&
         (row.integer_at(15) != 0) == clear.has_sex;
}

Result<void> check_row(const Codec& codec, const Statement& row, CheckReport& report) {
  const auto persona = codec.read(row, 1);
  if (persona) {
    if (!number_agrees(codec, row, *persona)) ++report.keys_bad;
    if (!columns_agree(row, *persona)) ++report.rows_bad;
    return {};
  }
  switch (persona.error().code) {
    case Errc::seal_broken:
      ++report.blobs_bad;
      return {};
    case Errc::store_corrupt:
      ++report.rows_bad;
      return {};
    default:
      return fail(persona.error());
  }
}

Result<void> check_personas(Connection& db, const Codec& codec, const Progress& progress, CheckReport& report) {
  for (std::int64_t last = INT64_MIN, rows = page_rows; rows == page_rows;) {
    auto statement = db.prepare(select_rows);
    if (!statement) return fail(statement.error());
    statement->integer(last).integer(page_rows);
    for (rows = 0;; ++rows) {
      const auto row = statement->step();
      if (!row) return fail(row.error());
      if (!*row) break;
      last = statement->integer_at(0);
      ++report.personas;
      KTO_TRY(check_row(codec, *statement, report));
    }
    if (progress && !progress(report.personas)) return fail(Errc::cancelled);
  }
  return {};
}

Result<void> check_classes(Connection& db, const Codec& codec, CheckReport& report) {
  auto statement = db.prepare("SELECT region, organisation, school_year, name, teacher FROM classes");
  if (!statement) return fail(statement.error());
  for (;;) {
    const auto row = statement->step();
    if (!row) return fail(row.error());
    if (!*row) return {};
    const auto region = region_at(*statement, 0);
    if (!region) {
      ++report.rows_bad;
      continue;
    }
    const SchoolClass klass{*region,
                            OrganisationId(std::string(statement->text_at(1))),
                            std::string(statement->text_at(2)),
                            std::string(statement->text_at(3)),
                            {}};
    if (!codec.open(class_row_id(klass), *region, statement->blob_at(4))) ++report.blobs_bad;
  }
}

Result<void> check_links(Connection& db, CheckReport& report) {
  const auto links = db.integer("SELECT count(*) FROM links");
  if (!links) return fail(links.error());
  report.links = static_cast<std::uint64_t>(*links);
  const auto dangling = db.integer(
      "SELECT count(*) FROM links WHERE NOT EXISTS (SELECT 1 FROM personas WHERE personas.region = links.region"
      " AND personas.organisation = links.organisation AND personas.id = links.id)");
  if (!dangling) return fail(dangling.error());
  report.links_dangling = static_cast<std::uint64_t>(*dangling);
  return {};
}

Result<CheckReport> check_on(Connection& db, const Codec& codec, const Progress& progress) {
  CheckReport report;
  const Interruption interruption(db, progress, report);
  KTO_TRY(found(check_personas(db, codec, progress, report), report));
  KTO_TRY(found(check_classes(db, codec, report), report));
  KTO_TRY(found(check_links(db, report), report));
  KTO_TRY(found(check_file(db, report), report));
  return report;
}

}  // namespace

Result<CheckReport> check_store(Core& core, const Progress& progress) {
  // A connection of its own: `progress` is somebody else's code and may ask the store.
  auto connection = core.settings.access == Access::read_only
                        ? open_unwritable(core.settings.path, core.settings.busy_timeout)
                        : Connection::open(core.settings.path, Access::query_only, core.settings.busy_timeout);
  if (!connection) return fail(connection.error());
  // One transaction: what is checked is one state of the store.
  KTO_TRY((*connection)->run("BEGIN"));
  return check_on(**connection, core.codec, progress);
}

}  // namespace kto::store::sqlite
