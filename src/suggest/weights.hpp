// The table of weights as numbers.
#pragma once

#include "kto/suggest.hpp"

namespace kto::suggest {

inline constexpr std::size_t field_count = 8;
using Points = std::array<int, field_count>;

// The place of a field in an array over all fields.
inline std::size_t place_of(SuggestField field) noexcept { return static_cast<std::size_t>(field) / 10 - 1; }

struct Weights {
  std::uint32_t version = 0;
  int least = 0;
  // By field, then by code of the reason; 0 where the table has none.
  std::array<std::array<std::int16_t, 640>, field_count> points{};
  // Lines of the table, as they stand.
  std::vector<std::pair<SuggestField, SuggestReason>> entries{};
};

const Weights& weights();

}  // namespace kto::suggest
