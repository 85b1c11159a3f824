// Personas: made by a portal from its own tables, or read from a store.
#include <pybind11/stl.h>

#include "binding.hpp"

namespace kto::python {

namespace {

template <class E>
E enum_in(int code, E last, const char* field) {
  if (code < 0 || code > code_of(last)) raise(Errc::bad_value, field);
  return static_cast<E>(code);
}

// (role, class, school year, from, to, archived)
Membership membership_in(const py::tuple& parts) {
  Membership made;
  made.role = enum_in(py::cast<int>(parts[0]), Role::administrator, "role");
  made.klass = string_in(parts[1], "class");
  made.school_year = string_in(parts[2], "school_year");
  made.from = maybe_date_in(parts[3], "from");
  made.to = maybe_date_in(parts[4], "to");
  made.standing = py::cast<bool>(parts[5]) ? Standing::archived : Standing::in_organisation;
  return made;
}

py::tuple membership_out(const Membership& membership) {
  return py::make_tuple(code_of(membership.role), text_out(membership.klass), text_out(membership.school_year),
                        date_out(membership.from), date_out(membership.to), membership.standing == Standing::archived);
}

// As a roster does: text that is longer than a number can be is kept out.
NumberCell number_in(const py::object& text, bool recover) {
  NumberCell cell;
  if (text.is_none()) return cell;
  const std::string_view written = text_in(text, "snils");
  if (written.size() > 64) raise(Errc::too_long, "snils");
  cell.text = written;
  cell.reading = Snils::read(written, recover ? Snils::Recovery::yes : Snils::Recovery::no);
  return cell;
}

void need_id(const std::string& id, std::size_t most, const char* field) {
  if (id.empty()) raise(Errc::empty, field);
  if (id.size() > most) raise(Errc::too_long, field);
  if (const auto checked = Utf8::check(id); !checked) raise(checked.error().code, field);
}

Persona make(const py::tuple& key, const Name& name, const py::object& snils, bool recover,
             const py::object& birth_date, int sex, bool activated, const py::object& login,
             const py::tuple& memberships, const py::tuple& guardians, int consent) {
  Persona made{key_in(key), name.fio};
  need_id(made.key.organisation.str(), limits::organisation_bytes, "organisation");
  need_id(made.key.id.str(), limits::id_bytes, "id");
  made.number = number_in(snils, recover);
  made.birth_date = maybe_date_in(birth_date, "birth_date");
  made.sex = enum_in(sex, Sex::female, "sex");
  made.activated = activated;
  made.login = string_in(login, "login");
  for (const auto membership : memberships) made.memberships.push_back(membership_in(py::cast<py::tuple>(membership)));
  for (const auto guardian : guardians) made.guardians.emplace_back(string_in(guardian, "guardians"));
  made.processing_consent = enum_in(consent, Consent::refused, "consent");
  return made;
}

}  // namespace

void bind_persona(py::module_& m) {
  py::class_<Persona>(m, "Persona")
      .def_static("make", &make)
      .def("key", [](const Persona& p) { return key_out(p.key); })
      .def("name", [](const Persona& p) { return name_of_fio(p.name); })
      .def("snils", [](const Persona& p) { return text_out(p.number.text); })
      .def("snils_recovered", [](const Persona& p) { return p.number.reading.recovered; })
      .def("birth_date", [](const Persona& p) { return date_out(p.birth_date); })
      .def("sex", [](const Persona& p) { return code_of(p.sex); })
      .def("activated", [](const Persona& p) { return p.activated; })
      .def("login", [](const Persona& p) { return text_out(p.login); })
      .def("memberships",
           [](const Persona& p) {
             py::tuple out(p.memberships.size());
             for (std::size_t i = 0; i < p.memberships.size(); ++i) out[i] = membership_out(p.memberships[i]);
             return out;
           })
      .def("guardians",
           [](const Persona& p) {
             py::tuple out(p.guardians.size());
             for (std::size_t i = 0; i < p.guardians.size(); ++i) out[i] = text_out(p.guardians[i].str());
             return out;
           })
      .def("consent", [](const Persona& p) { return code_of(p.processing_consent); })
      .def("archived", &Persona::archived)
      .def("same", [](const Persona& a, const Persona& b) { return same_content(a, b); });
}

}  // namespace kto::python
