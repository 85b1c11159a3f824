#include "cli/console.hpp"

#include <unistd.h>

#include <cerrno>

#include "kto/text.hpp"

namespace kto::cli {

namespace {

constexpr std::size_t flush_at = 64 * 1024;

// 0, or errno.
int write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(fd, text.data(), text.size());
    if (n >= 0) {
      text.remove_prefix(static_cast<std::size_t>(n));
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

bool harmless(char32_t c) {
  return !text::is_control(c) && !text::is_bidi_control(c) && c != 0x00AD && c != 0xFEFF && c != 0x2028 &&
         c != 0x2029 && !(c >= 0x200B && c <= 0x200D) && !(c >= 0x2060 && c <= 0x206F);
}

}  // namespace

std::string said(Lang lang, std::string_view kind, std::string_view name) {
  return text::message(lang, fmt::format("{}.{}", kind, name));
}

void Out::write(std::string_view text) {
  if (failed()) return;
  buffer_ += text;
  if (buffer_.size() >= flush_at) flush();
}

bool Out::flush() {
  if (!failed() && !buffer_.empty()) error_ = write_all(STDOUT_FILENO, buffer_);
  buffer_.clear();
  return !failed();
}

void Console::complain(std::string_view text) const { write_all(STDERR_FILENO, fmt::format("kto: {}\n", text)); }

int Console::usage(std::string_view text) const {
  complain(text);
  return exit_usage;
}

std::string printable(std::string_view bytes, std::size_t code_points) {
  std::string out;
  std::size_t count = 0;
  while (!bytes.empty()) {
    if (count++ == code_points) return out + "…";
    const auto lead = static_cast<unsigned char>(bytes[0]);
    std::size_t size = lead < 0xC0 ? 1U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
    const std::string_view character = bytes.substr(0, size);
    if (!Utf8::check(character)) {
      out += fmt::format("\\x{:02X}", lead);
      size = 1;
    } else if (const char32_t c = text::to_code_points(character)[0]; harmless(c)) {
      out += character;
    } else {
      out += fmt::format("\\u{{{:X}}}", static_cast<unsigned>(c));
    }
    bytes.remove_prefix(size);
  }
  return out;
}

}  // namespace kto::cli
