// Lists of names for the benchmark: small ones of its own, or longer ones given by path.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace kto::region_bench {

// Chances that are the same with every compiler and library.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  bool chance(unsigned per_thousand) { return below(1000) < per_thousand; }
  std::uint64_t bits() { return engine_(); }

 private:
  std::mt19937_64 engine_;
};

// Items with frequencies.
template <class Item>
class Weighted {
 public:
  void add(Item item, std::uint64_t count) {
    if (count == 0) return;
    items_.push_back(std::move(item));
    sums_.push_back((sums_.empty() ? 0 : sums_.back()) + count);
  }
  const Item& pick(Dice& dice) const {
    const std::uint64_t at = dice.bits() % sums_.back();
    return items_[static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), at) - sums_.begin())];
  }
  std::size_t size() const noexcept { return items_.size(); }
  const std::vector<Item>& items() const noexcept { return items_; }

 private:
  std::vector<Item> items_{};
  std::vector<std::uint64_t> sums_{};
};

// With ё where the name has it; how often it is written is the record's affair.
struct Surname {
  std::string man;
  std::string woman;
};
struct Father {
  std::string name;
  std::string son;  // patronymics
  std::string daughter;
};

struct Names {
  Weighted<Surname> surnames{};
  Weighted<Father> men{};
  Weighted<std::string> women{};
};

Names own_names();
// surnames.tsv (value, gender, count), given_names.tsv (value, gender, count), patronymics.tsv (value,
// gender, count, father) in a folder; a heading line each. Throws std::runtime_error when one cannot be read.
Names names_from(const std::string& folder);

// The woman's form of a man's surname.
std::string womans_form(const std::string& man);

}  // namespace kto::region_bench
