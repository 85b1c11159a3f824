// Several threads, several processes, a fork, a kill, a full disk, a folder that cannot be written.
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "store/stores.hpp"

using namespace kto;

namespace {

const std::string head = "ID;Организация;Регион;Фамилия;Имя;Отчество;СНИЛС;Дата рождения;Пол;Роль\n";

std::string roster(const std::string& prefix, int rows) {
  std::string out = head;
  for (int i = 0; i < rows; ++i) {
    out += prefix + std::to_string(i) + ";Школа;38;Сурков;Лев;Ильич;" +
           Snils::from_number(static_cast<std::uint32_t>(300000000 + i)).value().canonical() + ";01.02.2012;м;Ученик\n";
  }
  return out;
}

Result<ImportReport> import(Store& store, const std::string& file, const ImportHandlers& handlers = {}) {
  const std::vector<ByteSource> sources = {bytes_of(file)};
  return import_roster(store, sources, {}, handlers);
}

std::vector<test::StoreKind> file_kinds(std::chrono::milliseconds busy_timeout) {
  std::vector<test::StoreKind> out;
  for (auto kind : test::store_kinds()) {
    kind.options.busy_timeout = busy_timeout;
    if (kind.on_disk) out.push_back(kind);
  }
  return out;
}

// Runs `body` in a child, which ends with its answer (or 99 for an exception); waits for it.
template <class Body>
::pid_t start(const Body& body) {
  const ::pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child > 0) return child;
  int answer = 99;
  try {
    answer = body();
  } catch (...) {
  }
  ::_exit(answer);
}

int wait_for(::pid_t child) {
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

std::uint64_t count(const std::string& uri, OpenOptions options) {
  options.mode = OpenMode::existing;
  const auto store = open_store(uri, options).value();
  CHECK(store->check({}).value().good());
  return store->info().value().personas;
}

}  // namespace

TEST_CASE("sixteen threads read while an import runs: the old state or the new one, nothing between") {
  for (auto kind : test::store_kinds()) {
    INFO(kind.name);
    kind.options.busy_timeout = std::chrono::milliseconds(20000);
    test::StoreMaker maker(kind);
    const auto store = maker.make();
    REQUIRE(import(*store, roster("a", 200)));
    std::atomic<bool> over{false};
    std::atomic<int> faults{0};
    std::atomic<std::uint64_t> readings{0};
    std::vector<std::thread> readers;
    for (int i = 0; i < 16; ++i) {
      readers.emplace_back([&, i] {
        while (!over) {
          const auto info = store->info();
          if (!info || (info->personas != 200 && info->personas != 1000)) ++faults;
          const std::vector<NumberQuery> queries = {
              {test::region(38), Snils::from_number(static_cast<std::uint32_t>(300000000 + i)).value()}};
          std::size_t found = 0;
          const auto done = store->candidates(queries, [&](std::size_t, const Persona&) -> Result<void> {
            ++found;
            return {};
          });
          if (!done || found < 1 || found > 2) ++faults;
          ++readings;
        }
      });
    }
    while (readings == 0) std::this_thread::yield();  // an import is soon over: some reader must be at work before
    CHECK(import(*store, roster("b", 800)).value().inserted == 800);
    over = true;
    for (auto& reader : readers) reader.join();
    CHECK(faults == 0);
    CHECK(store->info().value().personas == 1000);
  }
}

TEST_CASE("two processes import at once: one waits, nothing is lost") {
  for (const auto& kind : file_kinds(std::chrono::milliseconds(60000))) {
    INFO(kind.name);
    test::StoreMaker maker(kind);
    const std::string uri = maker.next_uri();
    const auto work = [&](const std::string& prefix) {
      return start([&] {
        const auto store = open_store(uri, kind.options);
        if (!store) return 1;
        for (int part = 0; part < 5; ++part) {
          if (!import(**store, roster(prefix + std::to_string(part) + ".", 100))) return 2;
        }
        return 0;
      });
    };
    const ::pid_t one = work("a");
    const ::pid_t two = work("b");
    CHECK(wait_for(one) == 0);
    CHECK(wait_for(two) == 0);
    CHECK(count(uri, kind.options) == 1000);
  }
}

