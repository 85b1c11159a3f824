// The catalogue is complete: every name of every table has a text in both languages, and nothing else
// stands there.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "kto/suggest.hpp"
#include "text/backend.hpp"

using namespace kto;

namespace {

using Catalogue = std::map<std::string, std::string>;

// What stands between the first and the last quote of a line, escapes undone.
std::string unquoted(const std::string& line) {
  const auto last = line.rfind('"');
  std::string out;
  for (auto at = line.find('"') + 1; at < last; ++at) {
    if (line[at] != '\\') {
      out += line[at];
    } else if (line[++at] == 'n') {
      out += '\n';
    } else {
      out += line[at];
    }
  }
  return out;
}

// A .po file without contexts and plurals; a repeated key fails.
Catalogue read_po(const std::string& language) {
  std::ifstream file(std::string(KTO_SOURCE_DIR) + "/src/text/messages/" + language + ".po");
  REQUIRE(file);
  Catalogue out;
  std::string key;
  std::string* current = nullptr;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("msgid ", 0) == 0) {
      key = unquoted(line);
      current = &key;
    } else if (line.rfind("msgstr ", 0) == 0) {
      INFO("repeated: " << key);
      const auto [place, is_new] = out.emplace(key, unquoted(line));
      REQUIRE(is_new);
      current = &place->second;
    } else if (!line.empty() && line[0] == '"') {
      REQUIRE(current != nullptr);
      *current += unquoted(line);
    } else {
      INFO("a line that is neither blank nor a comment: " << line);
      REQUIRE((line.empty() || line[0] == '#'));
      current = nullptr;
    }
  }
  REQUIRE(out.erase("") == 1);  // gettext's header
  return out;
}

// Every key that the tables of the headers ask for.
std::set<std::string> wanted_keys() {
  std::set<std::string> keys;
#define KTO_X(name, number, text) keys.insert("error." #name);
  KTO_ERRORS(KTO_X)
#undef KTO_X
#define KTO_X(name, code) keys.insert("rule." #name);
  KTO_NAME_RULES(KTO_X)
#undef KTO_X
#define KTO_X(name, code, rejected) keys.insert("row." #name);
  KTO_ROW_ISSUES(KTO_X)
#undef KTO_X
#define KTO_X(name, code) keys.insert("verdict." #name), keys.insert("text." #name);
  KTO_VERDICTS(KTO_X)
#undef KTO_X
#define KTO_X(name, code, actor) \
  keys.insert("reason." #name);  \
  if (Actor::actor != Actor::nobody) keys.insert("repair." #name);
  KTO_REASONS(KTO_X)
#undef KTO_X
#define KTO_X(name, code, tells) keys.insert("suggest." #name);
  KTO_SUGGEST_REASONS(KTO_X)
#undef KTO_X
#define KTO_X(name, code) keys.insert("suggest_field." #name);
  KTO_SUGGEST_FIELDS(KTO_X)
#undef KTO_X
  for (const Grade it : {Grade::identical, Grade::equal, Grade::equivalent, Grade::similar, Grade::different})
    keys.insert("grade." + std::string(name_of(it)));
  for (const Part it : {Part::whole, Part::surname, Part::given, Part::patronymic})
    keys.insert("part." + std::string(name_of(it)));
  for (const Actor it : {Actor::nobody, Actor::person, Actor::school, Actor::parent, Actor::esia, Actor::portal})
    keys.insert("actor." + std::string(name_of(it)));
  for (const SnilsVerdict it : {SnilsVerdict::valid, SnilsVerdict::exempt, SnilsVerdict::bad_checksum,
                                SnilsVerdict::bad_format, SnilsVerdict::placeholder})
    keys.insert("snils." + std::string(name_of(it)));
  keys.insert("text.grant_access.either");
  return keys;
}

std::set<std::string> placeholders(const std::string& text) {
  std::set<std::string> out;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const auto end = text.find('}', at);
    out.insert(text.substr(at, end == std::string::npos ? end : end - at + 1));
  }
  return out;
}

bool has_cyrillic(const std::string& text) {
  const auto points = text::to_code_points(text);
  return std::any_of(points.begin(), points.end(), text::is_cyrillic);
}

}  // namespace

