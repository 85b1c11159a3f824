#include "kto/snils.hpp"

namespace kto {
namespace {

// "112-233-445 95"
std::string spelled(std::uint32_t number, unsigned control) {
  std::string out = "000-000-000 00";
  const auto put = [&](std::size_t last, std::size_t first, std::uint32_t value) {
    for (std::size_t at = last + 1; at-- > first; value /= 10) out[at] = static_cast<char>('0' + value % 10);
  };
  put(2, 0, number / 1'000'000);
  put(6, 4, number / 1'000 % 1'000);
  put(10, 8, number % 1'000);
  put(13, 12, control);
  return out;
}

}  // namespace

std::string_view name_of(SnilsVerdict verdict) noexcept {
  switch (verdict) {
    case SnilsVerdict::valid:
      return "valid";
    case SnilsVerdict::exempt:
      return "exempt";
    case SnilsVerdict::bad_checksum:
      return "bad_checksum";
    case SnilsVerdict::bad_format:
      return "bad_format";
    case SnilsVerdict::placeholder:
      return "placeholder";
  }
  return "bad_format";
}

std::string Snils::canonical() const { return spelled(number_, control()); }

std::string Snils::masked() const {
  // Two digits tell a person which of two known numbers is meant; the control would narrow it further.
  std::string out = "***-***-*00 **";
  const std::string whole = canonical();
  out[9] = whole[9];
  out[10] = whole[10];
  return out;
}

std::string Snils::Reading::canonical() const { return number ? spelled(number->number(), control) : std::string{}; }

}  // namespace kto
