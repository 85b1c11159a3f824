// Everything that one call asks of the two seams, each question once: resolve_many gathers the questions of
// all its requests, and the answers are looked up here. Lives for one call, in one thread.
#pragma once

#include <map>
#include <set>

#include "kto/signin.hpp"
#include "unnumbered.hpp"

namespace kto::signin {

class Desk {
 public:
  Desk(const PersonaSource& source, const Ledger* ledger) : source_(source), ledger_(ledger) {}

  // The store's only region; absent when it has none or several.
  Result<std::optional<Region>> only_region();
  // Keys of the personas linked to a subject, ascending; of all regions. None without a ledger.
  Result<std::vector<PersonaKey>> links_of(const Subject& subject);

  // Gathering: what ask() shall ask.
  void want_number(Region region, Snils number) { numbers_.insert({region, number}); }
  void want_persona(const PersonaKey& key) { wanted_.insert(key); }
  // All wanted numbers in one question to the source, all wanted personas in another, the owners of all
  // candidates in one to the ledger.
  Result<void> ask();

  // By key, ascending. Empty for what was not wanted.
  const std::vector<Persona>& candidates(Region region, Snils number) const;
  const Persona* persona(const PersonaKey& key) const;  // nullptr: not there
  // The subject a candidate is linked to.
  const Subject* owner(const PersonaKey& key) const;

  Result<bool> has_consent(const PersonaKey& child);
  // Personas of a region without a usable number, up to 20 000 of them, by name.
  Result<const Unnumbered*> unnumbered(Region region);

 private:
  using NumberIn = std::pair<Region, Snils>;
  Result<void> ask_candidates();
  Result<void> ask_personas();
  Result<void> ask_owners();

  const PersonaSource& source_;
  const Ledger* ledger_;
  std::optional<std::vector<Region>> regions_{};
  std::map<Subject, std::vector<PersonaKey>> links_{};
  std::set<NumberIn> numbers_{};
  std::set<PersonaKey> wanted_{};
  std::map<NumberIn, std::vector<Persona>> candidates_{};
  std::map<PersonaKey, Persona> personas_{};
  std::map<PersonaKey, Subject> owners_{};
  std::map<PersonaKey, bool> consents_{};
  std::map<Region, Unnumbered> unnumbered_{};
};

}  // namespace kto::signin
