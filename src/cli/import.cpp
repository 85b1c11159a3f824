// kto import — roster files into a store, in one transaction.
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "cli/explain.hpp"
#include "cli/import_options.hpp"
#include "cli/import_report.hpp"
#include "cli/interrupt.hpp"
#include "cli/lines.hpp"
#include "cli/progress.hpp"

namespace kto::cli {

namespace {

struct Target {
  std::unique_ptr<Store> store{};  // none: the failure has been told
  int exit = exit_done;
  bool made = false;
  bool sealed = false;
};

// The store to write to. One that is not there is made only when a key or --unsealed was given; a dry
// run makes none and judges against an empty store in memory.
Target open_target(const Console& console, const ImportArguments& arguments) {
  const Lang lang = console.lang;
  Target target;
  OpenOptions options;
  options.issuer = issuer_by_name(arguments.issuer).value_or(Issuer::production);
  if (in_memory(arguments.store)) {
    console.complain(tr(lang, "внимание: memory: живёт, только пока работает команда; загруженное нигде не останется",
                        "warning: memory: lives only as long as the command; nothing of this import is kept"));
  } else if (!arguments.unsealed) {
    Key key = read_key(console, arguments.store);
    if (key.exit != exit_done) return {nullptr, key.exit};
    options.secret = key.secret;
  }

  std::string uri = arguments.store.uri;
  options.mode = in_memory(arguments.store) ? OpenMode::create_unsealed : OpenMode::existing;
  auto store = open_store(uri, options);
  const bool missing = !store && store.error().code == Errc::file_not_found;
  // An empty file is no store; but another import may be about to make one of it at this moment, and to
  // make a store waits for that. A file of another kind is refused in either way.
  const bool unfinished = !store && store.error().code == Errc::not_a_database;
  if (missing && arguments.dry_run) {
    uri = "memory:";
    options.secret.reset();
    options.mode = OpenMode::create_unsealed;
    store = open_store(uri, options);
  } else if (missing && !options.secret && !arguments.unsealed) {
    console.complain(trf(lang,
                         "{}: базы ещё нет, и ключ для новой не указан [key_missing]; создайте ключ: kto key create "
                         "ФАЙЛ, и повторите с --key ФАЙЛ (или с --unsealed — без ключа)",
                         "{}: there is no store yet, and no key for a new one was given [key_missing]; make one: kto "
                         "key create FILE, and repeat with --key FILE (or with --unsealed: without a key)",
                         printable(uri, 400)));
    return {nullptr, exit_failed};
  } else if ((missing || unfinished) && !arguments.dry_run && (options.secret || arguments.unsealed)) {
    options.mode = options.secret ? OpenMode::create : OpenMode::create_unsealed;
    target.made = true;
    store = open_store(uri, options);
  }
  if (!store) return {nullptr, tell_open_error(console, arguments.store, store.error())};
  const auto info = (*store)->info();
  if (!info) return {nullptr, tell_open_error(console, arguments.store, info.error())};
  if (!arguments.issuer.empty() && info->issuer != options.issuer) {
    console.complain(trf(lang, "база создана для {}: --issuer задаётся один раз, при создании",
                         "the store was made for {}: --issuer is set once, when a store is made",
                         name_of(info->issuer)));
    return {nullptr, exit_usage};
  }
  target.sealed = info->sealed;
  target.store = std::move(store).value();
  if (target.made && !target.sealed) {
    console.complain(trf(lang, "внимание: {}: создана открытая база, имена и номера лежат в ней незакрытыми",
                         "warning: {}: an unsealed store was made; names and numbers lie in it in the clear",
                         printable(uri, 400)));
  }
  return target;
}

// The files as sources that notice Ctrl-C, also while they wait.
struct Sources {
  std::vector<Input> inputs{};
  std::vector<ByteSource> sources{};
  std::optional<std::uint64_t> total = 0;
  std::uint64_t bytes = 0;
  std::size_t current = 0;  // the file that was read last
};

Result<std::size_t> read_some(Sources& sources, std::size_t file, std::span<char> buffer) {
  sources.current = file;
  ssize_t n = -1;
  do {
    if (!wait_readable(sources.inputs[file].fd())) return fail(Errc::cancelled);
    n = ::read(sources.inputs[file].fd(), buffer.data(), buffer.size());
  } while (n < 0 && errno == EINTR);
  if (n < 0) {
    Error error{Errc::file_read};
    error.backend = errno;
    return fail(std::move(error));
  }
  sources.bytes += static_cast<std::uint64_t>(n);
  return static_cast<std::size_t>(n);
}

bool open_files(const Console& console, const std::vector<std::string>& files, Sources& sources) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto input = Input::open(files[i]);
    if (!input) {
      console.complain(explain(console.lang, input.error(), files[i]));
      return false;
    }
    const auto size = input->size();
    sources.total = sources.total && size ? std::optional(*sources.total + *size) : std::nullopt;
    sources.inputs.push_back(std::move(input).value());
    sources.sources.emplace_back([&sources, i](std::span<char> buffer) { return read_some(sources, i, buffer); });
  }
  return true;
}

