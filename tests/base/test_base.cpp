#include <catch2/catch.hpp>

#include "kto/base.hpp"

using namespace kto;

TEST_CASE("utf8: the first fault is named by its byte", "[base]") {
  CHECK(Utf8::check("").has_value());
  CHECK(Utf8::check("Ёж 😀")->code_points() == 4);
  const auto fault = [](std::string_view text) { return Utf8::check(text).error().offset; };
  CHECK(fault("ab\xff") == 2U);
  CHECK(fault("\xC0\xAF") == 0U);          // overlong
  CHECK(fault("x\xED\xA0\x80") == 1U);     // surrogate
  CHECK(fault("\xF4\x90\x80\x80") == 0U);  // above U+10FFFF
  CHECK(fault("\xD0\x81\xD0") == 2U);      // cut off
  CHECK(fault("\xF0\x80\x80\x80") == 0U);  // overlong
  CHECK(Utf8::check("\xF4\x8F\xBF\xBF").has_value());
  CHECK(Utf8::check(std::string_view("\0a", 2))->code_points() == 2);
}

TEST_CASE("dates exist or are refused", "[base]") {
  CHECK(Date::parse_dotted("26.05.2000")->iso() == "2000-05-26");
  CHECK(Date::parse_iso("2000-05-26")->dotted() == "26.05.2000");
  for (const auto* bad : {"", "29.02.2001", "00.01.2000", "01.13.2000", "1.1.2000", "01.01.0999", "01-01-2000",
                          " 01.01.200", "01.01.20000", "+1.01.2000", "0x.01.2000"})
    CHECK_FALSE(Date::parse_dotted(bad));
  CHECK_FALSE(Date::parse_iso("2000-5-26"));
  CHECK(Date::parse_dotted("29.02.2000"));
  CHECK(Date::from_unix(0, std::chrono::minutes{-1}).iso() == "1969-12-31");
  CHECK(Date::from_unix(1'727'739'000, std::chrono::hours{8}).iso() == "2024-10-01");  // 23:30 UTC the day before
}

TEST_CASE("an age is reached at 00:00 of the birthday, 29 February on 1 March", "[base]") {
  const auto age = [](const char* birth, const char* at) {
    return age_on(Date::parse_iso(birth).value(), Date::parse_iso(at).value());
  };
  CHECK(age("2010-10-01", "2024-09-30") == 13);
  CHECK(age("2010-10-01", "2024-10-01") == 14);
  CHECK(age("2008-02-29", "2022-02-28") == 13);
  CHECK(age("2008-02-29", "2022-03-01") == 14);
  CHECK(age("2008-02-29", "2024-02-28") == 15);
  CHECK(age("2008-02-29", "2024-02-29") == 16);
  CHECK(age("2025-01-01", "2024-01-01") == -1);
}

TEST_CASE("regions are two digits", "[base]") {
  CHECK(Region::parse("38")->str() == "38");
  CHECK(Region::parse("038")->str() == "38");
  CHECK(Region::parse("5")->str() == "05");
  for (const auto* bad : {"", "0", "00", "000", "100", "0038", "38 ", "-1", "Irkutsk", "３８"})
    CHECK_FALSE(Region::parse(bad));
}

TEST_CASE("results keep what they were given", "[base]") {
  Result<int> good = 3;
  CHECK(good.value() == 3);
  const Result<int> bad = fail(Errc::bad_date, 7);
  CHECK(bad.value_or(9) == 9);
  CHECK_THROWS_AS(bad.value(), std::logic_error);
  CHECK(describe(bad.error()) == "this is not a date, byte 7 [bad_date]");
  CHECK(name_of(Errc::store_busy) == "store_busy");
}

TEST_CASE("secrets are wiped and compared whole", "[base]") {
  alignas(SecretBytes<4>) unsigned char room[sizeof(SecretBytes<4>)] = {};
  auto* secret = new (room) SecretBytes<4>();
  secret->data()[2] = 7;
  CHECK_FALSE(*secret == SecretBytes<4>());
  secret->~SecretBytes<4>();
  CHECK(room[2] == 0);
}
