// kto/persona.hpp — what the diary knows: personas, organisations, classes; a roster file → personas.
//
// Values; threads: any. Since 0.1.
#pragma once

#include <functional>

#include "kto/fio.hpp"
#include "kto/snils.hpp"
#include "kto/text.hpp"

namespace kto {

// Roles as the diary names them (EduStudent, EduParent, EduStaff, OrganizationStaff,
// EduSchoolAdministrator). `unknown`: a word kto does not know; kept and flagged.
enum class Role : std::uint8_t { unknown = 0, pupil = 1, parent = 2, teacher = 3, staff = 4, administrator = 5 };
std::string_view name_of(Role role) noexcept;
std::optional<Role> role_by_word(std::string_view utf8);  // Russian or English, any case

enum class Standing : std::uint8_t { in_organisation = 1, archived = 2 };
std::string_view name_of(Standing standing) noexcept;

struct Membership {
  Role role = Role::unknown;
  std::string school_year{};  // "2024/2025"; may be empty
  std::string klass{};        // "6а"; may be empty
  std::optional<Date> from{};
  std::optional<Date> to{};
  Standing standing = Standing::in_organisation;
  friend bool operator==(const Membership&, const Membership&) = default;
};

// A row of the diary is (region, organisation, id).
struct PersonaKey {
  Region region;
  OrganisationId organisation;
  PersonaId id;
  friend auto operator<=>(const PersonaKey&, const PersonaKey&) = default;
};

// The number as the roster has it: what was written, and what it is worth.
struct NumberCell {
  std::string text{};  // as written, up to 64 bytes; empty = none
  Snils::Reading reading{};
  bool usable() const noexcept { return reading.usable(); }
};

enum class Consent : std::uint8_t { not_stated = 0, given = 1, refused = 2 };

struct Persona {
  PersonaKey key;
  Fio name;
  NumberCell number{};
  std::optional<Date> birth_date{};
  Sex sex = Sex::unknown;
  bool activated = true;
  std::string login{};
  std::vector<Membership> memberships{};  // all in key.organisation
  std::vector<PersonaId> guardians{};     // personas of the same organisation
  Consent processing_consent = Consent::not_stated;

