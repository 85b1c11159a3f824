// Russian case and order through Boost.Locale with ICU underneath.
#include <algorithm>
#include <catch2/catch.hpp>
#include <clocale>
#include <locale>
#include <thread>

#include "kto/text.hpp"

using namespace kto;

TEST_CASE("upper, lower and title case") {
  CHECK(text::upper("ёлка й ї straße") == "ЁЛКА Й Ї STRASSE");
  CHECK(text::lower("ЁЛКА Й Ї Ә") == "ёлка й ї ә");
  CHECK(text::title("САЛТЫКОВА-ЩЕДРИНА АННА") == "Салтыкова-Щедрина Анна");
  CHECK(text::lower("").empty());
  CHECK(text::upper("").empty());
  CHECK(text::title("").empty());
  CHECK(text::lower(std::string("А\0Б", 5)) == std::string("а\0б", 5));
  // What ICU does not know, and fio/ therefore does by itself. Should ICU learn it, fio/ may be simplified.
  CHECK(text::title("о'коннор") == "О'коннор");
  CHECK(text::title("вагиф оглы") == "Вагиф Оглы");
}

TEST_CASE("Russian order: ё beside е, й behind и, three levels") {
  std::vector<std::string> words{"яма", "ёж",   "жук",     "ель",  "Ель",     "едва",
                                 "йод", "игра", "абрикос", "Ёлка", "ель-ель", "елка"};
  std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return text::collate(a, b) < 0; });
  CHECK(words == std::vector<std::string>{"абрикос", "едва", "ёж", "елка", "Ёлка", "ель", "Ель", "ель-ель", "жук",
                                          "игра", "йод", "яма"});
  CHECK(text::collate("ё", "е") > 0);    // second level
  CHECK(text::collate("ёа", "еб") < 0);  // which gives way to the first
  CHECK(text::collate("а", "А") < 0);    // third level: small before capital
  CHECK(text::collate("А", "б") < 0);
  CHECK(text::collate("Ёж", "ёж") > 0);
  CHECK(text::collate("ёж", "ёж") == 0);
  CHECK(text::collate("й", "и\u0306") == 0);  // the same letter in two forms
  CHECK(text::collate("", "") == 0);
  CHECK(text::collate("", "а") < 0);
}

TEST_CASE("sort keys compare as the order does") {
  const std::vector<std::string> words{"",
                                       "а",
                                       "А",
                                       "аб",
                                       "е",
                                       "ё",
                                       "Ё",
                                       "ёж",
                                       "еж",
                                       "й",
                                       "и",
                                       "z",
                                       "1",
                                       "-",
                                       "Щ-1",
                                       std::string(5000, 'x'),
                                       std::string(5000, 'x') + "y"};
  for (const auto& a : words) {
    for (const auto& b : words) {
      CAPTURE(a.substr(0, 20), b.substr(0, 20));
      const int order = text::collate(a, b);
      const int keys = text::sort_key(a).compare(text::sort_key(b));
      CHECK((order < 0) == (keys < 0));
      CHECK((order > 0) == (keys > 0));
    }
  }
}

TEST_CASE("the process keeps its locale, and the order does not follow it") {
  REQUIRE(text::start());
  CHECK(std::locale() == std::locale::classic());
  CHECK(std::string(std::setlocale(LC_ALL, nullptr)) == "C");
}

TEST_CASE("all of it may be called from several threads") {
  std::vector<std::thread> threads;
  std::vector<int> good(4, 0);
  for (std::size_t i = 0; i < good.size(); ++i)
    threads.emplace_back([&, i] {
      for (int turn = 0; turn < 200; ++turn) {
        const bool right = text::upper("ёж") == "ЁЖ" && text::title("анна") == "Анна" &&
                           text::collate("ёж", "жук") < 0 && !text::sort_key("ёж").empty() &&
                           text::nfc(U"и\u0306") == U"й" && text::has_message(Lang::ru, "verdict.link") &&
                           text::decode("\xE9", text::Encoding::windows_1251).value_or("") == "й";
        good[i] += right;
      }
    });
  for (auto& thread : threads) thread.join();
  for (const int count : good) CHECK(count == 200);
}
