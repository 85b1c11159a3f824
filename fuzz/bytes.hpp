// fuzz/bytes.hpp — the fuzzer's input as a stream of choices; zeros when it has ended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace fuzz {

inline void require(bool condition) {
  if (!condition) std::abort();
}

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}
  bool empty() const noexcept { return left_ == 0; }
  std::uint8_t byte() noexcept {
    if (left_ == 0) return 0;
    --left_;
    return *data_++;
  }
  std::uint32_t word() noexcept {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | byte();
    return value;
  }
  // Mostly one of the small numbers that mean something, now and then anything.
  std::int32_t number() noexcept {
    const std::uint8_t first = byte();
    return first < 250 ? first % 70 : static_cast<std::int32_t>(word());
  }
  std::size_t below(std::size_t bound) noexcept { return byte() % bound; }
  // Up to 255 bytes of the input as they are.
  std::string_view text() noexcept {
    const std::size_t wanted = byte();
    const std::size_t size = wanted < left_ ? wanted : left_;
    const std::string_view out(reinterpret_cast<const char*>(data_), size);
    data_ += size;
    left_ -= size;
    return out;
  }

 private:
  const std::uint8_t* data_;
  std::size_t left_;
};

}  // namespace fuzz
