// Opening and making stores: every way it can be refused, and that a refusal changes nothing.
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <thread>

#include "store/stores.hpp"
#include "support/other_provider.hpp"

using namespace kto;

namespace {

namespace fs = std::filesystem;

// Every file of a folder with its bytes and time.
std::map<std::string, std::pair<std::string, fs::file_time_type>> picture(const std::string& folder) {
  std::map<std::string, std::pair<std::string, fs::file_time_type>> out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    out[entry.path().filename()] = {std::string(std::istreambuf_iterator<char>(in), {}),
                                    fs::last_write_time(entry.path())};
  }
  return out;
}

OpenOptions options(OpenMode mode, std::optional<Secret> secret = {}) {
  OpenOptions out;
  out.mode = mode;
  out.secret = secret;
  out.busy_timeout = std::chrono::milliseconds(200);
  return out;
}

Errc refused(const std::string& uri, const OpenOptions& how) {
  const auto store = open_store(uri, how);
  return store ? Errc::internal : store.error().code;
}

void write(const std::string& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << bytes;
}

// A store on disk that another program has changed with SQL.
void tamper(const std::string& path, const std::string& sql) {
  ::sqlite3* db = nullptr;
  REQUIRE(::sqlite3_open(path.c_str(), &db) == SQLITE_OK);
  const int code = ::sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
  ::sqlite3_close(db);
  REQUIRE(code == SQLITE_OK);
}

}  // namespace

TEST_CASE("stores are named by URI") {
  const test::Folder folder;
  CHECK(refused("", options(OpenMode::create_unsealed)) == Errc::store_unknown);
  CHECK(refused("memory", options(OpenMode::create_unsealed)) == Errc::store_unknown);
  CHECK(refused("memory:x", options(OpenMode::create_unsealed)) == Errc::store_unknown);
  CHECK(refused(folder / "a.db", options(OpenMode::create_unsealed)) == Errc::store_unknown);
  CHECK(refused("postgresql://", options(OpenMode::create_unsealed)) == Errc::store_unknown);
  CHECK(refused("sqlite:", options(OpenMode::create_unsealed)) == Errc::bad_argument);
  CHECK(refused(std::string("sqlite:a\0b", 10), options(OpenMode::create_unsealed)) == Errc::bad_argument);
  CHECK(picture(folder.path()).empty());
  for (const OpenMode mode : {OpenMode::existing, OpenMode::create, OpenMode::create_unsealed}) {
    const auto memory = open_store("memory:", options(mode));
    REQUIRE(memory);
    CHECK_FALSE((*memory)->info().value().sealed);
  }
}

TEST_CASE("a store is made only when asked, and sealed unless asked otherwise") {
  const test::Folder folder;
  const std::string path = folder / "school.db";
  const std::string uri = "sqlite:" + path;
  CHECK(refused(uri, options(OpenMode::existing)) == Errc::file_not_found);
  CHECK(refused(uri, options(OpenMode::existing, test::secret())) == Errc::file_not_found);
  CHECK(refused(uri, options(OpenMode::create)) == Errc::key_missing);
  CHECK(refused(uri, options(OpenMode::create_unsealed, test::secret())) == Errc::key_not_wanted);
  OpenOptions read_only = options(OpenMode::create, test::secret());
  read_only.read_only = true;
  CHECK(refused(uri, read_only) == Errc::file_not_found);
  CHECK(refused("sqlite:" + (folder / "no/folder/a.db"), options(OpenMode::create_unsealed)) == Errc::file_write);
  CHECK(picture(folder.path()).empty());

  {
    const auto store = open_store(uri, options(OpenMode::create, test::secret()));
    REQUIRE(store);
    const StoreInfo info = (*store)->info().value();
    CHECK(info.sealed);
    CHECK_FALSE(info.read_only);
    CHECK(info.personas == 0);
    CHECK(info.format == 1);
    CHECK(info.issuer == Issuer::production);
    CHECK((*store)->check({}).value().good());
  }
  struct ::stat about {};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  CHECK((about.st_mode & 07777) == 0600);
  const auto before = picture(folder.path());
  CHECK(before.size() == 1);  // no log, no index, no half-made file is left

  // There it is; now it is opened as it is, whatever the mode.
  for (const OpenMode mode : {OpenMode::existing, OpenMode::create, OpenMode::create_unsealed}) {
    CHECK(open_store(uri, options(mode, test::secret())));
    CHECK(refused(uri, options(mode)) == Errc::key_missing);
    CHECK(refused(uri, options(mode, test::secret(8))) == Errc::key_wrong);
  }
  CHECK(refused("sqlite:" + folder.path(), options(OpenMode::create_unsealed)) == Errc::not_a_database);
}

TEST_CASE("an unsealed store wants no key") {
  const test::Folder folder;
  const std::string uri = "sqlite:" + (folder / "open.db");
  CHECK_FALSE(open_store(uri, options(OpenMode::create_unsealed)).value()->info().value().sealed);
  const auto before = picture(folder.path());
  CHECK(refused(uri, options(OpenMode::existing, test::secret())) == Errc::key_not_wanted);
  CHECK(refused(uri, options(OpenMode::create, test::secret())) == Errc::key_not_wanted);
  CHECK(picture(folder.path()) == before);
  // The mode says what to make, not what is there.
  CHECK_FALSE(open_store(uri, options(OpenMode::create)).value()->info().value().sealed);
}

