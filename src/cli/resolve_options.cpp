#include "cli/resolve_options.hpp"

#include <sys/stat.h>

#include "cli/explain.hpp"

namespace kto::cli {

namespace {

bool looks_like_a_file(const std::string& word) {
  struct stat status {};
  return word.find('/') != std::string::npos || word.ends_with(".json") || ::stat(word.c_str(), &status) == 0;
}

int read_rules(const Console& console, const std::string& word, std::optional<RuleSet>& rules) {
  const Lang lang = console.lang;
  if (const RuleSet* known = builtin_rules_by_name(word); known != nullptr) {
    rules = *known;
    return exit_done;
  }
  if (!looks_like_a_file(word)) {
    std::string names;
    for (const RuleSet& set : builtin_rules()) names += fmt::format("{}{}", names.empty() ? "" : ", ", set.name);
    return console.usage(trf(lang, "--rules: встроены {}; иначе укажите файл правил",
                             "--rules: built in are {}; else name a rules file", names));
  }
  const auto text = read_rules_text(word);
  const auto parsed = text ? RuleSet::parse(*text) : Result<RuleSet>(fail(text.error()));
  if (!parsed) {
    console.complain(
        text ? fmt::format("{}; {}", place_and_fault(lang, parsed.error(), word),
                           tr(lang, "исправьте файл правил (docs/rules.md)", "mend the rules file (docs/rules.md)"))
             : explain(lang, parsed.error(), word));
    return exit_failed;
  }
  rules = *parsed;
  return exit_done;
}

}  // namespace

void add_request_options(CLI::App& app, Lang lang, ResolveArguments& a) {
  const auto say = [lang](std::string_view ru, std::string_view en) { return std::string(tr(lang, ru, en)); };
  add_store_options(app, lang, a.store);
  app.add_option("--region", a.region,
                 say("регион запросов, которые его не называют", "region of requests that state none"))
      ->type_name("38");
  app.add_option("--rules", a.rules,
                 say("правила: встроенные по имени или файл; иначе по региону и дате",
                     "rules: built in by name, or a file; else by region and date"))
      ->type_name("NAME|FILE");
  app.add_option("--at", a.at, say("на какую дату; иначе сегодня в регионе", "on which date; else today in the region"))
      ->type_name("2024-10-01|01.10.2024");
  app.add_flag("--table", a.table, say("для людей вместо строк JSON", "for people instead of JSON lines"));
  app.add_option("FILE", a.file,
                 say("запросы, строки JSON; «-» или ничего — стандартный ввод",
                     "requests, JSON lines; '-' or nothing is standard input"))
      ->type_name("");
}

void add_resolve_options(CLI::App& app, Lang lang, ResolveArguments& a) {
  const auto say = [lang](std::string_view ru, std::string_view en) { return std::string(tr(lang, ru, en)); };
  add_request_options(app, lang, a);
  app.add_flag("--admin", a.admin,
               say("и лицо администратора: причины и кто может исправить",
                   "the administrator's face too: reasons, and who can mend them"));
  app.add_flag("--unverified", a.unverified,
               say("подписи личностей никто не проверял: каждый ответ — refuse",
                   "nobody has verified the claims: every answer is refuse"));
}

namespace {

ResolveSetup read_words(const Console& console, const ResolveArguments& a) {
  const Lang lang = console.lang;
  ResolveSetup setup;
  if (!a.region.empty()) {
    const auto region = Region::parse(a.region);
    if (!region) {
      setup.exit = console.usage(
          tr(lang, "--region: нужен номер региона, две цифры", "--region: a region's number of two digits"));
      return setup;
    }
    setup.options.region = *region;
  }
  if (!a.at.empty()) {
    const auto iso = Date::parse_iso(a.at);
    const auto date = iso ? iso : Date::parse_dotted(a.at);
    if (!date) {
      setup.exit = console.usage(
          tr(lang, "--at: нужна дата, 2024-10-01 или 01.10.2024", "--at: a date, 2024-10-01 or 01.10.2024"));
      return setup;
    }
    setup.options.at = *date;
  }
  setup.options.diagnose = a.admin;
  if (!a.rules.empty()) setup.exit = read_rules(console, a.rules, setup.options.rules);
  return setup;
}

}  // namespace

ResolveSetup open_requests(const Console& console, const ResolveArguments& arguments) {
  ResolveSetup setup = read_words(console, arguments);
  if (setup.exit != exit_done) return setup;
  auto input = Input::open(arguments.file);
  if (!input) {
    console.complain(explain(console.lang, input.error(), arguments.file));
    setup.exit = exit_failed;
    return setup;
  }
  setup.input.emplace(std::move(input).value());
  Opened opened = open_for_reading(console, arguments.store);
  setup.exit = opened.exit;
  if (!opened.store) return setup;
  const auto info = opened.store->info();
  if (!info) {
    setup.exit = tell_open_error(console, arguments.store, info.error());
    return setup;
  }
  setup.options.issuer = info->issuer;
  setup.store = std::move(opened.store);
  return setup;
}

}  // namespace kto::cli
