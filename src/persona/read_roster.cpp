// The reading of a roster from end to end: encoding → format → header → rows.
#include "persona/cell_text.hpp"
#include "persona/csv_rows.hpp"
#include "persona/json_rows.hpp"
#include "persona/text_source.hpp"

namespace kto {
namespace roster {
namespace {

// JSON lines begin with an object; no table does.
bool looks_like_json(std::string_view head) noexcept {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && head[first] == '{';
}

// Pushes the head and then all that comes.
template <class Rows>
Result<void> read_all(TextSource& source, std::string_view head, Rows& rows) {
  KTO_TRY(rows.push(head, false));
  std::string piece;
  while (true) {
    piece.clear();
    const auto more = source.next(piece);
    if (!more) return fail(more.error());
    KTO_TRY(rows.push(piece, !*more));
    if (!*more) return {};
  }
}

Result<RosterShape> read_csv(TextSource& source, const std::string& head, bool whole, const RosterOptions& options,
                             const RosterHandlers& handlers, RosterShape shape) {
  const auto layout = find_layout(head, whole, options);
  if (!layout) return fail(layout.error());
  shape.separator = layout->separator;
  shape.header_line = layout->header_line;
  for (const auto& field : layout->fields) {
    if (field) shape.fields.push_back(*field);
  }
  shape.unknown_columns = layout->columns - shape.fields.size();

  RowBuilder builder(options, handlers);
  if (!layout->has(RosterField::consent) && !options.require_consent) {
    builder.report_no_consent_column(layout->header_line);
  }
  CsvRows rows(*layout, builder);
  KTO_TRY(read_all(source, std::string_view(head).substr(static_cast<std::size_t>(layout->data_begins)), rows));
  if (rows.rows() == 0) return fail(Errc::empty);
  return shape;
}

Result<RosterShape> read_json(TextSource& source, const std::string& head, const RosterOptions& options,
                              const RosterHandlers& handlers, RosterShape shape) {
  RowBuilder builder(options, handlers);
  auto rows = JsonRows::make(options, builder);
  if (!rows) return fail(rows.error());
  KTO_TRY(read_all(source, head, *rows));
  if (rows->rows() == 0) return fail(Errc::empty);
  // There is no header to tell beforehand that nobody states a region; so far every row was rejected.
  if (!options.region && !rows->fields().empty() && !rows->saw(RosterField::region)) {
    return fail(Errc::region_missing, std::string(name_of(RosterField::region)));
  }
  shape.fields = rows->fields();
  return shape;
}

}  // namespace
}  // namespace roster

Result<RosterShape> read_roster(const ByteSource& source, const RosterOptions& options,
                                const RosterHandlers& handlers) {
  using namespace roster;
  if (!source) return fail(Errc::bad_argument, std::string("source"));
  auto text = TextSource::open(source, options.encoding, handlers.progress);
  if (!text) return fail(text.error());
  // The head: enough to find the header however long its lines are.
  std::string head;
  bool whole = false;
  while (!whole && head.size() < limits::row_bytes) {
    const auto more = text->next(head);
    if (!more) return fail(more.error());
    whole = !*more;
  }
  if (trim(head).empty() && whole) return fail(Errc::empty);

  RosterShape shape;
  shape.encoding = text->encoding();
  shape.format = options.format;
  if (shape.format == RosterFormat::detect) {
    shape.format = looks_like_json(head) ? RosterFormat::json_lines : RosterFormat::csv;
  }
  if (shape.format == RosterFormat::json_lines) return read_json(*text, head, options, handlers, std::move(shape));
  return read_csv(*text, head, whole, options, handlers, std::move(shape));
}

}  // namespace kto
