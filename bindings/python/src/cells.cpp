#include "cells.hpp"

#include <Python.h>
#include <datetime.h>

#include <cmath>
#include <cstring>
#include <map>

namespace kto::python {

namespace {

// Fixed-width code units of a str that has no surrogates → UTF-8. False at a surrogate.
template <class Unit>
bool append_utf8(const Unit* units, std::size_t size, std::string& out) {
  const std::size_t before = out.size();
  out.resize(before + size * (sizeof(Unit) == 1 ? 2 : sizeof(Unit) == 2 ? 3 : 4));
  char* to = out.data() + before;
  const auto put = [&to](std::uint32_t byte) { *to++ = static_cast<char>(byte); };
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t c = units[i];
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | c >> 6);
      put(0x80 | (c & 0x3F));
    } else if (c >= 0xD800 && c <= 0xDFFF) {
      out.resize(before);
      return false;
    } else if (c < 0x10000) {
      put(0xE0 | c >> 12);
      put(0x80 | (c >> 6 & 0x3F));
      put(0x80 | (c & 0x3F));
    } else {
      put(0xF0 | c >> 18);
      put(0x80 | (c >> 12 & 0x3F));
      put(0x80 | (c >> 6 & 0x3F));
      put(0x80 | (c & 0x3F));
    }
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  return true;
}

bool is_missing(py::handle value) {
  if (value.is_none()) return true;
  if (PyFloat_Check(value.ptr())) return std::isnan(PyFloat_AS_DOUBLE(value.ptr()));
  const char* name = Py_TYPE(value.ptr())->tp_name;  // pandas is not imported for this
  return std::strstr(name, "NAType") != nullptr || std::strstr(name, "NaTType") != nullptr;
}

// Letters of Cyrillic and the like need two bytes in UTF-8 and in a str: written straight, without a decoder.
PyObject* short_str(std::string_view utf8) {
  std::size_t letters = 0;
  unsigned char most = 0;
  for (const char byte : utf8) {
    const auto unit = static_cast<unsigned char>(byte);
    letters += (unit & 0xC0) != 0x80;
    most = std::max(most, unit);
  }
  if (most < 0x80) {
    PyObject* made = PyUnicode_New(static_cast<Py_ssize_t>(letters), 0x7F);
    if (made != nullptr) std::memcpy(PyUnicode_1BYTE_DATA(made), utf8.data(), utf8.size());
    return made;
  }
  if (most < 0xC4 || most >= 0xE0) return nullptr;
  PyObject* made = PyUnicode_New(static_cast<Py_ssize_t>(letters), 0x7FF);
  if (made == nullptr) return nullptr;
  Py_UCS2* to = PyUnicode_2BYTE_DATA(made);
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto unit = static_cast<unsigned char>(utf8[i]);
    if (unit < 0x80) {
      *to++ = unit;
    } else {
      *to++ = static_cast<Py_UCS2>((unit & 0x1FU) << 6 | (static_cast<unsigned char>(utf8[++i]) & 0x3FU));
    }
  }
  return made;
}

}  // namespace

Cells Cells::of(const py::handle& values, const char* field, Take take) {
  // A str is an iterable of letters, and never a column.
  if (PyUnicode_Check(values.ptr()) || PyBytes_Check(values.ptr())) {
    throw py::type_error(std::string(field) + ": a column of cells is wanted, not one text");
  }
  const auto listed = py::reinterpret_steal<py::object>(PySequence_Fast(values.ptr(), "a column of cells is wanted"));
  if (!listed) throw py::error_already_set();
  Cells cells;
  // The size is asked each time: nothing here calls back into Python but errors and numbers, yet a list may change.
  cells.cells_.reserve(static_cast<std::size_t>(PySequence_Fast_GET_SIZE(listed.ptr())));
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(listed.ptr()); ++i) {
    cells.add(py::reinterpret_borrow<py::object>(PySequence_Fast_GET_ITEM(listed.ptr(), i)), field, take);
  }
  return cells;
}

