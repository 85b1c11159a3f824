#include "store/sqlite/core.hpp"

namespace kto::store::sqlite {

Core::~Core() {
  if (process.same()) return;
  // In a child the connections belong to the parent: closing them here would touch its log and locks.
  static_cast<void>(writer.release());
  readers.leak();
}

Result<void> Core::begin() {
  KTO_TRY(process.check());
  if (!writer) return fail(Errc::store_read_only);
  if (!turn.take(settings.busy_timeout)) return fail(Errc::store_busy);
  const auto begun = writer->run("BEGIN IMMEDIATE");
  if (!begun) turn.give();
  return begun;
}

void Core::end() noexcept {
  // A rollback that fails has been made by SQLite already.
  if (writer->in_transaction()) static_cast<void>(writer->run("ROLLBACK"));
  turn.give();
}

Transaction::~Transaction() {
  if (!ended_ && core_->process.same()) core_->end();
}

Result<void> Transaction::usable() const {
  KTO_TRY(core_->process.check());
  if (ended_) return fail(Errc::bad_argument, "transaction");
  if (failure_) return fail(*failure_);
  return {};
}

unexpected<Error> Transaction::failed(const Error& error) {
  failure_ = error;
  return fail(error);
}

Result<void> Transaction::commit() {
  KTO_TRY(usable());
  const auto committed = core_->writer->run("COMMIT");
  ended_ = true;
  core_->end();
  return committed;
}

}  // namespace kto::store::sqlite
