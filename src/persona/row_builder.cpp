#include "persona/row_builder.hpp"

#include <algorithm>
#include <unordered_set>

#include "persona/cell_dates.hpp"
#include "persona/cell_text.hpp"
#include "persona/words.hpp"

namespace kto::roster {
namespace {

constexpr std::size_t kNumberBytes = 64;  // of NumberCell::text
constexpr std::size_t kLoginBytes = 256;
constexpr std::size_t kClasses = 256;  // one row may name

// Excel's ways to keep a cell from being taken for a number: ="08765430300" and a leading apostrophe.
std::string_view unwrap(std::string_view cell) noexcept {
  if (cell.size() >= 3 && cell[0] == '=' && cell[1] == '"' && cell.back() == '"') {
    return trim(cell.substr(2, cell.size() - 3));
  }
  return cell;
}
std::string_view unwrap_number(std::string_view cell) noexcept {
  cell = unwrap(cell);
  if (cell.size() > 1 && cell[0] == '\'') cell = trim(cell.substr(1));
  return cell;
}

// 1,00000000000123E+15: a long id that a spreadsheet has rounded. Two people may share what is left.
bool is_rounded_number(std::string_view text) noexcept {
  const std::size_t e = text.find_first_of("Ee");
  if (e == std::string_view::npos || e == 0 || e + 2 >= text.size() || text[e + 1] != '+') return false;
  return text.substr(0, e).find_first_not_of("0123456789,.") == std::string_view::npos &&
         text.substr(e + 2).find_first_not_of("0123456789") == std::string_view::npos;
}

bool bad_id(std::string_view id) noexcept {
  return id.size() > limits::id_bytes || has_forbidden(id) || is_rounded_number(id);
}

// Cuts `text` at any of `separators`, trimmed, without empty items.
std::vector<std::string_view> items_of(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> items;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    const std::string_view item = trim(text.substr(0, end));
    if (!item.empty()) items.push_back(item);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return items;
}

constexpr std::string_view kWordSeparators = ",;/|\r\n\x1F";
constexpr std::string_view kClassSeparators = ",;\r\n\x1F";  // «5/1» is one class
constexpr std::string_view kIdSeparators = ",;| \t\r\n\x1F";
constexpr std::string_view kOnlyListItems = "\x1F";

}  // namespace

struct RowBuilder::Row {
  std::vector<RowIssue> issues{};
  std::uint64_t line = 0;
  std::optional<Region> region{};
  std::string organisation{};
  std::string id{};
  std::optional<Fio> name{};
  NumberCell number{};
  std::optional<Date> birth_date{};
  Sex sex = Sex::unknown;
  bool activated = true;
  std::string login{};
  std::vector<Membership> memberships{};
  std::vector<PersonaId> guardians{};
  Consent consent = Consent::not_stated;
  std::optional<std::string> only_class{};

