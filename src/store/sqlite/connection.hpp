// One SQLite connection and its prepared statements. Threads: one at a time (the owner sees to it).
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <unordered_map>

#include "kto/base.hpp"
#include "store/sqlite/file_state.hpp"

namespace kto::store::sqlite {

// SQLite's answer as ours; the extended code goes into `backend`, its text nowhere. Throws
// std::bad_alloc when SQLite ran out of memory.
Error error_of(::sqlite3* db, int code);

enum class Access : std::uint8_t {
  read_write,
  query_only,  // may take part in locking and recovery, writes nothing of its own
  read_only,   // the file or its folder cannot be written
  immutable,   // no locks at all: the write-ahead log is not looked at
};

// file:PATH?…: every byte that means something in a URI is written as %XX.
std::string uri_of(const std::string& path, Access access);

// A prepared statement in use; goes back to the connection at the end of its scope. Text and blobs are
// bound without a copy: what is bound must outlive the Statement.
class Statement {
 public:
  Statement(::sqlite3* db, ::sqlite3_stmt* statement) : db_(db), statement_(statement) {}
  Statement(Statement&& other) noexcept
      : db_(other.db_), statement_(std::exchange(other.statement_, nullptr)), next_(other.next_), bad_(other.bad_) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;
  ~Statement() { reset(); }

  // Each binds the next parameter.
  Statement& integer(std::int64_t value);
  Statement& text(std::string_view value);
  Statement& text(std::string&&) = delete;
  Statement& blob(std::string_view value);
  Statement& blob(std::string&&) = delete;
  Statement& null();

  // True: there is a row. Texts and blobs of the row live until the next step.
  Result<bool> step();
  // For statements that give no row.
  Result<void> run();
  // Ready for the next binding and step.
  void reset() noexcept;

  std::int64_t integer_at(int column) const noexcept { return ::sqlite3_column_int64(statement_, column); }
  bool null_at(int column) const noexcept { return ::sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  // std::bad_alloc when SQLite had no memory for it: that is not an empty text.
  std::string_view text_at(int column) const;
  std::string_view blob_at(int column) const;

 private:
  void note(int code) noexcept {
    if (bad_ == SQLITE_OK) bad_ = code;
  }
  std::string_view bytes_at(const void* data, int column) const;
  ::sqlite3* db_;
  ::sqlite3_stmt* statement_;
  int next_ = 0;
  int bad_ = SQLITE_OK;
};

class Connection {
 public:
  Connection() = default;
  // Nothing is read of the file yet: it may be anything. `flags` are SQLITE_OPEN_….
  static Result<std::unique_ptr<Connection>> open_raw(const std::string& uri, int flags);
  // `path` is absolute. The file must be there.
  static Result<std::unique_ptr<Connection>> open(const std::string& path, Access access,
                                                  std::chrono::milliseconds busy_timeout);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  // `sql` is one of our constants and lives for ever: statements are kept by its address.
  Result<Statement> prepare(const char* sql);
  // One or more statements without parameters and rows.
  Result<void> run(const char* sql);
  // `sql` begins a transaction. The way back is made ready before, so that roll_back needs no memory for it.
  Result<void> begin(const char* sql);
  // Ends a transaction that was not committed; nothing happens without one.
  void roll_back() noexcept;
  Result<std::int64_t> integer(const char* sql);  // first column of the first row
  bool in_transaction() const noexcept { return ::sqlite3_get_autocommit(db_) == 0; }
  std::int64_t last_row() const noexcept { return ::sqlite3_last_insert_rowid(db_); }
  ::sqlite3* raw() const noexcept { return db_; }
  Access access() const noexcept { return access_; }
  // Was the file as it is now when this connection was opened?
  bool opened_on(const FileState& state) const noexcept { return state == state_; }

 private:
  ::sqlite3* db_ = nullptr;
  Access access_ = Access::read_write;
  FileState state_{};  // of an immutable connection
  std::unordered_map<const char*, ::sqlite3_stmt*> statements_;
  ::sqlite3_stmt* roll_back_ = nullptr;
};

// While this lives, what the connection reads is one state of the store. Outlives the statements used in it.
class OneState {
 public:
  explicit OneState(Connection& db) : db_(db), begun_(db.begin("BEGIN")) {}
  OneState(const OneState&) = delete;
  OneState& operator=(const OneState&) = delete;
  ~OneState() { db_.roll_back(); }
  const Result<void>& begun() const noexcept { return begun_; }

 private:
  Connection& db_;
  Result<void> begun_;
};

}  // namespace kto::store::sqlite
