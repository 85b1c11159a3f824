// Hostile texts: each gets a code, never a crash, never a guess.
#include "names.hpp"

using namespace kto;

namespace {
std::string times(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}
Error error_of(std::string_view text) {
  const auto name = Fio::parse(text);
  CHECK_FALSE(name);
  return name ? Error{} : name.error();
}
}  // namespace

TEST_CASE("limits: 256 code points a part, as given", "[fio]") {
  CHECK(Fio::from_parts(times("ж", 256), "Олег", ""));
  const auto long_part = Fio::from_parts("Ким", times("ж", 257), "");
  REQUIRE_FALSE(long_part);
  CHECK(long_part.error().code == Errc::too_long);
  CHECK(long_part.error().field == "given");
  CHECK_FALSE(Fio::from_parts("Ким" + times(" ", 254), "Олег", ""));  // blanks count: it is a limit against abuse
  CHECK(Fio::parse("Ким " + times("ж", 256)));
  CHECK(error_of("Ким " + times("ж", 257)).code == Errc::too_long);
  CHECK(error_of(times("ж", 257)).code == Errc::too_long);
  CHECK(grade_of(times("ж", 257), times("ж", 257)) == "different");
}

TEST_CASE("limits: 1024 code points a line", "[fio]") {
  CHECK(Fio::parse("Ким" + times(" ", 1018) + "Лия"));
  CHECK(error_of("Ким" + times(" ", 1019) + "Лия").code == Errc::too_long);
}

TEST_CASE("limits: a megabyte is refused at once, whatever it holds", "[fio]") {
  for (const std::string text : {"ж", "\u0301", "-", " ", "и\u0306", "оглы ", "\u1100\u1161", "\u202e", "\u0001"}) {
    const auto megabyte = times(text, (1U << 20U) / text.size());
    CHECK(error_of(megabyte).code == Errc::too_long);
    CHECK(Fio::from_parts(megabyte, "Олег", "").error().code == Errc::too_long);
  }
  CHECK(error_of(times("ж", 1U << 19U) + "\xff").code == Errc::bad_utf8);
}

TEST_CASE("limits: the longest names that pass are folded in reasonable time", "[fio]") {
  for (const std::string text : {"\u0301", "и\u0306\u0301", "ж ", "ж-", "оглы ", "\u1100\u1161\u11a8", "а\u0345", "ß",
                                 "Иванович ", "e\u0308\u0323\u0306"}) {
    const std::size_t count = 250 / Utf8::check(text)->code_points();
    const auto name = Fio::parse("Ж" + times(text, count));
    CHECK((name || name.error().code == Errc::too_long));
    (void)compare("Ж" + times(text, count), times(text, count - 1) + "Ж");
  }
}

TEST_CASE("limits: controls and direction marks cannot be folded", "[fio]") {
  for (const std::string sign : {"\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
                                 "\u2066", "\u2067", "\u2068", "\u2069"}) {
    const auto error = error_of("Ким " + sign + "Лия");
    CHECK(error.code == Errc::bidi_control);
    CHECK(error.offset == 7U);
    CHECK(Fio::from_parts("Ким", "Лия", sign).error().field == "patronymic");
  }
  for (const std::string& sign : {std::string(1, '\0'), std::string("\x01"), std::string("\x0b"), std::string("\x0c"),
                                  std::string("\x1b"), std::string("\x1f"), std::string("\x7f"), std::string("\u0080"),
                                  std::string("\u0085"), std::string("\u009f")}) {
    const auto error = error_of("Ким " + sign + "Лия");
    CHECK(error.code == Errc::control_character);
    CHECK(error.offset == 7U);
  }
}

TEST_CASE("limits: broken UTF-8 is named by its byte and part", "[fio]") {
  CHECK(error_of("Ким \xd0").offset == 7U);
  CHECK(error_of("\xed\xa0\x80").code == Errc::bad_utf8);
  const auto parts_error = Fio::from_parts("Ким", "Ли\xff", "").error();
  CHECK(parts_error.code == Errc::bad_utf8);
  CHECK(parts_error.offset == 4U);
  CHECK(parts_error.field == "given");
}
