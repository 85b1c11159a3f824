// Opening and making SQLite stores.
#pragma once

#include "store/sqlite/core.hpp"
#include "store/sqlite/meta.hpp"

namespace kto::store::sqlite {

Result<std::shared_ptr<Core>> open_core(const std::string& path, const OpenOptions& options);

// Makes a store in the file, which is made too when it is not there. A store that somebody else made
// meanwhile is left alone: success, and the caller opens what is there. A crash leaves no store or a
// whole one.
Result<void> create_store(const std::string& path, const Meta& meta, std::chrono::milliseconds busy_timeout);

}  // namespace kto::store::sqlite
