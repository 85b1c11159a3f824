// bindings/python/src/answering.hpp — one call's question to the seams: what it asks is kept alive while it runs.
#pragma once

#include <span>

#include "source.hpp"

namespace kto::python {

// Between two pieces Ctrl-C is looked for.
inline constexpr std::size_t requests_at_once = 4096;

class Answering {
 public:
  // `source`: a Store, or an adapter over a portal's own object.
  Answering(const py::object& source, const StoreHandle* ledger, const ResolveOptions& options);
  Answering(const Answering&) = delete;
  Answering& operator=(const Answering&) = delete;
  // Wants the GIL, and gives it up for the work. Raises what a source raised, and Ctrl-C.
  std::vector<Outcome> piece(std::span<const Request> requests);

 private:
  std::shared_ptr<Store> store_;
  std::shared_ptr<Store> ledger_;
  PythonSource python_;
  Resolver resolver_;
};

}  // namespace kto::python
