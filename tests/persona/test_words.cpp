// Headings, words, dates and cell texts, by tables of examples.
#include <catch2/catch.hpp>
#include <set>

#include "kto/persona.hpp"
#include "persona/cell_dates.hpp"
#include "persona/cell_text.hpp"
#include "persona/fields.hpp"
#include "persona/words.hpp"

using namespace kto;

TEST_CASE("headings are found however they are written") {
  const std::pair<const char*, RosterField> table[] = {
      {"Фамилия", RosterField::surname},
      {"ФАМИЛИЯ", RosterField::surname},
      {" фамилия ", RosterField::surname},
      {"Дата рождения", RosterField::birth_date},
      {"дата_рождения", RosterField::birth_date},
      {"Дата  рождения:", RosterField::birth_date},
      {"Дата\nрождения", RosterField::birth_date},
      {"Дата\xC2\xA0рождения", RosterField::birth_date},
      {"Ф.И.О.", RosterField::fio},
      {"Ф. И. О.", RosterField::fio},
      {"Фамилия, имя, отчество", RosterField::fio},
      {"Учётная запись активирована", RosterField::activated},
      {"Учетная запись активирована", RosterField::activated},
      {"Классный руководитель", RosterField::class_teacher},
      {"Классы", RosterField::klass},
      {"С", RosterField::from},
      {"По", RosterField::to},
      {"Родители (id)", RosterField::guardians},
      {"Согласие на обработку", RosterField::consent},
      {"Согласие на обработку персональных данных", RosterField::consent},
      {"СНИЛС*", RosterField::snils},
      {"\xEF\xBB\xBFID", RosterField::id},
      {"Person_ID", RosterField::id},
      {"person id", RosterField::id},
      {"LastName", RosterField::surname},
      {"first_name", RosterField::given},
      {"middle-name", RosterField::patronymic},
      {"Date of Birth", RosterField::birth_date},
      {"Organization", RosterField::organisation},
      {"school", RosterField::organisation},
      {"gender", RosterField::sex},
      {"organization_type", RosterField::organisation_type},
      {"Муниципалитет", RosterField::municipality},
      {"Учебный год", RosterField::school_year},
      {"ИНН", RosterField::inn},
      {"Логин", RosterField::login},
      {"Ро\xD0\xBB\xD0\xB8", RosterField::role},
      {"Регио\xD0\xBD", RosterField::region},
  };
  for (const auto& [heading, field] : table) {
    CAPTURE(heading);
    const auto found = roster_field_by_heading(heading);
    REQUIRE(found);
    CHECK(name_of(*found) == name_of(field));
  }
  for (const char* unknown : {"", "№", "№ п/п", "Телефон", "ФИО родителя", "Дата", "И"}) {
    CAPTURE(unknown);
    CHECK_FALSE(roster_field_by_heading(unknown));
  }
  CHECK_FALSE(roster_field_by_heading(std::string(100000, 'a')));
}

TEST_CASE("й is not и in a heading, also when it comes decomposed") {
  CHECK(roster::fold_word("Муниципальны\xD0\xB8\xCC\x86") == "муниципальный");
  CHECK(roster::fold_word("Е\xCC\x88лка") == "елка");
}

TEST_CASE("every field has a name of its own, which is also its heading") {
  std::set<std::string_view> names;
  for (const RosterField field : roster::kAllFields) {
    const std::string_view name = name_of(field);
    CAPTURE(name);
    CHECK(names.insert(name).second);
    REQUIRE(roster_field_by_name(name));
    CHECK(*roster_field_by_name(name) == field);
    REQUIRE(roster_field_by_heading(name));
    CHECK(*roster_field_by_heading(name) == field);
  }
  CHECK(roster_field_by_name("class") == RosterField::klass);
  CHECK_FALSE(roster_field_by_name("Birth_date"));
}

TEST_CASE("roles by word") {
  const std::pair<const char*, Role> table[] = {
      {"Ученик", Role::pupil},
      {"обучающийся", Role::pupil},
      {"EduStudent", Role::pupil},
      {"СТУДЕНТ", Role::pupil},
      {"pupil", Role::pupil},
      {"Родитель", Role::parent},
      {"EduParent", Role::parent},
      {"Законный представитель", Role::parent},
      {"Учитель", Role::teacher},
      {"EduStaff", Role::teacher},
      {"преподаватель", Role::teacher},
      {"Педагог", Role::teacher},
      {"Сотрудник", Role::staff},
      {"Сотрудник ОО", Role::staff},
      {"OrganizationStaff", Role::staff},
      {"Администратор", Role::administrator},
      {"Администратор ОО", Role::administrator},
      {"EduSchoolAdministrator", Role::administrator},
  };
  for (const auto& [word, role] : table) {
    CAPTURE(word);
    CHECK(role_by_word(word) == role);
  }
  for (const Role role : {Role::pupil, Role::parent, Role::teacher, Role::staff, Role::administrator}) {
    CHECK(role_by_word(name_of(role)) == role);
  }
  for (const char* unknown : {"", "Завуч", "гость", "unknown", "Ученик?", "ученики"}) {
    CAPTURE(unknown);
    CHECK_FALSE(role_by_word(unknown));
  }
}

