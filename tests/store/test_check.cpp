// `kto check` finds every kind of damage, each where it belongs.
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "store/sqlite/schema.hpp"
#include "store/stores.hpp"

using namespace kto;

namespace {

void sql(const std::string& path, const std::string& text) {
  ::sqlite3* db = nullptr;
  REQUIRE(::sqlite3_open(path.c_str(), &db) == SQLITE_OK);
  char* message = nullptr;
  const int code = ::sqlite3_exec(db, text.c_str(), nullptr, nullptr, &message);
  INFO(text << ": " << (message == nullptr ? "" : message));
  CHECK(code == SQLITE_OK);
  ::sqlite3_free(message);
  ::sqlite3_close(db);
}

struct Damaged {
  test::StoreMaker maker;
  std::string uri;
  std::string path;

  explicit Damaged(const test::StoreKind& kind) : maker(kind), uri(maker.next_uri()), path(uri.substr(7)) {
    auto store = open_store(uri, kind.options).value();
    Persona other = test::full_persona();
    other.key = test::key(38, "О", "2");
    other.number = test::number(112233445);
    test::StoreMaker::fill(*store,
                           std::vector{test::full_persona(), other, test::persona(77, "О", "3", "Сурков", "Лев")});
    auto transaction = store->begin_import().value();
    transaction->put_class({test::region(38), OrganisationId("О"), "2024", "6а", "Лисина"}).value();
    transaction->commit().value();
    auto links = store->begin().value();
    links->add_link({Subject{Issuer::production, test::oid(1)}, other.key, LinkOrigin::by_hand, 0, "", ""}).value();
    links->commit().value();
  }
  std::unique_ptr<Store> open() const {
    OpenOptions options = maker.kind().options;
    options.mode = OpenMode::existing;
    return open_store(uri, options).value();
  }
  CheckReport after(const std::string& text) const {
    sql(path, text);
    return open()->check({}).value();
  }
};

template <class Test>
void each_file(const Test& test) {
  for (const auto& kind : test::store_kinds()) {
    if (!kind.on_disk) continue;
    INFO(kind.name);
    test(kind);
  }
}

}  // namespace

TEST_CASE("a good store is good") {
  each_file([](const test::StoreKind& kind) {
    const Damaged damaged(kind);
    std::uint64_t told = 0;
    const auto report = damaged.open()->check([&](std::uint64_t done) {
      told = done;
      return true;
    });
    REQUIRE(report);
    CHECK(report->good());
    CHECK(report->personas == 3);
    CHECK(report->links == 1);
    CHECK(told == 3);
    CHECK(damaged.open()->check([](std::uint64_t) { return false; }).error().code == Errc::cancelled);
  });
}

TEST_CASE("a record that was changed, exchanged or cut is found") {
  each_file([](const test::StoreKind& kind) {
    CHECK(Damaged(kind).after("UPDATE personas SET record = substr(record, 1, 5) WHERE row = 1").blobs_bad == 1);
    CHECK(Damaged(kind).after("UPDATE personas SET record = x'' WHERE row = 1").blobs_bad == 1);
    const CheckReport cut = Damaged(kind).after("UPDATE personas SET record = CAST(record || x'00' AS BLOB)");
    CHECK(cut.blobs_bad == 3);
    CHECK_FALSE(cut.good());
    // Two records exchanged: sealed ones belong to their rows.
    const CheckReport crossed = Damaged(kind).after(
        "CREATE TEMP TABLE t AS SELECT row AS r, record AS b FROM personas;"
        "UPDATE personas SET record = (SELECT b FROM t WHERE r = 3 - row) WHERE row < 3");
    CHECK_FALSE(crossed.good());
    if (kind.options.secret) {
      CHECK(crossed.blobs_bad == 2);
      // To another region or organisation a record does not go either.
      CHECK(Damaged(kind).after("UPDATE personas SET region = 5 WHERE row = 1").blobs_bad == 1);
      CHECK(Damaged(kind).after("UPDATE personas SET organisation = 'x' WHERE row = 1").blobs_bad == 1);
      CHECK(Damaged(kind).after("UPDATE personas SET id = 'x' WHERE row = 1").blobs_bad == 1);
      CHECK(Damaged(kind).after("UPDATE classes SET name = 'x'").blobs_bad == 1);
      CHECK(Damaged(kind).after("UPDATE classes SET teacher = x'00'").blobs_bad == 1);
    } else {
      CHECK(crossed.keys_bad == 2);
    }
  });
}

TEST_CASE("a number key that is not the record's is found, and nobody is found by it") {
  each_file([](const test::StoreKind& kind) {
    const bool sealed = kind.options.secret.has_value();
    const std::string column = sealed ? "number_key" : "number";
    const std::string other = sealed ? "x'00112233445566778899aabbccddeeff'" : "5";
    CHECK(Damaged(kind).after("UPDATE personas SET " + column + " = " + other + " WHERE row = 1").keys_bad == 1);
    CHECK(Damaged(kind).after("UPDATE personas SET " + column + " = NULL WHERE row = 1").keys_bad == 1);
    CHECK(Damaged(kind).after("UPDATE personas SET " + column + " = " + other + " WHERE row = 3").keys_bad == 1);
    CHECK(Damaged(kind).after("UPDATE personas SET number = 5, number_key = x'00' WHERE row = 3").keys_bad == 1);
    // The stranger's number moved to this card: asked for, the card is not handed out.
    const Damaged damaged(kind);
    sql(damaged.path, "UPDATE personas SET " + column + " = (SELECT " + column +
                          " FROM personas AS p WHERE p.row = 2) WHERE row = 1");
    const std::vector<NumberQuery> queries = {{test::region(38), Snils::from_number(112233445).value()}};
    const auto done = damaged.open()->candidates(queries, [](std::size_t, const Persona& persona) -> Result<void> {
      CHECK(persona.key.id.str() == "2");
      return {};
    });
    CHECK_FALSE(done);
  });
}

