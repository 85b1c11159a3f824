#include <catch2/catch.hpp>

#include "store/stores.hpp"

using namespace kto;

namespace {

struct Outcome {
  Result<ImportReport> report = fail(Errc::internal);
  ImportReport partial{};
  std::vector<RowIssue> issues{};
  bool has(RowCode code, std::uint64_t line) const {
    for (const RowIssue& issue : issues) {
      if (issue.code == code && issue.line == line) return true;
    }
    return false;
  }
};

Outcome import(Store& store, const std::vector<std::string>& files, const ImportOptions& options = {}) {
  Outcome out;
  std::vector<ByteSource> sources;
  for (const std::string& file : files) sources.push_back(bytes_of(file));
  ImportHandlers handlers;
  handlers.issue = [&](std::size_t, const RowIssue& issue) { out.issues.push_back(issue); };
  out.report = import_roster(store, sources, options, handlers, &out.partial);
  return out;
}

// The parts always make the whole.
void check_sums(const ImportReport& report) {
  CHECK(report.rows == report.inserted + report.updated + report.unchanged + report.repeated + report.rejected);
}

std::vector<Persona> everybody(const Store& store) {
  std::vector<Persona> out;
  CHECK(store.scan(std::nullopt, SIZE_MAX, [&](const Persona& p) -> Result<void> {
    out.push_back(p);
    return {};
  }));
  return out;
}

std::optional<Persona> find(const Store& store, const PersonaKey& key) {
  std::optional<Persona> out;
  CHECK(store.by_key(std::span(&key, 1), [&](const Persona& p) -> Result<void> {
    out = p;
    return {};
  }));
  return out;
}

void link(Store& store, const PersonaKey& key) {
  auto transaction = store.begin().value();
  transaction->add_link({Subject{Issuer::production, test::oid(77)}, key, LinkOrigin::by_hand, 0, "", ""}).value();
  transaction->commit().value();
}

const std::string head = "ID;Организация;Регион;Фамилия;Имя;Отчество;СНИЛС;Дата рождения;Пол;Роль\n";

std::string row(const std::string& id, const std::string& surname, const std::string& number,
                const std::string& organisation = "Школа 1") {
  return id + ";" + organisation + ";38;" + surname + ";Анна;Петровна;" + number + ";01.02.1980;ж;Родитель\n";
}

std::string canonical(std::uint32_t number) { return Snils::from_number(number).value().canonical(); }

// Each test runs over every kind of store.
template <class Test>
void each_store(const Test& test) {
  for (const auto& kind : test::store_kinds()) {
    INFO(kind.name);
    test::StoreMaker maker(kind);
    test(maker);
  }
}

}  // namespace

TEST_CASE("the roster of the vectors: twenty-two inserted, then twenty-two unchanged") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    const std::vector<std::string> paths = {KTO_TEST_VECTORS "/signin/roster.csv"};
    std::vector<Persona> before;
    for (const bool again : {false, true}) {
      const std::vector<ByteSource> sources = {bytes_of_file(paths[0]).value()};
      const auto report = import_roster(*store, sources, {}, {});
      REQUIRE(report);
      CHECK(report->rows == 22);
      CHECK(report->inserted == (again ? 0 : 22));
      CHECK(report->unchanged == (again ? 22 : 0));
      CHECK(report->updated == 0);
      CHECK(report->rejected == 0);
      check_sums(*report);
      REQUIRE(report->shapes.size() == 1);
      CHECK(report->shapes[0].encoding == text::Encoding::windows_1251);
      if (!again) before = everybody(*store);
    }
    const auto after = everybody(*store);
    CHECK(after.size() == 22);
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) CHECK(same_content(before[i], after[i]));
    CHECK(store->check({}).value().good());
  });
}

TEST_CASE("a changed row updates, the others stay") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    REQUIRE(import(*store, {head + row("1", "Сурков", "") + row("2", "Лисина", canonical(112233445))}).report);
    const auto second = import(
        *store, {head + row("1", "Суркова", "") + row("2", "Лисина", canonical(112233445)) + row("3", "Бобр", "")});
    REQUIRE(second.report);
    CHECK(second.report->updated == 1);
    CHECK(second.report->unchanged == 1);
    CHECK(second.report->inserted == 1);
    check_sums(*second.report);
    CHECK(find(*store, test::key(38, "Школа 1", "1"))->name.parts().surname == "Суркова");
    // A number that goes away is looked up no longer.
    REQUIRE(import(*store, {head + row("2", "Лисина", "")}).report);
    const std::vector<NumberQuery> queries = {{test::region(38), Snils::from_number(112233445).value()}};
    int found = 0;
    REQUIRE(store->candidates(queries, [&](std::size_t, const Persona&) -> Result<void> {
      ++found;
      return {};
    }));
    CHECK(found == 0);
    CHECK(store->check({}).value().good());
  });
}

