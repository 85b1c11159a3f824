#include "suggest/numbers.hpp"

#include <algorithm>

namespace kto {
namespace suggest {
namespace {

constexpr std::size_t whole = 11;
constexpr CellDigits one_short = 100'000'000'000;  // added to ten digits, so that they are no eleven

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Calls `found` with every text of digits one slip away: each digit another one, neighbours swapped.
template <class Found>
void same_length_slips(const std::string& digits, Found found) {
  std::string changed = digits;
  for (char& digit : changed) {
    const char kept = digit;
    for (digit = '0'; digit <= '9'; ++digit)
      if (digit != kept) found(changed);
    digit = kept;
  }
  for (std::size_t i = 0; i + 1 < changed.size(); ++i) {
    if (changed[i] == changed[i + 1]) continue;
    std::swap(changed[i], changed[i + 1]);
    found(changed);
    std::swap(changed[i], changed[i + 1]);
  }
}

}  // namespace

CellDigits pack(std::string_view digits) {
  CellDigits value = digits.size() == whole ? 0 : one_short;
  CellDigits number = 0;
  for (const char digit : digits) number = number * 10 + static_cast<CellDigits>(digit - '0');
  return value + number;
}

std::string unpack(CellDigits digits) {
  const bool short_one = digits >= one_short;
  std::string text = std::to_string(short_one ? digits - one_short : digits);
  return std::string((short_one ? whole - 1 : whole) - text.size(), '0') + text;
}

CellDigits digits_of_cell(std::string_view cell) {
  std::string digits;
  for (const char c : cell) {
    if (!is_digit(c)) continue;
    if (digits.size() == whole) return 0;
    digits += c;
  }
  return digits.size() + 1 < whole ? 0 : pack(digits);
}

std::string eleven_digits(Snils number) { return unpack(CellDigits{number.number()} * 100 + number.control()); }

std::optional<SuggestReason> slip_of_digits(std::string_view number, std::string_view digits) {
  if (number == digits) return SuggestReason::number_badly_written;
  const auto [a, b] = std::mismatch(number.begin(), number.end(), digits.begin(), digits.end());
  const auto at = static_cast<std::size_t>(a - number.begin());
  if (digits.size() == number.size()) {
    if (number.substr(at + 1) == digits.substr(at + 1)) return SuggestReason::number_wrong_digit;
    const bool swapped = at + 1 < number.size() && number[at] == digits[at + 1] && number[at + 1] == digits[at] &&
                         number.substr(at + 2) == digits.substr(at + 2);
    if (swapped) return SuggestReason::number_digits_swapped;
  } else if (at < number.size() && number[at] == '0' && number.substr(at + 1) == digits.substr(at)) {
    return SuggestReason::number_zero_lost;
  }
  return std::nullopt;
}

std::vector<CellDigits> slips_of(Snils number) {
  const std::string digits = eleven_digits(number);
  std::vector<CellDigits> all{pack(digits)};
  same_length_slips(digits, [&](const std::string& changed) { all.push_back(pack(changed)); });
  for (std::size_t i = 0; i < digits.size(); ++i)
    if (digits[i] == '0') all.push_back(pack(digits.substr(0, i) + digits.substr(i + 1)));
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace suggest

std::vector<NumberHint> number_hints(std::string_view cell) {
  using namespace suggest;
  std::vector<NumberHint> hints;
  if (Snils::read(cell).usable()) return hints;
  const CellDigits packed = digits_of_cell(cell);
  if (packed == 0) return hints;
  const std::string digits = unpack(packed);
  const auto consider = [&](const std::string& candidate) {
    const auto reading = Snils::read(candidate);
    if (reading.verdict != SnilsVerdict::valid) return;
    hints.push_back({*slip_of_digits(candidate, digits), *reading.number});
  };
  if (digits.size() == whole) {
    consider(digits);
    same_length_slips(digits, consider);
  } else {
    for (std::size_t i = 0; i <= digits.size(); ++i) consider(digits.substr(0, i) + '0' + digits.substr(i));
  }
  const auto order = [](const NumberHint& a, const NumberHint& b) {
    return std::pair(a.slip, a.number) < std::pair(b.slip, b.number);
  };
  std::sort(hints.begin(), hints.end(), order);
  hints.erase(std::unique(hints.begin(), hints.end()), hints.end());
  return hints;
}

}  // namespace kto
