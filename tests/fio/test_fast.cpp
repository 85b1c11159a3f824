// The fast path beside the reference, field by field (fuzz/fast_laws.hpp), and that it is taken at all.
#include <fstream>

#include "../../fuzz/fast_laws.hpp"
#include "made_up.hpp"
#include "names.hpp"

using namespace kto;

namespace {

// How many texts were tried, and how many of them the fast path took on.
struct Count {
  std::size_t tried = 0;
  std::size_t taken = 0;
};

void hold_line(Count& count, const std::string& text) {
  ++count.tried;
  const auto broken = laws::fast_line(text, laws::Refused::check, count.taken);
  if (!broken.empty()) FAIL(broken << ": «" << text << "»");
}

void hold_parts(Count& count, const NameParts& texts) {
  ++count.tried;
  const auto broken = laws::fast_parts(texts, laws::Refused::check, count.taken);
  if (!broken.empty()) FAIL(broken << ": «" << texts.surname << '|' << texts.given << '|' << texts.patronymic << "»");
}

// A text as a line and in every place of a name in parts.
void hold_everywhere(Count& count, const std::string& text) {
  hold_line(count, text);
  hold_parts(count, {text, "Анна", text});
  hold_parts(count, {"", text, ""});
}

// Mostly plain, and what stands at the border of plain.
const std::vector<std::string>& plain() {
  static const std::vector<std::string> all{"и",
                                            "Е",
                                            "ё",
                                            "Ё",
                                            "й",
                                            "Й",
                                            "Ж",
                                            "ов",
                                            "И\u0306",
                                            "е\u0308",
                                            "Е\u0308",
                                            "a",
                                            "O",
                                            "Smith",
                                            "0",
                                            "3",
                                            "06",
                                            "-",
                                            " ",
                                            "  ",
                                            "'",
                                            "’",
                                            "`",
                                            ".",
                                            "оглы",
                                            "-оглы",
                                            "ОГЛЫ",
                                            " кызы",
                                            " улы",
                                            "нет",
                                            "Нет",
                                            "нЁт",
                                            "Отсутствует",
                                            "Анна",
                                            "Роман",
                                            "Ким",
                                            "ович",
                                            "евна",
                                            "Ивановна",
                                            "Ильич ",
                                            "Абрамович",
                                            "Вагиф",
                                            "Салтыкова-Щедрина"};
  return all;
}

std::string random_plain(std::mt19937& random, std::size_t most) {
  std::string text;
  for (auto count = random() % (most + 1); count > 0; --count) {
    text += plain()[random() % plain().size()];
    if (random() % 3 == 0) text += ' ';
  }
  return text;
}

}  // namespace

TEST_CASE("fast: ordinary names are taken, and read as the reference reads them", "[fio]") {
  Count count;
  for (const std::string text :
       {"Щукин Пётр Семёнович", "ЩУКИНА МАРИЯ АНДРЕЕВНА", "Заи\u0306цев Андреи\u0306 Семе\u0308нович",
        "Салтыков-Щедрин Лев Ильич", "Роман Аркадьевич Абрамович", "Ким Лия", "Ким", "Алиев Вагиф Мамед оглы",
        "Алиев Вагиф Мамед-оглы", "АЛИЕВ ВАГИФ МАМЕДОГЛЫ", "  О’Рурк   Вера Львовна ", "О`Рурк Вера", "О'Рурк Вера",
        "Petrova Anna Olegovna", "Алиев Нур Султан Каримович", "Иванова (Петрова) Анна", "Отчество006 Имя Фамилия",
        "Їжак Ґеник Ѓорѓиев"}) {
    const auto before = count.taken;
    hold_line(count, text);
    // A letter of another alphabet in the last one is not plain.
    if (text.find("Ґ") == std::string::npos) CHECK(count.taken == before + 1);
  }
  for (const NameParts& texts : std::vector<NameParts>{{"Щукин", "Пётр", "Семёнович"},
                                                       {"Ким", "Лия", "-"},
                                                       {"Ким", "Лия", "Нет"},
                                                       {"Ким", "Лия", "нЕт"},
                                                       {"Ким", "Лия", " ОТСУТСТВУЕТ"},
                                                       {"-", "Сукарно", ""},
                                                       {"", "Сукарно", "   "},
                                                       {"  Ким  Цой ", "Анна-Мария", "Мамед  Оглы"},
                                                       {"Алиев", "Вагиф", "МамедОглы"},
                                                       {"Алиев", "Вагиф", "Мамед-Кызы"},
                                                       {"Алиев", "Вагиф", "А-Мамед-кызы"}}) {
    const auto before = count.taken;
    hold_parts(count, texts);
    CHECK(count.taken == before + 1);
  }
}

