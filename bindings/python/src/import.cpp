// The import: files, bytes or rows that Python makes, with callbacks, in one transaction.
#include <pybind11/stl.h>

#include <algorithm>

#include "carried.hpp"

namespace kto::python {

namespace {

// Leaves import_roster when a callback raised: its transaction then ends without a commit. Caught here.
struct Stopped {};

// Bytes that a Python iterator makes, piece by piece.
class Chunks {
 public:
  Chunks(py::handle iterator, Carried& carried) : iterator_(iterator), carried_(carried) {}

  Result<std::size_t> read(std::span<char> buffer) {
    if (used_ == text_.size()) {
      const bool more = carried_.run(false, [&] { return take(); });
      if (!more && !ended_) throw Stopped{};
      if (!more) return std::size_t{0};
    }
    const std::size_t n = std::min(buffer.size(), text_.size() - used_);
    std::copy_n(text_.data() + used_, n, buffer.data());
    used_ += n;
    return n;
  }

 private:
  // Under the GIL. False at the end.
  bool take() {
    used_ = 0;
    do {
      PyObject* next = PyIter_Next(iterator_.ptr());
      if (next == nullptr && PyErr_Occurred() != nullptr) throw py::error_already_set();
      ended_ = next == nullptr;
      text_ = ended_ ? std::string() : std::string(py::reinterpret_steal<py::bytes>(next));
    } while (text_.empty() && !ended_);
    return !ended_;
  }

