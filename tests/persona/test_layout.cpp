// What the reader finds out by itself: header, separator, columns; and what a mapping decides.
#include <catch2/catch.hpp>

#include "roster_reading.hpp"

using namespace kto;
using namespace kto::test;

namespace {

const std::string kRow = "1;Орлова Анна Сергеевна;165-472-310 69;12.02.1979\n";

}  // namespace

TEST_CASE("the separator is the one that shows most headings") {
  for (const char separator : {';', ',', '\t'}) {
    std::string text = "ID;ФИО;СНИЛС;Дата рождения\n" + kRow;
    std::replace(text.begin(), text.end(), ';', separator);
    const Reading reading = read(text, school());
    REQUIRE(reading.shape);
    CHECK(reading.shape->separator == separator);
    CHECK(reading.shape->header_line == 1);
    CHECK(reading.shape->format == RosterFormat::csv);
    CHECK(reading.shape->fields ==
          std::vector{RosterField::id, RosterField::fio, RosterField::snils, RosterField::birth_date});
    REQUIRE(reading.rows.size() == 1);
    CHECK(reading.rows[0].persona.birth_date == *Date::make(1979, 2, 12));
  }
}

TEST_CASE("commas in titles and cells do not decide the separator") {
  const Reading reading = read("Фамилия, имя\nID;ФИО;Роли\n1;Орлова Анна Сергеевна;Учитель, Родитель\n", school());
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.shape->separator == ';');
  CHECK(reading.shape->header_line == 2);
  CHECK(reading.rows[0].persona.memberships.size() == 2);
}

TEST_CASE("a stated separator is taken at its word") {
  RosterOptions how = school();
  how.separator = ',';
  CHECK(read("ID,ФИО\n1,Орлова Анна\n", how).rows.size() == 1);
  CHECK(read("ID;ФИО\n1;Орлова Анна\n", how).failed() == "not_a_table");
  how.separator = '"';
  CHECK(read("ID,ФИО\n1,Орлова Анна\n", how).failed() == "bad_argument");
}

TEST_CASE("Excel's own first line names the separator") {
  for (const char* line : {"sep=;\r\n", "SEP=;\n", "\"sep=;\"\n"}) {
    const Reading reading = read(line + std::string("ID;ФИО\n1;Орлова Анна\n"), school());
    REQUIRE(reading.rows.size() == 1);
    CHECK(reading.shape->header_line == 2);
    CHECK(reading.rows[0].line == 3);
  }
  CHECK(read("sep=\t\nID\tФИО\n1\tОрлова Анна\n", school()).rows.size() == 1);
  CHECK(read("sep=,\nID;ФИО\n1;Орлова Анна\n", school()).failed() == "not_a_table");
}

TEST_CASE("titles may stand above the header") {
  std::string title =
      "\xEF\xBB\xBFСписок персон;;;\n\nМАОУ \"Гимназия №2\", г. Иркутск\n\"Дата;\nвыгрузки\";01.10.2024\n";
  const Reading reading = read(title + "ID;ФИО;СНИЛС;Дата рождения;\n" + kRow, school());
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.shape->header_line == 6);
  CHECK(reading.rows[0].line == 7);

  std::string many;
  for (int i = 0; i < 50; ++i) many += "строка\n";
  CHECK(read(many + "ID;ФИО\n1;Орлова Анна\n", school()).rows.size() == 1);
  CHECK(read(many + "строка\nID;ФИО\n1;Орлова Анна\n", school()).failed() != "read");
}

TEST_CASE("a title with a stray quote does not hide the header") {
  const Reading reading = read("\"Гимназия №2\nID;ФИО\n1;Орлова Анна\n", school());
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.shape->header_line == 2);
  CHECK(read("\"Гимназия\" №2;x\nID;ФИО\n1;Орлова Анна\n", school()).rows.size() == 1);
}

TEST_CASE("a header with a quote without end is refused") {
  const Reading reading = read("ID;\"ФИО;СНИЛС\n1;Орлова Анна;\n", school());
  CHECK(reading.failed() == "unterminated_quote");
  CHECK(reading.error->line == 1u);
}

TEST_CASE("a second header and the numbering of columns are skipped and reported") {
  const Reading reading =
      read("ID;ФИО;СНИЛС\n1;2;3\n7;Орлова Анна;165-472-310 69\n\nId;фио;СНИЛС\n8;Ким Алексей;\n", school());
  REQUIRE(reading.rows.size() == 2);
  CHECK(reading.at(2) == "heading_repeated@0");
  CHECK(reading.at(5) == "heading_repeated@0");
  CHECK_FALSE(rejects(RowCode::heading_repeated));
}

TEST_CASE("a second header with another order of columns stops the reading") {
  const Reading reading =
      read("ID;Фамилия;Имя;СНИЛС\n7;Орлова;Анна;\nID;Имя;Фамилия;СНИЛС\n8;Алексей;Ким;\n", school());
  CHECK(reading.failed() == "contradiction");
  CHECK(reading.error->line == 3u);
}

TEST_CASE("people are not taken for headings") {
  const Reading reading = read("ID;Фамилия;Имя;Отчество\n1;Фамилия;Имя;Отчество\n2;По;Анна;\n", school());
  CHECK(reading.rows.size() == 2);
}

