#include "source.hpp"

namespace kto::python {

namespace {

constexpr std::size_t page = 64;  // personas taken from Python before the core sees them

struct Taken {
  py::object keeper;
  std::size_t query;
  const Persona* persona;
};

// The next items of the adapter's iterator: (query, _kto.Persona).
void take_page(py::iterator& items, std::vector<Taken>& out) {
  for (; out.size() < page && items != py::iterator::sentinel(); ++items) {
    const auto pair = py::cast<py::tuple>(*items);
    py::object persona = pair[1];
    const Persona* value = py::cast<const Persona*>(persona);
    out.push_back({std::move(persona), py::cast<std::size_t>(pair[0]), value});
  }
}

}  // namespace

// `ask` returns an iterable, under the GIL; `emit` gets each item without it.
template <class Ask, class Emit>
Result<void> PythonSource::stream(Ask&& ask, Emit&& emit) const {
  return carried_.run(Result<void>(fail(Errc::store_failed)), [&]() -> Result<void> {
    py::iterator items = py::iter(ask());
    std::vector<Taken> taken;
    for (;;) {
      taken.clear();
      take_page(items, taken);
      if (taken.empty()) return {};
      const py::gil_scoped_release released;
      for (const Taken& one : taken) KTO_TRY(emit(one.query, *one.persona));
    }
  });
}

Result<void> PythonSource::candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const {
  const auto ask = [&] {
    py::list asked;
    for (const NumberQuery& query : queries) {
      asked.append(py::make_tuple(text_out(query.region.str()), text_out(query.number.canonical())));
    }
    return adapter_.attr("candidates")(asked);
  };
  return stream(ask, [&](std::size_t query, const Persona& persona) { return emit(query, persona); });
}

Result<void> PythonSource::by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const {
  const auto ask = [&] {
    py::list asked;
    for (const PersonaKey& key : keys) asked.append(key_out(key));
    return adapter_.attr("by_key")(asked);
  };
  return stream(ask, [&](std::size_t, const Persona& persona) { return emit(persona); });
}

Result<void> PythonSource::by_organisation(Region region, const OrganisationId& organisation,
                                           const EmitPersona& emit) const {
  const auto ask = [&] {
    return adapter_.attr("by_organisation")(text_out(region.str()), text_out(organisation.str()));
  };
  return stream(ask, [&](std::size_t, const Persona& persona) { return emit(persona); });
}

Result<void> PythonSource::scan(const std::optional<PersonaKey>& after, std::size_t limit,
                                const EmitPersona& emit) const {
  const auto ask = [&] {
    return adapter_.attr("scan")(after ? py::object(key_out(*after)) : py::object(py::none()), limit);
  };
  return stream(ask, [&](std::size_t, const Persona& persona) { return emit(persona); });
}

Result<std::vector<Region>> PythonSource::regions() const {
  using Regions = Result<std::vector<Region>>;
  return carried_.run(Regions(fail(Errc::store_failed)), [&]() -> Regions {
    std::vector<Region> regions;
    for (const py::handle region : py::iter(adapter_.attr("regions")())) regions.push_back(region_in(region));
    return regions;
  });
}

Result<void> PythonSource::unnumbered(Region region, std::size_t limit, const EmitPersona& emit) const {
  const bool own = carried_.run(false, [&] { return py::cast<bool>(adapter_.attr("has_unnumbered")); });
  if (!own) return PersonaSource::unnumbered(region, limit, emit);
  const auto ask = [&] { return adapter_.attr("unnumbered")(text_out(region.str()), limit); };
  return stream(ask, [&](std::size_t, const Persona& persona) { return emit(persona); });
}

}  // namespace kto::python
