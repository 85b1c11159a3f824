#include "fio/order.hpp"

#include <algorithm>

#include "fio/letters.hpp"
#include "fio/tables/patronymics.hpp"

namespace kto::fio {
namespace {

struct Run {
  std::size_t from;
  std::size_t to;
};

Word make_word(std::u32string_view line, std::size_t from, std::size_t to) {
  const auto given = line.substr(from, to - from);
  // As Part::whole: neither «нет» nor оглы mean anything yet.
  return {from, to, fold(given, Part::whole, equal_rules).letters(), fold(given, Part::whole, match_rules).letters()};
}

bool is_dash_alone(std::u32string_view clean) { return is_placeholder(clean, Part::whole); }

// Runs of anything but blanks that hold more than invisible signs and stress marks.
struct Token {
  Run run;
  std::u32string clean;
};
std::vector<Token> tokens_of(std::u32string_view line) {
  constexpr auto rules = equal_rules.without(NameRule::placeholder);
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < line.size();) {
    if (text::is_blank(line[i])) {
      ++i;
      continue;
    }
    const auto from = i;
    while (i < line.size() && !text::is_blank(line[i])) ++i;
    auto clean = fold(line.substr(from, i - from), Part::whole, rules).letters();
    if (!clean.empty()) tokens.push_back({{from, i}, std::move(clean)});
  }
  return tokens;
}

// Cuts placeholders off both ends; the last one at the end is kept as the patronymic's.
void take_placeholders(std::u32string_view line, std::vector<Token>& tokens, LinePlan& plan) {
  const auto leave_out = [&](const Run& run) { plan.between.push_back({NameRule::placeholder, run.from, run.to, {}}); };
  while (!tokens.empty()) {
    const auto run = tokens.back().run;
    const auto match = fold(line.substr(run.from, run.to - run.from), Part::patronymic, match_rules).letters();
    if (!match.empty()) break;
    if (plan.placeholder) {
      leave_out(run);
    } else {
      const auto equal = fold(line.substr(run.from, run.to - run.from), Part::patronymic, equal_rules).letters();
      plan.placeholder = Word{run.from, run.to, equal, match};
    }
    tokens.pop_back();
  }
  while (!tokens.empty() && is_dash_alone(tokens.front().clean)) {
    leave_out(tokens.front().run);
    tokens.erase(tokens.begin());
  }
}

// Blanks about a hyphen vanish: «Салтыкова – Щедрина» is one word.
std::vector<Word> words_of(std::u32string_view line, const std::vector<Token>& tokens) {
  std::vector<Run> runs;
  bool joins_next = false;
  for (const auto& token : tokens) {
    const bool joins_previous = !runs.empty() && (joins_next || token.clean.front() == hyphen);
    if (joins_previous) {
      runs.back().to = token.run.to;
    } else {
      runs.push_back(token.run);
    }
    joins_next = token.clean.back() == hyphen;
  }
  std::vector<Word> words;
  for (const auto& run : runs) {
    auto word = make_word(line, run.from, run.to);
    // A marker belongs to the word before it.
    if (!words.empty() && is_patronymic_marker(word.match)) word = make_word(line, words.back().from, run.to);
    if (!words.empty() && word.from == words.back().from) words.pop_back();
    words.push_back(std::move(word));
  }
  return words;
}

// «Алексей нет Ким»: in the other order the word for "none" stands in the middle.
void take_placeholder_in_the_middle(std::u32string_view line, LinePlan& plan) {
  if (plan.words.size() != 3) return;
  const auto& word = plan.words[1];
  const auto given = line.substr(word.from, word.to - word.from);
  if (!fold(given, Part::patronymic, match_rules).letters().empty()) return;
  if (plan.placeholder) {
    plan.between.push_back({NameRule::placeholder, plan.placeholder->from, plan.placeholder->to, {}});
  }
  plan.placeholder = Word{word.from, word.to, fold(given, Part::patronymic, equal_rules).letters(), {}};
  plan.words.erase(plan.words.begin() + 1);
}

// The blanks around the parts of the first reading, and what is invisible among them.
void note_between(std::u32string_view line, LinePlan& plan) {
  const auto outside = [&](std::size_t from, std::size_t to, bool inner) {
    for (std::size_t i = from; i < to;) {
      const auto begin = i;
      while (i < to && text::is_blank(line[i])) ++i;
      if (i != begin) {
        // The first blanks between two parts stay as one.
        const std::u32string_view after = inner && begin == from ? U" " : U"";
        if (line.substr(begin, i - begin) != after) {
          plan.between.push_back({NameRule::blanks, begin, i, std::u32string(after)});
        }
        continue;
      }
      while (i < to && !text::is_blank(line[i])) {
        if (is_invisible(line[i])) plan.between.push_back({NameRule::invisible, i, i + 1, {}});
        if (line[i] == stress_mark) plan.between.push_back({NameRule::stress_mark, i, i + 1, {}});
        ++i;
      }
    }
  };
  std::vector<Run> parts;
  if (!plan.readings.empty()) {
    const auto& reading = plan.readings.front();
    for (const auto range : {reading.surname, reading.given, reading.patronymic}) {
      if (!range.empty()) parts.push_back({plan.words[range.first].from, plan.words[range.last - 1].to});
    }
  }
  if (plan.placeholder) parts.push_back({plan.placeholder->from, plan.placeholder->to});
  std::sort(parts.begin(), parts.end(), [](const Run& a, const Run& b) { return a.from < b.from; });
  std::size_t at = 0;
  for (const auto& part : parts) {
    outside(at, part.from, at != 0);
    at = part.to;
  }
  outside(at, line.size(), false);
  std::stable_sort(plan.between.begin(), plan.between.end(),
                   [](const Change& a, const Change& b) { return a.from < b.from; });
}

}  // namespace

LinePlan plan_line(std::u32string_view line) {
  LinePlan plan;
  auto tokens = tokens_of(line);
  take_placeholders(line, tokens, plan);
  if (tokens.empty()) return plan;
  plan.words = words_of(line, tokens);
  take_placeholder_in_the_middle(line, plan);
  std::vector<std::u32string_view> words;
  for (const auto& word : plan.words) words.push_back(word.match);
  if (const auto place = place_of_patronymic(words)) {
    plan.readings = readings_by_patronymic(words, *place);
    if (plan.placeholder) {  // a dash after a patronymic says nothing
      plan.between.push_back({NameRule::placeholder, plan.placeholder->from, plan.placeholder->to, {}});
      plan.placeholder.reset();
    }
  } else {
    const auto none = !plan.placeholder                                 ? NoPatronymic::unsaid
                      : plan.placeholder->from < plan.words.back().from ? NoPatronymic::said_inside
                                                                        : NoPatronymic::said_at_the_end;
    plan.readings = readings_both_ways(words, none);
    plan.certain = false;
  }
  note_between(line, plan);
  return plan;
}

}  // namespace kto::fio
