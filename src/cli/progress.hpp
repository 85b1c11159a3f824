// src/cli/progress.hpp — one line on standard error that says how far long work is; only on a terminal.
#pragma once

#include <chrono>
#include <optional>

#include "cli/console.hpp"

namespace kto::cli {

class Progress {
 public:
  // `unit`: what is counted, in the user's language. `total`: bytes in all, where known.
  Progress(Lang lang, std::string_view unit, std::optional<std::uint64_t> total_bytes);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  // Redraws a few times a second. `bytes` absent = not known.
  void show(std::optional<std::uint64_t> bytes, std::uint64_t count);
  void clear();  // before anything else is written to the terminal

 private:
  Lang lang_;
  std::string unit_;
  std::optional<std::uint64_t> total_;
  bool on_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace kto::cli
