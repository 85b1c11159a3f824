#include "store/sqlite/connection.hpp"

#include <algorithm>
#include <cerrno>
#include <new>

namespace kto::store::sqlite {
namespace {

// A quota and a limit on the size of files are full disks too; SQLite itself knows only ENOSPC. What
// failed may be the database, its journal or its log.
bool disk_is_full(::sqlite3* db) {
  if (db == nullptr) return false;
  const auto full = [](int number) { return number == ENOSPC || number == EDQUOT || number == EFBIG; };
  if (full(::sqlite3_system_errno(db))) return true;
  for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
    ::sqlite3_file* file = nullptr;
    if (::sqlite3_file_control(db, "main", which, &file) != SQLITE_OK || file == nullptr) continue;
    int number = 0;
    if (file->pMethods == nullptr) continue;
    if (file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &number) == SQLITE_OK && full(number)) return true;
  }
  return false;
}

Errc code_of(::sqlite3* db, int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return Errc::disk_full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Errc::store_busy;
    case SQLITE_CORRUPT:
      return Errc::store_corrupt;
    case SQLITE_NOTADB:
      return Errc::not_a_database;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return Errc::store_read_only;
    case SQLITE_CANTOPEN:
      return Errc::file_read;
    case SQLITE_INTERRUPT:
      return Errc::cancelled;
    case SQLITE_TOOBIG:
      return Errc::too_long;
    case SQLITE_IOERR:
      return disk_is_full(db) ? Errc::disk_full : Errc::store_failed;
    default:
      return Errc::store_failed;
  }
}

}  // namespace

std::string uri_of(const std::string& path, Access access) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string uri = "file://";
  for (const char c : path) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte > 0x20 && byte < 0x7F && c != '%' && c != '?' && c != '#') {
      uri += c;
    } else {
      uri += '%';
      uri += digits[byte >> 4];
      uri += digits[byte & 15];
    }
  }
  switch (access) {
    case Access::read_write:
    case Access::query_only:
      return uri + "?mode=rw";
    case Access::read_only:
      return uri + "?mode=ro";
    case Access::immutable:
      return uri + "?mode=ro&immutable=1";
  }
  return uri;
}

Error error_of(::sqlite3* db, int code) {
  if ((code & 0xFF) == SQLITE_NOMEM) throw std::bad_alloc();
  Error error{code_of(db, code)};
  error.backend = code;
  return error;
}

Statement& Statement::integer(std::int64_t value) {
  note(::sqlite3_bind_int64(statement_, ++next_, value));
  return *this;
}