TEST_CASE("of two rows with one id the second is a repetition or is rejected") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    const auto first = import(*store, {head + row("1", "Сурков", "") + row("1", "Сурков", "") + row("1", "Бобр", "") +
                                           row("1", "Сурков", "", "Школа 2"),
                                       head + row("1", "Сурков", "") + row("1", "Лисин", "")});
    REQUIRE(first.report);
    CHECK(first.report->rows == 6);
    CHECK(first.report->inserted == 2);  // another school's 1 is another row
    CHECK(first.report->repeated == 2);
    CHECK(first.report->rejected == 2);
    check_sums(*first.report);
    CHECK(first.has(RowCode::id_repeated, 4));
    CHECK(first.has(RowCode::id_repeated, 3));
    CHECK(find(*store, test::key(38, "Школа 1", "1"))->name.parts().surname == "Сурков");
    // The same when the row was there before.
    const auto second = import(*store, {head + row("1", "Сурков", "") + row("1", "Бобр", "")});
    REQUIRE(second.report);
    CHECK(second.report->unchanged == 1);
    CHECK(second.report->rejected == 1);
    CHECK(find(*store, test::key(38, "Школа 1", "1"))->name.parts().surname == "Сурков");
  });
}

TEST_CASE("rejected rows are counted once, flagged ones when they are kept, the good ones are kept") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    const std::string file = head + row("1", "Сурков", "123-123-123 44") +  // unusable number: kept
                             ";Школа 1;38;;;;123;xx;?;\n" +                 // nothing right
                             row("3", "Лисина", canonical(112233445)) +     // good
                             "4;Школа 1;99x;Бобр;Анна;;;;;\n" +             // no region
                             row("1", "Другой", "123-123-123 44");          // id taken, and flagged
    const auto done = import(*store, {file});
    REQUIRE(done.report);
    CHECK(done.report->rows == 5);
    CHECK(done.report->inserted == 2);
    CHECK(done.report->rejected == 3);
    CHECK(done.report->flagged == 1);
    check_sums(*done.report);
    CHECK(done.has(RowCode::number_unusable, 2));
    CHECK(done.has(RowCode::id_empty, 3));
    CHECK(done.has(RowCode::region_bad, 5));
    CHECK(done.has(RowCode::id_repeated, 6));
    CHECK(everybody(*store).size() == 2);
  });
}

TEST_CASE("everything or nothing: a bad second file undoes the first") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    REQUIRE(import(*store, {head + row("9", "Лисина", "")}).report);
    const auto done = import(*store, {head + row("1", "Сурков", ""), std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)});
    REQUIRE_FALSE(done.report);
    CHECK(done.partial.inserted == 1);
    CHECK(done.partial.shapes.size() == 1);  // the second file is the one
    CHECK(everybody(*store).size() == 1);
    CHECK(import(*store, {head + row("1", "Сурков", ""), ""}).report.error().code == Errc::empty);
    CHECK(everybody(*store).size() == 1);
    CHECK(import(*store, {}).report.error().code == Errc::bad_argument);
    // The store is free again.
    CHECK(import(*store, {head + row("1", "Сурков", "")}).report->inserted == 1);
  });
}

TEST_CASE("a dry run judges and changes nothing") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    REQUIRE(import(*store, {head + row("1", "Сурков", "") + row("2", "Лисина", "")}).report);
    ImportOptions dry;
    dry.dry_run = true;
    dry.full = true;
    dry.roster.organisation = OrganisationId("Школа 1");
    const auto done = import(*store, {head + row("1", "Суркова", "") + row("3", "Бобр", "")}, dry);
    REQUIRE(done.report);  // a preview stops nobody, though half the school would go
    CHECK(done.report->updated == 1);
    CHECK(done.report->inserted == 1);
    CHECK(done.report->would_archive == 1);
    CHECK(done.report->standing == 2);
    CHECK(done.report->to_archive == std::vector{test::key(38, "Школа 1", "2")});
    CHECK(everybody(*store).size() == 2);
    CHECK(find(*store, test::key(38, "Школа 1", "1"))->name.parts().surname == "Сурков");
    CHECK_FALSE(find(*store, test::key(38, "Школа 1", "2"))->archived());
  });
}

