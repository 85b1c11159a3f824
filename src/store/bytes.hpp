// Big-endian numbers and length-prefixed text, for the layouts of this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kto::store {

inline void put_u8(std::string& out, unsigned value) { out += static_cast<char>(static_cast<std::uint8_t>(value)); }

inline void put_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) put_u8(out, (value >> shift) & 0xFFU);
}

// u32 big-endian length ‖ bytes. Texts of this room are far below 4 GiB (validate.hpp).
inline void put_text(std::string& out, std::string_view text) {
  put_u32(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

// Takes from the front of a text; every take fails rather than read past the end.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}
  bool at_end() const noexcept { return rest_.empty(); }

  std::optional<std::uint8_t> u8() noexcept {
    const auto taken = take(1);
    if (!taken) return std::nullopt;
    return static_cast<std::uint8_t>((*taken)[0]);
  }
  std::optional<std::uint32_t> u32() noexcept {
    const auto taken = take(4);
    if (!taken) return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : *taken) value = (value << 8) | static_cast<std::uint8_t>(c);
    return value;
  }
  std::optional<std::string_view> text() noexcept {
    const auto size = u32();
    return size ? take(*size) : std::nullopt;
  }
  std::optional<std::string_view> take(std::size_t size) noexcept {
    if (size > rest_.size()) return std::nullopt;
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

 private:
  std::string_view rest_;
};

}  // namespace kto::store
