// The laws of names over made-up texts: every short text over a nasty alphabet, and random ones over a
// wider one with fixed seeds. The laws themselves: fuzz/name_laws.hpp.
#include <array>
#include <random>
#include <set>

#include "../../fuzz/name_laws.hpp"
#include "kto/text.hpp"
#include "names.hpp"

using namespace kto;

namespace {

// Every text of up to `longest` letters of the alphabet.
std::vector<std::string> all_texts(const std::vector<std::string>& alphabet, std::size_t longest) {
  std::vector<std::string> texts{""};
  std::size_t begin = 0;
  for (std::size_t length = 0; length < longest; ++length) {
    const auto end = texts.size();
    for (; begin < end; ++begin) {
      for (const auto& letter : alphabet) texts.push_back(texts[begin] + letter);
    }
  }
  return texts;
}

const std::vector<std::string>& nasty() {
  static const std::vector<std::string> all{
      "и",      "И",      "е",      "ё",      "й",         "Г",         "ѓ",       "і",      "ї",        "ә",
      "ж",      "л",      "н",      "т",      "о",         "Ы",  // Cyrillic
      "a",      "C",      "e",      "ë",      "H",         "k",         "y",       "t",      "i",        "s",
      "W",      "é",  // Latin
      "0",      "3",      "7",      "-",      "\u2010",    "\u2013",    "\u2212",  " ",      "  ",       "\u00a0",
      "\t",     "\u2028", "\u0301", "\u0306", "\u0308",    "\u0344",    "\u0345",  "\u0323", "\u00ad",   "\u200b",
      "\u200d", "\ufeff", "'",      "\u2019", "\u02bc",    "`",         "\u1fef",  "ß",      "\u0390",   "\u1e9a",
      "\ufb05", "\u0130", "\u0131", "\u212a", "\u1c80",    "\u1100",    "\u1161",  "\u11a8", "ა",        "\U0001F600",
      "\u202e", "\u0001", "\u0085", "оглы",   " оглы",     "-оглы",     " кызы",   "нет",    "Иванович", "Ивановна",
      "Ильич",  "Роман",  "Анна",   "Вагиф",  "Абрамович", "Салтыкова", "Наталья", "Наталия"};
  return all;
}

std::string random_text(std::mt19937& random, std::size_t most) {
  std::string text;
  const auto count = random() % (most + 1);
  for (std::size_t i = 0; i < count; ++i) {
    text += nasty()[random() % nasty().size()];
    if (random() % 5 == 0) text += ' ';
  }
  return text;
}

// A change that mostly keeps the name what it was.
std::string changed(std::mt19937& random, const std::string& name) {
  auto letters = text::to_code_points(name);
  const std::array<std::u32string_view, 12> insertions{U"\u0301", U"\u200b", U" ", U"-", U"\u2013", U"'",
                                                       U"е",      U"ё",      U"0", U"a", U" -",     U"\u00a0"};
  const auto place = letters.empty() ? 0 : random() % letters.size();
  switch (random() % 6) {
    case 0:
      return text::upper(name);
    case 1:
      return text::lower(name);
    case 2:
      letters.insert(place, insertions[random() % insertions.size()]);
      break;
    case 3:
      for (auto& c : letters) c = c == U' ' ? U'-' : c == U'-' ? U' ' : c;
      break;
    case 4: {
      const auto blank = letters.find(U' ');
      if (blank != std::u32string::npos) letters = letters.substr(blank + 1) + U' ' + letters.substr(0, blank);
      break;
    }
    default:
      for (auto& c : letters) c = c == U'ё' ? U'е' : c == U'а' ? U'a' : c == U'о' ? U'o' : c;
  }
  return text::to_utf8(letters);
}

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
