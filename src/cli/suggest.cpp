// kto suggest — sign-in requests in, likely counterparts out, for administrators: a line each, same order.
#include <memory>

#include "cli/explain.hpp"
#include "cli/progress.hpp"
#include "cli/request_lines.hpp"
#include "cli/resolve_options.hpp"
#include "cli/suggest_print.hpp"

namespace kto::cli {

namespace {

constexpr std::size_t most_suggestions = 1000;

struct SuggestArguments : ResolveArguments {
  std::size_t limit = 5;
};

// What the answers are made of.
struct Office {
  const Resolver& resolver;
  const SuggestIndex& index;
  const ResolveOptions& options;
  std::size_t limit;
  bool table;
};

// Where to look: the request's own region, else --region, else the only one that has personas.
Result<Region> region_of(const Office& office, const Request& request) {
  if (request.region_bad) return fail(Errc::bad_region);
  if (request.region) return *request.region;
  if (office.options.region) return *office.options.region;
  const auto regions = office.index.regions();
  if (regions.size() != 1) return fail(Errc::region_missing);
  return regions.front();
}

Date date_of(const Office& office, Region region, const Outcome& outcome) {
  if (outcome.at) return *outcome.at;
  if (office.options.at) return *office.options.at;
  return Date::today(zone_of(default_rules(region, Date::today(std::chrono::hours{3})), region));
}

Result<std::size_t> answer(Console& console, const Office& office, const RequestBatch& batch) {
  // Whom a request may enter needs no mending.
  const auto outcomes = office.resolver.resolve_many(batch.requests);
  if (!outcomes) return fail(outcomes.error());
  std::size_t unanswered = 0;
  for (const AskedLine& asked : batch.lines) {
    if (asked.fault) {
      tell_fault(console, asked.line, *asked.fault, office.table);
      continue;
    }
    const Request& request = batch.requests[asked.place];
    const Outcome& outcome = outcomes->at(asked.place);
    const auto region = region_of(office, request);
    if (!region) {
      ++unanswered;
      if (office.table)
        tell_fault(console, asked.line, region.error(), true);
      else
        console.out.line(unanswered_as_json(request, region.error()));
      continue;
    }
    auto query = suggest_query(request.identity, date_of(office, *region, outcome));
    leave_out_enterable(query, outcome);
    const auto suggestions = office.index.suggest(*region, query, office.limit);
    console.out.line(office.table ? suggestions_for_people(console.lang, asked.line, request, suggestions)
                                  : suggestions_as_json(console.lang, request, suggestions));
  }
  return unanswered;
}

int run(Console& console, const SuggestArguments& arguments) {
  const Lang lang = console.lang;
  if (arguments.limit == 0 || arguments.limit > most_suggestions)
    return console.usage(trf(lang, "--limit: от 1 до {}", "--limit: from 1 to {}", most_suggestions));
  const ResolveSetup setup = open_requests(console, arguments);
  if (setup.exit != exit_done) return setup.exit;

  Progress progress(lang, tr(lang, "персон", "personas"), std::nullopt);
  const auto index = SuggestIndex::build(*setup.store, [&](std::uint64_t personas) {
    progress.show(std::nullopt, personas);
    return true;
  });
  progress.clear();
  if (!index) {
    console.complain(explain(lang, index.error(), arguments.store.uri));
    return exit_failed;
  }
  const Resolver resolver(*setup.store, setup.store.get(), setup.options);
  const Office office{resolver, *index, setup.options, arguments.limit, arguments.table};
  return answer_requests(console, *setup.input, {arguments.file, arguments.store.uri}, Claims::verified,
                         [&](const RequestBatch& batch) { return answer(console, office, batch); });
}

}  // namespace

Command suggest_command(CLI::App& root, Lang lang) {
  auto arguments = std::make_shared<SuggestArguments>();
  CLI::App* app = add_command(
      root, lang, "suggest",
      tr(lang,
         "Для администратора: чьи карточки похожи на тех, кто входит через Госуслуги, чем отличаются и насколько.\n"
         "Никого не впускает и ничего не исправляет: каждое предложение проверяют по документам.",
         "For administrators: whose cards are like those who sign in through ESIA, where they differ and by how much.\n"
         "Signs nobody in and mends nothing: every suggestion is to be looked into by documents."),
      "  kto suggest --store sqlite:school.db --key school.kto-key --at 2024-10-01 signins.jsonl\n"
      "  kto suggest --store sqlite:school.db --key school.kto-key --rules ru-2024 --limit 3 --table signins.jsonl\n"
      "  kto suggest --store sqlite:school.db --key school.kto-key --region 38 --table --lang en - < signins.jsonl\n");
  add_request_options(*app, lang, *arguments);
  app->add_option(
         "--limit", arguments->limit,
         std::string(tr(lang, "сколько предложений на запрос, не больше (5)", "suggestions a request, at most (5)")))
      ->type_name("N");
  return {app, [arguments](Console& console) { return run(console, *arguments); }};
}

}  // namespace kto::cli
