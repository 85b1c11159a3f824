// What folding tells: part, rule, position in the part, byte in the input, before and after.
#include "names.hpp"

using namespace kto;

namespace {
// The notes but for letter case, which every proper name has.
std::vector<Note> notes_of(const Fio& name) {
  std::vector<Note> notes;
  for (const auto& note : name.notes()) {
    if (note.rule != NameRule::letter_case) notes.push_back(note);
  }
  return notes;
}
Note only(std::string_view text) {
  const auto notes = notes_of(line(text));
  CHECK(notes.size() == 1);
  return notes.empty() ? Note{} : notes.front();
}
}  // namespace

TEST_CASE("notes: each rule says where, what and into what", "[fio]") {
  using enum NameRule;
  CHECK(only("Зайцев Сергеи\u0306") == Note{Part::given, unicode_form, 5, 23, "и\u0306", "й"});
  CHECK(only("Зайцев  Сергей") == Note{Part::whole, blanks, 6, 12, "  ", " "});
  CHECK(only(" Зайцев Сергей") == Note{Part::whole, blanks, 0, 0, " ", ""});
  CHECK(only("Ким Ли\u0301я") == Note{Part::given, stress_mark, 2, 11, "\u0301", ""});
  CHECK(only("Ким Ли\u00adя") == Note{Part::given, invisible, 2, 11, "\u00ad", ""});
  CHECK(only("Ким Лия -") == Note{Part::patronymic, placeholder, 0, 14, "-", ""});
  CHECK(notes_of(line("- Ким Лия")) ==
        std::vector<Note>{{Part::whole, placeholder, 0, 0, "-", ""}, {Part::whole, blanks, 1, 1, " ", ""}});
  CHECK(notes_of(line("Ким Лия Ильинична -")) ==
        std::vector<Note>{{Part::whole, blanks, 17, 32, " ", ""}, {Part::whole, placeholder, 18, 33, "-", ""}});
  CHECK(notes_of(line("Ким \ufb01\u0308")).empty());  // composed within the change of case
  CHECK(notes_of(line("Лия Ким")).empty());           // the other order, but nothing is certain
  CHECK(only("Лия Ильинична Ким") == Note{Part::whole, word_order, 0, 0, "Лия", "ким"});
  CHECK(only("Ким Лёля") == Note{Part::given, yo, 1, 9, "ё", "е"});
  CHECK(only("Ким Cеня") == Note{Part::given, look_alike, 0, 7, "C", "с"});
  CHECK(only("Ким 0ля") == Note{Part::given, leading_digit, 0, 7, "0", "о"});
  CHECK(only("Ким-Пак Лия") == Note{Part::surname, hyphen_blank, 3, 6, "-", " "});
  CHECK(only("О\u2019Нил Лия") == Note{Part::surname, apostrophe_kind, 1, 2, "\u2019", "'"});
  CHECK(only("Ким Али Вагифоглы") == Note{Part::patronymic, ogly_spelling, 5, 24, "", " "});
  CHECK(only("Ким Али Вагиф-оглы") == Note{Part::patronymic, ogly_spelling, 5, 24, "-", " "});
  const auto dash = notes_of(line("Ким\u2013Пак Лия"));
  REQUIRE(dash.size() == 2);
  CHECK(dash[0] == Note{Part::surname, dash_kind, 3, 6, "\u2013", "-"});
  CHECK(dash[1] == Note{Part::surname, hyphen_blank, 3, 6, "\u2013", " "});
}

TEST_CASE("notes: letter case is told by runs", "[fio]") {
  const auto name = line("ИВАНОВ иВАн");
  REQUIRE(name.notes().size() == 2);
  CHECK(name.notes()[0] == Note{Part::surname, NameRule::letter_case, 0, 0, "ИВАНОВ", "иванов"});
  CHECK(name.notes()[1] == Note{Part::given, NameRule::letter_case, 1, 15, "ВА", "ва"});
  CHECK(line("иванов иван").notes().empty());
}

TEST_CASE("notes: of parts count in the part's own text, blanks in front included", "[fio]") {
  const auto name = parts(" Сова", "  Cева", "нет");
  const auto notes = notes_of(name);
  REQUIRE(notes.size() == 4);
  CHECK(notes[0] == Note{Part::surname, NameRule::blanks, 0, 0, " ", ""});
  CHECK(notes[1] == Note{Part::given, NameRule::blanks, 0, 0, "  ", ""});
  CHECK(notes[2] == Note{Part::given, NameRule::look_alike, 2, 2, "C", "с"});
  CHECK(notes[3] == Note{Part::patronymic, NameRule::placeholder, 0, 0, "нет", ""});
  CHECK(name.parts() == NameParts{"Сова", "Cева", "нет"});
}

TEST_CASE("notes: a part spans its words as they were given", "[fio]") {
  const auto name = line("САЛТЫКОВА –  ЩЕДРИНА Мария Львовна");
  CHECK(name.parts().surname == "САЛТЫКОВА –  ЩЕДРИНА");
  CHECK(name.folded().surname == "салтыкова щедрина");
  CHECK(line("\ufeffКим Лия").parts().surname == "\ufeffКим");
}
