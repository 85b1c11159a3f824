// The resolver: a function of the seams, the options and the requests. What the seams are made of stays with
// Python, whose garbage collector then sees it.
#include "source.hpp"

namespace kto::python {

namespace {

// Between two pieces Ctrl-C is looked for.
constexpr std::size_t requests_at_once = 4096;

ResolveOptions options(const RuleSet* rules, const py::object& region, const py::object& at, bool diagnose,
                       const py::object& issuer) {
  ResolveOptions made;
  if (rules != nullptr) made.rules = *rules;
  made.region = maybe_region_in(region);
  made.at = maybe_date_in(at, "at");
  made.diagnose = diagnose;
  made.issuer = issuer_in(issuer);
  return made;
}

// `source`: a Store, or an adapter over a portal's own object.
std::vector<Outcome> answer(const py::object& source, const StoreHandle* ledger, const ResolveOptions& made,
                            const std::vector<const Request*>& requests) {
  const bool ours = py::isinstance<StoreHandle>(source);
  const std::shared_ptr<Store> store = ours ? py::cast<const StoreHandle&>(source).share() : nullptr;
  const std::shared_ptr<Store> records = ledger != nullptr ? ledger->share() : nullptr;
  PythonSource python(source);
  const PersonaSource& personas = ours ? static_cast<const PersonaSource&>(*store) : python;
  const Resolver resolver(personas, records.get(), made);
  std::vector<Outcome> outcomes;
  outcomes.reserve(requests.size());
  for (std::size_t at = 0; at < requests.size(); at += requests_at_once) {
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    auto some = [&] {
      const py::gil_scoped_release released;
      std::vector<Request> piece;
      piece.reserve(std::min(requests_at_once, requests.size() - at));
      for (std::size_t i = at; i < requests.size() && piece.size() < requests_at_once; ++i) {
        piece.push_back(*requests[i]);
      }
      return resolver.resolve_many(piece);
    }();
    python.raise_again();
    auto good = value_of(std::move(some));
    std::move(good.begin(), good.end(), std::back_inserter(outcomes));
  }
  return outcomes;
}

}  // namespace

void bind_resolve(py::module_& m) {
  py::class_<ResolveOptions>(m, "ResolveOptions").def_static("make", &options);
  m.def("resolve", [](const py::object& source, const StoreHandle* ledger, const ResolveOptions& made,
                      const Request& request) { return answer(source, ledger, made, {&request}).front(); });
  m.def("resolve_many",
        [](const py::object& source, const StoreHandle* ledger, const ResolveOptions& made, const py::list& requests) {
          std::vector<const Request*> asked;
          asked.reserve(requests.size());
          for (const auto request : requests) asked.push_back(&py::cast<const Request&>(request));
          py::list out;
          for (Outcome& outcome : answer(source, ledger, made, asked)) out.append(py::cast(std::move(outcome)));
          return out;
        });
}

}  // namespace kto::python
