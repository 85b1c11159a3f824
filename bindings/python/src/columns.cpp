// Whole columns in one call: the cells are read under the GIL, the work is done without it.
#include "cells.hpp"

namespace kto::python {

namespace {

// Appends what `give` makes of each line; None where the name cannot be folded.
template <class Give>
py::list names(const py::object& lines, Give&& give) {
  const Cells cells = Cells::of(lines, "name", Take::text);
  Texts texts(cells.size());
  {
    const py::gil_scoped_release released;
    for (std::size_t row = 0; row < cells.size(); ++row) {
      if (cells.there(row) && give(cells.at(row), texts.text())) {
        texts.add();
      } else {
        texts.add_none();
      }
    }
  }
  return texts.out();
}

bool display_line(std::string_view line, std::string& out) {
  const auto fio = Fio::parse(line);
  if (fio) out += fio->display_line();
  return fio.has_value();
}

py::list codes_out(const std::vector<std::optional<int>>& codes) {
  py::list out(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    out[i] = codes[i] ? py::object(py::int_(*codes[i])) : py::object(py::none());
  }
  return out;
}

py::list compare_column(const py::object& a, const py::object& b) {
  const Cells first = Cells::of(a, "a", Take::text);
  const Cells second = Cells::of(b, "b", Take::text);
  if (first.size() != second.size()) raise(Errc::bad_argument, "b");
  std::vector<std::optional<int>> grades(first.size());
  {
    const py::gil_scoped_release released;
    for (std::size_t i = 0; i < grades.size(); ++i) {
      if (!first.there(i) || !second.there(i)) continue;
      const auto left = Fio::parse(first.at(i));
      const auto right = Fio::parse(second.at(i));
      grades[i] = code_of(left && right ? grade(*left, *right) : Grade::different);
    }
  }
  return codes_out(grades);
}

py::tuple snils_column(const py::object& cells, bool recover) {
  const Cells column = Cells::of(cells, "snils", Take::text);
  const auto recovery = recover ? Snils::Recovery::yes : Snils::Recovery::no;
  std::vector<std::optional<int>> verdicts(column.size());
  Texts canonical(column.size());
  {
    const py::gil_scoped_release released;
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (!column.there(row)) {
        canonical.add_none();
        continue;
      }
      const Snils::Reading reading = Snils::read(column.at(row), recovery);
      verdicts[row] = code_of(reading.verdict);
      if (reading.usable()) {
        canonical.add(reading.canonical());
      } else {
        canonical.add_none();
      }
    }
  }
  return py::make_tuple(codes_out(verdicts), canonical.out());
}

}  // namespace

void bind_columns(py::module_& m) {
  m.def("match_keys", [](const py::object& lines) {
    return names(lines, [](std::string_view line, std::string& out) { return match_key_of(line, out).has_value(); });
  });
  m.def("folded_lines", [](const py::object& lines) {
    return names(lines, [](std::string_view line, std::string& out) { return fold_line(line, out).has_value(); });
  });
  m.def("display_lines", [](const py::object& lines) { return names(lines, &display_line); });
  m.def("compare_columns", &compare_column);
  m.def("snils_column", &snils_column);
}

}  // namespace kto::python
