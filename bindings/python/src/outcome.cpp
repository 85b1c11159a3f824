// Answers: opaque, with both faces, comparable, and as a tuple for a pickle.
#include <algorithm>

#include "binding.hpp"
#include "cli/outcome_print.hpp"

namespace kto::python {

namespace {

py::tuple keys_out(const std::vector<PersonaKey>& keys) {
  py::tuple out(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) out[i] = key_out(keys[i]);
  return out;
}

py::tuple personas_out(const Outcome& outcome) {
  py::tuple out(outcome.personas.size());
  for (std::size_t i = 0; i < outcome.personas.size(); ++i) {
    const EnterablePersona& persona = outcome.personas[i];
    py::tuple roles(persona.roles.size());
    for (std::size_t r = 0; r < persona.roles.size(); ++r) roles[r] = code_of(persona.roles[r]);
    out[i] = py::make_tuple(key_out(persona.key), roles, text_out(persona.klass), persona.linked);
  }
  return out;
}

py::tuple findings_out(const Outcome& outcome) {
  py::tuple out(outcome.findings.size());
  for (std::size_t i = 0; i < outcome.findings.size(); ++i) {
    const Finding& finding = outcome.findings[i];
    out[i] = py::make_tuple(code_of(finding.reason), keys_out(finding.personas));
  }
  return out;
}

py::tuple repairs_out(const Outcome& outcome) {
  py::list out;
  for (const auto& [actor, reason] : outcome.repairs()) out.append(py::make_tuple(code_of(actor), code_of(reason)));
  return py::tuple(out);
}

py::object region_out(const Outcome& outcome) {
  return outcome.region ? py::object(text_out(outcome.region->str())) : py::object(py::none());
}

bool same(const Outcome& a, const Outcome& b) {
  return a.verdict == b.verdict && a.personas == b.personas && a.findings == b.findings &&
         a.rules_name == b.rules_name && a.rules_version == b.rules_version && a.rules_hash == b.rules_hash &&
         a.region == b.region && a.at == b.at && a.store_asked == b.store_asked && a.text_key == b.text_key;
}

py::tuple fields_out(const Outcome& o) {
  return py::make_tuple(code_of(o.verdict), personas_out(o), findings_out(o), text_out(o.rules_name), o.rules_version,
                        text_out(o.rules_hash), region_out(o), date_out(o.at), o.store_asked, text_out(o.text_key));
}

// A pickle is somebody's bytes: every code is looked up.
template <class E>
E known(std::span<const E> all, int code, const char* field) {
  const auto found = std::find(all.begin(), all.end(), static_cast<E>(code));
  if (found == all.end()) raise(Errc::bad_value, field);
  return *found;
}

Outcome fields_in(const py::tuple& fields) {
  Outcome out;
  out.verdict = known(all_verdicts(), py::cast<int>(fields[0]), "verdict");
  for (const auto item : py::cast<py::tuple>(fields[1])) {
    const auto persona = py::cast<py::tuple>(item);
    EnterablePersona made{key_in(persona[0])};
    for (const auto code : py::cast<py::tuple>(persona[1])) {
      const int role = py::cast<int>(code);
      if (role < 0 || role > code_of(Role::administrator)) raise(Errc::bad_value, "role");
      made.roles.push_back(static_cast<Role>(role));
    }
    made.klass = string_in(persona[2], "class");
    made.linked = py::cast<bool>(persona[3]);
    out.personas.push_back(std::move(made));
  }
  for (const auto item : py::cast<py::tuple>(fields[2])) {
    const auto finding = py::cast<py::tuple>(item);
    Finding made{known(all_reasons(), py::cast<int>(finding[0]), "reason")};
    for (const auto key : py::cast<py::tuple>(finding[1])) made.personas.push_back(key_in(key));
    out.findings.push_back(std::move(made));
  }
  out.rules_name = string_in(fields[3], "rules");
  out.rules_version = py::cast<std::uint32_t>(fields[4]);
  out.rules_hash = string_in(fields[5], "rules");
  out.region = maybe_region_in(fields[6]);
  out.at = maybe_date_in(fields[7], "at");
  out.store_asked = py::cast<bool>(fields[8]);
  out.text_key = string_in(fields[9], "text");
  return out;
}

// The line that `kto resolve` prints.
py::str as_json(const Outcome& outcome, const py::object& request_id, const py::object& lang, bool admin) {
  Request request;
  if (!request_id.is_none()) request.request_id = string_in(request_id, "request_id");
  return text_out(cli::outcome_as_json(cli::Face{lang_in(lang), admin}, request, outcome));
}

}  // namespace

void bind_outcome(py::module_& m) {
  py::class_<Outcome>(m, "Outcome")
      .def_static("from_fields", &fields_in)
      .def("fields", &fields_out)
      .def("verdict", [](const Outcome& o) { return code_of(o.verdict); })
      .def("personas", &personas_out)
      .def("findings", &findings_out)
      .def("repairs", &repairs_out)
      .def("rules",
           [](const Outcome& o) {
             return py::make_tuple(text_out(o.rules_name), o.rules_version, text_out(o.rules_hash));
           })
      .def("region", &region_out)
      .def("at", [](const Outcome& o) { return date_out(o.at); })
      .def("store_asked", [](const Outcome& o) { return o.store_asked; })
      .def("text", [](const Outcome& o, const py::object& lang) { return text_out(o.text(lang_in(lang))); })
      .def("json", &as_json)
      .def("same", &same);
}

}  // namespace kto::python
