// docs/falsehoods.md, one test a falsehood. The last test holds the page and this file together.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "names.hpp"

using namespace kto;

TEST_CASE("falsehood: everybody has a surname, a given name and a patronymic", "[fio]") {
  CHECK(Fio::parse("Ким Алексей"));
  CHECK(Fio::from_parts("", "Сукарно", ""));
  CHECK(Fio::from_parts("Сукарно", "", ""));
}

TEST_CASE("falsehood: a missing patronymic is an empty cell", "[fio]") {
  CHECK(grade(parts("Ким", "Алексей", "отсутствует"), parts("Ким", "Алексей", "")) == Grade::equal);
  CHECK(grade_of("Ким Алексей —", "Ким Алексей") == "equal");
}

TEST_CASE("falsehood: a missing patronymic matches any patronymic", "[fio]") {
  CHECK(grade_of("Ким Алексей", "Ким Алексей Петрович") == "similar");
}

TEST_CASE("falsehood: «Нет» always means that there is none", "[fio]") {
  CHECK(parts("Нет", "Алексей", "").folded().surname == "нет");
}

TEST_CASE("falsehood: a full name is three words", "[fio]") {
  CHECK(line("Сукарно").display_line() == "Сукарно");
  CHECK(folded("Салтыкова Щедрина Анна Мария Львовна") == "салтыкова щедрина|анна мария|львовна");
}

TEST_CASE("falsehood: the surname stands first", "[fio]") {
  CHECK(grade_of("Андреева Мария Даниловна", "Мария Даниловна Андреева") == "equal");
}

TEST_CASE("falsehood: the order can always be told from the words", "[fio]") {
  CHECK_FALSE(line("Пак Сон").order_certain());
  CHECK(grade_of("Пак Сон", "Сон Пак") == "equal");
}

TEST_CASE("falsehood: a word in -ович is a patronymic", "[fio]") {
  CHECK(folded("Абрамович Роман Аркадьевич") == "абрамович|роман|аркадьевич");
  CHECK(folded("Роман Аркадьевич Абрамович") == "абрамович|роман|аркадьевич");
}

TEST_CASE("falsehood: a patronymic ends in -ович, -евич, -овна or -евна", "[fio]") {
  CHECK(line("Бэлла Ильинична Ким").order_certain());
  CHECK(line("Лука Фомич Ким").order_certain());
  CHECK(line("Рашад Вагиф оглы Алиев").order_certain());
}

TEST_CASE("falsehood: a patronymic is one word", "[fio]") {
  CHECK(folded("Алиев Рашад Вагиф оглы") == folded("Алиев Рашад Вагифоглы"));
  CHECK(folded("Алиев Рашад Вагиф оглы") == folded("Алиев Рашад Вагиф-оглы"));
}

TEST_CASE("falsehood: «Вагиф оглы» and «Вагифович» are the same", "[fio]") {
  CHECK(grade_of("Алиев Рашад Вагиф оглы", "Алиев Рашад Вагифович") == "similar");
}

TEST_CASE("falsehood: «Вагиф оглы» and «Вагиф кызы» are near each other", "[fio]") {
  CHECK(grade_of("Алиев Рашад Вагиф оглы", "Алиев Рашад Вагиф кызы") == "different");
}

TEST_CASE("falsehood: a surname is one word, or has a hyphen", "[fio]") {
  CHECK(grade_of("Салтыкова Щедрина Мария Львовна", "Салтыкова-Щедрина Мария Львовна") == "equivalent");
}

TEST_CASE("falsehood: the halves of a double surname may change places", "[fio]") {
  CHECK(grade_of("Салтыкова-Щедрина Мария Львовна", "Щедрина-Салтыкова Мария Львовна") == "similar");
}

TEST_CASE("falsehood: a hyphen is U+002D", "[fio]") {
  CHECK(grade_of("Салтыкова\u2011Щедрина Мария Львовна", "Салтыкова \u2014 Щедрина Мария Львовна") == "equal");
}

TEST_CASE("falsehood: names of family members have the same surname", "[fio]") {
  CHECK(grade_of("Иванов Саша", "Иванова Саша") == "similar");
}

TEST_CASE("falsehood: a surname stays for life", "[fio]") {
  CHECK(grade_of("Громова Ольга Ивановна", "Лисина Ольга Ивановна") == "similar");
}

TEST_CASE("falsehood: a changed surname is recognised by the rest of the name", "[fio]") {
  CHECK(grade_of("Громова Ольга", "Лисина Ольга") == "different");
}

TEST_CASE("falsehood: brothers are told apart by more than one word", "[fio]") {
  CHECK(grade_of("Иванов Иван Иванович", "Иванов Пётр Иванович") == "different");
}

TEST_CASE("falsehood: ё and е are different letters of a name", "[fio]") {
  CHECK(grade_of("Соловьёв Пётр Семёнович", "Соловьев Петр Семенович") == "equivalent");
}

TEST_CASE("falsehood: ё and е are the same, so the display may write е", "[fio]") {
  CHECK(line("СОЛОВЬЁВ ПЁТР").display_line() == "Соловьёв Пётр");
}

TEST_CASE("falsehood: dropping all marks is a good way to fold ё", "[fio]") {
  CHECK(folded_surname("Зайцев") == "зайцев");
  CHECK(grade_of("Зайцев Андрей", "Заицев Андреи") == "similar");
}

TEST_CASE("falsehood: equal names are equal strings of code points", "[fio]") {
  CHECK(grade_of("Зайцев Андрей", "Заи\u0306цев Андреи\u0306") == "equal");
}

