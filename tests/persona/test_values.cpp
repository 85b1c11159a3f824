#include <catch2/catch.hpp>

#include "kto/persona.hpp"

using namespace kto;

namespace {

Persona somebody() {
  Persona persona{{*Region::make(38), OrganisationId{"МБОУ СОШ №7"}, PersonaId{"1005"}},
                  *Fio::from_parts("Соловьев", "Петр", "Семенович")};
  persona.memberships.push_back({Role::pupil});
  return persona;
}

}  // namespace

TEST_CASE("a persona is archived when every membership is") {
  Persona persona = somebody();
  CHECK_FALSE(persona.archived());
  persona.memberships[0].standing = Standing::archived;
  CHECK(persona.archived());
  persona.memberships.push_back({Role::parent});
  CHECK_FALSE(persona.archived());
  persona.memberships.clear();
  CHECK_FALSE(persona.archived());
}

TEST_CASE("only a pupil has no other role") {
  Persona persona = somebody();
  CHECK(persona.only_pupil());
  CHECK(persona.has_role(Role::pupil));
  CHECK_FALSE(persona.has_role(Role::parent));
  persona.memberships.push_back({Role::unknown});
  CHECK_FALSE(persona.only_pupil());
  persona.memberships.clear();
  CHECK_FALSE(persona.only_pupil());
}

TEST_CASE("same content sees every field, the spelling included") {
  const Persona one = somebody();
  CHECK(same_content(one, somebody()));
  const auto differs = [&](auto change) {
    Persona other = somebody();
    change(other);
    return !same_content(one, other) && !same_content(other, one);
  };
  CHECK(differs([](Persona& p) { p.key.id = PersonaId{"1006"}; }));
  CHECK(differs([](Persona& p) { p.key.organisation = OrganisationId{"Лицей"}; }));
  CHECK(differs([](Persona& p) { p.key.region = *Region::make(3); }));
  CHECK(differs([](Persona& p) { p.name = *Fio::from_parts("Соловьёв", "Петр", "Семенович"); }));
  CHECK(differs([](Persona& p) { p.name = *Fio::from_parts("СОЛОВЬЕВ", "Петр", "Семенович"); }));
  CHECK(differs([](Persona& p) { p.number.text = "276-488-905 42"; }));
  CHECK(differs([](Persona& p) { p.number.reading = Snils::read("276-488-905 42"); }));
  CHECK(differs([](Persona& p) { p.birth_date = *Date::make(1975, 1, 1); }));
  CHECK(differs([](Persona& p) { p.sex = Sex::male; }));
  CHECK(differs([](Persona& p) { p.activated = false; }));
  CHECK(differs([](Persona& p) { p.login = "solovev"; }));
  CHECK(differs([](Persona& p) { p.memberships[0].klass = "6а"; }));
  CHECK(differs([](Persona& p) { p.guardians.emplace_back("1014"); }));
  CHECK(differs([](Persona& p) { p.processing_consent = Consent::given; }));
}

TEST_CASE("values have stable names") {
  CHECK(name_of(Role::administrator) == "administrator");
  CHECK(name_of(Role::unknown) == "unknown");
  CHECK(name_of(Standing::in_organisation) == "in_organisation");
  CHECK(name_of(Standing::archived) == "archived");
}
