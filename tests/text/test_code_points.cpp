// Code points, Unicode forms and properties: what the names' rules stand on.
#include <catch2/catch.hpp>
#include <set>

#include "kto/text.hpp"
#include "text/backend.hpp"

using namespace kto;

TEST_CASE("the text room starts, and on ICU only") {
  const auto started = text::start();
  INFO((started ? "" : describe(started.error())));
  REQUIRE(started);
  CHECK(text::backend_works("icu"));
  // The others return their input unchanged, or know no levels of order.
  for (const char* other : {"std", "posix", "winapi", "", "ICU"}) {
    CAPTURE(other);
    const auto works = text::backend_works(other);
    REQUIRE_FALSE(works);
    CHECK(works.error().code == Errc::no_icu);
  }
}

TEST_CASE("UTF-8 to code points and back") {
  CHECK(text::to_code_points("").empty());
  CHECK(text::to_code_points("aЯ№𐍈") == U"aЯ№𐍈");
  CHECK(text::to_utf8(U"aЯ№𐍈") == "aЯ№𐍈");
  CHECK(text::to_code_points(std::string("a\0b", 3)) == std::u32string(U"a\0b", 3));
  // Every scalar value there and back; the rest becomes U+FFFD.
  std::u32string all;
  for (char32_t c = 0; c <= 0x10FFFF; ++c)
    if (c < 0xD800 || c > 0xDFFF) all.push_back(c);
  const std::string bytes = text::to_utf8(all);
  CHECK(Utf8::check(bytes));
  CHECK(text::to_code_points(bytes) == all);
  CHECK(text::to_utf8(std::u32string{0xD800, 0xDFFF, 0x110000}) == "\uFFFD\uFFFD\uFFFD");
  CHECK(text::to_code_points("a\xFFz") == U"a\uFFFDz");
}

TEST_CASE("NFC composes, and й, ї and ё stay themselves") {
  CHECK(text::nfc(U"и\u0306") == U"й");
  CHECK(text::nfc(U"И\u0306") == U"Й");
  CHECK(text::nfc(U"е\u0308") == U"ё");
  CHECK(text::nfc(U"і\u0308") == U"ї");
  CHECK(text::nfc(U"йїё") == U"йїё");
  CHECK(text::nfc(U"а\u0301") == U"а\u0301");  // Cyrillic has no composed stressed letter
  CHECK(text::nfc(U"e\u0301") == U"é");
  CHECK(text::nfc(U"e\u0301\u0323") == U"ẹ\u0301");  // marks are put in order
  CHECK(text::nfc(U"\u1100\u1161\u11A8") == U"\uAC01");
  CHECK(text::nfc(U"ﬁ") == U"ﬁ");  // canonical, not compatibility
  CHECK(text::nfc(U"").empty());
  CHECK(text::nfc(std::u32string{U'a', 0xD800, U'b'}) == U"a\uFFFDb");
}

