// `similar` and `different`: rules.md «Names», sentence by sentence.
#include "names.hpp"

using namespace kto;

namespace {
Grade of_parts(const NameParts& a, const NameParts& b) {
  const auto x = parts(a.surname, a.given, a.patronymic);
  const auto y = parts(b.surname, b.given, b.patronymic);
  CHECK(grade(x, y) == grade(y, x));
  return grade(x, y);
}
// Two given names under one surname, so that nothing but the given name decides.
std::string given(const std::string& a, const std::string& b) {
  return std::string(name_of(of_parts({"Ким", a, ""}, {"Ким", b, ""})));
}
}  // namespace

TEST_CASE("similar: one edit is near", "[fio]") {
  CHECK(given("Олег", "Олег") == "identical");
  CHECK(given("Олег", "Олек") == "similar");   // substitute
  CHECK(given("Олег", "Олгег") == "similar");  // insert
  CHECK(given("Олег", "Олг") == "similar");    // delete
  CHECK(given("Олег", "Оелг") == "similar");   // swap neighbours
  CHECK(given("Олег", "Гело") == "different");
  CHECK(given("Олег", "Олке") == "different");  // two edits, too short
  CHECK(given("Ян", "Ия") == "different");
}

TEST_CASE("similar: two edits are near where the shorter has eight letters", "[fio]") {
  CHECK(given("Вячеслаф", "Вечеслав") == "similar");  // eight letters on either side
  CHECK(given("Святосла", "Светозла") == "similar");
  CHECK(given("Владлен", "Влидлэн") == "different");    // seven
  CHECK(given("Владленна", "Владлен") == "different");  // the shorter counts
  CHECK(given("Владислава", "Владисла") == "similar");
  CHECK(given("Владислав", "Влодеслов") == "different");    // three
  CHECK(given("Ан На Ма Ри", "Ин На Ма Ры") == "similar");  // eight letters, blanks do not count
  CHECK(given("Ан На Ма Р", "Ин На Мы Р") == "different");  // seven
  CHECK(given("Имя00600", "Имя06060") == "different");      // digits are no letters
}

TEST_CASE("similar: variants of the table are near and never equal", "[fio]") {
  for (const auto& [a, b] : std::vector<std::pair<std::string, std::string>>{{"Наталья", "Наталия"},
                                                                             {"София", "Софья"},
                                                                             {"Данил", "Даниил"},
                                                                             {"Данила", "Даниил"},
                                                                             {"Семён", "Симеон"},
                                                                             {"Егор", "Георгий"},
                                                                             {"Анна-Наталья", "Анна Наталия"}}) {
    CHECK(given(a, b) == "similar");
  }
  CHECK(differences(compare(parts("Ким", "Егор", ""), parts("Ким", "Георгий", ""))) == "given variant_name");
  CHECK(grade_of("Белов Егор Данилович", "Белов Егор Даниилович") == "similar");
  CHECK(differences("Белов Егор Семёнович", "Белов Егор Симеонович") == "patronymic variant_name");
  CHECK(differences("Белов Егор Геннадьевич", "Белов Егор Геннадиевич") == "patronymic variant_name");
  CHECK(grade_of("Егор Олег Олегович", "Георгий Олег Олегович") == "similar");  // as a surname only changed
  CHECK(differences("Егор Олег Олегович", "Георгий Олег Олегович") == "surname surname_changed");
}

TEST_CASE("similar: a transliteration by order 889 is near, whichever side is Latin", "[fio]") {
  CHECK(given("Юлия", "Iuliia") == "similar");
  CHECK(given("Iuliia", "Юлия") == "similar");
  CHECK(given("Юлия", "Yuliya") == "different");  // another system
  CHECK(given("Щукарь", "SHCHUKAR") == "similar");
  CHECK(given("Подъячий", "Podieiachii") == "similar");
  CHECK(given("Артём", "Artem") == "similar");
  CHECK(given("Анна Мария", "Anna Mariia") == "similar");
  CHECK(given("Анна Мария", "Anna Мария") == "similar");
  CHECK(given("Өмір", "Omir") == "different");  // the order knows no such letters
  CHECK(differences(compare(parts("Ким", "Юлия", ""), parts("Kim", "Iuliia", ""))) ==
        "surname transliteration; given transliteration");
  CHECK(grade_of("Соколова Анна Олеговна", "Anna Olegovna Sokolova") == "similar");
  CHECK(grade_of("Алиев Рашад Вагиф оглы", "Aliev Rashad Vagif ogly") == "similar");
  CHECK(grade_of("Андреев Андрей", "Andreev Andrei") == "similar");
  CHECK(grade_of("Anna Kim", "Анна Ким") == "similar");
}

