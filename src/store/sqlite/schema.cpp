#include "store/sqlite/schema.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace kto::store::sqlite {
namespace {

// Names, numbers, dates and logins are in `record` and `teacher` only. Links have no foreign key: a
// portal may keep its personas elsewhere and only the links here.
constexpr const char* version_1 = R"sql(
CREATE TABLE meta(
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE personas(
  row INTEGER PRIMARY KEY,
  region INTEGER NOT NULL,
  organisation TEXT NOT NULL,
  id TEXT NOT NULL,
  archived INTEGER NOT NULL,
  activated INTEGER NOT NULL,
  roles INTEGER NOT NULL,
  class TEXT NOT NULL,
  has_number INTEGER NOT NULL,
  number_usable INTEGER NOT NULL,
  has_birth_date INTEGER NOT NULL,
  has_sex INTEGER NOT NULL,
  consent INTEGER NOT NULL,
  memberships TEXT NOT NULL,
  guardians TEXT NOT NULL,
  number_key BLOB,
  number INTEGER,
  record BLOB NOT NULL,
  UNIQUE(region, organisation, id)
) STRICT;
CREATE INDEX personas_by_number_key ON personas(number_key) WHERE number_key IS NOT NULL;
CREATE INDEX personas_by_number ON personas(number, region) WHERE number IS NOT NULL;
CREATE INDEX personas_unnumbered ON personas(region, organisation, id) WHERE number_usable = 0;

CREATE TABLE organisations(
  region INTEGER NOT NULL,
  id TEXT NOT NULL,
  inn TEXT NOT NULL,
  type TEXT NOT NULL,
  municipality TEXT NOT NULL,
  PRIMARY KEY(region, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE classes(
  region INTEGER NOT NULL,
  organisation TEXT NOT NULL,
  school_year TEXT NOT NULL,
  name TEXT NOT NULL,
  teacher BLOB NOT NULL,
  PRIMARY KEY(region, organisation, school_year, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE links(
  region INTEGER NOT NULL,
  organisation TEXT NOT NULL,
  id TEXT NOT NULL,
  issuer INTEGER NOT NULL,
  oid INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  rules TEXT NOT NULL,
  ticket TEXT NOT NULL,
  PRIMARY KEY(region, organisation, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_subject ON links(oid, issuer);

CREATE TABLE consents(
  row INTEGER PRIMARY KEY,
  region INTEGER NOT NULL,
  organisation TEXT NOT NULL,
  id TEXT NOT NULL,
  by_region INTEGER,
  by_organisation TEXT,
  by_id TEXT,
  given_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE INDEX consents_by_child ON consents(region, organisation, id);

CREATE TABLE decisions(
  ticket TEXT NOT NULL PRIMARY KEY,
  decided_at INTEGER NOT NULL,
  region INTEGER NOT NULL,
  subject_hash TEXT NOT NULL,
  verdict INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  personas TEXT NOT NULL,
  rules TEXT NOT NULL,
  rules_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_by_time ON decisions(decided_at);

CREATE TABLE sign_ins(
  row INTEGER PRIMARY KEY,
  ticket TEXT NOT NULL,
  region INTEGER NOT NULL,
  organisation TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_ins_by_persona ON sign_ins(region, organisation, id, at);
)sql";

constexpr std::array steps{version_1};
static_assert(steps.size() == schema_version);

// Names and texts of everything in the schema, in one order.
Result<std::vector<std::string>> objects_of(Connection& connection) {
  auto statement =
      connection.prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1, 2");
  if (!statement) return fail(statement.error());
  std::vector<std::string> out;
  for (;;) {
    const auto row = statement->step();
    if (!row) return fail(row.error());
    if (!*row) return out;
    std::string object;
    for (int column = 0; column < 4; ++column) {
      object += statement->text_at(column);
      object += '\n';
    }
    out.push_back(std::move(object));
  }
}

}  // namespace

std::span<const char* const> schema_steps() { return steps; }

Result<void> climb(Connection& connection, std::span<const char* const> ladder) {
  const auto version = connection.integer("PRAGMA user_version");
  if (!version) return fail(version.error());
  if (*version < 0 || *version > static_cast<std::int64_t>(ladder.size())) return fail(Errc::store_version);
  for (auto at = static_cast<std::size_t>(*version); at < ladder.size(); ++at) {
    KTO_TRY(connection.run(ladder[at]));
    KTO_TRY(connection.run(("PRAGMA user_version=" + std::to_string(at + 1)).c_str()));
  }
  return {};
}

Result<bool> schema_is_ours(Connection& connection, std::span<const char* const> ladder) {
  const auto fresh = Connection::open_raw(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX);
  if (!fresh) return fail(fresh.error());
  KTO_TRY(climb(**fresh, ladder));
  const auto ours = objects_of(**fresh);
  if (!ours) return fail(ours.error());
  const auto theirs = objects_of(connection);
  if (!theirs) return fail(theirs.error());
  return *ours == *theirs;
}

}  // namespace kto::store::sqlite
