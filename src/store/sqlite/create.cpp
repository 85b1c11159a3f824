// Making a store: one exclusive transaction in rollback-journal mode, so that the schema and `meta`
// stand in the main file from the start (a later look at them needs no write-ahead log).
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "store/sqlite/open.hpp"
#include "store/sqlite/schema.hpp"

namespace kto::store::sqlite {
namespace {

unexpected<Error> make_failed(int number) {
  Error error{number == ENOSPC || number == EDQUOT ? Errc::disk_full : Errc::file_write};
  error.backend = number;
  return fail(std::move(error));
}

// An empty file that only its owner may read. It is made under another name and given its own when it
// has been closed: closing it later would drop the locks of other stores of this process. True: made.
Result<bool> make_empty_file(const std::string& path) {
  std::string temporary = path + ".new-XXXXXX";
  const int fd = ::mkstemp(temporary.data());  // 0600
  if (fd < 0) return make_failed(errno);
  ::close(fd);
  int number = 0;
  if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) return true;
  number = errno;
  if (number != EEXIST) {  // the file system knows no such renaming
    number = ::link(temporary.c_str(), path.c_str()) == 0 ? 0 : errno;
  }
  ::unlink(temporary.c_str());
  if (number == 0) return true;
  if (number == EEXIST) return false;
  return make_failed(number);
}

Result<bool> is_blank(Connection& connection) {
  const auto objects = connection.integer("SELECT count(*) FROM sqlite_schema");
  if (!objects) return fail(objects.error());
  const auto application = connection.integer("PRAGMA application_id");
  if (!application) return fail(application.error());
  return *objects == 0 && *application == 0;
}

Result<void> fill(Connection& connection, const Meta& meta) {
  KTO_TRY(connection.run(("PRAGMA application_id=" + std::to_string(application_id)).c_str()));
  KTO_TRY(climb(connection, schema_steps()));
  return write_meta(connection, meta);
}

// The file was replaced or deleted by somebody: what is written to it would be lost.
bool has_moved(Connection& connection) {
  int moved = 0;
  return ::sqlite3_file_control(connection.raw(), "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || moved != 0;
}

// Takes an empty file of ours away again, under the lock that keeps others from filling it.
void take_away(const std::string& path, std::chrono::milliseconds busy_timeout) {
  const auto connection = Connection::open(path, Access::read_write, busy_timeout);
  if (!connection) return;
  Connection& db = **connection;
  // To lock an empty file SQLite writes a page of it to the journal: on a full disk only memory has room.
  auto blank = is_blank(db);
  if (!blank || !*blank || !db.run("PRAGMA journal_mode=MEMORY")) return;
  if (!db.begin("BEGIN EXCLUSIVE")) return;
  blank = is_blank(db);
  if (blank && *blank && !has_moved(db)) ::unlink(path.c_str());
  db.roll_back();
}

// The file that create_store made, if it did: taken away again unless it is kept.
class Made {
 public:
  Made(const std::string& path, std::chrono::milliseconds busy_timeout, bool ours)
      : path_(path), busy_timeout_(busy_timeout), ours_(ours) {}
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  ~Made() {
    if (!ours_) return;
    try {
      take_away(path_, busy_timeout_);
    } catch (const std::bad_alloc&) {  // an empty file stays; whoever makes the store next fills it
    }
  }
  void keep() noexcept { ours_ = false; }

 private:
  const std::string& path_;
  std::chrono::milliseconds busy_timeout_;
  bool ours_;
};

Result<void> build(const std::string& path, const Meta& meta, std::chrono::milliseconds busy_timeout) {
  // No PRAGMA that reads the file may come first: a journal may have to be played back under the lock.
  const auto connection = Connection::open(path, Access::read_write, busy_timeout);
  if (!connection) return fail(connection.error());
  Connection& db = **connection;
  KTO_TRY(db.begin("BEGIN EXCLUSIVE"));  // ended by the connection's end unless it is committed
  if (has_moved(db)) return fail(Errc::store_busy);
  const auto blank = is_blank(db);
  if (!blank) return fail(blank.error());
  if (!*blank) return {};  // somebody was faster
  KTO_TRY(fill(db, meta));
  return db.run("COMMIT");
}

}  // namespace

Result<void> create_store(const std::string& path, const Meta& meta, std::chrono::milliseconds busy_timeout) {
  const auto ours = make_empty_file(path);
  if (!ours) return fail(ours.error());
  Made made(path, busy_timeout, *ours);
  KTO_TRY(build(path, meta, busy_timeout));
  made.keep();
  return {};
}

}  // namespace kto::store::sqlite
