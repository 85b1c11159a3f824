#include "store/clear_columns.hpp"
#include "store/memory/tables.hpp"
#include "store/record.hpp"
#include "store/validate.hpp"

namespace kto::store::memory {
namespace {

// By what is stored, as the SQLite store compares: not by what a reader may have made of it.
bool same_row(const Persona& a, const Persona& b) {
  return encode_record(a) == encode_record(b) && clear_columns_of(a) == clear_columns_of(b);
}

class RosterChanges final : public RosterTransaction {
 public:
  explicit RosterChanges(std::shared_ptr<Core> core) : core_(std::move(core)) {}
  ~RosterChanges() override { end(); }

  Result<void> begin() {
    KTO_TRY(core_->take_turn());
    ended_ = false;
    return {};
  }

  Result<PutResult> put(const Persona& persona) override {
    KTO_TRY(usable());
    KTO_TRY(check_persona(persona));
    const PersonaPtr known = current(persona.key);
    const bool same = known && same_row(*known, persona);
    if (!touched_.insert(persona.key).second) return same ? PutResult::repeated : PutResult::conflict;
    if (same) return PutResult::unchanged;
    lay(std::make_shared<const Persona>(persona));
    return known ? PutResult::updated : PutResult::inserted;
  }

  Result<void> put_organisation(const Organisation& organisation) override {
    KTO_TRY(usable());
    KTO_TRY(check_organisation(organisation));
    const std::pair key(organisation.region, organisation.id);
    const auto laid = organisations_.find(key);
    const auto known = core_->tables.organisations.find(key);
    Organisation now = organisation;
    if (laid != organisations_.end()) {
      now = merged(laid->second, organisation);
    } else if (known != core_->tables.organisations.end()) {
      now = merged(known->second, organisation);
    }
    organisations_.insert_or_assign(key, std::move(now));
    return {};
  }

  Result<void> put_class(const SchoolClass& klass) override {
    KTO_TRY(usable());
    KTO_TRY(check_class(klass));
    classes_.insert_or_assign(ClassKey{klass.region, klass.organisation, klass.school_year, klass.name}, klass);
    return {};
  }

  Result<std::optional<Persona>> find(const PersonaKey& key) override {
    KTO_TRY(usable());
    const PersonaPtr persona = current(key);
    return persona ? std::optional<Persona>(*persona) : std::nullopt;
  }

  Result<std::vector<Persona>> find_by_number(Region region, const OrganisationId& organisation,
                                              Snils number) override {
    KTO_TRY(usable());
    const std::uint64_t slot = number_slot(region, number);
    std::map<PersonaKey, PersonaPtr> found;
    const auto known = core_->tables.by_number.find(slot);
    if (known != core_->tables.by_number.end()) {
      for (const PersonaPtr& persona : known->second) {
        if (persona->key.organisation == organisation && !laid_.contains(persona->key)) {
          found.emplace(persona->key, persona);
        }
      }
    }
    const auto [first, last] = laid_by_number_.equal_range(slot);
    for (auto at = first; at != last; ++at) {
      const PersonaPtr& persona = laid_.at(at->second);
      if (persona->key.organisation == organisation && persona->number.reading.number == number) {
        found.emplace(persona->key, persona);
      }
    }
    std::vector<Persona> out;
    for (const auto& [key, persona] : found) out.push_back(*persona);
    return out;
  }

  Result<bool> is_linked(const PersonaKey& key) override {
    KTO_TRY(usable());
    return core_->tables.links.contains(key);
  }

  Result<std::vector<PersonaKey>> untouched(Region region, const OrganisationId& organisation) override {
    KTO_TRY(usable());
    std::vector<PersonaKey> out;
    each_standing(region, organisation, [&](const PersonaKey& key) {
      if (!touched_.contains(key)) out.push_back(key);
    });
    return out;
  }

  Result<std::uint64_t> standing_in(Region region, const OrganisationId& organisation) override {
    KTO_TRY(usable());
    std::uint64_t count = 0;
    each_standing(region, organisation, [&](const PersonaKey&) { ++count; });
    return count;
  }

  Result<void> archive(const PersonaKey& key) override {
    KTO_TRY(usable());
    const PersonaPtr known = current(key);
    if (!known) return fail(Errc::not_found);
    if (known->archived()) return {};
    Persona archived = *known;
    archive_memberships(archived.memberships);
    lay(std::make_shared<const Persona>(std::move(archived)));
    return {};
  }

  Result<void> commit() override {
    KTO_TRY(usable());
    {
      const std::unique_lock lock(core_->mutex);
      core_->tables.make_room(laid_by_number_);
      // From here on nothing fails: all of it is laid, or none.
      core_->tables.set_personas(laid_);
      lay_over(core_->tables.organisations, organisations_);
      lay_over(core_->tables.classes, classes_);
    }
    end();
    return {};
  }

 private:
  Result<void> usable() const {
    KTO_TRY(core_->process.check());
    if (ended_) return fail(Errc::bad_argument, "transaction");
    return {};
  }

  void end() noexcept {
    if (ended_) return;
    ended_ = true;
    if (core_->process.same()) core_->turn.give();
  }

  // The tables are read without the lock: they change only under the turn, which is ours.
  PersonaPtr current(const PersonaKey& key) const {
    const auto laid = laid_.find(key);
    if (laid != laid_.end()) return laid->second;
    const auto known = core_->tables.personas.find(key);
    return known == core_->tables.personas.end() ? nullptr : known->second;
  }

  void lay(PersonaPtr persona) {
    if (persona->number.usable()) {
      laid_by_number_.emplace(number_slot(persona->key.region, *persona->number.reading.number), persona->key);
    }
    const PersonaKey key = persona->key;
    laid_.insert_or_assign(key, std::move(persona));
  }

  template <class Each>
  void each_standing(Region region, const OrganisationId& organisation, const Each& each) const {
    const PersonaKey first{region, organisation, PersonaId()};
    const auto inside = [&](const PersonaKey& key) { return key.region == region && key.organisation == organisation; };
    std::set<PersonaKey> keys;
    for (auto at = core_->tables.personas.lower_bound(first); at != core_->tables.personas.end() && inside(at->first);
         ++at) {
      if (!at->second->archived() && !laid_.contains(at->first)) keys.insert(at->first);
    }
    for (auto at = laid_.lower_bound(first); at != laid_.end() && inside(at->first); ++at) {
      if (!at->second->archived()) keys.insert(at->first);
    }
    for (const PersonaKey& key : keys) each(key);
  }

  std::shared_ptr<Core> core_;
  bool ended_ = true;  // or not yet begun
  std::set<PersonaKey> touched_;
  std::map<PersonaKey, PersonaPtr> laid_;
  std::unordered_multimap<std::uint64_t, PersonaKey> laid_by_number_;  // may name numbers laid before
  std::map<std::pair<Region, OrganisationId>, Organisation> organisations_;
  std::map<ClassKey, SchoolClass> classes_;
};

}  // namespace

Result<std::unique_ptr<RosterTransaction>> begin_roster_transaction(std::shared_ptr<Core> core) {
  // Made first: a turn that was taken must have somebody who gives it back.
  auto changes = std::make_unique<RosterChanges>(std::move(core));
  KTO_TRY(changes->begin());
  return std::unique_ptr<RosterTransaction>(std::move(changes));
}

}  // namespace kto::store::memory
