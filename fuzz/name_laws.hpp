// The laws of names, for fuzz targets and property tests alike. Each function returns the name of the
// first law that is broken, or nothing. The names of laws hold nothing of the input.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kto/fio.hpp"

namespace kto::laws {

inline std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

inline const std::string& part_of(const NameParts& parts, Part part) {
  return part == Part::surname ? parts.surname : part == Part::given ? parts.given : parts.patronymic;
}

inline int code(NameRule rule) { return static_cast<int>(rule); }

// `input`: the line, or nothing for a name in parts, whose texts are then in `texts`.
inline std::string notes_point_into(const Fio& name, const std::string_view* line, const NameParts& texts) {
  for (const auto& note : name.notes()) {
    if (line == nullptr && note.part == Part::whole) return "a note of parts names its part";
    const std::string_view text = line != nullptr ? *line : std::string_view(part_of(texts, note.part));
    if (note.byte > text.size()) return "a note's byte is inside the input";
    if (text.substr(note.byte, note.before.size()) != note.before) return "a note quotes the input";
    if (line == nullptr && code_points(text.substr(0, note.byte)) != note.position)
      return "a note's place in code points";
    if (note.before == note.after && note.rule != NameRule::word_order) return "a note tells of a change";
    if (code(note.rule) >= 300) return "folding uses folding's rules only";
  }
  return {};
}

inline std::string one_name(const Fio& name, const std::string_view* line, const NameParts& texts) {
  const auto& folded = name.folded();
  if (folded.surname.empty() && folded.given.empty()) return "something is left";
  if (auto broken = notes_point_into(name, line, texts); !broken.empty()) return broken;
  const auto folds_to_the_same = [&](const NameParts& parts) {
    const auto again = Fio::from_parts(parts.surname, parts.given, parts.patronymic);
    // Folding may lengthen a text (ß → ss) beyond the limit, which holds for texts as given.
    return again ? again->folded() == folded : again.error().code == Errc::too_long;
  };
  if (!folds_to_the_same(folded)) return "folding is idempotent";
  if (!folds_to_the_same(name.display())) return "the display form is the same name";
  const auto itself = compare(name, name);
  if (itself.grade != Grade::identical || !itself.differences.empty()) return "a name is identical with itself";
  return {};
}

inline std::string of_line(std::string_view line) {
  const auto name = Fio::parse(line);
  if (!name) return name.error().offset.value_or(0) > line.size() ? "an error's offset is inside the input" : "";
  return one_name(*name, &line, {});
}

inline std::string of_parts(const NameParts& texts) {
  const auto name = Fio::from_parts(texts.surname, texts.given, texts.patronymic);
  return name ? one_name(*name, nullptr, texts) : std::string();
}

inline bool at_least(Grade a, Grade b) { return static_cast<int>(a) >= static_cast<int>(b); }

// `of_one_kind`: both lines, or both in parts.
inline std::string two_names(const Fio& a, const Fio& b, bool of_one_kind) {
  const auto ab = compare(a, b);
  const auto ba = compare(b, a);
  if (ab.grade != ba.grade) return "comparing is symmetric";
  if (grade(a, b) != ab.grade) return "the grade alone is the grade";
  if (of_one_kind) {
    if (at_least(ab.grade, Grade::equal) != (a.equal_key() == b.equal_key())) return "equal keys mean equal";
    if (at_least(ab.grade, Grade::equivalent) != (a.match_key() == b.match_key())) return "match keys mean equivalent";
  }
  if (ab.differences.empty() != (ab.grade == Grade::identical)) return "what is not identical differs in something";
  int worst = 0;
  for (const auto& difference : ab.differences) worst = std::max(worst, code(difference.rule));
  const int ceiling = ab.grade == Grade::identical    ? 0
                      : ab.grade == Grade::equal      ? 199
                      : ab.grade == Grade::equivalent ? 299
                      : ab.grade == Grade::similar    ? 399
                                                      : 499;
  if (worst > ceiling) return "no difference is worse than the grade";
  if (ab.grade != Grade::identical && worst <= ceiling - 100) return "some difference explains the grade";
  return {};
}

// All of one kind: every pair and every triple.
inline std::string all_names(const std::vector<Fio>& names) {
  std::vector<std::vector<Grade>> grades(names.size(), std::vector<Grade>(names.size(), Grade::identical));
  for (std::size_t a = 0; a < names.size(); ++a) {
    for (std::size_t b = a + 1; b < names.size(); ++b) {
      if (auto broken = two_names(names[a], names[b], true); !broken.empty()) return broken;
      grades[a][b] = grades[b][a] = grade(names[a], names[b]);  // symmetric, as two_names() has seen
    }
  }
  for (const auto least : {Grade::equal, Grade::equivalent}) {
    for (std::size_t a = 0; a < names.size(); ++a) {
      for (std::size_t b = 0; b < names.size(); ++b) {
        if (!at_least(grades[a][b], least)) continue;
        for (std::size_t c = 0; c < names.size(); ++c) {
          if (at_least(grades[b][c], least) && !at_least(grades[a][c], least))
            return "equal and equivalent are transitive";
        }
      }
    }
  }
  return {};
}

}  // namespace kto::laws
