// Made-up texts for the tests of names: nasty on purpose.
#pragma once

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "kto/text.hpp"

namespace kto {

// Every text of up to `longest` letters of the alphabet.
inline std::vector<std::string> all_texts(const std::vector<std::string>& alphabet, std::size_t longest) {
  std::vector<std::string> texts{""};
  std::size_t begin = 0;
  for (std::size_t length = 0; length < longest; ++length) {
    const auto end = texts.size();
    for (; begin < end; ++begin) {
      for (const auto& letter : alphabet) texts.push_back(texts[begin] + letter);
    }
  }
  return texts;
}

inline const std::vector<std::string>& nasty() {
  static const std::vector<std::string> all{
      "и",      "И",      "е",      "ё",      "й",         "Г",         "ѓ",       "і",      "ї",        "ә",
      "ж",      "л",      "н",      "т",      "о",         "Ы",  // Cyrillic
      "a",      "C",      "e",      "ë",      "H",         "k",         "y",       "t",      "i",        "s",
      "W",      "é",  // Latin
      "0",      "3",      "7",      "-",      "\u2010",    "\u2013",    "\u2212",  " ",      "  ",       "\u00a0",
      "\t",     "\u2028", "\u0301", "\u0306", "\u0308",    "\u0344",    "\u0345",  "\u0323", "\u00ad",   "\u200b",
      "\u200d", "\ufeff", "'",      "\u2019", "\u02bc",    "`",         "\u1fef",  "ß",      "\u0390",   "\u1e9a",
      "\ufb05", "\u0130", "\u0131", "\u212a", "\u1c80",    "\u1100",    "\u1161",  "\u11a8", "ა",        "\U0001F600",
      "\u202e", "\u0001", "\u0085", "оглы",   " оглы",     "-оглы",     " кызы",   "нет",    "Иванович", "Ивановна",
      "Ильич",  "Роман",  "Анна",   "Вагиф",  "Абрамович", "Салтыкова", "Наталья", "Наталия"};
  return all;
}

inline std::string random_text(std::mt19937& random, std::size_t most) {
  std::string text;
  const auto count = random() % (most + 1);
  for (std::size_t i = 0; i < count; ++i) {
    text += nasty()[random() % nasty().size()];
    if (random() % 5 == 0) text += ' ';
  }
  return text;
}

// A change that mostly keeps the name what it was.
inline std::string changed(std::mt19937& random, const std::string& name) {
  auto letters = text::to_code_points(name);
  const std::array<std::u32string_view, 12> insertions{U"\u0301", U"\u200b", U" ", U"-", U"\u2013", U"'",
                                                       U"е",      U"ё",      U"0", U"a", U" -",     U"\u00a0"};
  const auto place = letters.empty() ? 0 : random() % letters.size();
  switch (random() % 6) {
    case 0:
      return text::upper(name);
    case 1:
      return text::lower(name);
    case 2:
      letters.insert(place, insertions[random() % insertions.size()]);
      break;
    case 3:
      for (auto& c : letters) c = c == U' ' ? U'-' : c == U'-' ? U' ' : c;
      break;
    case 4: {
      const auto blank = letters.find(U' ');
      if (blank != std::u32string::npos) letters = letters.substr(blank + 1) + U' ' + letters.substr(0, blank);
      break;
    }
    default:
      for (auto& c : letters) c = c == U'ё' ? U'е' : c == U'а' ? U'a' : c == U'о' ? U'o' : c;
  }
  return text::to_utf8(letters);
}

}  // namespace kto
