// Invented people for the tests of stores.
#pragma once

#include "kto/store.hpp"

namespace kto::test {

inline Region region(unsigned number) { return Region::make(number).value(); }

// Nine digits; the control is the formula's.
inline NumberCell number(std::uint32_t nine_digits) {
  NumberCell cell;
  cell.text = Snils::from_number(nine_digits).value().canonical();
  cell.reading = Snils::read(cell.text);
  return cell;
}

inline Membership membership(Role role, std::string klass = {}, Standing standing = Standing::in_organisation) {
  Membership made;
  made.role = role;
  made.klass = std::move(klass);
  made.standing = standing;
  return made;
}

inline Persona persona(unsigned region_number, std::string organisation, std::string id, std::string_view surname,
                       std::string_view given, std::string_view patronymic = "") {
  return Persona{PersonaKey{region(region_number), OrganisationId(std::move(organisation)), PersonaId(std::move(id))},
                 Fio::from_parts(surname, given, patronymic).value(),
                 {},
                 {},
                 Sex::unknown,
                 true,
                 {},
                 {membership(Role::pupil, "6а")},
                 {},
                 Consent::not_stated};
}

// Everything that a persona can have.
inline Persona full_persona() {
  Persona out = persona(38, "МБОУ Лицей №2", "1002", "Йовович-Щедрина", "Мария", "Вагиф кызы");
  out.number = number(152341876);
  out.birth_date = Date::make(2012, 11, 7).value();
  out.sex = Sex::female;
  out.activated = false;
  out.login = "iovovich.mariia07112";
  Membership past = membership(Role::pupil, "5\tа\\n\n", Standing::archived);
  past.school_year = "2023/2024";
  past.from = Date::make(2023, 9, 1).value();
  past.to = Date::make(2024, 5, 31).value();
  out.memberships.push_back(past);
  out.memberships.push_back(membership(Role::unknown));
  out.guardians = {PersonaId("1001"), PersonaId("tab\tline\nback\\slash")};
  out.processing_consent = Consent::given;
  return out;
}

inline PersonaKey key(unsigned region_number, std::string organisation, std::string id) {
  return {region(region_number), OrganisationId(std::move(organisation)), PersonaId(std::move(id))};
}

inline Oid oid(std::int64_t value) { return Oid::make(value).value(); }

inline std::string ticket(unsigned value) {
  std::string text = std::to_string(value);
  return std::string(20 - text.size(), '0') + text;
}

inline Secret secret(std::uint8_t value = 7) {
  Secret out;
  for (std::size_t i = 0; i < Secret::size(); ++i) out.data()[i] = static_cast<std::uint8_t>(value + i);
  return out;
}

}  // namespace kto::test
