#include "persona/cells.hpp"

#include <algorithm>

#include "persona/cell_text.hpp"

namespace kto::roster {
namespace {

bool is_blank(char c) noexcept { return c == ' ' || c == '\t'; }

std::size_t skip_blanks(std::string_view text, std::size_t at, char separator) noexcept {
  while (at < text.size() && is_blank(text[at]) && text[at] != separator) ++at;
  return at;
}

// Ready for a record of this size: what is put into the arena later must not move it.
void reset(Cells& out, std::size_t bytes) {
  out.values.clear();
  out.arena.clear();
  out.arena.reserve(bytes);
}

// Ends the cell that began at `from` in the arena.
void take_from_arena(Cells& out, std::size_t from) {
  out.values.push_back(trim(std::string_view(out.arena).substr(from)));
}

// A quoted cell of a broken line, opened at `at`: ends at the first quote with nothing but blanks between
// it and a separator or the end. Returns the place after it, or npos.
std::size_t read_loose_quoted(std::string_view line, std::size_t at, char separator, Cells& out) {
  const std::size_t from = out.arena.size();
  for (++at; at < line.size(); ++at) {
    if (line[at] != '"') {
      out.arena += line[at];
      continue;
    }
    const std::size_t after = skip_blanks(line, at + 1, separator);
    if (after == line.size() || line[after] == separator) {
      take_from_arena(out, from);
      return after;
    }
    out.arena += '"';
    if (line[at + 1] != '"') continue;
    // Doubled as it should be, or an inner quote right before the end («"Школа "Ромашка"";…»).
    ++at;
    const std::size_t behind = skip_blanks(line, at + 1, separator);
    if (behind == line.size() || line[behind] == separator) {
      take_from_arena(out, from);
      return behind;
    }
  }
  return std::string_view::npos;
}

bool split_loose(std::string_view line, char separator, Cells& out) {
  reset(out, line.size());
  std::size_t at = 0;
  while (true) {
    const std::size_t begin = skip_blanks(line, at, separator);
    if (begin < line.size() && line[begin] == '"') {
      at = read_loose_quoted(line, begin, separator, out);
      if (at == std::string_view::npos) return false;
    } else {
      const std::size_t end = std::min(line.find(separator, at), line.size());
      out.values.push_back(trim(line.substr(at, end - at)));
      at = end;
    }
    if (at >= line.size()) return true;
    ++at;
  }
}

bool fits(const Cells& cells, std::size_t columns) noexcept {
  return columns == 0 || (cells.values.size() >= columns && cells.filled() <= columns);
}

}  // namespace

std::size_t Cells::filled() const noexcept {
  std::size_t count = values.size();
  while (count > 0 && values[count - 1].empty()) --count;
  return count;
}

void split_regular(std::string_view record, char separator, Cells& out) {
  reset(out, record.size());
  std::size_t at = 0;
  while (true) {
    const std::size_t begin = skip_blanks(record, at, separator);
    if (begin < record.size() && record[begin] == '"') {
      const std::size_t from = out.arena.size();
      at = begin + 1;
      while (at < record.size()) {
        const std::size_t quote = std::min(record.find('"', at), record.size());
        out.arena.append(record.substr(at, quote - at));
        at = quote + 1;
        if (at >= record.size() || record[at] != '"') break;
        out.arena += '"';
        ++at;
      }
      take_from_arena(out, from);
      at = std::min(record.find(separator, std::min(at, record.size())), record.size());
    } else {
      const std::size_t end = std::min(record.find(separator, at), record.size());
      out.values.push_back(trim(record.substr(at, end - at)));
      at = end;
    }
    if (at >= record.size()) return;
    ++at;
  }
}

void split_plain(std::string_view line, char separator, Cells& out) {
  reset(out, 0);
  for (std::size_t at = 0;; ++at) {
    const std::size_t end = std::min(line.find(separator, at), line.size());
    out.values.push_back(trim(line.substr(at, end - at)));
    at = end;
    if (at >= line.size()) return;
  }
}

bool split_irregular(std::string_view line, char separator, std::size_t columns, Cells& out) {
  if (split_loose(line, separator, out) && fits(out, columns)) return true;
  split_plain(line, separator, out);
  const bool balanced = std::all_of(out.values.begin(), out.values.end(), [](std::string_view cell) {
    return std::count(cell.begin(), cell.end(), '"') % 2 == 0;
  });
  return balanced && fits(out, columns);
}

bool swallowed_row(const Cells& cells, char separator, std::size_t columns) noexcept {
  return std::any_of(cells.values.begin(), cells.values.end(), [&](std::string_view cell) {
    if (cell.find_first_of("\r\n") == std::string_view::npos) return false;
    const auto separators = static_cast<std::size_t>(std::count(cell.begin(), cell.end(), separator));
    return separators + 1 >= columns;
  });
}

}  // namespace kto::roster
