#include "cli/import_report.hpp"

#include "kto/text.hpp"
#include "text/json.hpp"

namespace kto::cli {

namespace {

std::string_view format_name(RosterFormat format) { return format == RosterFormat::json_lines ? "jsonl" : "csv"; }

void write_key(text::Json& json, const PersonaKey& key) {
  json.member("region", key.region.str()).member("organisation", key.organisation.str()).member("id", key.id.str());
}

void write_shape(text::Json& json, std::string_view file, const RosterShape& shape) {
  const bool csv = shape.format != RosterFormat::json_lines;
  json.object().member("file", file).member("format", format_name(shape.format));
  json.member("encoding", text::name_of(shape.encoding)).key("separator");
  csv ? json.string(std::string_view(&shape.separator, 1)) : json.null();
  json.key("header_line");
  csv ? json.number(shape.header_line) : json.null();
  json.key("fields").array();
  for (const RosterField field : shape.fields) json.string(name_of(field));
  json.end_array().member("unknown_columns", static_cast<std::uint64_t>(shape.unknown_columns)).end_object();
}

std::string shape_for_people(Lang lang, std::string_view file, const RosterShape& shape) {
  if (shape.format == RosterFormat::json_lines) {
    return trf(lang, "{}: строки JSON, {}", "{}: JSON lines, {}", printable(file, 400), text::name_of(shape.encoding));
  }
  const std::string_view separator =
      shape.separator == '\t' ? std::string_view("TAB") : std::string_view(&shape.separator, 1);
  return trf(lang, "{}: CSV, {}, разделитель {}, заголовки в строке {}, столбцов узнано {}, не узнано {}",
             "{}: CSV, {}, separator {}, headings in line {}, columns known {}, unknown {}", printable(file, 400),
             text::name_of(shape.encoding), separator, shape.header_line, shape.fields.size(), shape.unknown_columns);
}

void print_json_summary(Console& console, const ImportFacts& facts, const ImportReport& report) {
  text::Json json;
  json.object().key("summary").object();
  json.member("rows", report.rows).member("inserted", report.inserted).member("updated", report.updated);
  json.member("unchanged", report.unchanged).member("repeated", report.repeated);
  json.member("rejected", report.rejected).member("flagged", report.flagged).member("archived", report.archived);
  json.member("would_archive", report.would_archive).member("standing", report.standing);
  json.member("dry_run", facts.dry_run).member("store_made", facts.store_made).member("sealed", facts.sealed);
  json.key("files").array();
  for (std::size_t i = 0; i < report.shapes.size() && i < facts.files.size(); ++i) {
    write_shape(json, facts.files[i], report.shapes[i]);
  }
  console.out.line(json.end_array().end_object().end_object().text());
}

}  // namespace

std::string issue_as_json(Lang lang, std::string_view file, const RowIssue& issue) {
  text::Json json;
  json.object().member("file", file).member("line", issue.line).key("column");
  issue.column == 0 ? json.null() : json.number(static_cast<std::uint64_t>(issue.column));
  json.member("code", name_of(issue.code)).member_or_null("field", issue.field).member("rejected", rejects(issue.code));
  return json.member("text", said(lang, "row", name_of(issue.code))).end_object().text();
}

std::string issue_for_people(Lang lang, std::string_view file, const RowIssue& issue) {
  return fmt::format("{}:{}:{} {} {}", printable(file, 400), issue.line, issue.column, name_of(issue.code),
                     said(lang, "row", name_of(issue.code)));
}

void print_preview(Console& console, const ImportFacts& facts, const ImportReport& report) {
  for (const PersonaKey& key : report.to_archive) {
    if (facts.json) {
      text::Json json;
      json.object().key("archive").object();
      write_key(json, key);
      console.out.line(json.end_object().end_object().text());
    } else {
      console.out.line(trf(console.lang, "в архив: {}", "to archive: {}", printable(key.id.str())));
    }
  }
}

void print_summary(Console& console, const ImportFacts& facts, const ImportReport& report) {
  const Lang lang = console.lang;
  for (const auto& [line, key] : report.new_ids) {
    if (facts.json) {
      text::Json json;
      json.object().key("new_id").object().member("line", line);
      write_key(json, key);
      console.out.line(json.end_object().end_object().text());
    } else {
      console.out.line(trf(lang, "строка {}: дан id {}", "line {}: id {} was given", line, printable(key.id.str())));
    }
  }
  if (facts.json) return print_json_summary(console, facts, report);
  for (std::size_t i = 0; i < report.shapes.size() && i < facts.files.size(); ++i) {
    console.out.line(shape_for_people(lang, facts.files[i], report.shapes[i]));
  }
  const auto count = [&](std::string_view ru, std::string_view en, std::uint64_t value) {
    console.out.line(fmt::format("  {} {}", tr(lang, ru, en), value));
  };
  if (facts.store_made) {
    console.out.line(trf(lang, "Создана база ({}): {}", "Store made ({}): {}",
                         facts.sealed ? tr(lang, "закрыта ключом", "sealed") : tr(lang, "открыта", "unsealed"),
                         printable(facts.store, 400)));
  }
  console.out.line(facts.dry_run ? tr(lang, "Пробный прогон, ничего не записано:", "A dry run, nothing was written:")
                                 : tr(lang, "Загружено:", "Imported:"));
  count("строк прочитано        ", "rows read              ", report.rows);
  count("  добавлено            ", "  inserted             ", report.inserted);
  count("  изменено             ", "  updated              ", report.updated);
  count("  без изменений        ", "  unchanged            ", report.unchanged);
  count("  повторов             ", "  repeated             ", report.repeated);
  count("  отклонено            ", "  rejected             ", report.rejected);
  count("принято с замечаниями  ", "kept with remarks      ", report.flagged);
  if (facts.full) count("ушло в архив           ", "archived               ", report.archived);
}

}  // namespace kto::cli
