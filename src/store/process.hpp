// A store belongs to the process that opened it: locks of files and of threads do not survive a fork.
#pragma once

#include <unistd.h>

#include "kto/base.hpp"

namespace kto::store {

class Process {
 public:
  bool same() const noexcept { return ::getpid() == pid_; }
  Result<void> check() const { return same() ? Result<void>() : Result<void>(fail(Errc::forked)); }

 private:
  ::pid_t pid_ = ::getpid();
};

}  // namespace kto::store
