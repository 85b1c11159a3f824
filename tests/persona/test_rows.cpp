// Rows of a roster, rule by rule: what is kept, what is flagged, what is rejected, and where.
#include <catch2/catch.hpp>

#include "roster_reading.hpp"

using namespace kto;
using namespace kto::test;

namespace {

// One cell under its heading beside a good row's others.
Reading cell(std::string_view heading, std::string_view value, RosterOptions how = school()) {
  return read("ID;ФИО;СНИЛС;Дата рождения;Роль;" + std::string(heading) +
                  "\n1;Орлова Анна Сергеевна;165-472-310 69;12.02.1979;Родитель;" + std::string(value) + "\n",
              how);
}
// The same for one of the columns that are always there; the row is on line 2.
Reading row(std::string_view text, RosterOptions how = school()) {
  return read("ID;Фамилия;Имя;Отчество;СНИЛС;Дата рождения;Роль;Согласие\n" + std::string(text) + "\n", how);
}
const std::string kGood = "1;Орлова;Анна;Сергеевна;165-472-310 69;12.02.1979;Родитель;да";

std::string with(std::size_t column, std::string_view value) {
  std::vector<std::string> cells{"1", "Орлова", "Анна", "Сергеевна", "165-472-310 69", "12.02.1979", "Родитель", "да"};
  cells.at(column - 1) = value;
  std::string out = cells[0];
  for (std::size_t i = 1; i < cells.size(); ++i) out += ";" + cells[i];
  return out;
}

}  // namespace

TEST_CASE("a good row has no issue") {
  const Reading reading = row(kGood);
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.issues.empty());
  const Persona& persona = reading.rows[0].persona;
  CHECK(persona.key == PersonaKey{*Region::make(38), OrganisationId{"МБОУ СОШ №7"}, PersonaId{"1"}});
  CHECK(persona.name.parts() == NameParts{"Орлова", "Анна", "Сергеевна"});
  CHECK(persona.number.text == "165-472-310 69");
  CHECK(persona.number.usable());
  CHECK(persona.birth_date == *Date::make(1979, 2, 12));
  CHECK(persona.activated);
  CHECK(persona.processing_consent == Consent::given);
  CHECK(persona.memberships == std::vector{Membership{Role::parent}});
  CHECK_FALSE(reading.rows[0].organisation);
  CHECK_FALSE(reading.rows[0].klass);
}

TEST_CASE("kept and flagged") {
  struct Case {
    std::size_t column;
    const char* value;
    const char* issues;
  };
  const Case table[] = {
      {5, "", "number_missing@5"},
      {5, "123-123-123 44", "number_unusable@5"},
      {5, "000-000-000 00", "number_unusable@5"},
      {5, "8,76543E+09", "number_unusable@5"},
      {5, "12345", "number_unusable@5"},
      {5, "нет", "number_unusable@5"},
      {6, "", "birth_date_missing@6"},
      {6, "26.05.00", "birth_date_unreadable@6"},
      {6, "02.10.2024", "birth_date_unreadable@6"},
      {6, "01.10.2024", ""},
      {6, "36672", "birth_date_unreadable@6"},
      {7, "", "role_missing@7"},
      {7, "Завуч", "role_unknown@7"},
      {7, "Учитель, Завуч", "role_unknown@7"},
      {8, "", "consent_missing@8"},
      {8, "нет", "consent_missing@8"},
      {8, "обещала", "consent_missing@8"},
      {8, "01.09.2024", ""},
  };
  for (const Case& c : table) {
    CAPTURE(c.column, c.value);
    const Reading reading = row(with(c.column, c.value));
    CHECK(reading.rows.size() == 1);
    CHECK(reading.at(2) == c.issues);
    for (const RowIssue& issue : reading.issues) CHECK_FALSE(rejects(issue.code));
  }
}

