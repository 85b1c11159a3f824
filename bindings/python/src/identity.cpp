// What ESIA said: a request as an opaque object whose members are asked for one by one.
#include "binding.hpp"

namespace kto::python {

namespace {

template <class T, class F>
py::object or_none(const std::optional<T>& value, F&& out) {
  return value ? py::object(out(*value)) : py::object(py::none());
}

Request read(const py::object& json, bool verified) {
  const std::string_view text = text_in(json, "json");
  const Claims claims = verified ? Claims::verified : Claims::not_verified;
  auto request = [&] {
    const py::gil_scoped_release released;
    return read_request(text, claims);
  }();
  return value_of(std::move(request));
}

}  // namespace

void bind_identity(py::module_& m) {
  const auto name = [](const auto& value) { return text_out(name_of(value)); };
  const auto string = [](const auto& value) { return text_out(value.str()); };
  py::class_<Request>(m, "Request")
      .def_static("read", &read)
      .def("request_id",
           [](const Request& r) { return or_none(r.request_id, [](const std::string& id) { return text_out(id); }); })
      .def("region", [string](const Request& r) { return or_none(r.region, string); })
      .def("region_bad", [](const Request& r) { return r.region_bad; })
      .def("fault", [name](const Request& r) { return or_none(r.identity.fault, name); })
      .def("oid",
           [](const Request& r) { return or_none(r.identity.oid, [](Oid oid) { return py::int_(oid.value()); }); })
      .def("issuer", [name](const Request& r) { return or_none(r.identity.issuer, name); })
      .def("account", [](const Request& r) { return code_of(r.identity.account); })
      .def("standard", [](const Request& r) { return r.identity.standard; })
      .def("expected", [](const Request& r) { return code_of(r.identity.expected); })
      .def("error",
           [](const Request& r) {
             return or_none(r.identity.error, [](const EsiaError& error) {
               return py::make_tuple(or_none(error.code, [](std::uint32_t code) { return py::int_(code); }),
                                     error.access_denied);
             });
           })
      .def("rights",
           [](const Request& r) {
             return or_none(r.identity.rights,
                            [](const Rights& rights) { return py::make_tuple(rights.fullname, rights.snils); });
           })
      .def("name",
           [](const Request& r) {
             return or_none(r.identity.name, [](const Fio& fio) { return py::cast(name_of_fio(fio)); });
           })
      .def("snils",
           [](const Request& r) {
             return or_none(r.identity.number, [](Snils number) { return text_out(number.canonical()); });
           })
      .def("birth_date", [](const Request& r) { return date_out(r.identity.birth_date); })
      .def("sex", [](const Request& r) { return code_of(r.identity.sex); });
}

}  // namespace kto::python
