// snils: a cell → verdict. The peer is the textbook's check without regular expressions: take the
// digits, skip hyphens and blanks, weigh, compare. It accepts spellings that are none.
#include <benchmark/benchmark.h>

#include "items.hpp"
#include "kto/snils.hpp"
#include "people.hpp"

namespace kto::bench {
namespace {

struct Cell {
  std::string text;
  bool valid;
};

const std::vector<Cell>& cells() {
  static const auto* const made = [] {
    auto* out = new std::vector<Cell>;
    std::size_t i = 0;
    for (const Person& person : people(1000)) {
      std::string text = person.snils;
      bool valid = true;
      switch (i++ % 4) {
        case 1:
          text.erase(3, 1), text.erase(6, 1), text.erase(9, 1);
          break;  // eleven digits
        case 2:
          text[11] = '-';
          break;
        case 3:  // one wrong digit: the control differs, whatever the place
          text[0] = text[0] == '9' ? '8' : static_cast<char>(text[0] + 1);
          valid = false;
          break;
        default:
          break;
      }
      out->push_back({text, valid});
    }
    return out;
  }();
  return *made;
}

bool textbook(std::string_view cell) {
  unsigned digits[11];
  std::size_t length = 0;
  for (const char c : cell) {
    if (c == '-' || c == ' ') continue;
    if (c < '0' || c > '9' || length == 11) return false;
    digits[length++] = static_cast<unsigned>(c - '0');
  }
  if (length != 11) return false;
  unsigned sum = 0;
  unsigned number = 0;
  for (unsigned i = 0; i < 9; ++i) {
    sum += digits[i] * (9 - i);
    number = number * 10 + digits[i];
  }
  return number <= 1'001'998 || sum % 101 % 100 == digits[9] * 10 + digits[10];
}

void snils_kto(benchmark::State& state) {
  for (auto _ : state)
    for (const Cell& cell : cells())
      need((Snils::read(cell.text).verdict == SnilsVerdict::valid) == cell.valid, "a verdict on a number");
  count_items(state, cells().size());
}
BENCHMARK(snils_kto)->Name("snils/kto");

void snils_textbook(benchmark::State& state) {
  for (auto _ : state)
    for (const Cell& cell : cells()) need(textbook(cell.text) == cell.valid, "the textbook's check");
  count_items(state, cells().size());
}
BENCHMARK(snils_textbook)->Name("snils/peer");

}  // namespace
}  // namespace kto::bench
