// Whose turn it is to write: one transaction at a time within a process. A turn may be given back by
// another thread than took it, which a mutex does not allow.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "kto/base.hpp"

namespace kto::store {

class WriteTurn {
 public:
  // False when the time-out passed.
  bool take(std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    if (!free_.wait_for(lock, timeout, [&] { return !taken_; })) return false;
    taken_ = true;
    return true;
  }
  void give() noexcept {
    {
      const std::lock_guard lock(mutex_);
      taken_ = false;
    }
    free_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable free_;
  bool taken_ = false;
};

}  // namespace kto::store
