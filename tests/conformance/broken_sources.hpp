// A source made of functions, each of which may be replaced by one with a fault.
#pragma once

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "conformance/passing.hpp"

namespace kto::test {

// Each left empty passes on.
struct Hooks {
  using Real = const PersonaSource&;
  std::function<Result<void>(Real, std::span<const NumberQuery>, const EmitCandidate&)> candidates{};
  std::function<Result<void>(Real, std::span<const PersonaKey>, const EmitPersona&)> by_key{};
  std::function<Result<void>(Real, Region, const OrganisationId&, const EmitPersona&)> by_organisation{};
  std::function<Result<void>(Real, const std::optional<PersonaKey>&, std::size_t, const EmitPersona&)> scan{};
  std::function<Result<std::vector<Region>>(Real)> regions{};
  std::function<Result<void>(Real, Region, std::size_t, const EmitPersona&)> unnumbered{};
};

class Hooked final : public Passing {
 public:
  Hooked(std::shared_ptr<const PersonaSource> real, Hooks hooks) : Passing(std::move(real)), hooks_(std::move(hooks)) {}
  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override {
    return hooks_.candidates ? hooks_.candidates(*real_, queries, emit) : real_->candidates(queries, emit);
  }
  Result<void> by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const override {
    return hooks_.by_key ? hooks_.by_key(*real_, keys, emit) : real_->by_key(keys, emit);
  }
  Result<void> by_organisation(Region region, const OrganisationId& organisation,
                               const EmitPersona& emit) const override {
    return hooks_.by_organisation ? hooks_.by_organisation(*real_, region, organisation, emit)
                                  : real_->by_organisation(region, organisation, emit);
  }
  Result<void> scan(const std::optional<PersonaKey>& after, std::size_t limit, const EmitPersona& emit) const override {
    return hooks_.scan ? hooks_.scan(*real_, after, limit, emit) : real_->scan(after, limit, emit);
  }
  Result<std::vector<Region>> regions() const override {
    return hooks_.regions ? hooks_.regions(*real_) : real_->regions();
  }
  Result<void> unnumbered(Region region, std::size_t limit, const EmitPersona& emit) const override {
    return hooks_.unnumbered ? hooks_.unnumbered(*real_, region, limit, emit) : real_->unnumbered(region, limit, emit);
  }

 private:
  Hooks hooks_;
};

using Real = Hooks::Real;
using People = std::vector<Persona>;

// All that a reading emits.
template <class Read>
People collect(const Read& read) {
  People out;
  read([&](const Persona& one) -> Result<void> {
    out.push_back(one);
    return {};
  }).value();
  return out;
}

inline Result<void> emit_all(const People& people, const EmitPersona& emit) {
  for (const Persona& one : people) KTO_TRY(emit(one));
  return {};
}

inline People everybody(Real real) {
  return collect([&](const EmitPersona& emit) { return real.scan(std::nullopt, 1000, emit); });
}

// Each query by itself.
inline People found(Real real, const NumberQuery& query) {
  return collect([&](const EmitPersona& emit) {
    return real.candidates(std::span(&query, 1), [&](std::size_t, const Persona& one) { return emit(one); });
  });
}

}  // namespace kto::test