TEST_CASE("NFC of endless marks is the same and takes no endless time") {
  // Thirty marks are in earnest; beyond, they are sorted here and not by ICU's insertion. The two ways
  // must agree: compare a string of abusive length with the same marks in order from the start.
  const auto marks = [](std::size_t count, char32_t mark) { return std::u32string(count, mark); };
  const std::u32string above_first = U"и" + marks(20, U'\u0301') + marks(20, U'\u0323');
  const std::u32string below_first = U"и" + marks(20, U'\u0323') + marks(20, U'\u0301');
  CHECK(text::nfc(above_first) == below_first);
  CHECK(text::nfc(below_first) == below_first);
  // Only the first of its class may compose: и + dot below + breve → й + dot below.
  CHECK(text::nfc(U"и" + marks(40, U'\u0323') + U"\u0306") == U"й" + marks(40, U'\u0323'));
  CHECK(text::nfc(U"и\u0306" + marks(40, U'\u0301')) == U"й" + marks(40, U'\u0301'));
  // Marks that decompose into marks of two classes (Tibetan), where the sort alone would not do.
  CHECK(text::nfc(U"a\u0F73\u0F73") == U"a\u0F71\u0F71\u0F72\u0F72");
  CHECK(text::nfc(U"a" + marks(40, U'\u0F73')) == U"a" + marks(40, U'\u0F71') + marks(40, U'\u0F72'));
  // Composed letters and Hangul inside an abusive text.
  CHECK(text::nfc(U"ЙéểЁ\uAC01" + marks(40, U'\u0301')) == U"ЙéểЁ\uAC01" + marks(40, U'\u0301'));
  // Half a megabyte in quadratic time would run for minutes; the test run's own limit would show it.
  CHECK(text::nfc(marks(200'000, U'\u0F73')) == marks(200'000, U'\u0F71') + marks(200'000, U'\u0F72'));
  const std::u32string huge = U"и" + marks(250'000, U'\u0301') + marks(250'000, U'\u0323');
  CHECK(text::nfc(huge) == U"и" + marks(250'000, U'\u0323') + marks(250'000, U'\u0301'));
}

TEST_CASE("case folding is full and knows no locale") {
  CHECK(text::fold_case(U"ЩЁЙЇҒӘ") == U"щёйїғә");
  CHECK(text::fold_case(U"Straße") == U"strasse");
  CHECK(text::fold_case(U"I") == U"i");
  CHECK(text::fold_case(U"İ") == U"i\u0307");
  CHECK(text::fold_case(U"ΑΣς") == U"ασσ");
  CHECK(text::fold_case(U"").empty());
  CHECK(text::fold_case(std::u32string(3000, U'ΐ')) == [] {  // grows threefold: the second call of ICU
    std::u32string out;
    for (int i = 0; i < 3000; ++i) out += U"ι\u0308\u0301";
    return out;
  }());
}

TEST_CASE("Bidi_Control is exactly Unicode's list") {
  const std::set<char32_t> wanted{0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C,
                                  0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069};
  for (char32_t c = 0; c <= 0x10FFFF; ++c)
    if (text::is_bidi_control(c) != (wanted.count(c) == 1)) FAIL("U+" << std::hex << std::uint32_t{c});
}

TEST_CASE("blanks are White_Space without its controls, and TAB, CR, LF") {
  const std::set<char32_t> wanted{0x09,   0x0A,   0x0D,   0x20,   0xA0,   0x1680, 0x2000, 0x2001,
                                  0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009,
                                  0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000};
  for (char32_t c = 0; c <= 0x10FFFF; ++c)
    if (text::is_blank(c) != (wanted.count(c) == 1)) FAIL("U+" << std::hex << std::uint32_t{c});
}

TEST_CASE("controls are category Cc") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c)
    if (text::is_control(c) != (c < 0x20 || (c >= 0x7F && c <= 0x9F))) FAIL("U+" << std::hex << std::uint32_t{c});
}

TEST_CASE("scripts, letters, case and marks") {
  for (const char32_t c : U"АяЁёйїґәөүҗңһ") {
    if (c == 0) continue;
    CAPTURE(std::uint32_t{c});
    CHECK(text::is_cyrillic(c));
    CHECK_FALSE(text::is_latin(c));
    CHECK(text::is_letter(c));
    CHECK(text::is_upper(c) != text::is_lower(c));
    CHECK(text::to_upper(text::to_lower(c)) == text::to_upper(c));
  }
  CHECK(text::is_latin(U'c'));
  CHECK_FALSE(text::is_cyrillic(U'c'));
  CHECK_FALSE(text::is_letter(U'0'));
  CHECK_FALSE(text::is_cyrillic(U'0'));
  CHECK_FALSE(text::is_letter(U'\''));
  CHECK(text::is_mark(U'\u0301'));
  CHECK(text::is_mark(U'\u0306'));
  CHECK_FALSE(text::is_cyrillic(U'\u0301'));  // inherited: belongs to no script
  CHECK_FALSE(text::is_mark(U'й'));
  CHECK(text::to_lower(U'Ё') == U'ё');
  CHECK(text::to_upper(U'ё') == U'Ё');
  CHECK(text::to_upper(U'ӏ') == U'Ӏ');
  CHECK(text::to_upper(U'1') == U'1');
  // Beyond Unicode nothing is anything, and nothing crashes.
  for (const char32_t c : {char32_t{0xD800}, char32_t{0x110000}, char32_t{0xFFFFFFFF}}) {
    CHECK_FALSE(text::is_letter(c));
    CHECK_FALSE(text::is_cyrillic(c));
    CHECK_FALSE(text::is_blank(c));
    CHECK_FALSE(text::is_mark(c));
    CHECK_FALSE(text::is_bidi_control(c));
    CHECK(text::to_upper(c) == c);
  }
}
