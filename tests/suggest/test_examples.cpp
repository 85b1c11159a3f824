// The table of examples: one question, one card, and how each field stands.
#include <catch2/catch.hpp>
#include <map>

#include "crowd.hpp"
#include "suggest/slips.hpp"

using namespace crowd;

namespace {

using Names = std::array<const char*, 3>;

Fio fio(Names parts) { return Fio::from_parts(parts[0], parts[1], parts[2]).value(); }

SuggestQuery asked(Names parts, const char* number = "276-488-905 42", std::optional<Date> born = date(2012, 3, 4)) {
  SuggestQuery out;
  out.name = fio(parts);
  out.number = Snils::read(number).number;
  out.birth_date = born;
  return out;
}

// Both ways must say the same; the first suggestion's reasons, separated by blanks.
std::string reasons(const Crowd& people, const SuggestQuery& query, std::string* id = nullptr) {
  const auto plain = suggest_by_scan(people, region(), query, 10).value();
  REQUIRE(SuggestIndex::build(people).value().suggest(region(), query, 10) == plain);
  if (plain.empty()) return "nobody";
  if (id != nullptr) *id = plain.front().key.id.str();
  std::string out;
  for (const auto reason : plain.front().reasons) out += (out.empty() ? "" : " ") + std::string(name_of(reason));
  return out;
}

std::string reasons(const SuggestQuery& query, Persona one) {
  Crowd people;
  people.add(std::move(one));
  return reasons(people, query);
}

}  // namespace

TEST_CASE("names: one card without a number, the same birth date") {
  struct Example {
    Names question;
    Names card;
    const char* reasons;
  };
  const Example examples[] = {
      {{"Соловьёв", "Пётр", "Семёнович"}, {"СОЛОВЬЕВ", "Петр", "Семенович"}, "number_missing"},
      {{"Соловьёв", "Пётр", "Семёнович"}, {"Cоловьев", "Пeтр", "Семенович"}, "number_missing"},
      {{"Соловьёв", "Пётр", "Семёнович"}, {"Соловев", "Пётр", "Семёнович"}, "letter_missing number_missing"},
      {{"Соловьёв", "Пётр", "Семёнович"}, {"Солловьёв", "Пётр", "Семёнович"}, "letter_extra number_missing"},
      {{"Соловьёв", "Пётр", "Семёнович"}, {"Соловьёв", "Птёр", "Семёнович"}, "letters_swapped number_missing"},
      {{"Соловьёв", "Пётр", "Семёнович"}, {"Соловьёв", "Пётр", "Семёнавич"}, "vowel_substituted number_missing"},
      {{"Соловьёв", "Пётр", "Семёнович"}, {"Золовьёв", "Пётр", "Семёнович"}, "consonant_substituted number_missing"},
      {{"Соловьёв", "Пётр", "Семёнович"}, {"Солрвьёв", "Пётр", "Семёнович"}, "neighbour_key number_missing"},
      {{"Константинопольский", "Пётр", "Семёнович"},
       {"Констнтинопольскй", "Пётр", "Семёнович"},
       "two_typos number_missing"},
      {{"Белова", "Наталья", "Юрьевна"}, {"Белова", "Наталия", "Юрьевна"}, "variant_name number_missing"},
      {{"Белов", "Даниил", "Юрьевич"}, {"Белов", "Данила", "Юрьевич"}, "variant_name number_missing"},
      {{"Белов", "Пётр", "Геннадьевич"}, {"Белов", "Пётр", "Геннадиевич"}, "variant_name number_missing"},
      {{"Белова", "Анна", "Юрьевна"}, {"Зайцева", "Анна", "Юрьевна"}, "surname_changed number_missing"},
      {{"Белова", "Анна", "Юрьевна"}, {"Belova", "Anna", "Iurevna"}, "transliteration number_missing"},
      {{"Белова", "Анна", "Юрьевна"}, {"Анна", "Белова", "Юрьевна"}, "parts_swapped number_missing"},
      {{"Белова", "Анна", "Юрьевна"}, {"Анна", "Юрьевна", "Белова"}, "parts_swapped number_missing"},
      {{"Салтыков-Щедрин", "Лев", "Ильич"},
       {"Щедрин-Салтыков", "Лев", "Ильич"},
       "double_surname_swapped number_missing"},
      {{"Белова", "Анна", "Юрьевна"}, {"Белова", "Анна", ""}, "part_missing number_missing"},
      {{"Белова", "Анна", ""}, {"Белова", "Анна", ""}, "number_missing"},
      {{"Алиев", "Рашад", "Вагиф оглы"}, {"Алиев", "Рашад", "Вагиф оглу"}, "patronymic_marker number_missing"},
      {{"Алиев", "Рашад", "Вагиф оглы"}, {"Алиев", "Рашад", "Вагифович"}, "patronymic_derived_anew number_missing"},
      // A twin, another family, another sex.
      {{"Белова", "Анна", "Юрьевна"}, {"Белова", "Вера", "Юрьевна"}, "nobody"},
      {{"Белова", "Анна", "Юрьевна"}, {"Зайцев", "Игорь", "Львович"}, "nobody"},
      {{"Ким", "Женя", "Юрьевна"}, {"Пак", "Женя", "Юрьевич"}, "nobody"},
  };
  for (const Example& example : examples) {
    CAPTURE(example.question[0], example.card[0], example.card[1], example.card[2]);
    CHECK(reasons(asked(example.question), card("1", fio(example.card), "", date(2012, 3, 4), Role::pupil)) ==
          example.reasons);
  }
}

