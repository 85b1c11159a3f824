// tests/c_safety/places.hpp — a folder of the test's own, taken away at its end.
#pragma once

#include <filesystem>
#include <string>

#include "../c/check.h"
#include "../support/own_folder.hpp"

namespace places {

inline const std::filesystem::path& folder() {
  static const OwnFolder one;
  return one.path();
}
inline std::string here(const char* name) { return (folder() / name).string(); }
inline std::string uri(const char* name) { return "sqlite:" + here(name); }
inline kto_text text_of(const std::string& path) { return {path.data(), path.size()}; }

inline void remove_store(const char* name) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(here(name) + suffix);
}

}  // namespace places
