// Keys and folded forms for whole columns: no Fio is made of a plain line.
#include "fio/access.hpp"
#include "fio/keys.hpp"
#include "fio/plain_line.hpp"
#include "fio/reference.hpp"

namespace kto {
namespace {

using fio::all_parts;
using fio::part_of;
using fio::PlainLine;
using fio::PlainText;
using fio::WordRange;

fio::LineReading shown_reading(const PlainLine& line, const std::optional<std::size_t>& place) {
  if (place) return fio::reading_by_patronymic(line.words(), *place);
  return fio::readings_both_ways(line.words(), fio::NoPatronymic::unsaid).front();
}

// The match form of some words, or of the patronymic.
void append_words(std::string& out, const PlainLine& line, const WordRange& range, Part part) {
  const auto begin = line.from[range.first];
  const auto end = line.to[range.last - 1];
  if (part == Part::patronymic) {
    fio::append_patronymic(out, line.text, begin, end);
  } else {
    fio::append_plain(out, line.text.match_of(begin, end));
  }
}

}  // namespace

Result<void> fold_line(std::string_view line, std::string& out) {
  PlainLine plain;
  if (plain.read(line)) {
    const auto shown = shown_reading(plain, fio::place_of_patronymic(plain.words()));
    bool first = true;
    for (const auto part : all_parts) {
      const auto& range = part_of(shown, part);
      if (range.empty()) continue;
      if (!first) out += ' ';
      append_words(out, plain, range, part);
      first = false;
    }
    return {};
  }
  const auto name = fio::reference::parse(line);
  if (!name) return fail(name.error());
  bool first = true;
  for (const auto part : all_parts) {
    const auto& text = part_of(name->folded(), part);
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
  // As one text; the words are cut out of it.
  std::string words;
  const auto place = fio::place_of_patronymic(plain.words());
  if (!place) {
    std::vector<std::string_view> cut;
    append_words(words, plain, {0, plain.count}, Part::whole);
    fio::split_words(words, cut);
    fio::append_key_of_uncertain_line(out, cut);
    return {};
  }
  const auto shown = fio::reading_by_patronymic(plain.words(), *place);
  fio::PartViews parts;
  std::array<std::string, 3> texts;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto& range = part_of(shown, all_parts[i]);
    if (!range.empty()) append_words(texts[i], plain, range, all_parts[i]);
  }
  parts.surname = texts[0];
  parts.given = texts[1];
  parts.patronymic = texts[2];
  fio::append_key_of_certain_line(out, parts);
  return {};
}

}  // namespace kto
