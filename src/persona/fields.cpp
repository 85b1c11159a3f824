// What a column is called. The headings are those of the diary's own exports and of the tables schools
// keep; names are looked up folded (fold_word), so spelling variants need no row of their own.
#include "persona/fields.hpp"

#include <unordered_map>

#include "persona/cell_text.hpp"

namespace kto {
namespace roster {
namespace {

struct Heading {
  RosterField field;
  std::string_view text;
};

constexpr Heading kHeadings[] = {
    {RosterField::id, "ID"},
    {RosterField::id, "ИД"},
    {RosterField::id, "Идентификатор"},
    {RosterField::id, "ID персоны"},
    {RosterField::id, "Код персоны"},
    {RosterField::id, "person_id"},
    {RosterField::id, "persona_id"},
    {RosterField::organisation, "Организация"},
    {RosterField::organisation, "ОО"},
    {RosterField::organisation, "Школа"},
    {RosterField::organisation, "Образовательная организация"},
    {RosterField::organisation, "Наименование организации"},
    {RosterField::organisation, "Название организации"},
    {RosterField::organisation, "Наименование ОО"},
    {RosterField::organisation, "Название ОО"},
    {RosterField::organisation, "organisation"},
    {RosterField::organisation, "organization"},
    {RosterField::organisation, "school"},
    {RosterField::region, "Регион"},
    {RosterField::region, "Код региона"},
    {RosterField::region, "region"},
    {RosterField::region, "region_code"},
    {RosterField::fio, "ФИО"},
    {RosterField::fio, "Ф.И.О."},
    {RosterField::fio, "Фамилия Имя Отчество"},
    {RosterField::fio, "Полное имя"},
    {RosterField::fio, "ФИО персоны"},
    {RosterField::fio, "fio"},
    {RosterField::fio, "full_name"},
    {RosterField::fio, kAmbiguousName},
    {RosterField::surname, "Фамилия"},
    {RosterField::surname, "surname"},
    {RosterField::surname, "last_name"},
    {RosterField::surname, "family_name"},
    {RosterField::given, "Имя"},
    {RosterField::given, "given"},
    {RosterField::given, "given_name"},
    {RosterField::given, "first_name"},
    {RosterField::patronymic, "Отчество"},
    {RosterField::patronymic, "Отчество (при наличии)"},
    {RosterField::patronymic, "patronymic"},
    {RosterField::patronymic, "middle_name"},
    {RosterField::snils, "СНИЛС"},
    {RosterField::snils, "Номер СНИЛС"},
    {RosterField::snils, "СНИЛС персоны"},
    {RosterField::snils, "snils"},
    {RosterField::birth_date, "Дата рождения"},
    {RosterField::birth_date, "Д.р."},
    {RosterField::birth_date, "birth_date"},
    {RosterField::birth_date, "birthday"},
    {RosterField::birth_date, "date_of_birth"},
    {RosterField::sex, "Пол"},
    {RosterField::sex, "sex"},
    {RosterField::sex, "gender"},
    {RosterField::role, "Роль"},
    {RosterField::role, "Роли"},
    {RosterField::role, "role"},
    {RosterField::role, "roles"},
    {RosterField::school_year, "Учебный год"},
    {RosterField::school_year, "school_year"},
    {RosterField::klass, "Класс"},
    {RosterField::klass, "Классы"},
    {RosterField::klass, "klass"},
    {RosterField::klass, "class"},
    {RosterField::klass, "classes"},
    {RosterField::class_teacher, "Классный руководитель"},
    {RosterField::class_teacher, "Кл. руководитель"},
    {RosterField::class_teacher, "class_teacher"},
    {RosterField::from, "С"},
    {RosterField::from, "Дата зачисления"},
    {RosterField::from, "Дата начала"},
    {RosterField::from, "from"},
    {RosterField::to, "По"},
    {RosterField::to, "Дата отчисления"},
    {RosterField::to, "Дата выбытия"},
    {RosterField::to, "Дата окончания"},
    {RosterField::to, "to"},
    {RosterField::status, "Статус"},
    {RosterField::status, "status"},
    {RosterField::activated, "Активирована"},
    {RosterField::activated, "Активирован"},
    {RosterField::activated, "Активация"},
    {RosterField::activated, "Учётная запись активирована"},
    {RosterField::activated, "activated"},
    {RosterField::login, "Логин"},
    {RosterField::login, "login"},
    {RosterField::guardians, "Опекуны"},
    {RosterField::guardians, "Родители (id)"},
    {RosterField::guardians, "ID родителей"},
    {RosterField::guardians, "guardians"},
    {RosterField::guardians, "guardian_ids"},
    {RosterField::consent, "Согласие на обработку"},
    {RosterField::consent, "Согласие на обработку ПДн"},
    {RosterField::consent, "Согласие на обработку ПД"},
    {RosterField::consent, "Согласие на обработку данных"},
    {RosterField::consent, "Согласие на обработку персональных данных"},
    {RosterField::consent, "Согласие"},
    {RosterField::consent, "consent"},
    {RosterField::consent, "processing_consent"},
    {RosterField::inn, "ИНН"},
    {RosterField::inn, "ИНН организации"},
    {RosterField::inn, "ИНН ОО"},
    {RosterField::inn, "inn"},
    {RosterField::organisation_type, "Тип"},
    {RosterField::organisation_type, "Тип организации"},
    {RosterField::organisation_type, "Тип ОО"},
    {RosterField::organisation_type, "type"},
    {RosterField::organisation_type, "organisation_type"},
    {RosterField::organisation_type, "organization_type"},
    {RosterField::municipality, "Муниципалитет"},
    {RosterField::municipality, "Муниципальное образование"},
    {RosterField::municipality, "municipality"},
};

const std::unordered_map<std::string, RosterField>& headings() {
  static const auto* const map = [] {
    auto* made = new std::unordered_map<std::string, RosterField>;
    for (const Heading& heading : kHeadings) made->emplace(fold_word(heading.text), heading.field);
    return made;
  }();
  return *map;
}

}  // namespace

std::optional<RosterField> field_of_folded(std::string_view folded) {
  const auto found = headings().find(std::string(folded));
  if (found == headings().end()) return std::nullopt;
  return found->second;
}

}  // namespace roster

std::string_view name_of(RosterField field) noexcept {
  switch (field) {
#define KTO_X(name)       \
  case RosterField::name: \
    return #name;
    KTO_ROSTER_FIELDS(KTO_X)
#undef KTO_X
  }
  return "unknown";
}

std::optional<RosterField> roster_field_by_name(std::string_view name) noexcept {
  for (const RosterField field : roster::kAllFields) {
    if (name_of(field) == name) return field;
  }
  // Two fields are also known by the word that C++ keeps for itself and by the short one.
  if (name == "class") return RosterField::klass;
  if (name == "type") return RosterField::organisation_type;
  return std::nullopt;
}

std::optional<RosterField> roster_field_by_heading(std::string_view heading_utf8) {
  if (heading_utf8.size() > 512) return std::nullopt;  // longer than any heading of ours
  return roster::field_of_folded(roster::fold_word(heading_utf8));
}

}  // namespace kto
