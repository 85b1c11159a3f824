#include "store/sqlite/file_state.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "store/sqlite/schema.hpp"

namespace kto::store::sqlite {
namespace {

unexpected<Error> read_failed(int number) {
  Error error{Errc::file_read};
  error.backend = number;
  return fail(std::move(error));
}

}  // namespace

Result<FileState> look_at(const std::string& path) {
  struct ::stat about {};
  FileState state;
  if (::stat(path.c_str(), &about) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return state;
    return read_failed(errno);
  }
  state.there = true;
  state.regular = S_ISREG(about.st_mode);
  state.size = static_cast<std::uint64_t>(about.st_size);
  state.device = about.st_dev;
  state.inode = about.st_ino;
  state.changed_seconds = about.st_mtim.tv_sec;
  state.changed_nanoseconds = about.st_mtim.tv_nsec;
  struct ::stat beside {};
  if (::stat((path + "-wal").c_str(), &beside) == 0) state.log_size = static_cast<std::uint64_t>(beside.st_size);
  state.journal = ::stat((path + "-journal").c_str(), &beside) == 0 && beside.st_size > 0;
  return state;
}

bool can_be_written(const std::string& path) {
  const std::string folder = path.substr(0, std::max<std::size_t>(path.find_last_of('/'), 1));
  return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0 &&
         ::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0;
}

Result<Header> read_header(const std::string& path) {
  // https://www.sqlite.org/fileformat.html, «The Database Header».
  constexpr std::size_t header_bytes = 100;
  constexpr std::size_t version_at = 60;
  constexpr std::size_t application_at = 68;
  static constexpr char magic[] = "SQLite format 3";  // with its NUL: 16 bytes

  // Through SQLite: closing a descriptor of our own would drop the locks that other stores of this
  // process hold on the file (https://www.sqlite.org/howtocorrupt.html, 2.2).
  const auto connection = Connection::open_raw(uri_of(path, Access::immutable),
                                               SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX);
  if (!connection) return fail(connection.error());
  ::sqlite3_file* file = nullptr;
  const int found = ::sqlite3_file_control((*connection)->raw(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (found != SQLITE_OK || file == nullptr || file->pMethods == nullptr) return fail(Errc::file_read);
  std::array<unsigned char, header_bytes> bytes{};
  const int read = file->pMethods->xRead(file, bytes.data(), static_cast<int>(bytes.size()), 0);
  const bool whole = read == SQLITE_OK;
  if (!whole && read != SQLITE_IOERR_SHORT_READ) return fail(error_of((*connection)->raw(), read));  // the rest is 0
  if (std::all_of(bytes.begin(), bytes.end(), [](unsigned char byte) { return byte == 0; })) return Header::blank;
  if (!whole || !std::equal(std::begin(magic), std::end(magic), bytes.begin())) return Header::alien;
  const auto number_at = [&](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = (value << 8) | bytes[at + i];
    return static_cast<std::int32_t>(value);
  };
  if (number_at(application_at) != application_id) return Header::alien;
  const std::int32_t version = number_at(version_at);
  if (version < 1) return Header::alien;  // set with the tables, in one transaction
  return version > schema_version ? Header::newer : Header::ours;
}

}  // namespace kto::store::sqlite
