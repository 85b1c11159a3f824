// bindings/c/source_adapter.hpp — PersonaSource over a portal's table of functions.
#pragma once

#include <memory>

#include "kto/store.hpp"
#include "values.hpp"

namespace kto::c {

// Takes what one call hands in, and holds it to the question.
class RowTaker {
 public:
  virtual ~RowTaker() = default;
  virtual Result<void> persona(std::size_t query, Persona&& persona) = 0;
  virtual Result<void> region(Region region) = 0;
};

class CallbackSource : public PersonaSource {
 public:
  // `self` stays the caller's until adopt().
  static Result<std::shared_ptr<CallbackSource>> make(const kto_source_ops* given, kto_source_self* self);
  CallbackSource(const CallbackSource&) = delete;
  CallbackSource& operator=(const CallbackSource&) = delete;
  ~CallbackSource() override;
  void adopt() noexcept { adopted_ = true; }

  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override;
  Result<void> by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const override;
  Result<void> by_organisation(Region region, const OrganisationId& organisation,
                               const EmitPersona& emit) const override;
  Result<void> scan(const std::optional<PersonaKey>& after, std::size_t limit, const EmitPersona& emit) const override;
  Result<std::vector<Region>> regions() const override;
  Result<void> unnumbered(Region region, std::size_t limit, const EmitPersona& emit) const override;

 private:
  CallbackSource(const kto_source_ops& ops, kto_source_self* self) : ops_(ops), self_(self) {}
  kto_source_ops ops_;
  kto_source_self* self_;
  bool adopted_ = false;
};

}  // namespace kto::c
