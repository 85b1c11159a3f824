// Short forms for the tests of names.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "kto/fio.hpp"

namespace kto {

inline Fio line(std::string_view text) { return Fio::parse(text).value(); }
inline Fio parts(std::string_view surname, std::string_view given, std::string_view patronymic) {
  return Fio::from_parts(surname, given, patronymic).value();
}
inline std::string grade_of(std::string_view a, std::string_view b) {
  const auto there = compare(a, b).grade;
  // Every test of a grade is a test of symmetry too.
  return there == compare(b, a).grade ? std::string(name_of(there)) : "not symmetric";
}
// «surname|given|patronymic» of the match form.
inline std::string folded(std::string_view text) {
  const auto name = Fio::parse(text);
  if (!name) return std::string(name_of(name.error().code));
  const auto& f = name->folded();
  return f.surname + '|' + f.given + '|' + f.patronymic;
}
// The match form of one part, given as a surname.
inline std::string folded_surname(std::string_view text) {
  const auto name = Fio::from_parts(text, "", "");
  return name ? name->folded().surname : std::string(name_of(name.error().code));
}
// «part rule; part rule» of the differences.
inline std::string differences(const Comparison& comparison) {
  std::string all;
  for (const auto& d : comparison.differences) {
    if (!all.empty()) all += "; ";
    all += std::string(name_of(d.part)) + ' ' + std::string(name_of(d.rule));
  }
  return all;
}
inline std::string differences(std::string_view a, std::string_view b) { return differences(compare(a, b)); }

}  // namespace kto
