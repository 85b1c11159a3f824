#include "fio/differ.hpp"

#include <algorithm>
#include <set>

#include "fio/fold.hpp"
#include "kto/text.hpp"

namespace kto::fio {
namespace {

// A letter and the marks upon it.
std::size_t end_of_letter(const Glyphs& glyphs, std::size_t begin) {
  auto end = std::min(begin + 1, glyphs.size());
  while (end < glyphs.size() && text::is_mark(glyphs[end].c)) ++end;
  return end;
}

std::u32string as_given(std::u32string_view given, const Glyphs& glyphs, std::size_t begin, std::size_t end) {
  if (begin >= end) return {};
  const auto from = glyphs[begin].from;
  return std::u32string(given.substr(from, glyphs[end - 1].to - from));
}

std::size_t place_of(std::u32string_view given, const Glyphs& glyphs, std::size_t i) {
  return i < glyphs.size() ? glyphs[i].from : given.size();
}

// How many glyphs of `longer` from `at` on are missing in `shorter`, 0 if it is no plain insertion.
std::size_t inserted(const Glyphs& longer, const Glyphs& shorter, std::size_t at) {
  const auto more = longer.size() - shorter.size();
  for (std::size_t count = 1; count <= more; ++count) {
    if (at == shorter.size()) return more;
    if (at + count < longer.size() && longer[at + count].c == shorter[at].c) return count;
  }
  return 0;
}

struct Side {
  std::u32string given;
  Glyphs glyphs;
};

Side folded_side(std::string_view given, Part part, RuleSet rules) {
  Side side{text::to_code_points(given), {}};
  side.glyphs = fold(side.given, part, rules).glyphs;
  return side;
}

Difference first_difference(const Side& a, const Side& b, Part part, NameRule rule) {
  std::size_t at = 0;
  while (at < a.glyphs.size() && at < b.glyphs.size() && a.glyphs[at].c == b.glyphs[at].c) ++at;
  auto end_a = end_of_letter(a.glyphs, at);
  auto end_b = end_of_letter(b.glyphs, at);
  if (a.glyphs.size() > b.glyphs.size()) {
    if (const auto count = inserted(a.glyphs, b.glyphs, at)) end_a = at + count, end_b = at;
  } else if (b.glyphs.size() > a.glyphs.size()) {
    if (const auto count = inserted(b.glyphs, a.glyphs, at)) end_a = at, end_b = at + count;
  }
  return {part, rule, place_of(a.given, a.glyphs, at), text::to_utf8(as_given(a.given, a.glyphs, at, end_a)),
          text::to_utf8(as_given(b.given, b.glyphs, at, end_b))};
}

}  // namespace

std::vector<Difference> explain_part(std::string_view a, std::string_view b, Part part) {
  std::vector<Difference> found;
  if (a == b) return found;
  const auto given_a = text::to_code_points(a);
  const auto given_b = text::to_code_points(b);
  const auto changes_a = fold(given_a, part, match_rules).changes;
  const auto changes_b = fold(given_b, part, match_rules).changes;
  // A rule that changed nothing on either side makes no difference by being left out.
  std::set<NameRule> used;
  for (const auto* changes : {&changes_a, &changes_b}) {
    for (const auto& change : *changes) used.insert(change.rule);
  }
  for (const auto rule : used) {
    const auto rules = match_rules.without(rule);
    const auto side_a = folded_side(a, part, rules);
    const auto side_b = folded_side(b, part, rules);
    if (letters_of(side_a.glyphs) != letters_of(side_b.glyphs)) {
      found.push_back(first_difference(side_a, side_b, part, rule));
    }
  }
  if (!found.empty()) return found;
  // Several rules each suffice: those that one side needed and the other did not, or all.
  const auto uses = [](const std::vector<Change>& changes, NameRule rule) {
    return std::count_if(changes.begin(), changes.end(), [&](const Change& c) { return c.rule == rule; });
  };
  std::vector<NameRule> rules;
  for (const auto rule : used) {
    if (uses(changes_a, rule) != uses(changes_b, rule)) rules.push_back(rule);
  }
  if (rules.empty()) rules.assign(used.begin(), used.end());
  const Side side_a{given_a, glyphs_of(given_a)};
  const Side side_b{given_b, glyphs_of(given_b)};
  for (const auto rule : rules) found.push_back(first_difference(side_a, side_b, part, rule));
  return found;
}

Difference point_at(std::string_view a, std::string_view b, Part part, NameRule rule) {
  return first_difference(folded_side(a, part, match_rules), folded_side(b, part, match_rules), part, rule);
}

}  // namespace kto::fio
