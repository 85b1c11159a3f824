// The store in memory: plain numbers, nothing leaves the process, nothing is sealed.
#pragma once

#include "kto/store.hpp"

namespace kto::store {

Result<std::unique_ptr<Store>> open_memory(const OpenOptions& options);

}  // namespace kto::store