TEST_CASE("similar: an apostrophe left out altogether", "[fio]") {
  CHECK(grade_of("ОКоннор Шон", "О'Коннор Шон") == "similar");
  CHECK(grade_of("Дартаньян Шарль", "Д'Артаньян Шарль") == "similar");
}

TEST_CASE("similar: a patronymic derived anew, of the same sex", "[fio]") {
  for (const auto& [turkic, russian] : std::vector<std::pair<std::string, std::string>>{{"Вагиф оглы", "Вагифович"},
                                                                                        {"Вагифоглы", "Вагифович"},
                                                                                        {"Али оглы", "Алиевич"},
                                                                                        {"Мустафа оглы", "Мустафаевич"},
                                                                                        {"Эмиль оглы", "Эмильевич"},
                                                                                        {"Вагиф кызы", "Вагифовна"},
                                                                                        {"Али кызы", "Алиевна"},
                                                                                        {"Асан уулу", "Асанович"}}) {
    INFO(turkic << ' ' << russian);
    CHECK(of_parts({"Алиев", "Рашад", turkic}, {"Алиев", "Рашад", russian}) == Grade::similar);
    CHECK(differences(compare(parts("Алиев", "Рашад", turkic), parts("Алиев", "Рашад", russian))) ==
          "patronymic patronymic_derived_anew");
  }
  CHECK(of_parts({"Алиев", "Рашад", "Вагиф оглы"}, {"Алиев", "Рашад", "Рашидович"}) == Grade::different);
  CHECK(of_parts({"Алиев", "Рашад", "Вагиф оглы"}, {"Алиев", "Рашад", "Вагифовна"}) == Grade::different);
}

TEST_CASE("similar: other markers against оглы and кызы", "[fio]") {
  for (const std::string other : {"Вагиф оглу", "Вагифоглу", "Вагиф улы", "Вагиф уулу", "Вагиф ұлы"}) {
    INFO(other);
    CHECK(differences(compare(parts("Алиев", "Рашад", "Вагиф оглы"), parts("Алиев", "Рашад", other))) ==
          "patronymic patronymic_marker");
    CHECK(of_parts({"Алиев", "Рашад", "Вагиф кызы"}, {"Алиев", "Рашад", other}) == Grade::different);
  }
  for (const std::string other : {"Вагиф гызы", "Вагиф қызы", "Вагифгызы"}) {
    CHECK(of_parts({"Алиева", "Лейла", "Вагиф кызы"}, {"Алиева", "Лейла", other}) == Grade::similar);
    CHECK(of_parts({"Алиева", "Лейла", "Вагиф оглы"}, {"Алиева", "Лейла", other}) == Grade::different);
  }
  CHECK(of_parts({"Алиев", "Рашад", "Вагиф оглы"}, {"Алиев", "Рашад", "Рафиз улы"}) == Grade::different);
}

TEST_CASE("similar: a part absent on one side, while one stands on both", "[fio]") {
  CHECK(grade_of("Ким Алексей", "Ким Алексей Петрович") == "similar");
  CHECK(grade_of("Ким Алексей -", "Ким Алексей Петрович") == "similar");
  CHECK(of_parts({"", "Алексей", ""}, {"Ким", "Алексей", ""}) == Grade::similar);
  CHECK(of_parts({"Ким", "", ""}, {"Ким", "Алексей", "Петрович"}) == Grade::similar);
  CHECK(of_parts({"Ким", "", ""}, {"", "Алексей", ""}) == Grade::different);  // nothing stands on both
  CHECK(of_parts({"Ким", "", "Петрович"}, {"", "Алексей", "Петрович"}) == Grade::similar);
  CHECK(of_parts({"Ким", "", ""}, {"Лисин", "Алексей", ""}) == Grade::different);
  CHECK(of_parts({"Ким", "Алексей", ""}, {"Ким", "Алексей", ""}) == Grade::identical);  // absent on both is equal
}

