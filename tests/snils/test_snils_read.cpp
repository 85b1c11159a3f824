#include <catch2/catch.hpp>
#include <string>

#include "kto/snils.hpp"
#include "snils/plain.hpp"

using namespace kto;
using namespace std::string_literals;

namespace {

SnilsVerdict verdict(std::string_view cell, Snils::Recovery recovery = Snils::Recovery::no) {
  const auto reading = Snils::read(cell, recovery);
  // Every cell of this file is also asked of the plain version.
  const auto plain = snils_plain::read(cell, recovery == Snils::Recovery::yes);
  CHECK(plain.verdict == name_of(reading.verdict));
  CHECK(plain.canonical == reading.canonical());
  CHECK(plain.recovered == reading.recovered);
  CHECK(reading.usable() == (reading.verdict == SnilsVerdict::valid || reading.verdict == SnilsVerdict::exempt));
  return reading.verdict;
}

}  // namespace

TEST_CASE("snils: a hyphen of a known kind, blanks, both or nothing at each boundary", "[snils]") {
  for (const auto& separator : {""s, " "s, "   "s, "-"s, " - "s, "- "s, " -"s, "\t"s, "\r\n"s, "\u00A0"s, "\u2009"s,
                                "\u202F"s, "\u2010"s, "\u2011"s, "\u2013"s, "\u2212"s, "\u00A0\u2013\u202F"s}) {
    CAPTURE(separator);
    CHECK(verdict("112" + separator + "233" + separator + "445" + separator + "95") == SnilsVerdict::valid);
    CHECK(verdict("112233445" + separator + "95") == SnilsVerdict::valid);
    CHECK(verdict("112" + separator + "23344595") == SnilsVerdict::valid);
    CHECK(verdict("112-233\u2013445" + separator + "95") == SnilsVerdict::valid);  // kinds may be mixed
    // Recovery changes nothing for a whole number.
    CHECK(verdict("112" + separator + "233" + separator + "445-95", Snils::Recovery::yes) == SnilsVerdict::valid);
    CHECK_FALSE(Snils::read("112" + separator + "23344595", Snils::Recovery::yes).recovered);
    if (separator.empty()) continue;
    // No other place for a separator, and a hyphen has digits on both sides.
    CHECK(verdict("1" + separator + "12-233-445 95") == SnilsVerdict::bad_format);
    CHECK(verdict("112-2" + separator + "33-445 95") == SnilsVerdict::bad_format);
    CHECK(verdict("112-233-445 9" + separator + "5") == SnilsVerdict::bad_format);
  }
  for (const auto& hyphen : {"-"s, "\u2010"s, "\u2011"s, "\u2013"s, "\u2212"s, "- "s, " - "s}) {
    CHECK(verdict(hyphen + "112-233-445 95") == SnilsVerdict::bad_format);
    CHECK(verdict("112-233-445 95" + hyphen) == SnilsVerdict::bad_format);
    CHECK(verdict("112" + hyphen + hyphen + "233-445 95") == SnilsVerdict::bad_format);
  }
}

TEST_CASE("snils: nothing but that", "[snils]") {
  for (const auto& cell : {
           "112.233.445 95"s,
           "112_233_445 95"s,
           "112/233/445 95"s,
           "112-233-445/95"s,
           "112-233-445,95"s,
           "112\u2012233\u2012445 95"s,
           "112\u2014233\u2014445 95"s,
           "112\u2015233\u2015445 95"s,
           "112\u00AD233\u00AD445 95"s,
           "112\uFE63233\uFE63445 95"s,
           "112\uFF0D233\uFF0D445 95"s,
           "\uFEFF112-233-445 95"s,
           "112-233-445\u200B95"s,
           "112-233-445\u3000"
           "95"s,
           "112-233-445\u2007"
           "95"s,
           "112-233-445\v95"s,
           "112-233-445 95\f"s,
           "112-233-445 95\0"s,
           "112-233\0-445 95"s,
           "\0"s,
           "\u202A112-233-445 95"s,
           "'112-233-445 95"s,
           "+11223344595"s,
           "11223344595.0"s,
           "1.1223344595E+10"s,
           "СНИЛС 112-233-445 95"s,
           "112-233-445 95 г"s,
           "O12-233-445 95"s,
           "\u0661\u0661\u0662-233-445 95"s,
           "112-233-445 \U0001D7D7"
           "5"s,
           "\xE2\x80\x90"s,
           "112\xE2\x80-233-445 95"s,
           "112-233-445 95\xFF"s,
           "\xC0\xB1"
           "12-233-445 95"s,
           "112-233-445 95 112-233-445 95"s,
           "  "s,
           "-"s,
           "нет"s,
           "h"s,
           "b112h233h445b95"s,
       }) {
    CAPTURE(cell);
    for (const auto recovery : {Snils::Recovery::no, Snils::Recovery::yes}) {
      CHECK(verdict(cell, recovery) == SnilsVerdict::bad_format);
      const auto reading = Snils::read(cell, recovery);
      CHECK(reading.control == 0);
      CHECK(reading.canonical().empty());
    }
  }
}

