// The built-in provider's raw operations, for the files of this room that need no provider object.
#pragma once

#include "kto/seal.hpp"

namespace kto::seal {

// True once libsodium is ready; it is started at the first call. Threads: any.
bool sodium_ready() noexcept;

// Keyed BLAKE2b-256. False when libsodium refuses.
bool keyed_blake2b(const Secret& key, std::span<const std::uint8_t> data, std::span<std::uint8_t, 32> out) noexcept;

// Lower-case hexadecimal digits, both ways. The reader accepts lower case only and exactly 2·N digits.
std::string to_hex(std::span<const std::uint8_t> bytes);
bool from_hex(std::string_view digits, std::span<std::uint8_t> out) noexcept;

std::span<const std::uint8_t> bytes_of_text(std::string_view text) noexcept;

}  // namespace kto::seal
