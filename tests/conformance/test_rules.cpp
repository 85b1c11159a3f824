// The list of rules, as data.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "conformance/passing.hpp"

using namespace kto;

TEST_CASE("names of rules are unique and well formed") {
  std::set<std::string_view> names;
  for (const ConformanceRule& rule : conformance_rules()) {
    INFO(rule.name);
    CHECK(names.insert(rule.name).second);
    CHECK(rule.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == std::string_view::npos);
    CHECK(std::count(rule.name.begin(), rule.name.end(), '.') == 1);
    CHECK(rule.text.ends_with('.'));
  }
}

TEST_CASE("the documentation lists every rule with its text") {
  std::stringstream page;
  page << std::ifstream(KTO_SOURCE_DIR "/docs/conformance.md").rdbuf();
  std::string expected;
  for (const Seam seam : {Seam::source, Seam::ledger}) {
    std::string table = "## The rules of a " + std::string(name_of(seam)) + "\n\n| rule | what must be |\n|---|---|\n";
    for (const ConformanceRule& rule : conformance_rules()) {
      if (rule.seam != seam) continue;
      table += "| `" + std::string(rule.name) + "` | " + std::string(rule.text) + " |\n";
    }
    INFO(table);
    CHECK(page.str().find(table + "\n") != std::string::npos);
  }
}

TEST_CASE("a rule is told at most five times, and of strangers nothing") {
  // Holds a crowd that the suite does not expect.
  std::vector<Persona> strangers;
  for (int i = 0; i < 200; ++i) {
    strangers.push_back(conformance_personas().front());
    strangers.back().key.id = PersonaId("stranger" + std::to_string(i));
    strangers.back().key.organisation = OrganisationId("Тайная школа");
  }
  const auto faults = check_source(*test::memory_store(strangers));
  CHECK(test::rules_of(faults).contains("persona.unknown"));
  CHECK(test::rules_of(faults).contains("scan.missing"));
  for (const ConformanceRule& rule : conformance_rules()) {
    CHECK(std::count_if(faults.begin(), faults.end(),
                        [&](const ConformanceFault& fault) { return fault.rule == rule.name; }) <= 5);
  }
  const std::string text = test::text_of(faults);
  CHECK(text.find("stranger") == std::string::npos);
  CHECK(text.find("Тайная") == std::string::npos);
  for (const Persona& one : conformance_personas()) {
    CHECK(text.find(one.name.parts().surname) == std::string::npos);
  }
}

TEST_CASE("what a source says it lacks is not asked") {
  // Each option is off in turn, over personas that have nothing of it.
  struct Lack {
    bool SourceCheck::*kept;
    std::string_view rule;
    void (*strip)(Persona&);
  };
  const Lack lacks[] = {
      {&SourceCheck::number_text, "persona.number_text", [](Persona& p) { p.number.text += " "; }},
      {&SourceCheck::logins, "persona.login", [](Persona& p) { p.login.clear(); }},
      {&SourceCheck::guardians, "persona.guardians", [](Persona& p) { p.guardians.clear(); }},
      {&SourceCheck::consents, "persona.consent", [](Persona& p) { p.processing_consent = Consent::not_stated; }},
      {&SourceCheck::classes, "persona.classes",
       [](Persona& p) {
         for (Membership& one : p.memberships) one.klass.clear();
       }},
  };
  for (const Lack& lack : lacks) {
    INFO(lack.rule);
    std::vector<Persona> personas(conformance_personas().begin(), conformance_personas().end());
    for (Persona& one : personas) lack.strip(one);
    const auto store = test::memory_store(personas);
    CHECK(test::rules_of(check_source(*store)) == std::set<std::string>{std::string(lack.rule)});
    SourceCheck check;
    check.*lack.kept = false;
    CHECK(test::text_of(check_source(*store, check)).empty());
  }
}
