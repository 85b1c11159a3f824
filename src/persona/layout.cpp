#include "persona/layout.hpp"

#include <algorithm>
#include <set>

#include "persona/cell_dates.hpp"
#include "persona/cell_text.hpp"

namespace kto::roster {
namespace {

constexpr std::uint64_t kTitleLines = 50;  // that may stand above the header

constexpr bool is_name(RosterField field) noexcept {
  return field == RosterField::fio || field == RosterField::surname || field == RosterField::given;
}

// The explicit mapping: by heading (folded) and by number of the column, from 0.
struct Mapping {
  std::vector<std::pair<RosterField, std::string>> headings{};
  std::vector<std::pair<RosterField, std::size_t>> numbers{};

  std::optional<RosterField> by_heading(std::string_view folded) const {
    for (const auto& [field, heading] : headings) {
      if (heading == folded) return field;
    }
    return std::nullopt;
  }
  bool maps(RosterField field) const {
    const auto same = [&](const auto& entry) { return entry.first == field; };
    return std::any_of(headings.begin(), headings.end(), same) || std::any_of(numbers.begin(), numbers.end(), same);
  }
  bool numbers_a_name() const {
    return std::any_of(numbers.begin(), numbers.end(), [](const auto& entry) { return is_name(entry.first); });
  }
};

Result<Mapping> read_mapping(const RosterOptions& options) {
  Mapping mapping;
  for (const auto& [field, text] : options.mapping) {
    if (mapping.maps(field)) return fail(Errc::column_repeated, std::string(name_of(field)));
    const std::string folded = fold_word(text);
    if (folded.empty()) return fail(Errc::bad_argument, std::string(name_of(field)));
    const bool digits = std::all_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) {
      mapping.headings.emplace_back(field, folded);
      continue;
    }
    std::size_t number = 0;
    for (const char c : folded.substr(0, 6)) number = number * 10 + static_cast<std::size_t>(c - '0');
    if (number == 0 || number > limits::columns) return fail(Errc::column_missing, std::string(name_of(field)));
    mapping.numbers.emplace_back(field, number - 1);
  }
  return mapping;
}

struct Score {
  std::size_t known = 0;
  bool name = false;
};

Score score(const Cells& cells, const Mapping& mapping) {
  Score result;
  result.name = mapping.numbers_a_name();
  for (const std::string_view cell : cells.values) {
    if (cell.empty() || cell.size() > 512) continue;
    const std::string folded = fold_word(cell);
    auto field = mapping.by_heading(folded);
    if (!field) field = field_of_folded(folded);
    if (!field) continue;
    ++result.known;
    result.name = result.name || is_name(*field);
  }
  return result;
}

Error error_at(Errc code, std::optional<RosterField> field, std::uint64_t line) {
  Error error{code};
  if (field) error.field = name_of(*field);
  error.line = line;
  return error;
}

// What is known of a table after its head was read under one separator.
struct Trial {
  char separator = ';';
  std::size_t known = 0;  // headings in the header found; 0 = none found
  std::vector<std::string> header{};
  std::uint64_t line = 0, end = 0, next_line = 0;
  bool open = false;                        // the header has a quote without end
  std::size_t most_cells = 0;               // of any record
  std::optional<std::uint64_t> nameless{};  // a line of headings without a name among them
  // The first record that is not empty, for a mapping by numbers over headings nobody knows.
  struct First {
    std::vector<std::string> cells{};
    bool open = false;
    std::uint64_t line = 0, end = 0, next_line = 0;
  };
  std::optional<First> first{};
};

void split(std::string_view text, Record::Kind kind, char separator, Cells& out) {
  if (kind == Record::Kind::regular) {
    split_regular(text, separator, out);
  } else if (kind == Record::Kind::open || !split_irregular(text, separator, 0, out)) {
    split_plain(text, separator, out);
  }
}

// A heading with a stray quote still shows what line was meant.
void drop_quotes(Cells& cells) {
  for (std::string_view& cell : cells.values) {
    while (!cell.empty() && cell.front() == '"') cell.remove_prefix(1);
  }
}

Trial try_separator(std::string_view head, bool whole, std::uint64_t first_line, char separator,
                    const Mapping& mapping) {
  Trial trial;
  trial.separator = separator;
  RecordSplitter splitter(separator, first_line);
  Cells cells;
  const RecordSplitter::Sink sink = [&](const Record& record) -> Result<RecordSplitter::Answer> {
    using Answer = RecordSplitter::Answer;
    if (record.line > first_line + kTitleLines) return Answer::stop;
    if (record.kind == Record::Kind::too_long) return Answer::next;
    split(record.text, record.kind, separator, cells);
    if (cells.filled() == 0) return Answer::next;
    trial.most_cells = std::max(trial.most_cells, cells.filled());
    if (!trial.first) {
      trial.first = Trial::First{{cells.values.begin(), cells.values.end()},
                                 record.kind == Record::Kind::open,
                                 record.line,
                                 record.end,
                                 record.next_line};
    }
    const bool open = record.kind == Record::Kind::open;
    if (open) drop_quotes(cells);
    const Score found = score(cells, mapping);
    if (found.known >= 2 && !found.name && !trial.nameless) trial.nameless = record.line;
    if (found.known < 2 || !found.name) return record.several_lines ? Answer::first_line_only : Answer::next;
    trial.known = found.known;
    trial.line = record.line;
    trial.end = record.end;
    trial.next_line = record.next_line;
    trial.open = open;
    trial.header.assign(cells.values.begin(), cells.values.end());
    return Answer::stop;
  };
  // In pieces, so that a long head is not cut up further than to its header.
  constexpr std::size_t kPiece = 16 * 1024;
  for (std::size_t at = 0;; at += kPiece) {
    const bool end = at + kPiece >= head.size();
    const auto going = splitter.push(head.substr(at, kPiece), end && whole, sink);
    if (!going || !*going || end) return trial;
  }
}

// A mapping by numbers needs no known heading; then the first line is the header — unless it already
// shows a number, a date or a region where one is mapped: a table without any header is refused, for
// otherwise its first person would be lost silently.
bool serves_as_header(const std::vector<std::string>& cells, const Mapping& mapping) {
  for (const auto& [field, column] : mapping.numbers) {
    if (column >= cells.size()) return false;
    const std::string_view cell = cells[column];
    if (field == RosterField::snils && Snils::read(cell, Snils::Recovery::yes).verdict != SnilsVerdict::bad_format) {
      return false;
    }
    if (field == RosterField::birth_date && read_date(cell)) return false;
    if ((field == RosterField::region || field == RosterField::id) && !cell.empty() &&
        cell.find_first_not_of("0123456789") == std::string_view::npos) {
      return false;
    }
  }
  return mapping.numbers_a_name();
}

std::optional<char> separator_line(std::string_view head, std::uint64_t& end) {
  const std::size_t size = std::min(head.find_first_of("\r\n"), head.size());
  std::string_view line = trim(head.substr(0, size));
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
  // trim() takes a tab for a blank.
  if (line == "sep=" && head.substr(0, size).find('\t') != std::string_view::npos) line = "sep=\t";
  if (line.size() != 5 || fold_word(line.substr(0, 4)) != "sep=") return std::nullopt;
  if (line[4] != ';' && line[4] != ',' && line[4] != '\t') return std::nullopt;
  end = size;
  if (end < head.size()) end += head[end] == '\r' && end + 1 < head.size() && head[end + 1] == '\n' ? 2 : 1;
  return line[4];
}

// The field of each column, from the headings and the mapping.
Result<Layout> map_columns(const Trial& trial, const Mapping& mapping, const RosterOptions& options) {
  Layout layout;
  layout.separator = trial.separator;
  layout.header_line = trial.line;
  layout.data_begins = trial.end;
  layout.data_line = trial.next_line;
  layout.columns = trial.header.size();
  while (layout.columns > 0 && trial.header[layout.columns - 1].empty()) --layout.columns;
  for (const auto& [field, column] : mapping.numbers) {
    if (column >= trial.header.size()) {
      return fail(error_at(Errc::column_missing, field, trial.line));
    }
    layout.columns = std::max(layout.columns, column + 1);
  }
  if (layout.columns > limits::columns) return fail(error_at(Errc::too_many, std::nullopt, trial.line));
  layout.fields.resize(layout.columns);
  layout.headings.resize(layout.columns);
  for (std::size_t i = 0; i < layout.columns; ++i) layout.headings[i] = fold_word(prefix(trial.header[i], 512));

  const auto assign = [&](RosterField field, std::size_t column) -> Result<void> {
    auto& place = layout.column_of[index_of(field)];
    if (place || layout.fields[column]) return fail(error_at(Errc::column_repeated, field, trial.line));
    place = column;
    layout.fields[column] = field;
    return {};
  };
  for (const auto& [field, column] : mapping.numbers) KTO_TRY(assign(field, column));
  for (const auto& [field, heading] : mapping.headings) {
    bool found = false;
    for (std::size_t i = 0; i < layout.columns; ++i) {
      if (layout.headings[i] != heading) continue;
      KTO_TRY(assign(field, i));
      found = true;
    }
    if (!found) return fail(error_at(Errc::column_missing, field, trial.line));
  }
  std::vector<std::size_t> ambiguous;
  for (std::size_t i = 0; i < layout.columns; ++i) {
    if (layout.fields[i]) continue;
    if (layout.headings[i] == kAmbiguousName) {
      ambiguous.push_back(i);
      continue;
    }
    const auto field = field_of_folded(layout.headings[i]);
    if (!field || mapping.maps(*field)) continue;  // the mapping decides alone
    KTO_TRY(assign(*field, i));
  }
  for (const std::size_t i : ambiguous) {
    const bool given = layout.has(RosterField::surname) && !layout.has(RosterField::given);
    const RosterField field = given ? RosterField::given : RosterField::fio;
    if (!mapping.maps(field)) KTO_TRY(assign(field, i));
  }

  const auto missing = [&](RosterField field) { return fail(error_at(Errc::column_missing, field, trial.line)); };
  if (!layout.has(RosterField::fio) && !layout.has(RosterField::surname)) return missing(RosterField::surname);
  if (options.match_by == MatchBy::id && !layout.has(RosterField::id)) return missing(RosterField::id);
  if (options.match_by == MatchBy::number && !layout.has(RosterField::snils)) return missing(RosterField::snils);
  if (!layout.has(RosterField::organisation) && !options.organisation) return missing(RosterField::organisation);
  if (!layout.has(RosterField::region) && !options.region) {
    return fail(error_at(Errc::region_missing, RosterField::region, trial.line));
  }
  return layout;
}

}  // namespace

