#include "fio/fold.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "fio/letters.hpp"
#include "fio/tables/patronymics.hpp"

namespace kto::fio {
namespace {

struct Work {
  Part part;
  RuleSet rules;
  Glyphs glyphs;
  std::vector<Change> changes{};

  // Notes that the glyphs [begin, end) became `after`.
  void note(NameRule rule, std::size_t begin, std::size_t end, std::u32string after) {
    changes.push_back({rule, glyphs[begin].from, glyphs[end - 1].to, std::move(after)});
  }
};

// --- rules that keep names `equal` ---------------------------------------------------------------

void drop(Work& work, NameRule rule, bool (*unwanted)(char32_t)) {
  if (!work.rules.has(rule)) return;
  Glyphs kept;
  for (std::size_t i = 0; i < work.glyphs.size(); ++i) {
    if (unwanted(work.glyphs[i].c)) {
      work.note(rule, i, i + 1, {});
    } else {
      kept.push_back(work.glyphs[i]);
    }
  }
  work.glyphs = std::move(kept);
}

void unicode_form(Work& work) {
  if (!work.rules.has(NameRule::unicode_form)) return;
  const auto before = work.glyphs;
  for (auto& composed : compose(work.glyphs)) {
    work.changes.push_back(
        {NameRule::unicode_form, before[composed.begin].from, before[composed.end - 1].to, std::move(composed.after)});
  }
}

void replace_each(Work& work, NameRule rule, bool (*wanted)(char32_t), char32_t by) {
  if (!work.rules.has(rule)) return;
  for (std::size_t i = 0; i < work.glyphs.size(); ++i) {
    auto& glyph = work.glyphs[i];
    if (glyph.c == by || !wanted(glyph.c)) continue;
    work.note(rule, i, i + 1, std::u32string(1, by));
    glyph.c = by;
  }
}

// A run of blanks becomes one; at the ends and about a hyphen or dash none is left.
void blanks(Work& work) {
  if (!work.rules.has(NameRule::blanks)) return;
  const auto& glyphs = work.glyphs;
  Glyphs kept;
  for (std::size_t i = 0; i < glyphs.size();) {
    if (!text::is_blank(glyphs[i].c)) {
      kept.push_back(glyphs[i++]);
      continue;
    }
    const auto begin = i;
    while (i < glyphs.size() && text::is_blank(glyphs[i].c)) ++i;
    const bool vanishes = begin == 0 || i == glyphs.size() || is_dash(glyphs[begin - 1].c) || is_dash(glyphs[i].c);
    const bool plain = i - begin == 1 && glyphs[begin].c == U' ';
    if (vanishes || !plain) work.note(NameRule::blanks, begin, i, vanishes ? U"" : U" ");
    if (!vanishes) kept.push_back({U' ', glyphs[begin].from, glyphs[i - 1].to});
  }
  work.glyphs = std::move(kept);
}

// One letter folded. In ASCII and the Cyrillic blocks the full folding is the simple small letter.
std::u32string folded_letter(char32_t c) {
  if (c < 0x80 || (c >= U'\u0400' && c <= U'\u052F')) return std::u32string(1, text::to_lower(c));
  return text::nfc(text::fold_case(std::u32string_view(&c, 1)));
}

// Case folding, one note for each run of changed letters. Folding may take a composed letter apart
// (ΐ); it is composed again at once, so that such a letter counts as unchanged.
void letter_case(Work& work) {
  if (!work.rules.has(NameRule::letter_case)) return;
  const auto& glyphs = work.glyphs;
  Glyphs folded;
  for (std::size_t i = 0; i < glyphs.size();) {
    const auto begin = i;
    std::u32string after;
    for (; i < glyphs.size(); ++i) {
      const auto now = folded_letter(glyphs[i].c);
      if (now.size() == 1 && now.front() == glyphs[i].c) break;
      after += now;
      for (const char32_t c : now) folded.push_back({c, glyphs[i].from, glyphs[i].to});
    }
    if (i != begin) work.note(NameRule::letter_case, begin, i, std::move(after));
    if (i < glyphs.size()) folded.push_back(glyphs[i++]);
  }
  if (work.rules.has(NameRule::unicode_form)) compose(folded);
  work.glyphs = std::move(folded);
}

void placeholder(Work& work) {
  if (!work.rules.has(NameRule::placeholder) || !is_placeholder(letters_of(work.glyphs), work.part)) return;
  work.note(NameRule::placeholder, 0, work.glyphs.size(), {});
  work.glyphs.clear();
}

// --- rules that keep names `equivalent` ----------------------------------------------------------

// Latin letters that are taken for Cyrillic ones, by their small or by their capital form. rules.md
// names these and no others. In the case they have: the repair comes before case folding.
constexpr auto look_alikes = std::to_array<std::pair<char32_t, char32_t>>({
    {U'a', U'а'}, {U'A', U'А'}, {U'b', U'в'}, {U'B', U'В'}, {U'c', U'с'}, {U'C', U'С'}, {U'e', U'е'},
    {U'E', U'Е'}, {U'h', U'н'}, {U'H', U'Н'}, {U'k', U'к'}, {U'K', U'К'}, {U'm', U'м'}, {U'M', U'М'},
    {U'o', U'о'}, {U'O', U'О'}, {U'p', U'р'}, {U'P', U'Р'}, {U't', U'т'}, {U'T', U'Т'}, {U'x', U'х'},
    {U'X', U'Х'}, {U'y', U'у'}, {U'Y', U'У'}, {U'ë', U'ё'}, {U'Ë', U'Ё'},
});

// Calls `act(begin, end)` for every word.
template <class Act>
void each_word(const Glyphs& glyphs, Act act) {
  for (std::size_t i = 0; i < glyphs.size();) {
    if (is_word_break(glyphs[i].c)) {
      ++i;
      continue;
    }
    const auto begin = i;
    while (i < glyphs.size() && !is_word_break(glyphs[i].c)) ++i;
    act(begin, i);
  }
}

void look_alike(Work& work) {
  if (!work.rules.has(NameRule::look_alike)) return;
  each_word(work.glyphs, [&work](std::size_t begin, std::size_t end) {
    bool cyrillic = false;
    for (auto i = begin; i < end; ++i) cyrillic = cyrillic || is_cyrillic_letter(work.glyphs[i].c);
    if (!cyrillic) return;  // a wholly Latin word stays Latin
    for (auto i = begin; i < end; ++i) {
      const auto* found = std::find_if(look_alikes.begin(), look_alikes.end(),
                                       [&](const auto& pair) { return pair.first == work.glyphs[i].c; });
      if (found == look_alikes.end()) continue;
      work.note(NameRule::look_alike, i, i + 1, std::u32string(1, found->second));
      work.glyphs[i].c = found->second;
    }
  });
}

void leading_digit(Work& work) {
  if (!work.rules.has(NameRule::leading_digit)) return;
  each_word(work.glyphs, [&work](std::size_t begin, std::size_t end) {
    auto& first = work.glyphs[begin].c;
    if ((first != U'0' && first != U'3') || begin + 1 == end) return;
    if (!is_cyrillic_letter(work.glyphs[begin + 1].c)) return;
    // A digit has no case. Where case is kept, a word that begins with it begins with a capital.
    const bool small = work.rules.has(NameRule::letter_case);
    const char32_t letter = first == U'0' ? (small ? U'о' : U'О') : (small ? U'з' : U'З');
    work.note(NameRule::leading_digit, begin, begin + 1, std::u32string(1, letter));
    first = letter;
  });
}

// A mark that lets a diaeresis behind it reach the letter: «ё» with a dot below.
bool lets_through(char32_t mark) { return text::nfc(std::u32string{U'е', mark, diaeresis}).front() == U'ё'; }

// More diaereses on a ё: each would make a ё of the е that is left, pass after pass.
void drop_piled_diaereses(Work& work) {
  if (!work.rules.has(NameRule::yo)) return;
  Glyphs kept;
  bool on_yo = false;
  for (std::size_t i = 0; i < work.glyphs.size(); ++i) {
    const char32_t c = work.glyphs[i].c;
    if (on_yo && c == diaeresis) {
      work.note(NameRule::yo, i, i + 1, {});
      continue;
    }
    on_yo = c == U'ё' || c == U'Ё' || (on_yo && text::is_mark(c) && lets_through(c));
    kept.push_back(work.glyphs[i]);
  }
  if (kept.size() != work.glyphs.size()) work.glyphs = std::move(kept);
}

// Only U+0451 and U+0401, after composition: dropping marks instead would turn й into и.
void yo(Work& work) {
  drop_piled_diaereses(work);
  replace_each(
      work, NameRule::yo, [](char32_t c) { return c == U'ё'; }, U'е');
  replace_each(
      work, NameRule::yo, [](char32_t c) { return c == U'Ё'; }, U'Е');
}

// «Вагиф-оглы» and «Вагифоглы» become «Вагиф оглы».
void ogly_spelling(Work& work) {
  if (!work.rules.has(NameRule::ogly_spelling) || work.part != Part::patronymic) return;
  const auto letters = text::fold_case(letters_of(work.glyphs));
  if (letters.size() != work.glyphs.size()) return;
  const auto marker = levelled_marker_at_end(letters);
  if (marker == 0) return;
  const auto at = letters.size() - marker;
  if (at == 0 || letters[at - 1] == U' ') return;
  if (letters[at - 1] == hyphen) {
    work.note(NameRule::ogly_spelling, at - 1, at, U" ");
    work.glyphs[at - 1].c = U' ';
    return;
  }
  if (!long_enough_for_joined_marker(std::u32string_view(letters).substr(0, at))) return;
  const auto place = work.glyphs[at].from;
  work.changes.push_back({NameRule::ogly_spelling, place, place, U" "});
  work.glyphs.insert(work.glyphs.begin() + static_cast<std::ptrdiff_t>(at), Glyph{U' ', place, place});
}

// --- the two passes ------------------------------------------------------------------------------

void equal_pass(Work& work) {
  drop(work, NameRule::invisible, [](char32_t c) { return is_invisible(c); });
  unicode_form(work);  // first, so that ѓ and ќ, which hold U+0301, survive the next line
  drop(work, NameRule::stress_mark, [](char32_t c) { return c == stress_mark; });
  unicode_form(work);
  replace_each(
      work, NameRule::dash_kind, [](char32_t c) { return is_dash(c); }, hyphen);
  blanks(work);
  letter_case(work);
  placeholder(work);
}

void match_pass(Work& work) {
  look_alike(work);
  leading_digit(work);
  yo(work);
  replace_each(
      work, NameRule::apostrophe_kind, [](char32_t c) { return is_apostrophe(c); }, apostrophe);
  ogly_spelling(work);
  replace_each(
      work, NameRule::hyphen_blank, [](char32_t c) { return c == hyphen; }, U' ');
}

// A pass may open the way for another one (a repaired letter composes with the mark after it, case
// folding yields a Latin letter inside a Cyrillic word). No name is known that wants more than two.
template <class Pass>
void to_fixed_point(Work& work, Pass pass) {
  for (int i = 0; i < 8; ++i) {
    const auto before = letters_of(work.glyphs);
    pass(work);
    if (letters_of(work.glyphs) == before) return;
  }
}

}  // namespace

bool is_placeholder(std::u32string_view letters, Part part) {
  if (letters.empty()) return false;
  const auto is_nothing = [](char32_t c) { return is_dash(c) || text::is_blank(c); };
  const bool has_dash = std::any_of(letters.begin(), letters.end(), is_dash);
  if (has_dash && std::all_of(letters.begin(), letters.end(), is_nothing)) return true;
  if (part != Part::patronymic) return false;
  const auto folded = text::fold_case(letters);
  return folded == U"нет" || folded == U"отсутствует";
}

Folded fold(std::u32string_view given, Part part, RuleSet rules) {
  Work work{part, rules, glyphs_of(given)};
  to_fixed_point(work, equal_pass);
  to_fixed_point(work, [](Work& inner) {
    match_pass(inner);
    equal_pass(inner);
  });
  return {std::move(work.glyphs), std::move(work.changes)};
}

}  // namespace kto::fio
