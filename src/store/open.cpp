#include "kto/store.hpp"
#include "store/memory/memory_store.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace kto {

Result<std::unique_ptr<Store>> open_store(const std::string& uri, const OpenOptions& options) {
  constexpr std::string_view sqlite = "sqlite:";
  if (uri == "memory:") return store::open_memory(options);
  if (uri.starts_with(sqlite)) return store::open_sqlite(uri.substr(sqlite.size()), options);
  return fail(Errc::store_unknown);
}

}  // namespace kto
