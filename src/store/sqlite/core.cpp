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
  struct Give {
    WriteTurn* turn;
    ~Give() {
      if (turn != nullptr) turn->give();
    }
  } unless_begun{&turn};
  KTO_TRY(writer->begin("BEGIN IMMEDIATE"));
  unless_begun.turn = nullptr;
  return {};
}

void Core::end() noexcept {
  writer->roll_back();
  turn.give();
}

Transaction::~Transaction() {
  if (!ended_ && core_->process.same()) core_->end();
}

Result<void> Transaction::begin() {
  KTO_TRY(core_->begin());
  ended_ = false;
  return {};
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
