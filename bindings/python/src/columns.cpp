// Whole columns in one call: the text is borrowed under the GIL, the work is done without it.
#include <pybind11/stl.h>

#include "binding.hpp"

namespace kto::python {

namespace {

// A cell that is None stays None. `keeper` holds the strings while they are borrowed: a list may change.
struct Column {
  py::tuple keeper;
  std::vector<std::optional<std::string_view>> cells{};
};

Column column_in(const py::object& values, const char* field) {
  Column column{py::tuple(values)};
  column.cells.reserve(column.keeper.size());
  for (const auto value : column.keeper) {
    column.cells.push_back(value.is_none() ? std::nullopt : std::optional(text_in(value, field)));
  }
  return column;
}

template <class F>
auto work(const Column& column, F&& one) {
  using Out = decltype(one(std::string_view()));
  const py::gil_scoped_release released;
  std::vector<Out> out;
  out.reserve(column.cells.size());
  for (const auto& cell : column.cells) out.push_back(cell ? one(*cell) : Out());
  return out;
}

py::list texts_out(const std::vector<std::optional<std::string>>& texts) {
  py::list out(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    out[i] = texts[i] ? py::object(text_out(*texts[i])) : py::object(py::none());
  }
  return out;
}

using Made = std::optional<std::string>;

// One of the texts that a name gives; None where it cannot be folded.
template <class F>
py::list names(const py::object& lines, F&& give) {
  const Column column = column_in(lines, "name");
  return texts_out(work(column, [&](std::string_view line) -> Made {
    const auto fio = Fio::parse(line);
    return fio ? Made(give(*fio)) : std::nullopt;
  }));
}

py::list compare_column(const py::object& a, const py::object& b) {
  const Column first = column_in(a, "a");
  const Column second = column_in(b, "b");
  if (first.cells.size() != second.cells.size()) raise(Errc::bad_argument, "b");
  std::vector<std::optional<int>> grades(first.cells.size());
  {
    const py::gil_scoped_release released;
    for (std::size_t i = 0; i < grades.size(); ++i) {
      if (!first.cells[i] || !second.cells[i]) continue;
      const auto left = Fio::parse(*first.cells[i]);
      const auto right = Fio::parse(*second.cells[i]);
      grades[i] = code_of(left && right ? grade(*left, *right) : Grade::different);
    }
  }
  py::list out(grades.size());
  for (std::size_t i = 0; i < grades.size(); ++i) {
    out[i] = grades[i] ? py::object(py::int_(*grades[i])) : py::object(py::none());
  }
  return out;
}

py::tuple snils_column(const py::object& cells, bool recover) {
  const Column column = column_in(cells, "snils");
  const auto recovery = recover ? Snils::Recovery::yes : Snils::Recovery::no;
  const auto readings = work(column, [&](std::string_view cell) { return Snils::read(cell, recovery); });
  py::list verdicts(readings.size());
  py::list canonical(readings.size());
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const bool there = column.cells[i].has_value();
    verdicts[i] = there ? py::object(py::int_(code_of(readings[i].verdict))) : py::object(py::none());
    canonical[i] = readings[i].usable() ? py::object(text_out(readings[i].canonical())) : py::object(py::none());
  }
  return py::make_tuple(verdicts, canonical);
}

}  // namespace

void bind_columns(py::module_& m) {
  m.def("match_keys",
        [](const py::object& lines) { return names(lines, [](const Fio& fio) { return fio.match_key(); }); });
  m.def("folded_lines", [](const py::object& lines) {
    return names(lines, [](const Fio& fio) {
      std::string line;
      for (const std::string* part : {&fio.folded().surname, &fio.folded().given, &fio.folded().patronymic}) {
        if (part->empty()) continue;
        if (!line.empty()) line += ' ';
        line += *part;
      }
      return line;
    });
  });
  m.def("display_lines",
        [](const py::object& lines) { return names(lines, [](const Fio& fio) { return fio.display_line(); }); });
  m.def("compare_columns", &compare_column);
  m.def("snils_column", &snils_column);
}

}  // namespace kto::python
