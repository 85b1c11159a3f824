// The schema of kto's SQLite files and the ladder by which older ones climb to it.
#pragma once

#include <span>

#include "store/sqlite/connection.hpp"

namespace kto::store::sqlite {

// In the file's header: «ktod». An SQLite file with another id is not ours.
inline constexpr std::int32_t application_id = 0x6B746F64;

// Step i makes schema version i + 1 (PRAGMA user_version) out of version i; version 0 is the empty file.
std::span<const char* const> schema_steps();
inline constexpr std::int64_t schema_version = 1;

// Climbs from the file's version to the last of `steps`, inside the caller's write transaction.
// store_version when the file is beyond the last step.
Result<void> climb(Connection& connection, std::span<const char* const> steps);

// True when the file's schema is, word for word, what `steps` make.
Result<bool> schema_is_ours(Connection& connection, std::span<const char* const> steps);

}  // namespace kto::store::sqlite
