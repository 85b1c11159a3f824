// kto resolve — sign-in requests in, answers out: a line each, in the same order.
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "cli/explain.hpp"
#include "cli/lines.hpp"
#include "cli/outcome_print.hpp"
#include "cli/progress.hpp"
#include "cli/resolve_options.hpp"
#include "cli/table.hpp"

namespace kto::cli {

namespace {

constexpr std::size_t batch_size = 256;
constexpr std::string_view bom = "\xEF\xBB\xBF";

// What became of one line.
struct Asked {
  std::uint64_t line;
  std::size_t place = 0;         // of the request in the batch
  std::optional<Error> fault{};  // why it is none
};

struct Batch {
  std::vector<Asked> lines{};
  std::vector<Request> requests{};
};

// How answers are printed; the ids of a table take as many columns as the longest so far.
struct Style {
  Face face;
  bool table = false;
  std::size_t id_columns = 20;
};

void read_line(const LineReader::Line& line, Claims claims, Batch& batch) {
  std::string_view text = line.text;
  // Editors of Windows begin a file with a byte order mark; the offsets count it.
  const std::size_t skipped = line.number == 1 && text.starts_with(bom) ? bom.size() : 0;
  text.remove_prefix(skipped);
  if (!line.too_long && text.find_first_not_of(" \t\r") == std::string_view::npos) return;
  auto request =
      line.too_long ? Result<Request>(fail(Errc::too_long, limits::request_bytes)) : read_request(text, claims);
  if (request) {
    batch.lines.push_back({line.number, batch.requests.size(), std::nullopt});
    batch.requests.push_back(std::move(request).value());
  } else {
    Error error = request.error();
    if (error.offset && !line.too_long) *error.offset += skipped;
    batch.lines.push_back({line.number, 0, std::move(error)});
  }
}

// Prints the answers of a batch; the error of a store that failed.
Result<void> answer(Console& console, const Resolver& resolver, Style& style, Batch& batch) {
  const auto outcomes = resolver.resolve_many(batch.requests);
  if (!outcomes) return fail(outcomes.error());
  const Face& face = style.face;
  const auto id_of = [&](const Asked& asked) {
    return id_for_people(face.lang, asked.line, batch.requests[asked.place]);
  };
  for (const Asked& asked : batch.lines) {
    if (!style.table || asked.fault) continue;
    style.id_columns = std::max(style.id_columns, std::min(columns_of(id_of(asked)), widest_column));
  }
  for (const Asked& asked : batch.lines) {
    if (asked.fault) {
      console.out.line(
          style.table ? place_and_fault(face.lang, *asked.fault, trf(face.lang, "строка {}", "line {}", asked.line))
                      : broken_as_json(*asked.fault));
      continue;
    }
    const Outcome& outcome = outcomes->at(asked.place);
    console.out.line(style.table ? outcome_for_people(face, id_of(asked), style.id_columns, outcome)
                                 : outcome_as_json(face, batch.requests[asked.place], outcome));
  }
  batch = {};
  return {};
}

int run(Console& console, const ResolveArguments& arguments) {
  const Lang lang = console.lang;
  ResolveSetup setup = resolve_options(console, arguments);
  if (setup.exit != exit_done) return setup.exit;
  const auto input = Input::open(arguments.file);
  if (!input) {
    console.complain(explain(lang, input.error(), arguments.file));
    return exit_failed;
  }
  const Opened opened = open_for_reading(console, arguments.store);
  if (!opened.store) return opened.exit;
  const auto info = opened.store->info();
  if (!info) return tell_open_error(console, arguments.store, info.error());
  setup.options.issuer = info->issuer;

  const Resolver resolver(*opened.store, opened.store.get(), setup.options);
  const Claims claims = arguments.unverified ? Claims::not_verified : Claims::verified;
  Style style{Face{lang, arguments.admin}, arguments.table};
  LineReader lines(input->fd(), limits::request_bytes);
  Progress progress(lang, tr(lang, "запросов", "requests"), input->size());
  const bool quiet = ::isatty(STDOUT_FILENO) == 1;  // the answers themselves are the progress then
  std::uint64_t done = 0;
  bool bad = false;
  Batch batch;
  while (const auto line = lines.next()) {
    read_line(*line, claims, batch);
    // Answers are not held back while the next request is still to be typed or sent.
    if (lines.ready() && batch.lines.size() < batch_size) continue;
    done += batch.lines.size();
    for (const Asked& asked : batch.lines) bad = bad || asked.fault;
    const std::uint64_t first = batch.lines.empty() ? line->number : batch.lines.front().line;
    if (const auto answered = answer(console, resolver, style, batch); !answered) {
      progress.clear();
      console.out.flush();
      console.complain(
          fmt::format("{}; {}", explain(lang, answered.error(), arguments.store.uri),
                      trf(lang, "без ответа остались строки с {}", "lines from {} on have no answer", first)));
      return exit_failed;
    }
    console.out.flush();
    if (!quiet) progress.show(lines.bytes_read(), done);
    if (console.out.failed()) return exit_failed;
  }
  progress.clear();
  if (lines.error()) {
    console.complain(explain(lang, *lines.error(), arguments.file));
    return exit_failed;
  }
  return bad ? exit_bad_rows : exit_done;
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
