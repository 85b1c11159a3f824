// The command kto as a function: reads the command line, runs one subcommand, turns every end into an exit code.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <exception>
#include <new>
#include <optional>

#include "cli/commands.hpp"
#include "cli/explain.hpp"
#include "kto/text.hpp"

namespace kto::cli {

CLI::App* add_command(CLI::App& root, Lang lang, const std::string& name, std::string_view what,
                      std::string_view examples) {
  CLI::App* app = root.add_subcommand(name, std::string(what));
  app->set_help_flag("-h,--help", std::string(tr(lang, "эта справка", "this help")));
  app->footer(fmt::format("{}\n{}", tr(lang, "Примеры:", "Examples:"), examples));
  app->allow_extras();
  app->fallthrough();
  return app;
}

namespace {

// The language is needed before the command line is read, for the help and for what is wrong with it.
// Nothing when --lang names another one.
std::optional<Lang> find_lang(int argc, char** argv) {
  std::string_view word = "ru";
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--") break;
    if (argument.starts_with("--lang=")) word = argument.substr(7);
    if (argument == "--lang") word = i + 1 < argc ? std::string_view(argv[i + 1]) : std::string_view();
  }
  if (word == "ru") return Lang::ru;
  if (word == "en") return Lang::en;
  return std::nullopt;
}

// Is it the name of an option? Only such words are ever repeated: anything else on a command line may
// be somebody's name.
bool is_option_name(std::string_view word) {
  return word.size() <= 24 && word.starts_with("--") &&
         std::all_of(word.begin(), word.end(), [](char c) { return c == '-' || (c >= 'a' && c <= 'z'); });
}

int wrong_call(const Console& console, const CLI::App& root, const CLI::ParseError& error) {
  const Lang lang = console.lang;
  std::string help = "kto";
  for (const CLI::App* app = &root; app != nullptr;) {
    const auto below = app->get_subcommands();
    app = below.empty() ? nullptr : below.back();
    if (app != nullptr) help += " " + app->get_name();
  }
  // CLI11 begins with the option's name: «--store is required», «--key: 1 required TEXT».
  const std::string what = error.what();
  const std::string word = what.substr(0, what.find_first_of(": "));
  const bool required = error.get_name() == "RequiredError";
  std::string text;
  if (word == "FILE" && required) {
    text = tr(lang, "не указан файл", "no file is named");
  } else if (!is_option_name(word)) {
    text = tr(lang, "команда вызвана неверно", "the command was called wrongly");
  } else if (required) {
    text = trf(lang, "нужен параметр {}", "the option {} is wanted", word);
  } else {
    text = trf(lang, "параметр {}: нужно ровно одно значение", "the option {} takes exactly one value", word);
  }
  return console.usage(fmt::format("{}; {}: {} --help", text, tr(lang, "справка", "help"), help));
}

// CLI11's headings are English words of its own.
std::string help_text(Lang lang, const CLI::App& root) {
  std::string text = root.help();
  if (lang == Lang::en) return text;
  for (const auto& [from, to] : {std::pair("Usage: ", "Вызов: "), std::pair("[OPTIONS]", "[ПАРАМЕТРЫ]"),
                                 std::pair("[SUBCOMMAND]", "КОМАНДА"), std::pair("Positionals:\n", "Файлы:\n"),
                                 std::pair("Options:\n", "Параметры:\n"), std::pair("Subcommands:\n", "Команды:\n")}) {
    const std::size_t at = text.find(from);
    if (at != std::string::npos) text.replace(at, std::string_view(from).size(), to);
  }
  return text;
}

int run(int argc, char** argv) {
  Console console;
  const auto lang = find_lang(argc, argv);
  if (!lang) return console.usage("--lang: ru, en");
  console.lang = *lang;
  if (const auto started = text::start(); !started) {
    console.complain(explain(Lang::en, started.error(), ""));
    return exit_failed;
  }

  CLI::App root(std::string(tr(*lang,
                               "kto («кто») — в какие персоны дневника может войти тот, за кого ручаются Госуслуги, "
                               "и если ни в какие, то почему и кто это исправит.",
                               "kto («who?»): which diary personas may this ESIA identity enter, and if none, why, and "
                               "who can mend it.")),
                "kto");
  const auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(34);
  formatter->label("REQUIRED", "");  // the descriptions say it, in the right language
  root.formatter(formatter);
  root.set_help_flag("-h,--help", std::string(tr(*lang, "эта справка", "this help")));
  root.footer(std::string(
      tr(*lang,
         "Справка и примеры команды: kto КОМАНДА --help\n"
         "Код выхода: 0 сделано, 1 сделано, но есть плохие строки, 2 неверный вызов, 3 отказала база или файл.",
         "Help and examples of a command: kto COMMAND --help\n"
         "Exit code: 0 done, 1 done with bad rows, 2 wrong usage, 3 the store or a file failed.")));
  root.allow_extras();
  root.require_subcommand(0, 1);
  std::string lang_word;
  root.add_option(
          "--lang", lang_word,
          std::string(tr(*lang, "язык текстов для людей: ru (если не сказано иное) или en; можно и после команды",
                         "language of texts for people: ru (the default) or en; also after the command")))
      ->type_name("ru|en");
  bool version = false;
  root.add_flag("--version", version, std::string(tr(*lang, "версия", "the version")));

  const Command commands[] = {name_command(root, *lang),    compare_command(root, *lang), snils_command(root, *lang),
                              key_command(root, *lang),     import_command(root, *lang),  resolve_command(root, *lang),
                              suggest_command(root, *lang), check_command(root, *lang)};
  int exit = exit_usage;
  try {
    root.parse(argc, argv);
    const auto left = root.remaining(true);
    const auto chosen = std::find_if(std::begin(commands), std::end(commands),
                                     [](const Command& command) { return command.app->parsed(); });
    if (version) {
      console.out.line(fmt::format("kto {}", kto::version()));
      exit = exit_done;
    } else if (chosen == std::end(commands)) {
      exit = console.usage(
          left.empty()
              ? tr(*lang, "нужна команда; справка: kto --help", "a command is wanted; help: kto --help")
              : tr(*lang, "такой команды нет; справка: kto --help", "there is no such command; help: kto --help"));
    } else if (!left.empty()) {
      const std::string word = left.front().substr(0, left.front().find('='));
      const std::string help = chosen->app->get_name();
      exit = is_option_name(word) ? console.usage(trf(*lang, "параметра {} здесь нет; справка: kto {} --help",
                                                      "there is no option {} here; help: kto {} --help", word, help))
                                  : console.usage(trf(*lang, "лишнее слово в вызове; справка: kto {} --help",
                                                      "there is a word too many; help: kto {} --help", help));
    } else {
      exit = chosen->run(console);
    }
  } catch (const CLI::CallForHelp&) {
    console.out.write(help_text(*lang, root));
    exit = exit_done;
  } catch (const CLI::ParseError& error) {
    exit = wrong_call(console, root, error);
  }
  if (console.out.flush()) return exit;
  // A reader that went away (head, a pager) wants no message.
  if (console.out.error() != EPIPE) {
    Error error{console.out.error() == ENOSPC ? Errc::disk_full : Errc::file_write};
    error.backend = console.out.error();
    console.complain(explain(*lang, error, tr(*lang, "стандартный вывод", "standard output")));
  }
  return exit_failed;
}

}  // namespace

int command(int argc, char** argv) {
  // A standard stream that is closed gets a stand-in that fails in its direction: the next file opened
  // would otherwise take its number, and be written to.
  for (const int fd : {0, 1, 2}) {
    if (::fcntl(fd, F_GETFD) == -1) [[maybe_unused]]
      const int stand_in = ::open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
  }
  // A closed pipe is then an error of write(), told by the exit code and not by a signal.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // likewise a file that outgrows `ulimit -f`
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    Console{}.complain("не хватило памяти / out of memory");
  } catch (const std::exception&) {
    // Its words may hold somebody's data: they stay here.
    Console{}.complain("внутренняя ошибка kto, сообщите о ней / a fault inside kto, please report it [internal]");
  }
  return exit_failed;
}

}  // namespace kto::cli
