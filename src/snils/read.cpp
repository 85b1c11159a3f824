// One pass over the bytes of a cell. The spellings are those of the header; everything else, broken
// UTF-8 included, is bad_format.
#include "kto/snils.hpp"

namespace kto {
namespace {

class Cell {
 public:
  explicit Cell(std::string_view bytes) : rest_(bytes) {}

  bool at_end() const noexcept { return rest_.empty(); }

  void skip_blanks() noexcept {
    while (take_one_of(kBlanks)) {
    }
  }

  // The boundary of two groups: blanks, a hyphen with or without blanks about it, or nothing.
  void skip_separator() noexcept {
    skip_blanks();
    if (take_one_of(kHyphens)) skip_blanks();
  }

  // 0…9, or 10 when no ASCII digit stands here.
  unsigned take_digit() noexcept {
    if (at_end() || !is_digit(rest_[0])) return 10;
    const auto digit = static_cast<unsigned>(rest_[0] - '0');
    rest_.remove_prefix(1);
    return digit;
  }

 private:
  static bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

  // TAB, CR and LF count as blanks, as they do in names: they come from cells with a line break and
  // from files with CR LF.
  static constexpr std::array<std::string_view, 7> kBlanks{" ", "\t", "\r", "\n", "\u00A0", "\u2009", "\u202F"};
  // The kinds found in the wild, and no others: a number that needs a guess is no number.
  static constexpr std::array<std::string_view, 5> kHyphens{"-", "\u2010", "\u2011", "\u2013", "\u2212"};

  template <std::size_t N>
  bool take_one_of(const std::array<std::string_view, N>& signs) noexcept {
    if (at_end() || is_digit(rest_[0])) return false;  // the usual case, for millions of rows
    for (const std::string_view sign : signs) {
      if (rest_.substr(0, sign.size()) == sign) {
        rest_.remove_prefix(sign.size());
        return true;
      }
    }
    return false;
  }

  std::string_view rest_;
};

struct Eleven {
  std::uint32_t number = 0;  // nine digits
  unsigned control = 0;      // two
};

std::optional<Eleven> read_whole(Cell cell) noexcept {
  std::array<unsigned, 11> digits{};
  cell.skip_blanks();
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i == 3 || i == 6 || i == 9) cell.skip_separator();
    digits[i] = cell.take_digit();
    if (digits[i] > 9) return std::nullopt;
  }
  cell.skip_blanks();
  if (!cell.at_end()) return std::nullopt;
  Eleven eleven;
  for (std::size_t i = 0; i < 9; ++i) eleven.number = eleven.number * 10 + digits[i];
  eleven.control = digits[9] * 10 + digits[10];
  return eleven;
}

// A spreadsheet that took the cell for a quantity has dropped one or two zeros in front. They are put
// back only where the control proves it: padding 12345 would land in the exempt zone and look usable.
std::optional<Eleven> recover(Cell cell) noexcept {
  std::uint64_t value = 0;
  std::size_t count = 0;
  cell.skip_blanks();
  for (unsigned digit = cell.take_digit(); digit <= 9 && count < 11; digit = cell.take_digit()) {
    value = value * 10 + digit;
    ++count;
  }
  cell.skip_blanks();
  if (!cell.at_end() || (count != 9 && count != 10)) return std::nullopt;
  const Eleven eleven{static_cast<std::uint32_t>(value / 100), static_cast<unsigned>(value % 100)};
  const auto number = Snils::from_number(eleven.number);
  if (!number || number->exempt() || number->control() != eleven.control) return std::nullopt;
  return eleven;
}

}  // namespace

Snils::Reading Snils::read(std::string_view cell, Recovery recovery) {
  Reading reading;
  auto eleven = read_whole(Cell(cell));
  if (!eleven && recovery == Recovery::yes) {
    eleven = recover(Cell(cell));
    reading.recovered = eleven.has_value();
  }
  if (!eleven) return reading;

  reading.control = eleven->control;
  const Snils number(eleven->number);
  if (eleven->number == 0) {
    reading.verdict = SnilsVerdict::placeholder;
  } else if (number.exempt()) {
    reading.verdict = SnilsVerdict::exempt;
    reading.number = number;
  } else if (number.control() != eleven->control) {
    reading.verdict = SnilsVerdict::bad_checksum;
  } else {
    reading.verdict = SnilsVerdict::valid;
    reading.number = number;
  }
  return reading;
}

}  // namespace kto
