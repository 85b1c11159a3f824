// Which words of a line are the surname, the given name and the patronymic.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fio/fold.hpp"

namespace kto::fio {

// A word of a line, or several that belong together («Вагиф оглы», «Салтыкова – Щедрина»).
struct Word {
  std::size_t from;  // code points of the line, [from, to)
  std::size_t to;
  std::u32string equal;
  std::u32string match;
};

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

struct LinePlan {
  std::vector<Word> words{};
  std::optional<Word> placeholder{};    // «-», «нет»: no patronymic
  std::vector<LineReading> readings{};  // the first is shown; empty when there are no words
  bool certain = true;                  // a patronymic settles the order
  std::vector<Change> between{};        // what folding did outside the parts, pointing into the line
};

// `line` holds no controls. Roles depend on the match forms of the words only, so that two lines with
// equal folded words are always read alike.
LinePlan plan_line(std::u32string_view line);

}  // namespace kto::fio
