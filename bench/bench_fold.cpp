// fold: three parts → the match form. kto also makes the notes; the peer is ICU alone.
#include <benchmark/benchmark.h>

#include "icu_peer.hpp"
#include "items.hpp"
#include "kto/fio.hpp"
#include "people.hpp"

namespace kto::bench {
namespace {

constexpr std::size_t count = 1000;

const std::vector<Person>& written() {
  static const auto* const made = [] {
    auto* out = new std::vector<Person>(people(count));
    for (std::size_t i = 0; i < out->size(); ++i) (*out)[i] = as_written_elsewhere((*out)[i], i);
    return out;
  }();
  return *made;
}

void fold_kto(benchmark::State& state) {
  const auto& persons = written();
  for (auto _ : state) {
    for (const Person& person : persons) {
      const auto name = Fio::from_parts(person.surname, person.given, person.patronymic);
      need(name.has_value(), "a name does not fold");
      benchmark::DoNotOptimize(name->folded().surname.data());
    }
  }
  count_items(state, persons.size());
}
BENCHMARK(fold_kto)->Name("fold/kto");

void fold_line_kto(benchmark::State& state) {
  std::vector<std::string> lines;
  for (const Person& person : written()) lines.push_back(person.line());
  for (auto _ : state) {
    for (const std::string& line : lines) {
      const auto name = Fio::parse(line);
      need(name.has_value(), "a line does not fold");
      benchmark::DoNotOptimize(name->folded().surname.data());
    }
  }
  count_items(state, lines.size());
}
BENCHMARK(fold_line_kto)->Name("fold/kto_line");

void fold_icu(benchmark::State& state) {
  const auto& persons = written();
  IcuFolder folder;
  icu::UnicodeString key;
  for (auto _ : state) {
    for (const Person& person : persons) {
      folder.fold(person, key);
      benchmark::DoNotOptimize(key.getBuffer());
    }
  }
  count_items(state, persons.size());
}
BENCHMARK(fold_icu)->Name("fold/peer");

}  // namespace
}  // namespace kto::bench
