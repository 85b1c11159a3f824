// Stores: opened, described, examined while memory runs out. A failed open leaves no file behind.
#include <fstream>
#include <iterator>

#include "places.hpp"
#include "trial.hpp"

namespace {

using trial::Run;
using trial::Slot;

kto_store_options options_of(std::int32_t mode) {
  kto_store_options options = people::sized<kto_store_options>();
  options.mode = mode;
  options.busy_timeout_ms = 50;
  return options;
}

void open_memory_store(Run& run) {
  const kto_store_options options = options_of(KTO_OPEN_CREATE_UNSEALED);
  Slot<kto_store> out;
  kto_store* store = out.settle(TRIED(run, KTO_OK, kto_store_open, text("memory:"), &options, out.out()));
  if (store == nullptr) return;
  CHECK(SPARE(kto_store_source, store) != nullptr && SPARE(kto_store_ledger, store) != nullptr);
  SPARE(kto_store_free, store);
}

// Nothing but what the tests keep there: no half-made file under another name.
bool only_known_files() {
  for (const auto& entry : std::filesystem::directory_iterator(places::folder())) {
    const auto name = entry.path().filename().string();
    if (name != "key" && name != "rules.json" && name != "people.csv" && !name.starts_with("new.db")) return false;
  }
  return true;
}

void create(Run& run, const kto_store_options& options) {
  const std::string uri = places::uri("new.db");
  Slot<kto_store> out;
  kto_store* store = out.settle(TRIED(run, KTO_OK, kto_store_open, places::text_of(uri), &options, out.out()));
  if (store == nullptr) {
    // Once the store is made nobody may take it away: others may have opened it. Then it stays, whole and empty; an
    // empty file stays when there was no memory even for taking it away.
    CHECK(only_known_files());
    NEED(kto_store_open(places::text_of(uri), &options, &store, nullptr) == KTO_OK);
    CHECK(people::count(store) == 0);
  }
  kto_import_report report = people::sized<kto_import_report>();
  CHECK(kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, &report, nullptr) == KTO_OK);
  CHECK(report.inserted == 3);
  SPARE(kto_store_free, store);
  places::remove_store("new.db");
}

void create_unsealed(Run& run) { create(run, options_of(KTO_OPEN_CREATE_UNSEALED)); }

void create_with_key_file(Run& run) {
  const std::string key = places::here("key");
  kto_store_options options = options_of(KTO_OPEN_CREATE);
  options.key_file = places::text_of(key);
  create(run, options);
}

void create_with_provider(Run& run) {
  static constexpr std::uint8_t secret[32] = {1, 2, 3};
  kto_crypto_self self;
  kto_store_options options = options_of(KTO_OPEN_CREATE);
  options.secret = secret;
  options.secret_size = 32;
  options.crypto = &people::crypto_ops;
  options.crypto_self = &self;
  const std::string uri = places::uri("provider.db");
  Slot<kto_store> out;
  kto_store* store = out.settle(TRIED(run, KTO_OK, kto_store_open, places::text_of(uri), &options, out.out()));
  CHECK(self.closed == 0);
  kto_store_free(store);
  CHECK(self.closed == (store != nullptr ? 1 : 0));  // a failed open leaves `self` with its owner
  places::remove_store("provider.db");
}

// A store with people in it, made once.
const std::string& made_store() {
  static const std::string uri = [] {
    const std::string made = places::uri("people.db");
    const kto_store_options options = options_of(KTO_OPEN_CREATE_UNSEALED);
    kto_store* store = nullptr;
    NEED(kto_store_open(places::text_of(made), &options, &store, nullptr) == KTO_OK);
    NEED(kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, nullptr, nullptr) == KTO_OK);
    kto_store_free(store);
    return made;
  }();
  return uri;
}

kto_store* opened() {
  const kto_store_options options = options_of(KTO_OPEN_EXISTING);
  kto_store* store = nullptr;
  NEED(kto_store_open(places::text_of(made_store()), &options, &store, nullptr) == KTO_OK);
  return store;
}

void open_existing(Run& run) {
  const kto_store_options options = options_of(KTO_OPEN_EXISTING);
  const kto_text uri = places::text_of(made_store());
  Slot<kto_store> out;
  kto_store* store = out.settle(TRIED(run, KTO_OK, kto_store_open, uri, &options, out.out()));
  if (store != nullptr) CHECK(people::count(store) == 3);
  SPARE(kto_store_free, store);
  kto_store* again = opened();  // nothing of the failed open keeps the file
  CHECK(people::count(again) == 3);
  kto_store_free(again);
}

void describe(Run& run) {
  kto_store* store = opened();
  trial::Filled<kto_store_info> info;
  info.settle(TRIED(run, KTO_OK, kto_store_describe, store, info.out()));
  for (int i = 0; i < 2; ++i) CHECK(people::count(store) == 3);
  SPARE(kto_store_free, store);
}

void check(Run& run) {
  kto_store* store = opened();
  trial::Filled<kto_check_report> out;
  const kto_check_report* report = out.settle(TRIED(run, KTO_OK, kto_store_check, store, nullptr, nullptr, out.out()));
  // A store is never called damaged because memory ran out.
  CHECK(report == nullptr || (report->good == 1 && report->personas == 3));
  CHECK(people::count(store) == 3);
  SPARE(kto_store_free, store);
}

void create_key(Run& run) {
  const std::string path = places::here("new-key");
  const auto status = TRIED(run, KTO_OK, kto_key_create, places::text_of(path));
  CHECK(std::filesystem::exists(path) == (status == KTO_OK));
  std::filesystem::remove(path);
}

// Many failures in one store, one after another: nothing is used up.
void failures_in_a_row(Run& run) {
  kto_store* store = opened();
  trial::Filled<kto_store_info> info;
  for (std::size_t nth = 1; nth <= 64; ++nth) {
    failing::arm(failing::How::once, nth);
    kto_store_describe(store, info.out(), nullptr);
    failing::disarm();
  }
  info.out()->struct_size = sizeof(kto_store_info);
  CHECK(TRIED(run, KTO_OK, kto_store_describe, store, info.out()) == KTO_OK || run.failed());
  CHECK(people::count(store) == 3);
  kto_store_free(store);
}

}  // namespace

void memory_of_stores() {
  const std::string key = places::here("key");
  NEED(kto_key_create(places::text_of(key), nullptr) == KTO_OK);
  trial::every_allocation("kto_key_create", create_key);
  trial::every_allocation("kto_store_open of memory", open_memory_store);
  trial::every_allocation("kto_store_open, made", create_unsealed);
  trial::every_allocation("kto_store_open, made with a key file", create_with_key_file);
  trial::every_allocation("kto_store_open, made with a provider", create_with_provider);
  trial::every_allocation("kto_store_open of a file", open_existing);
  trial::every_allocation("kto_store_describe", describe);
  trial::every_allocation("kto_store_describe after failures", failures_in_a_row);
  trial::every_allocation("kto_store_check", check);
}