TEST_CASE("rejected") {
  const std::string id65(65, 'x');
  const std::string long_name(1024 * 1024, 'x');
  const std::string row_limit = std::string(70000, 'x');
  struct Case {
    std::string row;
    const char* issues;
  };
  const Case table[] = {
      {with(1, ""), "id_empty@1"},
      {with(1, " \xC2\xA0 "), "id_empty@1"},
      {with(1, id65), "id_bad@1"},
      {with(1, "10\x01"), "id_bad@1"},
      {with(1, "10\xE2\x80\xAE"), "id_bad@1"},
      {with(1,
            "10\xE2\x80\x8B"
            "01"),
       "id_bad@1"},
      {with(1, "1,00000000000123E+15"), "id_bad@1"},
      {with(2, "Ор\xE2\x80\xAEлова"), "name_unfoldable@2"},
      {with(3, "А\x01нна"), "name_unfoldable@3"},
      {with(4, std::string(600, 'x')), "name_unfoldable@4"},
      {"1;;;;165-472-310 69;12.02.1979;Родитель;да", "name_missing@2"},
      {"1;-;;Сергеевна;165-472-310 69;12.02.1979;Родитель;да", "name_missing@2"},
      {kGood + ";лишнее", "columns_wrong@9"},
      {kGood + ";;лишнее;", "columns_wrong@9"},
      {"1;Орлова;Анна;165-472-310 69;12.02.1979;Родитель;да", "columns_wrong@8"},
      {"1;Орлова", "columns_wrong@3"},
      {"Итого: 22", "columns_wrong@2"},
      {with(2, "\"Орлова"), "columns_wrong@2"},
      {with(2, "\"Орлова\" \"и"), "columns_wrong@0"},
      {with(2, row_limit), "row_too_long@2"},
      {with(2, long_name), "row_too_long@0"},
  };
  for (const Case& c : table) {
    CAPTURE(c.issues);
    // the rows around it are read as if it were not there
    const Reading reading = row(c.row + "\n2;Ким;Алексей;;;;;\n");
    CHECK(reading.at(2) == c.issues);
    REQUIRE(reading.rows.size() == 1);
    CHECK(reading.rows[0].persona.key.id.str() == "2");
    CHECK(reading.rows[0].line == 3);
  }
}

TEST_CASE("separators at the end and empty lines do not matter") {
  const Reading reading = row(kGood + ";;;\n\n ; ;;;;;;\n\"\";\n;;;;;;;;;;;;;\n2;Ким;Алексей;;;;;\n");
  CHECK(reading.rows.size() == 2);
  CHECK_FALSE(reading.has(RowCode::columns_wrong));
}

TEST_CASE("the region of a row") {
  const auto region = [](const char* value, bool stated) {
    RosterOptions how = school();
    if (!stated) how.region.reset();
    const Reading reading = cell("Регион", value, how);
    return reading.rows.empty() ? reading.at(2) : reading.rows[0].persona.key.region.str();
  };
  CHECK(region("38", true) == "38");
  CHECK(region("038", true) == "38");
  CHECK(region("", true) == "38");
  CHECK(region("03", true) == "region_contradicts@6");
  CHECK(region("Иркутская область", true) == "region_bad@6");
  CHECK(region("00", false) == "region_bad@6");
  CHECK(region("3", false) == "03");
  CHECK(region("", false) == "region_absent@6");
}

TEST_CASE("the organisation of a row") {
  const auto organisation = [](std::string value, bool stated) {
    RosterOptions how = school();
    if (!stated) how.organisation.reset();
    const Reading reading = cell("Организация", value, how);
    return reading.rows.empty() ? reading.at(2) : reading.rows[0].persona.key.organisation.str();
  };
  CHECK(organisation("Лицей", true) == "Лицей");
  CHECK(organisation("", true) == "МБОУ СОШ №7");
  CHECK(organisation("", false) == "organisation_missing@6");
  CHECK(organisation("ООО \"Ромашка\" и К", false) == "ООО \"Ромашка\" и К");
  CHECK(organisation("\"МАОУ \"\"Гимназия №2\"\"\"", false) == "МАОУ \"Гимназия №2\"");
  CHECK(organisation("\"МАОУ \"Гимназия №2\"\"", false) == "МАОУ \"Гимназия №2\"");
  CHECK(organisation("\"Гимназия\" №2", false) == "\"Гимназия\" №2");
  CHECK(organisation("\"МБОУ \xC2\xA0СОШ\n№7\"", false) == "МБОУ СОШ №7");
  CHECK(organisation("Лицей\x01", false) == "organisation_bad@6");
  CHECK(organisation("Лицей\xE2\x80\xAE", false) == "organisation_bad@6");
  CHECK(organisation(std::string(513, 'x'), false) == "organisation_bad@6");
  CHECK(organisation(std::string(512, 'x'), false) == std::string(512, 'x'));
}

