// A record → its cells.
#pragma once

#include "persona/records.hpp"

namespace kto::roster {

// The cells of one record, trimmed. They borrow from the record and from `arena`; reused from row to row.
struct Cells {
  std::vector<std::string_view> values{};
  std::string arena{};
  // Cells without the empty ones at the end.
  std::size_t filled() const noexcept;
};

// A regular record.
void split_regular(std::string_view record, char separator, Cells& out);

// One line whose quoting is broken, read in the two ways that people mean: a quoted cell ends at a quote
// in front of a separator («"ООО "Ромашка"";…»), or quotes are but letters («"Гимназия" №2;…», each cell
// with an even number of them). The reading that gives `columns` cells wins; 0 = any number. False when
// neither does: then quoting cannot explain the line.
bool split_irregular(std::string_view line, char separator, std::size_t columns, Cells& out);

// Quotes are but letters, even if a quote is left alone.
void split_plain(std::string_view line, char separator, Cells& out);

// A quoted cell that holds a line break and a whole row's separators: two stray quotes that found each
// other, and between them the cells of another person. Never a cell.
bool swallowed_row(const Cells& cells, char separator, std::size_t columns) noexcept;

}  // namespace kto::roster
