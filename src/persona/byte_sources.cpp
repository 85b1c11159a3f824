// Where a roster's bytes come from: memory and files.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "kto/persona.hpp"

namespace kto {
namespace {

// A file descriptor with one owner.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const noexcept { return number_; }

 private:
  int number_;
};

unexpected<Error> file_error(Errc code, int number) {
  Error error{code};
  error.backend = number;
  return fail(std::move(error));
}

}  // namespace

ByteSource bytes_of(std::string_view memory) {
  return [memory](std::span<char> buffer) mutable -> Result<std::size_t> {
    const std::size_t size = std::min(buffer.size(), memory.size());
    if (size > 0) std::memcpy(buffer.data(), memory.data(), size);
    memory.remove_prefix(size);
    return size;
  };
}

Result<ByteSource> bytes_of_file(const std::string& path) {
  if (path.find('\0') != std::string::npos) return fail(Errc::bad_argument, std::string("path"));
  int number = -1;
  do {
    number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  } while (number < 0 && errno == EINTR);
  if (number < 0) {
    const int why = errno;
    return file_error(why == ENOENT || why == ENOTDIR ? Errc::file_not_found : Errc::file_read, why);
  }
  const auto file = std::make_shared<const Descriptor>(number);
  struct stat about {};
  if (::fstat(number, &about) != 0) return file_error(Errc::file_read, errno);
  if (S_ISDIR(about.st_mode)) return file_error(Errc::file_read, EISDIR);
  return ByteSource([file](std::span<char> buffer) -> Result<std::size_t> {
    while (true) {
      const ssize_t got = ::read(file->number(), buffer.data(), buffer.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return file_error(Errc::file_read, errno);
    }
  });
}

}  // namespace kto
