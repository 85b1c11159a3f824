#include "kto/base.hpp"

namespace kto {
namespace {

std::optional<unsigned> digits(std::string_view text) {
  unsigned value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

Result<Date> from_fields(std::string_view year, std::string_view month, std::string_view day) {
  const auto y = digits(year);
  const auto m = digits(month);
  const auto d = digits(day);
  if (!y || !m || !d) return fail(Errc::bad_date);
  return Date::make(static_cast<int>(*y), *m, *d);
}

void append_digits(std::string& out, unsigned value, int width) {
  std::string text = std::to_string(value);
  for (int i = static_cast<int>(text.size()); i < width; ++i) out += '0';
  out += text;
}

}  // namespace

Result<Date> Date::make(int year, unsigned month, unsigned day) {
  if (year < 1000 || year > 9999 || month > 12 || day > 31) return fail(Errc::bad_date);
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!ymd.ok()) return fail(Errc::bad_date);
  return Date(ymd);
}

Result<Date> Date::parse_dotted(std::string_view text) {
  if (text.size() != 10 || text[2] != '.' || text[5] != '.') return fail(Errc::bad_date);
  return from_fields(text.substr(6), text.substr(3, 2), text.substr(0, 2));
}

Result<Date> Date::parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return fail(Errc::bad_date);
  return from_fields(text.substr(0, 4), text.substr(5, 2), text.substr(8));
}

Date Date::from_unix(std::int64_t seconds, std::chrono::minutes offset) {
  const std::chrono::sys_seconds time{std::chrono::seconds{seconds} + offset};
  return Date(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(time)});
}

Date Date::today(std::chrono::minutes offset) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return from_unix(std::chrono::duration_cast<std::chrono::seconds>(now).count(), offset);
}

std::string Date::iso() const {
  std::string out;
  append_digits(out, static_cast<unsigned>(year()), 4);
  out += '-';
  append_digits(out, month(), 2);
  out += '-';
  append_digits(out, day(), 2);
  return out;
}

std::string Date::dotted() const {
  std::string out;
  append_digits(out, day(), 2);
  out += '.';
  append_digits(out, month(), 2);
  out += '.';
  append_digits(out, static_cast<unsigned>(year()), 4);
  return out;
}

std::int32_t Date::days() const noexcept {
  return static_cast<std::int32_t>(std::chrono::sys_days{ymd_}.time_since_epoch().count());
}

int age_on(Date birth, Date at) noexcept {
  // 29 February compares as later than 28 February and earlier than 1 March, which gives the rule
  // for common years without a special case.
  const bool had_birthday = at.month() != birth.month() ? at.month() > birth.month() : at.day() >= birth.day();
  return at.year() - birth.year() - (had_birthday ? 0 : 1);
}

}  // namespace kto
