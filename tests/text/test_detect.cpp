// The encoding of a file by its first bytes: told when it can be told, refused when it cannot.
#include <catch2/catch.hpp>
#include <random>

#include "kto/text.hpp"

using namespace kto;
using namespace std::string_view_literals;
using text::Encoding;

namespace {

const std::string roster =
    "Фамилия;Имя;Отчество;СНИЛС;Дата рождения;Пол;Роль;Класс\r\n"
    "Щукина;Алёна;Ёжиковна;112-233-445 95;01.02.2010;Ж;Ученик;6 «А»\r\n"
    "Ёлкин;Вагиф;Мамед оглы;;03.04.1980;М;Родитель;\r\n"
    "О’Коннор-Югова;Зоя;;№ 7;;;Учитель;\r\n";

void is(std::string_view bytes, Encoding encoding, std::size_t bom = 0) {
  for (const bool whole : {false, true}) {
    const auto detected = text::detect_encoding(bytes, whole);
    CAPTURE(name_of(encoding), bytes.size(), whole);
    REQUIRE(detected);
    CHECK(text::name_of(detected->encoding) == text::name_of(encoding));
    CHECK(detected->bom_bytes == bom);
  }
}

void unknown(std::string_view bytes) {
  for (const bool whole : {false, true}) {
    const auto detected = text::detect_encoding(bytes, whole);
    INFO((detected ? text::name_of(detected->encoding) : ""));
    CAPTURE(bytes.size(), whole);
    REQUIRE_FALSE(detected);
    CHECK(detected.error() == Error{Errc::unknown_encoding});
  }
}

std::string in(std::string_view utf8, Encoding encoding) { return text::encode(utf8, encoding).value(); }

// Russian letters of other code pages: the position of each of А…я (without Ё) in the page.
std::string in_page(std::string_view utf8, std::string_view capitals_and_small) {
  std::string out;
  for (const char32_t c : text::to_code_points(utf8)) {
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c >= U'А' && c <= U'я') {
      out += capitals_and_small[c - U'А'];
    }
  }
  return out;
}

std::string koi8_r(std::string_view utf8) {
  return in_page(utf8,
                 "\xE1\xE2\xF7\xE7\xE4\xE5\xF6\xFA\xE9\xEA\xEB\xEC\xED\xEE\xEF\xF0\xF2\xF3\xF4\xF5\xE6\xE8\xE3\xFE\xFB"
                 "\xFD\xFF\xF9\xF8\xFC\xE0\xF1"
                 "\xC1\xC2\xD7\xC7\xC4\xC5\xD6\xDA\xC9\xCA\xCB\xCC\xCD\xCE\xCF\xD0\xD2\xD3\xD4\xD5\xC6\xC8\xC3\xDE\xDB"
                 "\xDD\xDF\xD9\xD8\xDC\xC0\xD1");
}

std::string run(unsigned first, unsigned last) {
  std::string out;
  for (unsigned c = first; c <= last; ++c) out += static_cast<char>(c);
  return out;
}

std::string cp866(std::string_view utf8) { return in_page(utf8, run(0x80, 0xAF) + run(0xE0, 0xEF)); }
std::string mac_cyrillic(std::string_view utf8) { return in_page(utf8, run(0x80, 0x9F) + run(0xE0, 0xFE) + "\xDF"); }
std::string iso_8859_5(std::string_view utf8) { return in_page(utf8, run(0xB0, 0xEF)); }

}  // namespace

TEST_CASE("a BOM says it") {
  is("\xEF\xBB\xBF" + roster, Encoding::utf8, 3);
  is("\xEF\xBB\xBF", Encoding::utf8, 3);
  is("\xFF\xFE" + in(roster, Encoding::utf16le), Encoding::utf16le, 2);
  is("\xFE\xFF" + in(roster, Encoding::utf16be), Encoding::utf16be, 2);
  is("\xFF\xFE"sv, Encoding::utf16le, 2);
  is("\xFE\xFF"sv, Encoding::utf16be, 2);
  unknown("\xFF\xFE\0\0a\0\0\0"sv);  // UTF-32
  unknown("\0\0\xFE\xFF\0\0\0a"sv);
}

TEST_CASE("UTF-16 without a BOM") {
  for (const std::string& text : {roster, std::string("id;snils\r\n1;2\r\n"), std::string("a"), std::string("Щ"),
                                  std::string("Щукина"), std::string("Ёж № 7"), std::string("Әлия 𝄞 Хәсән")}) {
    CAPTURE(text);
    is(in(text, Encoding::utf16le), Encoding::utf16le);
    is(in(text, Encoding::utf16be), Encoding::utf16be);
  }
  // Cut in the middle of a unit: the decoder will say so.
  is(in(roster, Encoding::utf16le).substr(0, 101), Encoding::utf16le);
  is(in(roster, Encoding::utf16be).substr(0, 101), Encoding::utf16be);
  // So with half a pair.
  is(in(roster, Encoding::utf16le) + "\x34\xD8", Encoding::utf16le);
  is(in(roster, Encoding::utf16be) + "\xDD\x1E", Encoding::utf16be);
}

