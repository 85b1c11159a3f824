// Records of a CSV file → rows, once the layout is known.
#pragma once

#include "persona/layout.hpp"
#include "persona/row_builder.hpp"

namespace kto::roster {

class CsvRows {
 public:
  // Layout and builder are borrowed.
  CsvRows(const Layout& layout, RowBuilder& builder)
      : layout_(layout), builder_(builder), splitter_(layout.separator, layout.data_line) {}

  // A piece of decoded text behind the header; `last` ends it. The error is a handler's, or contradiction
  // (with the line) when a second header orders the columns otherwise.
  Result<void> push(std::string_view piece, bool last);
  // Rows of data seen, good and bad.
  std::uint64_t rows() const noexcept { return rows_; }

 private:
  enum class Other : std::uint8_t { none, header, numbering, other_header };
  Result<RecordSplitter::Answer> take(const Record& record);
  Other other_than_data() const;
  bool split(const Record& record);
  RecordSplitter::Answer wrong_columns(const Record& record, std::size_t column);

  const Layout& layout_;
  RowBuilder& builder_;
  RecordSplitter splitter_;
  Cells cells_{};
  std::uint64_t rows_ = 0;
};

}  // namespace kto::roster
