// The suite of kto/conformance.hpp, over an object of Python's.
#include "kto/conformance.hpp"

#include "source.hpp"

namespace kto::python {

namespace {

bool wanted(const py::dict& given, const char* name) { return py::cast<bool>(given[name]); }

// (rule, what) for every fault. An exception of the source's is raised: its traceback says more than the fault that
// the suite makes of the failed call.
py::list check(const py::object& source, const py::object& personas, const py::dict& given) {
  SourceCheck wish;
  std::vector<Persona> held;
  if (!personas.is_none()) {
    for (const auto persona : py::cast<py::list>(personas)) held.push_back(py::cast<const Persona&>(persona));
    wish.personas = held;
    wish.nobody = held.empty();
  }
  wish.number_text = wanted(given, "number_text");
  wish.logins = wanted(given, "logins");
  wish.guardians = wanted(given, "guardians");
  wish.consents = wanted(given, "consents");
  wish.classes = wanted(given, "classes");
  wish.unnumbered = wanted(given, "unnumbered");
  const bool ours = py::isinstance<StoreHandle>(source);
  const std::shared_ptr<Store> store = ours ? py::cast<const StoreHandle&>(source).share() : nullptr;
  PythonSource python(source);
  const auto faults = [&] {
    const py::gil_scoped_release released;
    return check_source(ours ? static_cast<const PersonaSource&>(*store) : python, wish);
  }();
  python.raise_again();
  py::list out;
  for (const ConformanceFault& fault : faults) out.append(py::make_tuple(text_out(fault.rule), text_out(fault.what)));
  return out;
}

py::list personas() {
  py::list out;
  for (const Persona& persona : conformance_personas()) out.append(py::cast(persona));
  return out;
}

py::list rules() {
  py::list out;
  for (const ConformanceRule& rule : conformance_rules()) {
    if (rule.seam == Seam::source) out.append(py::make_tuple(text_out(rule.name), text_out(rule.text)));
  }
  return out;
}

}  // namespace

void bind_conformance(py::module_& m) {
  m.def("check_source", &check);
  m.def("conformance_personas", &personas);
  m.def("conformance_roster", [] { return text_out(conformance_roster()); });
  m.def("conformance_rules", &rules);
}

}  // namespace kto::python
