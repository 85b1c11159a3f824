#include <catch2/catch.hpp>
#include <map>

#include "conformance/passing.hpp"

using namespace kto;

TEST_CASE("the roster, imported, gives exactly the personas") {
  OpenOptions options;
  options.mode = OpenMode::create_unsealed;
  const auto store = open_store("memory:", options).value();
  const std::vector<ByteSource> files = {bytes_of(conformance_roster())};
  const ImportReport report = import_roster(*store, files, {}, {}).value();
  const auto personas = conformance_personas();
  CHECK(report.rejected == 0);
  CHECK(report.inserted == personas.size());
  std::map<PersonaKey, Persona> stored;
  store
      ->scan(std::nullopt, 1000,
             [&](const Persona& one) -> Result<void> {
               stored.emplace(one.key, one);
               return {};
             })
      .value();
  REQUIRE(stored.size() == personas.size());
  for (const Persona& one : personas) {
    INFO(one.key.id.str());
    REQUIRE(stored.contains(one.key));
    CHECK(same_content(stored.at(one.key), one));
  }
  CHECK(test::text_of(check_source(*store)).empty());
}

// Every kind of persona that a rule needs is there: a rule over nobody checks nothing.
TEST_CASE("the personas have one of each kind") {
  const auto personas = conformance_personas();
  const auto some = [&](auto&& is) { return std::count_if(personas.begin(), personas.end(), is); };
  std::set<Region> regions;
  std::set<PersonaKey> keys;
  std::map<std::pair<Region, Snils>, int> in_one_region;
  std::map<Snils, std::set<Region>> in_regions;
  for (const Persona& one : personas) {
    CHECK(Utf8::check(one.key.id.str()));
    CHECK(one.key.id.str().size() <= limits::id_bytes);
    CHECK(keys.insert(one.key).second);
    regions.insert(one.key.region);
    if (!one.number.usable()) continue;
    ++in_one_region[{one.key.region, *one.number.reading.number}];
    in_regions[*one.number.reading.number].insert(one.key.region);
  }
  CHECK(regions.size() >= 3);
  CHECK(std::any_of(in_one_region.begin(), in_one_region.end(), [](const auto& one) { return one.second > 2; }));
  CHECK(std::any_of(in_regions.begin(), in_regions.end(), [](const auto& one) { return one.second.size() > 1; }));
  CHECK(some([](const Persona& p) { return p.archived() && p.number.usable(); }) > 0);
  CHECK(some([](const Persona& p) { return !p.activated && p.number.usable() && !p.archived(); }) > 0);
  CHECK(some([](const Persona& p) { return p.number.reading.verdict == SnilsVerdict::exempt; }) > 0);
  CHECK(some([](const Persona& p) { return p.number.reading.recovered; }) > 0);
  CHECK(some([](const Persona& p) { return p.number.reading.verdict == SnilsVerdict::bad_checksum; }) > 0);
  CHECK(some([](const Persona& p) { return p.number.reading.verdict == SnilsVerdict::placeholder; }) > 0);
  CHECK(some([](const Persona& p) { return !p.number.text.empty() && !p.number.usable(); }) > 1);
  CHECK(some([](const Persona& p) { return p.number.text.empty(); }) > 1);
  CHECK(some([](const Persona& p) { return p.key.id.str().size() == limits::id_bytes; }) > 0);
  CHECK(some([](const Persona& p) { return p.memberships.size() > 2; }) > 0);
  CHECK(some([](const Persona& p) { return p.guardians.size() > 1; }) > 0);
  CHECK(some([](const Persona& p) { return p.name.parts().surname.find("ё") != std::string::npos; }) > 0);
  CHECK(some([](const Persona& p) { return p.name.parts().patronymic.empty(); }) > 0);
  CHECK(some([](const Persona& p) { return !p.birth_date; }) > 0);
  CHECK(some([](const Persona& p) { return p.birth_date && p.birth_date->month() == 2 && p.birth_date->day() == 29; }) >
        0);
  for (const Sex sex : {Sex::unknown, Sex::male, Sex::female}) {
    CHECK(some([=](const Persona& p) { return p.sex == sex; }) > 0);
  }
  for (const Consent consent : {Consent::not_stated, Consent::given, Consent::refused}) {
    CHECK(some([=](const Persona& p) { return p.processing_consent == consent; }) > 0);
  }
  for (const Role role : {Role::pupil, Role::parent, Role::teacher, Role::staff, Role::administrator}) {
    CHECK(some([=](const Persona& p) { return p.has_role(role); }) > 0);
  }
}
