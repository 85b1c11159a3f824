// kto check — examines a whole store: the file itself, every sealed record, every key.
#include <memory>

#include "cli/explain.hpp"
#include "cli/progress.hpp"
#include "cli/store_access.hpp"
#include "text/json.hpp"

namespace kto::cli {

namespace {

struct Arguments {
  StoreArguments store{};
  bool json = false;
};

std::string as_json(const CheckReport& report) {
  text::Json json;
  json.object().member("good", report.good()).member("integrity", report.integrity);
  json.member("personas", report.personas).member("blobs_bad", report.blobs_bad).member("keys_bad", report.keys_bad);
  json.member("rows_bad", report.rows_bad)
      .member("links", report.links)
      .member("links_dangling", report.links_dangling);
  return json.end_object().text();
}

std::string for_people(Lang lang, const CheckReport& report) {
  return trf(lang,
             "{}\n"
             "  целостность файла              {}\n"
             "  персон                         {}\n"
             "  закрытых записей не открылось  {}\n"
             "  ключей номеров неверных        {}\n"
             "  записей с противоречиями       {}\n"
             "  связей                         {}\n"
             "  связей в никуда                {}",
             "{}\n"
             "  the file itself                {}\n"
             "  personas                       {}\n"
             "  sealed records that are bad    {}\n"
             "  number keys that are bad       {}\n"
             "  records that contradict        {}\n"
             "  links                          {}\n"
             "  links to nobody                {}",
             report.good() ? tr(lang, "База цела.", "The store is good.")
                           : tr(lang, "База повреждена: восстановите её из копии.",
                                "The store is damaged: restore it from a copy."),
             report.integrity ? tr(lang, "цел", "good") : tr(lang, "повреждён", "damaged"), report.personas,
             report.blobs_bad, report.keys_bad, report.rows_bad, report.links, report.links_dangling);
}

int run(Console& console, const Arguments& arguments) {
  const Lang lang = console.lang;
  Opened opened = open_for_reading(console, arguments.store);
  if (!opened.store) return opened.exit;
  Progress progress(lang, tr(lang, "персон", "personas"), std::nullopt);
  const auto report = opened.store->check([&](std::uint64_t done) {
    progress.show(std::nullopt, done);
    return true;
  });
  progress.clear();
  if (!report) {
    console.complain(explain(lang, report.error(), arguments.store.uri));
    return exit_failed;
  }
  console.out.line(arguments.json ? as_json(*report) : for_people(lang, *report));
  return report->good() ? exit_done : exit_failed;
}

}  // namespace

Command check_command(CLI::App& root, Lang lang) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = add_command(root, lang, "check",
                              tr(lang, "Проверить базу целиком: файл, каждую закрытую запись, каждый ключ",
                                 "Examine a whole store: the file, every sealed record, every key"),
                              "  kto check --store sqlite:school.db --key school.kto-key\n"
                              "  kto check --store sqlite:school.db --key school.kto-key --json\n");
  add_store_options(*app, lang, arguments->store);
  app->add_flag("--json", arguments->json, std::string(tr(lang, "один объект JSON", "one JSON object")));
  return {app, [arguments](Console& console) { return run(console, *arguments); }};
}

}  // namespace kto::cli
