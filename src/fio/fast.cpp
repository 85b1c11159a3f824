#include "fio/fast.hpp"

#include <algorithm>

#include "fio/access.hpp"
#include "fio/keys.hpp"
#include "fio/letters.hpp"
#include "fio/plain_line.hpp"

namespace kto::fio::fast {
namespace {

// Signs [begin, end) of a text.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const noexcept { return begin == end; }
};

std::string equal_form(const PlainText& text, Stretch at) {
  std::string out;
  append_plain(out, text.equal_of(at.begin, at.end));
  return out;
}

std::string match_form_of(const PlainText& text, Stretch at, Part part) {
  PlainBytes bytes;
  return std::string(add_match_form(bytes, text, at.begin, at.end, part));
}

bool has(const PlainText& text, std::size_t i, std::uint8_t what) { return (text.signs[i] & what) != 0; }

// The notes on a stretch of an input, its blanks at both ends included, in the order of their places and,
// at one place, of the rules that folding applies one after the other. Positions count from its start.
class Notes {
 public:
  Notes(std::vector<Note>& notes, std::string_view input, const PlainText& text, Part part, std::size_t origin)
      : notes_(notes), input_(input), text_(text), part_(part), origin_(text.point[origin]) {}

  void add(NameRule rule, Stretch at, std::string after) {
    const std::size_t byte = text_.byte[at.begin];
    notes_.push_back({part_, rule, std::size_t{text_.point[at.begin]} - origin_, byte,
                      std::string(input_.substr(byte, text_.byte[at.end] - byte)), std::move(after)});
  }
  // A run of blanks becomes `after`.
  void blanks(std::size_t i, std::string_view after) {
    if (input_.substr(text_.byte[i], std::size_t{text_.byte[i + 1]} - text_.byte[i]) == after) return;
    add(NameRule::blanks, {i, i + 1}, std::string(after));
  }
  // `nothing`: the stretch is a word for "there is none".
  void fold(Stretch at, bool nothing) {
    const auto joined = part_ == Part::patronymic ? joined_marker(text_.equal_of(at.begin, at.end)) : std::nullopt;
    const auto marker = joined ? at.begin + *joined : PlainText::most_bytes + 1;
    for (auto i = at.begin; i < at.end; ++i) {
      const char32_t c = text_.equal[i];
      const bool capital = has(text_, i, sign::capital);
      if (has(text_, i, sign::blank)) blanks(i, " ");
      if (has(text_, i, sign::composed)) {
        add(NameRule::unicode_form, {i, i + 1}, c == U'й' ? (capital ? "Й" : "й") : (capital ? "Ё" : "ё"));
      }
      if (capital && (i == at.begin || !has(text_, i - 1, sign::capital))) {
        auto end = i + 1;
        while (end < at.end && has(text_, end, sign::capital)) ++end;
        add(NameRule::letter_case, {i, end}, equal_form(text_, {i, end}));
      }
      if (nothing) {
        if (i == at.begin) add(NameRule::placeholder, at, {});
        continue;
      }
      if (c == U'ё') add(NameRule::yo, {i, i + 1}, "е");
      if (is_apostrophe(c) && c != apostrophe) add(NameRule::apostrophe_kind, {i, i + 1}, "'");
      if (c == hyphen) {
        add(i + 1 == marker ? NameRule::ogly_spelling : NameRule::hyphen_blank, {i, i + 1}, " ");
      } else if (i == marker && text_.equal[i - 1] != hyphen) {
        add(NameRule::ogly_spelling, {i, i}, " ");
      }
    }
  }

