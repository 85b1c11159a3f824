// Fio: from a line or from parts to a name that can be folded.
#include "kto/fio.hpp"

#include <algorithm>

#include "fio/access.hpp"
#include "fio/display.hpp"
#include "fio/door.hpp"
#include "fio/fold.hpp"
#include "fio/keys.hpp"
#include "fio/letters.hpp"
#include "fio/order.hpp"

namespace kto {
namespace {

using fio::all_parts;
using fio::part_of;
using fio::Reading;

// Folds the parts of a reading whose texts are set.
void fold_reading(Reading& reading) {
  for (const auto part : all_parts) {
    const auto given = text::to_code_points(part_of(reading.text, part));
    part_of(reading.equal, part) = text::to_utf8(fio::fold(given, part, fio::equal_rules).letters());
    part_of(reading.folded, part) = text::to_utf8(fio::fold(given, part, fio::match_rules).letters());
  }
}

// Notes of one text that begins `from` code points into the input; positions count from `origin`.
void add_notes(std::vector<Note>& notes, Part part, std::u32string_view input, const std::vector<fio::Change>& changes,
               std::size_t from, std::size_t origin) {
  const auto offsets = fio::byte_offsets(input);
  const auto first = notes.size();
  for (const auto& change : changes) {
    notes.push_back({part, change.rule, change.from + from - origin, offsets[change.from + from],
                     text::to_utf8(input.substr(change.from + from, change.to - change.from)),
                     text::to_utf8(change.after)});
  }
  std::stable_sort(notes.begin() + static_cast<std::ptrdiff_t>(first), notes.end(),
                   [](const Note& a, const Note& b) { return a.position < b.position; });
}

std::string trimmed(std::u32string_view given) {
  while (!given.empty() && text::is_blank(given.front())) given.remove_prefix(1);
  while (!given.empty() && text::is_blank(given.back())) given.remove_suffix(1);
  return text::to_utf8(given);
}

}  // namespace

Result<Fio> Fio::from_parts(std::string_view surname, std::string_view given, std::string_view patronymic) {
  Fio name;
  Reading reading;
  reading.text = {std::string(surname), std::string(given), std::string(patronymic)};
  std::vector<std::u32string> checked;
  for (const auto part : all_parts) {
    auto text = fio::check_text(part_of(reading.text, part), limits::name_part_code_points);
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
    part_of(name.parts_, part) = trimmed(checked[i]);
    add_notes(name.notes_, part, checked[i], fio::fold(checked[i], part, fio::match_rules).changes, 0, 0);
  }
  auto keys = fio::keys_of_parts(reading);
  name.equal_key_ = std::move(keys.equal);
  name.match_key_ = std::move(keys.match);
  name.folded_ = reading.folded;
  name.readings_.push_back(std::move(reading));
  return name;
}

Result<Fio> Fio::parse(std::string_view line) {
  const auto checked = fio::check_text(line, limits::name_line_code_points);
  if (!checked) return fail(checked.error());
  const std::u32string_view input = *checked;
  const auto plan = fio::plan_line(input);
  if (plan.words.empty()) return fail(Errc::empty);

  Fio name;
  const auto range_of = [&](const fio::LineReading& reading, Part part) {
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
    name.readings_.push_back(std::move(reading));
  }

  const auto& shown = plan.readings.front();
  add_notes(name.notes_, Part::whole, input, plan.between, 0, 0);
  if (plan.certain && shown.given_first) {
    const auto from = plan.words.front().from;
    const auto& reading = name.readings_.front();
    name.notes_.push_back({Part::whole, NameRule::word_order, from, fio::byte_offsets(input)[from], reading.text.given,
                           reading.folded.surname});
  }
  for (const auto part : all_parts) {
    const auto [from, to] = range_of(shown, part);
    if (to - from > limits::name_part_code_points) {
      Error error{Errc::too_long};
      error.field = name_of(part);
      return fail(std::move(error));
    }
    add_notes(name.notes_, part, input, fio::fold(input.substr(from, to - from), part, fio::match_rules).changes, from,
              from);
  }
  auto keys = fio::keys_of_line(plan, name.readings_.front());
  name.equal_key_ = std::move(keys.equal);
  name.match_key_ = std::move(keys.match);
  name.parts_ = name.readings_.front().text;
  name.folded_ = name.readings_.front().folded;
  name.order_certain_ = plan.certain;
  name.from_line_ = true;
  name.line_ = std::string(line);
  return name;
}

NameParts Fio::display() const {
  NameParts shown;
  for (const auto part : all_parts) {
    part_of(shown, part) = fio::display_part(part_of(readings_.front().text, part), part);
  }
  return shown;
}

std::string Fio::display_line() const {
  const auto shown = display();
  std::string line;
  for (const auto part : all_parts) {
    const auto& text = part_of(shown, part);
    if (text.empty()) continue;
    if (!line.empty()) line += ' ';
    line += text;
  }
  return line;
}

std::string Fio::match_key() const { return match_key_; }
std::string Fio::equal_key() const { return equal_key_; }

}  // namespace kto
