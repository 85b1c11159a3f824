#include <array>

#include "callbacks.hpp"
#include "store.hpp"
#include "struct_size.hpp"

using namespace kto;
using namespace kto::c;

KTO_FIRST_MEMBERS(kto_import_options, yes);
KTO_FIRST_MEMBERS(kto_import_handlers, new_id);
KTO_FIRST_MEMBERS(kto_import_report, standing);

static_assert(static_cast<int>(RosterFormat::csv) == KTO_ROSTER_CSV &&
              static_cast<int>(RosterFormat::json_lines) == KTO_ROSTER_JSON_LINES);
static_assert(static_cast<int>(MatchBy::id) == KTO_MATCH_BY_ID &&
              static_cast<int>(MatchBy::number) == KTO_MATCH_BY_NUMBER);

namespace {

constexpr std::size_t most_files = 65536;

Result<void> read_mapping(const kto_import_options& given, RosterOptions& roster) {
  KTO_TRY(need_items(given.columns, given.column_count, "columns"));
  if (given.column_count > limits::columns) return fail(Errc::too_many, "columns");
  for (std::size_t i = 0; i < given.column_count; ++i) {
    const auto name = text_in(given.columns[i].field, "columns", limits::cell_bytes);
    if (!name) return fail(name.error());
    const auto field = roster_field_by_name(*name);
    if (!field) return bad_argument("columns");
    const auto heading = utf8_in(given.columns[i].heading, "columns", limits::cell_bytes);
    if (!heading) return fail(heading.error());
    roster.mapping.emplace_back(*field, std::string(*heading));
  }
  return {};
}

Result<void> read_texts(const kto_import_options& given, RosterOptions& roster) {
  const auto encoding = text_in(given.encoding, "encoding", SIZE_MAX);
  if (!encoding) return fail(encoding.error());
  if (!encoding->empty()) {
    roster.encoding = text::encoding_by_name(*encoding);
    if (!roster.encoding) return bad_argument("encoding");
  }
  const auto separator = text_in(given.separator, "separator", SIZE_MAX);
  if (!separator) return fail(separator.error());
  if (!separator->empty()) {
    if (*separator != ";" && *separator != "," && *separator != "\t") return bad_argument("separator");
    roster.separator = separator->front();
  }
  const auto organisation = utf8_in(given.organisation, "organisation", limits::organisation_bytes);
  if (!organisation) return fail(organisation.error());
  if (!organisation->empty()) roster.organisation = OrganisationId(std::string(*organisation));
  return {};
}

Result<void> read_flag(std::int32_t flag, const char* field, bool& into) {
  const auto read = flag_in(flag, field);
  if (!read) return fail(read.error());
  into = *read;
  return {};
}

Result<ImportOptions> options_in(const kto_import_options* options) {
  ImportOptions out;
  if (options == nullptr) return out;
  const auto given = read_struct(options);
  if (!given) return fail(given.error());
  KTO_TRY(read_texts(*given, out.roster));
  KTO_TRY(read_mapping(*given, out.roster));
  const auto today = date_in(given->today, "today");
  if (!today) return fail(today.error());
  out.roster.today = *today;
  if (given->format < 0 || given->format > KTO_ROSTER_JSON_LINES) return bad_argument("format");
  out.roster.format = static_cast<RosterFormat>(given->format);
  const auto region = region_in(given->region, "region");
  if (!region) return fail(region.error());
  out.roster.region = *region;
  if (given->match_by < 0 || given->match_by > KTO_MATCH_BY_NUMBER) return bad_argument("match_by");
  out.roster.match_by = static_cast<MatchBy>(given->match_by);
  KTO_TRY(read_flag(given->require_consent, "require_consent", out.roster.require_consent));
  KTO_TRY(read_flag(given->full, "full", out.full));
  KTO_TRY(read_flag(given->dry_run, "dry_run", out.dry_run));
  KTO_TRY(read_flag(given->yes, "yes", out.yes));
  return out;
}

kto_import_report report_out(const ImportReport& report) noexcept {
  return {0,
          report.rows,
          report.inserted,
          report.updated,
          report.unchanged,
          report.repeated,
          report.rejected,
          report.flagged,
          report.archived,
          report.would_archive,
          report.standing};
}

// The caller's callbacks. The first that stops or throws is the last that is called.
class Listener {
 public:
  explicit Listener(const kto_import_handlers& handlers) : handlers_(handlers) {}

