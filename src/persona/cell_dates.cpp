#include "persona/cell_dates.hpp"

#include <algorithm>

#include "persona/cell_text.hpp"

namespace kto::roster {
namespace {

constexpr std::string_view kMidnights[] = {" 0:00:00",  " 00:00:00",  " 0:00",         " 00:00",
                                           "T00:00:00", "T00:00:00Z", "T00:00:00.000", "T00:00:00.000Z"};

bool cut_end(std::string_view& text, std::string_view tail) {
  if (text.size() <= tail.size() || text.substr(text.size() - tail.size()) != tail) return false;
  text = trim(text.substr(0, text.size() - tail.size()));
  return true;
}

std::optional<Date> checked(Result<Date> date) {
  if (!date) return std::nullopt;
  return *date;
}

// Д.М.ГГГГ with one or two digits for day and month.
std::optional<Date> read_short_dotted(std::string_view text) {
  const std::size_t first = text.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('.', first + 1);
  if (second == std::string_view::npos || text.size() - second != 5) return std::nullopt;
  const std::size_t month_digits = second - first - 1;
  if (first < 1 || first > 2 || month_digits < 1 || month_digits > 2) return std::nullopt;
  std::string full(2 - first, '0');
  full.append(text.substr(0, first + 1));
  full.append(2 - month_digits, '0');
  full.append(text.substr(first + 1));
  return checked(Date::parse_dotted(full));
}

}  // namespace

std::optional<Date> read_date(std::string_view cell) {
  std::string_view text = trim(cell);
  if (text.size() > 40) return std::nullopt;
  for (const std::string_view midnight : kMidnights) {
    if (cut_end(text, midnight)) break;
  }
  if (!cut_end(text, "г.")) cut_end(text, "г");
  if (text.size() < 8 || text.size() > 10) return std::nullopt;
  if (text.size() == 10 && text[4] == '-') return checked(Date::parse_iso(text));
  if (text.size() == 10 && text[2] == '/' && text[5] == '/') {
    std::string dotted(text);
    std::replace(dotted.begin(), dotted.end(), '/', '.');
    return checked(Date::parse_dotted(dotted));
  }
  return read_short_dotted(text);
}

}  // namespace kto::roster
