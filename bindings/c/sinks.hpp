// bindings/c/sinks.hpp — where rows go during one call of a callback.
//
// A sink's pointer is a ticket: a number that is given once and never read as an address. Each thread keeps the
// tickets of its running calls, so that a sink kept after its call, or carried to another thread, is told.
#pragma once

#include <atomic>
#include <cstdint>

#include "callbacks.hpp"

namespace kto::c {

// Open: the type C sees (kto_sink). Taker: who takes what is handed in.
template <class Open, class Taker>
class Sink {
 public:
  explicit Sink(Taker& taker) : taker_(taker), ticket_(next()), before_(top()) { top() = this; }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  ~Sink() { top() = before_; }

  Open* ticket() const noexcept { return reinterpret_cast<Open*>(ticket_); }

  // The running call of this ticket on this thread; nullptr = none.
  static Sink* find(const Open* ticket) noexcept {
    Sink* sink = top();
    while (sink != nullptr && sink->ticket() != ticket) sink = sink->before_;
    return sink;
  }

  // The first failure is the call's, whatever the callback makes of it; nothing is taken after it.
  template <class Take>
  kto_status take(const Take& take) noexcept {
    if (failed_) return static_cast<kto_status>(error_.code);
    return guard_into([&] { return take(taker_); });
  }

  // What the whole call comes to: `status` is what the callback returned.
  Result<void> end(Result<void> status) {
    if (failed_) return fail(std::move(error_));
    return status;
  }

 private:
  template <class Body>
  kto_status guard_into(const Body& body) noexcept {
    try {
      const Result<void> done = body();
      if (!done) {
        failed_ = true;
        error_.code = Errc::internal;
        error_ = done.error();
      }
    } catch (const std::bad_alloc&) {
      failed_ = true;
      error_.code = memory_ran_out;
    } catch (...) {
      failed_ = true;
      error_.code = Errc::internal;
    }
    return failed_ ? static_cast<kto_status>(error_.code) : KTO_OK;
  }

  // Odd, so that it is no handle's address.
  static std::uintptr_t next() noexcept {
    static std::atomic<std::uintptr_t> given{1};
    return given.fetch_add(2, std::memory_order_relaxed);
  }
  static Sink*& top() noexcept {
    static thread_local Sink* sink = nullptr;
    return sink;
  }

  Taker& taker_;
  const std::uintptr_t ticket_;
  Sink* const before_;
  bool failed_ = false;
  Error error_{};
};

// One call of a table's function with a sink: `function` gets the ticket and the place for the back end's number.
template <class Open, class Taker, class Function>
Result<void> call_with_sink(Taker& taker, const Function& function) {
  Sink<Open, Taker> sink(taker);
  return sink.end(call_for_status([&](std::int64_t* backend) { return function(sink.ticket(), backend); }));
}

}  // namespace kto::c
