// Stores: key files, opening, closing, checking, reading.
#include <pybind11/stl.h>

#include <cmath>

#include "carried.hpp"

namespace kto::python {

namespace {

// Bytes of a path or URI, as the system takes them.
std::string path_in(const py::bytes& path) {
  std::string text(path);
  if (text.find('\0') != std::string::npos) raise(Errc::bad_argument, "path");
  return text;
}

std::chrono::milliseconds seconds_in(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0 || seconds > 86400) raise(Errc::bad_argument, "busy_timeout");
  return std::chrono::milliseconds(std::llround(seconds * 1000));
}

StoreHandle open(const py::bytes& uri, const std::optional<py::bytes>& key_file, bool create, bool unsealed,
                 bool read_only, double busy_timeout, const py::object& issuer) {
  OpenOptions options;
  if (create) options.mode = unsealed ? OpenMode::create_unsealed : OpenMode::create;
  options.busy_timeout = seconds_in(busy_timeout);
  options.issuer = issuer_in(issuer);
  options.read_only = read_only;
  const std::string where = path_in(uri);
  const std::optional<std::string> key = key_file ? std::optional(path_in(*key_file)) : std::nullopt;
  auto store = [&]() -> Result<std::unique_ptr<Store>> {
    const py::gil_scoped_release released;
    if (key) {
      auto secret = read_key_file(*key);
      if (!secret) return fail(secret.error());
      options.secret = *secret;
    }
    return open_store(where, options);
  }();
  StoreHandle handle;
  handle.store = value_of(std::move(store));
  return handle;
}

// Any question to the store, without the GIL.
template <class F>
auto ask(const StoreHandle& handle, F&& question) {
  const auto store = handle.share();
  auto answer = [&] {
    const py::gil_scoped_release released;
    return question(*store);
  }();
  return value_of(std::move(answer));
}

py::tuple info(const StoreHandle& handle) {
  const StoreInfo info = ask(handle, [](const Store& store) { return store.info(); });
  return py::make_tuple(info.sealed, info.read_only, text_out(name_of(info.issuer)), info.personas, info.format);
}

py::tuple check(const StoreHandle& handle, const py::object& progress) {
  const auto store = handle.share();
  Carried carried;
  // SQLite's own code stands between this and us: nothing may be thrown here.
  const auto told = [&](std::uint64_t done) {
    return carried.run(false, [&] {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      return progress.is_none() || !progress(done).is(py::bool_(false));
    });
  };
  auto report = [&] {
    const py::gil_scoped_release released;
    return store->check(told);
  }();
  carried.raise_again();
  const CheckReport found = value_of(std::move(report));
  return py::make_tuple(found.good(), found.integrity, found.personas, found.blobs_bad, found.keys_bad, found.rows_bad,
                        found.links, found.links_dangling);
}

py::list organisations(const StoreHandle& handle) {
  py::list out;
  for (const Organisation& one : ask(handle, [](const Store& store) { return store.organisations(); })) {
    out.append(py::make_tuple(text_out(one.region.str()), text_out(one.id.str()), text_out(one.inn), text_out(one.type),
                              text_out(one.municipality)));
  }
  return out;
}

// Personas that `read` emits, each with the number of the question it answers.
template <class F>
py::list personas(const StoreHandle& handle, F&& read) {
  const auto found = ask(handle, [&](const Store& store) -> Result<std::vector<std::pair<std::size_t, Persona>>> {
    std::vector<std::pair<std::size_t, Persona>> kept;
    KTO_TRY(read(store, [&](std::size_t query, const Persona& persona) -> Result<void> {
      kept.emplace_back(query, persona);
      return {};
    }));
    return kept;
  });
  py::list out;
  for (const auto& [query, persona] : found) out.append(py::make_tuple(query, py::cast(persona)));
  return out;
}

template <class Emit>
auto without_query(const Emit& emit) {
  return [&emit](const Persona& persona) { return emit(0, persona); };
}

py::list candidates(const StoreHandle& handle, const py::list& queries) {
  std::vector<NumberQuery> asked;
  for (const auto query : queries) {
    const auto pair = py::cast<py::tuple>(query);
    const auto reading = Snils::read(text_in(pair[1], "snils"));
    if (!reading.usable()) raise(Errc::bad_value, "snils");
    asked.push_back({region_in(pair[0]), *reading.number});
  }
  return personas(handle, [&](const Store& store, const auto& emit) { return store.candidates(asked, emit); });
}

py::list by_key(const StoreHandle& handle, const py::list& keys) {
  std::vector<PersonaKey> asked;
  for (const auto key : keys) asked.push_back(key_in(key));
  return personas(handle,
                  [&](const Store& store, const auto& emit) { return store.by_key(asked, without_query(emit)); });
}

py::list by_organisation(const StoreHandle& handle, const py::object& region, const py::object& organisation) {
  const Region where = region_in(region);
  const OrganisationId id(string_in(organisation, "organisation"));
  return personas(handle, [&](const Store& store, const auto& emit) {
    return store.by_organisation(where, id, without_query(emit));
  });
}

py::list scan(const StoreHandle& handle, const py::object& after, std::size_t limit) {
  const auto key = after.is_none() ? std::nullopt : std::optional(key_in(after));
  return personas(handle,
                  [&](const Store& store, const auto& emit) { return store.scan(key, limit, without_query(emit)); });
}

py::list unnumbered(const StoreHandle& handle, const py::object& region, std::size_t limit) {
  const Region where = region_in(region);
  return personas(handle, [&](const Store& store, const auto& emit) {
    return store.unnumbered(where, limit, without_query(emit));
  });
}

py::list regions(const StoreHandle& handle) {
  py::list out;
  for (const Region region : ask(handle, [](const Store& store) { return store.regions(); })) {
    out.append(text_out(region.str()));
  }
  return out;
}

}  // namespace

std::shared_ptr<Store> StoreHandle::share() const {
  if (!store) raise(Errc::bad_argument, "closed_store");
  return store;
}

void bind_store(py::module_& m) {
  m.def("create_key", [](const py::bytes& path) {
    const std::string where = path_in(path);
    const auto made = [&] {
      const py::gil_scoped_release released;
      return create_key_file(where, *sodium_provider());
    }();
    need(made);
  });
  m.def("key_file_is_open_to_others", [](const py::bytes& path) { return key_file_is_open_to_others(path_in(path)); });
  m.def("open_store", &open);
  py::class_<StoreHandle>(m, "Store")
      .def("close",
           [](StoreHandle& handle) {
             std::shared_ptr<Store> store = std::exchange(handle.store, nullptr);
             const py::gil_scoped_release released;
             store.reset();
           })
      .def("closed", [](const StoreHandle& handle) { return !handle.store; })
      .def("info", &info)
      .def("check", &check)
      .def("organisations", &organisations)
      .def("candidates", &candidates)
      .def("by_key", &by_key)
      .def("by_organisation", &by_organisation)
      .def("scan", &scan)
      .def("unnumbered", &unnumbered)
      .def("regions", &regions);
}

}  // namespace kto::python