Result<Layout> find_layout(std::string_view head, bool whole, const RosterOptions& options) {
  auto mapping = read_mapping(options);
  if (!mapping) return fail(mapping.error());
  std::string candidates = ";\t,";
  std::uint64_t skipped = 0;
  if (const auto stated = separator_line(head, skipped)) candidates = std::string(1, *stated);
  if (options.separator) {
    if (std::string_view(";,\t").find(*options.separator) == std::string_view::npos) {
      return fail(Errc::bad_argument, std::string("separator"));
    }
    candidates = std::string(1, *options.separator);
  }
  const std::uint64_t first_line = skipped > 0 ? 2 : 1;

  std::optional<Trial> best;
  std::size_t most_cells = 0;
  std::optional<std::uint64_t> nameless;
  std::vector<Trial> trials;
  for (const char separator : candidates) {
    Trial trial = try_separator(head.substr(skipped), whole, first_line, separator, *mapping);
    most_cells = std::max(most_cells, trial.most_cells);
    if (!nameless) nameless = trial.nameless;
    trials.push_back(std::move(trial));
    const Trial& last = trials.back();
    if (last.known > 0 && (!best || last.known > best->known)) best = last;
  }
  if (!best && mapping->numbers_a_name()) {
    for (const Trial& trial : trials) {
      if (!trial.first || trial.most_cells != most_cells || trial.first->open) continue;
      if (!serves_as_header(trial.first->cells, *mapping)) break;
      best = trial;
      best->header = trial.first->cells;
      best->line = trial.first->line;
      best->end = trial.first->end;
      best->next_line = trial.first->next_line;
      break;
    }
  }
  if (!best) {
    if (most_cells == 0) return fail(Errc::empty);
    if (nameless) return fail(error_at(Errc::column_missing, RosterField::surname, *nameless));
    return fail(most_cells < 2 ? Errc::not_a_table : Errc::no_header);
  }
  if (best->open) return fail(error_at(Errc::unterminated_quote, std::nullopt, best->line));
  auto layout = map_columns(*best, *mapping, options);
  if (layout) layout->data_begins += skipped;
  return layout;
}

}  // namespace kto::roster
