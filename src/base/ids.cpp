#include "kto/base.hpp"

namespace kto {

Result<Region> Region::make(unsigned number) {
  if (number < 1 || number > 99) return fail(Errc::bad_region);
  return Region(static_cast<std::uint8_t>(number));
}

Result<Region> Region::parse(std::string_view text) {
  if (text.empty() || text.size() > 3) return fail(Errc::bad_region);
  unsigned number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return fail(Errc::bad_region);
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return make(number);
}

std::string Region::str() const {
  return {static_cast<char>('0' + number_ / 10), static_cast<char>('0' + number_ % 10)};
}

}  // namespace kto