TEST_CASE("a second writer that may not wait long is told store_busy") {
  for (const auto& kind : file_kinds(std::chrono::milliseconds(50))) {
    INFO(kind.name);
    test::StoreMaker maker(kind);
    const std::string uri = maker.next_uri();
    const auto store = open_store(uri, kind.options).value();
    auto transaction = store->begin_import().value();
    // Of this process,
    CHECK(store->begin_import().error().code == Errc::store_busy);
    CHECK(store->begin().error().code == Errc::store_busy);
    const auto second = open_store(uri, kind.options).value();
    CHECK(second->begin_import().error().code == Errc::store_busy);
    // and of another.
    const auto answer = wait_for(start([&] {
      const auto theirs = open_store(uri, kind.options);
      if (!theirs) return 1;
      if (!(*theirs)->info()) return 2;  // reading goes on
      const auto begun = (*theirs)->begin_import();
      return !begun && begun.error().code == Errc::store_busy ? 0 : 3;
    }));
    CHECK(answer == 0);
    transaction.reset();
    CHECK(second->begin_import());
  }
}

TEST_CASE("killed in the middle of an import, a store is as it was") {
  for (const auto& kind : file_kinds(std::chrono::milliseconds(5000))) {
    INFO(kind.name);
    test::StoreMaker maker(kind);
    const std::string uri = maker.next_uri();
    { REQUIRE(import(*open_store(uri, kind.options).value(), roster("a", 100))); }
    const ::pid_t child = start([&] {
      const auto store = open_store(uri, kind.options);
      if (!store) return 1;
      ImportHandlers handlers;
      handlers.progress = [&](std::size_t, std::uint64_t, std::uint64_t rows) {
        if (rows + 1 >= 1000) ::kill(::getpid(), SIGKILL);
        return true;
      };
      return import(**store, roster("b", 3000), handlers) ? 2 : 3;
    });
    CHECK(wait_for(child) == 1000 + SIGKILL);
    CHECK(count(uri, kind.options) == 100);
    CHECK(import(*open_store(uri, kind.options).value(), roster("b", 100)));
    CHECK(count(uri, kind.options) == 200);
  }
}

TEST_CASE("killed with pages of an import in the log: wholly there when it was committed, else wholly absent") {
  for (const auto& kind : file_kinds(std::chrono::milliseconds(5000))) {
    INFO(kind.name);
    test::StoreMaker maker(kind);
    const std::string uri = maker.next_uri();
    const std::string log = uri.substr(7) + "-wal";
    { REQUIRE(import(*open_store(uri, kind.options).value(), roster("a", 100))); }
    // Nobody closes the store, so nothing but the log holds what a child has written.
    const auto die_after = [&](const std::string& committed, bool begin_another) {
      return wait_for(start([&] {
        const auto store = open_store(uri, kind.options);
        if (!store) return 1;
        if (!committed.empty() && !import(**store, roster(committed, 100))) return 2;
        if (!begin_another) return ::kill(::getpid(), SIGKILL);
        std::error_code none;  // there may be no log yet
        const auto before = std::filesystem::exists(log) ? std::filesystem::file_size(log, none) : 0;
        auto transaction = (*store)->begin_import();
        if (!transaction) return 3;
        for (int i = 0; i < 1000; ++i) {
          Persona large = test::persona(38, "Школа", "f" + std::to_string(i), "Сурков", "Лев");
          large.login = std::string(60000, 'x');  // soon more than SQLite keeps in memory
          if (!(*transaction)->put(large)) return 4;
          if (std::filesystem::exists(log) && std::filesystem::file_size(log, none) > before + 1024 * 1024) {
            return ::kill(::getpid(), SIGKILL);
          }
        }
        return 5;
      }));
    };
    CHECK(die_after("", true) == 1000 + SIGKILL);
    CHECK(std::filesystem::file_size(log) > 1024 * 1024);
    CHECK(count(uri, kind.options) == 100);
    CHECK(die_after("b", false) == 1000 + SIGKILL);
    CHECK(std::filesystem::file_size(log) > 0);
    CHECK(count(uri, kind.options) == 200);
    CHECK(die_after("c", true) == 1000 + SIGKILL);
    CHECK(std::filesystem::file_size(log) > 1024 * 1024);
    CHECK(count(uri, kind.options) == 300);
    CHECK(import(*open_store(uri, kind.options).value(), roster("d", 100)));
    CHECK(count(uri, kind.options) == 400);
  }
}