  void issue(std::size_t file, const RowIssue& issue) {
    if (handlers_.issue == nullptr) return;
    const auto field = roster_field_by_name(issue.field);
    const kto_row_issue told{sizeof(kto_row_issue),
                             file,
                             issue.line,
                             issue.column,
                             static_cast<std::int32_t>(issue.code),
                             rejects(issue.code) ? 1 : 0,
                             0,
                             field ? text_out(name_of(*field)) : kto_text{}};
    ask([&] { return handlers_.issue(handlers_.self, &told); });
  }

  bool progress(std::uint64_t bytes, std::uint64_t rows) {
    if (handlers_.progress != nullptr) ask([&] { return handlers_.progress(handlers_.self, bytes, rows); });
    return goes_on();
  }

  bool ready(const ImportReport& report) {
    told_ready_ = true;
    if (handlers_.archived != nullptr) {
      for (const PersonaKey& key : report.to_archive) {
        const kto_persona_key told = key_out(key);
        ask([&] { return handlers_.archived(handlers_.self, &told); });
      }
    }
    if (handlers_.new_id != nullptr) {
      for (const auto& [line, key] : report.new_ids) {
        const kto_persona_key told = key_out(key);
        ask([&, at = line] { return handlers_.new_id(handlers_.self, at, &told); });
      }
    }
    return goes_on();
  }

  bool goes_on() const noexcept { return !stopped_; }
  bool told_ready() const noexcept { return told_ready_; }
  const std::optional<Errc>& stopped() const noexcept { return stopped_; }

 private:
  template <class Function>
  void ask(const Function& function) {
    if (stopped_) return;
    const auto answer = call(function);
    if (!answer) {
      stopped_ = callback_wrong;
    } else if (*answer != 0) {
      stopped_ = Errc::cancelled;
    }
  }

  kto_import_handlers handlers_;
  std::optional<Errc> stopped_{};
  bool told_ready_ = false;
};

using OpenFile = Result<ByteSource> (*)(kto_text file);

Result<ByteSource> in_memory(kto_text file) {
  const auto bytes = text_in(file, "files", SIZE_MAX);
  if (!bytes) return fail(bytes.error());
  return bytes_of(*bytes);
}

Result<ByteSource> by_path(kto_text file) {
  const auto path = path_in(file, "paths");
  if (!path) return fail(path.error());
  return bytes_of_file(*path);
}

Result<void> import(kto_store* store, const kto_text* files, std::size_t count, OpenFile open,
                    const kto_import_options* options, const kto_import_handlers* handlers, kto_import_report* out) {
  KTO_TRY(need_handle(store, "store"));
  KTO_TRY(need_items(files, count, "files"));
  if (count > most_files) return fail(Errc::too_many, "files");
  if (out != nullptr) KTO_TRY(check_out(out));
  const auto how = options_in(options);
  if (!how) return fail(how.error());
  const auto whom = handlers == nullptr ? Result<kto_import_handlers>(kto_import_handlers{}) : read_struct(handlers);
  if (!whom) return fail(whom.error());
  KTO_TRY(check_owner(store->source.owner));
  std::vector<ByteSource> sources;
  for (std::size_t i = 0; i < count; ++i) {
    auto source = open(files[i]);
    if (!source) return fail(source.error());
    sources.push_back(std::move(*source));
  }

  Listener listener(*whom);
  ImportHandlers told;
  told.issue = [&](std::size_t file, const RowIssue& issue) { listener.issue(file, issue); };
  told.progress = [&](std::size_t, std::uint64_t bytes, std::uint64_t rows) { return listener.progress(bytes, rows); };
  told.ready = [&](const ImportReport& report) { return listener.ready(report); };
  ImportReport report;
  const auto done = import_roster(*store->store, sources, *how, told, &report);
  const bool asks = !done && done.error().code == Errc::needs_confirmation;
  if (asks && !listener.told_ready()) listener.ready(report);
  if (listener.stopped()) return fail(*listener.stopped());
  if ((done || asks) && out != nullptr) write_struct(out, report_out(report));
  if (!done) return fail(done.error());
  return {};
}

}  // namespace

kto_status kto_store_import_text(kto_store* store, const kto_text* files, std::size_t count,
                                 const kto_import_options* options, const kto_import_handlers* handlers,
                                 kto_import_report* out, kto_error** err) noexcept {
  return guard(err, [&] { return import(store, files, count, in_memory, options, handlers, out); });
}

kto_status kto_store_import_files(kto_store* store, const kto_text* paths, std::size_t count,
                                  const kto_import_options* options, const kto_import_handlers* handlers,
                                  kto_import_report* out, kto_error** err) noexcept {
  return guard(err, [&] { return import(store, paths, count, by_path, options, handlers, out); });
}
