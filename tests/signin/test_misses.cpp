// What the administrator is told of a miss, and of a number that several people share.
#include <catch2/catch.hpp>

#include "world.hpp"

using namespace world;

TEST_CASE("the person's face is the same for three kinds of miss", "[misses]") {
  for (const char* rules : {"ru-2024", "irkutsk-2018"})
    for (const char* born : {"1980-01-01", "2008-01-01"}) {
      World no_number, other_name, name_elsewhere, archived;
      for (World* world : {&no_number, &other_name, &name_elsewhere, &archived}) {
        world->options = fakes::options(rules);
        world->options.diagnose = true;
      }
      other_name.add("1", fakes::fio("Зайцева", "Ольга", "Юрьевна"));
      other_name.add("2", fakes::fio("Соловьёв", "Пётр", "Олегович"));
      name_elsewhere.add("1", pyotr(), "143-210-987 28");
      name_elsewhere.add("2", pyotr(), "");
      archived.add("1", pyotr()).memberships.front().standing = Standing::archived;
      Request request = adult();
      request.identity.birth_date = date(born);
      const std::string face = fakes::face(no_number.ask(request));
      CHECK(fakes::face(other_name.ask(request)) == face);
      CHECK(fakes::face(name_elsewhere.ask(request)) == face);
      CHECK(fakes::face(archived.ask(request)) == face);
      // The administrator's is not.
      CHECK(reasons(no_number.ask(request)) != reasons(other_name.ask(request)));
      CHECK(reasons(no_number.ask(request)) != reasons(name_elsewhere.ask(request)));
    }
}

TEST_CASE("a name alone and a number alone sign nobody in", "[misses]") {
  World world;
  world.add("1", pyotr(), "143-210-987 28");
  world.add("2", pyotr(), "");
  world.add("3", pyotr(), "000-000-000 00");
  world.add("4", pyotr(), "123-123-123 44");
  world.add("5", fakes::fio("Соловьёв", "Пётр", ""));
  CHECK(world.verdict(adult()) == "link");
  CHECK(reasons(world.ask(adult())) == "snils_equal_name_similar:5");
  world.options.diagnose = true;
  CHECK(reasons(world.ask(adult())) ==
        "snils_equal_name_similar:5 persona_without_snils:2 persona_number_unusable:3:4");
}

TEST_CASE("diagnosis finds a name that came as one line, in either order", "[misses]") {
  World world;
  world.options.diagnose = true;
  world.source.people.push_back(fakes::persona(key("1"), Fio::parse("Пётр Соловьёв").value(), ""));
  world.source.people.push_back(fakes::persona(key("2"), Fio::parse("СОЛОВЬЕВ ПЕТР").value(), ""));
  world.source.people.push_back(fakes::persona(key("3"), Fio::parse("Зайцев Пётр").value(), ""));
  const auto request = fakes::confirmed(fakes::fio("Соловьёв", "Пётр", ""), number);
  for (const auto& one : world.source.people) {
    const bool expected = grade(*request.identity.name, one.name) >= Grade::equivalent;
    CHECK(expected == (one.key.id.str() != "3"));
  }
  CHECK(reasons(world.ask(request)) == "number_not_in_diary persona_without_snils:1:2");
  CHECK(world.source.asked_unnumbered == 1);
}

TEST_CASE("who shares a number", "[misses]") {
  World world;
  world.add("1", pyotr());
  world.add("2", fakes::fio("СОЛОВЬЕВ", "ПЕТР", "СЕМЕНОВИЧ"));
  CHECK_FALSE(world.ask(adult()).has(Reason::household_number));
  world.add("3", fakes::fio("Соловьёва", "Анна", "Петровна"));
  const auto outcome = world.ask(adult());
  CHECK(outcome.verdict == Verdict::choose);
  CHECK(reasons(outcome) == "household_number:1:2:3 several_personas:1:2 yo_folded:2");
  const auto nobody = fakes::confirmed(fakes::fio("Зайцева", "Ольга", "Юрьевна"), number);
  CHECK(reasons(world.ask(nobody)) == "snils_equal_name_different:1:2:3 household_number:1:2:3");
}

TEST_CASE("whoever differs in name, birth date or sex is another person with the number", "[misses]") {
  World world;
  world.add("1", pyotr());
  Persona& other = world.add("2", fakes::fio("Соловьёв", "Пётр", "Семенович"));
  CHECK(reasons(world.ask(adult())) == "several_personas:1:2 yo_folded:2");
  other = fakes::persona(key("2"), fakes::fio("Соловьёв", "Пётр", "Семёнович"), number);
  world.source.people[0].sex = Sex::male;
  CHECK_FALSE(world.ask(adult()).has(Reason::household_number));  // one of them states none
  world.source.people[1].sex = Sex::female;
  CHECK(world.ask(adult()).has(Reason::household_number));
  world.source.people[1].sex = Sex::male;
  world.source.people[0].birth_date = date("1980-01-01");
  CHECK_FALSE(world.ask(adult()).has(Reason::household_number));
  world.source.people[1].birth_date = date("1980-01-02");
  CHECK(world.ask(adult()).has(Reason::household_number));
  // A misspelt name is no other person yet.
  world.source.people[1] = fakes::persona(key("2"), fakes::fio("Соловьев", "Пётор", "Семёнович"), number);
  CHECK(reasons(world.ask(adult())).empty());
}

TEST_CASE("of a miss by the name: archive and recovered zeros are told where they may explain it", "[misses]") {
  const auto small = fakes::confirmed(pyotr(), "087-654-303 00");
  World world;
  const auto archive = [&] { world.source.people.back().memberships.front().standing = Standing::archived; };
  world.add("1", fakes::fio("Соловьёв", "Пётор", "Семёнович"), "8765430300");
  CHECK(reasons(world.ask(small)) == "snils_equal_name_similar:1 number_recovered:1");
  archive();
  CHECK(reasons(world.ask(small)) == "snils_equal_name_similar:1 archived:1 number_recovered:1");
  world.source.people.clear();
  world.add("1", fakes::fio("Зайцева", "Ольга", "Юрьевна"), "087-654-303 00");
  archive();
  CHECK(reasons(world.ask(small)) == "snils_equal_name_different:1");
}

TEST_CASE("only a minor whom the school has to find is told of as one", "[misses]") {
  World world;
  Request request = adult();
  request.identity.birth_date = date("2008-10-02");  // 15
  CHECK(reasons(world.ask(request)) == "number_not_in_diary minor_not_found");
  world.options = fakes::options("irkutsk-2018");
  CHECK(world.verdict(request) == "link");
  CHECK(reasons(world.ask(request)) == "number_not_in_diary");
}

TEST_CASE("diagnosis: cards in the organisation, a line in the order that nothing settles, up to a limit", "[misses]") {
  World world;
  world.options.diagnose = true;
  const auto request = fakes::confirmed(fakes::fio("Сурков", "Кудайберген", ""), number);
  world.source.people.push_back(fakes::persona(key("1"), Fio::parse("Кудайберген Сурков").value(), ""));
  world.add("2", fakes::fio("Сурков", "Кудайберген", ""), "").memberships.front().standing = Standing::archived;
  world.add("3", fakes::fio("Кудайберген", "Сурков", ""), "");  // in parts the order is settled
  CHECK(reasons(world.ask(request)) == "number_not_in_diary persona_without_snils:1");
  CHECK(world.source.limit_seen == 20'000);  // as the header says
}
