#include "cli/lines.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace kto::cli {

namespace {
constexpr std::size_t piece = 256 * 1024;
}

bool LineReader::read_more() {
  if (end_) return false;
  buffer_.erase(0, begin_);
  scanned_ -= begin_;
  begin_ = 0;
  const std::size_t old = buffer_.size();
  buffer_.resize(old + piece);
  ssize_t n = 0;
  do {
    n = ::read(fd_, buffer_.data() + old, piece);
  } while (n < 0 && errno == EINTR);
  if (n < 0) {
    error_ = Error{Errc::file_read};
    error_->backend = errno;
  }
  buffer_.resize(old + static_cast<std::size_t>(n > 0 ? n : 0));
  bytes_read_ += static_cast<std::uint64_t>(n > 0 ? n : 0);
  end_ = n <= 0;
  return n > 0;
}

bool LineReader::ready() {
  const std::size_t lf = buffer_.find('\n', scanned_);
  scanned_ = lf == std::string::npos ? buffer_.size() : lf;
  return lf != std::string::npos;
}

std::optional<LineReader::Line> LineReader::next() {
  while (!ready()) {
    // One byte more than the limit may still be the CR that does not count.
    if (passing_over_ || buffer_.size() - begin_ > limit_ + 1) {
      passing_over_ = true;
      begin_ = scanned_ = buffer_.size();
    }
    if (!read_more()) break;
  }
  if (error_) return std::nullopt;
  const bool has_lf = scanned_ < buffer_.size();
  if (!has_lf && begin_ == buffer_.size() && !passing_over_) return std::nullopt;

  Line line;
  line.number = ++number_;
  line.text = std::string_view(buffer_).substr(begin_, scanned_ - begin_);
  if (has_lf && !line.text.empty() && line.text.back() == '\r') line.text.remove_suffix(1);
  line.too_long = passing_over_ || line.text.size() > limit_;
  if (line.too_long) line.text = {};
  passing_over_ = false;
  begin_ = scanned_ = scanned_ + (has_lf ? 1 : 0);
  return line;
}

Result<Input> Input::open(const std::string& path) {
  if (path == "-") return Input(STDIN_FILENO);
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (fd >= 0 && ::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
    ::close(fd);
    Error error{Errc::file_read};
    error.backend = EISDIR;
    return fail(std::move(error));
  }
  if (fd < 0) {
    Error error{errno == ENOENT ? Errc::file_not_found : Errc::file_read};
    error.backend = errno;
    return fail(std::move(error));
  }
  return Input(fd);
}

Input::~Input() {
  if (fd_ > STDERR_FILENO) ::close(fd_);
}

std::optional<std::uint64_t> Input::size() const {
  struct stat status {};
  if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace kto::cli