TEST_CASE("the wrong key, no key and another provider leave no trace") {
  const test::Folder folder;
  const std::string path = folder / "school.db";
  const std::string uri = "sqlite:" + path;
  {
    const auto store = open_store(uri, options(OpenMode::create, test::secret())).value();
    test::StoreMaker::fill(*store, std::vector{test::full_persona()});
  }
  const auto closed = picture(folder.path());
  const auto other = std::make_shared<test::OtherProvider>();
  const auto refuse_all = [&] {
    CHECK(refused(uri, options(OpenMode::existing)) == Errc::key_missing);
    CHECK(refused(uri, options(OpenMode::existing, test::secret(8))) == Errc::key_wrong);
    OpenOptions with_other = options(OpenMode::existing, test::secret());
    with_other.provider = other;
    const auto store = open_store(uri, with_other);
    REQUIRE_FALSE(store);
    CHECK(store.error().code == Errc::key_wrong);
    CHECK(store.error().field == "provider");
  };
  refuse_all();
  CHECK(picture(folder.path()) == closed);

  // Also while somebody has it open and its log is not empty.
  const auto store = open_store(uri, options(OpenMode::existing, test::secret())).value();
  test::StoreMaker::fill(*store, std::vector{test::persona(38, "О", "2", "Сурков", "Лев")});
  const auto open = picture(folder.path());
  CHECK(open.size() == 3);
  refuse_all();
  CHECK(picture(folder.path()) == open);
  CHECK(store->check({}).value().good());
}

TEST_CASE("a store made with another provider opens with it alone") {
  const test::Folder folder;
  const std::string uri = "sqlite:" + (folder / "other.db");
  const auto provider = std::make_shared<test::OtherProvider>();
  OpenOptions with_other = options(OpenMode::create, test::secret());
  with_other.provider = provider;
  const Persona persona = test::full_persona();
  {
    const auto store = open_store(uri, with_other).value();
    test::StoreMaker::fill(*store, std::vector{persona});
    CHECK(provider->seals == 1);
    const std::vector<NumberQuery> queries = {{persona.key.region, *persona.number.reading.number}};
    int found = 0;
    const auto count = [&](std::size_t, const Persona& p) -> Result<void> {
      found += same_content(p, persona);
      return {};
    };
    CHECK(store->candidates(queries, count));
    CHECK(found == 1);
    CHECK(provider->opens == 1);
    CHECK(store->check({}).value().good());
  }
  CHECK(refused(uri, options(OpenMode::existing, test::secret())) == Errc::key_wrong);
  CHECK(open_store(uri, with_other));
}

TEST_CASE("what is no kto database is told so and left alone") {
  const test::Folder folder;
  const std::string path = folder / "file";
  const std::string uri = "sqlite:" + path;
  const auto all_modes = [&](Errc expected) {
    const auto before = picture(folder.path());
    for (const OpenMode mode : {OpenMode::existing, OpenMode::create, OpenMode::create_unsealed}) {
      const auto secret = mode == OpenMode::create ? std::optional(test::secret()) : std::nullopt;
      CHECK(refused(uri, options(mode, secret)) == expected);
    }
    CHECK(picture(folder.path()) == before);
  };
  for (const std::string& bytes :
       {std::string("x"), std::string(5000, 'x'), std::string("\x89PNG\r\n\x1a\n"), std::string(4096, '\0'),
        std::string("SQLite format 3"), "SQLite format 3" + std::string(85, '\0'),
        "SQLite format 3" + std::string(5000, '\0'), std::string("Фамилия;Имя\r\nСурков;Лев\r\n")}) {
    write(path, bytes);
    all_modes(Errc::not_a_database);
  }
  // Somebody else's SQLite file, one that only claims to be ours, and one of the future.
  fs::remove(path);
  tamper(path, "CREATE TABLE people(name TEXT); INSERT INTO people VALUES('x');");
  all_modes(Errc::not_a_database);
  tamper(path, "PRAGMA application_id=1802792804");
  all_modes(Errc::not_a_database);  // version 0
  tamper(path, "PRAGMA user_version=1");
  {
    const auto before = picture(folder.path());
    CHECK(refused(uri, options(OpenMode::existing)) != Errc::internal);  // no table `meta`
    CHECK(picture(folder.path()) == before);
  }
  tamper(path, "PRAGMA user_version=2");
  all_modes(Errc::store_version);
  fs::remove(path);
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  for (const OpenMode mode : {OpenMode::existing, OpenMode::create_unsealed}) {
    CHECK(refused(uri, options(mode)) == Errc::not_a_database);
  }
}

