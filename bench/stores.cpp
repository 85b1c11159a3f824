#include "stores.hpp"

#include <unistd.h>

#include <filesystem>

namespace kto::bench {

FreshStore::FreshStore(Kind kind) {
  OpenOptions options;
  options.mode = OpenMode::create_unsealed;
  std::string uri = "memory:";
  if (kind != Kind::memory) {
    std::string name = (std::filesystem::temp_directory_path() / "kto-bench-XXXXXX").string();
    need(mkdtemp(name.data()) != nullptr, "a folder for the store");
    folder_ = name;
    uri = "sqlite:" + folder_ + "/bench.db";
  }
  if (kind == Kind::sqlite_sealed) {
    Secret secret;
    for (std::size_t i = 0; i < Secret::size(); ++i) secret.data()[i] = static_cast<std::uint8_t>(i * 7 + 1);
    options.mode = OpenMode::create;
    options.secret = secret;
  }
  auto opened = open_store(uri, options);
  need(opened.has_value(), "opening the store");
  store_ = std::move(opened).value();
}

FreshStore::~FreshStore() {
  store_.reset();
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

void import_all(Store& store, const std::string& roster, std::size_t rows) {
  const ByteSource file = bytes_of(roster);
  const auto report = import_roster(store, std::span(&file, 1), {}, {});
  need(report.has_value(), "the import");
  need(report->inserted == rows && report->rejected == 0, "the number of imported rows");
}

}  // namespace kto::bench