TEST_CASE("both catalogues hold exactly the keys of the tables") {
  const auto wanted = wanted_keys();
  REQUIRE(wanted.size() > 250);
  for (const char* language : {"ru", "en"}) {
    const auto catalogue = read_po(language);
    std::ostringstream faults;
    for (const auto& key : wanted)
      if (catalogue.count(key) == 0) faults << "missing: " << key << '\n';
    for (const auto& [key, text] : catalogue)
      if (wanted.count(key) == 0) faults << "orphan: " << key << '\n';
    INFO(language << '\n' << faults.str());
    CHECK(faults.str().empty());
  }
}

TEST_CASE("every text is a text, and the library answers with it") {
  const auto russian = read_po("ru");
  const auto english = read_po("en");
  for (const auto& [key, ru] : russian) {
    CAPTURE(key);
    const std::string en = english.at(key);
    for (const std::string& text : {ru, en}) {
      CHECK_FALSE(text.empty());
      CHECK(text != key);
      CHECK(Utf8::check(text));
      CHECK(text.front() != ' ');
      CHECK(text.back() != ' ');
      CHECK(text.find("  ") == std::string::npos);
      CHECK(text.find('\n') == std::string::npos);
    }
    CHECK(has_cyrillic(ru));
    CHECK(placeholders(ru) == placeholders(en));
    CHECK(text::has_message(Lang::ru, key));
    CHECK(text::has_message(Lang::en, key));
    CHECK(text::message(Lang::ru, key) == ru);
    CHECK(text::message(Lang::en, key) == en);
  }
}

TEST_CASE("sentences end as sentences, labels do not") {
  for (const char* language : {"ru", "en"}) {
    for (const auto& [key, text] : read_po(language)) {
      CAPTURE(language, key);
      const std::string kind = key.substr(0, key.find('.'));
      const bool sentence = kind == "row" || kind == "reason" || kind == "repair" || kind == "text";
      CHECK((text.back() == '.') == sentence);
    }
  }
}

TEST_CASE("the English error texts are those of the table of errors") {
  const auto english = read_po("en");
#define KTO_X(name, number, text) CHECK(english.at("error." #name) == text_of(Errc::name));
  KTO_ERRORS(KTO_X)
#undef KTO_X
}

TEST_CASE("a refusal without a hint names both remedies") {
  const std::string ru = text::message(Lang::ru, "text.grant_access.either");
  CHECK(ru.find("войдите ещё раз") != std::string::npos);
  CHECK(ru.find("родитель") != std::string::npos);
  const std::string en = text::message(Lang::en, "text.grant_access.either");
  CHECK(en.find("sign in again") != std::string::npos);
  CHECK(en.find("a parent consents") != std::string::npos);
  CHECK(ru != text::message(Lang::ru, "text.grant_access"));
}

TEST_CASE("the person's texts speak of no one's records") {
  // What was found and what was not is the administrator's to know: domain, personal data.
  for (const char* language : {"ru", "en"}) {
    for (const auto& [key, text] : read_po(language)) {
      if (key.rfind("text.", 0) != 0) continue;
      CAPTURE(language, key);
      const std::string small = text::lower(text);
      for (const char* word : {"найден", "совпа", "другой человек", "другого человека", "found", "match", "differ",
                               "somebody", "another person"})
        CHECK(small.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("arguments replace placeholders once, unknown keys come back") {
  CHECK(text::message(Lang::ru, "no.such.key") == "no.such.key");
  CHECK_FALSE(text::has_message(Lang::ru, "no.such.key"));
  CHECK_FALSE(text::has_message(Lang::en, ""));
  CHECK(text::message(Lang::en, "").empty());
  const std::string with_nul("verdict.link\0x", 14);
  CHECK_FALSE(text::has_message(Lang::ru, with_nul));
  CHECK(text::message(Lang::ru, with_nul) == with_nul);
  const std::vector<std::string> arguments{"x"};
  CHECK(text::message(Lang::en, "verdict.refuse", arguments) == text::message(Lang::en, "verdict.refuse"));
  CHECK(text::filled("{0} and {1}, {0}", std::vector<std::string>{"{1}", "b"}) == "{1} and b, {1}");
  CHECK(text::filled("{0} {2} {x} {", std::vector<std::string>{"a"}) == "a {2} {x} {");
  CHECK(text::filled("", {}).empty());
}