TEST_CASE("an empty file is a new store when one is to be made, and no database otherwise") {
  const test::Folder folder;
  const std::string uri = "sqlite:" + (folder / "empty.db");
  write(folder / "empty.db", "");
  const auto before = picture(folder.path());
  CHECK(refused(uri, options(OpenMode::existing)) == Errc::not_a_database);
  CHECK(refused(uri, options(OpenMode::create)) == Errc::key_missing);
  CHECK(picture(folder.path()) == before);
  CHECK(open_store(uri, options(OpenMode::create, test::secret())).value()->info().value().sealed);
  CHECK(open_store(uri, options(OpenMode::existing, test::secret())));
}

TEST_CASE("a store whose meta was damaged is never taken for an unsealed one") {
  const test::Folder folder;
  const std::string path = folder / "school.db";
  const std::string uri = "sqlite:" + path;
  for (const char* sql :
       {"UPDATE meta SET value = '0' WHERE name = 'sealed'", "DELETE FROM meta WHERE name = 'sealed'",
        "UPDATE meta SET value = 'x' WHERE name = 'sealed'", "DELETE FROM meta",
        "UPDATE meta SET value = 'nobody' WHERE name = 'issuer'", "UPDATE meta SET value = '' WHERE name = 'check'"}) {
    fs::remove(path);
    REQUIRE(open_store(uri, options(OpenMode::create, test::secret())));
    tamper(path, sql);
    INFO(sql);
    CHECK(refused(uri, options(OpenMode::existing)) == Errc::store_corrupt);
    CHECK(refused(uri, options(OpenMode::existing, test::secret())) == Errc::store_corrupt);
  }
  fs::remove(path);
  REQUIRE(open_store(uri, options(OpenMode::create, test::secret())));
  tamper(path, "UPDATE meta SET value = '2' WHERE name = 'format'");
  CHECK(refused(uri, options(OpenMode::existing, test::secret())) == Errc::store_version);
}

TEST_CASE("file names that mean something in a URI or to SQLite are names") {
  const test::Folder folder;
  const auto here = fs::current_path();
  fs::current_path(folder.path());
  for (const std::string& name :
       {std::string(":memory:"), std::string("a?mode=memory"), std::string("b#c"), std::string("100%41"),
        std::string("file:x"), std::string("с пробелом и ё.db"), std::string("quote'\".db")}) {
    INFO(name);
    { CHECK(open_store("sqlite:" + name, options(OpenMode::create_unsealed))); }
    CHECK(fs::exists(fs::path(folder.path()) / name));
    CHECK(open_store("sqlite:" + name, options(OpenMode::existing)));
  }
  // Opened by a relative name, it stays the same file when the working folder changes.
  const auto store = open_store("sqlite:b#c", options(OpenMode::existing)).value();
  fs::current_path(here);
  CHECK(store->info());
  CHECK(store->check({}).value().good());
}

TEST_CASE("the issuer is set once, when the store is made") {
  const test::Folder folder;
  const std::string uri = "sqlite:" + (folder / "stand.db");
  OpenOptions stand = options(OpenMode::create_unsealed);
  stand.issuer = Issuer::test_stand;
  CHECK(open_store(uri, stand).value()->info().value().issuer == Issuer::test_stand);
  const auto store = open_store(uri, options(OpenMode::existing)).value();
  CHECK(store->info().value().issuer == Issuer::test_stand);
  const Link foreign{
      Subject{Issuer::production, test::oid(1)}, test::key(38, "О", "1"), LinkOrigin::by_hand, 0, "", ""};
  CHECK(store->begin().value()->add_link(foreign).error().code == Errc::bad_argument);
}

TEST_CASE("subjects are hashed with the store's own key, which survives closing") {
  const Subject subject{Issuer::production, test::oid(1000299681)};
  std::vector<std::string> hashes;
  for (const auto& kind : test::store_kinds()) {
    test::StoreMaker maker(kind);
    const std::string uri = maker.next_uri();
    std::string first;
    {
      const auto store = open_store(uri, kind.options).value();
      first = store->subject_hash(subject).value();
      CHECK(first.size() == 32);
      CHECK(first == store->subject_hash(subject).value());
      CHECK(first != store->subject_hash(Subject{Issuer::test_stand, subject.oid}).value());
    }
    if (kind.on_disk) CHECK(open_store(uri, kind.options).value()->subject_hash(subject).value() == first);
    for (const auto& other : hashes) CHECK(first != other);
    hashes.push_back(first);
  }
}

TEST_CASE("several threads may make the same store at once") {
  const test::Folder folder;
  const std::string uri = "sqlite:" + (folder / "race.db");
  OpenOptions how = options(OpenMode::create, test::secret());
  how.busy_timeout = std::chrono::milliseconds(10000);
  std::vector<std::unique_ptr<Store>> stores(6);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < stores.size(); ++i) {
    threads.emplace_back([&, i] {
      auto store = open_store(uri, how);
      if (!store) return;
      const std::vector<Persona> one = {test::persona(38, "О", std::to_string(i), "Сурков", "Лев")};
      test::StoreMaker::fill(**store, one);
      stores[i] = std::move(*store);
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& store : stores) {
    REQUIRE(store);
    CHECK(store->info().value().personas == stores.size());
  }
  stores.clear();
  CHECK(picture(folder.path()).size() == 1);
}
