// JSON lines → rows: one object a line, read by events.
#pragma once

#include "persona/records.hpp"
#include "persona/row_builder.hpp"

namespace kto::roster {

class JsonRows {
 public:
  // Options and builder are borrowed. Error: bad_argument, column_repeated for a mapping that makes no sense.
  static Result<JsonRows> make(const RosterOptions& options, RowBuilder& builder);

  // A piece of decoded text; `last` ends it. The error is a handler's.
  Result<void> push(std::string_view piece, bool last);
  std::uint64_t rows() const noexcept { return rows_; }
  // Fields seen so far, in the order of their first appearance.
  const std::vector<RosterField>& fields() const noexcept { return fields_; }
  bool saw(RosterField field) const noexcept { return seen_[index_of(field)]; }

  // Keys of the mapping, folded. They override the known ones.
  using Mapping = std::vector<std::pair<RosterField, std::string>>;

 private:
  JsonRows(Mapping mapping, RowBuilder& builder) : mapping_(std::move(mapping)), builder_(&builder) {}
  Result<RecordSplitter::Answer> take(const Record& record);

  Mapping mapping_;
  RowBuilder* builder_;
  RecordSplitter splitter_{std::nullopt};
  std::uint64_t rows_ = 0;
  std::vector<RosterField> fields_{};
  std::array<bool, kFieldCount> seen_{};
};

}  // namespace kto::roster
