// src/cli/table.hpp — a table for people, printed in batches: the heading once, columns as wide as what
// has been seen so far.
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"

namespace kto::cli {

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
