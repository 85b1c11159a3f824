// bindings/c/handle.hpp — what every handle begins with, so that a NULL or one of another kind is told apart.
//
// A handle holds its kind in front. With KTO_HANDLE_CHECKS a list of the living is kept besides, so that a freed
// handle is told without being read; without it, nobody can tell one.
#pragma once

#include <cstdint>

#include "guard.hpp"

namespace kto::c {

enum class Kind : std::uint32_t {
  error = 0x6B744501,
  string = 0x6B744502,
  name = 0x6B744503,
  comparison = 0x6B744504,
  request = 0x6B744505,
  rules = 0x6B744506,
  store = 0x6B744507,
  source = 0x6B744508,
  ledger = 0x6B744509,
  resolver = 0x6B74450A,
  outcome = 0x6B74450B,
};

void enlist(const void* handle, Kind kind);
void strike_off(const void* handle) noexcept;
// Is it a living handle of this kind? NULL is none.
bool is_handle(const void* handle, Kind kind) noexcept;

// The first base of every handle: its address is the handle's.
template <Kind K>
class Handle {
 public:
  static constexpr Kind kind = K;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

 protected:
  Handle() { enlist(this, K); }
  ~Handle() {
    strike_off(this);
    kind_ = 0;
  }

 private:
  volatile std::uint32_t kind_ = static_cast<std::uint32_t>(K);  // volatile: the last write is meant
};

template <class T>
bool lives(const T* handle) noexcept {
  return is_handle(handle, T::kind);
}

// For functions that can say so.
template <class T>
Result<void> need_handle(const T* handle, const char* field) {
  return lives(handle) ? Result<void>() : Result<void>(fail(handle_wrong, std::string(field)));
}

// Frees a handle that its caller owns; anything else is left alone.
template <class T>
void free_handle(T* handle) noexcept {
  if (lives(handle)) delete handle;
}

}  // namespace kto::c
