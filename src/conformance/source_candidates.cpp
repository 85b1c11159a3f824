#include <set>

#include "conformance/source_run.hpp"

namespace kto::conformance {
namespace {

using Answers = std::vector<Rows>;  // one a query, each sorted

std::set<Snils> numbers_of(const SourceRun& run) {
  std::set<Snils> out;
  for (const Persona* one : run.people) {
    if (one->number.usable()) out.insert(*one->number.reading.number);
  }
  return out;
}

// `count` numbers that nobody of the people has.
std::vector<Snils> free_numbers(const std::set<Snils>& taken, std::size_t count) {
  std::vector<Snils> out;
  for (std::uint32_t number = 420'000'000; out.size() < count; ++number) {
    const Snils candidate = Snils::from_number(number).value();
    if (!taken.contains(candidate)) out.push_back(candidate);
  }
  return out;
}

// Every number of every region, also where only another region has it, and a number of nobody's.
std::vector<NumberQuery> all_queries(const SourceRun& run) {
  std::set<Snils> numbers = numbers_of(run);
  numbers.insert(free_numbers(numbers, 1).front());
  std::vector<Region> regions = run.regions;
  if (run.empty_region) regions.push_back(*run.empty_region);
  std::vector<NumberQuery> out;
  for (const Region region : regions) {
    for (const Snils number : numbers) out.push_back({region, number});
  }
  return out;
}

bool answers(const Persona& persona, const NumberQuery& query) {
  return persona.key.region == query.region && persona.number.reading.number == query.number;
}

Answers ask(SourceRun& run, std::span<const NumberQuery> queries) {
  Answers out(queries.size());
  read_rows(run, "candidates", [&](const EmitPersona& emit) {
    return run.source.candidates(queries, [&](std::size_t query, const Persona& persona) -> Result<void> {
      if (!run.faults.expect(query < queries.size(), Rule::candidates_query_index,
                             "candidates: a place that no query has")) {
        return {};
      }
      KTO_TRY(emit(persona));
      if (const auto who = run.find(persona.key)) out[query].push_back(*who);
      return {};
    });
  });
  for (Rows& rows : out) std::sort(rows.begin(), rows.end());
  return out;
}

Rule rule_of_missing(const SourceRun& run, Who who) {
  const Persona& persona = *run.people[who];
  if (persona.archived()) return Rule::candidates_archived;
  if (!persona.activated) return Rule::candidates_not_activated;
  if (persona.number.reading.verdict == SnilsVerdict::exempt) return Rule::candidates_exempt_number;
  if (persona.number.reading.recovered) return Rule::candidates_recovered_number;
  return Rule::candidates_missing;
}

// Each query by itself, against the people.
Answers alone(SourceRun& run, std::span<const NumberQuery> queries) {
  Answers out;
  for (const NumberQuery& query : queries) {
    Rows rows = std::move(ask(run, std::span(&query, 1)).front());
    const Rows expected = people_who(run, [&](const Persona& one) { return answers(one, query); });
    compare_sets(
        run, rows, expected, Rule::candidates_twice, "candidates of one query",
        [&](Who who) { return rule_of_missing(run, who); },
        [&](Who who) {
          return run.people[who]->key.region != query.region ? Rule::candidates_other_region
                                                             : Rule::candidates_other_number;
        });
    out.push_back(std::move(rows));
  }
  return out;
}

// A batch against what its queries find alone: what is wrong there was told already. Rows that some other query
// of the batch finds came under a wrong place; then that is the fault, not that they are missing at theirs.
void compare_batch(SourceRun& run, const Answers& found, const Answers& expected, Rule rule, const std::string& what) {
  std::vector<std::size_t> differs;
  bool misplaced = false;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (found[i] == expected[i]) continue;
    differs.push_back(i);
    Rows surplus;
    std::set_difference(found[i].begin(), found[i].end(), expected[i].begin(), expected[i].end(),
                        std::back_inserter(surplus));
    misplaced = misplaced || std::any_of(surplus.begin(), surplus.end(), [&](Who who) {
                  return std::any_of(expected.begin(), expected.end(), [&](const Rows& rows) {
                    return std::binary_search(rows.begin(), rows.end(), who);
                  });
                });
  }
  for (const std::size_t i : differs) {
    run.faults.tell(misplaced ? Rule::candidates_query_index : rule, what + ": query " + std::to_string(i + 1));
  }
}

}  // namespace

void check_candidates(SourceRun& run) {
  const std::vector<NumberQuery> queries = all_queries(run);
  const Answers single = alone(run, queries);
  compare_batch(run, ask(run, queries), single, Rule::candidates_batch, "candidates of all numbers");

  // Every query again behind all of them, and each beside itself.
  std::vector<NumberQuery> repeated;
  Answers expected;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    repeated.insert(repeated.end(), 2, queries[i]);
    expected.insert(expected.end(), 2, single[i]);
  }
  repeated.insert(repeated.end(), queries.begin(), queries.end());
  expected.insert(expected.end(), single.begin(), single.end());
  compare_batch(run, ask(run, repeated), expected, Rule::candidates_repeated_query, "candidates of repeated queries");

  const auto done = guarded(run.faults, Rule::source_throws, "candidates of no query", [&] {
    return run.source.candidates({}, [&](std::size_t, const Persona&) -> Result<void> {
      run.faults.tell(Rule::candidates_empty_batch, "candidates of no query: somebody came");
      return {};
    });
  });
  if (done) run.faults.expect(done->has_value(), Rule::candidates_empty_batch, "candidates of no query: an error");

  // More queries of two values than a statement of any database takes parameters; the known ones stand last.
  std::vector<NumberQuery> large;
  for (const Snils number : free_numbers(numbers_of(run), 40'000)) large.push_back({queries.front().region, number});
  Answers of_large(large.size());
  large.insert(large.end(), queries.begin(), queries.end());
  of_large.insert(of_large.end(), single.begin(), single.end());
  compare_batch(run, ask(run, large), of_large, Rule::candidates_large_batch, "candidates of many queries");
}

}  // namespace kto::conformance
