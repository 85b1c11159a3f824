#include "conformance/source_run.hpp"

#include <numeric>

namespace kto::conformance {
namespace {

// What sign-in rests on, and what only classes and dates add to it.
bool same_roles(const std::vector<Membership>& a, const std::vector<Membership>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Membership& x, const Membership& y) {
    return x.role == y.role && x.standing == y.standing;
  });
}
bool same_classes(const std::vector<Membership>& a, const std::vector<Membership>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Membership& x, const Membership& y) {
    return x.klass == y.klass && x.school_year == y.school_year && x.from == y.from && x.to == y.to;
  });
}

}  // namespace

SourceRun::SourceRun(const PersonaSource& its_source, const SourceCheck& its_check)
    : source(its_source), check(its_check) {
  if (!check.nobody && check.personas.empty()) check.personas = conformance_personas();
  if (check.nobody) check.personas = {};
  place_told.resize(check.personas.size());
  std::iota(place_told.begin(), place_told.end(), std::size_t{1});
  std::sort(place_told.begin(), place_told.end(),
            [&](std::size_t a, std::size_t b) { return check.personas[a - 1].key < check.personas[b - 1].key; });
  for (const std::size_t place : place_told) people.push_back(&check.personas[place - 1]);
  for (const Persona* one : people) {
    if (regions.empty() || regions.back() != one->key.region) regions.push_back(one->key.region);
  }
  for (unsigned number = 50; number <= 99 && !empty_region; ++number) {
    const Region region = Region::make(number).value();
    if (std::find(regions.begin(), regions.end(), region) == regions.end()) empty_region = region;
  }
}

std::optional<Who> SourceRun::find(const PersonaKey& key) const {
  const auto place = std::lower_bound(people.begin(), people.end(), key,
                                      [](const Persona* one, const PersonaKey& wanted) { return one->key < wanted; });
  if (place == people.end() || (*place)->key != key) return std::nullopt;
  return static_cast<Who>(place - people.begin());
}

std::optional<Who> SourceRun::take(const Persona& persona, const char* call) {
  const auto who = find(persona.key);
  if (!who) {
    faults.tell(Rule::persona_unknown, std::string(call) + ": a persona that is none of those held");
    return std::nullopt;
  }
  const Persona& known = *people[*who];
  const std::string what = std::string(call) + ": " + told(*who);
  faults.expect(persona.name.parts() == known.name.parts() && persona.name.match_key() == known.name.match_key(),
                Rule::persona_name, what);
  faults.expect(persona.number.reading.number == known.number.reading.number, Rule::persona_number, what);
  faults.expect(persona.birth_date == known.birth_date, Rule::persona_birth_date, what);
  faults.expect(persona.sex == known.sex, Rule::persona_sex, what);
  faults.expect(persona.activated == known.activated, Rule::persona_activated, what);
  faults.expect(same_roles(persona.memberships, known.memberships), Rule::persona_roles, what);
  if (check.classes) {
    faults.expect(same_classes(persona.memberships, known.memberships), Rule::persona_classes, what);
  }
  if (check.number_text) {
    faults.expect(persona.number.text == known.number.text &&
                      persona.number.reading.verdict == known.number.reading.verdict &&
                      persona.number.reading.recovered == known.number.reading.recovered,
                  Rule::persona_number_text, what);
  }
  if (check.logins) faults.expect(persona.login == known.login, Rule::persona_login, what);
  if (check.guardians) faults.expect(persona.guardians == known.guardians, Rule::persona_guardians, what);
  if (check.consents) {
    faults.expect(persona.processing_consent == known.processing_consent, Rule::persona_consent, what);
  }
  return who;
}

}  // namespace kto::conformance