TEST_CASE("killed while a store is made, there is none or a whole one") {
  // The child dies at the Nth write to the disk, for N = 1, 2, … until it gets through.
  for (const auto& kind : file_kinds(std::chrono::milliseconds(5000))) {
    INFO(kind.name);
    test::StoreMaker maker(kind);
    bool through = false;
    for (::rlim_t limit = 0; limit <= 256 * 1024 && !through; limit += 4096) {
      const std::string uri = maker.next_uri();
      const ::pid_t child = start([&] {
        const ::rlimit size{limit, limit};
        ::setrlimit(RLIMIT_FSIZE, &size);  // SIGXFSZ kills
        return open_store(uri, kind.options) ? 0 : 1;
      });
      const int answer = wait_for(child);
      through = answer == 0;
      CHECK((through || answer == 1000 + SIGXFSZ));
      // Whatever is left can be made into a store, or is one.
      REQUIRE(open_store(uri, kind.options));
      CHECK(count(uri, kind.options) == 0);
    }
    CHECK(through);
  }
}

TEST_CASE("a full disk is told, and nothing is lost") {
  for (const auto& kind : file_kinds(std::chrono::milliseconds(5000))) {
    INFO(kind.name);
    test::StoreMaker maker(kind);
    const std::string uri = maker.next_uri();
    { REQUIRE(import(*open_store(uri, kind.options).value(), roster("a", 100))); }
    // A limit on the size of files is the full disk that needs no privileges.
    for (const ::rlim_t limit : {::rlim_t{32 * 1024}, ::rlim_t{200 * 1024}, ::rlim_t{1000 * 1024}}) {
      const ::pid_t child = start([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        const auto store = open_store(uri, kind.options);
        if (!store) return 1;
        const ::rlimit size{limit, limit};
        ::setrlimit(RLIMIT_FSIZE, &size);
        auto transaction = (*store)->begin_import();
        if (!transaction) return transaction.error().code == Errc::disk_full ? 0 : 2;
        for (int i = 0; i < 5000; ++i) {
          Persona large = test::persona(38, "О", "f" + std::to_string(i), "Сурков", "Лев");
          large.login = std::string(60000, 'x');
          const auto put = (*transaction)->put(large);
          if (put) continue;
          if (put.error().code != Errc::disk_full) return 3;
          // The transaction is over: what follows is not written one by one.
          if ((*transaction)->put(test::persona(38, "О", "late", "Сурков", "Лев"))) return 4;
          if ((*transaction)->commit()) return 5;
          transaction->reset();
          return (*store)->info() && (*store)->info()->personas == 100 ? 0 : 6;
        }
        return (*transaction)->commit() ? 7 : 0;
      });
      CHECK(wait_for(child) == 0);
      CHECK(count(uri, kind.options) == 100);
    }
    // No room for a new store, or for a single byte of it: nothing is left behind.
    for (const ::rlim_t limit : {::rlim_t{6000}, ::rlim_t{0}}) {
      const std::string fresh = maker.next_uri();
      const ::pid_t child = start([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        const ::rlimit size{limit, limit};
        ::setrlimit(RLIMIT_FSIZE, &size);
        const auto store = open_store(fresh, kind.options);
        return store ? 1 : store.error().code == Errc::disk_full ? 0 : static_cast<int>(store.error().code);
      });
      CHECK(wait_for(child) == 0);
      CHECK_FALSE(std::filesystem::exists(fresh.substr(7)));
    }
  }
}

