// What the words of a line are, and which of them are the surname, the given name and the patronymic.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fio/fold.hpp"
#include "fio/roles.hpp"

namespace kto::fio {

// A word of a line, or several that belong together («Вагиф оглы», «Салтыкова – Щедрина»).
struct Word {
  std::size_t from;  // code points of the line, [from, to)
  std::size_t to;
  std::u32string equal;
  std::u32string match;
};

struct LinePlan {
  std::vector<Word> words{};
  std::optional<Word> placeholder{};    // «-», «нет»: no patronymic
  std::vector<LineReading> readings{};  // the first is shown; empty when there are no words
  bool certain = true;                  // a patronymic settles the order
  std::vector<Change> between{};        // what folding did outside the parts, pointing into the line
};

// `line` holds no controls.
LinePlan plan_line(std::u32string_view line);

}  // namespace kto::fio
