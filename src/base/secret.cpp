#include <cstring>

#include "kto/base.hpp"

namespace kto {

void wipe(void* data, std::size_t size) noexcept {
  if (size != 0) ::explicit_bzero(data, size);
}

}  // namespace kto