TEST_CASE("what is missing is named") {
  const auto failure = [](std::string_view text, RosterOptions how) {
    const Reading reading = read(text, how);
    return reading.failed() + (reading.error ? " " + reading.error->field : std::string());
  };
  CHECK(failure("", school()) == "empty ");
  CHECK(failure(" \r\n\r\n ", school()) == "empty ");
  CHECK(failure("\xEF\xBB\xBF", school()) == "empty ");
  CHECK(failure("ID;ФИО\n", school()) == "empty ");
  CHECK(failure("ID;ФИО\n;\n\nID;ФИО\n", school()) == "empty ");
  CHECK(failure("Просто текст.\nЕщё строка.\n", school()) == "not_a_table ");
  CHECK(failure("a;b\n1;2\n", school()) == "no_header ");
  CHECK(failure("ФИО;СНИЛС\nОрлова Анна;\n", school()) == "column_missing id");
  CHECK(failure("ID;СНИЛС\n1;\n", school()) == "column_missing surname");
  CHECK(failure("ID;Имя\n1;Анна\n", school()) == "column_missing surname");
  CHECK(failure("ID;ФИО;id\n1;Орлова Анна;1\n", school()) == "column_repeated id");
  CHECK(failure("ID;ФИО;Роль;Роли\n1;Орлова Анна;;\n", school()) == "column_repeated role");
  CHECK(failure("ID;ФИО\n1;Орлова Анна\n", options()) == "column_missing organisation");
  RosterOptions no_region = school();
  no_region.region.reset();
  CHECK(failure("ID;ФИО\n1;Орлова Анна\n", no_region) == "region_missing region");
  RosterOptions by_number = school();
  by_number.match_by = MatchBy::number;
  CHECK(failure("ФИО;Роль\nОрлова Анна;\n", by_number) == "column_missing snils");
  CHECK(failure("ФИО;СНИЛС\nОрлова Анна;165-472-310 69\n", by_number) == "read");
  std::string wide = "ID;ФИО";
  for (std::size_t i = 0; i < limits::columns; ++i) wide += ";x";
  CHECK(failure(wide + "\n1;Орлова Анна\n", school()) == "too_many ");
}

TEST_CASE("pictures, archives and programs are no rosters") {
  const std::string png = "\x89PNG\r\n\x1A\n" + std::string("\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\6\0\0\0", 22);
  CHECK(read(png, school()).failed() == "unknown_encoding");
  CHECK(read(std::string("PK\3\4\x14\0\6\0\b\0\0\0!\0", 14), school()).failed() == "unknown_encoding");
}

TEST_CASE("unknown columns are counted and left out, empty ones at the end do not count") {
  const Reading reading = read("№;ID;Телефон;ФИО;;\n1;5;;Орлова Анна;;;;\n", school());
  REQUIRE(reading.shape);
  CHECK(reading.shape->unknown_columns == 2);
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.rows[0].persona.key.id.str() == "5");
}

TEST_CASE("a mapping overrides the headings") {
  RosterOptions how = school();
  const std::string text = "ID;Код;ФИО;Кто\n1;77;Орлова Анна Сергеевна;Ким Алексей\n";
  how.mapping = {{RosterField::id, "код"}};
  CHECK(read(text, how).rows.at(0).persona.key.id.str() == "77");
  how.mapping = {{RosterField::fio, "4"}};
  CHECK(read(text, how).rows.at(0).persona.name.parts().surname == "Ким");
  how.mapping = {{RosterField::id, "Нет такой"}};
  CHECK(read(text, how).failed() == "column_missing");
  CHECK(read(text, how).error->field == "id");
  for (const char* number : {"0", "5", "600", "99999999999999999999"}) {
    how.mapping = {{RosterField::id, number}};
    CAPTURE(number);
    CHECK(read(text, how).failed() == "column_missing");
  }
  how.mapping = {{RosterField::id, "1"}, {RosterField::login, "ID"}};
  CHECK(read(text, how).failed() == "column_repeated");
  how.mapping = {{RosterField::id, "1"}, {RosterField::id, "2"}};
  CHECK(read(text, how).failed() == "column_repeated");
  how.mapping = {{RosterField::id, " "}};
  CHECK(read(text, how).failed() == "bad_argument");
  // a meaning that stands twice is decided by it
  how.mapping = {{RosterField::role, "Роли"}};
  const Reading decided = read("ID;ФИО;Роль;Роли\n1;Орлова Анна;x;Учитель\n", how);
  REQUIRE(decided.rows.size() == 1);
  CHECK(decided.rows[0].persona.has_role(Role::teacher));
}

TEST_CASE("a mapping makes headings known that nobody else knows") {
  RosterOptions how = school();
  how.mapping = {{RosterField::id, "Nr"}, {RosterField::fio, "Wer"}};
  CHECK(read("Titel\nNr;Wer\n1;Орлова Анна\n", how).rows.size() == 1);
  how.mapping = {{RosterField::id, "1"}, {RosterField::fio, "2"}};
  const Reading reading = read("Nr;Wer\n1;Орлова Анна\n", how);
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.rows[0].line == 2);
  // without any header the first person would be lost, so the file is refused
  CHECK(read("1;Орлова Анна\n2;Ким Алексей\n", how).failed() == "no_header");
}

TEST_CASE("«name» beside a surname is the given name") {
  const Reading parts = read("id,surname,name,patronymic\n1,Орлова,Анна,Сергеевна\n", school());
  REQUIRE(parts.rows.size() == 1);
  CHECK(parts.rows[0].persona.name.parts().given == "Анна");
  const Reading whole = read("id,name\n1,Орлова Анна Сергеевна\n", school());
  REQUIRE(whole.rows.size() == 1);
  CHECK(whole.rows[0].persona.name.parts().given == "Анна");
}
