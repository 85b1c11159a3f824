// Every row of the public vectors, as lines and as parts.
#include <catch2/catch.hpp>
#include <fstream>

#include "kto/fio.hpp"

using namespace kto;

namespace {

struct Row {
  std::string a, b, grade, note;
};

std::vector<Row> rows() {
  std::ifstream in(KTO_TEST_VECTORS "/name_grades.tsv");
  std::vector<Row> all;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    Row row;
    std::string* cells[] = {&row.a, &row.b, &row.grade, &row.note};
    std::size_t from = 0;
    for (auto* cell : cells) {
      const auto tab = std::min(line.find('\t', from), line.size());
      *cell = line.substr(std::min(from, line.size()), tab - std::min(from, line.size()));
      from = tab + 1;
    }
    all.push_back(row);
  }
  return all;
}

}  // namespace

TEST_CASE("vectors: every row as two lines, both ways round", "[fio]") {
  const auto all = rows();
  REQUIRE(all.size() >= 32);
  for (const auto& row : all) {
    INFO(row.a << " | " << row.b << " | " << row.note);
    CHECK(name_of(compare(row.a, row.b).grade) == row.grade);
    CHECK(name_of(compare(row.b, row.a).grade) == row.grade);
  }
}

TEST_CASE("vectors: every row as a line against the other in parts", "[fio]") {
  for (const auto& row : rows()) {
    if (row.grade == "identical") continue;
    INFO(row.a << " | " << row.b);
    const auto a = Fio::parse(row.a);
    const auto b = Fio::parse(row.b);
    REQUIRE(a);
    REQUIRE(b);
    const auto& p = b->parts();
    const auto parts = Fio::from_parts(p.surname, p.given, p.patronymic);
    REQUIRE(parts);
    // The parts of a line in the other order are, read in the usual one, the very same bytes.
    const bool same = row.a == p.surname + ' ' + p.given + (p.patronymic.empty() ? "" : ' ' + p.patronymic);
    const std::string expected = same ? "identical" : row.grade;
    CHECK(name_of(grade(*a, *parts)) == expected);
    CHECK(name_of(grade(*parts, *a)) == expected);
  }
}
