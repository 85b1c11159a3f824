// The module _kto. Not for users: the package kto is.
#include "binding.hpp"

PYBIND11_MODULE(_kto, m) {
  pybind11::options options;
  options.disable_function_signatures();
  kto::python::need(kto::text::start());
  kto::python::bind_tables(m);
  kto::python::bind_fio(m);
  kto::python::bind_snils(m);
  kto::python::bind_identity(m);
  kto::python::bind_rules(m);
  kto::python::bind_persona(m);
  kto::python::bind_store(m);
  kto::python::bind_import(m);
  kto::python::bind_outcome(m);
  kto::python::bind_resolve(m);
  kto::python::bind_columns(m);
  kto::python::bind_normalize(m);
  kto::python::bind_resolve_table(m);
  kto::python::bind_conformance(m);
  kto::python::bind_command(m);
}