TEST_CASE("fast: where rules meet, the reference decides", "[fio]") {
  for (const std::string text : {"Cемёнов Олег", "0легов Олег",  "Ким - Лия",   "Ким -",    "-Ким",    "Ким-",
                                 "Ан--на",       "Ким нет",      "Ким нёт Лия", "\u0306",   "й\u0306", "Ива\u0301нов",
                                 "Ким\tЛия",     "Ким\u00a0Лия", "Әлиев",       "",         " ",       "-",
                                 "Ким\x7f",      "\xd0",         "\xd0\x20",    "\xcc\x86", "\xe2\x80"}) {
    INFO(text);
    CHECK_FALSE(fio::fast::parse(text));
    Count count;
    hold_everywhere(count, text);
  }
  CHECK_FALSE(fio::fast::from_parts("Ким", "Лия", "Нёт"));  // «нет» only after ё has become е
  CHECK_FALSE(fio::fast::from_parts("", "-", "Петрович"));
  CHECK_FALSE(fio::fast::from_parts("Ким", std::string(256, 'x'), ""));
  CHECK(fio::fast::from_parts("Ким", std::string(255, 'x'), ""));
}

TEST_CASE("fast: every code point of the planes in use, in every place of a word", "[fio]") {
  Count count;
  const auto hold_all = [&count](char32_t from, char32_t to) {
    for (char32_t c = from; c <= to; ++c) {
      const auto sign = text::to_utf8(std::u32string(1, c));
      hold_everywhere(count, sign);
      hold_everywhere(count, sign + "ж");
      hold_everywhere(count, "Ж" + sign + "жа Ж" + sign);
      hold_everywhere(count, "w" + sign + "W");
      hold_everywhere(count, "и" + sign + "Е" + sign + sign);
    }
  };
  hold_all(0, 0x52F);
  hold_all(0x2000, 0x206F);
  CHECK(count.taken > 1500);
}

TEST_CASE("fast: every text of up to four signs", "[fio]") {
  Count count;
  for (const auto& text : all_texts({"и", "Е", "ё", "\u0306", "a", "0", "-", " "}, 4)) hold_everywhere(count, text);
  CHECK(count.taken > count.tried / 10);
}

TEST_CASE("fast: every arrangement of a few words", "[fio]") {
  Count count;
  for (const auto& text : all_texts(
           {"Роман ", "Ким ", "Абрамович ", "Ивановна ", "Вагиф-", "оглы ", "ОГЛЫ ", "нет ", "Анна-Мария ", " "}, 4)) {
    hold_line(count, text);
  }
  CHECK(count.taken > count.tried / 3);
}

TEST_CASE("fast: random texts, nasty ones and plain ones", "[fio]") {
  Count nasty_ones;
  Count plain_ones;
  std::mt19937 random(20240902);
  for (int i = 0; i < 2000; ++i) {
    hold_line(nasty_ones, random_text(random, 6));
    hold_parts(nasty_ones, {random_text(random, 2), random_text(random, 2), random_text(random, 3)});
    const auto text = random_plain(random, 8);
    hold_line(plain_ones, text);
    hold_line(plain_ones, changed(random, text));
    hold_parts(plain_ones, {random_plain(random, 2), random_plain(random, 2), random_plain(random, 3)});
  }
  CHECK(nasty_ones.taken > 0);
  CHECK(plain_ones.taken > plain_ones.tried / 10);
}