TEST_CASE("after a fork every call on the parent's store answers forked, and the parent's stays whole") {
  for (const auto& kind : test::store_kinds()) {
    INFO(kind.name);
    test::StoreMaker maker(kind);
    auto store = maker.make(std::vector{test::full_persona()});
    auto transaction = store->begin_import().value();
    transaction->put(test::persona(38, "О", "1", "Сурков", "Лев")).value();
    const ::pid_t child = start([&] {
      const PersonaKey key = test::key(38, "О", "1");
      const Subject subject{Issuer::production, test::oid(1)};
      const EmitPersona emit = [](const Persona&) -> Result<void> { return {}; };
      const std::vector<NumberQuery> queries = {{test::region(38), Snils::from_number(5).value()}};
      const auto forked = [](const auto& result) { return !result && result.error().code == Errc::forked; };
      int wrong = 0;
      wrong += !forked(store->candidates(queries, [](std::size_t, const Persona&) -> Result<void> { return {}; }));
      wrong += !forked(store->by_key(std::span(&key, 1), emit));
      wrong += !forked(store->by_organisation(key.region, key.organisation, emit));
      wrong += !forked(store->scan(std::nullopt, 1, emit));
      wrong += !forked(store->unnumbered(key.region, 1, emit));
      wrong += !forked(store->regions());
      wrong += !forked(store->links_of(subject));
      wrong += !forked(store->links_to(std::span(&key, 1)));
      wrong += !forked(store->consents_for(key));
      wrong += !forked(store->decision(test::ticket(1)));
      wrong += !forked(store->sign_ins_of(key));
      wrong += !forked(store->begin());
      wrong += !forked(store->begin_import());
      wrong += !forked(store->info());
      wrong += !forked(store->organisations());
      wrong += !forked(store->classes(key.region, key.organisation));
      wrong += !forked(store->check({}));
      wrong += !forked(store->subject_hash(subject));
      wrong += !forked(transaction->put(test::full_persona()));
      wrong += !forked(transaction->commit());
      transaction.reset();
      store.reset();
      return wrong;
    });
    CHECK(wait_for(child) == 0);
    REQUIRE(transaction->commit());
    CHECK(store->info().value().personas == 2);
    CHECK(store->check({}).value().good());
  }
}

TEST_CASE("a store that was opened to be read is not written to") {
  for (const auto& kind : file_kinds(std::chrono::milliseconds(500))) {
    INFO(kind.name);
    test::StoreMaker maker(kind);
    const std::string uri = maker.next_uri();
    { REQUIRE(import(*open_store(uri, kind.options).value(), roster("a", 10))); }
    OpenOptions options = kind.options;
    options.read_only = true;
    {
      const auto store = open_store(uri, options).value();
      CHECK(store->info().value().read_only);
      CHECK(store->info().value().personas == 10);
      CHECK(store->begin().error().code == Errc::store_read_only);
      CHECK(store->begin_import().error().code == Errc::store_read_only);
      CHECK(import(*store, roster("b", 1)).error().code == Errc::store_read_only);
      CHECK(store->check({}).value().good());
      // What another writes meanwhile is seen.
      REQUIRE(import(*open_store(uri, kind.options).value(), roster("c", 5)));
      CHECK(store->info().value().personas == 15);
    }
    CHECK_FALSE(std::filesystem::exists(uri.substr(7) + "-wal"));
  }
  OpenOptions memory;
  memory.mode = OpenMode::create_unsealed;
  memory.read_only = true;
  CHECK(open_store("memory:", memory).value()->begin().error().code == Errc::store_read_only);
}

