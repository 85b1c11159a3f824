// From all cards in consideration to the few that are shown.
#pragma once

#include "suggest/judge.hpp"

namespace kto::suggest {

// A card in consideration.
struct Candidate {
  std::uint64_t order = 0;     // of the cards' keys
  std::uint32_t question = 0;  // which reading of the question
  std::uint32_t reading = 0;   // which of the card
  Reasons reasons{};
  Facts facts{};
  int score = 0;
  std::uint32_t row = 0;  // where whoever found it finds it again
};

// Holders of one number that are looked at, in the order of their keys.
inline constexpr std::size_t most_holders = 64;

// The holder of a number is no child beside this card: by role, or by fourteen years.
bool is_elder(const Facts& holder, const Facts& card);

// Is a number held by an elder of the candidate's, among the first most_holders that hold it?
using HeldByElder = std::function<bool(const Candidate& candidate)>;

// Keeps the best reading of each card, finds parents' numbers, crossed twins and superseded cards, drops what is below
// suggest_least(), and sorts: best first, then by order.
void rank(std::vector<Candidate>& candidates, const HeldByElder& held_by_elder);

// The suggestion in full.
Suggestion explain(const Inquiry& inquiry, const Candidate& candidate, const Letters& card, PersonaKey key);

}  // namespace kto::suggest
