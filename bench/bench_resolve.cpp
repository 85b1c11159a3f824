// resolve: a line of JSON → outcome, over a store that holds the personas. Three requests in four find
// their persona, the fourth finds the number with another name. The peer is the comparison alone: ICU
// folds the stated name and the persona's and asks for equality.
#include <benchmark/benchmark.h>

#include "icu_peer.hpp"
#include "items.hpp"
#include "kto/signin.hpp"
#include "stores.hpp"

namespace kto::bench {
namespace {

constexpr std::size_t personas = 2000;
constexpr std::size_t questions = 500;

struct Question {
  Person stated;
  Person persona;
  std::string json;
  bool enters;
};

const std::vector<Question>& asked() {
  static const auto* const made = [] {
    const auto persons = people(personas);
    auto* out = new std::vector<Question>;
    for (std::size_t i = 0; i < questions; ++i) {
      const Person& persona = persons[i * 3 % personas];
      Person stated = as_written_elsewhere(persona, i / 4);
      const bool enters = i % 4 != 3;
      if (!enters) stated.surname = "Несуществующий-Выдуманный";
      out->push_back({stated, persona, request(stated, i), enters});
    }
    return out;
  }();
  return *made;
}

ResolveOptions options() {
  ResolveOptions made;
  made.at = Date::make(2024, 10, 1).value();
  return made;
}

bool right(const Outcome& outcome, const Question& question) {
  return outcome.verdict == (question.enters ? Verdict::sign_in : Verdict::link);
}

void resolve_kto(benchmark::State& state, Kind kind) {
  FreshStore store(kind);
  import_all(*store, roster_1251(people(personas)), personas);
  const Resolver resolver(*store, &*store, options());
  for (auto _ : state)
    for (const Question& question : asked()) {
      const auto request = read_request(question.json, Claims::verified);
      need(request.has_value(), "reading a request");
      const auto outcome = resolver.resolve(*request);
      need(outcome && right(*outcome, question), "an outcome");
    }
  count_items(state, questions);
}
BENCHMARK_CAPTURE(resolve_kto, memory, Kind::memory)->Name("resolve/memory")->UseRealTime();
BENCHMARK_CAPTURE(resolve_kto, sqlite, Kind::sqlite_unsealed)->Name("resolve/sqlite_unsealed")->UseRealTime();
BENCHMARK_CAPTURE(resolve_kto, sealed, Kind::sqlite_sealed)->Name("resolve/sqlite_sealed")->UseRealTime();

// All requests in one call: the store is asked once.
void resolve_many_kto(benchmark::State& state, Kind kind) {
  FreshStore store(kind);
  import_all(*store, roster_1251(people(personas)), personas);
  const Resolver resolver(*store, &*store, options());
  for (auto _ : state) {
    std::vector<Request> requests;
    requests.reserve(questions);
    for (const Question& question : asked()) requests.push_back(read_request(question.json, Claims::verified).value());
    const auto outcomes = resolver.resolve_many(requests);
    need(outcomes && outcomes->size() == questions, "outcomes of a batch");
    for (std::size_t i = 0; i < questions; ++i) need(right((*outcomes)[i], asked()[i]), "an outcome of a batch");
  }
  count_items(state, questions);
}
BENCHMARK_CAPTURE(resolve_many_kto, memory, Kind::memory)->Name("resolve/batch_memory")->UseRealTime();
BENCHMARK_CAPTURE(resolve_many_kto, sqlite, Kind::sqlite_unsealed)
    ->Name("resolve/batch_sqlite_unsealed")
    ->UseRealTime();
BENCHMARK_CAPTURE(resolve_many_kto, sealed, Kind::sqlite_sealed)->Name("resolve/batch_sqlite_sealed")->UseRealTime();

void resolve_icu(benchmark::State& state) {
  IcuFolder folder;
  icu::UnicodeString stated;
  icu::UnicodeString persona;
  for (auto _ : state)
    for (const Question& question : asked()) {
      folder.fold(question.stated, stated);
      folder.fold(question.persona, persona);
      need((stated == persona) == question.enters, "the peer's equality");
    }
  count_items(state, questions);
}
BENCHMARK(resolve_icu)->Name("resolve/peer")->UseRealTime();

}  // namespace
}  // namespace kto::bench