  bool archived() const noexcept;    // has memberships, and every one is archived
  bool only_pupil() const noexcept;  // every membership is a pupil's, and there is one
  bool has_role(Role role) const noexcept;
};
// Same content, spelling of names and number included.
bool same_content(const Persona& a, const Persona& b);

struct Organisation {
  Region region;
  OrganisationId id;
  std::string inn{};
  std::string type{};
  std::string municipality{};
  friend bool operator==(const Organisation&, const Organisation&) = default;
};

struct SchoolClass {
  Region region;
  OrganisationId organisation;
  std::string school_year{};
  std::string name{};
  std::string teacher{};  // as written: an id or a name
  friend bool operator==(const SchoolClass&, const SchoolClass&) = default;
};

// --- rosters --------------------------------------------------------------------------------------

// What a column means. X(name).
// clang-format off
#define KTO_ROSTER_FIELDS(X)                                                                      \
  X(id) X(organisation) X(region) X(fio) X(surname) X(given) X(patronymic) X(snils)               \
  X(birth_date) X(sex) X(role) X(school_year) X(klass) X(class_teacher) X(from) X(to) X(status)   \
  X(activated) X(login) X(guardians) X(consent) X(inn) X(organisation_type) X(municipality)
// clang-format on

enum class RosterField : std::uint8_t {
#define KTO_X(name) name,
  KTO_ROSTER_FIELDS(KTO_X)
#undef KTO_X
};
std::string_view name_of(RosterField field) noexcept;
std::optional<RosterField> roster_field_by_name(std::string_view name) noexcept;    // "birth_date"
std::optional<RosterField> roster_field_by_heading(std::string_view heading_utf8);  // «Дата рождения»

// What can be said of a row. X(name, code, rejected): codes from 100 on reject the row.
#define KTO_ROW_ISSUES(X)             \
  X(number_unusable, 10, false)       \
  X(number_recovered, 12, false)      \
  X(number_missing, 14, false)        \
  X(role_unknown, 20, false)          \
  X(role_missing, 22, false)          \
  X(birth_date_missing, 30, false)    \
  X(birth_date_unreadable, 32, false) \
  X(sex_unknown, 36, false)           \
  X(status_unknown, 40, false)        \
  X(activation_unknown, 42, false)    \
  X(consent_missing, 50, false)       \
  X(date_unreadable, 54, false)       \
  X(login_unreadable, 56, false)      \
  X(name_repaired, 60, false)         \
  X(linked_name_changed, 70, false)   \
  X(linked_number_changed, 72, false) \
  X(heading_repeated, 80, false)      \
  X(name_missing, 100, true)          \
  X(name_unfoldable, 102, true)       \
  X(columns_wrong, 110, true)         \
  X(region_bad, 120, true)            \
  X(region_absent, 122, true)         \
  X(region_contradicts, 124, true)    \
  X(id_empty, 130, true)              \
  X(id_bad, 132, true)                \
  X(id_repeated, 134, true)           \
  X(organisation_missing, 140, true)  \
  X(organisation_bad, 142, true)      \
  X(number_needed, 150, true)         \
  X(number_taken, 152, true)          \
  X(consent_required, 160, true)      \
  X(row_bad_json, 170, true)          \
  X(row_wrong_type, 172, true)        \
  X(row_too_long, 174, true)

enum class RowCode : std::int32_t {
#define KTO_X(name, code, rejected) name = code,
  KTO_ROW_ISSUES(KTO_X)
#undef KTO_X
};
std::string_view name_of(RowCode code) noexcept;
bool rejects(RowCode code) noexcept;
std::span<const RowCode> all_row_codes() noexcept;

struct RowIssue {
  std::uint64_t line = 0;    // of the file, from 1: where the row begins
  std::uint32_t column = 0;  // from 1; 0 = the row as a whole
  RowCode code = RowCode::columns_wrong;
  std::string field{};  // name of the RosterField; empty = none
  friend bool operator==(const RowIssue&, const RowIssue&) = default;
};

// One good row. `id` is empty when the file has none (--match-by number).
struct RosterRow {
  std::uint64_t line = 0;
  Persona persona;
  std::optional<Organisation> organisation{};  // when the file says more than its id
  std::optional<SchoolClass> klass{};          // when the file names a class teacher
};

enum class RosterFormat : std::uint8_t { detect = 0, csv = 1, json_lines = 2 };
enum class MatchBy : std::uint8_t { id = 0, number = 1 };

struct RosterOptions {
  RosterFormat format = RosterFormat::detect;
  std::optional<text::Encoding> encoding{};
  std::optional<char> separator{};  // ';' ',' '\t'
  // Explicit mapping, overrides the headings: field → heading as written, or column number from 1.
  std::vector<std::pair<RosterField, std::string>> mapping{};
  std::optional<Region> region{};
  std::optional<OrganisationId> organisation{};  // for files that name none
  MatchBy match_by = MatchBy::id;
  bool require_consent = false;
  std::optional<Date> today{};  // a birth date after it is unreadable; absent = today in Moscow
};

// Where bytes come from: fills `buffer`, returns how many; 0 = the end.
using ByteSource = std::function<Result<std::size_t>(std::span<char> buffer)>;

// What the reader found out by itself, for the report.
struct RosterShape {
  RosterFormat format = RosterFormat::detect;
  text::Encoding encoding = text::Encoding::utf8;
  char separator = ';';
  std::uint64_t header_line = 0;
  std::vector<RosterField> fields{};  // in column order (JSON: as keys appeared); unknown ones left out
  std::size_t unknown_columns = 0;
};

struct RosterHandlers {
  // Each good row, in the order of the file. An error stops the reading and is returned.
  std::function<Result<void>(RosterRow&&)> row{};
  // Each issue, also of rejected rows. A row may have several.
  std::function<void(const RowIssue&)> issue{};
  // Called now and then with the bytes read so far; false stops with `cancelled`.
  std::function<bool(std::uint64_t bytes)> progress{};
};

// Reads a roster piece by piece; memory is bounded by limits::row_bytes. Repeated ids are the
// importer's to find (id_repeated, number_taken), not the reader's. docs/formats-roster.md says how
// files are read. Errors of the file as a whole, with field and line where there are such:
// unknown_encoding, bad_utf8, bad_encoding and file_truncated (with the offset), empty (a file without
// a single row), not_a_table, no_header, column_missing (also the organisation's, when options name
// none), column_repeated, unterminated_quote (in the header; elsewhere it costs one row), too_many
// (columns), contradiction (a second header that orders the columns otherwise), region_missing,
// bad_argument (options that make no sense), cancelled, and the source's and handlers' own. Rows that
// were handed out before an error stand: the importer rolls back.
Result<RosterShape> read_roster(const ByteSource& source, const RosterOptions& options, const RosterHandlers& handlers);

// A source over memory (borrowed) and over a file (file_not_found, file_read).
ByteSource bytes_of(std::string_view memory);
Result<ByteSource> bytes_of_file(const std::string& path);

}  // namespace kto