// Is it the file that is at fault, or the store?
bool of_the_file(Errc code) {
  return code == Errc::file_read || code == Errc::file_truncated || static_cast<std::int32_t>(code) < 100;
}

int tell_failure(Console& console, const ImportArguments& arguments, const Target& target, const Sources& sources,
                 const Error& error, const ImportReport& partial) {
  const Lang lang = console.lang;
  if (error.code == Errc::needs_confirmation) {
    const std::string_view why =
        partial.would_archive * 5 > partial.standing
            ? tr(lang, "это больше 20 %", "which is more than 20 %")
            : tr(lang, "а среди отклонённых строк могут быть и они", "who may be among the rows that were rejected");
    console.complain(
        trf(lang,
            "--full убрал бы в архив {} из {}, {} [needs_confirmation]; ничего не изменено; проверьте "
            "список и, если всё верно, повторите с --yes",
            "--full would archive {} of {}, {} [needs_confirmation]; nothing was changed; look through the "
            "list and, if it is right, repeat with --yes",
            partial.would_archive, partial.standing, why));
    return exit_usage;
  }
  if (error.code == Errc::cancelled) {
    console.complain(tr(lang, "остановлено; загрузка отменена целиком, ничего не изменено [cancelled]",
                        "stopped; the import was rolled back, nothing was changed [cancelled]"));
    return exit_failed;
  }
  const std::string& place = of_the_file(error.code) ? arguments.files[sources.current] : arguments.store.uri;
  console.complain(fmt::format(
      "{}; {}", explain(lang, error, place),
      target.made ? tr(lang, "ничего не загружено, новая база пуста", "nothing was imported, the new store is empty")
                  : tr(lang, "ничего не изменено", "nothing was changed")));
  return exit_failed;
}

int run(Console& console, const ImportArguments& arguments) {
  const Lang lang = console.lang;
  const auto options = import_options(console, arguments);
  if (!options) return exit_usage;
  Sources sources;
  if (!open_files(console, arguments.files, sources)) return exit_failed;
  const Target target = open_target(console, arguments);
  if (!target.store) return target.exit;

  watch_for_interrupt();
  Progress progress(lang, tr(lang, "строк", "rows"), sources.total);
  ImportHandlers handlers;
  handlers.issue = [&](std::size_t file, const RowIssue& issue) {
    progress.clear();
    const std::string& name = arguments.files.at(file);
    console.out.line(arguments.json ? issue_as_json(lang, name, issue) : issue_for_people(lang, name, issue));
  };
  handlers.progress = [&](std::size_t, std::uint64_t, std::uint64_t rows) {
    progress.show(sources.bytes, rows);
    return !interrupted();
  };
  ImportReport partial;
  const auto report = import_roster(*target.store, sources.sources, *options, handlers, &partial);
  progress.clear();

  const ImportFacts facts{arguments.json, arguments.dry_run,   arguments.full, target.made,
                          target.sealed,  arguments.store.uri, arguments.files};
  if (!report) {
    print_preview(console, facts, partial);
    console.out.flush();
    return tell_failure(console, arguments, target, sources, report.error(), partial);
  }
  print_preview(console, facts, *report);
  print_summary(console, facts, *report);
  if (!console.out.flush() && !arguments.dry_run) {
    console.complain(tr(lang, "загрузка завершена, но отчёт о ней вывести не удалось",
                        "the import is done, but its report could not be written"));
  }
  return report->rejected > 0 ? exit_bad_rows : exit_done;
}

}  // namespace

Command import_command(CLI::App& root, Lang lang) {
  auto arguments = std::make_shared<ImportArguments>();
  CLI::App* app = add_command(
      root, lang, "import",
      tr(lang, "Загрузить списки (CSV, JSON lines) в базу; всё или ничего; повтор ничего не удваивает",
         "Import rosters (CSV, JSON lines) into a store; all or nothing; again changes nothing"),
      "  kto import --store sqlite:school.db --key school.kto-key school38.csv\n"
      "  kto import --store sqlite:school.db --key school.kto-key --dry-run --json school38.csv\n"
      "  kto import --store sqlite:open.db --unsealed --region 38 school38.csv\n"
      "  kto import --store sqlite:school.db --key school.kto-key --full --organisation 'МБОУ СОШ №900' school38.csv\n"
      "  kto import --store sqlite:school.db --key school.kto-key --encoding windows-1251 --separator ';' "
      "--column snils=СНИЛС - < school38.csv\n");
  add_import_options(*app, lang, *arguments);
  return {app, [arguments](Console& console) { return run(console, *arguments); }};
}

}  // namespace kto::cli
