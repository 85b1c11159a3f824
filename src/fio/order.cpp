#include "fio/order.hpp"

#include <algorithm>

#include "fio/letters.hpp"
#include "fio/tables/given_names.hpp"
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

bool known_given(const Word& word) { return is_known_given_name(word.match); }

// The word that is the patronymic, if that is certain: its place settles the order.
std::optional<std::size_t> place_of_patronymic(const std::vector<Word>& words) {
  const auto count = words.size();
  std::vector<std::size_t> places;
  std::vector<std::size_t> certain;  // cannot be surnames: female or Turkic
  for (std::size_t i = 1; i < count; ++i) {
    const auto patronymic = patronymic_of(words[i].match);
    if (!patronymic) continue;
    places.push_back(i);
    if (patronymic->certain) certain.push_back(i);
  }
  if (places.empty()) return std::nullopt;
  // «Роман Абрамович»: of two words only one that can be no surname tells anything.
  if (count == 2) return certain.empty() ? std::nullopt : std::optional(places.front());
  if (places.size() == 1) return places.front();
  if (certain.size() == 1) return certain.front();
  // «Абрамович Роман Аркадьевич», «Роман Аркадьевич Абрамович»: a given name in front decides.
  return known_given(words.front()) ? places.front() : places.back();
}

void read_by_patronymic(LinePlan& plan, std::size_t place) {
  const auto count = plan.words.size();
  const WordRange patronymic{place, place + 1};
  if (place + 1 < count) {
    plan.readings.push_back({{place + 1, count}, {0, place}, patronymic, true});
    return;
  }
  if (count == 2) {
    plan.readings.push_back({{}, {0, 1}, patronymic, false});
    return;
  }
  // Surname first. Of four words and more the given name is one, unless two known ones stand there.
  const bool two_given = place >= 3 && known_given(plan.words[place - 1]) && known_given(plan.words[place - 2]);
  const auto usual = two_given ? place - 2 : place - 1;
  plan.readings.push_back({{0, usual}, {usual, place}, patronymic, false});
  // A blank may stand for a hyphen on either side: the other ways to cut, for comparing only.
  constexpr std::size_t most_words = 8;
  for (std::size_t cut = 1; cut < place && count <= most_words; ++cut) {
    if (cut != usual) plan.readings.push_back({{0, cut}, {cut, place}, patronymic, false});
  }
}

void read_both_ways(LinePlan& plan) {
  const auto& words = plan.words;
  const auto count = words.size();
  plan.certain = false;
  const bool given_in_front = known_given(words.front());
  if (count == 1) {
    const LineReading surname{{0, 1}, {}, {}, false};
    const LineReading given{{}, {0, 1}, {}, true};
    plan.readings = given_in_front ? std::vector{given, surname} : std::vector{surname, given};
    return;
  }
  // No patronymic at all: the surname takes the other words.
  const LineReading whole_surname_first{{0, count - 1}, {count - 1, count}, {}, false};
  const LineReading whole_given_first{{1, count}, {0, 1}, {}, true};
  if (plan.placeholder && plan.placeholder->from < words.back().from) {  // «Алексей нет Ким»
    plan.readings.push_back(whole_given_first);
    return;
  }
  const auto put = [&](bool given_first, const LineReading& a, const LineReading& b) {
    plan.readings.push_back(given_first ? b : a);
    plan.readings.push_back(given_first ? a : b);
  };
  if (count == 2) {
    put(given_in_front && !known_given(words[1]), whole_surname_first, whole_given_first);
    // «Иван Иванович» may lack its surname.
    if (patronymic_of(words[1].match)) plan.readings.push_back({{}, {0, 1}, {1, 2}, false});
    return;
  }
  if (!plan.placeholder) {
    // A third word that does not look like a patronymic may still be one («Отчество006»).
    put(given_in_front && !known_given(words[1]), {{0, 1}, {1, 2}, {2, count}, false},
        {{count - 1, count}, {0, 1}, {1, count - 1}, true});
  }
  put(given_in_front && !known_given(words.back()), whole_surname_first, whole_given_first);
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
  if (const auto place = place_of_patronymic(plan.words)) {
    read_by_patronymic(plan, *place);
    if (plan.placeholder) {  // a dash after a patronymic says nothing
      plan.between.push_back({NameRule::placeholder, plan.placeholder->from, plan.placeholder->to, {}});
      plan.placeholder.reset();
    }
  } else {
    read_both_ways(plan);
  }
  note_between(line, plan);
  return plan;
}

}  // namespace kto::fio
