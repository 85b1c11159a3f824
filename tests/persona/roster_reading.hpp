// Reads a roster in a test and keeps everything that came out of it.
#pragma once

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "kto/persona.hpp"

namespace kto::test {

struct Reading {
  std::vector<RosterRow> rows{};
  std::vector<RowIssue> issues{};
  std::optional<RosterShape> shape{};
  std::optional<Error> error{};

  bool has(RowCode code) const {
    return std::any_of(issues.begin(), issues.end(), [&](const RowIssue& issue) { return issue.code == code; });
  }
  // The issues of one line, as "code@column" joined by blanks.
  std::string at(std::uint64_t line) const {
    std::string out;
    for (const RowIssue& issue : issues) {
      if (issue.line != line) continue;
      if (!out.empty()) out += ' ';
      out += std::string(name_of(issue.code)) + '@' + std::to_string(issue.column);
    }
    return out;
  }
  std::string failed() const { return error ? std::string(name_of(error->code)) : std::string("read"); }
};

// A source that hands out at most `piece` bytes at a time.
inline ByteSource in_pieces(std::string_view bytes, std::size_t piece) {
  return [bytes, piece](std::span<char> buffer) mutable -> Result<std::size_t> {
    const std::size_t size = std::min({buffer.size(), bytes.size(), piece});
    std::copy_n(bytes.begin(), size, buffer.begin());
    bytes.remove_prefix(size);
    return size;
  };
}

inline Reading read(const ByteSource& source, const RosterOptions& options) {
  Reading reading;
  RosterHandlers handlers;
  handlers.row = [&](RosterRow&& row) -> Result<void> {
    reading.rows.push_back(std::move(row));
    return {};
  };
  handlers.issue = [&](const RowIssue& issue) { reading.issues.push_back(issue); };
  auto shape = read_roster(source, options, handlers);
  if (shape) {
    reading.shape = *shape;
  } else {
    reading.error = shape.error();
  }
  return reading;
}

// Fixed in time, so that no test depends on the day it runs on.
inline RosterOptions options() {
  RosterOptions made;
  made.today = *Date::make(2024, 10, 1);
  return made;
}
// For small tables: region and organisation are given from outside.
inline RosterOptions school() {
  RosterOptions made = options();
  made.region = *Region::make(38);
  made.organisation = OrganisationId{"МБОУ СОШ №7"};
  return made;
}

inline Reading read(std::string_view bytes, const RosterOptions& how) { return read(bytes_of(bytes), how); }

inline std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
inline std::string public_roster() { return slurp(std::string(KTO_TEST_VECTORS) + "/signin/roster.csv"); }

}  // namespace kto::test