TEST_CASE("Excel's habits with numbers") {
  const Reading recovered = row(with(5, "8765430300"));
  REQUIRE(recovered.rows.size() == 1);
  CHECK(recovered.at(2) == "number_recovered@5");
  CHECK(recovered.rows[0].persona.number.usable());
  CHECK(recovered.rows[0].persona.number.reading.recovered);
  CHECK(recovered.rows[0].persona.number.text == "8765430300");

  for (const char* written :
       {"=\"08765430300\"", "\"=\"\"08765430300\"\"\"", "'08765430300", " 087-654-303 00\xC2\xA0"}) {
    CAPTURE(written);
    const Reading reading = row(with(5, written));
    REQUIRE(reading.rows.size() == 1);
    CHECK(reading.at(2).empty());
    CHECK(reading.rows[0].persona.number.reading.canonical() == "087-654-303 00");
  }
  const Reading id = row(with(1, "=\"0012\""));
  REQUIRE(id.rows.size() == 1);
  CHECK(id.rows[0].persona.key.id.str() == "0012");
  const Reading formula = row(with(1, "=1+1"));
  REQUIRE(formula.rows.size() == 1);
  CHECK(formula.rows[0].persona.key.id.str() == "=1+1");
  const Reading date = row(with(6, "12.02.1979 0:00:00"));
  CHECK(date.rows.at(0).persona.birth_date == *Date::make(1979, 2, 12));
}

TEST_CASE("what was written for a number is kept up to 64 bytes, whole characters only") {
  const Reading reading = row(with(5, "x" + std::string(100, '\xD0').replace(1, 0, "")));
  CHECK(reading.failed() != "read");  // no UTF-8 and no Russian text: nothing is guessed
  std::string cyrillic = "x";
  for (int i = 0; i < 50; ++i) cyrillic += "ж";
  const Reading kept = row(with(5, cyrillic));
  REQUIRE(kept.rows.size() == 1);
  CHECK(kept.rows[0].persona.number.text.size() == 63);
  CHECK(kept.at(2) == "number_unusable@5");
}

TEST_CASE("several roles, several classes") {
  const Reading reading = read(
      "ID;ФИО;Роли;Классы;Учебный год;С;По;Статус\n"
      "1;Орлова Анна;Учитель, Родитель,учитель;;;01.09.2020;;В архиве\n"
      "2;Ким Алексей;Ученик;5б, 6а;2024/2025;;31.05.2025;\n"
      "3;Ким Егор;;;;вчера;;Выбыл\n"
      "4;Ким Вера;Родитель (законный представитель);5/1;;;;Сейчас в ОО\n",
      school());
  REQUIRE(reading.rows.size() == 4);
  Membership teacher{Role::teacher, "", "", *Date::make(2020, 9, 1), std::nullopt, Standing::archived};
  Membership parent = teacher;
  parent.role = Role::parent;
  CHECK(reading.rows[0].persona.memberships == std::vector{teacher, parent});
  CHECK(reading.rows[0].persona.archived());
  Membership fifth{Role::pupil, "2024/2025", "5б", std::nullopt, *Date::make(2025, 5, 31)};
  Membership sixth = fifth;
  sixth.klass = "6а";
  CHECK(reading.rows[1].persona.memberships == std::vector{fifth, sixth});
  CHECK(reading.rows[1].persona.only_pupil());
  CHECK(reading.rows[2].persona.memberships ==
        std::vector{Membership{Role::unknown, "", "", std::nullopt, std::nullopt, Standing::archived}});
  CHECK(reading.at(4) == "number_missing@0 birth_date_missing@0 date_unreadable@6 status_unknown@8 role_missing@3");
  CHECK(reading.rows[3].persona.memberships == std::vector{Membership{Role::parent, "", "5/1"}});
}

