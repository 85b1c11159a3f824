// bindings/c/statuses.hpp — a status is the number of an Errc. X(name, NAME): one line for each of KTO_ERRORS.
#pragma once

#include "kto/base.hpp"
#include "kto/kto.h"

#define KTO_C_STATUSES(X)                         \
  X(bad_argument, KTO_E_BAD_ARGUMENT)             \
  X(bad_utf8, KTO_E_BAD_UTF8)                     \
  X(bad_encoding, KTO_E_BAD_ENCODING)             \
  X(unknown_encoding, KTO_E_UNKNOWN_ENCODING)     \
  X(too_long, KTO_E_TOO_LONG)                     \
  X(too_deep, KTO_E_TOO_DEEP)                     \
  X(too_many, KTO_E_TOO_MANY)                     \
  X(empty, KTO_E_EMPTY)                           \
  X(control_character, KTO_E_CONTROL_CHARACTER)   \
  X(bidi_control, KTO_E_BIDI_CONTROL)             \
  X(bad_json, KTO_E_BAD_JSON)                     \
  X(repeated_key, KTO_E_REPEATED_KEY)             \
  X(wrong_type, KTO_E_WRONG_TYPE)                 \
  X(missing_field, KTO_E_MISSING_FIELD)           \
  X(unknown_field, KTO_E_UNKNOWN_FIELD)           \
  X(bad_value, KTO_E_BAD_VALUE)                   \
  X(bad_date, KTO_E_BAD_DATE)                     \
  X(bad_region, KTO_E_BAD_REGION)                 \
  X(region_missing, KTO_E_REGION_MISSING)         \
  X(region_differs, KTO_E_REGION_DIFFERS)         \
  X(contradiction, KTO_E_CONTRADICTION)           \
  X(not_a_table, KTO_E_NOT_A_TABLE)               \
  X(no_header, KTO_E_NO_HEADER)                   \
  X(column_missing, KTO_E_COLUMN_MISSING)         \
  X(column_repeated, KTO_E_COLUMN_REPEATED)       \
  X(unterminated_quote, KTO_E_UNTERMINATED_QUOTE) \
  X(file_not_found, KTO_E_FILE_NOT_FOUND)         \
  X(file_exists, KTO_E_FILE_EXISTS)               \
  X(file_read, KTO_E_FILE_READ)                   \
  X(file_write, KTO_E_FILE_WRITE)                 \
  X(disk_full, KTO_E_DISK_FULL)                   \
  X(file_truncated, KTO_E_FILE_TRUNCATED)         \
  X(not_a_database, KTO_E_NOT_A_DATABASE)         \
  X(store_version, KTO_E_STORE_VERSION)           \
  X(store_busy, KTO_E_STORE_BUSY)                 \
  X(store_read_only, KTO_E_STORE_READ_ONLY)       \
  X(store_corrupt, KTO_E_STORE_CORRUPT)           \
  X(store_failed, KTO_E_STORE_FAILED)             \
  X(store_unknown, KTO_E_STORE_UNKNOWN)           \
  X(already_linked, KTO_E_ALREADY_LINKED)         \
  X(not_found, KTO_E_NOT_FOUND)                   \
  X(key_missing, KTO_E_KEY_MISSING)               \
  X(key_wrong, KTO_E_KEY_WRONG)                   \
  X(key_file_bad, KTO_E_KEY_FILE_BAD)             \
  X(key_not_wanted, KTO_E_KEY_NOT_WANTED)         \
  X(seal_broken, KTO_E_SEAL_BROKEN)               \
  X(crypto_failed, KTO_E_CRYPTO_FAILED)           \
  X(forked, KTO_E_FORKED)                         \
  X(cancelled, KTO_E_CANCELLED)                   \
  X(needs_confirmation, KTO_E_NEEDS_CONFIRMATION) \
  X(no_icu, KTO_E_NO_ICU)                         \
  X(internal, KTO_E_INTERNAL)

namespace kto::c {

#define KTO_X(name, status) static_assert(static_cast<std::int32_t>(Errc::name) == status);
KTO_C_STATUSES(KTO_X)
#undef KTO_X

// Numbers differ, so equal counts mean that none is missing above.
#define KTO_X(...) +1
static_assert(0 KTO_ERRORS(KTO_X) == 0 KTO_C_STATUSES(KTO_X), "an Errc has no status in kto.h");
#undef KTO_X

}  // namespace kto::c
