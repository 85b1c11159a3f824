// Which line is the header, what separates the cells, and what each column means.
#pragma once

#include "persona/cells.hpp"
#include "persona/fields.hpp"

namespace kto::roster {

struct Layout {
  char separator = ';';
  std::uint64_t header_line = 0;
  std::size_t columns = 0;                           // without empty headings at the end
  std::vector<std::optional<RosterField>> fields{};  // by column
  std::vector<std::string> headings{};               // folded, by column
  std::array<std::optional<std::size_t>, kFieldCount> column_of{};
  std::uint64_t data_begins = 0;  // offset in the head after the header
  std::uint64_t data_line = 0;    // the line that begins there

  bool has(RosterField field) const noexcept { return column_of[index_of(field)].has_value(); }
};

// Finds the header in the head of a file (`whole`: this is all of it). Without options.separator the
// separator is the one under which the header shows most known headings. Errors: not_a_table, no_header,
// column_missing, column_repeated (with field and line), unterminated_quote (in the header itself),
// region_missing, too_many, bad_argument (a mapping or a separator that makes no sense).
Result<Layout> find_layout(std::string_view head, bool whole, const RosterOptions& options);

}  // namespace kto::roster
