// Which word is what: rules.md «Order of words in one string».
#include "names.hpp"

using namespace kto;

TEST_CASE("order: surname first, unless only the middle word is a patronymic", "[fio]") {
  CHECK(folded("Андреева Мария Даниловна") == "андреева|мария|даниловна");
  CHECK(folded("Мария Даниловна Андреева") == "андреева|мария|даниловна");
  CHECK(folded("Гавриил Давидович Леви") == "леви|гавриил|давидович");
  CHECK(folded("Бэлла Ильинична Ким") == "ким|бэлла|ильинична");
  CHECK(line("Гавриил Давидович Леви").order_certain());
  CHECK(grade_of("Андреева Мария Даниловна", "Мария Даниловна Андреева") == "equal");
}

TEST_CASE("order: of two patronymics a given name in front decides", "[fio]") {
  CHECK(folded("Абрамович Роман Аркадьевич") == "абрамович|роман|аркадьевич");
  CHECK(folded("Роман Аркадьевич Абрамович") == "абрамович|роман|аркадьевич");
  CHECK(folded("Мечислав Аркадьевич Абрамович") == "мечислав|аркадьевич|абрамович");  // not in the table
  CHECK(folded("Мария Олеговна Абрамович") == "абрамович|мария|олеговна");
  CHECK(folded("Бэлла Олеговна Абрамович") == "абрамович|бэлла|олеговна");  // -овна is no surname
  CHECK(folded("Роман Абрамович Аркадьевич") == "аркадьевич|роман|абрамович");
}

TEST_CASE("order: every ending of a patronymic is known", "[fio]") {
  for (const std::string p :
       {"Иванович",  "Сергеевич", "Юрьевич",   "Ильич",   "Кузьмич",   "Лукич",       "Фомич",     "Никитич",
        "Саввич",    "Ивановна",  "Сергеевна", "Юрьевна", "Ильинична", "Кузьминична", "Лукинична", "Фоминична",
        "Никитична", "Саввична",  "Львович",   "Львовна", "Ноевич",    "Яковлевна"}) {
    INFO(p);
    CHECK(line("Бэлла " + p + " Ким").folded().surname == "ким");
    CHECK(line("Бэлла " + p + " Ким").order_certain());
  }
  for (const std::string p : {"Бабич", "Кулич", "Петров", "Овна", "Отчество006"}) {
    INFO(p);
    CHECK_FALSE(line("Бэлла " + p + " Ким").order_certain());
  }
}

TEST_CASE("order: a Turkic patronymic is two words or one", "[fio]") {
  for (const std::string marker : {"оглы", "кызы", "оглу", "гызы", "улы", "уулу", "қызы", "ұлы"}) {
    CHECK(folded("Алиев Рашад Вагиф " + marker) == "алиев|рашад|вагиф " + marker);
    CHECK(folded("Рашад Вагиф " + marker + " Алиев") == "алиев|рашад|вагиф " + marker);
  }
  CHECK(folded("Абрамович Рашад Вагиф оглы") == "абрамович|рашад|вагиф оглы");
  CHECK(folded("Рашад Вагиф оглы Абрамович") == "абрамович|рашад|вагиф оглы");
  CHECK(folded("Рашад Вагиф оглы") == "|рашад|вагиф оглы");
  CHECK_FALSE(line("Аннаев Мамедкулы").order_certain());  // a given name, no patronymic
}

TEST_CASE("order: four words and more", "[fio]") {
  CHECK(folded("Салтыкова Щедрина Мария Львовна") == "салтыкова щедрина|мария|львовна");
  CHECK(folded("Мария Львовна Салтыкова Щедрина") == "салтыкова щедрина|мария|львовна");
  CHECK(folded("Иванова Анна Мария Петровна") == "иванова|анна мария|петровна");
  CHECK(folded("Анна Мария Петровна Иванова") == "иванова|анна мария|петровна");
  CHECK(folded("Гулак Артемович Семён Степанович") == "гулак артемович|семен|степанович");
  CHECK(grade_of("Иванова Анна-Мария Петровна", "Иванова Анна Мария Петровна") == "equivalent");
  CHECK(grade_of("Алиев Нур-Султан Каримович", "Алиев Нур Султан Каримович") == "equivalent");
  CHECK(grade_of("Нур Султан Каримович Алиев", "Алиев Нур Султан Каримович") == "equal");
}

