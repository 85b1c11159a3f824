// fold: three parts, or one line → the match form. kto also makes the notes; the peer is ICU alone. The fast
// path and the reference it is held to run side by side, and the functions for columns, which make no notes.
#include <benchmark/benchmark.h>

#include "fio/reference.hpp"
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

using FromParts = Result<Fio> (*)(std::string_view, std::string_view, std::string_view);
using Parse = Result<Fio> (*)(std::string_view);
using Append = Result<void> (*)(std::string_view, std::string&);

void fold_kto(benchmark::State& state, FromParts from_parts) {
  const auto& persons = written();
  for (auto _ : state) {
    for (const Person& person : persons) {
      const auto name = from_parts(person.surname, person.given, person.patronymic);
      need(name.has_value(), "a name does not fold");
      benchmark::DoNotOptimize(name->folded().surname.data());
    }
  }
  count_items(state, persons.size());
}
BENCHMARK_CAPTURE(fold_kto, fast, Fio::from_parts)->Name("fold/kto");
BENCHMARK_CAPTURE(fold_kto, reference, fio::reference::from_parts)->Name("fold/kto_reference");

const std::vector<std::string>& lines() {
  static const auto* const made = [] {
    auto* out = new std::vector<std::string>;
    for (const Person& person : written()) out->push_back(person.line());
    return out;
  }();
  return *made;
}

void fold_line_kto(benchmark::State& state, Parse parse) {
  for (auto _ : state) {
    for (const std::string& line : lines()) {
      const auto name = parse(line);
      need(name.has_value(), "a line does not fold");
      benchmark::DoNotOptimize(name->folded().surname.data());
    }
  }
  count_items(state, lines().size());
}
BENCHMARK_CAPTURE(fold_line_kto, fast, Fio::parse)->Name("fold/kto_line");
BENCHMARK_CAPTURE(fold_line_kto, reference, fio::reference::parse)->Name("fold/kto_line_reference");

void fold_column_kto(benchmark::State& state, Append append) {
  std::string out;
  for (auto _ : state) {
    out.clear();
    for (const std::string& line : lines()) need(append(line, out).has_value(), "a line does not fold");
    benchmark::DoNotOptimize(out.data());
  }
  count_items(state, lines().size());
}
BENCHMARK_CAPTURE(fold_column_kto, fold, fold_line)->Name("fold/kto_column");
BENCHMARK_CAPTURE(fold_column_kto, key, match_key_of)->Name("fold/kto_column_key");

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
