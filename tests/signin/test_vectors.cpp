// The public vectors: a roster, a line of ESIA's a request, the verdicts.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "fakes.hpp"

using namespace kto;

namespace {

const std::string folder = std::string(KTO_TEST_VECTORS) + "/signin/";

std::string read(const std::string& name) {
  std::ifstream in(folder + name, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i)
    if (i == text.size() || text[i] == separator) {
      out.push_back(text.substr(begin, i - begin));
      if (!out.back().empty() && out.back().back() == '\r') out.back().pop_back();
      begin = i + 1;
    }
  return out;
}

// The roster room has its own tests: here the file is known, and plainly split.
fakes::Source roster() {
  static const std::map<std::string, Role> roles{
      {"Учитель", Role::teacher}, {"Родитель", Role::parent}, {"Ученик", Role::pupil}, {"Сотрудник", Role::staff}};
  fakes::Source source;
  const auto lines = split(text::decode(read("roster.csv"), text::Encoding::windows_1251).value(), '\n');
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    const auto cells = split(lines[i], ';');
    REQUIRE(cells.size() == 14);
    Persona persona{.key = {Region::parse(cells[2]).value(), OrganisationId(cells[1]), PersonaId(cells[0])},
                    .name = Fio::from_parts(cells[3], cells[4], cells[5]).value()};
    if (!cells[6].empty()) persona.number = fakes::cell(cells[6]);
    persona.birth_date = Date::parse_dotted(cells[7]).value();
    persona.sex = cells[8] == "М" ? Sex::male : Sex::female;
    for (const std::string& word : split(cells[9], ',')) {
      const std::size_t begin = word.find_first_not_of(' ');
      persona.memberships.push_back(fakes::member(
          roles.at(word.substr(begin)), cells[11] == "Сейчас в ОО" ? Standing::in_organisation : Standing::archived,
          cells[10].c_str()));
    }
    persona.activated = cells[12] == "Да";
    persona.login = cells[13];
    source.people.push_back(std::move(persona));
  }
  REQUIRE(source.people.size() == 22);
  return source;
}

std::vector<Request> requests() {
  std::vector<Request> out;
  for (const std::string& line : split(read("requests.jsonl"), '\n'))
    if (!line.empty()) out.push_back(read_request(line, Claims::verified).value());
  return out;
}

}  // namespace

TEST_CASE("every public vector gets its verdict and its personas", "[vectors]") {
  const fakes::Source source = roster();
  const auto asked = requests();
  const auto lines = split(read("expected.tsv"), '\n');
  const Resolver resolver(source, nullptr, fakes::options());
  const auto outcomes = resolver.resolve_many(asked).value();
  REQUIRE(outcomes.size() == 36);
  CHECK(source.asked_candidates == 1);
  std::map<std::string, std::vector<std::string>> expected;
  for (const std::string& line : lines)
    if (!line.empty()) expected[split(line, '\t').front()] = split(line, '\t');
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const std::string id = asked[i].request_id.value();
    INFO(id);
    const auto& row = expected.at(id);
    CHECK(std::string(name_of(outcomes[i].verdict)) == row.at(1));
    std::string joined;
    for (const std::string& one : fakes::ids(outcomes[i])) joined += (joined.empty() ? "" : ",") + one;
    CHECK(joined == row.at(2));
    CHECK(fakes::write(resolver.resolve(asked[i]).value()) == fakes::write(outcomes[i]));
    CHECK(outcomes[i].rules_name == "ru-2024");
    CHECK_FALSE(outcomes[i].has(Reason::rules_not_in_force));
  }
}

TEST_CASE("the administrator sees why", "[vectors]") {
  const fakes::Source source = roster();
  const auto asked = requests();
  auto options = fakes::options();
  options.diagnose = true;
  const auto outcomes = Resolver(source, nullptr, options).resolve_many(asked).value();
  CHECK(source.asked_unnumbered == 2);  // once a region, however many are not found
  const auto reasons = [&](const char* id) {
    std::string out;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (asked[i].request_id != id) continue;
      for (const Finding& finding : outcomes[i].findings) {
        out += (out.empty() ? "" : " ") + std::string(name_of(finding.reason));
        for (const auto& its_key : finding.personas) out += ":" + its_key.id.str();
      }
    }
    return out;
  };
  CHECK(reasons("r01") == "");
  CHECK(reasons("r02") == "several_personas:1003:1004 name_equal:1003:1004");
  CHECK(reasons("r03") == "yo_folded:1005");
  CHECK(reasons("r05") == "archived:1007");
  CHECK(reasons("r08") == "snils_equal_name_similar:1009");
  CHECK(reasons("r10") == "snils_equal_name_similar:1011");
  CHECK(reasons("r11") == "snils_equal_name_similar:1012");
  CHECK(reasons("r12") == "household_number:1013:1014");
  CHECK(reasons("r13") == "number_not_in_diary persona_without_snils:1015");
  CHECK(reasons("r14") == "number_not_in_diary");
  CHECK(reasons("r16") == "account_unconfirmed");
  CHECK(reasons("r17") == "account_child");
  CHECK(reasons("r18") == "access_denied consent_not_given");
  CHECK(reasons("r19") == "account_child number_not_in_diary minor_not_found");
  CHECK(reasons("r20") == "access_denied");
  CHECK(reasons("r21") == "esia_number_missing");
  CHECK(reasons("r22") == "number_not_in_diary persona_number_unusable:1018");
  CHECK(reasons("r24") == "archived:1021");
  CHECK(reasons("r25") == "not_activated:1022");
  CHECK(reasons("r26") == "account_not_registered");
  CHECK(reasons("r28") == "access_denied");
  CHECK(reasons("r29") == "esia_failed");
  CHECK(reasons("r31") == "scope_missing");
  CHECK(reasons("r32") == "number_not_in_diary");
  CHECK(reasons("r33") == "number_not_in_diary minor_not_found");
  CHECK(reasons("r34") == "guardian_not_linked");
  CHECK(reasons("r35") == "name_unusable");
  CHECK(reasons("r36").starts_with("snils_equal_name_"));  // how near Latin is to Cyrillic is fio's to say
}

TEST_CASE("a refusal without a hint names both remedies", "[vectors]") {
  const fakes::Source source = roster();
  for (const Request& request : requests()) {
    const auto outcome = fakes::resolve(source, nullptr, fakes::options(), request);
    const bool either = request.request_id == "r20" || request.request_id == "r28";
    CHECK((outcome.text_key == "text.grant_access.either") == either);
    if (!either) CHECK(outcome.text_key == "text." + std::string(name_of(outcome.verdict)));
  }
}
