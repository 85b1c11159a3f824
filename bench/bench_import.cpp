// import: a roster in Windows-1251 into an empty store, one transaction with the disk's own speed in it.
// The peer is what ICU alone needs of it: decode the same bytes, fold the three parts of each row.
#include <benchmark/benchmark.h>

#include <array>

#include "icu_peer.hpp"
#include "items.hpp"
#include "stores.hpp"

namespace kto::bench {
namespace {

constexpr std::size_t rows = 2000;

const std::string& roster() {
  static const auto* const made = new std::string(roster_1251(people(rows)));
  return *made;
}

void import_kto(benchmark::State& state, Kind kind) {
  for (auto _ : state) {
    state.PauseTiming();
    auto store = std::make_unique<FreshStore>(kind);
    state.ResumeTiming();
    import_all(**store, roster(), rows);
    state.PauseTiming();
    store.reset();
    state.ResumeTiming();
  }
  count_items(state, rows);
}
BENCHMARK_CAPTURE(import_kto, memory, Kind::memory)->Name("import/memory")->UseRealTime();
BENCHMARK_CAPTURE(import_kto, sqlite, Kind::sqlite_unsealed)->Name("import/sqlite_unsealed")->UseRealTime();
BENCHMARK_CAPTURE(import_kto, sealed, Kind::sqlite_sealed)->Name("import/sqlite_sealed")->UseRealTime();

void import_icu(benchmark::State& state) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* const converter = ucnv_open("windows-1251", &status);
  IcuFolder folder;
  icu::UnicodeString key;
  std::string utf8(roster().size() * 3, '\0');
  for (auto _ : state) {
    status = U_ZERO_ERROR;
    const std::int32_t size =
        ucnv_toAlgorithmic(UCNV_UTF8, converter, utf8.data(), static_cast<std::int32_t>(utf8.size()), roster().data(),
                           static_cast<std::int32_t>(roster().size()), &status);
    need(U_SUCCESS(status) != 0, "the peer's decoding");
    std::string_view rest(utf8.data(), static_cast<std::size_t>(size));
    std::size_t seen = 0;
    rest.remove_prefix(rest.find('\n') + 1);  // the headings
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      std::string_view row = rest.substr(0, end);
      for (std::size_t column = 0; column < 6; ++column) {
        const std::size_t cut = row.find(';');
        if (column >= 3) benchmark::DoNotOptimize(folder.fold(row.substr(0, cut)).getBuffer());
        row.remove_prefix(cut + 1);
      }
      ++seen;
      rest.remove_prefix(end + 1);
    }
    need(seen == rows, "the peer's rows");
  }
  ucnv_close(converter);
  count_items(state, rows);
}
BENCHMARK(import_icu)->Name("import/peer")->UseRealTime();

}  // namespace
}  // namespace kto::bench
