// tests/c_safety/places.hpp — a folder of the test's own, taken away at its end.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "../c/check.h"

namespace places {

class Folder {
 public:
  Folder() {
    // In memory where that is to be had: thousands of stores are made and synced.
    const std::filesystem::path fast = "/dev/shm";
    const bool in_memory = ::access(fast.c_str(), W_OK | X_OK) == 0;
    std::string name = ((in_memory ? fast : std::filesystem::temp_directory_path()) / "kto-c-safety-XXXXXX").string();
    NEED(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_{};
};

inline const std::filesystem::path& folder() {
  static const Folder one;
  return one.path();
}
inline std::string here(const char* name) { return (folder() / name).string(); }
inline std::string uri(const char* name) { return "sqlite:" + here(name); }
inline kto_text text_of(const std::string& path) { return {path.data(), path.size()}; }

inline void remove_store(const char* name) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(here(name) + suffix);
}

}  // namespace places
