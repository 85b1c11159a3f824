#include "cards.hpp"

#include <algorithm>

namespace kto::signin {
namespace {

bool differs(const std::optional<Date>& a, const std::optional<Date>& b) { return a && b && *a != *b; }
bool differs(Sex a, Sex b) { return a != Sex::unknown && b != Sex::unknown && a != b; }

// A child account, or anyone known to be under 14, enters only cards whose only role is pupil.
bool role_closed(const Inquiry& inquiry, const Persona& persona) {
  return (inquiry.child_account() || inquiry.known_under(14)) && !persona.only_pupil();
}

// Father and son of one name with the father's number in both cards: an account of 14 or more, or of
// unknown age, enters no card of somebody under 14.
bool too_young(const Inquiry& inquiry, const Persona& persona) {
  if (inquiry.child_account() || inquiry.known_under(14)) return false;
  return persona.birth_date && age_on(*persona.birth_date, inquiry.at) < 14;
}

// What folding had to overlook for the names to agree, for the administrator.
void note_spelling(Inquiry& inquiry, const PersonaKey& key, const Comparison& names) {
  if (names.grade == Grade::equal) inquiry.findings.add(Reason::name_equal, key);
  for (const Difference& difference : names.differences) switch (difference.rule) {
      case NameRule::yo:
        inquiry.findings.add(Reason::yo_folded, key);
        break;
      case NameRule::look_alike:
      case NameRule::leading_digit:
        inquiry.findings.add(Reason::look_alike_repaired, key);
        break;
      case NameRule::hyphen_blank:
        inquiry.findings.add(Reason::hyphen_blank, key);
        break;
      case NameRule::apostrophe_kind:
        inquiry.findings.add(Reason::apostrophe_kind, key);
        break;
      case NameRule::ogly_spelling:
        inquiry.findings.add(Reason::ogly_spelling, key);
        break;
      default:  // keeps names equal, or tells them apart: said by other reasons
        break;
    }
}

// The number on a linked card that is not ESIA's any more, or never was there: linked by hand.
void note_number_drift(Inquiry& inquiry, const Persona& persona) {
  if (!inquiry.who.number) return;
  const NumberCell& cell = persona.number;
  if (cell.usable()) {
    if (*cell.reading.number != *inquiry.who.number)
      inquiry.findings.add(Reason::linked_number_drift, persona.key);
    else if (cell.reading.recovered)
      inquiry.findings.add(Reason::number_recovered, persona.key);
  } else {
    inquiry.findings.add(cell.text.empty() ? Reason::persona_without_snils : Reason::persona_number_unusable,
                         persona.key);
  }
}

}  // namespace

Card judge_linked(Inquiry& inquiry, const Persona& persona) {
  Findings& findings = inquiry.findings;
  const Identity& who = inquiry.who;
  findings.add(Reason::linked_before, persona.key);
  if (who.name) {
    const Comparison names = compare(*who.name, persona.name);
    if (names.grade < Grade::equivalent)
      findings.add(Reason::linked_name_drift, persona.key);
    else
      note_spelling(inquiry, persona.key, names);
  }
  note_number_drift(inquiry, persona);
  if (differs(who.birth_date, persona.birth_date)) findings.add(Reason::linked_birth_date_differs, persona.key);
  if (differs(who.sex, persona.sex)) findings.add(Reason::linked_sex_differs, persona.key);

  Card card{&persona, true, Obstacle::none};
  if (role_closed(inquiry, persona)) {
    findings.add(Reason::role_not_allowed, persona.key);
    card.obstacle = Obstacle::closed_role;
  }
  if (persona.archived()) {
    findings.add(Reason::archived, persona.key);
    card.obstacle = Obstacle::archived;
  }
  return card;
}

std::optional<Card> judge_candidate(Inquiry& inquiry, const Persona& persona, const Comparison& names, bool taken) {
  if (names.grade < Grade::equivalent) return std::nullopt;
  Card card{&persona, false, Obstacle::none};
  // All that stands in the way is reported; the most decisive one names the card.
  const auto bar = [&](bool applies, Reason reason, Obstacle obstacle) {
    if (!applies) return;
    inquiry.findings.add(reason, persona.key);
    if (card.obstacle == Obstacle::none || obstacle < card.obstacle) card.obstacle = obstacle;
  };
  bar(persona.archived(), Reason::archived, Obstacle::archived);
  // A card that is linked elsewhere and of a closed role is two obstacles: the school is asked, as for a mix.
  bar(taken, Reason::linked_to_another_oid, Obstacle::elsewhere);
  bar(role_closed(inquiry, persona), Reason::role_not_allowed, Obstacle::closed_role);
  bar(differs(inquiry.who.birth_date, persona.birth_date), Reason::birth_date_differs, Obstacle::contradicted);
  bar(differs(inquiry.who.sex, persona.sex), Reason::sex_differs, Obstacle::contradicted);
  bar(too_young(inquiry, persona), Reason::too_young_for_account, Obstacle::contradicted);
  note_spelling(inquiry, persona.key, names);
  if (persona.number.reading.recovered) inquiry.findings.add(Reason::number_recovered, persona.key);
  return card;
}

EnterablePersona enterable(const Card& card) {
  EnterablePersona out{card.persona->key, {}, {}, card.linked};
  for (const Membership& membership : card.persona->memberships) {
    if (membership.standing != Standing::in_organisation) continue;
    if (std::find(out.roles.begin(), out.roles.end(), membership.role) == out.roles.end())
      out.roles.push_back(membership.role);
    if (out.klass.empty()) out.klass = membership.klass;
  }
  return out;
}

}  // namespace kto::signin
