#include "persona_row.hpp"

#include "struct_size.hpp"

KTO_FIRST_MEMBERS(kto_membership, standing);
KTO_FIRST_MEMBERS(kto_persona, reserved);

namespace kto::c {

static_assert(static_cast<int>(Standing::in_organisation) == KTO_STANDING_IN_ORGANISATION &&
              static_cast<int>(Standing::archived) == KTO_STANDING_ARCHIVED);
static_assert(static_cast<int>(Consent::given) == KTO_CONSENT_GIVEN &&
              static_cast<int>(Consent::refused) == KTO_CONSENT_REFUSED);

namespace {

constexpr std::size_t most_items = 4096;  // memberships, guardians
constexpr std::size_t utf8_bytes = 4;     // of one code point, at most

Result<std::string> string_in(kto_text text, const char* field, std::size_t most) {
  const auto utf8 = utf8_in(text, field, most);
  if (!utf8) return fail(utf8.error());
  return std::string(*utf8);
}

Result<Fio> name_in(const kto_persona& row) {
  constexpr std::size_t most = limits::name_part_code_points * utf8_bytes;
  const auto surname = text_in(row.surname, "surname", most);
  if (!surname) return fail(surname.error());
  const auto given = text_in(row.given, "given", most);
  if (!given) return fail(given.error());
  const auto patronymic = text_in(row.patronymic, "patronymic", most);
  if (!patronymic) return fail(patronymic.error());
  const auto fio = text_in(row.fio, "fio", limits::name_line_code_points * utf8_bytes);
  if (!fio) return fail(fio.error());
  const bool in_parts = !surname->empty() || !given->empty() || !patronymic->empty();
  auto name = in_parts || fio->empty() ? Fio::from_parts(*surname, *given, *patronymic) : Fio::parse(*fio);
  if (name) return name;
  Error error = name.error();
  if (error.field.empty()) error.field = in_parts ? "surname" : "fio";
  return fail(std::move(error));
}

// As a cell of a roster: zeros that a spreadsheet dropped are put back. Two statements must agree.
Result<NumberCell> number_in(const kto_persona& row) {
  NumberCell cell;
  auto text = string_in(row.snils, "snils", limits::id_bytes);
  if (!text) return fail(text.error());
  cell.text = std::move(*text);
  if (!cell.text.empty()) cell.reading = Snils::read(cell.text, Snils::Recovery::yes);
  if (row.number == 0) return cell;
  const auto number = Snils::from_number(row.number);
  if (!number || (!cell.text.empty() && cell.reading.number != *number)) return bad_argument("number");
  if (cell.text.empty()) {
    cell.text = number->canonical();
    cell.reading = Snils::read(cell.text);
  }
  return cell;
}

Result<Membership> membership_in(const kto_membership* given) {
  KTO_TRY(need(given, "memberships"));
  const auto own = read_struct(given);
  if (!own) return fail(own.error());
  Membership membership;
  if (own->role < KTO_ROLE_UNKNOWN || own->role > KTO_ROLE_ADMINISTRATOR) return bad_argument("role");
  membership.role = static_cast<Role>(own->role);
  if (own->standing < 0 || own->standing > KTO_STANDING_ARCHIVED) return bad_argument("standing");
  if (own->standing != 0) membership.standing = static_cast<Standing>(own->standing);
  auto year = string_in(own->school_year, "school_year", limits::cell_bytes);
  if (!year) return fail(year.error());
  membership.school_year = std::move(*year);
  auto klass = string_in(own->klass, "klass", limits::cell_bytes);
  if (!klass) return fail(klass.error());
  membership.klass = std::move(*klass);
  const auto from = date_in(own->from, "from");
  if (!from) return fail(from.error());
  membership.from = *from;
  const auto to = date_in(own->to, "to");
  if (!to) return fail(to.error());
  membership.to = *to;
  return membership;
}

Result<void> read_lists(const kto_persona& row, Persona& persona) {
  if (row.membership_count > most_items) return fail(Errc::too_many, "memberships");
  KTO_TRY(need_items(row.memberships, row.membership_count, "memberships"));
  for (std::size_t i = 0; i < row.membership_count; ++i) {
    auto membership = membership_in(row.memberships[i]);
    if (!membership) return fail(membership.error());
    persona.memberships.push_back(std::move(*membership));
  }
  if (row.guardian_count > most_items) return fail(Errc::too_many, "guardians");
  KTO_TRY(need_items(row.guardians, row.guardian_count, "guardians"));
  for (std::size_t i = 0; i < row.guardian_count; ++i) {
    auto id = string_in(row.guardians[i], "guardians", limits::id_bytes);
    if (!id) return fail(id.error());
    if (id->empty()) return bad_argument("guardians");
    persona.guardians.emplace_back(std::move(*id));
  }
  return {};
}

}  // namespace

Result<Persona> persona_in(const kto_persona* given) {
  KTO_TRY(need(given, "row"));
  const auto row = read_struct(given);
  if (!row) return fail(row.error());
  if (row->reserved != 0) return bad_argument("reserved");
  auto key = key_in(row->key);
  if (!key) return fail(key.error());
  auto name = name_in(*row);
  if (!name) return fail(name.error());
  Persona persona{std::move(*key), std::move(*name)};
  auto number = number_in(*row);
  if (!number) return fail(number.error());
  persona.number = std::move(*number);
  const auto birth = date_in(row->birth_date, "birth_date");
  if (!birth) return fail(birth.error());
  persona.birth_date = *birth;
  if (row->sex < KTO_SEX_UNKNOWN || row->sex > KTO_SEX_FEMALE) return bad_argument("sex");
  persona.sex = static_cast<Sex>(row->sex);
  const auto not_activated = flag_in(row->not_activated, "not_activated");
  if (!not_activated) return fail(not_activated.error());
  persona.activated = !*not_activated;
  auto login = string_in(row->login, "login", limits::cell_bytes);
  if (!login) return fail(login.error());
  persona.login = std::move(*login);
  if (row->consent < 0 || row->consent > KTO_CONSENT_REFUSED) return bad_argument("consent");
  persona.processing_consent = static_cast<Consent>(row->consent);
  KTO_TRY(read_lists(*row, persona));
  return persona;
}

}  // namespace kto::c
