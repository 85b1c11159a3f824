// The tables are data: each is tested as data.
#include <algorithm>
#include <set>

#include "fio/edits.hpp"
#include "fio/rule_set.hpp"
#include "fio/tables/given_names.hpp"
#include "fio/tables/patronymics.hpp"
#include "fio/tables/transliteration.hpp"
#include "fio/tables/variant_names.hpp"
#include "kto/text.hpp"
#include "names.hpp"

using namespace kto;

namespace {
bool in_match_form(std::u32string_view name) {
  const auto utf8 = text::to_utf8(name);
  return folded_surname(utf8) == utf8;
}
}  // namespace

TEST_CASE("tables: given names are sorted, folded and no patronymics", "[fio]") {
  const auto names = fio::known_given_names();
  CHECK(names.size() > 300);
  CHECK(std::is_sorted(names.begin(), names.end()));
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
  for (const auto name : names) {
    INFO(text::to_utf8(name));
    CHECK(in_match_form(name));
    CHECK_FALSE(fio::patronymic_of(name));
  }
  CHECK(fio::is_known_given_name(U"роман"));
  CHECK(fio::is_known_given_name(U"анна мария"));
  CHECK_FALSE(fio::is_known_given_name(U"анна щедрина"));
  CHECK_FALSE(fio::is_known_given_name(U"ким"));
  CHECK_FALSE(fio::is_known_given_name(U""));
}

TEST_CASE("tables: variants are folded groups of two and more, near to one another", "[fio]") {
  for (const auto& group : fio::variant_groups()) {
    CHECK(group.size() >= 2);
    CHECK(std::set(group.begin(), group.end()).size() == group.size());
    for (const auto a : group) {
      INFO(text::to_utf8(a));
      CHECK(in_match_form(a));
      for (const auto b : group) {
        CHECK(fio::are_variant_names(a, b));
        if (a != b)
          CHECK(grade(parts("Ким", text::to_utf8(a), ""), parts("Ким", text::to_utf8(b), "")) == Grade::similar);
      }
    }
  }
  CHECK_FALSE(fio::are_variant_names(U"олег", U"роман"));
  CHECK_FALSE(fio::are_variant_names(U"анна наталья", U"наталья"));
}

TEST_CASE("tables: transliteration by order 889, letter by letter", "[fio]") {
  // The order's table, А … Я; Ё is Е in match form.
  const std::string russian = "абвгдежзийклмнопрстуфхцчшщъыьэюя";
  const std::vector<std::u32string> latin{U"a",  U"b",  U"v",  U"g",    U"d",  U"e", U"zh", U"z", U"i",  U"i", U"k",
                                          U"l",  U"m",  U"n",  U"o",    U"p",  U"r", U"s",  U"t", U"u",  U"f", U"kh",
                                          U"ts", U"ch", U"sh", U"shch", U"ie", U"y", U"",   U"e", U"iu", U"ia"};
  const auto letters = text::to_code_points(russian);
  REQUIRE(letters.size() == latin.size());
  for (std::size_t i = 0; i < letters.size(); ++i) {
    INFO(text::to_utf8(letters.substr(i, 1)));
    CHECK(fio::transliterates(U"к" + letters.substr(i, 1), U"k" + latin[i]));
    CHECK_FALSE(fio::transliterates(U"к" + letters.substr(i, 1), U"k" + latin[i] + U"x"));
  }
  CHECK(fio::transliterates(U"имя006", U"imia006"));
  CHECK_FALSE(fio::transliterates(U"кім", U"kim"));
  CHECK_FALSE(fio::transliterates(U"006", U"006"));
}

