#include "people.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "kto/text.hpp"

namespace kto::bench {
namespace {

// Invented for this file; men's and women's forms stand side by side.
struct Forms {
  const char* man;
  const char* woman;
};
constexpr std::array<Forms, 24> surnames{{{"Щукин", "Щукина"},
                                          {"Ёлкин", "Ёлкина"},
                                          {"Берёзов", "Берёзова"},
                                          {"Андреев", "Андреева"},
                                          {"Зайцев", "Зайцева"},
                                          {"Салтыков-Щедрин", "Салтыкова-Щедрина"},
                                          {"Ким", "Ким"},
                                          {"Йотов", "Йотова"},
                                          {"Краснов", "Краснова"},
                                          {"Соловьёв", "Соловьёва"},
                                          {"Галеев", "Галеева"},
                                          {"Черных", "Черных"},
                                          {"Подлесный", "Подлесная"},
                                          {"Журавский", "Журавская"},
                                          {"О’Рурк", "О’Рурк"},
                                          {"Заозёрный", "Заозёрная"},
                                          {"Мухамедов", "Мухамедова"},
                                          {"Цветков", "Цветкова"},
                                          {"Шилов", "Шилова"},
                                          {"Эйхель", "Эйхель"},
                                          {"Юргин", "Юргина"},
                                          {"Якимов", "Якимова"},
                                          {"Бойко", "Бойко"},
                                          {"Тихомиров", "Тихомирова"}}};
constexpr std::array<Forms, 20> given_names{
    {{"Пётр", "Алёна"},    {"Андрей", "Мария"},   {"Сергей", "Наталья"},  {"Игорь", "Ольга"}, {"Артём", "Анна"},
     {"Юрий", "Зоя"},      {"Вагиф", "Севда"},    {"Семён", "Ирина"},     {"Даниил", "Юлия"}, {"Матвей", "Любовь"},
     {"Фёдор", "Кармела"}, {"Олег", "Вера"},      {"Николай", "Надежда"}, {"Тимур", "Алия"},  {"Глеб", "Полина"},
     {"Роман", "Ксения"},  {"Савелий", "Таисия"}, {"Илья", "Елена"},      {"Лев", "Софья"},   {"Ян", "Майя"}}};
constexpr std::array<Forms, 16> patronymics{{{"Петрович", "Петровна"},
                                             {"Семёнович", "Семёновна"},
                                             {"Андреевич", "Андреевна"},
                                             {"Сергеевич", "Сергеевна"},
                                             {"Игоревич", "Игоревна"},
                                             {"Артёмович", "Артёмовна"},
                                             {"Юрьевич", "Юрьевна"},
                                             {"Мамед оглы", "Мамед кызы"},
                                             {"Данилович", "Даниловна"},
                                             {"Матвеевич", "Матвеевна"},
                                             {"Фёдорович", "Фёдоровна"},
                                             {"Олегович", "Олеговна"},
                                             {"Тимурович", "Тимуровна"},
                                             {"Глебович", "Глебовна"},
                                             {"Ильич", "Ильинична"},
                                             {"Львович", "Львовна"}}};

std::string two_digits(std::size_t number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string with_marks_apart(std::string_view utf8) {
  std::u32string out;
  for (const char32_t c : text::to_code_points(utf8)) {
    switch (c) {
      case U'й':
        out += U"и\u0306";
        break;
      case U'Й':
        out += U"И\u0306";
        break;
      case U'ё':
        out += U"е\u0308";
        break;
      case U'Ё':
        out += U"Е\u0308";
        break;
      default:
        out += c;
    }
  }
  return text::to_utf8(out);
}

std::string without_yo(std::string_view utf8) {
  std::u32string points = text::to_code_points(utf8);
  for (char32_t& c : points) c = c == U'ё' ? U'е' : c == U'Ё' ? U'Е' : c;
  return text::to_utf8(points);
}

template <class F>
Person changed(Person person, F change) {
  person.surname = change(person.surname);
  person.given = change(person.given);
  person.patronymic = change(person.patronymic);
  return person;
}

}  // namespace

std::vector<Person> people(std::size_t count) {
  std::vector<Person> out;
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    Person person;
    person.woman = i % 2 == 1;
    const auto form = [&](const Forms& forms) { return person.woman ? forms.woman : forms.man; };
    // Steps without common factors with the lists, so that parts meet in all combinations.
    person.surname = form(surnames[i * 5 % surnames.size()]);
    person.given = form(given_names[(i / 2 * 7 + i / 24) % given_names.size()]);
    person.patronymic = form(patronymics[(i / 3 * 3 + i / 480) % patronymics.size()]);
    person.snils = Snils::from_number(static_cast<std::uint32_t>(100'000'007 + i * 7919)).value().canonical();
    person.birth_date = two_digits(i % 28 + 1) + '.' + two_digits(i % 12 + 1) + ".19" + two_digits(60 + i % 35);
    out.push_back(std::move(person));
  }
  return out;
}

Person as_written_elsewhere(const Person& person, std::size_t turn) {
  switch (turn % 4) {
    case 1:
      return changed(person, [](const std::string& part) { return text::upper(part); });
    case 2:
      return changed(person, [](const std::string& part) { return with_marks_apart(part); });
    case 3:
      return changed(person, [](const std::string& part) { return without_yo(part); });
    default:
      return person;
  }
}

std::string roster_1251(const std::vector<Person>& persons) {
  std::string out =
      "ID;Организация;Регион;Фамилия;Имя;Отчество;СНИЛС;Дата рождения;Пол;Роль;Класс;Статус;Активирована;Логин\r\n";
  std::size_t id = 1;
  for (const Person& person : persons)
    out += std::to_string(id++) + ";Школа;38;" + person.surname + ';' + person.given + ';' + person.patronymic + ';' +
           person.snils + ';' + person.birth_date + (person.woman ? ";Ж" : ";М") + ";Родитель;;Сейчас в ОО;Да;\r\n";
  return text::encode(out, text::Encoding::windows_1251).value();
}

std::string request(const Person& person, std::size_t number) {
  const std::string oid = std::to_string(1'000'000'000 + number);
  return R"({"request_id":")" + std::to_string(number) +
         R"(","region":"38","person":{"status":"REGISTERED","trusted":true,)" + R"("lastName":")" + person.surname +
         R"(","firstName":")" + person.given + R"(","middleName":")" + person.patronymic + R"(","birthDate":")" +
         person.birth_date + R"(","gender":")" + (person.woman ? 'F' : 'M') + R"(","snils":")" + person.snils +
         R"("},"id_token":{"iss":"http://esia.gosuslugi.ru/","sub":)" + oid +
         R"(,"urn:esia:sbj":{"urn:esia:sbj:oid":)" + oid +
         R"(,"urn:esia:sbj:typ":"P","urn:esia:sbj:lvl":"PR","urn:esia:sbj:is_tru":true}},"scope":"openid snils?oid=)" +
         oid + " fullname?oid=" + oid + R"("})";
}

void need(bool right, const char* what) {
  if (right) return;
  std::fprintf(stderr, "kto_bench: a wrong answer: %s\n", what);
  std::abort();
}

}  // namespace kto::bench