TEST_CASE("similar: parts swapped between places", "[fio]") {
  CHECK(of_parts({"Иван", "Лисин", "Олегович"}, {"Лисин", "Иван", "Олегович"}) == Grade::similar);
  CHECK(of_parts({"Лисин", "Олегович", "Иван"}, {"Лисин", "Иван", "Олегович"}) == Grade::similar);
  CHECK(of_parts({"Иван", "Олегович", "Лисин"}, {"Лисин", "Иван", "Олегович"}) == Grade::similar);
  CHECK(of_parts({"Ким", "", ""}, {"", "Ким", ""}) == Grade::similar);
  CHECK(of_parts({"Алиев", "Вагифоглы", "Рашад"}, {"Алиев", "Рашад", "Вагиф оглы"}) == Grade::similar);
  CHECK(of_parts({"ИВАН", "Лисин", ""}, {"Лисин", "Иван", ""}) == Grade::similar);
  CHECK(of_parts({"Иван", "Лисин", "Олегович"}, {"Лисин", "Иван", "Петрович"}) == Grade::different);
  // The same words in the same order are not the same name when the parts are others.
  const auto line_against_parts = compare(line("Иван Олегович Лисин"), parts("Иван", "Олегович", "Лисин"));
  CHECK(line_against_parts.grade == Grade::similar);
  CHECK(differences(compare(parts("Иван", "Лисин", ""), parts("Лисин", "Иван", ""))) ==
        "surname swapped_parts; given swapped_parts");
}

TEST_CASE("similar: words swapped within a double surname", "[fio]") {
  CHECK(differences("Салтыкова-Щедрина Мария Львовна", "Щедрина-Салтыкова Мария Львовна") ==
        "surname swapped_double_surname");
  CHECK(differences("Салтыкова Щедрина Мария Львовна", "Щедрина-Салтыкова Мария Львовна") ==
        "surname swapped_double_surname");
  CHECK(grade_of("Салтыкова-Щедрина Мария", "Щедрина-Салтыкова Мария") == "similar");
  CHECK(grade_of("Салтыкова-Щедрина Мария Львовна", "Щедрина-Салтыкова Анна Львовна") == "different");
}

TEST_CASE("similar: the surname alone changed, supported by both patronymics", "[fio]") {
  CHECK(differences("Громова Ольга Ивановна", "Лисина Ольга Ивановна") == "surname surname_changed");
  CHECK(grade_of("Громова Ольга Ивановна", "ЛИСИНА ОЛЬГА ИВАНОВНА") == "similar");
  CHECK(grade_of("Громов Пётр Семёнович", "Лисин Петр Семенович") == "similar");  // equivalent is enough
  CHECK(grade_of("Громова Ольга", "Лисина Ольга") == "different");
  CHECK(grade_of("Громова Ольга Ивановна", "Лисина Ольга") == "different");
  CHECK(grade_of("Громова Наталья Ивановна", "Лисина Наталия Ивановна") == "different");  // near is not equivalent
  CHECK(grade_of("Громова Ольга Ивановна", "Лисина Ольга Петровна") == "different");
}

TEST_CASE("different: patronymics of opposite sex", "[fio]") {
  CHECK(differences("Ким Саша Иванович", "Ким Саша Ивановна") == "patronymic patronymic_sex");
  CHECK(grade_of("Ким Саша Иванович", "Ким Саша Ивановна") == "different");
  CHECK(grade_of("Ким Саша Ильич", "Ким Саша Ильинична") == "different");
  CHECK(grade_of("Алиев Рашад Вагиф оглы", "Алиев Рашад Вагиф кызы") == "different");
  CHECK(grade_of("Алиев Рашад Вагиф оглы", "Алиев Рашад Вагифовна") == "different");
  CHECK(grade_of("Константинова Саша Константинович", "Константинова Саша Константиновна") == "different");
  CHECK(grade_of("Kim Sasha Ivanovich", "Ким Саша Ивановна") == "different");
  // Only of patronymics: a surname may look like one.
  CHECK(of_parts({"Абрамович", "Саша", ""}, {"Абрамовна", "Саша", ""}) == Grade::similar);
}

TEST_CASE("different: a given name changed beyond near", "[fio]") {
  CHECK(grade_of("Иванов Иван Иванович", "Иванов Пётр Иванович") == "different");
  CHECK(differences("Иванов Иван Иванович", "Иванов Пётр Иванович") == "given changed");
  CHECK(grade_of("Климов Егор Олегович", "Климова Ирина Павловна") == "different");
  CHECK(grade_of("Ким Алексей", "Пак Алексей") == "different");
}

TEST_CASE("different: a name that cannot be folded, itself included", "[fio]") {
  for (const std::string bad :
       {"Иван\u202eов Иван", "Иванов\x01 Иван", "\xff", "", "-", "Иванов\u0085Иван", "Ива\u200eнов"}) {
    const auto itself = compare(bad, bad);
    CHECK(itself.grade == Grade::different);
    CHECK(differences(itself) == "whole cannot_be_folded");
    CHECK(grade_of(bad, "Иванов Иван") == "different");
  }
}
