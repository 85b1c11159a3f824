// bindings/python/src/binding.hpp — what every file of the module _kto shares. The module deals in plain
// values (str, int, tuple) and a few opaque objects; Python's manners are the business of the package kto.
//
// Rules: a kto::Error leaves as a Python exception (raise), nothing else is thrown on purpose; whatever may wait
// for a lock of the core, read a file or call back runs with the GIL released; text that is borrowed from a Python
// object lives as long as the call's arguments.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "kto/kto.hpp"

namespace kto::python {

namespace py = pybind11;

// Throws the exception of the error's kind (kto._errors). Wants the GIL.
[[noreturn]] void raise(const Error& error);
[[noreturn]] void raise(Errc code, std::string field = {});

template <class T>
T value_of(Result<T> result) {
  if (!result) raise(result.error());
  return std::move(result).value();
}
inline void need(const Result<void>& result) {
  if (!result) raise(result.error());
}

// A str or bytes as UTF-8, borrowed. A str with a lone surrogate raises bad_utf8 with the byte offset, anything
// else a TypeError; neither repeats the value. bytes are passed on as they are: the core checks them.
std::string_view text_in(py::handle value, const char* field);
// The same as a copy.
inline std::string string_in(py::handle value, const char* field) { return std::string(text_in(value, field)); }
py::str text_out(std::string_view utf8);

// "38", b"38" or 38; None is no region.
Region region_in(py::handle value);
std::optional<Region> maybe_region_in(py::handle value);
// A datetime.date (no datetime: a moment is no day), "2024-10-01" or "01.10.2024".
Date date_in(py::handle value, const char* field);
std::optional<Date> maybe_date_in(py::handle value, const char* field);
py::object date_out(const std::optional<Date>& date);

// (region, organisation, id), as str.
PersonaKey key_in(py::handle value);
py::tuple key_out(const PersonaKey& key);

// A number of one of the core's enums, checked by the caller's table.
template <class E>
int code_of(E value) {
  return static_cast<int>(value);
}
Issuer issuer_in(py::handle name);  // "production", "test_stand"
Lang lang_in(py::handle name);      // "ru", "en"

// A name and the input it came from, which makes it equal to others and goes into a pickle.
struct Name {
  Fio fio;
  bool from_line = false;
  NameParts input{};  // a line: in `surname`
};
Name name_from_parts(std::string surname, std::string given, std::string patronymic);
Name name_of_fio(const Fio& fio);  // one that the core made

// A store as Python holds it: calls take a share of their own, so that closing never pulls it away from a
// call in another thread.
struct StoreHandle {
  std::shared_ptr<Store> store{};
  std::set<std::thread::id> importing{};  // threads with an import under way; changed under the GIL only
  std::shared_ptr<Store> share() const;   // raises when closed
};

// --- one function a file, each adds its part to the module ---
void bind_tables(py::module_& m);
void bind_fio(py::module_& m);
void bind_snils(py::module_& m);
void bind_identity(py::module_& m);
void bind_rules(py::module_& m);
void bind_persona(py::module_& m);
void bind_store(py::module_& m);
void bind_import(py::module_& m);
void bind_outcome(py::module_& m);
void bind_resolve(py::module_& m);
void bind_columns(py::module_& m);
void bind_normalize(py::module_& m);
void bind_resolve_table(py::module_& m);
void bind_conformance(py::module_& m);
void bind_command(py::module_& m);

}  // namespace kto::python
