// JSON lines.
#include <catch2/catch.hpp>

#include "roster_reading.hpp"

using namespace kto;
using namespace kto::test;

namespace {

const std::string kGood =
    R"({"id":"1","surname":"Орлова","given":"Анна","patronymic":"Сергеевна","snils":"165-472-310 69",)"
    R"("birth_date":"1979-02-12","sex":"F","role":"parent","consent":true})";

}  // namespace

TEST_CASE("one object a line") {
  const Reading reading = read(kGood + "\r\n\n  \n" + kGood, school());
  REQUIRE(reading.shape);
  CHECK(reading.shape->format == RosterFormat::json_lines);
  CHECK(reading.shape->fields.size() == 9);
  REQUIRE(reading.rows.size() == 2);
  CHECK(reading.rows[1].line == 4);
  CHECK(reading.issues.empty());
  const Persona& persona = reading.rows[0].persona;
  CHECK(persona.name.parts() == NameParts{"Орлова", "Анна", "Сергеевна"});
  CHECK(persona.sex == Sex::female);
  CHECK(persona.processing_consent == Consent::given);
  CHECK(same_content(persona, reading.rows[1].persona));
}

TEST_CASE("types that JSON has and cells have not") {
  const Reading reading = read(
      R"({"id":1001,"fio":"Орлова Анна","snils":8765430300,"role":["teacher","Родитель"],"class":["5б","6а"],)"
      R"("activated":false,"region":38,"guardians":[1014,"10 15"],"consent":false,"inn":3808000000,"extra":{"a":[1]}})",
      school());
  REQUIRE(reading.rows.size() == 1);
  const Persona& persona = reading.rows[0].persona;
  CHECK(persona.key.id.str() == "1001");
  CHECK(persona.number.reading.recovered);
  CHECK(reading.at(1) == "number_recovered@0 birth_date_missing@0 consent_missing@0");
  CHECK(persona.memberships.size() == 4);
  CHECK_FALSE(persona.activated);
  CHECK(persona.guardians == std::vector{PersonaId{"1014"}, PersonaId{"10 15"}});
  CHECK(persona.processing_consent == Consent::refused);
  CHECK(reading.rows[0].organisation->inn == "3808000000");
}

TEST_CASE("null and an absent key are one") {
  const Reading reading = read(R"({"id":"1","fio":"Орлова Анна","snils":null,"role":null,"login":null})", school());
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.has(RowCode::number_missing));
  CHECK(reading.has(RowCode::role_missing));
}

TEST_CASE("headings serve as keys") {
  const Reading reading = read(
      R"({"ID":"1","Фамилия":"Орлова","Имя":"Анна","Дата рождения":"12.02.1979","СНИЛС":"165-472-310 69"})", school());
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.rows[0].persona.birth_date == *Date::make(1979, 2, 12));
  RosterOptions how = school();
  how.mapping = {{RosterField::id, "Nr"}};
  CHECK(read(R"({"nr":"77","id":"1","fio":"Орлова Анна"})", how).rows.at(0).persona.key.id.str() == "77");
  how.mapping = {{RosterField::id, "Nr"}, {RosterField::login, "nr"}};
  CHECK(read(kGood, how).failed() == "column_repeated");
  const Reading name = read(R"({"id":"1","name":"Анна","surname":"Орлова"})", school());
  CHECK(name.rows.at(0).persona.name.parts() == NameParts{"Орлова", "Анна", ""});
}

