#include "fio/differ.hpp"

#include <algorithm>
#include <array>

#include "fio/differ_plain.hpp"
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

bool neighbours_swapped(const Glyphs& a, const Glyphs& b, std::size_t at) {
  return at + 1 < a.size() && at + 1 < b.size() && a[at].c == b[at + 1].c && a[at + 1].c == b[at].c;
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
  // A mark alone tells nothing: point at the letter under it.
  const auto is_mark_at = [&](const Glyphs& glyphs) { return at < glyphs.size() && text::is_mark(glyphs[at].c); };
  if (rule == NameRule::unicode_form) {
    while (at > 0 && (is_mark_at(a.glyphs) || is_mark_at(b.glyphs))) --at;
  }
  auto end_a = end_of_letter(a.glyphs, at);
  auto end_b = end_of_letter(b.glyphs, at);
  if (rule == NameRule::unicode_form) {
    // Both letters with their marks.
  } else if (neighbours_swapped(a.glyphs, b.glyphs, at)) {
    end_a = end_b = at + 2;
  } else if (a.glyphs.size() > b.glyphs.size()) {
    if (const auto count = inserted(a.glyphs, b.glyphs, at)) end_a = at + count, end_b = at;
  } else if (b.glyphs.size() > a.glyphs.size()) {
    if (const auto count = inserted(b.glyphs, a.glyphs, at)) end_a = at, end_b = at + count;
  }
  return {part, rule, place_of(a.given, a.glyphs, at), text::to_utf8(as_given(a.given, a.glyphs, at, end_a)),
          text::to_utf8(as_given(b.given, b.glyphs, at, end_b))};
}

}  // namespace

std::vector<Difference> explain_part(std::string_view a, std::string_view b, Part part) {
  if (auto differences = explain_plain_part(a, b, part)) return std::move(*differences);
  return reference::explain_part(a, b, part);
}

std::vector<Difference> reference::explain_part(std::string_view a, std::string_view b, Part part) {
  std::vector<Difference> found;
  if (a == b) return found;
  const auto given_a = text::to_code_points(a);
  const auto given_b = text::to_code_points(b);
  // Names that are equal already are explained by the rules of `equal` alone.
  const auto equal_a = fold(given_a, part, equal_rules).letters();
  const auto all = equal_a == fold(given_b, part, equal_rules).letters() ? equal_rules : match_rules;
  const auto differ = [&](RuleSet rules) {
    return fold(given_a, part, rules).letters() != fold(given_b, part, rules).letters();
  };

  // A rule that changed nothing on either side makes no difference by being left out. Where two rules
  // could each do the work («Вагиф-оглы»: hyphen or оглы), the one that says less goes first.
  constexpr std::array first_to_go{NameRule::hyphen_blank, NameRule::placeholder};
  std::vector<NameRule> used(first_to_go.begin(), first_to_go.end());
  for (const auto given : {&given_a, &given_b}) {
    for (const auto& change : fold(*given, part, all).changes) {
      if (std::find(used.begin(), used.end(), change.rule) == used.end()) used.push_back(change.rule);
    }
  }
  RuleSet enough;
  for (const auto rule : used) enough = all.has(rule) ? enough.with(rule) : enough;
  for (const auto rule : used) {
    if (!differ(all.without(rule)) && !differ(enough.without(rule))) enough = enough.without(rule);
  }

  std::sort(used.begin(), used.end());
  for (const auto rule : used) {
    if (!enough.has(rule)) continue;
    const auto rules = differ(all.without(rule)) ? all.without(rule) : enough.without(rule);
    found.push_back(first_difference(folded_side(a, part, rules), folded_side(b, part, rules), part, rule));
  }
  return found;
}

Difference point_at(std::string_view a, std::string_view b, Part part, NameRule rule) {
  return first_difference(folded_side(a, part, match_rules), folded_side(b, part, match_rules), part, rule);
}

}  // namespace kto::fio
