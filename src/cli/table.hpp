// src/cli/table.hpp — a table for people, printed in batches: the heading once, columns as wide as what
// has been seen so far.
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"

namespace kto::cli {

constexpr std::size_t widest_column = 48;  // longer cells push their row to the right instead of all rows

// Columns that a printable() text takes on a terminal.
std::size_t columns_of(std::string_view text);
// With blanks behind it, up to so many columns.
std::string padded(std::string text, std::size_t columns);

class Table {
 public:
  explicit Table(std::vector<std::string> heading);
  // Cells must be printable() already.
  void row(std::vector<std::string> cells);
  std::size_t waiting() const noexcept { return rows_.size(); }
  void print(Out& out);

 private:
  std::vector<std::size_t> widths_;
  std::vector<std::vector<std::string>> rows_{};
};

}  // namespace kto::cli
