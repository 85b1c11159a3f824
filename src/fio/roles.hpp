// Which words of a line are the surname, the given name and the patronymic. Roles depend on the match
// forms of the words only, so that two lines with equal folded words are always read alike.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kto::fio {

// Words [first, last) of a line; empty = the part is absent.
struct WordRange {
  std::size_t first = 0;
  std::size_t last = 0;
  bool empty() const noexcept { return first == last; }
};

struct LineReading {
  WordRange surname{};
  WordRange given{};
  WordRange patronymic{};
  bool given_first = false;
};

using WordForms = std::span<const std::u32string_view>;  // in match form, at least one

// The word that is the patronymic, if that is certain: its place settles the order.
std::optional<std::size_t> place_of_patronymic(WordForms words);
// How a line with a patronymic in that place is read, and with the other ways to cut it.
LineReading reading_by_patronymic(WordForms words, std::size_t place);
std::vector<LineReading> readings_by_patronymic(WordForms words, std::size_t place);

// Whether the line itself says that there is no patronymic, and where.
enum class NoPatronymic { unsaid, said_inside, said_at_the_end };
// The readings of a line without a patronymic; the first is shown.
std::vector<LineReading> readings_both_ways(WordForms words, NoPatronymic none);

}  // namespace kto::fio
