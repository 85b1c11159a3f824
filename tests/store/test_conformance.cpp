// Both suites of kto/conformance.hpp over every store by one loop. That the suites can fail is shown in
// tests/conformance.
#include <catch2/catch.hpp>

#include "conformance/passing.hpp"
#include "store/stores.hpp"

using namespace kto;

namespace {

void check_good(const std::vector<ConformanceFault>& faults, const std::string& what) {
  INFO(what << "\n" << test::text_of(faults));
  CHECK(faults.empty());
}

// Passes on, without an unnumbered() of its own.
struct DefaultUnnumbered final : test::Passing {
  using Passing::Passing;
  Result<void> unnumbered(Region region, std::size_t limit, const EmitPersona& emit) const override {
    return PersonaSource::unnumbered(region, limit, emit);
  }
};

void check_as_source(std::span<const Persona> personas) {
  SourceCheck check;
  check.personas = personas;
  check.nobody = personas.empty();
  for (const auto& kind : test::store_kinds()) {
    test::StoreMaker maker(kind);
    const std::shared_ptr<Store> store = maker.make(personas);
    check_good(check_source(*store, check), kind.name);
    if (!kind.on_disk) check_good(check_source(DefaultUnnumbered(store), check), kind.name + ", passed on");
  }
}

// What no roster can say: memberships of several standings, control characters in texts.
std::vector<Persona> odd_people() {
  std::vector<Persona> out = {test::full_persona()};
  for (unsigned in : {5U, 38U, 77U}) {
    for (const char* id : {"1001", "1003", "tab\tid", "line\nid", "back\\slash"}) {
      Persona one = test::persona(in, "МАОУ\tСОШ \\ №7", id, "Йовович", "Анна", "Петровна");
      one.number = test::number(143210987);
      out.push_back(std::move(one));
    }
  }
  return out;
}

}  // namespace

TEST_CASE("every store is a good PersonaSource") { check_as_source(conformance_personas()); }

TEST_CASE("every store that holds nobody is a good PersonaSource") { check_as_source({}); }

TEST_CASE("every store with odd people is a good PersonaSource") { check_as_source(odd_people()); }

TEST_CASE("every store with many people is a good PersonaSource") {
  std::vector<Persona> crowd;
  for (std::uint32_t i = 0; i < 1500; ++i) {
    crowd.push_back(test::persona(38, "Большая школа", "id" + std::to_string(100000 + i), "Сурков", "Лев"));
    crowd.back().number = test::number(500000000 + i);
  }
  check_as_source(crowd);
}

TEST_CASE("a name that may be read in two orders is stored as it was") {
  for (const char* line : {"Абрамян Карлыгаш", "Карлыгаш Абрамян", "Мария Абрамян", "Ким Ли"}) {
    Persona one = test::persona(38, "О", "1", "Х", "У");
    one.name = Fio::parse(line).value();
    const auto turned = [](const Fio& name) {
      return Fio::from_parts(name.parts().given, name.parts().surname, name.parts().patronymic).value();
    };
    const Fio straight = Fio::from_parts(one.name.parts().surname, one.name.parts().given, "").value();
    for (const auto& kind : test::store_kinds()) {
      INFO(kind.name << " " << line);
      test::StoreMaker maker(kind);
      const auto store = maker.make(std::span(&one, 1));
      SourceCheck check;
      check.personas = std::span(&one, 1);
      check_good(check_source(*store, check), kind.name);
      std::vector<Persona> out;
      store
          ->scan(std::nullopt, 10,
                 [&](const Persona& p) -> Result<void> {
                   out.push_back(p);
                   return {};
                 })
          .value();
      REQUIRE(out.size() == 1);
      CHECK(same_content(out[0], one));
      for (const Fio& other : {straight, turned(one.name)}) {
        // `identical` is lost with the line itself; what matters for a match is kept.
        const auto kept = [&](const Fio& name) { return std::min(grade(name, other), Grade::equal); };
        CHECK(kept(out[0].name) == kept(one.name));
      }
    }
  }
}

TEST_CASE("every store is a good Ledger") {
  for (const auto& kind : test::store_kinds()) {
    test::StoreMaker maker(kind);
    const std::shared_ptr<Store> store = maker.make();
    check_good(check_ledger(*store), kind.name);
    const auto again = check_ledger(*store);
    CHECK(test::rules_of(again) == std::set<std::string>{"ledger.empty"});
  }
}

TEST_CASE("a ledger that only passes on, and one of the test stand, are good") {
  test::PassingLedger passing(test::memory_store());
  check_good(check_ledger(passing), "passing");
  OpenOptions options;
  options.mode = OpenMode::create_unsealed;
  options.issuer = Issuer::test_stand;
  LedgerCheck check;
  check.issuer = Issuer::test_stand;
  check.busy = false;
  check_good(check_ledger(*open_store("memory:", options).value(), check), "test stand");
}
