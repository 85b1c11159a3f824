// Insurance numbers: a reading as a tuple (verdict, recovered, number, canonical, masked).
#include "binding.hpp"

namespace kto::python {

void bind_snils(py::module_& m) {
  m.def("read_snils", [](const py::object& cell, bool recover) -> py::tuple {
    const auto reading = Snils::read(text_in(cell, "snils"), recover ? Snils::Recovery::yes : Snils::Recovery::no);
    if (!reading.usable()) {
      return py::make_tuple(code_of(reading.verdict), reading.recovered, py::none(), py::none(), py::none());
    }
    return py::make_tuple(code_of(reading.verdict), reading.recovered, reading.number->number(),
                          text_out(reading.canonical()), text_out(reading.number->masked()));
  });
}

}  // namespace kto::python