TEST_CASE("order: without a patronymic a line has two readings, and the better one counts", "[fio]") {
  CHECK(grade_of("Ким Алексей", "Алексей Ким") == "equal");
  CHECK(grade_of("Пак Сон", "Сон Пак") == "equal");
  CHECK(grade_of("Ким Алексей", "Алексей Ким -") == "equal");
  CHECK_FALSE(line("Ким Алексей").order_certain());
  CHECK(grade(line("Алексей Ким"), parts("Ким", "Алексей", "")) == Grade::equal);
  CHECK(grade(line("Сон Пак"), parts("Пак", "Сон", "")) == Grade::equal);
  CHECK(grade(line("Пак Сон"), parts("Пак", "Сон", "-")) == Grade::equal);
  CHECK(grade(line("Имя006 Отчество006 Фамилия006"), parts("Фамилия006", "Имя006", "Отчество006")) == Grade::equal);
  CHECK(grade_of("Имя006 Отчество006 Фамилия006", "Фамилия006 Имя006 Отчество006") == "equal");
  CHECK(grade_of("Отчество006 Имя006 Фамилия006", "Фамилия006 Имя006 Отчество006") == "similar");
  CHECK(grade(line("Салтыкова Щедрина Мария"), parts("Салтыкова-Щедрина", "Мария", "")) == Grade::equivalent);
  CHECK(grade_of("Салтыкова Щедрина Мария", "Салтыкова-Щедрина Мария") == "equivalent");
  CHECK(grade_of("Мария Салтыкова Щедрина", "Салтыкова-Щедрина Мария") == "equivalent");
  CHECK(grade_of("Салтыкова-Щедрина Мария", "Щедрина-Салтыкова Мария") == "similar");
}

TEST_CASE("order: what parts() shows of an uncertain line", "[fio]") {
  CHECK(line("Пак Сон").parts() == NameParts{"Пак", "Сон", ""});
  CHECK(line("Алексей Ким").parts() == NameParts{"Ким", "Алексей", ""});      // a known given name in front
  CHECK(line("Алексей Роман").parts() == NameParts{"Алексей", "Роман", ""});  // two of them
  CHECK(line("Фамилия006 Имя006 Отчество006").parts() == NameParts{"Фамилия006", "Имя006", "Отчество006"});
  CHECK(line("Роман Ким Иван -").parts() == NameParts{"Роман Ким", "Иван", "-"});  // one at either end
  CHECK(line("Роман Ким Пак -").parts() == NameParts{"Ким Пак", "Роман", "-"});
  CHECK(line("Салтыкова Щедрина Мария -").parts() == NameParts{"Салтыкова Щедрина", "Мария", "-"});
}

TEST_CASE("order: a single word may be a surname or a given name", "[fio]") {
  CHECK(line("Сукарно").parts() == NameParts{"Сукарно", "", ""});
  CHECK(line("Мария").parts() == NameParts{"", "Мария", ""});
  CHECK_FALSE(line("Сукарно").order_certain());
  CHECK(grade(line("Сукарно"), parts("Сукарно", "", "")) == Grade::identical);
  CHECK(grade(line("Сукарно"), parts("", "Сукарно", "")) == Grade::identical);
  CHECK(grade(line("Сукарно"), parts("", "сукарно", "")) == Grade::equal);
}

TEST_CASE("order: given name and patronymic alone", "[fio]") {
  CHECK(folded("Мария Ивановна") == "|мария|ивановна");
  CHECK(line("Мария Ивановна").order_certain());
  CHECK(grade(line("Мария Ивановна"), parts("", "Мария", "Ивановна")) == Grade::identical);
  CHECK(grade(line("Иван Иванович"), parts("", "Иван", "Иванович")) == Grade::identical);  // may be a surname as well
  CHECK(grade(line("Роман Абрамович"), parts("Абрамович", "Роман", "")) == Grade::equal);
  CHECK(grade(line("Ким Алексей"), parts("", "Ким", "Алексей")) == Grade::similar);  // not by chance
}

TEST_CASE("order: a blank may stand for a hyphen, in names of up to eight words", "[fio]") {
  const auto given_of = [](int words) {
    std::string given = "Ан";
    for (int i = 1; i < words; ++i) given += "-Ан";
    return given;
  };
  const std::string pair = "Ким Пак ";
  CHECK(grade(line(pair + "Ан Ан Ан Ан Ан Ильич"), parts("Ким-Пак", given_of(5), "Ильич")) == Grade::equivalent);
  CHECK(grade(line(pair + "Ан Ан Ан Ан Ан Ан Ильич"), parts("Ким-Пак", given_of(6), "Ильич")) < Grade::equivalent);
}
