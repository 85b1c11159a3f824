// Text, dates, regions, keys and errors on their way between Python and the core.
#include <Python.h>
#include <datetime.h>

#include "binding.hpp"

namespace kto::python {

namespace {

bool is_surrogate(Py_UCS4 c) { return c >= 0xD800 && c <= 0xDFFF; }

std::size_t utf8_size(Py_UCS4 c) { return c < 0x80 ? 1U : c < 0x800 ? 2U : c < 0x10000 ? 3U : 4U; }

// Bytes in front of the first lone surrogate.
std::uint64_t offset_of_surrogate(PyObject* text) {
  std::uint64_t offset = 0;
  for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text); ++i) {
    const Py_UCS4 c = PyUnicode_READ_CHAR(text, i);
    if (is_surrogate(c)) break;
    offset += utf8_size(c);
  }
  return offset;
}

[[noreturn]] void wrong_type(const char* field, const char* wanted, py::handle value) {
  throw py::type_error(std::string(field) + ": " + wanted + " is wanted, not " + Py_TYPE(value.ptr())->tp_name);
}

void need_datetime() {
  if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
  if (PyDateTimeAPI == nullptr) throw py::error_already_set();
}

}  // namespace

void raise(const Error& error) {
  const auto number = [](const std::optional<std::uint64_t>& value) -> py::object {
    return value ? py::object(py::int_(*value)) : py::object(py::none());
  };
  const py::object made =
      py::module_::import("kto._errors")
          .attr("make_error")(text_out(name_of(error.code)), code_of(error.code), text_out(describe(error)),
                              number(error.offset), text_out(error.field), number(error.line), error.backend);
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(made.ptr())), made.ptr());
  throw py::error_already_set();
}

void raise(Errc code, std::string field) {
  Error error{code};
  error.field = std::move(field);
  raise(error);
}

std::string_view text_in(py::handle value, const char* field) {
  if (PyUnicode_Check(value.ptr())) {
    Py_ssize_t size = 0;
    const char* data = PyUnicode_AsUTF8AndSize(value.ptr(), &size);
    if (data != nullptr) return {data, static_cast<std::size_t>(size)};
    // Python's own UnicodeEncodeError holds the whole text: it is dropped here.
    if (PyErr_ExceptionMatches(PyExc_UnicodeEncodeError) == 0) throw py::error_already_set();
    PyErr_Clear();
    Error error{Errc::bad_utf8, offset_of_surrogate(value.ptr())};
    error.field = field;
    raise(error);
  }
  if (PyBytes_Check(value.ptr())) {
    return {PyBytes_AS_STRING(value.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(value.ptr()))};
  }
  wrong_type(field, "str or bytes", value);
}

py::str text_out(std::string_view utf8) {
  // Only text that the core has checked comes out; a fault here is a bug, and shows as U+FFFD.
  PyObject* text = PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), "replace");
  if (text == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(text);
}

Region region_in(py::handle value) {
  if (PyLong_Check(value.ptr()) && !PyBool_Check(value.ptr())) {
    int overflow = 0;
    const long number = PyLong_AsLongAndOverflow(value.ptr(), &overflow);
    if (overflow != 0 || number < 0 || number > 99) raise(Errc::bad_region, "region");
    return value_of(Region::make(static_cast<unsigned>(number)));
  }
  return value_of(Region::parse(text_in(value, "region")));
}

std::optional<Region> maybe_region_in(py::handle value) {
  if (value.is_none()) return std::nullopt;
  return region_in(value);
}

Date date_in(py::handle value, const char* field) {
  need_datetime();
  if (PyDate_Check(value.ptr()) && !PyDateTime_Check(value.ptr())) {
    PyObject* date = value.ptr();
    return value_of(Date::make(PyDateTime_GET_YEAR(date), static_cast<unsigned>(PyDateTime_GET_MONTH(date)),
                               static_cast<unsigned>(PyDateTime_GET_DAY(date))));
  }
  if (!PyUnicode_Check(value.ptr())) wrong_type(field, "a datetime.date or str", value);
  const std::string_view text = text_in(value, field);
  const auto iso = Date::parse_iso(text);
  if (iso) return *iso;
  const auto dotted = Date::parse_dotted(text);
  if (!dotted) raise(Errc::bad_date, field);
  return *dotted;
}

std::optional<Date> maybe_date_in(py::handle value, const char* field) {
  if (value.is_none()) return std::nullopt;
  return date_in(value, field);
}

py::object date_out(const std::optional<Date>& date) {
  if (!date) return py::none();
  need_datetime();
  PyObject* made = PyDate_FromDate(date->year(), static_cast<int>(date->month()), static_cast<int>(date->day()));
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(made);
}

PersonaKey key_in(py::handle value) {
  const auto parts = py::cast<py::tuple>(value);
  if (parts.size() != 3) throw py::type_error("a persona's key is (region, organisation, id)");
  return {region_in(parts[0]), OrganisationId(string_in(parts[1], "organisation")),
          PersonaId(string_in(parts[2], "id"))};
}

py::tuple key_out(const PersonaKey& key) {
  return py::make_tuple(text_out(key.region.str()), text_out(key.organisation.str()), text_out(key.id.str()));
}

Issuer issuer_in(py::handle name) {
  const std::string_view word = text_in(name, "issuer");
  for (const Issuer issuer : {Issuer::production, Issuer::test_stand}) {
    if (name_of(issuer) == word) return issuer;
  }
  raise(Errc::bad_value, "issuer");
}

Lang lang_in(py::handle name) {
  const std::string_view word = text_in(name, "lang");
  if (word == "ru") return Lang::ru;
  if (word == "en") return Lang::en;
  raise(Errc::bad_value, "lang");
}

}  // namespace kto::python
