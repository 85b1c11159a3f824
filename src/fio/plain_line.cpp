#include "fio/plain_line.hpp"

#include "fio/letters.hpp"
#include "fio/tables/patronymics.hpp"

namespace kto::fio {

bool PlainLine::read(std::string_view utf8) {
  count = 0;
  if (!text.read(utf8) || text.dash_alone || text.gaps > PlainText::most_gaps) return false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.gaps; ++i) {
    const std::size_t end = i < text.gaps ? text.gap[i] : text.size;
    if (begin != end) {
      const auto word = text.match_of(begin, end);
      if (is_word_for_none(word)) return false;
      if (count != 0 && is_patronymic_marker(word)) {
        to[count - 1] = end;
        match[count - 1] = text.match_of(from[count - 1], end);
      } else {
        from[count] = begin;
        to[count] = end;
        match[count++] = word;
      }
    }
    begin = end + 1;
  }
  return count != 0;
}

std::optional<std::size_t> joined_marker(std::u32string_view letters) {
  const auto marker = levelled_marker_at_end(letters);
  if (marker == 0) return std::nullopt;
  const auto at = letters.size() - marker;
  if (at == 0 || letters[at - 1] == U' ') return std::nullopt;
  if (letters[at - 1] != hyphen && !long_enough_for_joined_marker(letters.substr(0, at))) return std::nullopt;
  return at;
}

std::string_view add_match_form(PlainBytes& bytes, const PlainText& text, std::size_t begin, std::size_t end,
                                Part part) {
  const auto place = part == Part::patronymic ? joined_marker(text.equal_of(begin, end)) : std::nullopt;
  // A hyphen is a blank in the match form anyway.
  if (!place || text.equal[begin + *place - 1] == hyphen) return bytes.add(text.match_of(begin, end));
  const auto stem = bytes.add(text.match_of(begin, begin + *place));
  const auto blank = bytes.add(U" ");
  const auto marker = bytes.add(text.match_of(begin + *place, end));
  return {stem.data(), stem.size() + blank.size() + marker.size()};
}

}  // namespace kto::fio
