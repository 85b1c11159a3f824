// How much was done: what the ratios are taken of.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>

namespace kto::bench {

inline void count_items(benchmark::State& state, std::size_t items_a_turn) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(items_a_turn));
}

}  // namespace kto::bench