  py::handle iterator_;
  Carried& carried_;
  std::string text_{};
  std::size_t used_ = 0;
  bool ended_ = false;
};

// («path», bytes), («bytes», bytes) or («chunks», iterator of bytes); what is borrowed lives as long as `files`.
std::vector<ByteSource> sources_in(const py::list& files, Carried& carried) {
  std::vector<ByteSource> sources;
  for (const auto file : files) {
    const auto pair = py::cast<py::tuple>(file);
    const auto kind = py::cast<std::string>(pair[0]);
    const py::object what = pair[1];
    if (kind == "chunks") {
      const auto chunks = std::make_shared<Chunks>(what, carried);
      sources.emplace_back([chunks](std::span<char> buffer) { return chunks->read(buffer); });
      continue;
    }
    const std::string_view bytes = text_in(what, "roster");
    if (kind == "bytes") {
      sources.push_back(bytes_of(bytes));
      continue;
    }
    if (bytes.find('\0') != std::string_view::npos) raise(Errc::bad_argument, "path");
    auto opened = [&] {
      const py::gil_scoped_release released;
      return bytes_of_file(std::string(bytes));
    }();
    sources.push_back(value_of(std::move(opened)));
  }
  return sources;
}

text::Encoding encoding_in(std::string_view name) {
  const auto encoding = text::encoding_by_name(name);
  if (!encoding) raise(Errc::bad_value, "encoding");
  return *encoding;
}

RosterOptions options_in(const py::dict& given) {
  const auto get = [&](const char* name) -> py::object { return given[name]; };
  RosterOptions options;
  options.format = static_cast<RosterFormat>(py::cast<int>(get("format")));
  if (!get("encoding").is_none()) options.encoding = encoding_in(text_in(get("encoding"), "encoding"));
  if (!get("separator").is_none()) {
    const std::string_view separator = text_in(get("separator"), "separator");
    if (separator != ";" && separator != "," && separator != "\t") raise(Errc::bad_value, "separator");
    options.separator = separator[0];
  }
  for (const auto& [field, heading] : py::cast<py::dict>(get("columns"))) {
    const auto known = roster_field_by_name(text_in(field, "columns"));
    if (!known) raise(Errc::unknown_field, "columns");
    options.mapping.emplace_back(*known, string_in(heading, "columns"));
  }
  options.region = maybe_region_in(get("region"));
  if (!get("organisation").is_none()) {
    options.organisation = OrganisationId(string_in(get("organisation"), "organisation"));
  }
  options.match_by = py::cast<bool>(get("match_by_number")) ? MatchBy::number : MatchBy::id;
  options.require_consent = py::cast<bool>(get("require_consent"));
  options.today = maybe_date_in(get("today"), "today");
  return options;
}

py::tuple shape_out(const RosterShape& shape) {
  const bool csv = shape.format != RosterFormat::json_lines;
  py::list fields;
  for (const RosterField field : shape.fields) fields.append(text_out(name_of(field)));
  return py::make_tuple(csv ? "csv" : "jsonl", text_out(text::name_of(shape.encoding)),
                        csv ? py::object(text_out({&shape.separator, 1})) : py::object(py::none()),
                        csv ? py::object(py::int_(shape.header_line)) : py::object(py::none()), py::tuple(fields),
                        shape.unknown_columns);
}

py::tuple report_out(const ImportReport& report) {
  py::list to_archive, new_ids, shapes;
  for (const PersonaKey& key : report.to_archive) to_archive.append(key_out(key));
  for (const auto& [line, key] : report.new_ids) new_ids.append(py::make_tuple(line, key_out(key)));
  for (const RosterShape& shape : report.shapes) shapes.append(shape_out(shape));
  return py::make_tuple(report.rows, report.inserted, report.updated, report.unchanged, report.repeated,
                        report.rejected, report.flagged, report.archived, report.would_archive, report.standing,
                        py::tuple(to_archive), py::tuple(new_ids), py::tuple(shapes));
}

ImportHandlers handlers_for(const py::object& on_issue, const py::object& progress, Carried& carried) {
  ImportHandlers handlers;
  if (!on_issue.is_none()) {
    handlers.issue = [&](std::size_t file, const RowIssue& issue) {
      const bool good = carried.run(false, [&] {
        on_issue(file, issue.line, issue.column, code_of(issue.code), text_out(issue.field), rejects(issue.code));
        return true;
      });
      if (!good) throw Stopped{};
    };
  }
  // Also without a callback: Ctrl-C is looked for here.
  handlers.progress = [&](std::size_t file, std::uint64_t bytes, std::uint64_t rows) {
    const int answer = carried.run(-1, [&] {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      return progress.is_none() || !progress(file, bytes, rows).is(py::bool_(false)) ? 1 : 0;
    });
    if (answer < 0) throw Stopped{};
    return answer == 1;
  };
  return handlers;
}

// Marks the thread as importing into the store while it lives. Made and ended under the GIL.
class Importing {
 public:
  explicit Importing(StoreHandle& handle) : handle_(handle) {
    // A callback that imports into the store it is called from would wait for itself.
    if (!handle_.importing.insert(std::this_thread::get_id()).second) raise(Errc::store_busy, "callback");
  }
  ~Importing() { handle_.importing.erase(std::this_thread::get_id()); }
  Importing(const Importing&) = delete;
  Importing& operator=(const Importing&) = delete;

 private:
  StoreHandle& handle_;
};

// (report, None), or what there is of the report and the exception that Python raises.
py::tuple run(StoreHandle& handle, const py::list& files, const py::dict& given, const py::object& on_issue,
              const py::object& progress) {
  const auto store = handle.share();
  const Importing importing(handle);
  Carried carried;
  ImportOptions options{options_in(given), py::cast<bool>(given["full"]), py::cast<bool>(given["dry_run"]),
                        py::cast<bool>(given["yes"])};
  const auto sources = sources_in(files, carried);
  const auto handlers = handlers_for(on_issue, progress, carried);
  ImportReport partial;
  auto report = [&]() -> Result<ImportReport> {
    const py::gil_scoped_release released;
    try {
      return import_roster(*store, sources, options, handlers, &partial);
    } catch (const Stopped&) {
      return fail(Errc::cancelled);
    }
  }();
  carried.raise_again();
  if (report) return py::make_tuple(report_out(*report), py::none());
  try {
    raise(report.error());
  } catch (py::error_already_set& error) {
    return py::make_tuple(report_out(partial), error.value());
  }
}

}  // namespace

void bind_import(py::module_& m) { m.def("import_roster", &run); }

}  // namespace kto::python
