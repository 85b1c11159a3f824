// What the store in memory holds, and the lock around it.
//
// A write transaction collects its changes beside the tables and lays them on at commit, under the
// lock: readers see all of it or nothing, and rolling back is forgetting.
#pragma once

#include <map>
#include <set>
#include <shared_mutex>
#include <unordered_map>

#include "kto/store.hpp"
#include "store/process.hpp"
#include "store/write_turn.hpp"

namespace kto::store::memory {

using PersonaPtr = std::shared_ptr<const Persona>;
using ClassKey = std::tuple<Region, OrganisationId, std::string, std::string>;  // school year, name

// (region, number) in one word: 7 + 30 bits.
inline std::uint64_t number_slot(Region region, Snils number) noexcept {
  return (std::uint64_t{region.number()} << 32) | number.number();
}

struct Tables {
  std::map<PersonaKey, PersonaPtr> personas;
  std::unordered_map<std::uint64_t, std::vector<PersonaPtr>> by_number;
  std::map<std::pair<Region, OrganisationId>, Organisation> organisations;
  std::map<ClassKey, SchoolClass> classes;
  std::map<PersonaKey, Link> links;
  std::map<Subject, std::set<PersonaKey>> links_by_subject;
  std::map<PersonaKey, std::vector<ConsentRecord>> consents;  // revoked ones included, as recorded
  std::map<std::string, Decision, std::less<>> decisions;
  std::map<PersonaKey, std::vector<SignIn>> sign_ins;

  // Numbers of personas that are about to be set, as often as they are. It may fail; set_personas cannot.
  void make_room(const std::unordered_multimap<std::uint64_t, PersonaKey>& numbers);
  // Each replaces the one with the same key. Takes them out of `laid`.
  void set_personas(std::map<PersonaKey, PersonaPtr>& laid) noexcept;
};

// Takes everything out of `changes` and lays it over `table`.
template <class Map>
void lay_over(Map& table, Map& changes) noexcept {
  while (!changes.empty()) {
    auto done = table.insert(changes.extract(changes.begin()));
    if (!done.inserted) done.position->second = std::move(done.node.mapped());
  }
}

struct Core {
  Process process;
  mutable std::shared_mutex mutex;  // tables
  Tables tables;
  WriteTurn turn;
  std::chrono::milliseconds busy_timeout{};
  Issuer issuer = Issuer::production;
  bool read_only = false;
  std::optional<Sealer> subjects{};  // for subject_hash only

  // store_busy, store_read_only, forked.
  Result<void> take_turn();
};

Result<std::unique_ptr<RosterTransaction>> begin_roster_transaction(std::shared_ptr<Core> core);
Result<std::unique_ptr<LedgerTransaction>> begin_ledger_transaction(std::shared_ptr<Core> core);

}  // namespace kto::store::memory
