// Key files: made once, never overwritten; read strictly. The secret passes only through buffers that
// are wiped, and is in no message.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "kto/seal.hpp"
#include "seal/sodium.hpp"

namespace kto {
namespace {

constexpr std::string_view head = "kto-key-1 ";
constexpr std::string_view checksum_purpose = "kto/keyfile/1";
constexpr std::size_t secret_digits = 64;
constexpr std::size_t checksum_digits = 8;
constexpr std::size_t line_bytes = head.size() + secret_digits + 1 + checksum_digits;
// Room for CR LF and for one byte too many, which shows that the file is longer than a key file is.
constexpr std::size_t most_bytes = line_bytes + 3;

// A stack buffer that is wiped on every way out.
template <std::size_t N>
struct Wiped {
  std::array<char, N> bytes{};
  Wiped() = default;
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  ~Wiped() { wipe(bytes.data(), N); }
};

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const noexcept { return fd_; }
  int close() noexcept {
    const int result = ::close(fd_);
    fd_ = -1;
    return result;
  }

 private:
  int fd_;
};

unexpected<Error> failed(Errc code, int number) {
  Error error{code};
  error.backend = number;
  return fail(std::move(error));
}

unexpected<Error> write_failed(int number) {
  if (number == EEXIST) return failed(Errc::file_exists, number);
  const bool full = number == ENOSPC || number == EDQUOT || number == EFBIG;
  return failed(full ? Errc::disk_full : Errc::file_write, number);
}

// Catches a mistyped or damaged digit; keyed by the secret itself, so it says nothing about it.
bool checksum(const Secret& secret, std::span<std::uint8_t, 4> out) {
  std::array<std::uint8_t, 32> full{};
  if (!seal::keyed_blake2b(secret, seal::bytes_of_text(checksum_purpose), full)) return false;
  std::copy_n(full.begin(), out.size(), out.begin());
  return true;
}

void write_hex(std::span<const std::uint8_t> bytes, char* out) {
  static constexpr char digits[] = "0123456789abcdef";
  for (const std::uint8_t byte : bytes) {
    *out++ = digits[byte >> 4];
    *out++ = digits[byte & 15];
  }
}

bool write_all(int fd, const char* data, std::size_t size) {
  while (size > 0) {
    const ::ssize_t written = ::write(fd, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      if (written == 0) errno = EIO;
      return false;
    }
    data += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

std::string folder_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

// The folder is synced too: a key whose name is lost in a crash is a lost store.
bool sync_folder(const std::string& folder) {
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() < 0) return false;
  // Some file systems cannot sync a folder and say EINVAL: nothing more can be done there.
  return ::fsync(fd.get()) == 0 || errno == EINVAL;
}

bool path_usable(const std::string& path) { return !path.empty() && path.find('\0') == std::string::npos; }

}  // namespace

Result<void> create_key_file(const std::string& path, const CryptoProvider& provider) {
  if (!path_usable(path)) return fail(Errc::bad_argument, "path");
  Secret secret;
  KTO_TRY(provider.random(std::span(secret.data(), Secret::size())));
  if (secret == Secret{}) return fail(Errc::crypto_failed);  // no source of randomness gives this

  std::array<std::uint8_t, 4> sum{};
  if (!checksum(secret, sum)) return fail(Errc::crypto_failed);
  Wiped<line_bytes + 1> line;
  char* at = std::copy(head.begin(), head.end(), line.bytes.data());
  write_hex(secret.view(), at);
  at += secret_digits;
  *at++ = ' ';
  write_hex(sum, at);
  at += checksum_digits;
  *at = '\n';

  const std::string folder = folder_of(path);  // before the file is there: nothing throws from then on
  Descriptor fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
  if (fd.get() < 0) return write_failed(errno);
  bool good = write_all(fd.get(), line.bytes.data(), line.bytes.size()) && ::fsync(fd.get()) == 0;
  int number = errno;
  if (good && fd.close() != 0) {
    good = false;
    number = errno;
  }
  if (good && !sync_folder(folder)) {
    good = false;
    number = errno;
  }
  if (!good) {
    ::unlink(path.c_str());  // half a key file is worse than none; O_EXCL says that it is ours
    return write_failed(number);
  }
  return {};
}

Result<Secret> read_key_file(const std::string& path) {
  if (!path_usable(path)) return fail(Errc::bad_argument, "path");
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return failed(errno == ENOENT ? Errc::file_not_found : Errc::file_read, errno);
  Wiped<most_bytes> buffer;
  std::size_t size = 0;
  while (size < buffer.bytes.size()) {
    const ::ssize_t got = ::read(fd.get(), buffer.bytes.data() + size, buffer.bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(Errc::file_read, errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  std::string_view text(buffer.bytes.data(), size);
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (text.size() != line_bytes || !text.starts_with(head) || text[head.size() + secret_digits] != ' ') {
    return fail(Errc::key_file_bad);
  }
  Secret secret;
  std::array<std::uint8_t, 4> stated{};
  if (!seal::from_hex(text.substr(head.size(), secret_digits), std::span(secret.data(), Secret::size())) ||
      !seal::from_hex(text.substr(head.size() + secret_digits + 1), stated)) {
    return fail(Errc::key_file_bad);
  }
  std::array<std::uint8_t, 4> sum{};
  if (!checksum(secret, sum)) return fail(Errc::crypto_failed);
  if (sum != stated || secret == Secret{}) return fail(Errc::key_file_bad);
  return secret;
}

bool key_file_is_open_to_others(const std::string& path) {
  struct ::stat about {};
  return path_usable(path) && ::stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode) &&
         (about.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

}  // namespace kto
