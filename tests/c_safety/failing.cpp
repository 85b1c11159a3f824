#include "failing.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>

namespace failing {
namespace {

struct Plan {
  How how = How::never;
  std::size_t left = 0;
  std::size_t failed = 0;
};
thread_local constinit Plan plan{};
constinit std::atomic<std::int64_t> blocks{0};

bool fails() noexcept {
  if (plan.how == How::never || plan.left == 0) return false;
  if (--plan.left > 0) return false;
  ++plan.failed;
  if (plan.how == How::from_then_on) plan.left = 1;
  return true;
}

void* allocate(std::size_t size, std::size_t alignment) noexcept {
  if (fails()) return nullptr;
  const std::size_t whole = (size + alignment - 1) / alignment * alignment;
  void* block = alignment <= alignof(std::max_align_t) ? std::malloc(size > 0 ? size : 1)
                                                       : std::aligned_alloc(alignment, whole > 0 ? whole : alignment);
  if (block != nullptr) blocks.fetch_add(1, std::memory_order_relaxed);
  return block;
}

void* allocate_or_throw(std::size_t size, std::size_t alignment) {
  void* block = allocate(size, alignment);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

void release(void* block) noexcept {
  if (block == nullptr) return;
  blocks.fetch_sub(1, std::memory_order_relaxed);
  std::free(block);
}

// SQLite asks how long a block is: the size stands before it.
constexpr std::size_t head = alignof(std::max_align_t);

std::size_t size_of(void* block) noexcept {
  std::size_t size = 0;
  std::memcpy(&size, static_cast<char*>(block) - head, sizeof size);
  return size;
}

void* sqlite_new(int size) {
  char* whole = static_cast<char*>(allocate(static_cast<std::size_t>(size) + head, head));
  if (whole == nullptr) return nullptr;
  const auto stated = static_cast<std::size_t>(size);
  std::memcpy(whole, &stated, sizeof stated);
  return whole + head;
}
void sqlite_free(void* block) {
  if (block != nullptr) release(static_cast<char*>(block) - head);
}
void* sqlite_grow(void* block, int size) {
  void* fresh = sqlite_new(size);
  if (fresh == nullptr) return nullptr;
  const std::size_t before = size_of(block);
  std::memcpy(fresh, block, before < static_cast<std::size_t>(size) ? before : static_cast<std::size_t>(size));
  sqlite_free(block);
  return fresh;
}
int sqlite_size(void* block) { return block == nullptr ? 0 : static_cast<int>(size_of(block)); }
int sqlite_round(int size) { return (size + 7) & ~7; }
int sqlite_start(void*) { return SQLITE_OK; }
void sqlite_stop(void*) {}

}  // namespace

void arm(How how, std::size_t nth) noexcept { plan = {how, nth, 0}; }

std::size_t disarm() noexcept {
  plan.how = How::never;
  return plan.failed;
}

std::int64_t living() noexcept { return blocks.load(std::memory_order_relaxed); }

bool give_to_sqlite() noexcept {
  static constexpr sqlite3_mem_methods methods{sqlite_new,   sqlite_free,  sqlite_grow, sqlite_size,
                                               sqlite_round, sqlite_start, sqlite_stop, nullptr};
  return ::sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK &&
         ::sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK;
}

}  // namespace failing

constexpr std::size_t usual = alignof(std::max_align_t);

void* operator new(std::size_t size) { return failing::allocate_or_throw(size, usual); }
void* operator new[](std::size_t size) { return failing::allocate_or_throw(size, usual); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return failing::allocate(size, usual); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return failing::allocate(size, usual); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return failing::allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return failing::allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return failing::allocate(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return failing::allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* block) noexcept { failing::release(block); }
void operator delete[](void* block) noexcept { failing::release(block); }
void operator delete(void* block, std::size_t) noexcept { failing::release(block); }
void operator delete[](void* block, std::size_t) noexcept { failing::release(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { failing::release(block); }
void operator delete[](void* block, const std::nothrow_t&) noexcept { failing::release(block); }
void operator delete(void* block, std::align_val_t) noexcept { failing::release(block); }
void operator delete[](void* block, std::align_val_t) noexcept { failing::release(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { failing::release(block); }
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept { failing::release(block); }
void operator delete(void* block, std::align_val_t, const std::nothrow_t&) noexcept { failing::release(block); }
void operator delete[](void* block, std::align_val_t, const std::nothrow_t&) noexcept { failing::release(block); }
