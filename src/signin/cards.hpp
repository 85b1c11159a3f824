// One card of the diary against one identity: may it be entered, and if not, what stands in the way.
#pragma once

#include "inquiry.hpp"

namespace kto::signin {

// What stands in the way, from the most to the least decisive: the first that is true names the card.
enum class Obstacle : std::uint8_t {
  none,
  archived,      // counts as not found
  elsewhere,     // linked to another OID
  closed_role,   // outranks a contradiction
  contradicted,  // birth date, sex, or too young for the account
};

struct Card {
  const Persona* persona;
  bool linked;  // by this OID
  Obstacle obstacle;
};

// A card linked to this OID is decided by that alone: drift is flagged, and only the archive and a closed
// role bar it.
Card judge_linked(Inquiry& inquiry, const Persona& persona);

// A card with the same usable number in the same region, not linked to this OID. Absent = no match: the name
// is graded below `equivalent`. `taken`: linked to another subject.
std::optional<Card> judge_candidate(Inquiry& inquiry, const Persona& persona, const Comparison& names, bool taken);

// As the person may see it.
EnterablePersona enterable(const Card& card);

}  // namespace kto::signin