TEST_CASE("numbers: one card of the same name") {
  const std::map<std::string, std::string> examples{
      {"276-488-905 42", ""},
      {"276-488-905 43", "number_wrong_digit"},
      {"286-488-905 42", "number_wrong_digit"},
      {"267-488-905 42", "number_digits_swapped"},
      {"276-488-950 42", "number_digits_swapped"},
      {"276-488-95 42", "number_zero_lost"},
      {"276.488.905.42", "number_badly_written"},
      {"112-233-445 95", "number_differs"},
      {"111-222-333 44", "number_unusable"},
      {"000-000-000 00", "number_unusable"},
      {"", "number_missing"},
      {"нет", "number_unusable"},
  };
  const Names name{"Белова", "Анна", "Юрьевна"};
  for (const auto& [cell, expected] : examples) {
    CAPTURE(cell);
    CHECK(reasons(asked(name), card("1", fio(name), cell, date(2012, 3, 4))) == expected);
  }
  // A leading zero that nobody could put back: the control does not agree.
  CHECK(reasons(asked(name, "087-654-303 00"), card("1", fio(name), "8765430301")) == "number_unusable");
  // An exempt number has no control that could tell a slip.
  CHECK(reasons(asked(name, "000-000-600 06"), card("1", fio(name), "000-000-500 06")) == "number_differs");
  auto without = asked(name);
  without.number.reset();
  CHECK(reasons(without, card("1", fio(name), "112-233-445 95", date(2012, 3, 4))).empty());
}

TEST_CASE("a number brings in cards of any name, as far as the score goes") {
  const Names name{"Белова", "Анна", "Юрьевна"};
  CHECK(reasons(asked(name), card("1", fio({"Орлова", "Анна", "Юрьевна"}), "276-488-905 42")) == "surname_changed");
  CHECK(reasons(asked(name), card("1", fio({"Белова", "Вера", "Юрьевна"}), "276-488-905 42", date(2012, 3, 4))) ==
        "part_differs");
  CHECK(reasons(asked(name), card("1", fio({"Орлов", "Глеб", "Ильич"}), "276-488-905 42", date(1980, 3, 4))) ==
        "nobody");
}

