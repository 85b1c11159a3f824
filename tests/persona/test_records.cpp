// The record machine and the cells, by tables of examples.
#include <catch2/catch.hpp>

#include "persona/cells.hpp"
#include "persona/records.hpp"

using namespace kto;
using namespace kto::roster;

namespace {

char letter(Record::Kind kind) {
  switch (kind) {
    case Record::Kind::regular:
      return 'r';
    case Record::Kind::irregular:
      return 'i';
    case Record::Kind::open:
      return 'o';
    case Record::Kind::too_long:
      return 'L';
  }
  return '?';
}

// "1r<text>" a record, in order. Records over several lines are refused when `refuse` is set.
std::string records(std::string_view text, std::size_t piece, bool refuse = false) {
  RecordSplitter splitter(';');
  std::string out;
  const RecordSplitter::Sink sink = [&](const Record& record) -> Result<RecordSplitter::Answer> {
    out += std::to_string(record.line) + letter(record.kind) + '<' + std::string(record.text) + '>';
    return refuse ? RecordSplitter::Answer::first_line_only : RecordSplitter::Answer::next;
  };
  for (std::size_t at = 0; at < text.size(); at += piece) {
    REQUIRE(splitter.push(text.substr(at, piece), false, sink));
  }
  REQUIRE(splitter.push({}, true, sink));
  return out;
}

std::string cells(std::string_view record, std::size_t columns = 0, bool irregular = false) {
  Cells made;
  if (irregular) {
    if (!split_irregular(record, ';', columns, made)) return "(cannot be explained)";
  } else {
    split_regular(record, ';', made);
  }
  std::string out;
  for (const std::string_view cell : made.values) out += '[' + std::string(cell) + ']';
  return out;
}

}  // namespace

TEST_CASE("records end at every kind of line break") {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{1000}}) {
    CHECK(records("a;b\nc;d\n", piece) == "1r<a;b>2r<c;d>");
    CHECK(records("a;b\r\nc;d\r\n", piece) == "1r<a;b>2r<c;d>");
    CHECK(records("a;b\rc;d", piece) == "1r<a;b>2r<c;d>");
    CHECK(records("a\n\n\r\n\rb", piece) == "1r<a>2r<>3r<>4r<>5r<b>");
    CHECK(records("", piece).empty());
  }
}

TEST_CASE("a quoted cell holds separators, quotes and line breaks") {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
    CHECK(records("\"a;\nb\";c\nd", piece) == "1r<\"a;\nb\";c>3r<d>");
    CHECK(records("\"a\r\nb\r\n\r\nc\"\r\nd", piece) == "1r<\"a\r\nb\r\n\r\nc\">5r<d>");
    CHECK(records("x;\"a\"\"\nb\"  ;y\nz", piece) == "1r<x;\"a\"\"\nb\"  ;y>3r<z>");
    CHECK(records("x \"a\ny\" b", piece) == "1r<x \"a>2r<y\" b>");  // in an unquoted cell they are letters
  }
}

TEST_CASE("a broken quote costs its own line and no other") {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{5}, std::size_t{1000}}) {
    CHECK(records("a;\"b\" c;d\ne\n", piece) == "1i<a;\"b\" c;d>2r<e>");
    // never closed: the end of the file, or the next quoted cell, shows it
    CHECK(records("a;\"b\nc\nd", piece) == "1o<a;\"b>2r<c>3r<d>");
    CHECK(records("a;\"b\nc\nd;\"e\"\nf", piece) == "1o<a;\"b>2r<c>3r<d;\"e\">4r<f>");
    CHECK(records("\"", piece) == "1o<\">");
    // a line that was given up and holds the start of a good cell over several lines behind the fault
    CHECK(records("\"a\nb;\"c\nd\";e\nf", piece) == "1o<\"a>2r<b;\"c\nd\";e>4r<f>");
  }
}

