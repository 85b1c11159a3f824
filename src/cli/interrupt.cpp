#include "cli/interrupt.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>

namespace kto::cli {

namespace {

std::atomic<bool> asked{false};
static_assert(std::atomic<bool>::is_always_lock_free);
// The handler writes a byte here, so that a signal just before a wait ends the wait all the same.
int wake[2] = {-1, -1};

extern "C" void note_signal(int) {
  const int saved = errno;
  asked.store(true);
  [[maybe_unused]] const auto written = ::write(wake[1], "", 1);
  errno = saved;
}

}  // namespace

void watch_for_interrupt() {
  if (::pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) return;  // Ctrl-C then kills at once, which loses nothing either
  struct sigaction action {};
  action.sa_handler = note_signal;
  // No SA_RESTART: what waits must return. RESETHAND: the second signal kills.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  for (const int number : {SIGINT, SIGTERM}) sigaction(number, &action, nullptr);
}

bool interrupted() noexcept { return asked.load(); }

bool wait_readable(int fd) {
  while (!interrupted()) {
    struct pollfd both[2] = {{fd, POLLIN, 0}, {wake[0], POLLIN, 0}};
    const int ready = ::poll(both, 2, -1);
    if (ready > 0 && both[1].revents == 0) return true;
    if (ready < 0 && errno != EINTR) return true;  // reading will say what is wrong
  }
  return false;
}

}  // namespace kto::cli
