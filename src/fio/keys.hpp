// The keys of a name: equal exactly when two names of one kind (two lines, two names in parts) are
// graded `equal` or `equivalent`. Each function makes a key from texts in one form: from the equal forms
// the key of `equal`, from the match forms that of `equivalent`.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kto/fio.hpp"

namespace kto::fio {

struct PartViews {
  PartViews(std::string_view s, std::string_view g, std::string_view p) : surname(s), given(g), patronymic(p) {}
  PartViews(const NameParts& parts) : surname(parts.surname), given(parts.given), patronymic(parts.patronymic) {}
  std::string_view surname;
  std::string_view given;
  std::string_view patronymic;
};

// Adds the words between the blanks of a text.
void split_words(std::string_view text, std::vector<std::string_view>& words);

std::string key_of_parts(const PartViews& parts);

// A line whose order a patronymic settles.
void append_key_of_certain_line(std::string& out, const PartViews& parts);

// Any other line, from its words, at least one: as they are in the equal form, cut at their blanks in the
// match form, where these stand for hyphens. Puts `words` into another order.
void append_key_of_uncertain_line(std::string& out, std::span<std::string_view> words);
// What an equal key of such a line ends with: the word that says that there is no patronymic, if any.
std::string key_of_placeholder(std::string_view equal_form);

}  // namespace kto::fio
