// One run of the suite over one source: the people it holds, the plain model of what it must answer, and
// readings of rows that note everything that is wrong with a row by itself.
#pragma once

#include <cstddef>

#include "conformance/faults.hpp"

namespace kto::conformance {

// A persona by its place in the key order of the people.
using Who = std::size_t;
using Rows = std::vector<Who>;

struct SourceRun {
  SourceRun(const PersonaSource& its_source, const SourceCheck& its_check);

  const PersonaSource& source;
  SourceCheck check;
  std::vector<const Persona*> people;   // in key order
  std::vector<std::size_t> place_told;  // of each, in the list that was given, from 1
  std::vector<Region> regions;          // of the people, ascending
  std::optional<Region> empty_region;   // one that has nobody
  Faults faults;

  std::optional<Who> find(const PersonaKey& key) const;
  // Of few people everything is asked, of many a sample of what is asked person by person.
  std::size_t sample(std::size_t of_many) const { return people.size() <= 64 ? people.size() : of_many; }
  std::string told(Who who) const { return "persona " + std::to_string(place_told[who]); }

  // The persona as one of the people; nothing, and a fault, when it is none. Compares its content.
  std::optional<Who> take(const Persona& persona, const char* call);
};

// Rows that a call emitted. Reading stops where a source emits without end; the surplus is then a fault of
// the rule that looks at the rows. A call that fails or throws is told here.
template <class Call>
Rows read_rows(SourceRun& run, const char* name, const Call& call) {
  Rows out;
  bool flood = false;
  const std::size_t most = 64 * run.people.size() + 1024;
  const EmitPersona emit = [&](const Persona& persona) -> Result<void> {
    if (const auto who = run.take(persona, name)) out.push_back(*who);
    flood = out.size() > most;
    return flood ? Result<void>(fail(Errc::too_many)) : Result<void>();
  };
  const auto done = guarded(run.faults, Rule::source_throws, name, [&] { return call(emit); });
  if (done && !*done && !flood) run.faults.tell(Rule::source_fails, std::string(name) + ": " + describe(done->error()));
  return out;
}

// `expected` in ascending order without repetitions: says who is missing, who came too much (`extra` names the
// rule for a persona) and who came twice.
template <class MissingRule, class ExtraRule>
void compare_sets(SourceRun& run, Rows rows, const Rows& expected, Rule twice, const std::string& what,
                  const MissingRule& missing, const ExtraRule& extra) {
  std::sort(rows.begin(), rows.end());
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i] == rows[i - 1]) run.faults.tell(twice, what + ": " + run.told(rows[i]) + " came again");
  }
  for (const Who who : expected) {
    if (!std::binary_search(rows.begin(), rows.end(), who)) {
      run.faults.tell(missing(who), what + ": " + run.told(who) + " did not come");
    }
  }
  for (const Who who : rows) {
    if (!std::binary_search(expected.begin(), expected.end(), who)) {
      run.faults.tell(extra(who), what + ": " + run.told(who) + " came");
    }
  }
}

// All people for whom `wanted` holds, in key order.
template <class Wanted>
Rows people_who(const SourceRun& run, const Wanted& wanted) {
  Rows out;
  for (Who who = 0; who < run.people.size(); ++who) {
    if (wanted(*run.people[who])) out.push_back(who);
  }
  return out;
}

void check_candidates(SourceRun& run);
void check_by_key(SourceRun& run);
void check_by_organisation(SourceRun& run);
void check_scan(SourceRun& run);
void check_regions(SourceRun& run);
void check_unnumbered(SourceRun& run);
void check_receivers(SourceRun& run);       // errors of an emit
void check_source_reentry(SourceRun& run);  // an emit that asks again
void check_source_threads(SourceRun& run);

}  // namespace kto::conformance
