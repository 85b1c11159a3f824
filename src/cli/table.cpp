#include "cli/table.hpp"

#include <algorithm>

#include "kto/text.hpp"

namespace kto::cli {

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char32_t c : text::to_code_points(text)) columns += text::is_mark(c) ? 0U : 1U;  // marks take none
  return columns;
}

std::string padded(std::string text, std::size_t columns) {
  const std::size_t taken = columns_of(text);
  if (taken < columns) text.append(columns - taken, ' ');
  return text;
}

Table::Table(std::vector<std::string> heading) : widths_(heading.size(), 0) { row(std::move(heading)); }

void Table::row(std::vector<std::string> cells) {
  cells.resize(widths_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    widths_[i] = std::max(widths_[i], std::min(columns_of(cells[i]), widest_column));
  }
  rows_.push_back(std::move(cells));
}

void Table::print(Out& out) {
  for (const auto& cells : rows_) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      line += padded(cells[i], widths_[i]) + "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out.line(line);
  }
  rows_.clear();
}

}  // namespace kto::cli
