// kto compare — two names a line, separated by one TAB → grade and differences.
#include <memory>

#include "cli/commands.hpp"
#include "cli/explain.hpp"
#include "cli/lines.hpp"
#include "cli/table.hpp"
#include "kto/fio.hpp"
#include "text/json.hpp"

namespace kto::cli {

namespace {

struct Pair {
  std::string_view a{};
  std::string_view b{};
  std::optional<Error> error{};  // the line is no pair; a and b are then empty
};

Pair split(const LineReader::Line& line) {
  if (line.too_long) return {{}, {}, Error{Errc::too_long, limits::request_bytes}};
  const std::size_t tab = line.text.find('\t');
  if (tab == std::string_view::npos) return {{}, {}, Error{Errc::bad_value, line.text.size()}};
  const std::size_t second = line.text.find('\t', tab + 1);
  if (second != std::string_view::npos) return {{}, {}, Error{Errc::bad_value, second}};
  // Broken text is `different` from everything, as any name that cannot be folded; the line is
  // reported as bad all the same, since its words cannot be repeated.
  const auto checked = Utf8::check(line.text);
  return {line.text.substr(0, tab), line.text.substr(tab + 1),
          checked ? std::nullopt : std::optional<Error>(checked.error())};
}

void write_name(text::Json& json, std::string_view key, std::string_view name) {
  json.key(key);
  Utf8::check(name) ? json.string(name) : json.null();
}

std::string as_json(const Pair& pair, const std::optional<Comparison>& comparison) {
  text::Json json;
  json.object();
  if (comparison) {
    write_name(json, "a", pair.a);
    write_name(json, "b", pair.b);
    json.member("grade", name_of(comparison->grade)).member("code", static_cast<std::int32_t>(comparison->grade));
    json.key("differences").array();
    for (const Difference& difference : comparison->differences) {
      json.object().member("part", name_of(difference.part)).member("rule", name_of(difference.rule));
      json.member("code", static_cast<std::int32_t>(difference.rule)).member("position", difference.position);
      json.member("a", difference.a).member("b", difference.b).end_object();
    }
    json.end_array();
  } else {
    json.key("a").null().key("b").null();
  }
  if (pair.error) json.error(*pair.error);
  return json.end_object().text();
}

// «фамилия, 7: «ё» и «е» («ё» / «е»)».
std::string differences_for_people(Lang lang, const std::vector<Difference>& differences) {
  std::string out;
  for (const Difference& difference : differences) {
    out += fmt::format("{}{}, {}: {} ({} / {})", out.empty() ? "" : "; ", said(lang, "part", name_of(difference.part)),
                       difference.position + 1, said(lang, "rule", name_of(difference.rule)),
                       printable(difference.a, 20), printable(difference.b, 20));
  }
  return out;
}

int run(Console& console, bool json) {
  LineReader lines(0, limits::request_bytes);
  const Lang lang = console.lang;
  Table table({std::string(tr(lang, "Первое", "First")), std::string(tr(lang, "Второе", "Second")),
               std::string(tr(lang, "Оценка", "Grade")), std::string(tr(lang, "Различия", "Differences"))});
  bool bad = false;
  while (const auto line = lines.next()) {
    const Pair pair = split(*line);
    bad = bad || pair.error;
    std::optional<Comparison> comparison;
    if (!pair.error || pair.error->code == Errc::bad_utf8) comparison = compare(pair.a, pair.b);
    if (json) {
      console.out.line(as_json(pair, comparison));
    } else if (!pair.error) {
      table.row({printable(pair.a), printable(pair.b), said(lang, "grade", name_of(comparison->grade)),
                 differences_for_people(lang, comparison->differences)});
    } else {
      const auto place =
          trf(lang, "строка {}: нужны два ФИО через TAB", "line {}: two names and a TAB are wanted", line->number);
      table.row({"", "", "", place_and_fault(lang, *pair.error, place)});
    }
    if (!lines.ready() || table.waiting() >= 256) {
      if (!json) table.print(console.out);
      console.out.flush();
    }
    if (console.out.failed()) return exit_failed;
  }
  if (!json) table.print(console.out);
  if (lines.error()) {
    console.complain(explain(lang, *lines.error(), tr(lang, "стандартный ввод", "standard input")));
    return exit_failed;
  }
  return bad ? exit_bad_rows : exit_done;
}

}  // namespace

Command compare_command(CLI::App& root, Lang lang) {
  auto json = std::make_shared<bool>(false);
  CLI::App* app = add_command(root, lang, "compare",
                              tr(lang, "Сравнить по два ФИО в строке, между ними TAB",
                                 "Compare two names a line of standard input, a TAB between them"),
                              "  printf 'Соловьёв Пётр\\tСоловьев Петр\\n' | kto compare\n"
                              "  printf 'Ким Алексей\\tПак Алексей\\n' | kto compare --json\n");
  app->add_flag("--json", *json, std::string(tr(lang, "по объекту JSON на строку", "one JSON object a line")));
  return {app, [json](Console& console) { return run(console, *json); }};
}

}  // namespace kto::cli
