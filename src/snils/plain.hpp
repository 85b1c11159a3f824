// The slow plain version of snils/: the same answers by another road, written from the texts and not
// from the code. Tests and the fuzzer hold src/snils/read.cpp and control.cpp against it; nothing else
// includes it.
#pragma once

#include <string>
#include <string_view>

#include "kto/snils.hpp"

namespace kto::snils_plain {

// The Pension Fund's wording, case by case: below 100 the sum itself; 100 and 101 give 00; above 101
// the remainder of the division by 101 is judged by the same cases.
inline std::string control_of_sum(int sum) {
  if (sum > 101) sum -= sum / 101 * 101;
  if (sum == 100 || sum == 101) return "00";
  std::string text = std::to_string(sum);
  return text.size() == 1 ? "0" + text : text;
}

inline std::string control(const std::string& nine) {
  int sum = 0;
  for (int i = 0; i < 9; ++i) sum += (nine[static_cast<std::size_t>(i)] - '0') * (9 - i);
  return control_of_sum(sum);
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  std::string out;
  std::size_t begin = 0;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, begin)) {
    out.append(text, begin, at - begin).append(to);
    begin = at + from.size();
  }
  return out.append(text, begin, std::string::npos);
}

struct Answer {
  std::string verdict = "bad_format";
  std::string canonical{};
  bool recovered = false;
};

inline Answer judge(const std::string& eleven) {
  const std::string nine = eleven.substr(0, 9);
  const std::string written = eleven.substr(9);
  Answer answer;
  if (nine == "000000000") {
    answer.verdict = "placeholder";
    return answer;
  }
  if (nine <= "001001998") {  // digit strings of one length compare as numbers do
    answer.verdict = "exempt";
  } else if (control(nine) == written) {
    answer.verdict = "valid";
  } else {
    answer.verdict = "bad_checksum";
    return answer;
  }
  answer.canonical = nine.substr(0, 3) + "-" + nine.substr(3, 3) + "-" + nine.substr(6) + " " + written;
  return answer;
}

inline Answer read(std::string_view cell, bool recovery) {
  std::string text(cell);
  if (text.find_first_of("bh") != std::string::npos) return {};  // the two letters stand for signs below
  for (const char* blank : {" ", "\t", "\r", "\n", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF"})
    text = replaced(text, blank, "b");
  for (const char* hyphen : {"-", "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x93", "\xE2\x88\x92"})
    text = replaced(text, hyphen, "h");
  if (text.find_first_not_of("0123456789bh") != std::string::npos) return {};
  const std::size_t first = text.find_first_not_of('b');
  if (first == std::string::npos) return {};
  text = text.substr(first, text.find_last_not_of('b') - first + 1);

  // All digits without what stands between them; what stands between is judged by its place.
  const std::string digits = replaced(replaced(text, "b", ""), "h", "");
  if (recovery && text == digits && (text.size() == 9 || text.size() == 10)) {
    const std::string padded = std::string(11 - text.size(), '0') + text;
    Answer answer = judge(padded);
    if (answer.verdict != "valid") return {};
    answer.recovered = true;
    return answer;
  }
  if (digits.size() != 11) return {};
  std::size_t before = 0;
  std::string between;
  for (const char c : text) {
    if (c == 'b' || c == 'h') {
      between += c;
      continue;
    }
    const bool boundary = before == 3 || before == 6 || before == 9;
    const std::string hyphens = replaced(between, "b", "");
    if (!between.empty() && (!boundary || hyphens.size() > 1)) return {};
    between.clear();
    ++before;
  }
  if (!between.empty()) return {};
  return judge(digits);
}

}  // namespace kto::snils_plain
