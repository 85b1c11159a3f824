#include "kto/store.hpp"

namespace kto {

// Pages through the region: keys are ordered by region first, and no key has an empty organisation.
Result<void> PersonaSource::unnumbered(Region region, std::size_t limit, const EmitPersona& emit) const {
  constexpr std::size_t page = 1024;
  std::optional<PersonaKey> after = PersonaKey{region, OrganisationId(), PersonaId()};
  std::size_t emitted = 0;
  bool more = true;
  while (more && emitted < limit) {
    std::size_t seen = 0;
    bool in_region = true;
    std::optional<PersonaKey> last;
    KTO_TRY(scan(after, page, [&](const Persona& persona) -> Result<void> {
      ++seen;
      last = persona.key;
      if (persona.key.region != region) in_region = false;
      if (!in_region || persona.number.usable() || emitted == limit) return {};
      ++emitted;
      return emit(persona);
    }));
    more = in_region && seen == page;
    after = std::move(last);
  }
  return {};
}

}  // namespace kto