TEST_CASE("clear columns that contradict the record are found") {
  each_file([](const test::StoreKind& kind) {
    for (const char* change :
         {"archived = 1", "roles = 7", "class = 'x'", "has_number = 0", "number_usable = 0", "has_birth_date = 0",
          "has_sex = 0", "memberships = 'x'", "memberships = ''", "guardians = 'x'", "consent = 9", "region = 0"}) {
      INFO(change);
      const CheckReport report = Damaged(kind).after(std::string("UPDATE personas SET ") + change + " WHERE row = 1");
      CHECK(report.rows_bad == 1);
      CHECK_FALSE(report.good());
    }
  });
}

TEST_CASE("links to nobody are found") {
  each_file([](const test::StoreKind& kind) {
    const CheckReport report = Damaged(kind).after("DELETE FROM personas WHERE row = 2");
    CHECK(report.links == 1);
    CHECK(report.links_dangling == 1);
    CHECK_FALSE(report.good());
  });
}

TEST_CASE("a schema that somebody changed is found, and its triggers do not run") {
  each_file([](const test::StoreKind& kind) {
    CHECK_FALSE(Damaged(kind).after("CREATE TABLE extra(a)").integrity);
    CHECK_FALSE(Damaged(kind).after("DROP INDEX links_by_subject").integrity);
    const Damaged damaged(kind);
    CHECK_FALSE(damaged.after("CREATE TRIGGER evil AFTER INSERT ON links BEGIN DELETE FROM personas; END").integrity);
    const auto store = damaged.open();
    auto transaction = store->begin().value();
    transaction
        ->add_link({Subject{Issuer::production, test::oid(2)}, test::key(77, "О", "3"), LinkOrigin::by_hand, 0, "", ""})
        .value();
    transaction->commit().value();
    CHECK(store->info().value().personas == 3);
  });
}

TEST_CASE("a file with broken pages is reported, whichever page it is") {
  each_file([](const test::StoreKind& kind) {
    const auto pages = [&] {
      const Damaged damaged(kind);
      return std::filesystem::file_size(damaged.path) / 4096;
    }();
    REQUIRE(pages > 10);
    for (std::uintmax_t page = 1; page < pages; ++page) {
      const Damaged damaged(kind);
      {
        std::fstream file(damaged.path, std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(static_cast<std::streamoff>(page * 4096));
        file << std::string(4096, '\xA5');
      }
      INFO(page);
      OpenOptions options = kind.options;
      options.mode = OpenMode::existing;
      const auto store = open_store(damaged.uri, options);
      if (!store) {
        CHECK(store.error().code == Errc::store_corrupt);
        continue;
      }
      const auto report = (*store)->check({});
      REQUIRE(report);
      CHECK_FALSE(report->good());
    }
  });
}

TEST_CASE("the ladder of schema versions: each step once, in one transaction") {
  using namespace store::sqlite;
  const test::Folder folder;
  const std::string path = folder / "ladder.db";
  const auto steps = schema_steps();
  CHECK(steps.size() == schema_version);
  std::vector<const char*> longer(steps.begin(), steps.end());
  longer.push_back("CREATE TABLE second(a INTEGER) STRICT; INSERT INTO second VALUES(1);");
  longer.push_back("INSERT INTO second VALUES(2);");
  sql(path, "PRAGMA user_version = 0");
  auto connection = Connection::open(path, Access::read_write, std::chrono::milliseconds(100)).value();
  const auto version = [&] { return connection->integer("PRAGMA user_version").value(); };
  REQUIRE(climb(*connection, steps));
  CHECK(version() == 1);
  CHECK(schema_is_ours(*connection, steps).value());
  REQUIRE(climb(*connection, steps));  // nothing to do
  REQUIRE(climb(*connection, longer));
  CHECK(version() == 3);
  CHECK(connection->integer("SELECT count(*) FROM second").value() == 2);
  CHECK_FALSE(schema_is_ours(*connection, steps).value());
  CHECK(schema_is_ours(*connection, longer).value());
  CHECK(climb(*connection, steps).error().code == Errc::store_version);
  // A step that fails takes the others back with it.
  longer.push_back("CREATE TABLE third(a INTEGER) STRICT;");
  longer.push_back("CREATE TABLE third(a INTEGER) STRICT;");
  REQUIRE(connection->run("BEGIN IMMEDIATE"));
  CHECK_FALSE(climb(*connection, longer));
  REQUIRE(connection->run("ROLLBACK"));
  CHECK(version() == 3);
}