TEST_CASE("stopped by the caller, an import leaves no trace") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    std::string file = head;
    for (int i = 0; i < 3000; ++i) file += row(std::to_string(i), "Сурков", "");
    const std::vector<ByteSource> sources = {bytes_of(file)};
    ImportHandlers handlers;
    int calls = 0;
    std::uint64_t rows = 0;
    handlers.progress = [&](std::size_t, std::uint64_t, std::uint64_t done) {
      rows = done;
      return ++calls < 2;
    };
    ImportReport partial;
    const auto done = import_roster(*store, sources, {}, handlers, &partial);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == Errc::cancelled);
    CHECK(calls == 2);
    CHECK(rows > 0);
    CHECK(partial.rows >= rows);
    CHECK(everybody(*store).empty());
    CHECK(store->info().value().personas == 0);
  });
}

TEST_CASE("--full archives whom the files lack, after asking when it is many") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    std::string ten = head;
    for (int i = 0; i < 10; ++i) ten += row("s" + std::to_string(i), "Сурков", "");
    REQUIRE(import(*store, {ten + row("1", "Бобр", "", "Школа 2")}).report);

    ImportOptions full;
    full.full = true;
    CHECK(import(*store, {ten}, full).report.error().code == Errc::bad_argument);  // of which organisation?
    full.roster.organisation = OrganisationId(" \t ");
    CHECK(import(*store, {ten}, full).report.error().code == Errc::bad_argument);
    full.roster.organisation = OrganisationId("  Школа   1 ");  // as the reader writes it

    const auto file_of = [](int count) {
      std::string file = head;
      for (int i = 0; i < count; ++i) file += row("s" + std::to_string(i), "Сурков", "");
      return file;
    };
    // Three of ten are too many.
    const auto stopped = import(*store, {file_of(7) + row("new", "Лисина", "")}, full);
    REQUIRE_FALSE(stopped.report);
    CHECK(stopped.report.error().code == Errc::needs_confirmation);
    CHECK(stopped.partial.would_archive == 3);
    CHECK(stopped.partial.standing == 10);
    CHECK(stopped.partial.archived == 0);
    CHECK(stopped.partial.to_archive ==
          std::vector{test::key(38, "Школа 1", "s7"), test::key(38, "Школа 1", "s8"), test::key(38, "Школа 1", "s9")});
    CHECK(everybody(*store).size() == 11);

    // A fifth exactly is not more than a fifth.
    const auto two = import(*store, {file_of(8)}, full);
    REQUIRE(two.report);
    CHECK(two.report->archived == 2);
    CHECK(two.report->standing == 10);
    CHECK(find(*store, test::key(38, "Школа 1", "s9"))->archived());
    CHECK_FALSE(find(*store, test::key(38, "Школа 1", "s7"))->archived());
    CHECK_FALSE(find(*store, test::key(38, "Школа 2", "1"))->archived());  // not this school's business

    // The archived are archived already and come back when a file names them.
    const auto again = import(*store, {file_of(8)}, full);
    REQUIRE(again.report);
    CHECK(again.report->would_archive == 0);
    CHECK(again.report->standing == 8);
    const auto back = import(*store, {file_of(9)}, full);
    REQUIRE(back.report);
    CHECK(back.report->updated == 1);
    CHECK_FALSE(find(*store, test::key(38, "Школа 1", "s8"))->archived());

    // A rejected row may be one of those who are missing: asked first, however few.
    const auto doubtful = import(*store, {file_of(8) + row("", "Сурков", "")}, full);
    CHECK(doubtful.report.error().code == Errc::needs_confirmation);
    CHECK(doubtful.partial.would_archive == 1);
    full.yes = true;
    const auto told = import(*store, {file_of(1)}, full);
    REQUIRE(told.report);
    CHECK(told.report->archived == 8);
    CHECK(store->check({}).value().good());
  });
}