TEST_CASE("bad lines are reported and the others kept") {
  struct Case {
    std::string line;
    const char* code;
    const char* field;
  };
  std::string deep = R"({"id":"1","fio":"Орлова Анна","x":)" + std::string(100, '[') + std::string(100, ']') + "}";
  const Case table[] = {
      {R"({"id":"1","fio":"Орлова Анна")", "row_bad_json", ""},
      {R"({"id":"1","fio":"Орлова Анна"}{})", "row_bad_json", ""},
      {R"({"id":"1","fio":"Орлова Анна","id":"2"})", "row_bad_json", "id"},
      {R"({"id":"1","fio":"Орлова Анна","x":1,"x":2})", "row_bad_json", ""},
      {R"({"id":"1","person_id":"2","fio":"Орлова Анна"})", "row_bad_json", "id"},
      {R"({"id":"\ud800","fio":"Орлова Анна"})", "row_bad_json", ""},
      {deep, "row_bad_json", ""},
      {R"(["id"])", "row_wrong_type", ""},
      {R"("id")", "row_wrong_type", ""},
      {"null", "row_wrong_type", ""},
      {"12", "row_wrong_type", ""},
      {R"({"id":-1,"fio":"Орлова Анна"})", "row_wrong_type", "id"},
      {R"({"id":1.5,"fio":"Орлова Анна"})", "row_wrong_type", "id"},
      {R"({"id":true,"fio":"Орлова Анна"})", "row_wrong_type", "id"},
      {R"({"id":["1"],"fio":"Орлова Анна"})", "row_wrong_type", "id"},
      {R"({"id":"1","fio":{"surname":"Орлова"}})", "row_wrong_type", "fio"},
      {R"({"id":"1","fio":12})", "row_wrong_type", "fio"},
      {R"({"id":"1","fio":"Орлова Анна","role":[["parent"]]})", "row_wrong_type", "role"},
      {R"({"id":"1","fio":"Орлова Анна","role":[1]})", "row_wrong_type", "role"},
      {R"({"id":"1","fio":"Орлова Анна","birth_date":19790212})", "row_wrong_type", "birth_date"},
      {R"({"id":"1","fio":"Орлова Анна","guardians":["1\u001f2"]})", "row_wrong_type", "guardians"},
      {R"({"fio":"Орлова Анна"})", "id_empty", "id"},
      {R"({"id":"1\u0000","fio":"Орлова Анна"})", "id_bad", "id"},
      {R"({"id":"1"})", "name_missing", "surname"},
      {R"({"id":"1","fio":")" + std::string(70000, 'x') + "\"}", "row_too_long", "fio"},
      {R"({"id":"1","fio":")" + std::string(1100000, 'x') + "\"}", "row_too_long", ""},
  };
  RosterOptions how = school();
  how.format = RosterFormat::json_lines;
  for (const Case& c : table) {
    CAPTURE(c.line.substr(0, 80));
    const Reading reading = read(c.line + "\n" + kGood + "\n", how);
    REQUIRE(reading.rows.size() == 1);
    CHECK(reading.rows[0].line == 2);
    const auto rejected = std::find_if(reading.issues.begin(), reading.issues.end(),
                                       [](const RowIssue& issue) { return rejects(issue.code); });
    REQUIRE(rejected != reading.issues.end());
    CHECK(name_of(rejected->code) == c.code);
    CHECK(rejected->field == c.field);
    CHECK(rejected->line == 1);
  }
}

TEST_CASE("an id of many digits is not rounded") {
  const Reading reading = read(R"({"id":123456789012345678901234,"fio":"Орлова Анна"})", school());
  CHECK(reading.rows.at(0).persona.key.id.str() == "123456789012345678901234");
}

TEST_CASE("JSON lines without any region are an error of the file") {
  RosterOptions how = school();
  how.region.reset();
  CHECK(read(kGood, how).failed() == "region_missing");
  const Reading some = read(kGood + "\n" + R"({"id":"2","fio":"Ким Алексей","region":"38"})", how);
  REQUIRE(some.rows.size() == 1);
  CHECK(some.at(1).find("region_absent@0") == 0);
}

TEST_CASE("JSON lines without consent say so once") {
  const std::string line = R"({"id":"1","fio":"Орлова Анна"})";
  const Reading reading = read(line + "\n" + line + "\n", school());
  CHECK(std::count_if(reading.issues.begin(), reading.issues.end(),
                      [](const RowIssue& issue) { return issue.code == RowCode::consent_missing; }) == 1);
  RosterOptions strict = school();
  strict.require_consent = true;
  CHECK(read(line, strict).rows.empty());
}
