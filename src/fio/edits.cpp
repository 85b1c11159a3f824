#include "fio/edits.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace kto::fio {

std::size_t edits_up_to_two(std::u32string_view a, std::u32string_view b) {
  constexpr std::size_t band = 2;
  constexpr std::size_t width = 2 * band + 1;
  constexpr std::uint8_t many = band + 1;
  if (a.size() > b.size() + band || b.size() > a.size() + band) return many;
  // Row i of the usual table holds the columns j = i + k - band for k = 0 … 4.
  using Row = std::array<std::uint8_t, width>;
  const auto at = [](const Row& row, std::size_t k) -> unsigned { return k < width ? row[k] : many; };
  Row before_last{};
  Row last{};
  before_last.fill(many);
  last.fill(many);
  for (std::size_t i = 0; i <= a.size(); ++i) {
    Row row;
    row.fill(many);
    for (std::size_t k = 0; k < width; ++k) {
      if (i + k < band || i + k - band > b.size()) continue;
      const std::size_t j = i + k - band;
      unsigned best = many;
      if (i == 0) best = static_cast<unsigned>(j);
      if (j == 0) best = static_cast<unsigned>(i);
      if (j > 0 && k > 0) best = std::min(best, at(row, k - 1) + 1U);  // insert
      if (i > 0) best = std::min(best, at(last, k + 1) + 1U);          // delete
      if (i > 0 && j > 0) best = std::min(best, at(last, k) + (a[i - 1] == b[j - 1] ? 0U : 1U));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        best = std::min(best, at(before_last, k) + 1U);  // swap
      }
      row[k] = static_cast<std::uint8_t>(std::min<unsigned>(best, many));
    }
    before_last = last;
    last = row;
  }
  const auto k = b.size() + band - a.size();
  return std::min<std::size_t>(at(last, k), many);
}

}  // namespace kto::fio