TEST_CASE("--full works in the region that is stated, or that the organisation's rows state") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    const auto in_region = [](const std::string& region, const std::string& id) {
      return id + ";Школа 1;" + region + ";Сурков;Анна;Петровна;;01.02.1980;ж;Родитель\n";
    };
    REQUIRE(import(*store, {head + in_region("38", "1") + in_region("77", "1") + in_region("77", "2")}).report);
    ImportOptions full;
    full.full = true;
    full.yes = true;
    full.roster.organisation = OrganisationId("Школа 1");
    CHECK(import(*store, {head + in_region("38", "1") + in_region("77", "1")}, full).report.error().code ==
          Errc::region_differs);
    const auto done = import(*store, {head + in_region("77", "1")}, full);
    REQUIRE(done.report);
    CHECK(done.report->to_archive == std::vector{test::key(77, "Школа 1", "2")});
    CHECK(done.report->standing == 2);
    CHECK_FALSE(find(*store, test::key(38, "Школа 1", "1"))->archived());
    full.roster.organisation = OrganisationId("Школа, которой нет");
    CHECK(import(*store, {head + in_region("77", "1")}, full).report.error().code == Errc::not_found);
  });
}

TEST_CASE("archiving keeps the rest of a persona, and works on one without a membership") {
  each_store([](test::StoreMaker& maker) {
    Persona bare = test::persona(38, "О", "bare", "Сурков", "Лев");
    bare.memberships.clear();
    const Persona whole = [] {
      Persona p = test::full_persona();
      p.key = test::key(38, "О", "whole");
      return p;
    }();
    const auto store = maker.make(std::vector{bare, whole});
    auto transaction = store->begin_import().value();
    CHECK(transaction->archive(test::key(38, "О", "absent")).error().code == Errc::not_found);
    REQUIRE(transaction->archive(bare.key));
    REQUIRE(transaction->archive(whole.key));
    CHECK(transaction->standing_in(bare.key.region, bare.key.organisation).value() == 0);
    REQUIRE(transaction->commit());
    CHECK(find(*store, bare.key)->archived());
    const auto now = find(*store, whole.key);
    CHECK(now->archived());
    CHECK(now->name.parts() == whole.name.parts());
    CHECK(now->number.reading.number == whole.number.reading.number);
    CHECK(now->memberships.size() == whole.memberships.size());
    CHECK(store->check({}).value().good());
  });
}

TEST_CASE("a changed name or number on a linked persona is flagged and kept") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    REQUIRE(import(*store, {head + row("1", "Йовович", canonical(112233445)) + row("2", "Сурков", "")}).report);
    link(*store, test::key(38, "Школа 1", "1"));
    const auto harmless = import(*store, {head + row("1", "ЙОВОВИЧ", canonical(112233445)) + row("2", "Бобр", "")});
    REQUIRE(harmless.report);
    CHECK(harmless.report->updated == 2);
    CHECK_FALSE(harmless.has(RowCode::linked_name_changed, 2));  // another case is the same name
    CHECK_FALSE(harmless.has(RowCode::linked_name_changed, 3));  // linked to nobody
    const auto name = import(*store, {head + row("1", "Сурков", canonical(112233445))});
    CHECK(name.has(RowCode::linked_name_changed, 2));
    CHECK_FALSE(name.has(RowCode::linked_number_changed, 2));
    CHECK(name.report->flagged == 1);
    CHECK(name.report->updated == 1);
    const auto number = import(*store, {head + row("1", "Сурков", canonical(112233446))});
    CHECK(number.has(RowCode::linked_number_changed, 2));
    CHECK_FALSE(number.has(RowCode::linked_name_changed, 2));
    const auto lost = import(*store, {head + row("1", "Сурков", "")});
    CHECK(lost.has(RowCode::linked_number_changed, 2));
    const auto same = import(*store, {head + row("1", "Сурков", "")});
    CHECK_FALSE(same.has(RowCode::linked_number_changed, 2));
    CHECK(store->links_of({Issuer::production, test::oid(77)}).value().size() == 1);
  });
}

