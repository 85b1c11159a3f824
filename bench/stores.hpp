// The three stores that import and resolve are measured over.
#pragma once

#include <memory>
#include <string>

#include "kto/store.hpp"
#include "people.hpp"

namespace kto::bench {

enum class Kind { memory, sqlite_unsealed, sqlite_sealed };

// A new, empty store; the SQLite ones in a folder of their own that goes with the object.
class FreshStore {
 public:
  explicit FreshStore(Kind kind);
  ~FreshStore();
  FreshStore(const FreshStore&) = delete;
  FreshStore& operator=(const FreshStore&) = delete;
  Store& operator*() { return *store_; }

 private:
  std::string folder_;
  std::unique_ptr<Store> store_;
};

// Imports a roster of good rows; aborts unless all `rows` came in.
void import_all(Store& store, const std::string& roster, std::size_t rows);

}  // namespace kto::bench
