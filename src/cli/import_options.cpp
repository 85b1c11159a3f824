#include "cli/import_options.hpp"

#include <algorithm>

#include "persona/cell_text.hpp"

namespace kto::cli {

namespace {

std::string all_fields() {
  std::string out;
#define X(name) out += fmt::format("{}{}", out.empty() ? "" : " ", name_of(RosterField::name));
  KTO_ROSTER_FIELDS(X)
#undef X
  return out;
}

// The word of an option among those it knows; told and nothing otherwise.
template <class T>
std::optional<T> choose(const Console& console, std::string_view option, std::string_view word,
                        std::initializer_list<std::pair<std::string_view, T>> known) {
  std::string words;
  for (const auto& [name, value] : known) {
    if (name == word) return value;
    words += fmt::format("{}{}", words.empty() ? "" : ", ", name);
  }
  console.complain(trf(console.lang, "{}: бывает {}", "{}: one of {}", option, words));
  return std::nullopt;
}

bool read_columns(const Console& console, const std::vector<std::string>& columns, RosterOptions& roster) {
  for (const std::string& column : columns) {
    const std::size_t equals = column.find('=');
    const auto field = roster_field_by_name(std::string_view(column).substr(0, equals));
    if (equals == std::string::npos || equals + 1 == column.size() || !field) {
      console.complain(trf(console.lang, "--column ПОЛЕ=ЗАГОЛОВОК или ПОЛЕ=НОМЕР; поля: {}",
                           "--column FIELD=HEADING or FIELD=NUMBER; the fields: {}", all_fields()));
      return false;
    }
    if (std::any_of(roster.mapping.begin(), roster.mapping.end(), [&](const auto& m) { return m.first == *field; })) {
      console.complain(trf(console.lang, "--column: поле {} названо дважды", "--column: the field {} is named twice",
                           name_of(*field)));
      return false;
    }
    roster.mapping.emplace_back(*field, column.substr(equals + 1));
  }
  return true;
}

}  // namespace

std::optional<Issuer> issuer_by_name(std::string_view name) {
  for (const Issuer issuer : {Issuer::production, Issuer::test_stand}) {
    if (name == name_of(issuer)) return issuer;
  }
  return std::nullopt;
}

void add_import_options(CLI::App& app, Lang lang, ImportArguments& a) {
  const auto say = [lang](std::string_view ru, std::string_view en) { return std::string(tr(lang, ru, en)); };
  add_store_options(app, lang, a.store);
  app.add_flag("--unsealed", a.unsealed,
               say("новую базу создать открытой, без ключа", "make a new store unsealed, without a key"));
  app.add_option(
         "--region", a.region,
         say("регион строк, две цифры; должен совпасть с файлом", "region of the rows; must agree with the file"))
      ->type_name("38");
  app.add_option("--organisation", a.organisation,
                 say("организация строк, если файл её не называет", "organisation of rows that name none"))
      ->type_name("X");
  app.add_flag("--full", a.full,
               say("файл полный: кого в нём нет, тот уходит в архив (нужна --organisation)",
                   "the file is complete: whom it lacks is archived (needs --organisation)"));
  app.add_flag("--yes", a.yes,
               say("разрешить --full архивировать больше 20 %, а при отклонённых строках — хоть кого-то",
                   "let --full archive more than 20 %, or anybody while rows are rejected"));
  app.add_flag("--dry-run", a.dry_run, say("прочесть и оценить, ничего не меняя", "read and judge, change nothing"));
  app.add_option("--match-by", a.match_by, say("id; number — для файлов без ID", "id; number for files without IDs"))
      ->type_name("id|number");
  app.add_flag("--require-consent", a.require_consent,
               say("отклонять строки без согласия на обработку", "reject rows without consent to processing"));
  app.add_option("--issuer", a.issuer, say("чьи личности принимает новая база", "whose identities a new store accepts"))
      ->type_name("production|test_stand");
  app.add_option("--encoding", a.encoding, say("кодировка (обычно находится сама)", "encoding (found by itself)"))
      ->type_name("utf-8|windows-1251|utf-16le|utf-16be");
  app.add_option("--separator", a.separator, say("разделитель (обычно находится сам)", "separator (found by itself)"))
      ->type_name("';'|','|tab");
  app.add_option("--format", a.format, say("вид файла (обычно находится сам)", "kind of file (found by itself)"))
      ->type_name("csv|jsonl");
  app.add_option("--column", a.columns,
                 say("столбец поля: по заголовку или номеру от 1; поля: ",
                     "column of a field, by heading or number from 1; fields: ") +
                     all_fields())
      ->type_name("FIELD=HEADING|N")
      ->take_all()
      ->allow_extra_args(false);
  app.add_flag("--json", a.json, say("по объекту JSON на строку", "one JSON object a line"));
  app.add_option("FILE", a.files, say("файлы; «-» — стандартный ввод", "files; '-' is standard input"))
      ->required()
      ->type_name("");
}

std::optional<ImportOptions> import_options(const Console& console, const ImportArguments& a) {
  const Lang lang = console.lang;
  const auto wrong = [&](std::string_view ru, std::string_view en) {
    console.complain(tr(lang, ru, en));
    return std::nullopt;
  };
  ImportOptions options;
  options.full = a.full;
  options.yes = a.yes;
  options.dry_run = a.dry_run;
  options.roster.require_consent = a.require_consent;

  if (a.unsealed && !a.store.key.empty()) {
    return wrong("--unsealed и --key вместе не бывают", "--unsealed and --key exclude each other");
  }
  if (!a.region.empty()) {
    const auto region = Region::parse(a.region);
    if (!region) return wrong("--region: нужен номер региона, две цифры", "--region: a region's number of two digits");
    options.roster.region = *region;
  }
  if (!a.organisation.empty()) {
    // Held to what a cell of a roster is held to, its blanks included.
    const bool utf8 = static_cast<bool>(Utf8::check(a.organisation));
    const std::string name = utf8 ? roster::collapse_blanks(a.organisation) : std::string();
    if (name.empty() || name.size() > limits::organisation_bytes || roster::has_forbidden(name)) {
      return wrong("--organisation: имя пусто, слишком длинное, с невидимыми знаками или не UTF-8",
                   "--organisation: empty, too long, with invisible characters, or not UTF-8");
    }
    options.roster.organisation = OrganisationId(name);
  }
  if (a.full && !options.roster.organisation) {
    return wrong("--full: назовите организацию: --organisation X", "--full: name the organisation: --organisation X");
  }
  if (a.yes && !a.full) return wrong("--yes нужен только вместе с --full", "--yes belongs to --full");

  const auto match =
      choose<MatchBy>(console, "--match-by", a.match_by, {{"id", MatchBy::id}, {"number", MatchBy::number}});
  if (!match) return std::nullopt;
  options.roster.match_by = *match;
  if (!a.format.empty()) {
    const auto format = choose<RosterFormat>(console, "--format", a.format,
                                             {{"csv", RosterFormat::csv}, {"jsonl", RosterFormat::json_lines}});
    if (!format) return std::nullopt;
    options.roster.format = *format;
  }
  if (!a.separator.empty()) {
    const auto separator =
        choose<char>(console, "--separator", a.separator, {{";", ';'}, {",", ','}, {"tab", '\t'}, {"\t", '\t'}});
    if (!separator) return std::nullopt;
    options.roster.separator = *separator;
  }
  if (!a.encoding.empty()) {
    options.roster.encoding = text::encoding_by_name(a.encoding);
    if (!options.roster.encoding) {
      return wrong("--encoding: бывает utf-8, windows-1251, utf-16le, utf-16be",
                   "--encoding: one of utf-8, windows-1251, utf-16le, utf-16be");
    }
  }
  if (!a.issuer.empty() && !issuer_by_name(a.issuer)) {
    return wrong("--issuer: бывает production, test_stand", "--issuer: one of production, test_stand");
  }
  if (!read_columns(console, a.columns, options.roster)) return std::nullopt;
  if (std::count(a.files.begin(), a.files.end(), "-") > 1) {
    return wrong("стандартный ввод «-» назван дважды", "standard input '-' is named twice");
  }
  return options;
}

}  // namespace kto::cli
