// Which rows a transaction has put: a bit a row, so that an import of millions stays small.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>

namespace kto::store::sqlite {

class Touched {
 public:
  // False when it was there.
  bool insert(std::int64_t row) {
    std::uint64_t& word = pages_[row >> 12][static_cast<std::size_t>((row >> 6) & 63)];
    const std::uint64_t bit = std::uint64_t{1} << (row & 63);
    const bool fresh = (word & bit) == 0;
    word |= bit;
    return fresh;
  }
  bool contains(std::int64_t row) const {
    const auto page = pages_.find(row >> 12);
    if (page == pages_.end()) return false;
    return ((page->second[static_cast<std::size_t>((row >> 6) & 63)] >> (row & 63)) & 1U) != 0;
  }

 private:
  std::unordered_map<std::int64_t, std::array<std::uint64_t, 64>> pages_;  // 4096 rows each
};

}  // namespace kto::store::sqlite
