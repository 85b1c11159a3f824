// kto resolve — sign-in requests in, answers out: a line each, in the same order.
#include <algorithm>
#include <memory>

#include "cli/outcome_print.hpp"
#include "cli/request_lines.hpp"
#include "cli/resolve_options.hpp"
#include "cli/table.hpp"

namespace kto::cli {

namespace {

// How answers are printed; the ids of a table take as many columns as the longest so far.
struct Style {
  Face face;
  bool table = false;
  std::size_t id_columns = 20;
};

// Prints the answers of a batch; the error of a store that failed.
Result<std::size_t> answer(Console& console, const Resolver& resolver, Style& style, const RequestBatch& batch) {
  const auto outcomes = resolver.resolve_many(batch.requests);
  if (!outcomes) return fail(outcomes.error());
  const Face& face = style.face;
  const auto id_of = [&](const AskedLine& asked) {
    return id_for_people(face.lang, asked.line, batch.requests[asked.place]);
  };
  for (const AskedLine& asked : batch.lines) {
    if (!style.table || asked.fault) continue;
    style.id_columns = std::max(style.id_columns, std::min(columns_of(id_of(asked)), widest_column));
  }
  for (const AskedLine& asked : batch.lines) {
    if (asked.fault) {
      tell_fault(console, asked.line, *asked.fault, style.table);
      continue;
    }
    const Outcome& outcome = outcomes->at(asked.place);
    console.out.line(style.table ? outcome_for_people(face, id_of(asked), style.id_columns, outcome)
                                 : outcome_as_json(face, batch.requests[asked.place], outcome));
  }
  return 0;
}

int run(Console& console, const ResolveArguments& arguments) {
  const ResolveSetup setup = open_requests(console, arguments);
  if (setup.exit != exit_done) return setup.exit;

  const Resolver resolver(*setup.store, setup.store.get(), setup.options);
  const Claims claims = arguments.unverified ? Claims::not_verified : Claims::verified;
  Style style{Face{console.lang, arguments.admin}, arguments.table};
  return answer_requests(console, *setup.input, {arguments.file, arguments.store.uri}, claims,
                         [&](const RequestBatch& batch) { return answer(console, resolver, style, batch); });
}

}  // namespace

Command resolve_command(CLI::App& root, Lang lang) {
  auto arguments = std::make_shared<ResolveArguments>();
  CLI::App* app = add_command(
      root, lang, "resolve",
      tr(lang,
         "Ответить на входы через Госуслуги: строки JSON внутрь, по ответу на строку наружу, ничего не записывая.\n"
         "Запуская команду, вы ручаетесь, что подпись, срок и получатель личностей проверены.",
         "Answer ESIA sign-ins: JSON lines in, an answer a line out; nothing is written.\n"
         "By running it you state that signature, time and audience of the claims were verified."),
      "  kto resolve --store sqlite:school.db --key school.kto-key signins.jsonl\n"
      "  kto resolve --store sqlite:school.db --key school.kto-key --rules ru-2024 --at 2024-10-01 --admin "
      "signins.jsonl\n"
      "  kto resolve --store sqlite:school.db --key school.kto-key --admin --table --lang en signins.jsonl\n"
      "  kto resolve --store sqlite:school.db --key school.kto-key --region 38 --unverified - < signins.jsonl\n");
  add_resolve_options(*app, lang, *arguments);
  return {app, [arguments](Console& console) { return run(console, *arguments); }};
}

}  // namespace kto::cli
