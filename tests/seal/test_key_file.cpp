#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>

#include "kto/seal.hpp"
#include "support/folder.hpp"

using namespace kto;

namespace {

void write(const std::string& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << bytes;
}

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The secret 01 02 … 20, as in test_golden.cpp.
const std::string golden_line = "kto-key-1 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20 f2a23d9d";

// A provider whose random bytes are all one value.
class Constant final : public CryptoProvider {
 public:
  explicit Constant(std::uint8_t value) : value_(value) {}
  std::string_view name() const noexcept override { return "constant"; }
  Result<std::array<std::uint8_t, 32>> mac(const Secret&, std::span<const std::uint8_t>) const override {
    return fail(Errc::crypto_failed);
  }
  Result<Secret> derive(const Secret&, std::string_view) const override { return fail(Errc::crypto_failed); }
  Result<std::vector<std::uint8_t>> seal(const Secret&, std::span<const std::uint8_t>,
                                         std::span<const std::uint8_t>) const override {
    return fail(Errc::crypto_failed);
  }
  Result<std::vector<std::uint8_t>> open(const Secret&, std::span<const std::uint8_t>,
                                         std::span<const std::uint8_t>) const override {
    return fail(Errc::crypto_failed);
  }
  Result<void> random(std::span<std::uint8_t> out) const override {
    for (std::uint8_t& byte : out) byte = value_;
    return {};
  }

 private:
  std::uint8_t value_;
};

}  // namespace

TEST_CASE("a key file is made once, for its owner alone, and read again") {
  const test::Folder folder;
  const std::string path = folder / "school.kto-key";
  REQUIRE(create_key_file(path, *sodium_provider()));
  struct ::stat about {};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  CHECK((about.st_mode & 07777) == 0600);
  CHECK_FALSE(key_file_is_open_to_others(path));
  const std::string text = read(path);
  CHECK(text.size() == 84);
  CHECK(text.starts_with("kto-key-1 "));
  CHECK(text.back() == '\n');
  const auto secret = read_key_file(path);
  REQUIRE(secret);
  CHECK_FALSE(secret.value() == Secret{});

  CHECK(create_key_file(path, *sodium_provider()).error().code == Errc::file_exists);
  CHECK(read(path) == text);

  REQUIRE(::chmod(path.c_str(), 0640) == 0);
  CHECK(key_file_is_open_to_others(path));
  REQUIRE(::chmod(path.c_str(), 0604) == 0);
  CHECK(key_file_is_open_to_others(path));

  const std::string other = folder / "other.kto-key";
  REQUIRE(create_key_file(other, *sodium_provider()));
  CHECK_FALSE(read_key_file(other).value() == secret.value());
}

TEST_CASE("a key file never follows a link and never overwrites what a link points to") {
  const test::Folder folder;
  write(folder / "precious", "precious");
  REQUIRE(::symlink((folder / "precious").c_str(), (folder / "link").c_str()) == 0);
  REQUIRE(::symlink((folder / "nowhere").c_str(), (folder / "dangling").c_str()) == 0);
  CHECK(create_key_file(folder / "link", *sodium_provider()).error().code == Errc::file_exists);
  CHECK(create_key_file(folder / "dangling", *sodium_provider()).error().code == Errc::file_exists);
  CHECK(read(folder / "precious") == "precious");
}

TEST_CASE("the format of a key file is exact") {
  const test::Folder folder;
  const std::string path = folder / "key";
  const auto verdict = [&](std::string_view bytes) {
    write(path, bytes);
    const auto secret = read_key_file(path);
    return secret ? std::optional<Errc>() : std::optional<Errc>(secret.error().code);
  };
  CHECK_FALSE(verdict(golden_line));
  CHECK_FALSE(verdict(golden_line + "\n"));
  CHECK_FALSE(verdict(golden_line + "\r\n"));
  for (std::size_t size = 0; size < golden_line.size(); ++size) {
    CHECK(verdict(golden_line.substr(0, size)) == Errc::key_file_bad);
  }
  for (std::size_t i = 0; i < golden_line.size(); ++i) {
    for (const char change : {'\x01', '\x20'}) {
      std::string changed = golden_line;
      changed[i] = static_cast<char>(changed[i] ^ change);
      INFO(i);
      CHECK(verdict(changed) == Errc::key_file_bad);
    }
  }
  CHECK(verdict(golden_line + "\n\n") == Errc::key_file_bad);
  CHECK(verdict(golden_line + " ") == Errc::key_file_bad);
  CHECK(verdict(" " + golden_line) == Errc::key_file_bad);
  CHECK(verdict("\xEF\xBB\xBF" + golden_line) == Errc::key_file_bad);
  CHECK(verdict(golden_line + "\n" + std::string(1 << 20, 'x')) == Errc::key_file_bad);
  CHECK(verdict(std::string(85, '\0')) == Errc::key_file_bad);
}

TEST_CASE("what cannot be read or written says so without the secret") {
  const test::Folder folder;
  CHECK(read_key_file(folder / "absent").error().code == Errc::file_not_found);
  CHECK(read_key_file(folder.path()).error().code == Errc::file_read);
  CHECK(read_key_file("").error().code == Errc::bad_argument);
  CHECK(read_key_file(std::string("a\0b", 3)).error().code == Errc::bad_argument);
  CHECK(create_key_file(folder / "no/such/folder", *sodium_provider()).error().code == Errc::file_write);
  CHECK(create_key_file(folder.path(), *sodium_provider()).error().code == Errc::file_exists);
  write(folder / "bad", golden_line + "x");
  const auto error = read_key_file(folder / "bad").error();
  CHECK(describe(error).find("0102") == std::string::npos);
  CHECK_FALSE(key_file_is_open_to_others(folder / "absent"));
}

TEST_CASE("a provider without randomness makes no key") {
  const test::Folder folder;
  CHECK(create_key_file(folder / "key", Constant(0)).error().code == Errc::crypto_failed);
  CHECK(read_key_file(folder / "key").error().code == Errc::file_not_found);
  // The provider's bytes are those of the key.
  REQUIRE(create_key_file(folder / "key", Constant(7)));
  CHECK(read(folder / "key").substr(10, 64) == [] {
    std::string digits;
    for (int i = 0; i < 32; ++i) digits += "07";
    return digits;
  }());
}

TEST_CASE("half a key file is taken away again when the disk is full") {
  const test::Folder folder;
  const std::string path = folder / "key";
  const ::pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // A limit on the size of files is the full disk that needs no privileges.
    std::signal(SIGXFSZ, SIG_IGN);
    const ::rlimit limit{16, 16};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto made = create_key_file(path, *sodium_provider());
    ::_exit(!made && made.error().code == Errc::disk_full && ::access(path.c_str(), F_OK) != 0 ? 0 : 1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}