  void add(const RowValue& value, RowCode code, RosterField field) {
    issues.push_back({line, value.column, code, std::string(name_of(field))});
  }
  bool rejected() const {
    return std::any_of(issues.begin(), issues.end(), [](const RowIssue& issue) { return rejects(issue.code); });
  }
};

RowBuilder::RowBuilder(const RosterOptions& options, const RosterHandlers& handlers)
    : options_(options),
      handlers_(handlers),
      today_(options.today ? *options.today : Date::today(std::chrono::minutes{180})) {  // Moscow: UTC+3
  if (options.organisation) default_organisation_ = collapse_blanks(options.organisation->str());
}

void RowBuilder::report(std::uint64_t line, std::uint32_t column, RowCode code, std::string_view field) const {
  if (handlers_.issue) handlers_.issue({line, column, code, std::string(field)});
}

void RowBuilder::report_no_consent_column(std::uint64_t line) {
  if (said_no_consent_) return;
  said_no_consent_ = true;
  report(line, 0, RowCode::consent_missing, name_of(RosterField::consent));
}

void RowBuilder::read_key(const RowValues& values, Row& row) const {
  const RowValue& region = values[RosterField::region];
  const std::string_view region_text = unwrap_number(region.text);
  if (region_text.empty()) {
    row.region = options_.region;
    if (!row.region) row.add(region, RowCode::region_absent, RosterField::region);
  } else if (const auto parsed = Region::parse(region_text); !parsed) {
    row.add(region, RowCode::region_bad, RosterField::region);
  } else {
    row.region = *parsed;
    if (options_.region && *options_.region != *row.region) {
      row.add(region, RowCode::region_contradicts, RosterField::region);
    }
  }

  const RowValue& organisation = values[RosterField::organisation];
  row.organisation = collapse_blanks(unwrap(organisation.text));
  if (row.organisation.empty() && default_organisation_) row.organisation = *default_organisation_;
  if (row.organisation.empty()) {
    row.add(organisation, RowCode::organisation_missing, RosterField::organisation);
  } else if (row.organisation.size() > limits::organisation_bytes || has_forbidden(row.organisation)) {
    row.add(organisation, RowCode::organisation_bad, RosterField::organisation);
  }

  if (options_.match_by == MatchBy::number) return;  // kto gives the id
  const RowValue& id = values[RosterField::id];
  row.id = std::string(unwrap_number(id.text));
  if (row.id.empty()) {
    row.add(id, RowCode::id_empty, RosterField::id);
  } else if (bad_id(row.id)) {
    row.add(id, RowCode::id_bad, RosterField::id);
  }
}

void RowBuilder::read_name(const RowValues& values, Row& row) const {
  const RowValue& surname = values[RosterField::surname];
  const RowValue& given = values[RosterField::given];
  const RowValue& patronymic = values[RosterField::patronymic];
  const RowValue& fio = values[RosterField::fio];
  const bool parts = !surname.text.empty() || !given.text.empty() || !patronymic.text.empty() || !fio.present;
  auto name = parts ? Fio::from_parts(surname.text, given.text, patronymic.text) : Fio::parse(fio.text);
  if (name) {
    row.name = std::move(*name);
    const auto repaired = [](const Note& note) {
      return note.rule == NameRule::look_alike || note.rule == NameRule::leading_digit;
    };
    const auto& notes = row.name->notes();
    if (const auto note = std::find_if(notes.begin(), notes.end(), repaired); note != notes.end()) {
      const RosterField field = !parts                           ? RosterField::fio
                                : note->part == Part::given      ? RosterField::given
                                : note->part == Part::patronymic ? RosterField::patronymic
                                                                 : RosterField::surname;
      row.add(values[field], RowCode::name_repaired, field);
    }
    return;
  }
  RosterField field = parts ? RosterField::surname : RosterField::fio;
  if (parts && name.error().field == name_of(RosterField::given)) field = RosterField::given;
  if (parts && name.error().field == name_of(RosterField::patronymic)) field = RosterField::patronymic;
  const bool missing = name.error().code == Errc::empty;
  row.add(values[field], missing ? RowCode::name_missing : RowCode::name_unfoldable, field);
}

void RowBuilder::read_number(const RowValues& values, Row& row) const {
  const RowValue& cell = values[RosterField::snils];
  const std::string_view text = unwrap_number(cell.text);
  if (text.empty()) {
    row.add(cell, RowCode::number_missing, RosterField::snils);
  } else {
    row.number.text = std::string(prefix(text, kNumberBytes));
    row.number.reading = Snils::read(text, Snils::Recovery::yes);
    if (!row.number.usable()) {
      row.add(cell, RowCode::number_unusable, RosterField::snils);
    } else if (row.number.reading.recovered) {
      row.add(cell, RowCode::number_recovered, RosterField::snils);
    }
  }
  if (options_.match_by == MatchBy::number && !row.number.usable()) {
    row.add(cell, RowCode::number_needed, RosterField::snils);
  }
}

void RowBuilder::read_person(const RowValues& values, Row& row) const {
  const RowValue& birth = values[RosterField::birth_date];
  if (birth.text.empty()) {
    row.add(birth, RowCode::birth_date_missing, RosterField::birth_date);
  } else {
    row.birth_date = read_date(unwrap_number(birth.text));
    if (row.birth_date && *row.birth_date > today_) row.birth_date.reset();
    if (!row.birth_date) row.add(birth, RowCode::birth_date_unreadable, RosterField::birth_date);
  }

  const RowValue& sex = values[RosterField::sex];
  if (!sex.text.empty()) {
    const auto known = sex_of(sex.text);
    row.sex = known.value_or(Sex::unknown);
    if (!known) row.add(sex, RowCode::sex_unknown, RosterField::sex);
  }

  const RowValue& activated = values[RosterField::activated];
  if (!activated.text.empty()) {
    const auto known = activation_of(activated.text);
    row.activated = known.value_or(false);
    if (!known) row.add(activated, RowCode::activation_unknown, RosterField::activated);
  }

  const RowValue& login = values[RosterField::login];
  const std::string_view login_text = unwrap(login.text);
  if (login_text.size() > kLoginBytes || has_forbidden(login_text)) {
    row.add(login, RowCode::login_unreadable, RosterField::login);
  } else {
    row.login = std::string(login_text);
  }
}

// Every role of the row with every class of the row, each in the row's years and standing.
void RowBuilder::read_memberships(const RowValues& values, Row& row) const {
  Membership common;
  common.school_year = clean_text(unwrap(values[RosterField::school_year].text));
  const auto date = [&](RosterField field) -> std::optional<Date> {
    const RowValue& cell = values[field];
    if (cell.text.empty()) return std::nullopt;
    const auto read = read_date(unwrap_number(cell.text));
    if (!read) row.add(cell, RowCode::date_unreadable, field);
    return read;
  };
  common.from = date(RosterField::from);
  common.to = date(RosterField::to);
  const RowValue& status = values[RosterField::status];
  if (!status.text.empty()) {
    const auto known = standing_of(status.text);
    common.standing = known.value_or(Standing::archived);
    if (!known) row.add(status, RowCode::status_unknown, RosterField::status);
  }

  std::vector<Role> roles;
  const RowValue& role_cell = values[RosterField::role];
  bool unknown = false;
  const auto add_role = [&](Role role) {
    if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
  };
  if (const auto whole = role_of(role_cell.text)) {
    add_role(*whole);
  } else {
    for (const std::string_view word : items_of(role_cell.text, kWordSeparators)) {
      const auto role = role_of(word);
      unknown = unknown || !role;
      add_role(role.value_or(Role::unknown));
    }
  }
  if (unknown) row.add(role_cell, RowCode::role_unknown, RosterField::role);
  if (roles.empty()) {
    row.add(role_cell, RowCode::role_missing, RosterField::role);
    roles.push_back(Role::unknown);
  }

  const RowValue& class_cell = values[RosterField::klass];
  std::vector<std::string> classes;
  std::unordered_set<std::string> seen;
  for (const std::string_view item : items_of(unwrap(class_cell.text), kClassSeparators)) {
    std::string name = clean_text(item);
    if (!name.empty() && seen.insert(name).second) classes.push_back(std::move(name));
    if (classes.size() > kClasses) {
      row.add(class_cell, RowCode::row_too_long, RosterField::klass);
      return;
    }
  }
  if (classes.size() == 1) row.only_class = classes.front();
  if (classes.empty()) classes.emplace_back();
  for (const Role role : roles) {
    for (const std::string& name : classes) {
      Membership membership = common;
      membership.role = role;
      membership.klass = name;
      row.memberships.push_back(std::move(membership));
    }
  }
}

void RowBuilder::read_guardians(const RowValues& values, Row& row) const {
  const RowValue& cell = values[RosterField::guardians];
  for (const std::string_view item : items_of(cell.text, cell.list ? kOnlyListItems : kIdSeparators)) {
    if (bad_id(item)) {
      row.add(cell, RowCode::id_bad, RosterField::guardians);
      return;
    }
    row.guardians.emplace_back(std::string(item));
  }
}

void RowBuilder::read_consent(const RowValues& values, Row& row) {
  const RowValue& cell = values[RosterField::consent];
  if (!cell.text.empty()) {
    row.consent = consent_of(cell.text).value_or(Consent::not_stated);
    // The date on which it was given is what many schools keep in this column.
    if (row.consent == Consent::not_stated && read_date(unwrap_number(cell.text))) row.consent = Consent::given;
  }
  if (row.consent == Consent::given) return;
  if (options_.require_consent) {
    row.add(cell, RowCode::consent_required, RosterField::consent);
  } else if (cell.present) {
    row.add(cell, RowCode::consent_missing, RosterField::consent);
  } else {
    report_no_consent_column(row.line);
  }
}

Result<void> RowBuilder::build(const RowValues& values) {
  Row row;
  row.line = values.line;
  read_key(values, row);
  read_name(values, row);
  read_number(values, row);
  read_person(values, row);
  read_memberships(values, row);
  read_guardians(values, row);
  read_consent(values, row);
  if (handlers_.issue) {
    for (const RowIssue& issue : row.issues) handlers_.issue(issue);
  }
  if (row.rejected() || !row.region || !row.name || !handlers_.row) return {};

  const OrganisationId organisation{row.organisation};
  RosterRow made{values.line, Persona{PersonaKey{*row.region, organisation, PersonaId{row.id}}, std::move(*row.name)}};
  made.persona.number = std::move(row.number);
  made.persona.birth_date = row.birth_date;
  made.persona.sex = row.sex;
  made.persona.activated = row.activated;
  made.persona.login = std::move(row.login);
  made.persona.memberships = std::move(row.memberships);
  made.persona.guardians = std::move(row.guardians);
  made.persona.processing_consent = row.consent;

  Organisation about{*row.region, organisation};
  about.inn = clean_text(unwrap_number(values[RosterField::inn].text));
  about.type = clean_text(unwrap(values[RosterField::organisation_type].text));
  about.municipality = clean_text(unwrap(values[RosterField::municipality].text));
  if (!about.inn.empty() || !about.type.empty() || !about.municipality.empty()) made.organisation = std::move(about);

  std::string teacher = clean_text(unwrap(values[RosterField::class_teacher].text));
  if (!teacher.empty() && row.only_class) {  // a teacher of several classes in one cell is nobody's for certain
    const std::string& year = made.persona.memberships.front().school_year;
    made.klass = SchoolClass{*row.region, organisation, year, *row.only_class, std::move(teacher)};
  }
  return handlers_.row(std::move(made));
}

}  // namespace kto::roster