TEST_CASE("a file in a folder that cannot be written is read, whatever else happens to it") {
  for (const auto& kind : file_kinds(std::chrono::milliseconds(500))) {
    INFO(kind.name);
    test::StoreMaker maker(kind);
    const std::string uri = maker.next_uri();
    const std::string path = uri.substr(7);
    { REQUIRE(import(*open_store(uri, kind.options).value(), roster("a", 10))); }
    REQUIRE(::chmod(path.c_str(), 0444) == 0);
    // mkdtemp's folder is 0700: let everybody in.
    REQUIRE(::chmod(maker.folder().path().c_str(), 0555) == 0);
    int to_child[2];
    int to_parent[2];
    REQUIRE(::pipe(to_child) == 0);
    REQUIRE(::pipe(to_parent) == 0);
    const ::pid_t child = start([&] {
      // Root may write everywhere: become nobody.
      if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return 1;
      OpenOptions options = kind.options;
      options.mode = OpenMode::existing;
      const auto store = open_store(uri, options);
      if (!store) return 2;
      const auto info = (*store)->info();
      if (!info || !info->read_only || info->personas != 10) return 3;
      const auto begun = (*store)->begin_import();
      if (begun || begun.error().code != Errc::store_read_only) return 4;
      const auto report = (*store)->check({});
      if (!report || !report->good()) return 5;
      // Somebody with more rights writes: seen, though there are no locks between us.
      char byte = 0;
      if (::write(to_parent[1], "x", 1) != 1 || ::read(to_child[0], &byte, 1) != 1) return 6;
      const auto later = (*store)->info();
      if (!later || later->personas != 15) return 7;
      options.secret = kind.options.secret ? std::optional(test::secret(99)) : std::nullopt;
      const auto wrong = open_store(uri, options);
      if (kind.options.secret && (wrong || wrong.error().code != Errc::key_wrong)) return 8;
      return 0;
    });
    char byte = 0;
    ::close(to_parent[1]);
    if (::read(to_parent[0], &byte, 1) == 1) {
      REQUIRE(::chmod(maker.folder().path().c_str(), 0755) == 0);
      REQUIRE(::chmod(path.c_str(), 0644) == 0);
      { REQUIRE(import(*open_store(uri, kind.options).value(), roster("b", 5))); }
      REQUIRE(::chmod(path.c_str(), 0444) == 0);
      REQUIRE(::chmod(maker.folder().path().c_str(), 0555) == 0);
      REQUIRE(::write(to_child[1], "x", 1) == 1);
    }
    CHECK(wait_for(child) == 0);
    for (const int fd : {to_child[0], to_child[1], to_parent[0]}) ::close(fd);
    REQUIRE(::chmod(maker.folder().path().c_str(), 0755) == 0);
  }
}

TEST_CASE("another store of this process on the same file keeps its locks when one is opened and closed") {
  for (const auto& kind : file_kinds(std::chrono::milliseconds(200))) {
    INFO(kind.name);
    test::StoreMaker maker(kind);
    const std::string uri = maker.next_uri();
    const auto store = open_store(uri, kind.options).value();
    auto transaction = store->begin_import().value();
    transaction->put(test::full_persona()).value();
    // Opened well, opened wrongly, closed again.
    { CHECK(open_store(uri, kind.options)); }
    OpenOptions wrong = kind.options;
    wrong.secret = kind.options.secret ? std::optional(test::secret(99)) : std::optional(test::secret());
    CHECK_FALSE(open_store(uri, wrong));
    // Were the lock gone, another process could write now.
    const int answer = wait_for(start([&] {
      const auto theirs = open_store(uri, kind.options);
      if (!theirs) return 1;
      const auto begun = (*theirs)->begin_import();
      return !begun && begun.error().code == Errc::store_busy ? 0 : 2;
    }));
    CHECK(answer == 0);
    CHECK(transaction->commit());
  }
}

TEST_CASE("a transaction may outlive the store it came from") {
  for (const auto& kind : test::store_kinds()) {
    test::StoreMaker maker(kind);
    auto store = maker.make();
    auto transaction = store->begin_import().value();
    store.reset();
    CHECK(transaction->put(test::full_persona()).value() == PutResult::inserted);
    CHECK(transaction->commit());
  }
}
