#include "cli/table.hpp"

#include <algorithm>

#include "kto/text.hpp"

namespace kto::cli {

namespace {

constexpr std::size_t widest = 48;  // longer cells push their row to the right instead of all rows

// Columns on a terminal; combining marks take none.
std::size_t width_of(std::string_view cell) {
  std::size_t width = 0;
  for (const char32_t c : text::to_code_points(cell)) width += text::is_mark(c) ? 0U : 1U;
  return width;
}

}  // namespace

Table::Table(std::vector<std::string> heading) : widths_(heading.size(), 0) { row(std::move(heading)); }

void Table::row(std::vector<std::string> cells) {
  cells.resize(widths_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    widths_[i] = std::max(widths_[i], std::min(width_of(cells[i]), widest));
  }
  rows_.push_back(std::move(cells));
}

void Table::print(Out& out) {
  for (const auto& cells : rows_) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      line += cells[i];
      const std::size_t width = width_of(cells[i]);
      line.append((width < widths_[i] ? widths_[i] - width : 0) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out.line(line);
  }
  rows_.clear();
}

}  // namespace kto::cli