TEST_CASE("tables: patronymics tell their sex", "[fio]") {
  using fio::patronymic_of;
  for (const auto* male : {U"иванович", U"ильич", U"вагиф оглы", U"вагифоглы", U"асан уулу", U"ivanovich"}) {
    REQUIRE(patronymic_of(male));
    CHECK(patronymic_of(male)->sex == Sex::male);
  }
  for (const auto* female : {U"ивановна", U"ильинична", U"никитична", U"вагиф кызы", U"вагифкызы", U"ivanovna"}) {
    REQUIRE(patronymic_of(female));
    CHECK(patronymic_of(female)->sex == Sex::female);
    CHECK(patronymic_of(female)->certain);
  }
  for (const auto* none : {U"", U"ович", U"оглы", U"бабич", U"кулич", U"иванов", U"овна", U"аоглы", U"мамедкулы"}) {
    INFO(text::to_utf8(none));
    CHECK_FALSE(patronymic_of(none));
  }
  CHECK_FALSE(patronymic_of(U"абрамович")->certain);
  CHECK(patronymic_of(U"нур султан оглы")->stem == U"нур султан");
}

TEST_CASE("tables: patronymics derive from fathers' names", "[fio]") {
  const std::vector<std::pair<std::u32string, std::u32string>> pairs{
      {U"вагиф", U"вагифович"},      {U"андрей", U"андреевна"},  {U"геннадий", U"геннадиевич"},
      {U"геннадий", U"геннадьевна"}, {U"игорь", U"игоревич"},    {U"никита", U"никитич"},
      {U"никита", U"никитична"},     {U"илья", U"ильич"},        {U"илья", U"ильинична"},
      {U"лев", U"львович"},          {U"петр", U"петровна"},     {U"павел", U"павлович"},
      {U"яков", U"яковлевна"},       {U"михаил", U"михайлович"}, {U"али", U"алиевич"},
      {U"мустафа", U"мустафаевич"},  {U"отто", U"оттович"},      {U"лука", U"лукинична"},
      {U"эмиль", U"эмильевна"},      {U"даниил", U"данилович"}};
  for (const auto& [father, patronymic] : pairs) {
    INFO(text::to_utf8(father));
    const auto derived = fio::patronymics_of_father(father);
    CHECK(std::find(derived.begin(), derived.end(), patronymic) != derived.end());
  }
  CHECK(fio::patronymics_of_father(U"я").empty());
  for (const auto name : fio::known_given_names()) {
    for (const auto& patronymic : fio::patronymics_of_father(name)) {
      INFO(text::to_utf8(patronymic));
      CHECK(in_match_form(patronymic));
    }
  }
}

TEST_CASE("tables: the bounded edit distance is the plain one, up to two", "[fio]") {
  // The textbook's table of n × m, against the band.
  const auto plain = [](std::u32string_view a, std::u32string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
      for (std::size_t j = 0; j <= b.size(); ++j) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
          d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return std::min<std::size_t>(d[a.size()][b.size()], 3);
  };
  std::vector<std::u32string> texts{U""};
  for (std::size_t i = 0; i < texts.size() && texts[i].size() < 5; ++i) {
    for (const char32_t c : U"аб") {
      if (c != 0) texts.push_back(texts[i] + c);
    }
  }
  for (const auto& a : texts) {
    for (const auto& b : texts) {
      if (fio::edits_up_to_two(a, b) != plain(a, b)) FAIL(text::to_utf8(a) + " " + text::to_utf8(b));
    }
  }
  CHECK(fio::edits_up_to_two(std::u32string(1000, U'ж'), std::u32string(1002, U'ж')) == 2);
}

TEST_CASE("tables: every rule and grade has a name, codes ascend with gaps", "[fio]") {
  std::set<std::string_view> names;
  int last = 95;
  for (const auto rule : all_name_rules()) {
    CHECK(names.insert(name_of(rule)).second);
    CHECK(static_cast<int>(rule) >= last + 5);
    CHECK(static_cast<int>(rule) % 5 == 0);  // RuleSet packs them so
    last = static_cast<int>(rule);
  }
  CHECK(name_of(static_cast<NameRule>(101)).empty());
  CHECK(name_of(Grade::equivalent) == "equivalent");
  CHECK(name_of(static_cast<Grade>(31)).empty());
  CHECK(name_of(Part::patronymic) == "patronymic");
}
