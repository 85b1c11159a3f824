// The words of a plain line. A plain line has no placeholder for the patronymic: such lines are left to
// the reference.
#pragma once

#include "fio/plain_text.hpp"
#include "fio/roles.hpp"
#include "kto/fio.hpp"

namespace kto::fio {

struct PlainLine {
  static constexpr std::size_t most_words = PlainText::most_gaps + 1;

  PlainText text{};
  std::size_t count = 0;
  std::array<std::size_t, most_words> from;  // signs [from, to) of a word, a marker («оглы») with what it marks
  std::array<std::size_t, most_words> to;
  std::array<std::u32string_view, most_words> match;

  PlainLine() {}  // NOLINT: the arrays are left as they are
  PlainLine(const PlainLine&) = delete;
  PlainLine& operator=(const PlainLine&) = delete;

  // False: not plain, without a word, or with too many.
  bool read(std::string_view utf8);
  WordForms words() const { return {match.data(), count}; }
};

inline bool is_word_for_none(std::u32string_view match) {
  return !match.empty() && match.back() == U'т' && (match == U"нет" || match == U"отсутствует");
}

// Where a patronymic is joined to its marker («Вагиф-оглы», «Вагифоглы»): signs from the start of
// `letters`, which are a patronymic's equal form; nothing when it is not, or a blank stands there already.
std::optional<std::size_t> joined_marker(std::u32string_view letters);
// The match form of the signs [begin, end), which are that part.
std::string_view add_match_form(PlainBytes& bytes, const PlainText& text, std::size_t begin, std::size_t end,
                                Part part);

}  // namespace kto::fio
