// The store in one SQLite file (schema.cpp, docs/formats-store.md).
#pragma once

#include "kto/store.hpp"

namespace kto::store {

Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, const OpenOptions& options);

}  // namespace kto::store
