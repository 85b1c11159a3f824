// kto key create FILE — a new secret for a store.
#include <memory>

#include "cli/commands.hpp"
#include "cli/explain.hpp"
#include "kto/seal.hpp"

namespace kto::cli {

namespace {

int create(Console& console, const std::string& path) {
  const Lang lang = console.lang;
  if (path.empty()) return console.usage(tr(lang, "не указан файл ключа", "no key file is named"));
  if (const auto made = create_key_file(path, *sodium_provider()); !made) {
    console.complain(explain(lang, made.error(), path));
    return exit_failed;
  }
  console.out.line(trf(lang,
                       "Ключ создан: {}\nХраните его отдельно от базы и сделайте копию: без него базу не прочесть.",
                       "Key made: {}\nKeep it apart from the database, and a copy of it: without it the data is lost.",
                       printable(path, 400)));
  return exit_done;
}

}  // namespace

Command key_command(CLI::App& root, Lang lang) {
  auto path = std::make_shared<std::string>();
  const std::string_view example = "  kto key create school.kto-key\n";
  CLI::App* key =
      add_command(root, lang, "key", tr(lang, "Ключи, которыми закрыты базы", "Keys that seal stores"), example);
  CLI::App* make = add_command(*key, lang, "create",
                               tr(lang, "Создать файл ключа (только для владельца; существующий не перезаписывается)",
                                  "Make a key file (for its owner only; never overwrites)"),
                               example);
  make->add_option("FILE", *path, std::string(tr(lang, "новый файл ключа", "the new key file")))
      ->required()
      ->type_name("");
  return {key, [make, path, lang](Console& console) {
            if (make->parsed()) return create(console, *path);
            return console.usage(
                tr(lang, "нужно действие: kto key create ФАЙЛ", "an action is wanted: kto key create FILE"));
          }};
}

}  // namespace kto::cli
