// What compare() lists: part, rule, position, letters — so that an administrator can show which letter.
#include "names.hpp"

using namespace kto;

namespace {
Difference only(std::string_view a, std::string_view b) {
  auto found = compare(a, b).differences;
  CHECK(found.size() == 1);
  return found.empty() ? Difference{} : found.front();
}
}  // namespace

TEST_CASE("differences: each rule is named with its place and letters", "[fio]") {
  using enum NameRule;
  const auto s = Part::surname;
  const auto g = Part::given;
  const auto p = Part::patronymic;
  const auto w = Part::whole;
  CHECK(only("Зайцев Олег", "Заи\u0306цев Олег") == Difference{s, unicode_form, 2, "й", "и\u0306"});
  CHECK(only("Соловьёв Олег", "Соловье\u0308в Олег") == Difference{s, unicode_form, 6, "ё", "е\u0308"});
  CHECK(only("Иванов Олег", "ИВанов Олег") == Difference{s, letter_case, 1, "в", "В"});
  CHECK(only("Иванов  Олег", "Иванов Олег") == Difference{w, blanks, 6, "  ", " "});
  CHECK(only("Де  Голль Олег Ильич", "Де Голль Олег Ильич") == Difference{s, blanks, 3, " ", ""});
  CHECK(only("Ким-Пак Олег", "Ким\u2013Пак Олег") == Difference{s, dash_kind, 3, "-", "\u2013"});
  CHECK(only("Ива\u0301нов Олег", "Иванов Олег") == Difference{s, stress_mark, 3, "\u0301", ""});
  CHECK(only("Иванов Оле\u200bг", "Иванов Олег") == Difference{g, invisible, 3, "\u200b", ""});
  CHECK(only("Ким Алексей", "Ким Алексей -") == Difference{p, placeholder, 0, "", "-"});
  CHECK(only("Ким Алексей", "Алексей Ким") == Difference{w, word_order, 0, "Ким", "Алексей"});
  CHECK(only("Семенов Олег", "Семёнов Олег") == Difference{s, yo, 3, "е", "ё"});
  CHECK(only("Ким Cергей", "Ким Сергей") == Difference{g, look_alike, 0, "C", "С"});
  CHECK(only("Ким 0льга", "Ким Ольга") == Difference{g, leading_digit, 0, "0", "О"});
  CHECK(only("Ким-Пак Олег", "Ким Пак Олег") == Difference{s, hyphen_blank, 3, "-", " "});
  CHECK(only("О'Коннор Шон", "О\u2019Коннор Шон") == Difference{s, apostrophe_kind, 1, "'", "\u2019"});
  CHECK(only("Алиев Рашад Вагифоглы", "Алиев Рашад Вагиф оглы") == Difference{p, ogly_spelling, 5, "", " "});
  CHECK(only("Алиев Рашад Вагиф-оглы", "Алиев Рашад Вагиф оглы") == Difference{p, ogly_spelling, 5, "-", " "});
  CHECK(only("Иванов Олег", "Иванова Олег") == Difference{s, one_edit, 6, "", "а"});
  CHECK(only("Иванов Олег", "Ивонав Олег") == Difference{s, changed, 0, "Иванов", "Ивонав"});
  CHECK(only("Иванов Олег", "Ивнаов Олег") == Difference{s, one_edit, 2, "ан", "на"});
  CHECK(only("Константинов Олег", "Кинстантинав Олег") == Difference{s, two_edits, 1, "о", "и"});
  CHECK(only("Ким Владисла", "Ким Владислава") == Difference{g, two_edits, 8, "", "ва"});
  CHECK(only("Ким Алексей ", " Ким Алексей") == Difference{w, blanks, 11, " ", " "});  // the same elsewhere
  CHECK(only("Ким Наталья", "Ким Наталия") == Difference{g, variant_name, 5, "ь", "и"});
  CHECK(only("Ким Егор", "Kim Егор") == Difference{s, transliteration, 0, "Ким", "Kim"});
  CHECK(only("Ким Егор Вагиф оглы", "Ким Егор Вагиф оглу") == Difference{p, patronymic_marker, 9, "ы", "у"});
  CHECK(only("Ким Егор Вагиф оглы", "Ким Егор Вагифович") ==
        Difference{p, patronymic_derived_anew, 0, "Вагиф оглы", "Вагифович"});
  CHECK(only("Ким Алексей", "Ким Алексей Ильич") == Difference{p, absent, 0, "", "Ильич"});
  CHECK(only("Ким-Пак Егор Ильич", "Пак-Ким Егор Ильич") ==
        Difference{s, swapped_double_surname, 0, "Ким-Пак", "Пак-Ким"});
  CHECK(only("Громова Ольга Ильинична", "Лисина Ольга Ильинична") ==
        Difference{s, surname_changed, 0, "Громова", "Лисина"});
  CHECK(only("Ким Егор Ильич", "Ким Роман Ильич") == Difference{g, changed, 0, "Егор", "Роман"});
  CHECK(only("Ким Саша Ильич", "Ким Саша Ильинична") == Difference{p, patronymic_sex, 0, "Ильич", "Ильинична"});
  CHECK(only("\xff", "Ким") == Difference{w, cannot_be_folded, 0, "", ""});
}

