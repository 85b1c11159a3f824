// src/cli/lines.hpp — lines of a file or pipe, as they arrive, in bounded memory.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kto/base.hpp"

namespace kto::cli {

// Only LF ends a line; one CR before it is cut; a last line without LF counts.
class LineReader {
 public:
  // Borrows the descriptor. Lines longer than `limit` bytes are passed over and reported.
  LineReader(int fd, std::size_t limit) : fd_(fd), limit_(limit) {}

  struct Line {
    std::string_view text{};   // until the next call
    bool too_long = false;     // `text` is then empty
    std::uint64_t number = 0;  // from 1
  };
  // Nothing at the end, or when reading failed: see error().
  std::optional<Line> next();
  // A whole line is here already: next() will not wait.
  bool ready();
  const std::optional<Error>& error() const noexcept { return error_; }
  std::uint64_t bytes_read() const noexcept { return bytes_read_; }

 private:
  bool read_more();

  int fd_;
  std::size_t limit_;
  std::string buffer_{};
  std::size_t begin_ = 0;    // of the line not yet given
  std::size_t scanned_ = 0;  // no LF between begin_ and here
  std::uint64_t number_ = 0;
  std::uint64_t bytes_read_ = 0;
  bool end_ = false;
  bool passing_over_ = false;
  std::optional<Error> error_{};
};

// Opens FILE for reading; "-" is standard input. Errors: file_not_found, file_read.
class Input {
 public:
  static Result<Input> open(const std::string& path);
  Input(Input&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Input& operator=(Input&&) = delete;
  ~Input();
  int fd() const noexcept { return fd_; }
  std::optional<std::uint64_t> size() const;  // of a regular file

 private:
  explicit Input(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace kto::cli
