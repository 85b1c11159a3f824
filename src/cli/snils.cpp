// kto snils — cells from standard input, one a line → verdict and canonical form. A bad number is an
// answer, no fault of the call.
#include "kto/snils.hpp"

#include <memory>

#include "cli/commands.hpp"
#include "cli/explain.hpp"
#include "cli/lines.hpp"
#include "cli/table.hpp"
#include "text/json.hpp"

namespace kto::cli {

namespace {

std::string as_json(const LineReader::Line& line, const Snils::Reading& reading) {
  text::Json json;
  json.object().key("input");
  line.too_long || !Utf8::check(line.text) ? json.null() : json.string(line.text);
  json.member("verdict", name_of(reading.verdict)).member_or_null("canonical", reading.canonical());
  json.member("recovered", reading.recovered);
  if (line.too_long) json.error(Error{Errc::too_long, limits::request_bytes});
  return json.end_object().text();
}

int run(Console& console, bool json) {
  LineReader lines(0, limits::request_bytes);
  const Lang lang = console.lang;
  Table table({std::string(tr(lang, "Ячейка", "Cell")), std::string(tr(lang, "Номер", "Number")),
               std::string(tr(lang, "Оценка", "Verdict"))});
  bool bad = false;
  while (const auto line = lines.next()) {
    bad = bad || line->too_long;
    const Snils::Reading reading = line->too_long ? Snils::Reading{} : Snils::read(line->text, Snils::Recovery::yes);
    if (json) {
      console.out.line(as_json(*line, reading));
    } else {
      std::string verdict = said(lang, "snils", name_of(reading.verdict));
      if (reading.recovered) verdict += tr(lang, ", нули впереди восстановлены", ", leading zeros were put back");
      if (line->too_long) verdict += tr(lang, ", строка слишком длинная", ", the line is too long");
      table.row({printable(line->text), reading.canonical(), verdict});
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

Command snils_command(CLI::App& root, Lang lang) {
  auto json = std::make_shared<bool>(false);
  CLI::App* app = add_command(root, lang, "snils",
                              tr(lang, "Проверить СНИЛС: по одной ячейке в строке стандартного ввода",
                                 "Check insurance numbers, one cell a line of standard input"),
                              "  echo '112-233-445 95' | kto snils\n"
                              "  echo 8765430300 | kto snils --json\n");
  app->add_flag("--json", *json, std::string(tr(lang, "по объекту JSON на строку", "one JSON object a line")));
  return {app, [json](Console& console) { return run(console, *json); }};
}

}  // namespace kto::cli