TEST_CASE("birth date, sex, role and archive") {
  const Names name{"Белова", "Анна", "Юрьевна"};
  auto query = asked(name);
  query.sex = Sex::female;
  query.child = true;
  const auto with = [&](std::optional<Date> born, Sex sex, Role role, Standing standing = Standing::in_organisation) {
    Persona one = card("1", fio(name), "276-488-905 42", born, role);
    one.sex = sex;
    one.memberships = {member(role, standing)};
    return reasons(query, one);
  };
  CHECK(with(date(2012, 3, 4), Sex::female, Role::pupil).empty());
  CHECK(with(std::nullopt, Sex::unknown, Role::unknown).empty());
  CHECK(with(date(2012, 4, 3), Sex::female, Role::pupil) == "birth_date_near");
  CHECK(with(date(2013, 3, 4), Sex::female, Role::pupil) == "birth_date_near");
  CHECK(with(date(2013, 3, 5), Sex::female, Role::pupil) == "birth_date_differs");
  CHECK(with(date(2012, 3, 4), Sex::male, Role::pupil) == "sex_not_the_same");
  CHECK(with(date(2012, 3, 4), Sex::female, Role::parent) == "role_does_not_fit");
  CHECK(with(date(2012, 3, 4), Sex::female, Role::pupil, Standing::archived) == "card_archived");
}

TEST_CASE("the parent's number in the child's card") {
  Crowd people;
  people.add(card("1", fio({"Белова", "Анна", "Юрьевна"}), "112-233-445 95", date(2012, 3, 4), Role::pupil));
  people.add(card("2", fio({"Белов", "Юрий", "Львович"}), "112-233-445 95", date(1980, 3, 4), Role::parent));
  std::string id;
  CHECK(reasons(people, asked({"Белова", "Анна", "Юрьевна"}), &id) == "parents_number");
  CHECK(id == "1");
  // A classmate's number is nobody's parent's.
  people.people.pop_back();
  people.add(card("3", fio({"Орлова", "Вера", "Львовна"}), "112-233-445 95", date(2012, 5, 4), Role::pupil));
  CHECK(reasons(people, asked({"Белова", "Анна", "Юрьевна"}), &id) == "number_differs");
}

TEST_CASE("an archived card beside a current one") {
  Crowd people;
  people.add(card("1", fio({"Белова", "Анна", "Юрьевна"}), "276-488-905 42", date(2012, 3, 4), Role::pupil));
  people.people[0].memberships[0].standing = Standing::archived;
  const auto query = asked({"Белова", "Анна", "Юрьевна"});
  std::string id;
  CHECK(reasons(people, query, &id) == "card_archived");
  people.add(card("2", fio({"Белва", "Анна", "Юрьевна"}), "", date(2012, 3, 4), Role::pupil));
  CHECK(reasons(people, query, &id) == "letter_missing number_missing");
  CHECK(id == "2");
  CHECK(suggest_by_scan(people, region(), query, 10).value()[1].reasons == std::vector{SuggestReason::card_superseded});
}

TEST_CASE("crossed twins") {
  Crowd people;
  people.add(card("1", fio({"Белова", "Анна", "Юрьевна"}), "112-233-445 95", date(2012, 3, 4), Role::pupil));
  people.add(card("2", fio({"Белова", "Вера", "Юрьевна"}), "276-488-905 42", date(2012, 3, 4), Role::pupil));
  std::string id;
  CHECK(reasons(people, asked({"Белова", "Анна", "Юрьевна"}), &id) == "crossed_twins");
  CHECK(id == "1");
  const auto both = suggest_by_scan(people, region(), asked({"Белова", "Анна", "Юрьевна"}), 10).value();
  REQUIRE(both.size() == 2);
  CHECK(both[1].key.id.str() == "2");
  CHECK(both[1].reasons == std::vector{SuggestReason::part_differs, SuggestReason::crossed_twins});
}

TEST_CASE("the waterfall says which letters differ, and adds up") {
  Crowd people;
  people.add(card("1", fio({"Соловев", "Птёр", "Семёнович"}), "", date(2012, 3, 4)));
  const auto found = suggest_by_scan(people, region(), asked({"Соловьёв", "Пётр", "Семёнович"}), 10).value();
  REQUIRE(found.size() == 1);
  const auto& steps = found[0].waterfall;
  CHECK(steps[0] == SuggestStep{SuggestField::surname, SuggestReason::letter_missing,
                                suggest_points(SuggestField::surname, SuggestReason::letter_missing), 5, "ь", ""});
  CHECK(steps[1].position == 1);
  CHECK(steps[1].a == "ет");
  CHECK(steps[1].b == "те");
  CHECK(steps[2].a.empty());
  CHECK(steps[3].reason == SuggestReason::number_missing);
  CHECK(steps[7].field == SuggestField::standing);
}

