// src/cli/interrupt.hpp — Ctrl-C and SIGTERM as a wish to stop, for work that must be rolled back first.
#pragma once

namespace kto::cli {

// From now on the first SIGINT or SIGTERM only makes interrupted() true; the second one kills.
void watch_for_interrupt();
bool interrupted() noexcept;
// Waits until `fd` can be read; false when the wish to stop came first, however short before.
bool wait_readable(int fd);

}  // namespace kto::cli
