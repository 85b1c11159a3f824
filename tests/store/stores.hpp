// Every kind of store there is, for loops over all of them.
#pragma once

#include "store/people.hpp"
#include "support/folder.hpp"

namespace kto::test {

struct StoreKind {
  std::string name{};
  bool on_disk = false;
  OpenOptions options{};
};

inline std::vector<StoreKind> store_kinds() {
  OpenOptions unsealed;
  unsealed.mode = OpenMode::create_unsealed;
  unsealed.busy_timeout = std::chrono::milliseconds(400);
  OpenOptions sealed = unsealed;
  sealed.mode = OpenMode::create;
  sealed.secret = secret();
  return {{"memory", false, unsealed}, {"sqlite, unsealed", true, unsealed}, {"sqlite, sealed", true, sealed}};
}

// New stores of a kind, one after another; the files live as long as this.
class StoreMaker {
 public:
  explicit StoreMaker(StoreKind kind) : kind_(std::move(kind)) {}
  std::string next_uri() {
    return kind_.on_disk ? "sqlite:" + (folder_ / ("store" + std::to_string(count_++) + ".db")) : "memory:";
  }
  std::unique_ptr<Store> make() { return open_store(next_uri(), kind_.options).value(); }
  std::unique_ptr<Store> make(std::span<const Persona> personas) {
    auto store = make();
    fill(*store, personas);
    return store;
  }
  static void fill(Store& store, std::span<const Persona> personas) {
    auto transaction = store.begin_import().value();
    for (const Persona& one : personas) transaction->put(one).value();
    transaction->commit().value();
  }
  const StoreKind& kind() const noexcept { return kind_; }
  const Folder& folder() const noexcept { return folder_; }

 private:
  StoreKind kind_;
  Folder folder_;
  int count_ = 0;
};

}  // namespace kto::test
