// The formula against the Pension Fund's wording, and what it misses.
#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "kto/snils.hpp"
#include "snils/plain.hpp"

using namespace kto;

namespace {

std::string nine(std::uint32_t number) {
  std::string text = std::to_string(number);
  return std::string(9 - text.size(), '0') + text;
}

// Deterministic numbers spread over all nine digits (a full-period congruence modulo 10⁹).
class Spread {
 public:
  std::uint32_t next() noexcept {
    state_ = (state_ * 373'587'921U + 104'729U) % 1'000'000'000U;
    return static_cast<std::uint32_t>(state_);
  }

 private:
  std::uint64_t state_ = 38;
};

const std::array<std::uint32_t, 9> kPowers{100'000'000, 10'000'000, 1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};

}  // namespace

TEST_CASE("snils: the formula at its corners", "[snils]") {
  CHECK(snils_control(0) == 0);
  CHECK(snils_control(112'233'445) == 95);
  CHECK(snils_control(1'019'899) == 99);   // sum 99
  CHECK(snils_control(100'018'999) == 0);  // 100
  CHECK(snils_control(1'019'998) == 0);    // 101
  CHECK(snils_control(1'019'999) == 1);    // 102
  CHECK(snils_control(2'999'989) == 0);    // 201
  CHECK(snils_control(999'999'998) == 0);  // 404
  CHECK(snils_control(999'999'999) == 1);  // 405
}

TEST_CASE("snils: formula and reading agree with the plain version on a dense sample", "[snils]") {
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t n = 0; n < 60'000; ++n) numbers.push_back(n);
  for (std::uint32_t n = 995'000; n < 1'010'000; ++n) numbers.push_back(n);
  for (std::uint32_t n = 999'980'000; n < 1'000'000'000; ++n) numbers.push_back(n);
  Spread spread;
  for (int i = 0; i < 100'000; ++i) numbers.push_back(spread.next());

  std::size_t wrong = 0;
  for (const std::uint32_t number : numbers) {
    const std::string digits = nine(number);
    const std::string control = snils_plain::control(digits);
    const unsigned ours = snils_control(number);
    wrong += ours != static_cast<unsigned>(std::stoi(control));
    // The right control, the next one and one drawn from the number.
    for (const unsigned written : {ours, (ours + 1) % 100, number % 97}) {
      const std::string cell = digits + static_cast<char>('0' + written / 10) + static_cast<char>('0' + written % 10);
      const auto reading = Snils::read(cell);
      const auto plain = snils_plain::read(cell, false);
      wrong += plain.verdict != name_of(reading.verdict) || plain.canonical != reading.canonical();
      wrong += reading.usable() && reading.number->number() != number;
      // The same cell as a spreadsheet leaves it.
      const std::string bare = cell.substr(std::min(cell.find_first_not_of('0'), cell.size() - 1));
      const auto lost = Snils::read(bare, Snils::Recovery::yes);
      const auto plain_lost = snils_plain::read(bare, true);
      wrong += plain_lost.verdict != name_of(lost.verdict) || plain_lost.canonical != lost.canonical() ||
               plain_lost.recovered != lost.recovered;
    }
  }
  CHECK(wrong == 0);
}

// Counted exactly over the sums: 17 903 912 of 81·10⁹ one-digit errors in the body (0.0221 %), 14 197 950 of
// 7.2·10⁹ swaps of two different neighbours (0.197 %).
TEST_CASE("snils: the control misses 0.022 % of one-digit errors and 0.2 % of neighbour swaps", "[snils]") {
  Spread spread;
  std::uint64_t errors = 0, errors_missed = 0, swaps = 0, swaps_missed = 0;
  for (int i = 0; i < 400'000; ++i) {
    const std::uint32_t number = spread.next();
    const unsigned control = snils_control(number);
    std::array<std::uint32_t, 9> digit{};
    for (std::size_t at = 0; at < 9; ++at) digit[at] = number / kPowers[at] % 10;
    for (std::size_t at = 0; at < 9; ++at) {
      const std::uint32_t without = number - digit[at] * kPowers[at];
      for (std::uint32_t other = 0; other < 10; ++other) {
        if (other == digit[at]) continue;
        ++errors;
        errors_missed += snils_control(without + other * kPowers[at]) == control;
      }
      if (at + 1 == 9 || digit[at] == digit[at + 1]) continue;
      ++swaps;
      const std::uint32_t rest = without - digit[at + 1] * kPowers[at + 1];
      swaps_missed += snils_control(rest + digit[at + 1] * kPowers[at] + digit[at] * kPowers[at + 1]) == control;
    }
  }
  const auto percent = [](std::uint64_t part, std::uint64_t whole) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  CHECK(percent(errors_missed, errors) == Approx(0.0221).margin(0.0005));
  CHECK(percent(swaps_missed, swaps) == Approx(0.1972).margin(0.005));
}

TEST_CASE("snils: all 10^9 numbers, formula and reading against the plain wording", "[snils][.long]") {
  // The plain control of every possible sum (0…405), once; the sums are added up digit by digit.
  std::array<std::string, 406> plain;
  for (int sum = 0; sum <= 405; ++sum) plain[static_cast<std::size_t>(sum)] = snils_plain::control_of_sum(sum);

  std::atomic<std::uint32_t> next{0};
  std::atomic<std::uint64_t> seen{0}, wrong{0};
  const auto work = [&] {
    // A slice is one value of the first three digits.
    for (std::uint32_t slice = next++; slice < 1000; slice = next++) {
      std::array<int, 9> d{static_cast<int>(slice / 100), static_cast<int>(slice / 10 % 10),
                           static_cast<int>(slice % 10)};
      std::uint64_t slice_wrong = 0;
      std::uint32_t number = slice * 1'000'000;
      char cell[11];
      for (std::size_t i = 0; i < 3; ++i) cell[i] = static_cast<char>('0' + d[i]);
      const int head = d[0] * 9 + d[1] * 8 + d[2] * 7;
      for (d[3] = 0; d[3] < 10; ++d[3])
        for (d[4] = 0; d[4] < 10; ++d[4])
          for (d[5] = 0; d[5] < 10; ++d[5]) {
            const int middle = head + d[3] * 6 + d[4] * 5 + d[5] * 4;
            for (std::size_t i = 3; i < 6; ++i) cell[i] = static_cast<char>('0' + d[i]);
            for (d[6] = 0; d[6] < 10; ++d[6])
              for (d[7] = 0; d[7] < 10; ++d[7])
                for (d[8] = 0; d[8] < 10; ++d[8], ++number) {
                  const std::string& control = plain[static_cast<std::size_t>(middle + d[6] * 3 + d[7] * 2 + d[8])];
                  for (std::size_t i = 6; i < 9; ++i) cell[i] = static_cast<char>('0' + d[i]);
                  cell[9] = control[0];
                  cell[10] = control[1];
                  const auto reading = Snils::read(std::string_view(cell, 11));
                  const auto expected = number == 0           ? SnilsVerdict::placeholder
                                        : number <= 1'001'998 ? SnilsVerdict::exempt
                                                              : SnilsVerdict::valid;
                  slice_wrong += snils_control(number) != reading.control || reading.verdict != expected ||
                                 (number != 0 && reading.number->number() != number);
                  // Any other control is refused: the last digit one further.
                  cell[10] = control[1] == '9' ? '0' : static_cast<char>(control[1] + 1);
                  const auto refused = Snils::read(std::string_view(cell, 11)).verdict;
                  slice_wrong += refused != (number <= 1'001'998 ? expected : SnilsVerdict::bad_checksum);
                }
          }
      wrong += slice_wrong;
      seen += number - slice * 1'000'000;
    }
  };
  std::vector<std::thread> threads;
  const unsigned count = std::max(1U, std::thread::hardware_concurrency());
  for (unsigned i = 0; i < count; ++i) threads.emplace_back(work);
  for (auto& thread : threads) thread.join();
  CHECK(seen == 1'000'000'000);
  CHECK(wrong == 0);
}
