// kto/snils.hpp — one insurance number (СНИЛС): parse, check, print, mask.
//
// Source of the control rule: the Pension Fund's text (1996 and later orders): multiply digit i by its
// place counted from the end (9…1), sum, control = (sum mod 101) mod 100; checked only for numbers
// greater than 001-001-998. Values; threads: any. Since 0.1.
#pragma once

#include "kto/base.hpp"

namespace kto {

enum class SnilsVerdict : std::int32_t {
  valid = 10,         // checked, and the control agrees
  exempt = 20,        // 001-001-998 or below: cannot be checked, not wrong
  bad_checksum = 30,  // checked, and the control differs
  bad_format = 40,    // not a number in any accepted spelling
  placeholder = 50    // 000-000-000: equals nothing, not even itself
};
std::string_view name_of(SnilsVerdict verdict) noexcept;

// A usable number: nine digits, 1…999 999 999, in 30 bits. Made by Snils::read only.
class Snils {
 public:
  // Recovery of leading zeros that a spreadsheet dropped: for cells of rosters only.
  enum class Recovery : std::uint8_t { no, yes };
  struct Reading;
  // Eleven ASCII digits. At each boundary of the groups 3-3-3-2 blanks, or one hyphen with or without
  // blanks about it, or nothing; blanks around; nothing else and nowhere else. Hyphens: ASCII, U+2010,
  // 2011, 2013, 2212. Blanks: ASCII, U+00A0, 2009, 202F, and TAB, CR, LF. Recovery::yes also takes 9 or
  // 10 bare digits (blanks around) whose padded number is checkable and agrees with its control; any
  // other such cell is bad_format. Verdicts in this order: bad_format, placeholder, exempt,
  // bad_checksum, valid. Takes any bytes (broken UTF-8 is bad_format), in one pass, and never throws.
  static Reading read(std::string_view cell, Recovery recovery = Recovery::no);

  // For stores that hold plain numbers: 1…999 999 999, else bad_argument.
  static Result<Snils> from_number(std::uint32_t nine_digits);

  std::uint32_t number() const noexcept { return number_; }
  // The control that the formula gives, 0…99. For exempt numbers the written one may differ.
  unsigned control() const noexcept;
  bool exempt() const noexcept { return number_ <= 1'001'998; }
  std::string canonical() const;  // "112-233-445 95", with control()
  std::string masked() const;     // "***-***-*45 **": for screens; still personal data
  friend auto operator<=>(const Snils&, const Snils&) = default;

 private:
  explicit Snils(std::uint32_t number) : number_(number) {}
  std::uint32_t number_;
};

struct Snils::Reading {
  SnilsVerdict verdict = SnilsVerdict::bad_format;
  bool recovered = false;         // leading zeros were put back
  std::optional<Snils> number{};  // there when the number is usable: valid or exempt
  unsigned control = 0;           // as written; 0 for bad_format
  std::string canonical() const;  // with the control as written; empty unless usable
  bool usable() const noexcept { return number.has_value(); }
};

// The formula, for nine digits 0…999 999 999.
unsigned snils_control(std::uint32_t nine_digits) noexcept;

}  // namespace kto