TEST_CASE("falsehood: case is all that upper case changes", "[fio]") {
  CHECK(line("АЛИЕВ РАШАД ВАГИФ ОГЛЫ").display_line() == "Алиев Рашад Вагиф оглы");
  CHECK(line("О'КОННОР ШОН").display_line() == "О'Коннор Шон");
}

TEST_CASE("falsehood: a capital letter stands at the front of a word only", "[fio]") {
  CHECK(line("МакДональд Шон").display_line() == "МакДональд Шон");
}

TEST_CASE("falsehood: what looks like С is С", "[fio]") {
  CHECK(grade_of("Cоколова Aнна", "Соколова Анна") == "equivalent");
}

TEST_CASE("falsehood: a Latin letter in a Russian name is a mistake", "[fio]") {
  CHECK(grade_of("Compton Sean", "COMPTON SEAN") == "equal");
  CHECK(folded_surname("Compton") == "compton");
}

TEST_CASE("falsehood: transliteration can be undone", "[fio]") {
  CHECK(grade_of("Соколова Анна", "Sokolova Anna") == "similar");
  CHECK(grade_of("Андрей Ким", "Andrei Kim") == grade_of("Андреи Ким", "Andrei Kim"));
}

TEST_CASE("falsehood: there is no digit in a name", "[fio]") {
  CHECK(folded("Фамилия006 Имя006 Отчество006") == "фамилия006|имя006|отчество006");
  CHECK(grade_of("Ким 0льга", "Ким Ольга") == "equivalent");
}

TEST_CASE("falsehood: a zero in a name is an О", "[fio]") {
  CHECK(folded_surname("Имя006") == "имя006");
  CHECK(folded_surname("К0ля") == "к0ля");
}

TEST_CASE("falsehood: names in Russia are written in the 33 letters of the Russian alphabet", "[fio]") {
  CHECK(folded_surname("Әҗмүңһөіїєґ") == "әҗмүңһөіїєґ");
  CHECK(grade_of("Гүзәл Ким", "Гузел Ким") == "different");
}

TEST_CASE("falsehood: Наталья and Наталия are one name", "[fio]") {
  CHECK(grade_of("Белова Наталия", "Белова Наталья") == "similar");
  CHECK(grade_of("Белов Егор Геннадьевич", "Белов Егор Геннадиевич") == "similar");
}

TEST_CASE("falsehood: Егор and Георгий have nothing in common", "[fio]") {
  CHECK(grade_of("Белов Егор Олегович", "Белов Георгий Олегович") == "similar");
}

TEST_CASE("falsehood: one wrong letter is a typing mistake", "[fio]") {
  CHECK(grade_of("Иванов Олег Петрович", "Иванов Олег Петровач") == "similar");
  CHECK(grade_of("Ким Олег", "Кин Олег") == "similar");
}

TEST_CASE("falsehood: what cannot be seen is not there", "[fio]") {
  CHECK(grade_of("\ufeffИва\u00adнов Иван\u200b", "Иванов Иван") == "equal");
}

TEST_CASE("falsehood: what cannot be seen is harmless", "[fio]") {
  CHECK(Fio::parse("Иван \u202eвонавИ").error().code == Errc::bidi_control);
}

TEST_CASE("falsehood: a blank is U+0020", "[fio]") { CHECK(grade_of("Ким\u00a0Лия", "Ким\tЛия") == "equal"); }

TEST_CASE("falsehood: an apostrophe is U+0027", "[fio]") {
  CHECK(grade_of("О\u2019Коннор Шон", "О\u02bcКоннор Шон") == "equivalent");
}

TEST_CASE("falsehood: a name has a fixed greatest length that a form may enforce", "[fio]") {
  CHECK(Fio::from_parts(std::string(256, 'x'), "Лия", ""));
  CHECK_FALSE(Fio::from_parts(std::string(257, 'x'), "Лия", ""));
}

TEST_CASE("falsehood: a name of one letter is a mistake", "[fio]") { CHECK(folded("Э Алексей") == "э|алексей|"); }

TEST_CASE("falsehood: a mark on a letter belongs to the spelling", "[fio]") {
  CHECK(grade_of("Ива\u0301нов Олег", "Иванов Олег") == "equal");
  CHECK(folded_surname("Ќосев") == "ќосев");
}

TEST_CASE("falsehood: a name that cannot be read equals itself", "[fio]") {
  CHECK(grade_of("\xff", "\xff") == "different");
}

namespace {

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Every text between `before` and `after`.
std::set<std::string> between(const std::string& text, const std::string& before, const std::string& after) {
  std::set<std::string> found;
  for (std::size_t at = text.find(before); at != std::string::npos; at = text.find(before, at + 1)) {
    const auto from = at + before.size();
    found.insert(text.substr(from, text.find(after, from) - from));
  }
  return found;
}

}  // namespace

TEST_CASE("the page of falsehoods and the tests name each other", "[fio]") {
  const std::filesystem::path root(KTO_SOURCE_DIR);
  const auto page = content(root / "docs/falsehoods.md");
  const auto named = between(page, "`falsehood: ", "`");
  CHECK(named.size() >= 30);
  CHECK(named.size() == between(page, ". **", "**").size());
  std::set<std::string> tested;
  for (const auto& entry : std::filesystem::directory_iterator(root / "tests/fio")) {
    if (entry.path().extension() == ".cpp")
      tested.merge(between(content(entry.path()), "TEST_CASE(\"falsehood: ", "\""));
  }
  std::vector<std::string> missing;
  std::set_symmetric_difference(named.begin(), named.end(), tested.begin(), tested.end(), std::back_inserter(missing));
  for (const auto& name : missing) FAIL_CHECK("on one side only: " << name);
}
