#include "desk.hpp"

#include <algorithm>

namespace kto::signin {

Result<std::optional<Region>> Desk::only_region() {
  if (!regions_) {
    auto regions = source_.regions();
    if (!regions) return fail(regions.error());
    regions_ = std::move(regions).value();
  }
  if (regions_->size() != 1) return std::optional<Region>{};
  return std::optional<Region>(regions_->front());
}

Result<std::vector<PersonaKey>> Desk::links_of(const Subject& subject) {
  if (ledger_ == nullptr) return std::vector<PersonaKey>{};
  const auto known = links_.find(subject);
  if (known != links_.end()) return known->second;
  const auto links = ledger_->links_of(subject);
  if (!links) return fail(links.error());
  std::vector<PersonaKey> keys;
  for (const Link& link : *links)
    if (link.subject == subject) keys.push_back(link.persona);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  links_.emplace(subject, keys);
  return keys;
}

Result<void> Desk::ask() {
  KTO_TRY(ask_candidates());
  KTO_TRY(ask_personas());
  return ask_owners();
}

Result<void> Desk::ask_candidates() {
  if (numbers_.empty()) return {};
  std::vector<NumberQuery> queries;
  for (const auto& [region, number] : numbers_) queries.push_back({region, number});
  KTO_TRY(source_.candidates(queries, [&](std::size_t query, const Persona& persona) -> Result<void> {
    if (query >= queries.size()) return fail(Errc::internal);
    const auto& [region, number] = queries[query];
    // A portal's own source is not trusted to keep regions and numbers apart.
    const auto& reading = persona.number.reading;
    if (persona.key.region != region || !reading.usable() || *reading.number != number) return {};
    candidates_[{region, number}].push_back(persona);
    return {};
  }));
  for (auto& [query, rows] : candidates_) {
    std::sort(rows.begin(), rows.end(), [](const Persona& a, const Persona& b) { return a.key < b.key; });
    rows.erase(std::unique(rows.begin(), rows.end(), [](const Persona& a, const Persona& b) { return a.key == b.key; }),
               rows.end());
  }
  return {};
}

Result<void> Desk::ask_personas() {
  if (wanted_.empty()) return {};
  const std::vector<PersonaKey> keys(wanted_.begin(), wanted_.end());
  return source_.by_key(keys, [&](const Persona& persona) -> Result<void> {
    if (wanted_.contains(persona.key)) personas_.insert_or_assign(persona.key, persona);
    return {};
  });
}

Result<void> Desk::ask_owners() {
  if (ledger_ == nullptr || candidates_.empty()) return {};
  std::set<PersonaKey> distinct;
  for (const auto& [query, rows] : candidates_)
    for (const Persona& persona : rows) distinct.insert(persona.key);
  const std::vector<PersonaKey> keys(distinct.begin(), distinct.end());
  const auto links = ledger_->links_to(keys);
  if (!links) return fail(links.error());
  if (links->size() != keys.size()) return fail(Errc::internal);
  for (std::size_t i = 0; i < keys.size(); ++i)
    if ((*links)[i]) owners_.insert_or_assign(keys[i], (*links)[i]->subject);
  return {};
}

const std::vector<Persona>& Desk::candidates(Region region, Snils number) const {
  static const std::vector<Persona> none;
  const auto found = candidates_.find({region, number});
  return found == candidates_.end() ? none : found->second;
}

const Persona* Desk::persona(const PersonaKey& key) const {
  const auto found = personas_.find(key);
  return found == personas_.end() ? nullptr : &found->second;
}

const Subject* Desk::owner(const PersonaKey& key) const {
  const auto found = owners_.find(key);
  return found == owners_.end() ? nullptr : &found->second;
}

Result<bool> Desk::has_consent(const PersonaKey& child) {
  if (ledger_ == nullptr) return false;
  const auto known = consents_.find(child);
  if (known != consents_.end()) return known->second;
  const auto records = ledger_->consents_for(child);
  if (!records) return fail(records.error());
  const bool given = std::any_of(records->begin(), records->end(), [&](const ConsentRecord& record) {
    return record.child == child && !record.revoked_at;
  });
  consents_.emplace(child, given);
  return given;
}

Result<const Unnumbered*> Desk::unnumbered(Region region) {
  const auto known = unnumbered_.find(region);
  if (known != unnumbered_.end()) return &known->second;
  constexpr std::size_t limit = 20'000;
  Unnumbered index;
  KTO_TRY(source_.unnumbered(region, limit, [&](const Persona& persona) -> Result<void> {
    if (persona.key.region == region && !persona.number.usable()) index.add(persona);
    return {};
  }));
  return &unnumbered_.emplace(region, std::move(index)).first->second;
}

}  // namespace kto::signin
