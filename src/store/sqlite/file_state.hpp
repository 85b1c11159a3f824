// What can be told of a database file without opening it as one.
#pragma once

#include <sys/types.h>

#include <string>

#include "kto/base.hpp"

namespace kto::store::sqlite {

struct FileState {
  bool there = false;
  bool regular = false;
  std::uint64_t size = 0;
  ::dev_t device = 0;
  ::ino_t inode = 0;
  std::int64_t changed_seconds = 0;
  std::int64_t changed_nanoseconds = 0;
  std::uint64_t log_size = 0;  // of the write-ahead log; 0 = none or empty
  bool journal = false;        // a rollback journal lies beside it
  friend bool operator==(const FileState&, const FileState&) = default;
};

// file_read when the file cannot even be looked at.
Result<FileState> look_at(const std::string& path);
// File and folder: SQLite makes its log and index beside the file.
bool can_be_written(const std::string& path);

// What the first hundred bytes say.
enum class Header : std::uint8_t { ours, newer, alien, blank };
Result<Header> read_header(const std::string& path);

}  // namespace kto::store::sqlite
