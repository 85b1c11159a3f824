#include "store/memory/memory_store.hpp"

#include "store/memory/tables.hpp"
#include "store/record.hpp"

namespace kto::store {
namespace memory {

void Tables::make_room(const std::unordered_multimap<std::uint64_t, PersonaKey>& numbers) {
  for (auto at = numbers.begin(); at != numbers.end();) {
    const auto [first, last] = numbers.equal_range(at->first);
    auto& bearers = by_number[at->first];
    const std::size_t needed = bearers.size() + static_cast<std::size_t>(std::distance(first, last));
    if (needed > bearers.capacity()) bearers.reserve(std::max(needed, 2 * bearers.capacity()));
    at = last;
  }
}

void Tables::set_personas(std::map<PersonaKey, PersonaPtr>& laid) noexcept {
  for (const auto& [key, persona] : laid) {
    const auto known = personas.find(key);
    if (known != personas.end() && known->second->number.usable()) {
      // A number that nobody bears any more keeps its place: one that is about to be set may need it.
      const auto slot = by_number.find(number_slot(key.region, *known->second->number.reading.number));
      if (slot != by_number.end()) std::erase(slot->second, known->second);
    }
    if (persona->number.usable()) {
      by_number.find(number_slot(key.region, *persona->number.reading.number))->second.push_back(persona);
    }
  }
  lay_over(personas, laid);
}

Result<void> Core::take_turn() {
  KTO_TRY(process.check());
  if (read_only) return fail(Errc::store_read_only);
  if (!turn.take(busy_timeout)) return fail(Errc::store_busy);
  return {};
}

namespace {

constexpr std::size_t page_rows = 1024;

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(std::shared_ptr<Core> core) : core_(std::move(core)) {}

  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override {
    KTO_TRY(core_->process.check());
    std::vector<std::pair<std::size_t, PersonaPtr>> found;
    for (std::size_t at = 0; at < queries.size();) {
      found.clear();
      {
        const std::shared_lock lock(core_->mutex);
        for (; at < queries.size() && found.size() < page_rows; ++at) {
          const auto slot = core_->tables.by_number.find(number_slot(queries[at].region, queries[at].number));
          if (slot == core_->tables.by_number.end()) continue;
          for (const PersonaPtr& persona : slot->second) found.emplace_back(at, persona);
        }
      }
      // Emitted without the lock: the receiver may ask the store again.
      for (const auto& [query, persona] : found) KTO_TRY(emit(query, *persona));
    }
    return {};
  }

  Result<void> by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const override {
    KTO_TRY(core_->process.check());
    for (const PersonaKey& key : keys) {
      PersonaPtr persona;
      {
        const std::shared_lock lock(core_->mutex);
        const auto place = core_->tables.personas.find(key);
        if (place != core_->tables.personas.end()) persona = place->second;
      }
      if (persona) KTO_TRY(emit(*persona));
    }
    return {};
  }

  Result<void> by_organisation(Region region, const OrganisationId& organisation,
                               const EmitPersona& emit) const override {
    const auto same = [&](const PersonaKey& key) { return key.region == region && key.organisation == organisation; };
    return walk(PersonaKey{region, organisation, PersonaId()}, SIZE_MAX, same, emit);
  }

  Result<void> scan(const std::optional<PersonaKey>& after, std::size_t limit, const EmitPersona& emit) const override {
    return walk(
        after, limit, [](const PersonaKey&) { return true; }, emit);
  }

  Result<std::vector<Region>> regions() const override {
    KTO_TRY(core_->process.check());
    const std::shared_lock lock(core_->mutex);
    std::vector<Region> out;
    const auto& personas = core_->tables.personas;
    for (auto at = personas.begin(); at != personas.end();) {
      out.push_back(at->first.region);
      const auto next = Region::make(at->first.region.number() + 1);
      if (!next) break;
      at = personas.lower_bound(PersonaKey{*next, OrganisationId(), PersonaId()});
    }
    return out;
  }

  Result<std::vector<Link>> links_of(const Subject& subject) const override {
    KTO_TRY(core_->process.check());
    const std::shared_lock lock(core_->mutex);
    std::vector<Link> out;
    const auto keys = core_->tables.links_by_subject.find(subject);
    if (keys == core_->tables.links_by_subject.end()) return out;
    for (const PersonaKey& key : keys->second) out.push_back(core_->tables.links.at(key));
    return out;
  }

  Result<std::vector<std::optional<Link>>> links_to(std::span<const PersonaKey> personas) const override {
    KTO_TRY(core_->process.check());
    const std::shared_lock lock(core_->mutex);
    std::vector<std::optional<Link>> out;
    out.reserve(personas.size());
    for (const PersonaKey& key : personas) {
      const auto link = core_->tables.links.find(key);
      if (link == core_->tables.links.end()) {
        out.emplace_back();
      } else {
        out.emplace_back(link->second);
      }
    }
    return out;
  }

  Result<std::vector<ConsentRecord>> consents_for(const PersonaKey& child) const override {
    KTO_TRY(core_->process.check());
    const std::shared_lock lock(core_->mutex);
    std::vector<ConsentRecord> out;
    const auto all = core_->tables.consents.find(child);
    if (all == core_->tables.consents.end()) return out;
    for (const ConsentRecord& consent : all->second) {
      if (!consent.revoked_at) out.push_back(consent);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const ConsentRecord& a, const ConsentRecord& b) { return a.given_at < b.given_at; });
    return out;
  }