void Cells::add(py::handle value, const char* field, Take take) {
  const std::size_t begin = text_.size();
  Is is = Is::text;
  if (PyUnicode_Check(value.ptr())) {
    if (!add_unicode(value.ptr())) is = Is::bad_text;
  } else if (PyBytes_Check(value.ptr())) {
    text_.append(PyBytes_AS_STRING(value.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(value.ptr())));
  } else if (take == Take::text) {
    is = value.is_none() ? Is::nothing : Is::other;
  } else if (is_missing(value)) {
    is = Is::nothing;
  } else if (take == Take::names || !(add_number(value) || add_date(value))) {
    is = Is::other;
  }
  if (take == Take::text && (is == Is::bad_text || is == Is::other)) text_in(value, field);  // raises
  cells_.push_back({begin, text_.size() - begin, is});
}

bool Cells::add_unicode(PyObject* text) {
  const auto size = static_cast<std::size_t>(PyUnicode_GET_LENGTH(text));
  if (PyUnicode_IS_ASCII(text)) {
    text_.append(reinterpret_cast<const char*>(PyUnicode_1BYTE_DATA(text)), size);
    return true;
  }
  switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND:
      return append_utf8(PyUnicode_1BYTE_DATA(text), size, text_);
    case PyUnicode_2BYTE_KIND:
      return append_utf8(PyUnicode_2BYTE_DATA(text), size, text_);
    default:
      return append_utf8(PyUnicode_4BYTE_DATA(text), size, text_);
  }
}

bool Cells::add_number(py::handle value) {
  if (PyBool_Check(value.ptr())) return false;
  if (PyFloat_Check(value.ptr())) {
    const double number = PyFloat_AS_DOUBLE(value.ptr());
    if (!(std::abs(number) < 1e15) || number != std::floor(number)) return false;
    text_ += std::to_string(static_cast<long long>(number));
    return true;
  }
  if (PyLong_Check(value.ptr())) {
    int over = 0;
    const long long number = PyLong_AsLongLongAndOverflow(value.ptr(), &over);
    if (over != 0) return false;
    text_ += std::to_string(number);
    return true;
  }
  return false;
}

// A day; a moment (what pandas makes of a column of days) only at midnight.
bool Cells::add_date(py::handle value) {
  if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
  if (PyDateTimeAPI == nullptr) throw py::error_already_set();
  PyObject* day = value.ptr();
  if (!PyDate_Check(day)) return false;
  if (PyDateTime_Check(day) && (PyDateTime_DATE_GET_HOUR(day) != 0 || PyDateTime_DATE_GET_MINUTE(day) != 0 ||
                                PyDateTime_DATE_GET_SECOND(day) != 0 || PyDateTime_DATE_GET_MICROSECOND(day) != 0)) {
    return false;
  }
  const auto date = Date::make(PyDateTime_GET_YEAR(day), static_cast<unsigned>(PyDateTime_GET_MONTH(day)),
                               static_cast<unsigned>(PyDateTime_GET_DAY(day)));
  if (!date) return false;
  text_ += date->iso();
  return true;
}

py::list Texts::out() const {
  py::list made(ends_.size());
  std::size_t begin = 0;
  for (std::size_t row = 0; row < ends_.size(); ++row) {
    PyObject* cell = nullptr;
    if (!ends_[row].there) {
      cell = py::none().release().ptr();
    } else {
      const std::string_view text(text_.data() + begin, ends_[row].at - begin);
      cell = short_str(text);
      if (cell == nullptr) {
        if (PyErr_Occurred() != nullptr) throw py::error_already_set();
        cell = text_out(text).release().ptr();
      }
    }
    PyList_SET_ITEM(made.ptr(), static_cast<Py_ssize_t>(row), cell);
    begin = ends_[row].at;
  }
  return made;
}

py::list words_out(const std::vector<std::string_view>& words) {
  std::map<std::string_view, py::object> known{{"", py::none()}};
  py::list made(words.size());
  for (std::size_t row = 0; row < words.size(); ++row) {
    auto found = known.find(words[row]);
    if (found == known.end()) found = known.emplace(words[row], text_out(words[row])).first;
    PyList_SET_ITEM(made.ptr(), static_cast<Py_ssize_t>(row), py::object(found->second).release().ptr());
  }
  return made;
}

}  // namespace kto::python
