// The table of weights as data: complete, each line with its source, in an order that can be defended.
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "kto/suggest.hpp"
#include "suggest/weights.hpp"

using namespace kto;

TEST_CASE("every line of the table has a source and stands once") {
  std::ifstream file(std::string(KTO_SOURCE_DIR) + "/src/suggest/data/weights.tsv");
  REQUIRE(file);
  std::set<std::string> seen;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#' || line.rfind("version", 0) == 0 || line.rfind("least", 0) == 0) continue;
    CAPTURE(line);
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    REQUIRE(cells.size() == 4);
    CHECK(cells[3].size() > 5);
    CHECK(seen.insert(cells[0] + '\t' + cells[1]).second);
  }
  CHECK(seen.size() == suggest::weights().entries.size());
}

TEST_CASE("the table is of this version") {
  // Whoever changes a weight raises the version and writes both down here.
  std::int64_t sum = suggest_least();
  std::int64_t place = 0;
  for (const auto& [field, reason] : suggest::weights().entries) sum += ++place * suggest_points(field, reason);
  CHECK(suggest_weights_version() == 1);
  CHECK(sum == -4505);
}

TEST_CASE("every reason has points in some field, and the right sign") {
  for (const SuggestReason reason : all_suggest_reasons()) {
    CAPTURE(name_of(reason));
    const auto& entries = suggest::weights().entries;
    CHECK(std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.second == reason; }));
  }
  for (const auto field : {SuggestField::surname, SuggestField::given, SuggestField::patronymic}) {
    CAPTURE(name_of(field));
    const auto points = [&](SuggestReason reason) { return suggest_points(field, reason); };
    // The measured order: a missing letter first, then consonant, vowel, extra letter.
    CHECK(points(SuggestReason::name_same) > points(SuggestReason::letter_missing));
    CHECK(points(SuggestReason::letter_missing) > points(SuggestReason::consonant_substituted));
    CHECK(points(SuggestReason::consonant_substituted) > points(SuggestReason::vowel_substituted));
    CHECK(points(SuggestReason::vowel_substituted) > points(SuggestReason::letter_extra));
    CHECK(points(SuggestReason::letter_extra) > points(SuggestReason::two_typos));
    CHECK(points(SuggestReason::neighbour_key) > points(SuggestReason::consonant_substituted));
    CHECK(points(SuggestReason::two_typos) > points(SuggestReason::part_differs));
  }
  CHECK(suggest_points(SuggestField::number, SuggestReason::number_same) > 0);
  CHECK(suggest_points(SuggestField::number, SuggestReason::number_differs) < 0);
  CHECK(suggest_points(SuggestField::sex, SuggestReason::number_same) == 0);
}

TEST_CASE("names and codes of the tables") {
  std::set<std::string_view> names;
  int last = 0;
  for (const SuggestReason reason : all_suggest_reasons()) {
    CHECK(names.insert(name_of(reason)).second);
    CHECK(static_cast<int>(reason) > last);
    last = static_cast<int>(reason);
  }
  last = 0;
  for (const SuggestField field : all_suggest_fields()) {
    CHECK(names.insert(name_of(field)).second);
    CHECK(static_cast<int>(field) == last + 10);
    last = static_cast<int>(field);
  }
}
