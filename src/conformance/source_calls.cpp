// How a source deals with its callers: errors of a receiver, a receiver that asks again, several threads.
#include <thread>

#include "conformance/source_run.hpp"

namespace kto::conformance {
namespace {

// Every field of an error that a receiver may set.
Error odd_error() { return Error{Errc::cancelled, 41, "conformance", 7, 1234}; }

template <class Call>
void stops(SourceRun& run, const char* name, std::size_t rows, Rule error, Rule stop, const Call& call) {
  for (std::size_t at = 1; at <= std::min<std::size_t>(rows, 2); ++at) {
    std::size_t calls = 0;
    const std::string what = std::string(name) + ": an error at row " + std::to_string(at);
    const EmitPersona emit = [&](const Persona&) -> Result<void> {
      return ++calls < at ? Result<void>() : Result<void>(fail(odd_error()));
    };
    const auto done = guarded(run.faults, Rule::source_throws, what, [&] { return call(emit); });
    if (!done || calls < at) continue;  // rows that do not come are told by other rules
    run.faults.expect(!*done && done->error() == odd_error(), error, what + ": not returned as it was");
    run.faults.expect(calls == at, stop, what + ": reading went on");
  }
}

struct Question {
  std::vector<NumberQuery> queries;
  std::vector<PersonaKey> keys;
};

Question about_everybody(const SourceRun& run) {
  Question out;
  for (const Persona* one : run.people) {
    out.keys.push_back(one->key);
    if (one->number.usable()) out.queries.push_back({one->key.region, *one->number.reading.number});
  }
  return out;
}

// All answers of the source in one text.
std::string answers(const PersonaSource& source, const SourceRun& run, const Question& question) {
  std::string out;
  const EmitPersona emit = [&](const Persona& one) -> Result<void> {
    out += one.key.region.str() + "/" + one.key.organisation.str() + "/" + one.key.id.str() + "/" +
           one.name.display_line() + "/" + (one.number.usable() ? one.number.reading.canonical() : "-") + "\n";
    return {};
  };
  const auto end = [&](const Result<void>& done) {
    out += done ? "done\n" : std::string(name_of(done.error().code)) + "\n";
  };
  std::vector<std::string> candidates;
  end(source.candidates(question.queries, [&](std::size_t query, const Persona& one) -> Result<void> {
    candidates.push_back(std::to_string(query) + " " + one.key.region.str() + one.key.organisation.str() + "/" +
                         one.key.id.str());
    return {};
  }));
  std::sort(candidates.begin(), candidates.end());
  for (const std::string& one : candidates) out += one + "\n";
  end(source.by_key(question.keys, emit));
  end(source.scan(std::nullopt, run.people.size() + 100, emit));
  if (!run.people.empty()) {
    const PersonaKey& key = run.people.back()->key;
    end(source.by_organisation(key.region, key.organisation, emit));
  }
  const auto regions = source.regions();
  for (const Region region : regions.value_or(std::vector<Region>())) out += region.str() + " ";
  return out;
}

}  // namespace

void check_receivers(SourceRun& run) {
  const Question question = about_everybody(run);
  stops(run, "candidates", question.queries.size(), Rule::candidates_emit_error, Rule::candidates_emit_stops,
        [&](const EmitPersona& emit) {
          return run.source.candidates(question.queries,
                                       [&](std::size_t, const Persona& persona) { return emit(persona); });
        });
  // One query that several answer.
  for (const NumberQuery& query : question.queries) {
    const std::size_t rows = people_who(run, [&](const Persona& one) {
                               return one.key.region == query.region && one.number.reading.number == query.number;
                             }).size();
    if (rows < 2) continue;
    stops(run, "candidates of one query", rows, Rule::candidates_emit_error, Rule::candidates_emit_stops,
          [&](const EmitPersona& emit) {
            return run.source.candidates(std::span(&query, 1),
                                         [&](std::size_t, const Persona& persona) { return emit(persona); });
          });
    break;
  }
  stops(run, "by_key", question.keys.size(), Rule::by_key_emit_error, Rule::by_key_emit_stops,
        [&](const EmitPersona& emit) { return run.source.by_key(question.keys, emit); });
  stops(run, "scan", question.keys.size(), Rule::scan_emit_error, Rule::scan_emit_stops,
        [&](const EmitPersona& emit) { return run.source.scan(std::nullopt, run.people.size() + 100, emit); });
  if (!run.people.empty()) {
    const PersonaKey& key = run.people.back()->key;
    for (const Persona* one : run.people) {
      const auto size = people_who(run, [&](const Persona& other) {
                          return other.key.region == one->key.region && other.key.organisation == one->key.organisation;
                        }).size();
      if (size < 3 && one->key != key) continue;
      stops(run, "by_organisation", size, Rule::by_organisation_emit_error, Rule::by_organisation_emit_stops,
            [&](const EmitPersona& emit) {
              return run.source.by_organisation(one->key.region, one->key.organisation, emit);
            });
      break;
    }
  }
  if (!run.check.unnumbered) return;
  for (const Region region : run.regions) {
    const auto size =
        people_who(run, [&](const Persona& one) { return one.key.region == region && !one.number.usable(); }).size();
    stops(run, "unnumbered", size, Rule::unnumbered_emit_error, Rule::unnumbered_emit_stops,
          [&](const EmitPersona& emit) { return run.source.unnumbered(region, run.people.size() + 100, emit); });
  }
}

void check_source_reentry(SourceRun& run) {
  const Question question = about_everybody(run);
  const std::size_t most = 2 * run.sample(2);  // each in a scan and as a candidate
  std::size_t asked = 0;
  std::size_t answered = 0;
  const auto again = [&](const Persona& persona) -> Result<void> {
    if (++asked > most) return {};
    const auto finds = [&](const auto& call) {
      bool found = false;
      const Result<void> read = call([&](const Persona& one) -> Result<void> {
        found = found || one.key == persona.key;
        return {};
      });
      return read && found;
    };
    const bool good =
        finds([&](const EmitPersona& emit) { return run.source.by_key(std::span(&persona.key, 1), emit); }) &&
        finds([&](const EmitPersona& emit) { return run.source.scan(std::nullopt, run.people.size(), emit); }) &&
        finds([&](const EmitPersona& emit) {
          return run.source.by_organisation(persona.key.region, persona.key.organisation, emit);
        });
    if (good && run.source.regions()) ++answered;
    return {};
  };
  const auto done = guarded(run.faults, Rule::source_throws, "asked again while emitting", [&]() -> Result<void> {
    KTO_TRY(run.source.scan(std::nullopt, run.people.size(), again));
    return run.source.candidates(question.queries, [&](std::size_t, const Persona& persona) { return again(persona); });
  });
  if (!done) return;
  run.faults.expect(done->has_value(), Rule::source_reentry, "asked again while emitting: an error");
  run.faults.expect(answered == std::min(asked, most), Rule::source_reentry,
                    "asked again while emitting: other answers");
}

void check_source_threads(SourceRun& run) {
  constexpr std::size_t threads = 4;
  const std::size_t rounds = run.people.size() == run.sample(0) ? 5 : 1;
  const Question question = about_everybody(run);
  const auto expected =
      guarded(run.faults, Rule::source_throws, "all answers", [&] { return answers(run.source, run, question); });
  if (!expected) return;
  std::vector<Faults> found(threads);
  {
    std::vector<std::jthread> running;
    for (Faults& own : found) {
      running.emplace_back([&run, &question, &expected, &own, rounds] {
        for (std::size_t round = 0; round < rounds; ++round) {
          const auto got = guarded(own, Rule::source_throws, "asked by several threads",
                                   [&] { return answers(run.source, run, question); });
          if (got) own.expect(*got == *expected, Rule::source_threads, "asked by several threads: other answers");
        }
      });
    }
  }
  for (Faults& own : found) {
    for (const ConformanceFault& fault : std::move(own).take()) {
      run.faults.tell(fault.rule == "source.threads" ? Rule::source_threads : Rule::source_throws, fault.what);
    }
  }
}

}  // namespace kto::conformance

namespace kto {

std::vector<ConformanceFault> check_source(const PersonaSource& source, const SourceCheck& check) {
  conformance::SourceRun run(source, check);
  conformance::check_candidates(run);
  conformance::check_by_key(run);
  conformance::check_by_organisation(run);
  conformance::check_scan(run);
  conformance::check_regions(run);
  if (check.unnumbered) conformance::check_unnumbered(run);
  conformance::check_receivers(run);
  conformance::check_source_reentry(run);
  conformance::check_source_threads(run);
  return std::move(run.faults).take();
}

}  // namespace kto