TEST_CASE("snils: lost zeros come back only where the control proves it", "[snils]") {
  using R = Snils::Recovery;
  CHECK(verdict("8765430300", R::yes) == SnilsVerdict::valid);
  CHECK(verdict(" \u00A0"
                "8765430300\t",
                R::yes) == SnilsVerdict::valid);
  CHECK(Snils::read("8765430300", R::yes).recovered);
  CHECK(Snils::read("8765430300", R::yes).number->number() == 87'654'303);
  CHECK(Snils::read("206458596", R::yes).canonical() == "002-064-585 96");
  // Never for ESIA.
  CHECK(verdict("8765430300") == SnilsVerdict::bad_format);
  CHECK(verdict("206458596") == SnilsVerdict::bad_format);
  // A wrong control: no number at all rather than a bad one.
  CHECK(verdict("8765430301", R::yes) == SnilsVerdict::bad_format);
  CHECK(verdict("206458597", R::yes) == SnilsVerdict::bad_format);
  // Not padded into the exempt zone, nor to its edge; the first checked number may be recovered.
  CHECK(verdict("100199800", R::yes) == SnilsVerdict::bad_format);
  CHECK(verdict("100199965", R::yes) == SnilsVerdict::valid);
  CHECK(verdict("100199900", R::yes) == SnilsVerdict::bad_format);
  CHECK(verdict("000060006", R::yes) == SnilsVerdict::bad_format);
  CHECK(verdict("0000060006", R::yes) == SnilsVerdict::bad_format);
  CHECK(verdict("000000000", R::yes) == SnilsVerdict::bad_format);
  CHECK(verdict("0000000000", R::yes) == SnilsVerdict::bad_format);
  // Only bare digits, only nine or ten of them.
  for (const auto* cell : {"87-654-303 00", "876543 0300", "8 765 430 300", "876543030", "20645859", "60006", "1", "0",
                           "112233445950", "8765430300-", "-8765430300", "8765430300.0", "8,76543E+09"})
    CHECK(verdict(cell, R::yes) == SnilsVerdict::bad_format);
}

TEST_CASE("snils: placeholder, then exemption, then the control", "[snils]") {
  for (const auto* cell : {"000-000-000 00", "000-000-000 01", "000-000-000 99", "00000000000"})
    for (const auto recovery : {Snils::Recovery::no, Snils::Recovery::yes}) {
      CHECK(verdict(cell, recovery) == SnilsVerdict::placeholder);
      CHECK_FALSE(Snils::read(cell, recovery).usable());
    }
  CHECK(verdict("000-000-001 77") == SnilsVerdict::exempt);
  CHECK(verdict("001-001-998 99") == SnilsVerdict::exempt);
  CHECK(verdict("001-001-999 99") == SnilsVerdict::bad_checksum);
  CHECK(Snils::read("001-001-999 99").control == 99);
  CHECK_FALSE(Snils::read("001-001-999 99").number);
}

TEST_CASE("snils: an exempt number keeps the control as written", "[snils]") {
  const auto reading = Snils::read("00000060006");
  REQUIRE(reading.usable());
  CHECK(reading.control == 6);
  CHECK(reading.canonical() == "000-000-600 06");
  CHECK(reading.number->control() == 18);
  CHECK(reading.number->canonical() == "000-000-600 18");
  CHECK(reading.number->exempt());
  // The control is no part of the number.
  CHECK(reading.number == Snils::read("000-000-600 18").number);
}

TEST_CASE("snils: printing", "[snils]") {
  CHECK(Snils::from_number(1)->canonical() == "000-000-001 01");
  CHECK(Snils::from_number(112'233'445)->canonical() == "112-233-445 95");
  CHECK(Snils::from_number(112'233'445)->masked() == "***-***-*45 **");
  CHECK(Snils::from_number(999'999'999)->number() == 999'999'999);
  CHECK_FALSE(Snils::from_number(999'999'999)->exempt());
  CHECK(Snils::from_number(1'001'998)->exempt());
  CHECK_FALSE(Snils::from_number(1'001'999)->exempt());
  for (const std::uint32_t bad : {0U, 1'000'000'000U, 0xFFFF'FFFFU})
    CHECK(Snils::from_number(bad).error().code == Errc::bad_argument);
  CHECK(sizeof(Snils) == 4);
  CHECK(Snils::from_number(5).value() < Snils::from_number(6).value());
}

TEST_CASE("snils: a huge cell is read in one pass", "[snils]") {
  std::string huge(1 << 20, ' ');
  CHECK(verdict(huge) == SnilsVerdict::bad_format);
  CHECK(verdict(huge + "112-233-445 95" + huge) == SnilsVerdict::valid);
  CHECK(verdict("112" + huge + "-" + huge + "233-445 95") == SnilsVerdict::valid);
  CHECK(verdict(std::string(1 << 20, '1'), Snils::Recovery::yes) == SnilsVerdict::bad_format);
}

TEST_CASE("snils: verdicts have their names", "[snils]") {
  CHECK(name_of(SnilsVerdict::valid) == "valid");
  CHECK(name_of(SnilsVerdict::exempt) == "exempt");
  CHECK(name_of(SnilsVerdict::bad_checksum) == "bad_checksum");
  CHECK(name_of(SnilsVerdict::bad_format) == "bad_format");
  CHECK(name_of(SnilsVerdict::placeholder) == "placeholder");
}