TEST_CASE("a row with more classes than a school has is no row") {
  std::string classes;
  for (int i = 0; i < 300; ++i) classes += std::to_string(i) + ",";
  CHECK(cell("Классы", classes).at(2) == "row_too_long@6");
  CHECK(cell("Классы", classes).rows.empty());
}

TEST_CASE("sex, activation, status, login") {
  CHECK(cell("Пол", "M").rows.at(0).persona.sex == Sex::male);
  CHECK(cell("Пол", "жен.").rows.at(0).persona.sex == Sex::female);
  CHECK(cell("Пол", "").rows.at(0).persona.sex == Sex::unknown);
  CHECK(cell("Пол", "").at(2).empty());
  CHECK(cell("Пол", "да").at(2) == "sex_unknown@6");
  CHECK(cell("Активирована", "").rows.at(0).persona.activated);
  CHECK_FALSE(cell("Активирована", "Нет").rows.at(0).persona.activated);
  CHECK(cell("Активирован", "может быть").at(2) == "activation_unknown@6");
  CHECK_FALSE(cell("Активирован", "может быть").rows.at(0).persona.activated);
  CHECK_FALSE(cell("Активирован", "-").rows.at(0).persona.activated);
  CHECK_FALSE(cell("Статус", "").rows.at(0).persona.archived());
  CHECK(cell("Статус", "Архив").rows.at(0).persona.archived());
  CHECK(cell("Статус", "Выбыл").rows.at(0).persona.archived());
  CHECK(cell("Статус", "Выбыл").at(2) == "status_unknown@6");
  CHECK(cell("Логин", " orlova.anna ").rows.at(0).persona.login == "orlova.anna");
  CHECK(cell("Логин", "orlova\x01").rows.at(0).persona.login.empty());
  CHECK(cell("Логин", "orlova\x01").at(2) == "login_unreadable@6");
}

TEST_CASE("consent") {
  const Reading none = cell("Пол", "Ж");  // the file says nothing of consent: said once, at the header
  CHECK(none.issues == std::vector{RowIssue{1, 0, RowCode::consent_missing, "consent"}});
  CHECK(none.rows.at(0).persona.processing_consent == Consent::not_stated);
  CHECK(cell("Согласие на обработку", "Да").issues.empty());
  CHECK(cell("Согласие на обработку", "нет").rows.at(0).persona.processing_consent == Consent::refused);
  RosterOptions strict = school();
  strict.require_consent = true;
  CHECK(cell("Согласие на обработку", "Да", strict).rows.size() == 1);
  CHECK(cell("Согласие на обработку", "", strict).at(2) == "consent_required@6");
  CHECK(cell("Согласие на обработку", "нет", strict).rows.empty());
  CHECK(cell("Пол", "Ж", strict).rows.empty());
  CHECK(cell("Пол", "Ж", strict).at(2) == "consent_required@0");
}

TEST_CASE("guardians, organisation and class") {
  const Reading reading = read(
      "ID;ФИО;Класс;Учебный год;Классный руководитель;Родители (id);ИНН;Тип;Муниципалитет\n"
      "1;Климов Егор Олегович;5б;2024/2025;Громова  О.И.;\"1014, 1005\";3808000000;СОШ;г. Иркутск\n"
      "2;Климова Ирина;5а, 5б;;Громова О.И.;;;;\n"
      "3;Климова Вера;;;;" +
          std::string(65, 'x') + ";;;\n",
      school());
  REQUIRE(reading.rows.size() == 2);
  const RosterRow& row = reading.rows[0];
  CHECK(row.persona.guardians == std::vector{PersonaId{"1014"}, PersonaId{"1005"}});
  CHECK(row.organisation ==
        Organisation{*Region::make(38), OrganisationId{"МБОУ СОШ №7"}, "3808000000", "СОШ", "г. Иркутск"});
  CHECK(row.klass == SchoolClass{*Region::make(38), OrganisationId{"МБОУ СОШ №7"}, "2024/2025", "5б", "Громова О.И."});
  CHECK_FALSE(reading.rows[1].organisation);
  CHECK_FALSE(reading.rows[1].klass);  // of which class?
  CHECK(reading.at(4).find("id_bad@6") != std::string::npos);
}

