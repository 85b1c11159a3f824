#include "cli/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace kto::cli {

namespace {

void to_terminal(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

Progress::Progress(Lang lang, std::string_view unit, std::optional<std::uint64_t> total_bytes)
    : lang_(lang),
      unit_(unit),
      total_(total_bytes),
      on_(::isatty(STDERR_FILENO) == 1),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

void Progress::show(std::optional<std::uint64_t> bytes, std::uint64_t count) {
  using namespace std::chrono;
  if (!on_) return;
  const auto now = steady_clock::now();
  if (now - last_ < milliseconds(200)) return;
  last_ = now;
  const double seconds = std::max(duration<double>(now - start_).count(), 0.001);
  std::string line = "\r\x1b[K";
  if (bytes) {
    line += trf(lang_, "{:.1f} МБ", "{:.1f} MB", static_cast<double>(*bytes) / 1e6);
    if (total_ && *total_ > 0) {
      line += fmt::format(" ({:.0f} %)", 100.0 * static_cast<double>(*bytes) / static_cast<double>(*total_));
    }
    line += ", ";
  }
  line += trf(lang_, "{}: {}, {:.0f} в секунду", "{}: {}, {:.0f} a second", unit_, count,
              static_cast<double>(count) / seconds);
  to_terminal(line);
  drawn_ = true;
}

void Progress::clear() {
  if (drawn_) to_terminal("\r\x1b[K");
  drawn_ = false;
}

}  // namespace kto::cli
