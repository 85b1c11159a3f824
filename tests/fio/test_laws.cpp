// The laws of names over made-up texts: every short text over a nasty alphabet, and random ones over a
// wider one with fixed seeds. The laws themselves: fuzz/name_laws.hpp.
#include "../../fuzz/name_laws.hpp"
#include "made_up.hpp"
#include "names.hpp"

using namespace kto;

namespace {

void hold(const std::string& broken, const std::string& text) {
  if (!broken.empty()) FAIL(broken << ": «" << text << "»");
}

}  // namespace

TEST_CASE("laws: every text of up to four signs of a nasty alphabet", "[fio]") {
  const std::vector<std::string> alphabet{"и", "Е", "\u0306", "\u0301", "e", "0", "-", " ", "\u200b"};
  for (const auto& text : all_texts(alphabet, 4)) {
    hold(laws::of_line(text), text);
    hold(laws::of_parts({text, "Ким", text}), text);
  }
}

TEST_CASE("laws: every pair of short lines and of short parts", "[fio]") {
  const std::vector<std::string> alphabet{"а", "Е", "ё", "e", "-", " ", "\u2013"};
  std::vector<Fio> lines;
  std::vector<Fio> as_parts;
  for (const auto& text : all_texts(alphabet, 3)) {
    if (auto name = Fio::parse(text)) lines.push_back(*name);
    if (auto name = Fio::from_parts("Ким", text, "")) as_parts.push_back(*name);
  }
  REQUIRE(lines.size() > 200);
  for (const auto* names : {&lines, &as_parts}) {
    // Keys make the relations transitive by themselves: it is enough that grades and keys agree.
    for (std::size_t i = 0; i < names->size(); ++i) {
      for (std::size_t j = i; j < names->size(); j += 1 + (j - i) / 6) {
        hold(laws::two_names((*names)[i], (*names)[j], true), (*names)[i].parts().surname);
      }
    }
  }
}

TEST_CASE("laws: orders of words, every arrangement of a few", "[fio]") {
  const std::vector<std::string> words{"Роман ", "Ким ", "Абрамович ", "Ивановна ",  "Вагиф ",
                                       "оглы ",  "нет ", "- ",         "Анна-Мария "};
  const auto texts = all_texts(words, 3);
  std::vector<std::pair<std::string, Fio>> lines;
  for (const auto& text : texts) {
    hold(laws::of_line(text), text);
    if (auto name = Fio::parse(text)) lines.emplace_back(text, *name);
  }
  for (std::size_t i = 0; i < lines.size(); i += 23) {
    const auto& [text, name] = lines[i];
    for (std::size_t j = i % 5; j < lines.size(); j += 5) {
      hold(laws::two_names(name, lines[j].second, true), text + '|' + lines[j].first);
    }
  }
}

TEST_CASE("laws: random names, their changes and the changes of these", "[fio]") {
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    std::mt19937 random(seed);
    const auto text = random_text(random, 6);
    hold(laws::of_line(text), text);
    hold(laws::of_parts({text, random_text(random, 3), random_text(random, 3)}), text);
    std::vector<Fio> lines;
    std::vector<Fio> as_parts;
    std::string now = text;
    for (int i = 0; i < 4; ++i) {
      if (auto name = Fio::parse(now)) {
        const auto& p = name->parts();
        if (auto made = Fio::from_parts(p.surname, p.given, p.patronymic)) as_parts.push_back(*made);
        lines.push_back(std::move(*name));
      }
      now = changed(random, now);
    }
    hold(laws::all_names(lines), text);
    hold(laws::all_names(as_parts), text);
    for (const auto& a : lines) {
      for (const auto& b : as_parts) hold(laws::two_names(a, b, false), text);
    }
  }
}

TEST_CASE("laws: random pairs of unrelated names", "[fio]") {
  std::mt19937 random(20240902);
  for (int i = 0; i < 1000; ++i) {
    const auto a = Fio::parse(random_text(random, 5));
    const auto b = Fio::parse(random_text(random, 5));
    if (a && b) hold(laws::two_names(*a, *b, true), a->match_key());
  }
}

TEST_CASE("laws: random bytes", "[fio]") {
  std::mt19937 random(7);
  for (int i = 0; i < 1000; ++i) {
    std::string bytes;
    for (auto count = random() % 12; count > 0; --count) bytes += static_cast<char>(random());
    hold(laws::of_line(bytes), "bytes");
  }
}

TEST_CASE("laws: the whole of longer texts", "[.long]") {
  for (std::uint32_t seed = 100000; seed < 160000; ++seed) {
    std::mt19937 random(seed);
    const auto text = random_text(random, 14);
    hold(laws::of_line(text), text);
    hold(laws::of_parts({text, random_text(random, 4), random_text(random, 4)}), text);
    const auto a = Fio::parse(text);
    const auto b = Fio::parse(changed(random, text));
    if (a && b) hold(laws::two_names(*a, *b, true), text);
  }
}
