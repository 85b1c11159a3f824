// Connections for reading: made when needed, each used by one thread at a time.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "kto/esia.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/file_state.hpp"

namespace kto::store::sqlite {

struct Settings {
  std::string path{};  // absolute
  // read_write, query_only or read_only; the last means: the file or its folder cannot be written.
  Access access = Access::read_write;
  std::chrono::milliseconds busy_timeout{};
};

class Readers {
 public:
  explicit Readers(Settings settings) : settings_(std::move(settings)) { idle_.reserve(most); }

  // Calls `read` with a connection, perhaps more than once: it starts anew each time. It must not call
  // anybody else's code, who might ask the store again and wait for a connection.
  Result<void> read(const std::function<Result<void>(Connection&)>& read);

  // After a fork: forget the connections without closing them.
  void leak() noexcept;

 private:
  static constexpr std::size_t most = 8;
  class Loan;
  std::unique_ptr<Connection> take();  // none: one may be opened
  Result<std::unique_ptr<Connection>> open();
  void give_back(std::unique_ptr<Connection> connection) noexcept;

  Settings settings_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_{};
  std::size_t out_ = 0;
};

// A connection for reading a file that cannot be written: with locks where its log and index are there,
// else without (nobody can be writing through a log that is not there). store_read_only when there is
// a log that cannot be read.
Result<std::unique_ptr<Connection>> open_unwritable(const std::string& path, std::chrono::milliseconds busy_timeout);

}  // namespace kto::store::sqlite