TEST_CASE("--match-by number: kto gives the ids, and a number has one person") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    const std::string heading = "Организация;Регион;Фамилия;Имя;Отчество;СНИЛС;Дата рождения;Пол;Роль\n";
    const auto line = [](const std::string& surname, const std::string& given, const std::string& number,
                         const std::string& organisation = "Школа 1") {
      return organisation + ";38;" + surname + ";" + given + ";Петровна;" + number + ";01.02.1980;ж;Родитель\n";
    };
    ImportOptions by_number;
    by_number.roster.match_by = MatchBy::number;
    const auto one = canonical(112233445);
    const auto first = import(*store,
                              {heading + line("Сурова", "Анна", one) + line("Сурова", "Анна", one) +  // repeated
                               line("Сурова", "Ольга", one) +                                         // a second person
                               line("Сурова", "Инна", one) +               // like the first, but told differently
                               line("Лисина", "Вера", "") +                // no number
                               line("Лисина", "Вера", "123-123-123 44") +  // no usable one
                               line("Сурова", "Анна", one, "Школа 2")},    // another school, another row
                              by_number);
    REQUIRE(first.report);
    CHECK(first.report->inserted == 2);
    CHECK(first.report->repeated == 1);
    CHECK(first.report->rejected == 4);
    check_sums(*first.report);
    CHECK(first.has(RowCode::number_taken, 4));
    CHECK(first.has(RowCode::number_taken, 5));
    CHECK(first.has(RowCode::number_needed, 6));
    CHECK(first.has(RowCode::number_needed, 7));
    REQUIRE(first.report->new_ids.size() == 2);
    CHECK(first.report->new_ids[0].first == 2);
    CHECK(first.report->new_ids[1].first == 8);
    const PersonaKey key = first.report->new_ids[0].second;
    CHECK(key.id.str().size() == 17);
    CHECK(key.id.str().front() == 'k');
    CHECK(key.id.str().find_first_not_of("0123456789abcdef", 1) == std::string::npos);
    CHECK(find(*store, key)->name.parts().given == "Анна");

    // Again: the same persona, whoever it is now called like.
    const auto again = import(*store, {heading + line("Сурова", "Анна", one)}, by_number);
    CHECK(again.report->unchanged == 1);
    CHECK(again.report->new_ids.empty());
    const auto married = import(*store, {heading + line("Лисина", "Анна", one)}, by_number);
    CHECK(married.report->updated == 1);
    CHECK(find(*store, key)->name.parts().surname == "Лисина");
    const auto stranger = import(*store, {heading + line("Лисина", "Ольга", one)}, by_number);
    CHECK(stranger.report->rejected == 1);
    CHECK(stranger.has(RowCode::number_taken, 2));
    CHECK(find(*store, key)->name.parts().given == "Анна");
    CHECK(store->info().value().personas == 2);
  });
}

TEST_CASE("--match-by number takes nobody's row where two have the number already") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    const auto one = canonical(112233445);
    REQUIRE(import(*store, {head + row("1", "Сурова", one) + row("2", "Сурова", one)}).report);
    ImportOptions by_number;
    by_number.roster.match_by = MatchBy::number;
    const auto done = import(*store, {head + row("9", "Сурова", one)}, by_number);
    REQUIRE(done.report);
    CHECK(done.report->rejected == 1);
    CHECK(done.has(RowCode::number_taken, 2));
    CHECK(store->info().value().personas == 2);
  });
}

TEST_CASE("what a file says of schools and classes is kept, and an absent column erases nothing") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    const std::string with_inn =
        "ID;Организация;Регион;Фамилия;Имя;Роль;Класс;Учебный год;Классный руководитель;ИНН\n"
        "1;Школа 1;38;Сурков;Лев;Ученик;6а;2024/2025;Лисина Вера;3808000000\n";
    REQUIRE(import(*store, {with_inn}).report);
    const auto organisations = store->organisations().value();
    REQUIRE(organisations.size() == 1);
    CHECK(organisations[0].inn == "3808000000");
    const auto classes = store->classes(test::region(38), OrganisationId("Школа 1")).value();
    REQUIRE(classes.size() == 1);
    CHECK(classes[0].teacher == "Лисина Вера");
    CHECK(classes[0].name == "6а");
    const std::string with_type =
        "ID;Организация;Регион;Фамилия;Имя;Роль;Тип организации\n1;Школа 1;38;Сурков;Лев;Ученик;лицей\n";
    REQUIRE(import(*store, {with_type}).report);
    const auto now = store->organisations().value();
    REQUIRE(now.size() == 1);
    CHECK(now[0].inn == "3808000000");
    CHECK(now[0].type == "лицей");
    CHECK(store->classes(test::region(77), OrganisationId("Школа 1")).value().empty());
  });
}

