#include "handle.hpp"

#include <cstring>

#ifdef KTO_HANDLE_CHECKS
#include <mutex>
#include <unordered_map>
#endif

namespace kto::c {

#ifdef KTO_HANDLE_CHECKS

namespace {

struct Living {
  std::mutex mutex{};
  std::unordered_map<const void*, Kind> kinds{};
};

// Never destroyed: handles may be freed by destructors of statics.
Living& living() {
  static auto* const one = new Living;
  return *one;
}

}  // namespace

void enlist(const void* handle, Kind kind) {
  Living& all = living();
  const std::lock_guard lock(all.mutex);
  all.kinds.insert_or_assign(handle, kind);
}

void strike_off(const void* handle) noexcept {
  Living& all = living();
  const std::lock_guard lock(all.mutex);
  all.kinds.erase(handle);
}

bool is_handle(const void* handle, Kind kind) noexcept {
  if (handle == nullptr) return false;
  try {
    Living& all = living();
    const std::lock_guard lock(all.mutex);
    const auto found = all.kinds.find(handle);
    return found != all.kinds.end() && found->second == kind;
  } catch (...) {  // no memory for the empty list: then nothing lives
    return false;
  }
}

#else

void enlist(const void*, Kind) {}
void strike_off(const void*) noexcept {}

bool is_handle(const void* handle, Kind kind) noexcept {
  if (handle == nullptr) return false;
  std::uint32_t found = 0;
  std::memcpy(&found, handle, sizeof found);
  return found == static_cast<std::uint32_t>(kind);
}

#endif

}  // namespace kto::c
