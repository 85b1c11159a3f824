// The resolver: a function of the seams, the options and the requests. What the seams are made of stays with
// Python, whose garbage collector then sees it.
#include "answering.hpp"

namespace kto::python {

namespace {

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

std::vector<Outcome> answer(const py::object& source, const StoreHandle* ledger, const ResolveOptions& made,
                            const std::vector<const Request*>& requests) {
  Answering answering(source, ledger, made);
  std::vector<Outcome> outcomes;
  outcomes.reserve(requests.size());
  for (std::size_t at = 0; at < requests.size(); at += requests_at_once) {
    std::vector<Request> piece;
    {
      const py::gil_scoped_release released;
      piece.reserve(std::min(requests_at_once, requests.size() - at));
      for (std::size_t i = at; i < requests.size() && piece.size() < requests_at_once; ++i) {
        piece.push_back(*requests[i]);
      }
    }
    auto some = answering.piece(piece);
    std::move(some.begin(), some.end(), std::back_inserter(outcomes));
  }
  return outcomes;
}

const PersonaSource& personas_of(const std::shared_ptr<Store>& store, const PythonSource& python) {
  if (store != nullptr) return *store;
  return python;
}

}  // namespace

Answering::Answering(const py::object& source, const StoreHandle* ledger, const ResolveOptions& options)
    : store_(py::isinstance<StoreHandle>(source) ? py::cast<const StoreHandle&>(source).share() : nullptr),
      ledger_(ledger != nullptr ? ledger->share() : nullptr),
      python_(source),
      resolver_(personas_of(store_, python_), ledger_.get(), options) {}

std::vector<Outcome> Answering::piece(std::span<const Request> requests) {
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  auto outcomes = [&] {
    const py::gil_scoped_release released;
    return resolver_.resolve_many(requests);
  }();
  python_.raise_again();
  return value_of(std::move(outcomes));
}

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
