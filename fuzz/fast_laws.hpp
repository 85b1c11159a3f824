// The laws of the fast path of names: whatever it takes on, the reference says the same, field by field.
// Each function returns what differs, or nothing.
#pragma once

#include <string>
#include <string_view>

#include "fio/access.hpp"
#include "fio/differ.hpp"
#include "fio/differ_plain.hpp"
#include "fio/fast.hpp"
#include "fio/fold.hpp"
#include "fio/reference.hpp"
#include "kto/fio.hpp"
#include "kto/text.hpp"

namespace kto::laws {

inline std::string same_fio(const Fio& fast, const Fio& slow) {
  if (fast.parts() != slow.parts()) return "parts";
  if (fast.folded() != slow.folded()) return "folded parts";
  if (fast.order_certain() != slow.order_certain()) return "certainty of the order";
  if (fast.match_key() != slow.match_key()) return "match key";
  if (fast.equal_key() != slow.equal_key()) return "equal key";
  if (FioAccess::line(fast) != FioAccess::line(slow)) return "line";
  if (FioAccess::from_line(fast) != FioAccess::from_line(slow)) return "from a line";
  const auto& readings_fast = FioAccess::readings(fast);
  const auto& readings_slow = FioAccess::readings(slow);
  if (readings_fast.size() != readings_slow.size()) return "number of readings";
  for (std::size_t i = 0; i < readings_fast.size(); ++i) {
    if (readings_fast[i].text != readings_slow[i].text) return "text of a reading";
    if (readings_fast[i].equal != readings_slow[i].equal) return "equal form of a reading";
    if (readings_fast[i].folded != readings_slow[i].folded) return "match form of a reading";
    if (readings_fast[i].given_first != readings_slow[i].given_first) return "order of a reading";
  }
  if (fast.notes() != slow.notes()) return "notes";
  return {};
}

// What column functions append: to something that stands there already.
template <class F>
std::string column_says(F append, std::string_view line, const Result<Fio>& slow, const std::string& expected) {
  const std::string before = "before|";
  std::string out = before;
  const Result<void> done = append(line, out);
  if (done.has_value() != slow.has_value()) return "column: success";
  if (!done) return !(done.error() == slow.error()) ? "column: error" : out != before ? "column: untouched" : "";
  return out == before + expected ? "" : "column: text";
}

// Texts that the fast path refuses go to the reference: worth a check in a test, too slow for a fuzzer.
enum class Refused { skip, check };

// `taken` counts the texts that the fast path takes on: a test of nothing but refusals tests nothing.
inline std::string fast_line(std::string_view line, Refused refused, std::size_t& taken) {
  const auto fast = fio::fast::parse(line);
  if (!fast && refused == Refused::skip) return {};
  const auto slow = fio::reference::parse(line);
  if (fast) {
    ++taken;
    if (!slow) return "the reference refuses a line";
    if (auto differs = same_fio(*fast, *slow); !differs.empty()) return "line: " + differs;
  }
  const auto either = Fio::parse(line);
  if (either.has_value() != slow.has_value()) return "line: success";
  if (!either && !(either.error() == slow.error())) return "line: error";
  if (either) {
    if (auto differs = same_fio(*either, *slow); !differs.empty()) return "public line: " + differs;
  }
  std::string folded;
  if (slow) {
    for (const auto part : fio::all_parts) {
      const auto& text = fio::part_of(slow->folded(), part);
      if (!folded.empty() && !text.empty()) folded += ' ';
      folded += text;
    }
  }
  if (auto differs = column_says(fold_line, line, slow, folded); !differs.empty()) return "fold_line: " + differs;
  auto differs = column_says(match_key_of, line, slow, slow ? slow->match_key() : std::string());
  return differs.empty() ? differs : "match_key_of: " + differs;
}

inline std::string fast_forms(std::string_view text) {
  if (!Utf8::check(text)) return {};
  for (const auto part : {Part::whole, Part::surname, Part::given, Part::patronymic}) {
    const auto fast = fio::fast::match_form(text, part);
    if (!fast) continue;
    const auto letters = fio::fold(text::to_code_points(text), part, fio::match_rules).letters();
    if (*fast != text::to_utf8(letters)) return "match form";
  }
  return {};
}

inline std::string fast_parts(const NameParts& texts, Refused refused, std::size_t& taken) {
  const auto fast = fio::fast::from_parts(texts.surname, texts.given, texts.patronymic);
  if (!fast && refused == Refused::skip) return {};
  const auto slow = fio::reference::from_parts(texts.surname, texts.given, texts.patronymic);
  if (fast) {
    ++taken;
    if (!slow) return "the reference refuses parts";
    if (auto differs = same_fio(*fast, *slow); !differs.empty()) return "parts: " + differs;
  }
  const auto either = Fio::from_parts(texts.surname, texts.given, texts.patronymic);
  if (either.has_value() != slow.has_value()) return "parts: success";
  if (!either) return either.error() == slow.error() ? "" : "parts: error";
  if (auto differs = same_fio(*either, *slow); !differs.empty()) return "public parts: " + differs;
  for (const auto* text : {&texts.surname, &texts.given, &texts.patronymic}) {
    if (auto differs = fast_forms(*text); !differs.empty()) return differs;
  }
  return {};
}

inline std::string fast_grade(const Fio& a, const Fio& b) {
  return grade(a, b) == fio::reference::grade(a, b) ? "" : "grade";
}

inline std::string fast_explanation(std::string_view a, std::string_view b, Part part, std::size_t& taken) {
  const auto fast = fio::explain_plain_part(a, b, part);
  if (!fast) return {};
  ++taken;
  return *fast == fio::reference::explain_part(a, b, part) ? "" : "explanation";
}

}  // namespace kto::laws