TEST_CASE("differences: positions count from the start of the part, in any order of words", "[fio]") {
  const auto found = compare("Пётр Семёнович Соловьев", "Соловьёв Петр Семенович").differences;
  REQUIRE(found.size() == 4);
  CHECK(found[0] == Difference{Part::whole, NameRule::word_order, 0, "Пётр", "Соловьёв"});
  CHECK(found[1] == Difference{Part::surname, NameRule::yo, 6, "е", "ё"});
  CHECK(found[2] == Difference{Part::given, NameRule::yo, 1, "ё", "е"});
  CHECK(found[3] == Difference{Part::patronymic, NameRule::yo, 3, "ё", "е"});
}

TEST_CASE("differences: every rule that matters is listed, and no other", "[fio]") {
  CHECK(differences("СОКОЛОВА Анна Олеговна", "Cоколова Анна Олеговна") == "surname letter_case; surname look_alike");
  CHECK(differences("Салтыкова-Щедрина Мария Львовна", "САЛТЫКОВА – ЩЕДРИНА  Мария Львовна") ==
        "whole blanks; surname letter_case; surname blanks; surname dash_kind");
  CHECK(differences("Алиев Рашад Вагиф оглы", "АЛИЕВ Рашад Вагиф-Оглы") ==
        "surname letter_case; patronymic letter_case; patronymic ogly_spelling");
  CHECK(differences("Ким Алексей", "ким алексей нет") ==
        "surname letter_case; given letter_case; patronymic placeholder");
  CHECK(differences("Ким Алексей -", "Ким Алексей \u2014") == "patronymic dash_kind");
  // The same mistakes on both sides are no difference.
  CHECK(differences("ольга  0льга", "ольга  0льга ").substr(0, 12) == "whole blanks");
  CHECK(compare("Cоколов Пётр", "Cоколов Пётр").differences.empty());
  CHECK(differences("Cоколов Пётр", "Cоколов пётр") == "given letter_case");
}

TEST_CASE("differences: a similar name lists what is near and what is equal beside it", "[fio]") {
  CHECK(differences("Соловьёв Егор Олегович", "Соловьев Егорка Олегович") == "surname yo; given changed");
  CHECK(differences("Соловьёв Егор Олегович", "Соловьев Егорк Олегович") == "surname yo; given one_edit");
  // Of readings that say no more than each other, the one with fewer faults: «Ян» is one of the two words.
  CHECK(differences("Ян Петр", "Али Ян") == "whole word_order; given changed");
  CHECK(differences("Климов Егор Олегович", "Климова Ирина Павловна") ==
        "surname one_edit; given changed; patronymic patronymic_sex");
}
