// Full names: parse, fold, show, compare.
#include "binding.hpp"

namespace kto::python {

namespace {

py::tuple parts_out(const NameParts& parts) {
  return py::make_tuple(text_out(parts.surname), text_out(parts.given), text_out(parts.patronymic));
}

py::tuple notes_out(const std::vector<Note>& notes) {
  py::tuple out(notes.size());
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const Note& note = notes[i];
    out[i] = py::make_tuple(code_of(note.part), code_of(note.rule), note.position, note.byte, text_out(note.before),
                            text_out(note.after));
  }
  return out;
}

py::tuple comparison_out(const Comparison& comparison) {
  py::tuple differences(comparison.differences.size());
  for (std::size_t i = 0; i < comparison.differences.size(); ++i) {
    const Difference& one = comparison.differences[i];
    differences[i] =
        py::make_tuple(code_of(one.part), code_of(one.rule), one.position, text_out(one.a), text_out(one.b));
  }
  return py::make_tuple(code_of(comparison.grade), differences);
}

Name parse(const py::object& line) {
  std::string text = string_in(line, "name");
  Fio fio = value_of(Fio::parse(text));
  return {std::move(fio), true, NameParts{std::move(text), {}, {}}};
}

py::tuple input_of(const Name& name) {
  if (name.from_line) return py::make_tuple(text_out(name.input.surname));
  return parts_out(name.input);
}

}  // namespace

Name name_from_parts(std::string surname, std::string given, std::string patronymic) {
  Fio fio = value_of(Fio::from_parts(surname, given, patronymic));
  return {std::move(fio), false, NameParts{std::move(surname), std::move(given), std::move(patronymic)}};
}

Name name_of_fio(const Fio& fio) { return {fio, false, fio.parts()}; }

void bind_fio(py::module_& m) {
  py::class_<Name>(m, "Fio")
      .def_static("parse", &parse)
      .def_static("from_parts",
                  [](const py::object& surname, const py::object& given, const py::object& patronymic) {
                    return name_from_parts(string_in(surname, "surname"), string_in(given, "given"),
                                           string_in(patronymic, "patronymic"));
                  })
      .def("input", &input_of)
      .def("parts", [](const Name& name) { return parts_out(name.fio.parts()); })
      .def("folded", [](const Name& name) { return parts_out(name.fio.folded()); })
      .def("display_parts", [](const Name& name) { return parts_out(name.fio.display()); })
      .def("display", [](const Name& name) { return text_out(name.fio.display_line()); })
      .def("notes", [](const Name& name) { return notes_out(name.fio.notes()); })
      .def("order_certain", [](const Name& name) { return name.fio.order_certain(); })
      .def("match_key", [](const Name& name) { return text_out(name.fio.match_key()); })
      .def("equal_key", [](const Name& name) { return text_out(name.fio.equal_key()); })
      .def("compare", [](const Name& a, const Name& b) { return comparison_out(compare(a.fio, b.fio)); })
      .def("grade", [](const Name& a, const Name& b) { return code_of(grade(a.fio, b.fio)); });
  m.def("compare_lines", [](const py::object& a, const py::object& b) {
    const std::string_view line_a = text_in(a, "a");
    const std::string_view line_b = text_in(b, "b");
    return comparison_out(compare(line_a, line_b));
  });
}

}  // namespace kto::python
