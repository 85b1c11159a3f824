// Folding one part of a name: the reference, slow and plain.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fio/glyphs.hpp"
#include "fio/rule_set.hpp"

namespace kto::fio {

// One change, pointing into the text as it was given.
struct Change {
  NameRule rule;
  std::size_t from;  // code points, [from, to)
  std::size_t to;
  std::u32string after;
};

struct Folded {
  Glyphs glyphs;
  std::vector<Change> changes;
  std::u32string letters() const { return letters_of(glyphs); }
};

// Folds a text without controls by the rules given. `part` matters where a rule is one of the
// patronymic's alone («нет», оглы). The result folds to itself: folding is idempotent.
// With equal_rules the form of grade `equal`, with match_rules that of `equivalent`; the second is a
// function of the first, so that whatever is equal is equivalent.
Folded fold(std::u32string_view given, Part part, RuleSet rules);

// «-» in any part, «нет» and «отсутствует» in a patronymic: words for "there is none".
bool is_placeholder(std::u32string_view letters, Part part);

}  // namespace kto::fio
