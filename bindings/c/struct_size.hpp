// bindings/c/struct_size.hpp — structs that grow at their end: shorter and longer ones than ours.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "values.hpp"

namespace kto::c {

// Bytes of a struct's members of 0.1. `KTO_FIRST_MEMBERS(kto_note, after)`: up to the member named.
template <class T>
inline constexpr std::size_t first_bytes = 0;
#define KTO_FIRST_MEMBERS(type, last) \
  template <>                         \
  inline constexpr std::size_t kto::c::first_bytes<type> = offsetof(type, last) + sizeof(type::last)

// No struct of ours will ever be longer: a size beyond is rubbish, and its tail is not looked at.
inline constexpr std::size_t most_struct_bytes = 4096;

// A struct that the caller filled, as ours: zero where it is shorter; bad_argument when it is shorter than the
// members of 0.1, or longer than ours and not zero there.
template <class T>
Result<T> read_struct(const T* given) {
  static_assert(first_bytes<T> > 0 && sizeof(T) <= most_struct_bytes);
  KTO_TRY(need(given, "struct_size"));
  const std::size_t size = given->struct_size;
  if (size < first_bytes<T> || size > most_struct_bytes) return bad_argument("struct_size");
  const auto* bytes = reinterpret_cast<const unsigned char*>(given);
  const bool tail_is_zero =
      size <= sizeof(T) || std::all_of(bytes + sizeof(T), bytes + size, [](unsigned char byte) { return byte == 0; });
  if (!tail_is_zero) return bad_argument("struct_size");
  T own{};
  std::memcpy(static_cast<void*>(&own), bytes, std::min(size, sizeof(T)));
  return own;
}

// Can `out` be filled? Asked before anything else is done.
template <class T>
Result<void> check_out(const T* out) {
  static_assert(first_bytes<T> > 0);
  KTO_TRY(need(out, "struct_size"));
  return out->struct_size >= first_bytes<T> ? Result<void>() : Result<void>(bad_argument("struct_size"));
}

// Fills as much as there is room for. `out` has passed check_out.
template <class T>
void write_struct(T* out, T value) noexcept {
  value.struct_size = out->struct_size;
  std::memcpy(static_cast<void*>(out), &value, std::min<std::size_t>(value.struct_size, sizeof(T)));
}

}  // namespace kto::c
