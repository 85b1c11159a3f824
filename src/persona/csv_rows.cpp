#include "persona/csv_rows.hpp"

#include <algorithm>

#include "persona/cell_text.hpp"

namespace kto::roster {
namespace {

// The cell in which the quote without end was opened, from 1.
std::size_t last_quoted_cell(const Cells& cells) noexcept {
  for (std::size_t i = cells.values.size(); i > 0; --i) {
    if (!cells.values[i - 1].empty() && cells.values[i - 1].front() == '"') return i;
  }
  return 0;
}

bool is_number(std::string_view cell, std::size_t number) { return cell == std::to_string(number); }

}  // namespace

Result<void> CsvRows::push(std::string_view piece, bool last) {
  const auto going = splitter_.push(piece, last, [this](const Record& record) { return take(record); });
  if (!going) return fail(going.error());
  return {};
}

// A line below the header that is no data: the header once more (files that were put together), the line
// that numbers the columns in official forms, or another table's header.
CsvRows::Other CsvRows::other_than_data() const {
  const auto& cells = cells_.values;
  const std::size_t filled = std::min(cells_.filled(), layout_.columns);
  if (filled >= 3) {
    bool numbered = true;
    for (std::size_t i = 0; i < filled && numbered; ++i) numbered = is_number(cells[i], i + 1);
    if (numbered) return Other::numbering;
  }
  // A header shows a heading where the name stands; most rows are done with after this one word.
  std::size_t same = 0, elsewhere = 0, stated = 0;
  std::optional<bool> name_is_heading;
  for (const RosterField field : {RosterField::surname, RosterField::fio, RosterField::given}) {
    const auto column = layout_.column_of[index_of(field)];
    if (!column || *column >= filled || cells[*column].empty() || cells[*column].size() > 256) continue;
    const std::string folded = fold_word(cells[*column]);
    name_is_heading = folded == layout_.headings[*column] || field_of_folded(folded).has_value();
    break;
  }
  if (!name_is_heading || !*name_is_heading) return Other::none;
  for (std::size_t i = 0; i < filled; ++i) {
    if (cells[i].empty()) continue;
    ++stated;
    if (cells[i].size() > 256) continue;
    const std::string folded = fold_word(cells[i]);
    if (folded == layout_.headings[i]) {
      ++same;
    } else if (field_of_folded(folded)) {
      ++elsewhere;
    }
  }
  if (stated >= 2 && same == stated) return Other::header;
  return elsewhere >= 2 && (same + elsewhere) * 2 > stated ? Other::other_header : Other::none;
}

// False when quoting cannot explain the record.
bool CsvRows::split(const Record& record) {
  switch (record.kind) {
    case Record::Kind::regular:
      split_regular(record.text, layout_.separator, cells_);
      return !record.several_lines || !swallowed_row(cells_, layout_.separator, layout_.columns);
    case Record::Kind::irregular:
      return split_irregular(record.text, layout_.separator, layout_.columns, cells_);
    case Record::Kind::open:
    case Record::Kind::too_long:
      split_plain(record.text, layout_.separator, cells_);
      return false;
  }
  return false;
}

RecordSplitter::Answer CsvRows::wrong_columns(const Record& record, std::size_t column) {
  ++rows_;
  builder_.report(record.line, static_cast<std::uint32_t>(column), RowCode::columns_wrong);
  return RecordSplitter::Answer::first_line_only;
}

Result<RecordSplitter::Answer> CsvRows::take(const Record& record) {
  using Answer = RecordSplitter::Answer;
  if (record.kind == Record::Kind::too_long) {
    ++rows_;
    builder_.report(record.line, 0, RowCode::row_too_long);
    return Answer::next;
  }
  const bool explained = split(record);
  const std::size_t filled = cells_.filled();
  if (filled == 0) return Answer::next;  // an empty line, or one of separators only
  if (explained) {
    switch (other_than_data()) {
      case Other::none:
        break;
      case Other::header:
      case Other::numbering:
        builder_.report(record.line, 0, RowCode::heading_repeated);
        return Answer::next;
      case Other::other_header: {
        // What follows would be read into the wrong columns.
        Error error{Errc::contradiction};
        error.line = record.line;
        return fail(std::move(error));
      }
    }
  }
  if (record.kind == Record::Kind::open) return wrong_columns(record, last_quoted_cell(cells_));
  if (filled > layout_.columns) return wrong_columns(record, layout_.columns + 1);
  // Too few: which one is missing cannot be told, and a guess would put a number into a name.
  if (cells_.values.size() < layout_.columns) return wrong_columns(record, cells_.values.size() + 1);
  if (!explained) return wrong_columns(record, 0);

  ++rows_;
  RowValues values;
  values.line = record.line;
  for (std::size_t i = 0; i < layout_.columns; ++i) {
    if (!layout_.fields[i]) continue;
    const auto column = static_cast<std::uint32_t>(i + 1);
    if (cells_.values[i].size() > limits::cell_bytes) {
      builder_.report(record.line, column, RowCode::row_too_long, name_of(*layout_.fields[i]));
      return Answer::next;
    }
    RowValue& value = values[*layout_.fields[i]];
    value.text = cells_.values[i];
    value.column = column;
    value.present = true;
  }
  KTO_TRY(builder_.build(values));
  return Answer::next;
}

}  // namespace kto::roster