  Result<std::optional<Decision>> decision(std::string_view ticket) const override {
    KTO_TRY(core_->process.check());
    const std::shared_lock lock(core_->mutex);
    const auto place = core_->tables.decisions.find(ticket);
    if (place == core_->tables.decisions.end()) return std::optional<Decision>();
    return std::optional<Decision>(place->second);
  }

  Result<std::vector<SignIn>> sign_ins_of(const PersonaKey& persona) const override {
    KTO_TRY(core_->process.check());
    const std::shared_lock lock(core_->mutex);
    const auto place = core_->tables.sign_ins.find(persona);
    if (place == core_->tables.sign_ins.end()) return std::vector<SignIn>();
    std::vector<SignIn> out = place->second;
    std::stable_sort(out.begin(), out.end(), [](const SignIn& a, const SignIn& b) { return a.at < b.at; });
    return out;
  }

  Result<std::unique_ptr<LedgerTransaction>> begin() override { return begin_ledger_transaction(core_); }

  Result<std::unique_ptr<RosterTransaction>> begin_import() override { return begin_roster_transaction(core_); }

  Result<StoreInfo> info() const override {
    KTO_TRY(core_->process.check());
    const std::shared_lock lock(core_->mutex);
    StoreInfo info;
    info.read_only = core_->read_only;
    info.issuer = core_->issuer;
    info.personas = core_->tables.personas.size();
    return info;
  }

  Result<std::vector<Organisation>> organisations() const override {
    KTO_TRY(core_->process.check());
    const std::shared_lock lock(core_->mutex);
    std::vector<Organisation> out;
    for (const auto& [key, organisation] : core_->tables.organisations) out.push_back(organisation);
    return out;
  }

  Result<std::vector<SchoolClass>> classes(Region region, const OrganisationId& organisation) const override {
    KTO_TRY(core_->process.check());
    const std::shared_lock lock(core_->mutex);
    std::vector<SchoolClass> out;
    for (auto at = core_->tables.classes.lower_bound(ClassKey{region, organisation, "", ""});
         at != core_->tables.classes.end() && at->second.region == region && at->second.organisation == organisation;
         ++at) {
      out.push_back(at->second);
    }
    return out;
  }

  // Nothing here leaves memory: what can be wrong is our own book-keeping.
  Result<CheckReport> check(const std::function<bool(std::uint64_t done)>& progress) const override {
    KTO_TRY(core_->process.check());
    CheckReport report;
    std::uint64_t numbered = 0;
    KTO_TRY(scan(std::nullopt, SIZE_MAX, [&](const Persona& persona) -> Result<void> {
      ++report.personas;
      if (persona.number.usable()) ++numbered;
      if (!decode_record(encode_record(persona))) ++report.blobs_bad;
      if (progress && report.personas % page_rows == 0 && !progress(report.personas)) return fail(Errc::cancelled);
      return {};
    }));
    const std::shared_lock lock(core_->mutex);
    for (const auto& [slot, personas] : core_->tables.by_number) {
      for (const PersonaPtr& persona : personas) {
        const auto& number = persona->number.reading.number;
        if (!number || number_slot(persona->key.region, *number) != slot) ++report.keys_bad;
      }
    }
    report.links = core_->tables.links.size();
    for (const auto& [key, link] : core_->tables.links) report.links_dangling += !core_->tables.personas.contains(key);
    return report;
  }

  Result<std::string> subject_hash(const Subject& subject) const override {
    KTO_TRY(core_->process.check());
    return core_->subjects->subject_hash(name_of(subject.issuer), subject.oid.value());
  }

 private:
  // Personas after `after` in key order while `wanted`, page by page.
  template <class Wanted>
  Result<void> walk(std::optional<PersonaKey> after, std::size_t limit, const Wanted& wanted,
                    const EmitPersona& emit) const {
    KTO_TRY(core_->process.check());
    std::vector<PersonaPtr> page;
    bool more = true;
    while (more && limit > 0) {
      page.clear();
      {
        const std::shared_lock lock(core_->mutex);
        const auto& personas = core_->tables.personas;
        auto at = after ? personas.upper_bound(*after) : personas.begin();
        const std::size_t most = std::min(limit, page_rows);
        for (; at != personas.end() && page.size() < most && wanted(at->first); ++at) page.push_back(at->second);
        more = page.size() == most;
      }
      limit -= page.size();
      for (const PersonaPtr& persona : page) KTO_TRY(emit(*persona));
      if (!page.empty()) after = page.back()->key;
    }
    return {};
  }

  std::shared_ptr<Core> core_;
};

}  // namespace
}  // namespace memory

Result<std::unique_ptr<Store>> open_memory(const OpenOptions& options) {
  const auto provider = options.provider ? options.provider : sodium_provider();
  auto core = std::make_shared<memory::Core>();
  Secret secret;
  if (options.secret) {
    secret = *options.secret;
  } else {
    KTO_TRY(provider->random(std::span(secret.data(), Secret::size())));
  }
  auto sealer = Sealer::make(secret, provider);
  if (!sealer) return fail(sealer.error());
  core->subjects = std::move(*sealer);
  core->busy_timeout = options.busy_timeout;
  core->issuer = options.issuer;
  core->read_only = options.read_only;
  return std::unique_ptr<Store>(std::make_unique<memory::MemoryStore>(std::move(core)));
}

}  // namespace kto::store
