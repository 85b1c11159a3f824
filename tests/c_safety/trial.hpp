// tests/c_safety/trial.hpp — one scenario again and again, each time with another allocation that fails.
#pragma once

#include <cstring>
#include <functional>
#include <set>
#include <string>

#include "failing.hpp"
#include "people.hpp"

namespace trial {

// Names of the functions that a scenario called under failing allocations.
std::set<std::string>& covered();

// One run of a scenario. The scenario prepares what it needs, makes its one call through TRIED and looks at what
// came of it; everything it made is freed at its end.
class Run {
 public:
  Run(failing::How how, std::size_t nth) : how_(how), nth_(nth) {}

  // `expected` when nothing fails; when something did, KTO_E_MEMORY as well, with an error that says so.
  template <class Function>
  kto_status tried(const char* name, kto_status expected, const Function& function) {
    auto* const untouched = reinterpret_cast<kto_error*>(&how_);
    kto_error* err = untouched;
    kto_error** const place = &err;
    failing::arm(how_, nth_);
    const kto_status status = function(place);
    failures_ += failing::disarm();
    covered().insert(name);
    CHECK(status == expected || (failures_ > 0 && status == KTO_E_MEMORY));
    if (err != untouched) {  // a function without `err` leaves it
      CHECK((err == nullptr) == (status == KTO_OK));
      // No memory for the error itself is told by the error, not by the status.
      CHECK(kto_error_status(err) == (status == KTO_OK ? KTO_E_HANDLE : status) ||
            (failures_ > 0 && kto_error_status(err) == KTO_E_MEMORY));
      CHECK((kto_error_text(err).size > 0) == (status != KTO_OK));
      kto_error_free(err);
    }
    called_ = true;
    return status;
  }

  bool failed() const noexcept { return failures_ > 0; }
  bool called() const noexcept { return called_; }

 private:
  failing::How how_;
  std::size_t nth_;
  std::size_t failures_ = 0;
  bool called_ = false;
};

// A handle that a function gives; before that it holds something that is none.
template <class T>
class Slot {
 public:
  Slot() = default;
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
  T** out() noexcept { return &handle_; }
  // Was it given exactly when it should be? The handle, or NULL.
  T* settle(kto_status status) {
    if (status == KTO_OK) {
      CHECK(handle_ != nothing());
      return handle_;
    }
    CHECK(handle_ == nothing());
    return nullptr;
  }

 private:
  T* nothing() const noexcept { return reinterpret_cast<T*>(const_cast<char*>(&mark_)); }
  char mark_ = 0;
  T* handle_ = nothing();
};

// A struct that a function fills; before that it is full of rubbish.
template <class T>
class Filled {
 public:
  Filled() {
    std::memset(static_cast<void*>(&value_), 0x55, sizeof value_);
    value_.struct_size = sizeof value_;
    std::memcpy(&before_, &value_, sizeof value_);
  }
  T* out() noexcept { return &value_; }
  // The struct when the call succeeded, else NULL and not a byte of it has changed.
  const T* settle(kto_status status) {
    if (status == KTO_OK) return &value_;
    CHECK(std::memcmp(&before_, &value_, sizeof value_) == 0);
    return nullptr;
  }

 private:
  T value_;
  T before_;
};

using Scenario = void (*)(Run& run);

// Runs it with every allocation failing in turn, alone and with all that follow, and last with none. Nothing may
// be left behind: what grew once (a shared object made at the first need) must not grow at the same place again.
// A quick test tries the first 200 one by one and then each 17th.
void every_allocation(const char* name, Scenario scenario);
void be_quick() noexcept;

// A function that cannot say that memory ran out: it does its work with every allocation failing.
template <class Function>
auto without_memory(const char* name, const Function& function) {
  covered().insert(name);
  failing::arm(failing::How::from_then_on, 1);
  if constexpr (std::is_void_v<decltype(function())>) {
    function();
    failing::disarm();
  } else {
    auto result = function();
    failing::disarm();
    return result;
  }
}

}  // namespace trial

// The call under trial, with `err` as its last argument where the function has one.
#define TRIED(run, expected, function, ...) \
  (run).tried(#function, expected, [&](kto_error** err) { return function(__VA_ARGS__, err); })
#define TRIED_WITHOUT_ERR(run, expected, function, ...) \
  (run).tried(#function, expected, [&](kto_error**) { return function(__VA_ARGS__); })
// A call of a function that needs no memory.
#define SPARE(function, ...) trial::without_memory(#function, [&] { return function(__VA_ARGS__); })

void memory_of_values();
void memory_of_stores();
void memory_of_imports();
void memory_of_seams();
