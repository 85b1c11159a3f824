// The public roster, and the same people in every encoding, separator and form.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "persona/cells.hpp"
#include "persona/records.hpp"
#include "roster_reading.hpp"

using namespace kto;
using namespace kto::test;

namespace {

std::string utf8_roster() { return *text::decode(public_roster(), text::Encoding::windows_1251); }

std::vector<std::vector<std::string>> table() {
  std::vector<std::vector<std::string>> rows;
  roster::RecordSplitter splitter(';');
  roster::Cells cells;
  const auto done =
      splitter.push(utf8_roster(), true, [&](const roster::Record& record) -> Result<roster::RecordSplitter::Answer> {
        roster::split_regular(record.text, ';', cells);
        rows.emplace_back(cells.values.begin(), cells.values.end());
        return roster::RecordSplitter::Answer::next;
      });
  REQUIRE(done);
  return rows;
}

std::string csv(const std::vector<std::vector<std::string>>& rows, char separator, bool quote_all = false) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += separator;
      const bool quote = quote_all || row[i].find(separator) != std::string::npos;
      out += quote ? '"' + row[i] + '"' : row[i];
    }
    out += '\n';
  }
  return out;
}

void check_same(const Reading& reading) {
  static const Reading expected = read(public_roster(), options());
  CHECK(reading.failed() == "read");
  REQUIRE(reading.rows.size() == expected.rows.size());
  for (std::size_t i = 0; i < expected.rows.size(); ++i) {
    CAPTURE(i);
    CHECK(same_content(reading.rows[i].persona, expected.rows[i].persona));
  }
}

}  // namespace

TEST_CASE("the public roster keeps every row") {
  const Reading reading = read(public_roster(), options());
  REQUIRE(reading.shape);
  CHECK(reading.shape->encoding == text::Encoding::windows_1251);
  CHECK(reading.shape->separator == ';');
  CHECK(reading.shape->header_line == 1);
  CHECK(reading.shape->unknown_columns == 0);
  REQUIRE(reading.rows.size() == 22);
  CHECK(reading.at(16) == "number_missing@7");
  CHECK(reading.at(19) == "number_unusable@7");
  CHECK(reading.issues.size() == 3);  // and one for the whole file: it says nothing of consent
  const Persona& first = reading.rows[0].persona;
  CHECK(first.key == PersonaKey{*Region::make(38), OrganisationId{"МАОУ Гимназия №2"}, PersonaId{"1001"}});
  CHECK(first.has_role(Role::teacher));
  CHECK(first.has_role(Role::parent));
  CHECK(first.login == "andreeva.karmela");
  CHECK_FALSE(reading.rows[1].persona.activated);
  CHECK(reading.rows[1].persona.memberships == std::vector{Membership{Role::pupil, "", "6а"}});
  CHECK(reading.rows[6].persona.archived());
  CHECK(reading.rows[18].persona.number.reading.verdict == SnilsVerdict::exempt);
}

TEST_CASE("the same roster in every encoding") {
  const std::string utf8 = utf8_roster();
  check_same(read(utf8, options()));
  check_same(read("\xEF\xBB\xBF" + utf8, options()));
  const std::string le = *text::encode(utf8, text::Encoding::utf16le);
  const std::string be = *text::encode(utf8, text::Encoding::utf16be);
  check_same(read("\xFF\xFE" + le, options()));
  check_same(read("\xFE\xFF" + be, options()));
  check_same(read(le, options()));
  RosterOptions how = options();
  for (const auto& [encoding, bytes] :
       {std::pair{text::Encoding::windows_1251, public_roster()}, std::pair{text::Encoding::utf16le, "\xFF\xFE" + le},
        std::pair{text::Encoding::utf16be, be}}) {
    how.encoding = encoding;
    check_same(read(bytes, how));
    CHECK(read(bytes, how).shape->encoding == encoding);
  }
  how.encoding = text::Encoding::utf8;
  const Reading wrong = read(public_roster(), how);
  CHECK(wrong.failed() == "bad_utf8");
  CHECK(wrong.error->offset == 3u);
}

TEST_CASE("the same roster with every separator and line break") {
  const auto rows = table();
  for (const char separator : {';', ',', '\t'}) {
    for (const bool quoted : {false, true}) {
      const std::string text = csv(rows, separator, quoted);
      check_same(read(text, options()));
      std::string crlf, cr;
      for (const char c : text) {
        crlf += c == '\n' ? "\r\n" : std::string(1, c);
        cr += c == '\n' ? '\r' : c;
      }
      check_same(read(crlf, options()));
      check_same(read(cr, options()));
    }
  }
}

TEST_CASE("the same roster in any pieces") {
  const std::string bytes = public_roster();
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1000}}) {
    check_same(read(in_pieces(bytes, piece), options()));
  }
}

TEST_CASE("the same roster with the name in one column") {
  auto rows = table();
  for (auto& row : rows) {
    std::string name = row[3] + " " + row[4] + " " + row[5];
    row.erase(row.begin() + 4, row.begin() + 6);
    row[3] = name;
  }
  rows[0][3] = "ФИО";
  check_same(read(csv(rows, ';'), options()));
}

TEST_CASE("the same roster with English headings in another order") {
  auto rows = table();
  rows[0] = {"person_id", "school", "region", "last_name", "first_name", "middle_name", "snils",
             "birthday",  "gender", "roles",  "class",     "status",     "activated",   "login"};
  for (auto& row : rows) std::reverse(row.begin(), row.end());
  check_same(read(csv(rows, '\t'), options()));
}

TEST_CASE("the same roster as a spreadsheet mistreats it") {
  auto rows = table();
  for (auto& row : rows) {
    for (auto& cell : row) cell = " " + cell + "\xC2\xA0";
  }
  std::string text = csv(rows, ';');
  text = "Список;;;\n\n" + text.substr(0, text.find('\n') + 1) + ";;;;;;;;;;;;;;;\n" + text.substr(text.find('\n') + 1);
  check_same(read(text, options()));
}

TEST_CASE("the same roster as JSON lines") {
  const auto rows = table();
  const char* keys[] = {"id",         "organisation", "region", "surname", "given",  "patronymic", "snils",
                        "birth_date", "sex",          "role",   "klass",   "status", "activated",  "login"};
  for (const bool russian : {false, true}) {
    std::string lines;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      nlohmann::json object;
      for (std::size_t c = 0; c < rows[i].size(); ++c) object[russian ? rows[0][c] : keys[c]] = rows[i][c];
      lines += object.dump() + "\n";
    }
    check_same(read(lines, options()));
    check_same(read(*text::encode(lines, text::Encoding::utf16le), options()));
  }
}
