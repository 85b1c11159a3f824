// Keys and folded forms for whole columns: no Fio is made of a plain line.
#include "fio/access.hpp"
#include "fio/keys.hpp"
#include "fio/plain_line.hpp"
#include "fio/reference.hpp"

namespace kto {
namespace {

using fio::PlainBytes;
using fio::PlainLine;
using fio::WordRange;

fio::LineReading shown_reading(const PlainLine& line, const std::optional<std::size_t>& place) {
  if (place) return fio::reading_by_patronymic(line.words(), *place);
  return fio::readings_both_ways(line.words(), fio::NoPatronymic::unsaid).front();
}

// The folded parts of a reading; an absent one is empty.
fio::PartViews folded_parts(const PlainLine& line, const fio::LineReading& reading, PlainBytes& bytes) {
  const auto folded = [&](const WordRange& range, Part part) {
    if (range.empty()) return std::string_view();
    return fio::add_match_form(bytes, line.text, line.from[range.first], line.to[range.last - 1], part);
  };
  return {folded(reading.surname, Part::surname), folded(reading.given, Part::given),
          folded(reading.patronymic, Part::patronymic)};
}

}  // namespace

Result<void> fold_line(std::string_view line, std::string& out) {
  PlainLine plain;
  if (plain.read(line)) {
    const auto shown = shown_reading(plain, fio::place_of_patronymic(plain.words()));
    PlainBytes bytes;
    for (const auto part : fio::all_parts) {
      const auto& range = fio::part_of(shown, part);
      if (range.empty()) continue;
      if (!bytes.view().empty()) bytes.add(U" ");
      fio::add_match_form(bytes, plain.text, plain.from[range.first], plain.to[range.last - 1], part);
    }
    out += bytes.view();
    return {};
  }
  const auto name = fio::reference::parse(line);
  if (!name) return fail(name.error());
  bool first = true;
  for (const auto part : fio::all_parts) {
    const auto& text = fio::part_of(name->folded(), part);
    if (text.empty()) continue;
    if (!first) out += ' ';
    out += text;
    first = false;
  }
  return {};
}

Result<void> match_key_of(std::string_view line, std::string& out) {
  PlainLine plain;
  if (!plain.read(line)) {
    const auto name = fio::reference::parse(line);
    if (!name) return fail(name.error());
    out += name->match_key();
    return {};
  }
  PlainBytes bytes;
  if (const auto place = fio::place_of_patronymic(plain.words())) {
    const auto shown = fio::reading_by_patronymic(plain.words(), *place);
    fio::append_key_of_certain_line(out, folded_parts(plain, shown, bytes));
    return {};
  }
  std::vector<std::string_view> words;
  const auto all = plain.text.match_of(plain.from[0], plain.to[plain.count - 1]);
  fio::split_words(bytes.add(all), words);
  fio::append_key_of_uncertain_line(out, words);
  return {};
}

}  // namespace kto
