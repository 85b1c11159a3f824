// kto name — names from standard input, one a line → the match form and what folding changed.
#include <memory>

#include "cli/commands.hpp"
#include "cli/explain.hpp"
#include "cli/lines.hpp"
#include "cli/table.hpp"
#include "kto/fio.hpp"
#include "kto/text.hpp"
#include "text/json.hpp"

namespace kto::cli {

namespace {

void write_parts(text::Json& json, const NameParts& parts) {
  json.member("surname", parts.surname).member("given", parts.given).member("patronymic", parts.patronymic);
}

std::string as_json(std::string_view input, const Fio& name) {
  text::Json json;
  json.object().member("input", input);
  write_parts(json, name.parts());
  json.key("folded").object();
  write_parts(json, name.folded());
  json.end_object().member("display", name.display_line()).member("order_certain", name.order_certain());
  json.key("notes").array();
  for (const Note& note : name.notes()) {
    json.object().member("part", name_of(note.part)).member("rule", name_of(note.rule));
    json.member("code", static_cast<std::int32_t>(note.rule)).member("position", note.position);
    json.member("byte", note.byte).member("before", note.before).member("after", note.after).end_object();
  }
  return json.end_array().end_object().text();
}

// «фамилия, 7: «ё» и «е» (ё → е)». Letter case changes in every name and tells people nothing.
std::string notes_for_people(Lang lang, const std::vector<Note>& notes) {
  std::string out;
  for (const Note& note : notes) {
    if (note.rule == NameRule::letter_case) continue;
    out += fmt::format("{}{}, {}: {} ({} → {})", out.empty() ? "" : "; ", said(lang, "part", name_of(note.part)),
                       note.position + 1, said(lang, "rule", name_of(note.rule)), printable(note.before, 20),
                       printable(note.after, 20));
  }
  return out;
}

int run(Console& console, bool json) {
  LineReader lines(0, limits::request_bytes);
  const Lang lang = console.lang;
  Table table({std::string(tr(lang, "Фамилия", "Surname")), std::string(tr(lang, "Имя", "Given name")),
               std::string(tr(lang, "Отчество", "Patronymic")), std::string(tr(lang, "Для сверки", "Match form")),
               std::string(tr(lang, "Что изменено", "What was changed"))});
  bool bad = false;
  while (const auto line = lines.next()) {
    const auto name = line->too_long ? Result<Fio>(fail(Errc::too_long)) : Fio::parse(line->text);
    if (!name) bad = true;
    if (json && name) {
      console.out.line(as_json(line->text, *name));
    } else if (json) {
      text::Json broken;
      broken.object().key("input");
      line->too_long || !Utf8::check(line->text) ? broken.null() : broken.string(line->text);
      console.out.line(broken.error(name.error()).end_object().text());
    } else if (name) {
      const NameParts shown = name->display();
      const NameParts& folded = name->folded();
      table.row({printable(shown.surname), printable(shown.given), printable(shown.patronymic),
                 printable(fmt::format("{} {} {}", folded.surname, folded.given, folded.patronymic), 120),
                 notes_for_people(lang, name->notes())});
    } else {
      table.row({"", "", "", "", place_and_fault(lang, name.error(), trf(lang, "строка {}", "line {}", line->number))});
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

Command name_command(CLI::App& root, Lang lang) {
  auto json = std::make_shared<bool>(false);
  CLI::App* app = add_command(root, lang, "name",
                              tr(lang, "Разобрать ФИО: по одному в строке стандартного ввода",
                                 "Read full names, one a line of standard input, and fold them"),
                              "  echo 'Соловьёв Пётр Семёнович' | kto name\n"
                              "  echo 'Алиев Рашад Вагиф-оглы' | kto name --json\n");
  app->add_flag("--json", *json, std::string(tr(lang, "по объекту JSON на строку", "one JSON object a line")));
  return {app, [json](Console& console) { return run(console, *json); }};
}

}  // namespace kto::cli
