// A portal's own personas: an object of Python's (kto._source.Adapter) as a PersonaSource, for one call.
#pragma once

#include "carried.hpp"

namespace kto::python {

// Borrows the object, which the call's arguments keep alive. Takes the GIL for each question and gives it back
// while the core works on the answer, so that threads that wait for a lock of the core's and for the GIL never
// wait for each other. When the object raises, the core gets store_failed, and raise_again() the exception.
class PythonSource final : public PersonaSource {
 public:
  explicit PythonSource(py::handle adapter) : adapter_(adapter) {}

  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override;
  Result<void> by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const override;
  Result<void> by_organisation(Region region, const OrganisationId& organisation,
                               const EmitPersona& emit) const override;
  Result<void> scan(const std::optional<PersonaKey>& after, std::size_t limit, const EmitPersona& emit) const override;
  Result<std::vector<Region>> regions() const override;
  Result<void> unnumbered(Region region, std::size_t limit, const EmitPersona& emit) const override;

  void raise_again() { carried_.raise_again(); }

 private:
  template <class Ask, class Emit>
  Result<void> stream(Ask&& ask, Emit&& emit) const;

  py::handle adapter_;
  mutable Carried carried_{};
};

}  // namespace kto::python
