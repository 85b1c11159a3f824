#include "cli/store_access.hpp"

#include <cstdlib>

#include "cli/explain.hpp"

namespace kto::cli {

void add_store_options(CLI::App& app, Lang lang, StoreArguments& arguments) {
  app.add_option("--store", arguments.uri,
                 std::string(tr(lang, "обязательно; база: sqlite:ФАЙЛ (memory: живёт, пока работает команда)",
                                "required; the store: sqlite:FILE (memory: lives as long as the command)")))
      ->required()
      ->type_name("URI");
  app.add_option("--key", arguments.key,
                 std::string(tr(lang, "файл ключа базы; иначе переменная KTO_KEY_FILE",
                                "the key file of the store; else the variable KTO_KEY_FILE")))
      ->type_name("FILE");
}

Key read_key(const Console& console, const StoreArguments& arguments) {
  std::string path = arguments.key;
  if (path.empty()) {
    if (const char* variable = std::getenv("KTO_KEY_FILE"); variable != nullptr) path = variable;
  }
  if (path.empty() || in_memory(arguments)) return {};
  auto secret = read_key_file(path);
  if (!secret) {
    console.complain(explain(console.lang, secret.error(), path));
    return {std::nullopt, exit_failed};
  }
  if (key_file_is_open_to_others(path)) {
    console.complain(trf(console.lang, "внимание: файл ключа {0} могут читать другие; закройте его: chmod 600 {0}",
                         "warning: others may read the key file {0}; close it: chmod 600 {0}", printable(path, 400)));
  }
  return {*secret, exit_done};
}

int tell_open_error(const Console& console, const StoreArguments& arguments, const Error& error) {
  console.complain(explain(console.lang, error, arguments.uri));
  const bool no_such_uri = error.code == Errc::store_unknown || error.code == Errc::bad_argument;
  return no_such_uri ? exit_usage : exit_failed;
}

Opened open_for_reading(const Console& console, const StoreArguments& arguments) {
  OpenOptions options;
  if (in_memory(arguments)) {
    console.complain(tr(console.lang, "внимание: memory: пуста и живёт, только пока работает команда",
                        "warning: memory: is empty and lives only as long as the command"));
    options.mode = OpenMode::create_unsealed;
  } else {
    Key key = read_key(console, arguments);
    if (key.exit != exit_done) return {nullptr, key.exit};
    options.secret = key.secret;
    options.read_only = true;
  }
  auto store = open_store(arguments.uri, options);
  if (!store) return {nullptr, tell_open_error(console, arguments, store.error())};
  return {std::move(store).value(), exit_done};
}

}  // namespace kto::cli