TEST_CASE("fast: every name of the public vectors", "[fio]") {
  std::ifstream in(KTO_TEST_VECTORS "/name_grades.tsv");
  Count count;
  std::vector<Fio> names;
  for (std::string row; std::getline(in, row);) {
    const auto first = row.find('\t');
    for (const auto& text : {row.substr(0, first), row.substr(first + 1, row.find('\t', first + 1) - first - 1)}) {
      hold_line(count, text);
      if (auto name = Fio::parse(text)) names.push_back(std::move(*name));
    }
  }
  CHECK(count.tried >= 64);
  CHECK(count.taken > count.tried / 2);
  // The grade by keys is the grade by readings.
  for (const auto& a : names) {
    for (const auto& b : names) CHECK(grade(a, b) == fio::reference::grade(a, b));
  }
}

TEST_CASE("fast: lines of every length up to the limits and beyond", "[fio]") {
  Count count;
  for (std::size_t words = 1; words < 20; ++words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i) text += "Ким ";
    hold_line(count, text);
    hold_line(count, text + "Иванович");
    hold_line(count, "Роман " + text + "Ивановна");
  }
  for (std::size_t bytes = 250; bytes < 262; ++bytes) {
    hold_everywhere(count, std::string(bytes, 'x'));
    hold_everywhere(count, std::string(bytes, ' ') + "x");
    hold_everywhere(count, "x" + std::string(bytes, ' '));
  }
  CHECK(count.taken > 40);
}

TEST_CASE("fast: differences of every pair of short texts", "[fio]") {
  std::size_t taken = 0;
  const auto hold_pairs = [&taken](const std::vector<std::string>& texts, std::initializer_list<Part> parts) {
    for (const auto part : parts) {
      for (const auto& a : texts) {
        for (const auto& b : texts) {
          const auto broken = laws::fast_explanation(a, b, part, taken);
          if (!broken.empty()) FAIL(broken << ": «" << a << "», «" << b << "»");
        }
      }
    }
  };
  hold_pairs(all_texts({"е", "Е", "ё", "Ё", "а", "-", " "}, 3), {Part::surname});
  hold_pairs(all_texts({"мам", "мАм", "оглы", "Оглы", "нет", "нёт", "-", " "}, 3), {Part::patronymic});
  hold_pairs(all_texts({"A", "a", "'", "е\u0308", "ж", "Ж"}, 3), {Part::given});
  CHECK(taken > 5000);
}

TEST_CASE("fast: columns", "[fio]") {
  std::string out = "before";
  REQUIRE(fold_line("  ЩУКИН пётр", out));
  CHECK(out == "beforeщукин петр");
  REQUIRE_FALSE(fold_line("\u202e", out));
  REQUIRE_FALSE(match_key_of("-", out));
  CHECK(out == "beforeщукин петр");
  const auto key = [](std::string_view text) {
    std::string made;
    REQUIRE(match_key_of(text, made));
    return made;
  };
  CHECK(key("Ким Лия") == key("ЛИЯ КИМ"));
  CHECK(key("Андреева Мария Даниловна") == key("Мария Даниловна Андреева"));
  CHECK(key("Алиев Вагиф Мамедоглы") == key("Алиев Вагиф Мамед-Оглы"));
  CHECK(key("Ким Лия") != key("Ким Лия Олеговна"));
}

TEST_CASE("fast: the whole of longer texts", "[.long]") {
  Count count;
  for (const auto& text : all_texts({"и", "Е", "ё", "\u0306", "a", "0", "-", " "}, 5)) hold_everywhere(count, text);
  for (std::uint32_t seed = 1; seed <= 100000; ++seed) {
    std::mt19937 random(seed);
    hold_everywhere(count, random_plain(random, 12));
    hold_line(count, random_text(random, 10));
  }
}
