#include "store/sqlite/readers.hpp"

namespace kto::store::sqlite {

Result<std::unique_ptr<Connection>> open_unwritable(const std::string& path, std::chrono::milliseconds busy_timeout) {
  const auto probed = [](Result<std::unique_ptr<Connection>> connection) -> Result<std::unique_ptr<Connection>> {
    if (!connection) return connection;
    const auto version = (*connection)->integer("SELECT count(*) FROM sqlite_schema");
    if (!version) return fail(version.error());
    return connection;
  };
  auto with_locks = probed(Connection::open(path, Access::read_only, busy_timeout));
  if (with_locks) return with_locks;
  const Errc code = with_locks.error().code;
  if (code != Errc::file_read && code != Errc::store_read_only && code != Errc::store_failed) return with_locks;
  const auto state = look_at(path);
  if (!state) return fail(state.error());
  if (state->log_size > 0 || state->journal) {
    Error error{Errc::store_read_only};
    error.backend = with_locks.error().backend;
    return fail(std::move(error));
  }
  return probed(Connection::open(path, Access::immutable, busy_timeout));
}

// One of the connections, given back on every way out.
class Readers::Loan {
 public:
  explicit Loan(Readers& readers) : readers_(readers), connection_(readers.take()) {}
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;
  ~Loan() { readers_.give_back(std::move(connection_)); }

  Result<void> open() {
    if (connection_) return {};
    auto opened = readers_.open();
    if (!opened) return fail(opened.error());
    connection_ = std::move(*opened);
    return {};
  }
  Connection& connection() const noexcept { return *connection_; }
  void close() noexcept { connection_.reset(); }

 private:
  Readers& readers_;
  std::unique_ptr<Connection> connection_;
};

Result<void> Readers::read(const std::function<Result<void>(Connection&)>& read) {
  constexpr int attempts = 4;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    Loan loan(*this);
    KTO_TRY(loan.open());
    Connection& connection = loan.connection();
    auto done = read(connection);
    if (connection.access() != Access::immutable) return done;
    // Read without locks: what was read counts only when nobody has written meanwhile (somebody with
    // more rights than ours), and a connection that has been overtaken knows old pages.
    const auto now = look_at(settings_.path);
    if (now && connection.opened_on(*now)) return done;
    loan.close();
  }
  return fail(Errc::store_busy);
}

std::unique_ptr<Connection> Readers::take() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [&] { return !idle_.empty() || out_ < most; });
  ++out_;
  if (idle_.empty()) return nullptr;
  auto connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

Result<std::unique_ptr<Connection>> Readers::open() {
  if (settings_.access != Access::read_only) {
    return Connection::open(settings_.path, Access::query_only, settings_.busy_timeout);
  }
  return open_unwritable(settings_.path, settings_.busy_timeout);
}

void Readers::give_back(std::unique_ptr<Connection> connection) noexcept {
  {
    const std::lock_guard lock(mutex_);
    --out_;
    // Room for `most` was reserved: this cannot fail.
    if (connection) idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

void Readers::leak() noexcept {
  for (auto& connection : idle_) static_cast<void>(connection.release());
}

}  // namespace kto::store::sqlite