TEST_CASE("UTF-8, and ASCII as UTF-8") {
  is("", Encoding::utf8);
  is("id;snils\r\n1;112-233-445 95\r\n", Encoding::utf8);
  is(roster, Encoding::utf8);
  is("Ян", Encoding::utf8);
  is("Әлия Хәсән кызы", Encoding::utf8);
  // A head may be cut anywhere; in a whole file the decoder says that it is cut.
  for (std::size_t size = 3; size < roster.size(); ++size) is(std::string_view(roster).substr(0, size), Encoding::utf8);
  // One broken place does not make it Windows-1251: that would be well-formed nonsense.
  std::string broken = roster;
  broken[60] = '\xFF';
  is(broken, Encoding::utf8);
  broken[61] = '\xFF';
  is(broken, Encoding::utf8);
  // A stray control or NUL is a bad row, not a bad file.
  is(roster + std::string("Ив\0анов;\x01;\r\n", 18), Encoding::utf8);
}

TEST_CASE("Windows-1251 that reads as Russian") {
  const std::string bytes = in(roster, Encoding::windows_1251);
  is(bytes, Encoding::windows_1251);
  for (std::size_t size = 10; size < bytes.size(); ++size)
    is(std::string_view(bytes).substr(0, size), Encoding::windows_1251);
  is(in("Фамилия;Имя\r\n", Encoding::windows_1251), Encoding::windows_1251);
  is(in("ФАМИЛИЯ;ИМЯ;ОТЧЕСТВО\nФЁДОРОВА;ЁЛКА;ФЁДОРОВНА\n", Encoding::windows_1251), Encoding::windows_1251);
  is(in("id,name,snils\n1,Щукина Алёна,\n", Encoding::windows_1251), Encoding::windows_1251);
  is(in("Сiдоренко;Юлія;Євгенівна\r\nҐалаґан;Їжак;Ігорівна\r\n", Encoding::windows_1251), Encoding::windows_1251);
  // A last byte that could begin a UTF-8 sequence: with more to come it may, in a whole file it cannot.
  CHECK(text::detect_encoding("id;class\n1;6 \xC2", true).value().encoding == Encoding::windows_1251);
  CHECK(text::detect_encoding("id;class\n1;6 \xC2", false).value().encoding == Encoding::utf8);
  // Latin look-alikes in Russian words are the rows' trouble.
  is(in("Cергеева;Hаталья;Oлеговна\r\nИванова;Мария;Петровна\r\n", Encoding::windows_1251), Encoding::windows_1251);
}

TEST_CASE("the other Russian code pages are not taken for Windows-1251") {
  // Without ё, dashes and quotes, which in_page leaves out.
  const std::string plain =
      "Фамилия;Имя;Отчество;Роль\r\nСеменова;Алина;Игоревна;Ученик\r\nПетров;Юрий;Олегович;Родитель\r\n";
  unknown(koi8_r(plain));
  unknown(cp866(plain));
  unknown(mac_cyrillic(plain));
  unknown(iso_8859_5(plain));
  unknown(koi8_r(text::lower(plain)));
  unknown(koi8_r(text::upper(plain)));
  unknown(cp866(text::lower(plain)));
  unknown(cp866(text::upper(plain)));
  unknown(koi8_r("Иванова;Мария\r\n"));
  unknown(cp866("Иванова;Мария\r\n"));
  unknown(mac_cyrillic("Иванова;Мария\r\n"));
}

TEST_CASE("Western letters are not taken for Russian ones") {
  unknown(
      "M\xFCller;J\xF6rg\r\nStra\xDF"
      "e;Zo\xEB\r\n");
  unknown("Andr\xE9;Fran\xE7ois\r\n");
}

TEST_CASE("pictures, archives and programs named .csv") {
  unknown("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv);
  unknown("\xFF\xD8\xFF\xE0\0\x10JFIF\0"sv);
  unknown("GIF89a\x01\0\x01\0"sv);
  unknown("PK\x03\x04\x14\0\x06\0[Content_Types].xml"sv);  // XLSX is a ZIP
  unknown("PK\x05\x06\0\0\0\0"sv);
  unknown("\x1F\x8B\x08\0\0\0\0\0\0\x03"sv);
  unknown("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"sv);
  unknown("%PDF-1.4\nplain ASCII so far\n"sv);
  unknown(
      "\x7F"
      "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"sv);
  unknown("MZ\x90\0\x03\0\0\0"sv);
  unknown("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0"sv);
  unknown("SQLite format 3\0\x10\0"sv);
  unknown("Rar!\x1A\x07\x01\0"sv);
  unknown("7z\xBC\xAF\x27\x1C\0\x04"sv);
  unknown(std::string(512, '\0'));
  unknown("name.csv" + std::string(504, '\0'));  // a tar file begins so
}

TEST_CASE("noise is unknown") {
  std::mt19937 random(20240902);
  std::uniform_int_distribution<int> any(0, 255);
  std::uniform_int_distribution<int> high(0x80, 0xFF);
  for (int turn = 0; turn < 200; ++turn) {
    std::string bytes;
    std::string letters;
    for (int i = 0; i < 400; ++i) {
      bytes += static_cast<char>(any(random));
      letters += static_cast<char>(high(random));
    }
    unknown(bytes);
    unknown(letters);
  }
  unknown("\x98");
  unknown("\x98" + in(roster, Encoding::windows_1251));
  unknown("\x98" + in("Иванова;Мария\r\n", Encoding::windows_1251));
  unknown(in("Иванова;Мария\r\n", Encoding::windows_1251) + std::string(1, '\0'));
  unknown("\xB9\xAB\xBB\x97;1");  // no letter: nothing proves it
}
