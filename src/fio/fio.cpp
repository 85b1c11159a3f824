// Fio: the fast path where it can, the reference otherwise.
#include "kto/fio.hpp"

#include "fio/access.hpp"
#include "fio/display.hpp"
#include "fio/fast.hpp"
#include "fio/reference.hpp"

namespace kto {

using fio::all_parts;
using fio::part_of;

Result<Fio> Fio::parse(std::string_view line) {
  if (auto name = fio::fast::parse(line)) return std::move(*name);
  return fio::reference::parse(line);
}

Result<Fio> Fio::from_parts(std::string_view surname, std::string_view given, std::string_view patronymic) {
  if (auto name = fio::fast::from_parts(surname, given, patronymic)) return std::move(*name);
  return fio::reference::from_parts(surname, given, patronymic);
}

NameParts Fio::display() const {
  NameParts shown;
  for (const auto part : all_parts) {
    part_of(shown, part) = fio::display_part(part_of(readings_.front().text, part), part);
  }
  return shown;
}

std::string Fio::display_line() const {
  const auto shown = display();
  std::string line;
  for (const auto part : all_parts) {
    const auto& text = part_of(shown, part);
    if (text.empty()) continue;
    if (!line.empty()) line += ' ';
    line += text;
  }
  return line;
}

std::string Fio::match_key() const { return match_key_; }
std::string Fio::equal_key() const { return equal_key_; }

}  // namespace kto