 private:
  std::vector<Note>& notes_;
  std::string_view input_;
  const PlainText& text_;
  Part part_;
  std::size_t origin_;
};

enum class Kind { name, nothing, doubtful };

// A part given for itself. `at`: without the blanks around.
Kind kind_of(const PlainText& text, Stretch at, Part part) {
  if (at.empty() || text.dash_alone) return Kind::nothing;
  if (part != Part::patronymic || !is_word_for_none(text.match_of(at.begin, at.end))) return Kind::name;
  // «Нёт» means nothing only after ё has become е.
  return is_word_for_none(text.equal_of(at.begin, at.end)) ? Kind::nothing : Kind::doubtful;
}

Stretch without_blanks(const PlainText& text) {
  Stretch at{0, text.size};
  if (!at.empty() && has(text, at.begin, sign::blank)) ++at.begin;
  if (!at.empty() && has(text, at.end - 1, sign::blank)) --at.end;
  return at;
}

// Fills in one part of a name in parts; false where the reference must decide.
bool read_part(std::string_view input, Part part, Fio& name, Reading& reading) {
  PlainText text;
  if (!text.read(input)) return false;
  const auto at = without_blanks(text);
  const auto kind = kind_of(text, at, part);
  if (kind == Kind::doubtful) return false;
  part_of(reading.text, part) = input;
  part_of(FioAccess::parts(name), part) = input.substr(text.byte[at.begin], text.byte[at.end] - text.byte[at.begin]);
  if (kind == Kind::name) {
    part_of(reading.equal, part) = equal_form(text, at);
    part_of(reading.folded, part) = match_form_of(text, at, part);
  }
  Notes notes(FioAccess::notes(name), input, text, part, 0);
  if (at.begin != 0) notes.blanks(0, "");
  notes.fold(at, kind == Kind::nothing);
  if (at.end != text.size) notes.blanks(at.end, "");
  return true;
}

Stretch stretch_of(const PlainLine& line, const WordRange& range) {
  if (range.empty()) return {};
  return {line.from[range.first], line.to[range.last - 1]};
}

Reading reading_of(std::string_view input, const PlainLine& line, const LineReading& planned) {
  Reading reading;
  for (const auto part : all_parts) {
    const auto at = stretch_of(line, part_of(planned, part));
    if (at.empty()) continue;
    const std::size_t from = line.text.byte[at.begin];
    part_of(reading.text, part) = input.substr(from, line.text.byte[at.end] - from);
    part_of(reading.equal, part) = equal_form(line.text, at);
    part_of(reading.folded, part) = match_form_of(line.text, at, part);
  }
  reading.given_first = planned.given_first;
  return reading;
}

// Blanks outside the parts: one stays between two of them.
void note_between(std::vector<Note>& all, std::string_view input, const PlainLine& line, const LineReading& shown) {
  Notes notes(all, input, line.text, Part::whole, 0);
  for (std::size_t i = 0; i < line.text.gaps; ++i) {
    const std::size_t gap = line.text.gap[i];
    const auto inside = [&](Part part) {
      const auto at = stretch_of(line, part_of(shown, part));
      return at.begin < gap && gap < at.end;
    };
    if (std::any_of(std::begin(all_parts), std::end(all_parts), inside)) continue;
    notes.blanks(gap, gap == 0 || gap + 1 == line.text.size ? "" : " ");
  }
}

void make_keys(const PlainLine& line, bool certain, Fio& name) {
  auto& equal_key = FioAccess::equal_key(name);
  auto& match_key = FioAccess::match_key(name);
  if (certain) {
    const auto& shown = FioAccess::readings(name).front();
    append_key_of_certain_line(equal_key, shown.equal);
    append_key_of_certain_line(match_key, shown.folded);
    return;
  }
  std::vector<std::string> equal;
  std::vector<std::string> match;
  for (std::size_t i = 0; i < line.count; ++i) {
    const Stretch at{line.from[i], line.to[i]};
    equal.push_back(equal_form(line.text, at));
    match.push_back(match_form_of(line.text, at, Part::whole));
  }
  std::vector<std::string_view> equal_words(equal.begin(), equal.end());
  std::vector<std::string_view> match_words;
  for (const auto& word : match) split_words(word, match_words);
  append_key_of_uncertain_line(equal_key, equal_words);
  equal_key += key_of_placeholder({});
  append_key_of_uncertain_line(match_key, match_words);
}

}  // namespace

std::optional<Fio> from_parts(std::string_view surname, std::string_view given, std::string_view patronymic) {
  auto name = FioAccess::make();
  Reading reading;
  FioAccess::notes(name).reserve(8);
  if (!read_part(surname, Part::surname, name, reading)) return std::nullopt;
  if (!read_part(given, Part::given, name, reading)) return std::nullopt;
  if (!read_part(patronymic, Part::patronymic, name, reading)) return std::nullopt;
  if (reading.folded.surname.empty() && reading.folded.given.empty()) return std::nullopt;
  FioAccess::equal_key(name) = key_of_parts(reading.equal);
  FioAccess::match_key(name) = key_of_parts(reading.folded);
  FioAccess::folded(name) = reading.folded;
  FioAccess::readings(name).push_back(std::move(reading));
  return name;
}

std::optional<Fio> parse(std::string_view input) {
  PlainLine line;
  if (!line.read(input)) return std::nullopt;
  const auto place = place_of_patronymic(line.words());
  const auto planned =
      place ? readings_by_patronymic(line.words(), *place) : readings_both_ways(line.words(), NoPatronymic::unsaid);
  const bool certain = place.has_value();
  const auto& shown = planned.front();

  auto name = FioAccess::make();
  auto& readings = FioAccess::readings(name);
  readings.reserve(planned.size());
  for (const auto& one : planned) readings.push_back(reading_of(input, line, one));
  const auto& reading = readings.front();

  auto& notes = FioAccess::notes(name);
  notes.reserve(8);
  note_between(notes, input, line, shown);
  if (certain && shown.given_first) {
    const auto first = line.from[0];
    notes.push_back({Part::whole, NameRule::word_order, line.text.point[first], line.text.byte[first],
                     reading.text.given, reading.folded.surname});
  }
  for (const auto part : all_parts) {
    const auto at = stretch_of(line, part_of(shown, part));
    Notes(notes, input, line.text, part, at.begin).fold(at, false);
  }
  make_keys(line, certain, name);
  FioAccess::parts(name) = reading.text;
  FioAccess::folded(name) = reading.folded;
  FioAccess::order_certain(name) = certain;
  FioAccess::from_line(name) = true;
  FioAccess::line(name) = input;
  return name;
}

std::optional<std::string> match_form(std::string_view given, Part part) {
  PlainText text;
  if (!text.read(given)) return std::nullopt;
  const auto at = without_blanks(text);
  switch (kind_of(text, at, part)) {
    case Kind::name:
      return match_form_of(text, at, part);
    case Kind::nothing:
      return std::string();
    case Kind::doubtful:
      break;
  }
  return std::nullopt;
}

}  // namespace kto::fio::fast
