// Asking a shard: the ways in, then the same judge and the same order as the plain scan.
#include <algorithm>

#include "suggest/shard.hpp"

namespace kto::suggest {

struct Shard::Lookup {
  std::array<std::vector<Neighbour>, part_count> near;  // by part
};

// Surname and given name near, the patronymic near or absent.
void Shard::gather_by_name(const Lookup& lookup, std::vector<RowNumber>& found) const {
  for (const Neighbour& surname : lookup.near[0]) {
    const auto end = rows_.begin() + surnames_[surname.id + 1];
    auto at = rows_.begin() + surnames_[surname.id];
    // Both sides are sorted: few rows are stepped through, many are searched.
    constexpr std::ptrdiff_t few = 32;
    const bool step = end - at <= few;
    for (const Neighbour& given : lookup.near[1]) {
      const auto before = [](const Row& row, NameId id) { return row.names[1] < id; };
      if (step)
        while (at != end && before(*at, given.id)) ++at;
      else
        at = std::lower_bound(at, end, given.id, before);
      for (; at != end && at->names[1] == given.id; ++at) found.push_back(static_cast<RowNumber>(at - rows_.begin()));
      if (at == end) break;
    }
  }
}

// The same three parts in other places.
void Shard::gather_moved(const Letters& asked, std::vector<RowNumber>& found) const {
  std::array<std::size_t, part_count> places{0, 1, 2};
  while (std::next_permutation(places.begin(), places.end())) {
    std::array<NameId, part_count> wanted{};
    bool known = true;
    for (std::size_t i = 0; i < part_count && known; ++i) {
      const auto id = names_[i].find(asked[places[i]]);
      known = id.has_value();
      if (known) wanted[i] = *id;
    }
    if (!known) continue;
    const auto end = rows_.begin() + surnames_[wanted[0] + 1];
    auto at = std::lower_bound(rows_.begin() + surnames_[wanted[0]], end, wanted,
                               [](const Row& row, const auto& names) { return row.names < names; });
    for (; at != end && at->names == wanted; ++at) found.push_back(static_cast<RowNumber>(at - rows_.begin()));
  }
}

void Shard::gather_by_birth_date(const Inquiry& inquiry, std::vector<RowNumber>& found) const {
  if (inquiry.birth_date == 0) return;
  auto at = std::lower_bound(by_birth_date_.begin(), by_birth_date_.end(), inquiry.birth_date,
                             [&](RowNumber row, std::int32_t date) { return rows_[row].birth_date < date; });
  for (; at != by_birth_date_.end() && rows_[*at].birth_date == inquiry.birth_date; ++at) found.push_back(*at);
}

std::span<const Shard::RowNumber> Shard::holders(std::uint32_t number) const {
  const auto begin = std::lower_bound(by_number_.begin(), by_number_.end(), number,
                                      [&](RowNumber row, std::uint32_t wanted) { return rows_[row].number < wanted; });
  auto end = begin;
  while (end != by_number_.end() && rows_[*end].number == number) ++end;
  return {begin, end};
}

void Shard::gather_by_number(const Inquiry& inquiry, std::vector<RowNumber>& found) const {
  if (!inquiry.query.number) return;
  const auto same = holders(inquiry.query.number->number());
  found.insert(found.end(), same.begin(), same.end());
  if (inquiry.query.number->exempt()) return;
  for (const CellDigits digits : slips_of(*inquiry.query.number)) {
    auto at = std::lower_bound(cells_.begin(), cells_.end(), std::pair(digits, RowNumber{0}));
    for (; at != cells_.end() && at->first == digits; ++at) found.push_back(at->second);
  }
}

void Shard::consider(const Inquiry& inquiry, std::uint32_t question, std::vector<Candidate>& candidates) const {
  const Letters& asked = inquiry.readings[question];
  Lookup lookup;
  for (std::size_t i = 0; i < part_count; ++i) lookup.near[i] = names_[i].near_to(asked[i]);
  const Sex sex = sex_of_patronymic(asked[2]);

  std::vector<RowNumber> found;
  gather_by_name(lookup, found);
  gather_moved(asked, found);
  gather_by_birth_date(inquiry, found);
  gather_by_number(inquiry, found);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());

  for (const RowNumber number : found) {
    const Row& row = rows_[number];
    NameReasons names;
    for (std::size_t i = 0; i < part_count; ++i)
      names[i] = names_[i].reason_for(row.names[i], asked[i], i == 2 ? sex : Sex::unknown, lookup.near[i]);
    const Facts facts = facts_of_row(number);
    if (const auto reasons = judge(inquiry, names, moved(names, asked, letters_of_row(row)), facts))
      candidates.push_back({row.id, question, row.reading, *reasons, facts, 0, number});
  }
}

bool Shard::held_by_elder(const Candidate& candidate) const {
  std::size_t seen = 0;
  std::uint64_t last = ~std::uint64_t{0};
  auto at = std::lower_bound(by_number_.begin(), by_number_.end(), candidate.facts.number,
                             [&](RowNumber row, std::uint32_t wanted) { return rows_[row].number < wanted; });
  for (; at != by_number_.end() && rows_[*at].number == candidate.facts.number; ++at) {
    const std::uint64_t order = rows_[*at].id;
    if (order == last) continue;  // another reading of the same card
    last = order;
    if (++seen > most_holders) break;
    if (order != candidate.order && is_elder(facts_of_row(*at), candidate.facts)) return true;
  }
  return false;
}

std::vector<Suggestion> Shard::suggest(const SuggestQuery& query, std::size_t limit) const {
  const Inquiry inquiry = prepare(query);
  std::vector<Candidate> candidates;
  for (std::uint32_t i = 0; i < inquiry.readings.size(); ++i) consider(inquiry, i, candidates);
  rank(candidates, [this](const Candidate& one) { return held_by_elder(one); });

  std::vector<Suggestion> out;
  for (const Candidate& one : candidates) {
    if (out.size() == limit) break;
    const Row& row = rows_[one.row];
    PersonaKey key = key_of_row(row);
    if (std::find(query.leave_out.begin(), query.leave_out.end(), key) != query.leave_out.end()) continue;
    out.push_back(explain(inquiry, one, letters_of_row(row), std::move(key)));
  }
  return out;
}

}  // namespace kto::suggest