TEST_CASE("matching by number gives no id and wants a number") {
  RosterOptions how = school();
  how.match_by = MatchBy::number;
  const Reading reading = read("ФИО;СНИЛС\nОрлова Анна;165-472-310 69\nКим Алексей;\nКим Вера;123-123-123 44\n", how);
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.rows[0].persona.key.id.empty());
  CHECK(reading.at(3).find("number_missing@2 number_needed@2") == 0);
  CHECK(reading.at(4).find("number_unusable@2 number_needed@2") == 0);
  CHECK(read("ID;ФИО;СНИЛС\n77;Орлова Анна;165-472-310 69\n", how).rows.at(0).persona.key.id.empty());
}

TEST_CASE("repaired letters in a name are shown") {
  const Reading reading = row(with(2, "Opлова"));
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.at(2) == "name_repaired@2");
  CHECK(reading.rows[0].persona.name.parts().surname == "Opлова");
}

TEST_CASE("a name in one column and in three") {
  const Reading both =
      read("ID;ФИО;Фамилия;Имя;Отчество\n1;Орлова Анна Сергеевна;;;\n2;;Ким;Алексей;\n3;;;;\n", school());
  REQUIRE(both.rows.size() == 2);
  CHECK(both.rows[0].persona.name.parts() == NameParts{"Орлова", "Анна", "Сергеевна"});
  CHECK(both.rows[1].persona.name.parts() == NameParts{"Ким", "Алексей", ""});
  CHECK(both.at(4).find("name_missing@2") == 0);
}

TEST_CASE("lines are lines of the file, whatever stands in quoted cells") {
  const Reading reading =
      read("ID;ФИО;Примечание\r\n1;Орлова Анна;\"а\r\nб\r\nв\"\r\n\r\n2;Ким Алексей;\r\n3;;\r\n", school());
  REQUIRE(reading.rows.size() == 2);
  CHECK(reading.rows[0].line == 2);
  CHECK(reading.rows[1].line == 6);
  CHECK(reading.at(7).find("name_missing@2") == 0);
}

TEST_CASE("a name may stand on two lines of its cell") {
  const Reading reading = read("ID;ФИО\n1;\"Орлова\nАнна Сергеевна\"\n", school());
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.rows[0].persona.name.folded() == Fio::parse("Орлова Анна Сергеевна")->folded());
}

TEST_CASE("a stray quote never gives one person another's cells") {
  const Reading reading = read(
      "ID;Организация;ФИО;СНИЛС\n1;\"Школа;Орлова Анна;\n2;Школа\";Ким Алексей;276-488-905 42\n3;Школа;Ким Вера;\n",
      school());
  CHECK(reading.at(2) == "columns_wrong@0");
  REQUIRE(reading.rows.size() == 2);
  CHECK(reading.rows[0].persona.key.id.str() == "2");
  CHECK(reading.rows[1].persona.key.id.str() == "3");
}

TEST_CASE("handlers may stop the reading") {
  RosterHandlers handlers;
  int rows = 0;
  handlers.row = [&](RosterRow&&) -> Result<void> {
    ++rows;
    return fail(Errc::disk_full);
  };
  const auto stopped = read_roster(bytes_of("ID;ФИО\n1;Орлова Анна\n2;Ким Алексей\n"), school(), handlers);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == Errc::disk_full);
  CHECK(rows == 1);
  RosterHandlers impatient;
  impatient.progress = [](std::uint64_t) { return false; };
  const auto cancelled = read_roster(bytes_of("ID;ФИО\n1;Орлова Анна\n"), school(), impatient);
  REQUIRE_FALSE(cancelled);
  CHECK(cancelled.error().code == Errc::cancelled);
  CHECK(read_roster(bytes_of("ID;ФИО\n1;Орлова Анна\n"), school(), RosterHandlers{}));
}
