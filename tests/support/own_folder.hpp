// tests/support/own_folder.hpp — a folder of the process's own, taken away at its end.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

// In memory where that is to be had: thousands of stores are made there and synced.
class OwnFolder {
 public:
  OwnFolder() {
    const std::filesystem::path fast = "/dev/shm";
    const bool in_memory = ::access(fast.c_str(), W_OK | X_OK) == 0;
    std::string name = ((in_memory ? fast : std::filesystem::temp_directory_path()) / "kto-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  ~OwnFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_{};
};
