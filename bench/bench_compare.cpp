// compare: are two names one? kto grades and says why; the peer folds both by ICU and asks for equality.
// One pair in four is of different people, the others are one person written in two ways.
#include <benchmark/benchmark.h>

#include "icu_peer.hpp"
#include "items.hpp"
#include "kto/fio.hpp"
#include "people.hpp"

namespace kto::bench {
namespace {

constexpr std::size_t count = 1000;

struct Pair {
  Person a;
  Person b;
  bool same;
};

const std::vector<Pair>& pairs() {
  static const auto* const made = [] {
    const auto persons = people(count + 1);
    auto* out = new std::vector<Pair>;
    for (std::size_t i = 0; i < count; ++i) {
      const bool same = i % 4 != 3;
      out->push_back({persons[i], as_written_elsewhere(persons[same ? i : i + 1], i / 4), same});
    }
    return out;
  }();
  return *made;
}

void compare_lines_kto(benchmark::State& state) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const Pair& pair : pairs()) lines.emplace_back(pair.a.line(), pair.b.line());
  for (auto _ : state)
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Comparison result = compare(lines[i].first, lines[i].second);
      need((result.grade >= Grade::equivalent) == pairs()[i].same, "compare of two lines");
    }
  count_items(state, lines.size());
}
BENCHMARK(compare_lines_kto)->Name("compare/kto_lines");

// Both names are folded already, as in a store in memory.
void compare_folded_kto(benchmark::State& state) {
  std::vector<std::pair<Fio, Fio>> names;
  const auto fio = [](const Person& p) { return Fio::from_parts(p.surname, p.given, p.patronymic).value(); };
  for (const Pair& pair : pairs()) names.emplace_back(fio(pair.a), fio(pair.b));
  for (auto _ : state)
    for (std::size_t i = 0; i < names.size(); ++i)
      need((grade(names[i].first, names[i].second) >= Grade::equivalent) == pairs()[i].same, "grade of two names");
  count_items(state, names.size());
}
BENCHMARK(compare_folded_kto)->Name("compare/kto_folded");

void compare_icu(benchmark::State& state) {
  IcuFolder folder;
  icu::UnicodeString a;
  icu::UnicodeString b;
  for (auto _ : state)
    for (const Pair& pair : pairs()) {
      folder.fold(pair.a, a);
      folder.fold(pair.b, b);
      need((a == b) == pair.same, "the peer's equality");
    }
  count_items(state, pairs().size());
}
BENCHMARK(compare_icu)->Name("compare/peer");

}  // namespace
}  // namespace kto::bench