TEST_CASE("status, sex, activation and consent by word") {
  using namespace roster;
  CHECK(standing_of("Сейчас в ОО") == Standing::in_organisation);
  CHECK(standing_of("в оо") == Standing::in_organisation);
  CHECK(standing_of("Active") == Standing::in_organisation);
  CHECK(standing_of("В архиве") == Standing::archived);
  CHECK(standing_of("Архив") == Standing::archived);
  CHECK(standing_of("Archive") == Standing::archived);
  CHECK(standing_of(name_of(Standing::archived)) == Standing::archived);
  CHECK(standing_of(name_of(Standing::in_organisation)) == Standing::in_organisation);
  CHECK_FALSE(standing_of("Выбыл"));
  CHECK(sex_of("М") == Sex::male);
  CHECK(sex_of("M") == Sex::male);  // Latin
  CHECK(sex_of("муж.") == Sex::male);
  CHECK(sex_of("Мужской") == Sex::male);
  CHECK(sex_of("Ж") == Sex::female);
  CHECK(sex_of("F") == Sex::female);
  CHECK(sex_of("female") == Sex::female);
  CHECK_FALSE(sex_of("?"));
  CHECK_FALSE(sex_of("1"));
  CHECK(activation_of("Да") == true);
  CHECK(activation_of("ИСТИНА") == true);
  CHECK(activation_of("Нет") == false);
  CHECK(activation_of("Не активирована") == false);
  CHECK_FALSE(activation_of("Да?"));
  CHECK_FALSE(activation_of("-1"));
  CHECK_FALSE(activation_of("-"));
  CHECK(consent_of("да") == Consent::given);
  CHECK(consent_of("Отказ") == Consent::refused);
  CHECK_FALSE(consent_of("обещал принести"));
}

TEST_CASE("dates as spreadsheets write them") {
  const auto date = *Date::make(2000, 5, 26);
  for (const char* text : {"26.05.2000", " 26.05.2000 ", "2000-05-26", "26/05/2000", "26.5.2000", "26.05.2000 0:00:00",
                           "26.05.2000 00:00:00", "26.05.2000 0:00", "2000-05-26T00:00:00", "2000-05-26 00:00:00",
                           "2000-05-26T00:00:00Z", "26.05.2000 г.", "26.05.2000г", "26.05.2000\xC2\xA0г."}) {
    CAPTURE(text);
    CHECK(roster::read_date(text) == date);
  }
  CHECK(roster::read_date("1.9.2012") == *Date::make(2012, 9, 1));
  for (const char* text : {"", "26.05.00", "26.05.2000 3:00:00", "5/26/2000", "05/26/2000", "1/2/2000", "31.02.2000",
                           "36672", "2000", "26 мая 2000", "26.05.20000", "26-05-2000", "2000.05.26", "г.", "..2000",
                           "26.05.2000 00:00:00 00:00:00", "+6.05.2000", "26.05.-200"}) {
    CAPTURE(text);
    CHECK_FALSE(roster::read_date(text));
  }
}

TEST_CASE("cell texts") {
  CHECK(roster::trim(" \t\r\n\xC2\xA0"
                     "a b\xE2\x80\x87\xEF\xBB\xBF ") == "a b");
  CHECK(roster::trim(" \xC2\xA0 ").empty());
  CHECK(roster::collapse_blanks(" МБОУ \xC2\xA0\n СОШ  №7 ") == "МБОУ СОШ №7");
  CHECK(roster::clean_text("6\x1B[31m\xE2\x80\xAE а\xE2\x80\x8B") == "6[31m а");
  CHECK(roster::has_forbidden("a\x01"));
  CHECK(roster::has_forbidden("a\x7F"));
  CHECK(roster::has_forbidden("a\xC2\x85"));
  CHECK(roster::has_forbidden("a\xE2\x80\xAE"));
  CHECK(roster::has_forbidden("a\xE2\x80\x8B"));
  CHECK(roster::has_forbidden("a\xEF\xBF\xBD"));
  CHECK_FALSE(roster::has_forbidden("МБОУ СОШ №7 «Ромашка» 😀"));
  CHECK(roster::prefix("ая", 3) == "а");
  CHECK(roster::prefix("ая", 4) == "ая");
}

TEST_CASE("the table of row codes is complete and has gaps") {
  std::set<std::string_view> names;
  std::set<std::int32_t> numbers;
  REQUIRE(all_row_codes().size() > 30);
  for (const RowCode code : all_row_codes()) {
    CAPTURE(name_of(code));
    CHECK(names.insert(name_of(code)).second);
    CHECK(numbers.insert(static_cast<std::int32_t>(code)).second);
    CHECK(rejects(code) == (static_cast<std::int32_t>(code) >= 100));
  }
}
