#include "kto/text.hpp"
#include "names.hpp"

using namespace kto;

namespace {
std::string shown(std::string_view text) { return line(text).display_line(); }
std::string shown_surname(std::string_view text) { return parts(text, "", "").display().surname; }
}  // namespace

TEST_CASE("display: proper case from shouting, whispering and proper case", "[fio]") {
  for (const std::string name : {"Иванов Иван Иванович", "Салтыкова-Щедрина Мария Львовна", "Алиев Рашад Вагиф оглы",
                                 "О'Коннор Шон", "Соловьёв Пётр Семёнович", "Алиева Лейла Вагиф-кызы",
                                 "Фамилия006 Имя006 Отчество006", "Smith John", "Римский-Корсаков Николай Андреевич"}) {
    INFO(name);
    CHECK(shown(name) == name);
    CHECK(shown(text::upper(name)) == name);
    CHECK(shown(text::lower(name)) == name);
  }
}

TEST_CASE("display: faults of typing are mended, the name's own letters are not", "[fio]") {
  CHECK(shown("Cоколова Aнна Oлеговна") == "Соколова Анна Олеговна");
  CHECK(shown("ольгина 0льга 3ахаровна") == "Ольгина Ольга Захаровна");
  CHECK(shown("  Ива\u0301нов \u00a0 Ив\u00adан -") == "Иванов Иван");
  CHECK(shown("САЛТЫКОВА – ЩЕДРИНА  Мария Львовна") == "Салтыкова-Щедрина Мария Львовна");
  CHECK(shown("Зайцев Фёдор") == "Зайцев Фёдор");
  CHECK(shown("Мария Даниловна Андреева") == "Андреева Мария Даниловна");
  CHECK(shown_surname("О`КОННОР") == "О'Коннор");
  CHECK(shown_surname("О’КОННОР") == "О’Коннор");
  CHECK(parts("Ким", "Алексей", "отсутствует").display() == NameParts{"Ким", "Алексей", ""});
}

TEST_CASE("display: capitals inside a word", "[fio]") {
  CHECK(shown_surname("МакДональд") == "МакДональд");
  CHECK(shown_surname("McDonald") == "McDonald");
  CHECK(shown_surname("МАКДОНАЛЬД") == "Макдональд");
  CHECK(shown_surname("иВАНОВ") == "Иванов");  // Caps Lock
  CHECK(shown_surname("иванОв") == "ИванОв");
  CHECK(shown_surname("Д'АРТАНЬЯН") == "Д'Артаньян");
  CHECK(shown_surname("д'Артаньян") == "д'Артаньян");
  CHECK(shown_surname("ЛУК'ЯНОВ") == "Лук'янов");
  CHECK(shown_surname("Д'ЯЧЕНКО") == "Д'яченко");
  CHECK(shown_surname("ФОН БРАУН") == "фон Браун");
  CHECK(shown_surname("ФОН") == "Фон");
  CHECK(shown_surname("МАМИН-СИБИРЯК") == "Мамин-Сибиряк");
  CHECK(shown_surname("N'GOLO") == "N'Golo");
  CHECK(shown_surname("д'ёмин") == "Д'ёмин");
  CHECK(shown_surname("ОКО'НОР") == "Око'нор");  // only behind a first letter
  CHECK(shown_surname("о'коннор") == "О'Коннор");
  CHECK(shown_surname("иВ") == "ИВ");  // two letters are too few to tell
  CHECK(shown_surname("КИМ ФОН") == "Ким Фон");
}

TEST_CASE("display: оглы and its kin are small in a patronymic only", "[fio]") {
  CHECK(parts("АЛИЕВ", "РАШАД", "ВАГИФ ОГЛЫ").display().patronymic == "Вагиф оглы");
  CHECK(parts("Алиев", "Рашад", "Вагиф Оглы").display().patronymic == "Вагиф оглы");
  CHECK(parts("Алиев", "Рашад", "ВАГИФ-ОГЛЫ").display().patronymic == "Вагиф-оглы");
  CHECK(parts("Алиев", "Рашад", "ВАГИФОГЛЫ").display().patronymic == "Вагифоглы");
  CHECK(parts("Асанов", "Бакыт", "АСАН УУЛУ").display().patronymic == "Асан уулу");
  CHECK(parts("ОГЛЫ", "РАШАД", "").display().surname == "Оглы");
  CHECK(parts("АЛИ ОГЛЫ", "РАШАД", "").display().surname == "Али Оглы");
}

TEST_CASE("display: letters of other alphabets keep being themselves", "[fio]") {
  CHECK(shown_surname("ӨМІРБЕК") == "Өмірбек");
  CHECK(shown_surname("ЇЖАКЕВИЧ") == "Їжакевич");
  CHECK(parts("ისმ", "", "").display().surname == "ისმ");  // Georgian has no title case
  CHECK(shown_surname("ışık") == "ışık");                  // ı is no small I
  CHECK(shown_surname("ıki") == "ıki");
}
