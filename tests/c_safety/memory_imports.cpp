// Imports while memory runs out: everything or nothing, and the store can be written to afterwards.
#include <fstream>

#include "places.hpp"
#include "trial.hpp"

struct kto_callback_self {
  int calls = 0;
};

namespace {

using trial::Filled;
using trial::Run;

std::int32_t on_issue(kto_callback_self* self, const kto_row_issue*) { return ++self->calls, 0; }
std::int32_t on_progress(kto_callback_self* self, std::uint64_t, std::uint64_t) { return ++self->calls, 0; }
std::int32_t on_archived(kto_callback_self* self, const kto_persona_key*) { return ++self->calls, 0; }
std::int32_t on_new_id(kto_callback_self* self, std::uint64_t, const kto_persona_key*) { return ++self->calls, 0; }

kto_import_handlers handlers_of(kto_callback_self& self) {
  kto_import_handlers handlers = people::sized<kto_import_handlers>();
  handlers.self = &self;
  handlers.issue = on_issue;
  handlers.progress = on_progress;
  handlers.archived = on_archived;
  handlers.new_id = on_new_id;
  return handlers;
}

// What came of an import into a store that held `before`, and should hold `after`.
void settle(kto_store* store, kto_status status, std::uint64_t before, std::uint64_t after) {
  CHECK(people::count(store) == (status == KTO_OK ? after : before));
  kto_import_report again = people::sized<kto_import_report>();
  CHECK(kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, &again, nullptr) == KTO_OK);
  CHECK(again.rows == 3);
  kto_check_report checked = people::sized<kto_check_report>();
  CHECK(kto_store_check(store, nullptr, nullptr, &checked, nullptr) == KTO_OK && checked.good == 1);
}

void import_text(Run& run, kto_store* store) {
  kto_callback_self self;
  const kto_import_handlers handlers = handlers_of(self);
  Filled<kto_import_report> out;
  const auto status =
      TRIED(run, KTO_OK, kto_store_import_text, store, &people::roster, 1, nullptr, &handlers, out.out());
  const kto_import_report* report = out.settle(status);
  CHECK(report == nullptr || (report->inserted == 3 && self.calls > 0));
  settle(store, status, 0, 3);
}

void into_memory(Run& run) {
  kto_store* store = people::open_memory();
  import_text(run, store);
  SPARE(kto_store_free, store);
}

void into_file(Run& run) {
  kto_store_options options = people::sized<kto_store_options>();
  options.mode = KTO_OPEN_CREATE_UNSEALED;
  options.busy_timeout_ms = 50;
  const std::string uri = places::uri("import.db");
  kto_store* store = nullptr;
  NEED(kto_store_open(places::text_of(uri), &options, &store, nullptr) == KTO_OK);
  import_text(run, store);
  SPARE(kto_store_free, store);
  places::remove_store("import.db");
}

void from_file(Run& run) {
  kto_store* store = people::open_memory();
  const std::string path = places::here("people.csv");
  const kto_text name = places::text_of(path);
  Filled<kto_import_report> report;
  const auto status = TRIED(run, KTO_OK, kto_store_import_files, store, &name, 1, nullptr, nullptr, report.out());
  report.settle(status);
  settle(store, status, 0, 3);
  kto_store_free(store);
}

void json(Run& run) {
  kto_store* store = people::memory_with_people();
  Filled<kto_import_report> report;
  const auto status =
      TRIED(run, KTO_OK, kto_store_import_text, store, &people::roster_json, 1, nullptr, nullptr, report.out());
  report.settle(status);
  settle(store, status, 3, 3);
  kto_store_free(store);
}

void everything_stated(Run& run) {
  kto_store* store = people::memory_with_people();
  const kto_column column{text("snils"), text("Страховой номер по бумаге")};
  kto_import_options options = people::sized<kto_import_options>();
  options.encoding = text("UTF-8");
  options.separator = text(";");
  options.organisation = text("Школа 5 имени героев обороны");
  options.columns = &column;
  options.column_count = 1;
  options.today = people::day;
  options.region = people::region;
  options.match_by = KTO_MATCH_BY_NUMBER;
  options.full = 1;
  options.yes = 1;
  kto_callback_self self;
  const kto_import_handlers handlers = handlers_of(self);
  const kto_text file =
      text("ФИО;Страховой номер по бумаге\nБек Али Новый;112-233-445 95\nОрлов Олег Игоревич;165-472-310 69\n");
  Filled<kto_import_report> out;
  const auto status = TRIED(run, KTO_OK, kto_store_import_text, store, &file, 1, &options, &handlers, out.out());
  out.settle(status);
  CHECK(people::count(store) == (status == KTO_OK ? 4 : 3));
  kto_store_free(store);
}

void no_table(Run& run) {
  kto_store* store = people::memory_with_people();
  const kto_text file = text("ФИО;СНИЛС;ФИО;Регион\nБек Али;;;38\n");
  Filled<kto_import_report> out;
  out.settle(TRIED(run, KTO_E_COLUMN_REPEATED, kto_store_import_text, store, &file, 1, nullptr, nullptr, out.out()));
  kto_store_free(store);
}

}  // namespace

void memory_of_imports() {
  std::ofstream(places::here("people.csv")) << std::string(people::roster.data, people::roster.size);
  trial::every_allocation("kto_store_import_text into memory", into_memory);
  trial::every_allocation("kto_store_import_text of JSON", json);
  trial::every_allocation("kto_store_import_text with everything stated", everything_stated);
  trial::every_allocation("kto_store_import_text of no table", no_table);
  trial::every_allocation("kto_store_import_files", from_file);
  trial::every_allocation("kto_store_import_text into a file", into_file);
}
