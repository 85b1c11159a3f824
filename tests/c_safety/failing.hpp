// tests/c_safety/failing.hpp — allocators that fail when told to: operator new, and SQLite's.
//
// Only what is allocated on this thread between arm() and disarm() is counted and may fail. ICU and the C library
// call malloc itself and are left alone: ICU 72 does not survive a malloc that fails.
#pragma once

#include <cstddef>
#include <cstdint>

namespace failing {

enum class How { never, once, from_then_on };

// The allocation `nth` from now, counted from 1, fails; or it and all after it.
void arm(How how, std::size_t nth) noexcept;
// How many allocations have failed since.
std::size_t disarm() noexcept;
// Blocks of both allocators that are not freed yet, of the whole program.
std::int64_t living() noexcept;
// Before anything of SQLite: gives it the allocator, and takes its private caches away, so that every allocation of
// its is one of ours.
bool give_to_sqlite() noexcept;

}  // namespace failing
