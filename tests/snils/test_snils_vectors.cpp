#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "kto/snils.hpp"
#include "snils/plain.hpp"

using namespace kto;

namespace {

std::vector<std::string> columns(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == '\t')
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

}  // namespace

TEST_CASE("snils.tsv: every row", "[snils]") {
  std::ifstream in(KTO_TEST_VECTORS "/snils.tsv");
  REQUIRE(in);
  std::string line;
  std::getline(in, line);
  std::size_t rows = 0;
  while (std::getline(in, line)) {
    CAPTURE(line);
    const auto row = columns(line);
    REQUIRE(row.size() == 4);
    const auto reading = Snils::read(row[0], Snils::Recovery::yes);
    CHECK(name_of(reading.verdict) == row[1]);
    CHECK(reading.canonical() == row[2]);
    CHECK(reading.usable() == !row[2].empty());
    CHECK(reading.recovered == (row[3].substr(0, 9) == "recovered"));

    const auto plain = snils_plain::read(row[0], true);
    CHECK(plain.verdict == row[1]);
    CHECK(plain.canonical == row[2]);
    CHECK(plain.recovered == reading.recovered);
    ++rows;
  }
  CHECK(rows == 34);
}