TEST_CASE("a row that no store takes is rejected, the others are kept") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    std::string guardians;
    for (int i = 0; i < 5000; ++i) guardians += std::to_string(i) + ",";
    const std::string file = "ID;Организация;Регион;Фамилия;Имя;Роль;Опекуны\n1;О;38;Сурков;Лев;Ученик;\"" + guardians +
                             "\"\n2;О;38;Сурков;Лев;Ученик;1\n";
    const auto done = import(*store, {file});
    REQUIRE(done.report);
    CHECK(done.report->rows == 2);
    CHECK(done.report->inserted == 1);
    CHECK(done.report->rejected == 1);
  });
}

TEST_CASE("put takes only what can be found again") {
  each_store([](test::StoreMaker& maker) {
    const auto store = maker.make();
    auto transaction = store->begin_import().value();
    const auto refused = [&](const Persona& persona, Errc code, const std::string& field) {
      const auto put = transaction->put(persona);
      REQUIRE_FALSE(put);
      CHECK(put.error().code == code);
      CHECK(put.error().field == field);
    };
    refused(test::persona(38, "", "1", "Сурков", "Лев"), Errc::bad_argument, "organisation");
    refused(test::persona(38, "О", "", "Сурков", "Лев"), Errc::bad_argument, "id");
    refused(test::persona(38, "О", std::string(65, 'x'), "Сурков", "Лев"), Errc::too_long, "id");
    refused(test::persona(38, std::string(513, 'x'), "1", "Сурков", "Лев"), Errc::too_long, "organisation");
    refused(test::persona(38, "О", "\xff", "Сурков", "Лев"), Errc::bad_utf8, "id");
    Persona persona = test::full_persona();
    persona.number.reading.number.reset();  // valid without a number
    refused(persona, Errc::bad_argument, "snils");
    persona = test::full_persona();
    persona.number.text = std::string(65, '1');
    refused(persona, Errc::too_long, "snils");
    persona = test::full_persona();
    persona.login = "\xc0";
    refused(persona, Errc::bad_utf8, "login");
    // A refusal is no failure of the database.
    CHECK(transaction->put(test::full_persona()).value() == PutResult::inserted);
    CHECK(transaction->put(test::full_persona()).value() == PutResult::repeated);
    CHECK(
        transaction->put(test::persona(38, std::string("a\0b", 3), std::string("c\0d", 3), "Сурков", "Лев")).value() ==
        PutResult::inserted);
    REQUIRE(transaction->commit());
    CHECK(transaction->put(test::full_persona()).error().code == Errc::bad_argument);
    CHECK(find(*store, test::key(38, std::string("a\0b", 3), std::string("c\0d", 3))));
    CHECK(store->check({}).value().good());
  });
}

TEST_CASE("within a transaction its own rows are found") {
  each_store([](test::StoreMaker& maker) {
    const Persona old = test::full_persona();
    const auto store = maker.make(std::vector{old});
    const Region region = old.key.region;
    const Snils number = *old.number.reading.number;
    auto transaction = store->begin_import().value();
    const auto with_number = [&](Snils which) {
      std::vector<PersonaKey> keys;
      const auto found = transaction->find_by_number(region, old.key.organisation, which).value();
      for (const Persona& persona : found) keys.push_back(persona.key);
      return keys;
    };
    CHECK(with_number(number) == std::vector{old.key});
    Persona moved = old;
    moved.number = test::number(5000001);
    CHECK(transaction->put(moved).value() == PutResult::updated);
    CHECK(with_number(number).empty());
    CHECK(with_number(*moved.number.reading.number) == std::vector{old.key});
    CHECK(same_content(transaction->find(old.key).value().value(), moved));
    CHECK_FALSE(transaction->find(test::key(38, "О", "absent")).value());
    Persona fresh = test::persona(38, old.key.organisation.str(), "0", "Сурков", "Лев");
    fresh.number = moved.number;
    CHECK(transaction->put(fresh).value() == PutResult::inserted);
    CHECK(with_number(*moved.number.reading.number) == std::vector{fresh.key, old.key});
    CHECK(transaction->untouched(region, old.key.organisation).value().empty());
    CHECK(transaction->standing_in(region, old.key.organisation).value() == 2);
    CHECK_FALSE(transaction->is_linked(old.key).value());
    // Others see nothing of it until commit; without one nothing stays.
    CHECK(same_content(*find(*store, old.key), old));
    transaction.reset();
    CHECK(same_content(*find(*store, old.key), old));
    CHECK(store->info().value().personas == 1);
  });
}