TEST_CASE("hints for a number pass the check, and are one slip away") {
  const auto has = [](const char* cell, SuggestReason slip, const char* number) {
    const auto hints = number_hints(cell);
    return std::count(hints.begin(), hints.end(), NumberHint{slip, Snils::read(number).number.value()});
  };
  CHECK(has("276-488-905 43", SuggestReason::number_wrong_digit, "276-488-905 42") == 1);
  CHECK(has("286-488-905 42", SuggestReason::number_wrong_digit, "276-488-905 42") == 1);
  CHECK(has("267-488-905 42", SuggestReason::number_digits_swapped, "276-488-905 42") == 1);
  CHECK(has("276-488-95 42", SuggestReason::number_zero_lost, "276-488-905 42") == 1);
  CHECK(has("276.488.905.42", SuggestReason::number_badly_written, "276-488-905 42") == 1);
  for (const char* cell : {"276-488-905 42", "", "нет", "276-488", "8,76543E+09", "000-000-600 06", "1", "123456789012",
                           "\xFF\xFE", "000-000-000 00"})
    CHECK((number_hints(cell).empty() || std::string(cell) == "000-000-000 00"));
  for (std::uint32_t nine = 2'000'007; nine < 999'000'000; nine += 7'654'321) {
    const auto number = Snils::from_number(nine).value();
    std::string digits = number.canonical();
    digits[4] = digits[4] == '9' ? '0' : static_cast<char>(digits[4] + 1);
    if (Snils::read(digits).usable()) continue;  // a change that the control misses
    bool found = false;
    for (const NumberHint& hint : number_hints(digits)) {
      CHECK(Snils::read(hint.number.canonical()).verdict == SnilsVerdict::valid);
      found = found || hint.number == number;
    }
    CHECK(found);
  }
}

TEST_CASE("neighbour keys") {
  using suggest::are_neighbour_keys;
  for (const auto& [a, b] : std::map<char32_t, char32_t>{{U'о', U'р'},
                                                         {U'о', U'л'},
                                                         {U'о', U'г'},
                                                         {U'о', U'ш'},
                                                         {U'о', U'т'},
                                                         {U'о', U'ь'},
                                                         {U'й', U'ф'},
                                                         {U'я', U'ф'}}) {
    CHECK(are_neighbour_keys(a, b));
    CHECK(are_neighbour_keys(b, a));
  }
  for (const auto& [a, b] : std::map<char32_t, char32_t>{
           {U'о', U'а'}, {U'й', U'ъ'}, {U'ъ', U'ф'}, {U'я', U'ю'}, {U'a', U's'}, {U'й', U'я'}, {U'э', U'я'}, {0, 0}})
    CHECK_FALSE(are_neighbour_keys(a, b));
}

TEST_CASE("whom a request or a persona asks for") {
  Identity who;
  who.name = fio({"Белова", "Анна", "Юрьевна"});
  who.birth_date = date(2012, 3, 4);
  CHECK(suggest_query(who, today()).child);
  who.birth_date = date(1980, 3, 4);
  CHECK(suggest_query(who, today()).adult);
  who.account = Account::child;
  CHECK(suggest_query(who, today()).child);
  CHECK_FALSE(suggest_query(who, today()).adult);
  who.account = Account::confirmed;
  who.birth_date.reset();
  CHECK_FALSE(suggest_query(who, today()).adult);
  who.fault = ClaimFault::oid_bad;
  CHECK_FALSE(suggest_query(who, today()).name);

  Crowd people;
  people.add(card("1", fio({"Белова", "Анна", "Юрьевна"}), "", date(1980, 3, 4)));
  people.add(card("2", fio({"Белова", "Анна", "Юревна"}), "", date(1980, 3, 4)));
  const auto found = suggest_by_scan(people, region(), suggest_query(people.people[0], today()), 10).value();
  REQUIRE(found.size() == 1);
  CHECK(found[0].key.id.str() == "2");

  Outcome outcome;
  outcome.personas.push_back({people.people[1].key});
  auto query = suggest_query(people.people[0], today());
  leave_out_enterable(query, outcome);
  CHECK(suggest_by_scan(people, region(), query, 10).value().empty());
}