Statement& Statement::text(std::string_view value) {
  const char* data = value.data() == nullptr ? "" : value.data();
  note(::sqlite3_bind_text64(statement_, ++next_, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::blob(std::string_view value) {
  const char* data = value.data() == nullptr ? "" : value.data();
  note(::sqlite3_bind_blob64(statement_, ++next_, data, value.size(), SQLITE_STATIC));
  return *this;
}

Statement& Statement::null() {
  note(::sqlite3_bind_null(statement_, ++next_));
  return *this;
}

Result<bool> Statement::step() {
  if (bad_ != SQLITE_OK) return fail(error_of(db_, bad_));
  const int code = ::sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return fail(error_of(db_, ::sqlite3_extended_errcode(db_)));
}

Result<void> Statement::run() {
  const auto row = step();
  if (!row) return fail(row.error());
  return {};
}

void Statement::reset() noexcept {
  if (statement_ == nullptr) return;
  ::sqlite3_reset(statement_);
  ::sqlite3_clear_bindings(statement_);
  next_ = 0;
  bad_ = SQLITE_OK;
}

std::string_view Statement::bytes_at(const void* data, int column) const {
  if (data == nullptr) {
    if (::sqlite3_errcode(db_) == SQLITE_NOMEM) throw std::bad_alloc();
    return {};
  }
  const int size = ::sqlite3_column_bytes(statement_, column);
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

std::string_view Statement::text_at(int column) const {
  return bytes_at(::sqlite3_column_text(statement_, column), column);
}

std::string_view Statement::blob_at(int column) const {
  return bytes_at(::sqlite3_column_blob(statement_, column), column);
}

Result<std::unique_ptr<Connection>> Connection::open_raw(const std::string& uri, int flags) {
  auto connection = std::make_unique<Connection>();  // first: it closes what was opened, whatever happens
  const int code = ::sqlite3_open_v2(uri.c_str(), &connection->db_, flags, nullptr);
  ::sqlite3* const db = connection->db_;
  if (code != SQLITE_OK) return fail(error_of(db, db != nullptr ? ::sqlite3_extended_errcode(db) : code));
  return connection;
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Access access,
                                                     std::chrono::milliseconds busy_timeout) {
  const bool writes = access == Access::read_write || access == Access::query_only;
  const int flags = (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                    SQLITE_OPEN_PRIVATECACHE;
  FileState state;
  if (access == Access::immutable) {
    auto looked = look_at(path);
    if (!looked) return fail(looked.error());
    state = *looked;
  }
  auto opened = open_raw(uri_of(path, access), flags);
  if (!opened) return opened;
  auto connection = std::move(*opened);
  ::sqlite3* const db = connection->db_;
  connection->access_ = access;
  connection->state_ = state;
  if (writes && ::sqlite3_db_readonly(db, "main") == 1) return fail(Errc::store_read_only);
  ::sqlite3_extended_result_codes(db, 1);
  const auto milliseconds = std::clamp<std::chrono::milliseconds::rep>(busy_timeout.count(), 0, 86'400'000);
  ::sqlite3_busy_timeout(db, static_cast<int>(milliseconds));
  // A file may come from anywhere: what its schema says is not to be trusted.
  ::sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  ::sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  ::sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  ::sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  ::sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  ::sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  KTO_TRY(connection->run(
      "PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
      "PRAGMA mmap_size=0;"));
  if (access == Access::query_only) KTO_TRY(connection->run("PRAGMA query_only=ON"));
  return connection;
}

Connection::~Connection() {
  for (const auto& [sql, statement] : statements_) ::sqlite3_finalize(statement);
  ::sqlite3_finalize(roll_back_);
  ::sqlite3_close_v2(db_);
}

Result<Statement> Connection::prepare(const char* sql) {
  // The place first: a statement without one would be lost. It stays empty when there is no statement.
  ::sqlite3_stmt*& statement = statements_[sql];
  if (statement == nullptr) {
    const int code = ::sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return fail(error_of(db_, ::sqlite3_extended_errcode(db_)));
  }
  return Statement(db_, statement);
}

Result<void> Connection::run(const char* sql) {
  if (::sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return fail(error_of(db_, ::sqlite3_extended_errcode(db_)));
}

Result<void> Connection::begin(const char* sql) {
  if (roll_back_ == nullptr) {
    const int code = ::sqlite3_prepare_v3(db_, "ROLLBACK", -1, SQLITE_PREPARE_PERSISTENT, &roll_back_, nullptr);
    if (code != SQLITE_OK) return fail(error_of(db_, ::sqlite3_extended_errcode(db_)));
  }
  roll_back();  // of a transaction that could not be ended for want of memory
  return run(sql);
}

void Connection::roll_back() noexcept {
  if (!in_transaction() || roll_back_ == nullptr) return;
  // One that fails has been made by SQLite already, or is made by the next begin().
  ::sqlite3_step(roll_back_);
  ::sqlite3_reset(roll_back_);
}

Result<std::int64_t> Connection::integer(const char* sql) {
  auto statement = prepare(sql);
  if (!statement) return fail(statement.error());
  const auto row = statement->step();
  if (!row) return fail(row.error());
  return *row ? statement->integer_at(0) : 0;
}

}  // namespace kto::store::sqlite
