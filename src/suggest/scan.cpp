// The slow, plain version: every persona of the region, one after the other.
#include <algorithm>
#include <map>

#include "suggest/rank.hpp"

namespace kto {
namespace {

using namespace suggest;

constexpr std::size_t page = 1024;

// Calls `see` with every persona of the region, in key order.
Result<void> each_persona(const PersonaSource& source, Region region, const std::function<void(const Persona&)>& see) {
  std::optional<PersonaKey> after;
  for (bool more = true; more;) {
    std::size_t read = 0;
    bool left = false;
    std::optional<PersonaKey> last;
    const auto emit = [&](const Persona& persona) -> Result<void> {
      ++read;
      last = persona.key;
      if (persona.key.region == region)
        see(persona);
      else
        left = left || persona.key.region > region;
      return {};
    };
    KTO_TRY(source.scan(after, page, emit));
    more = read == page && !left;
    after = last;
  }
  return {};
}

void consider(const Inquiry& inquiry, const Persona& persona, std::uint64_t order, std::vector<Candidate>& out) {
  const Facts facts = facts_of(persona);
  const auto readings = readings_of(persona.name);
  for (std::uint32_t question = 0; question < inquiry.readings.size(); ++question) {
    const Letters& asked = inquiry.readings[question];
    for (std::uint32_t reading = 0; reading < readings.size(); ++reading) {
      NameReasons names;
      for (std::size_t i = 0; i < part_count; ++i) names[i] = relate(asked[i], readings[reading][i], all_parts[i]);
      const auto reasons = judge(inquiry, names, moved(names, asked, readings[reading]), facts);
      if (reasons) out.push_back({order, question, reading, *reasons, facts, 0});
    }
  }
}

// Who holds the numbers of the candidates: cards in key order.
using Holders = std::map<std::uint32_t, std::vector<std::pair<std::uint64_t, Facts>>>;

bool held_by_elder(const Holders& holders, const Candidate& candidate) {
  const auto found = holders.find(candidate.facts.number);
  if (found == holders.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const auto& holder) {
    return holder.first != candidate.order && is_elder(holder.second, candidate.facts);
  });
}

}  // namespace

Result<std::vector<Suggestion>> suggest_by_scan(const PersonaSource& source, Region region, const SuggestQuery& query,
                                                std::size_t limit) {
  const Inquiry inquiry = prepare(query);
  std::vector<Candidate> candidates;
  std::uint64_t order = 0;
  KTO_TRY(
      each_persona(source, region, [&](const Persona& persona) { consider(inquiry, persona, order++, candidates); }));

  Holders holders;
  for (const Candidate& one : candidates)
    if (one.facts.number != 0) holders[one.facts.number];
  std::map<std::uint64_t, std::pair<PersonaKey, std::vector<Letters>>> cards;
  for (const Candidate& one : candidates)
    cards.try_emplace(one.order, PersonaKey{region, {}, {}}, std::vector<Letters>{});
  order = 0;
  KTO_TRY(each_persona(source, region, [&](const Persona& persona) {
    const Facts facts = facts_of(persona);
    const auto holder = holders.find(facts.number);
    if (holder != holders.end() && holder->second.size() < most_holders) holder->second.emplace_back(order, facts);
    if (const auto card = cards.find(order); card != cards.end())
      card->second = {persona.key, readings_of(persona.name)};
    ++order;
  }));

  rank(candidates, [&](const Candidate& one) { return held_by_elder(holders, one); });
  std::vector<Suggestion> out;
  for (const Candidate& one : candidates) {
    if (out.size() == limit) break;
    const auto& [key, readings] = cards.at(one.order);
    if (std::find(query.leave_out.begin(), query.leave_out.end(), key) != query.leave_out.end()) continue;
    out.push_back(explain(inquiry, one, readings.at(one.reading), key));
  }
  return out;
}

}  // namespace kto
