#include "fio/reference.hpp"

#include <algorithm>

#include "fio/access.hpp"
#include "fio/door.hpp"
#include "fio/fold.hpp"
#include "fio/keys.hpp"
#include "fio/letters.hpp"
#include "fio/order.hpp"

namespace kto::fio::reference {
namespace {

// Folds the parts of a reading whose texts are set.
void fold_reading(Reading& reading) {
  for (const auto part : all_parts) {
    const auto given = text::to_code_points(part_of(reading.text, part));
    part_of(reading.equal, part) = text::to_utf8(fold(given, part, equal_rules).letters());
    part_of(reading.folded, part) = text::to_utf8(fold(given, part, match_rules).letters());
  }
}

// Notes of one text that begins `from` code points into the input; positions count from `origin`.
void add_notes(std::vector<Note>& notes, Part part, std::u32string_view input, const std::vector<Change>& changes,
               std::size_t from, std::size_t origin) {
  const auto offsets = byte_offsets(input);
  const auto first = notes.size();
  for (const auto& change : changes) {
    notes.push_back({part, change.rule, change.from + from - origin, offsets[change.from + from],
                     text::to_utf8(input.substr(change.from + from, change.to - change.from)),
                     text::to_utf8(change.after)});
  }
  std::stable_sort(notes.begin() + static_cast<std::ptrdiff_t>(first), notes.end(),
                   [](const Note& a, const Note& b) { return a.position < b.position; });
}

void make_keys(const LinePlan& plan, Fio& name) {
  auto& equal_key = FioAccess::equal_key(name);
  auto& match_key = FioAccess::match_key(name);
  const auto& shown = FioAccess::readings(name).front();
  if (plan.certain) {
    append_key_of_certain_line(equal_key, shown.equal);
    append_key_of_certain_line(match_key, shown.folded);
    return;
  }
  std::vector<std::string> equal;
  std::vector<std::string> match;
  for (const auto& word : plan.words) {
    equal.push_back(text::to_utf8(word.equal));
    match.push_back(text::to_utf8(word.match));
  }
  std::vector<std::string_view> equal_words(equal.begin(), equal.end());
  std::vector<std::string_view> match_words;
  for (const auto& word : match) split_words(word, match_words);
  append_key_of_uncertain_line(equal_key, equal_words);
  equal_key += key_of_placeholder(plan.placeholder ? text::to_utf8(plan.placeholder->equal) : std::string());
  append_key_of_uncertain_line(match_key, match_words);
}

std::string trimmed(std::u32string_view given) {
  while (!given.empty() && text::is_blank(given.front())) given.remove_prefix(1);
  while (!given.empty() && text::is_blank(given.back())) given.remove_suffix(1);
  return text::to_utf8(given);
}

}  // namespace

Result<Fio> from_parts(std::string_view surname, std::string_view given, std::string_view patronymic) {
  auto name = FioAccess::make();
  Reading reading;
  reading.text = {std::string(surname), std::string(given), std::string(patronymic)};
  std::vector<std::u32string> checked;
  for (const auto part : all_parts) {
    auto text = check_text(part_of(reading.text, part), limits::name_part_code_points);
    if (!text) {
      auto error = text.error();
      error.field = name_of(part);
      return fail(std::move(error));
    }
    checked.push_back(std::move(*text));
  }
  fold_reading(reading);
  if (reading.folded.surname.empty() && reading.folded.given.empty()) return fail(Errc::empty);
  for (std::size_t i = 0; i < checked.size(); ++i) {
    const auto part = all_parts[i];
    part_of(FioAccess::parts(name), part) = trimmed(checked[i]);
    add_notes(FioAccess::notes(name), part, checked[i], fold(checked[i], part, match_rules).changes, 0, 0);
  }
  FioAccess::equal_key(name) = key_of_parts(reading.equal);
  FioAccess::match_key(name) = key_of_parts(reading.folded);
  FioAccess::folded(name) = reading.folded;
  FioAccess::readings(name).push_back(std::move(reading));
  return name;
}

Result<Fio> parse(std::string_view line) {
  const auto checked = check_text(line, limits::name_line_code_points);
  if (!checked) return fail(checked.error());
  const std::u32string_view input = *checked;
  const auto plan = plan_line(input);
  if (plan.words.empty()) return fail(Errc::empty);

  auto name = FioAccess::make();
  const auto range_of = [&](const LineReading& reading, Part part) {
    std::size_t from = 0;
    std::size_t to = 0;
    const auto& range = part_of(reading, part);
    if (!range.empty()) {
      from = plan.words[range.first].from;
      to = plan.words[range.last - 1].to;
    } else if (part == Part::patronymic && plan.placeholder) {
      from = plan.placeholder->from;
      to = plan.placeholder->to;
    }
    return std::pair(from, to);
  };
  for (const auto& planned : plan.readings) {
    Reading reading;
    for (const auto part : all_parts) {
      const auto [from, to] = range_of(planned, part);
      part_of(reading.text, part) = text::to_utf8(input.substr(from, to - from));
    }
    reading.given_first = planned.given_first;
    fold_reading(reading);
    FioAccess::readings(name).push_back(std::move(reading));
  }

  const auto& shown = plan.readings.front();
  add_notes(FioAccess::notes(name), Part::whole, input, plan.between, 0, 0);
  if (plan.certain && shown.given_first) {
    const auto from = plan.words.front().from;
    const auto& reading = FioAccess::readings(name).front();
    FioAccess::notes(name).push_back({Part::whole, NameRule::word_order, from, byte_offsets(input)[from],
                                      reading.text.given, reading.folded.surname});
  }
  for (const auto part : all_parts) {
    const auto [from, to] = range_of(shown, part);
    if (to - from > limits::name_part_code_points) {
      Error error{Errc::too_long};
      error.field = name_of(part);
      return fail(std::move(error));
    }
    add_notes(FioAccess::notes(name), part, input, fold(input.substr(from, to - from), part, match_rules).changes, from,
              from);
  }
  make_keys(plan, name);
  FioAccess::parts(name) = FioAccess::readings(name).front().text;
  FioAccess::folded(name) = FioAccess::readings(name).front().folded;
  FioAccess::order_certain(name) = plan.certain;
  FioAccess::from_line(name) = true;
  FioAccess::line(name) = std::string(line);
  return name;
}

}  // namespace kto::fio::reference