TEST_CASE("a record over several lines can be refused") {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{1000}}) {
    CHECK(records("\"a\nb\nc\";d\ne", piece, true) == "1r<\"a\nb\nc\";d>2r<b>3r<c\";d>4r<e>");
  }
}

TEST_CASE("a record is bounded") {
  const std::string line(limits::row_bytes, 'x');
  CHECK(records(line + "\ny", 4096) == "1r<" + line + ">2r<y>");
  CHECK(records(line + "xx\ny", 4096) == "1L<>2r<y>");
  CHECK(records("\"" + line + line + line, 4096) == "1L<>");
  // over several lines a quoted cell ends at limits::cell_bytes, and the lines in it are read
  std::string many = "a;\"b\n";
  std::string expected = "1L<>";
  for (int i = 2; i < 3000; ++i) {
    many += std::string(100, 'y') + "\n";
    expected += std::to_string(i) + "r<" + std::string(100, 'y') + ">";
  }
  CHECK(records(many, 1) == expected);
  CHECK(records(many, 100000) == expected);
}

TEST_CASE("broken quotes are read in linear time") {
  // Each of these made a naive recovery read the rest of the file anew for every line.
  for (const std::string_view line : {"y\";\"\n", "\"\n", "a;\"b\n", "\"\";\"\n", "x;\"\"\"\n", "\";\"\n"}) {
    std::string text;
    while (text.size() < 1024 * 1024) text += line;
    RecordSplitter splitter(';');
    std::uint64_t seen = 0;
    const RecordSplitter::Sink sink = [&](const Record& record) -> Result<RecordSplitter::Answer> {
      seen = record.next_line;
      return RecordSplitter::Answer::first_line_only;
    };
    REQUIRE(splitter.push(text, true, sink));  // the bound on time is the test's own time-out
    CHECK(seen >= text.size() / line.size());
  }
}

TEST_CASE("cells of a regular record") {
  CHECK(cells("a;b;c") == "[a][b][c]");
  CHECK(cells(";;") == "[][][]");
  CHECK(cells("") == "[]");
  CHECK(cells(" a ;\tb\xC2\xA0; \xE2\x80\xAF"
              "c") == "[a][b][c]");
  CHECK(cells("\"a;b\";\"c\"\"d\"\"\";\"\"") == "[a;b][c\"d\"][]");
  CHECK(cells(" \" a \" ; b") == "[a][b]");
  CHECK(cells("ООО \"Ромашка\" и К;b") == "[ООО \"Ромашка\" и К][b]");
  CHECK(cells("=\"0876\";'5") == "[=\"0876\"]['5]");
}

TEST_CASE("cells of a line with broken quotes") {
  CHECK(cells("1;\"ООО \"Ромашка\" г. Иркутск\";x", 3, true) == "[1][ООО \"Ромашка\" г. Иркутск][x]");
  CHECK(cells("1;\"Гимназия\" №2;x", 3, true) == "[1][\"Гимназия\" №2][x]");
  CHECK(cells("1;\"МАОУ \"Гимназия №2\"\";x", 3, true) == "[1][МАОУ \"Гимназия №2\"][x]");
  CHECK(cells("1;\"ООО \"А;Б\" В\";x", 3, true) == "[1][ООО \"А;Б\" В][x]");
  CHECK(cells("1;\"А\" Б;x;y", 3, true) == "(cannot be explained)");
  CHECK(cells("1;\"А\" \"Б;x", 3, true) == "(cannot be explained)");
}

TEST_CASE("two stray quotes that found each other make no cell") {
  Cells made;
  split_regular("1005;\"Школа;Орлов\n1006;Школа\";Соколов", ';', made);
  REQUIRE(made.values.size() == 3);
  CHECK(swallowed_row(made, ';', 3));
  split_regular("1005;\"Школа;\nвторая строка\";Соколов;x", ';', made);
  CHECK_FALSE(swallowed_row(made, ';', 4));
}
