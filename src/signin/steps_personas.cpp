// Step 6 of the order of decision (docs/rules.md): enterable personas, else not activated ones, else a
// refusal or the school, else nobody. One function a step; the first that answers decides.
#include "steps_personas.hpp"

#include <algorithm>

#include "cards.hpp"
#include "misses.hpp"

namespace kto::signin {
namespace {

using Cards = std::vector<Card>;

// What step 6 decides upon.
struct Table {
  Cards open{};                  // nothing stands in the way, perhaps not activated
  Cards barred{};                // matches that stand, and may not be entered
  bool consent_missing = false;  // open cards were set aside because no consent is recorded
  std::size_t linked = 0;        // cards linked to this OID, archived ones too
};

// The person's face of one answer.
struct Answer {
  Verdict verdict;
  Cards cards{};
};

void lay(Table& table, const Card& card) {
  if (card.linked) ++table.linked;
  if (card.obstacle == Obstacle::archived) return;  // counts as not found
  (card.obstacle == Obstacle::none ? table.open : table.barred).push_back(card);
}

Table lay_table(Inquiry& inquiry, const std::vector<PersonaKey>& own, const Desk& desk) {
  Table table;
  for (const PersonaKey& key : own)
    if (const Persona* persona = desk.persona(key)) lay(table, judge_linked(inquiry, *persona));

  const Identity& who = inquiry.who;
  if (!who.name || !who.number) return table;
  for (const Persona& persona : desk.candidates(*inquiry.region, *who.number)) {
    if (std::binary_search(own.begin(), own.end(), persona.key)) continue;
    const Comparison names = compare(*who.name, persona.name);
    // A bare person has no OID and equals no link.
    const Subject* owner = desk.owner(persona.key);
    const bool taken = owner != nullptr && !(who.oid && who.issuer && *owner == Subject{*who.issuer, *who.oid});
    if (const auto card = judge_candidate(inquiry, persona, names, taken)) lay(table, *card);
  }
  return table;
}

// Under `recorded` a child account enters a card only with a consent in the ledger; a link is no consent.
Result<void> set_aside_without_consent(Inquiry& inquiry, Table& table, Desk& desk) {
  if (!inquiry.child_account() || inquiry.rules.child_consent != ChildConsent::recorded) return {};
  Cards kept;
  for (const Card& card : table.open) {
    const auto given = desk.has_consent(card.persona->key);
    if (!given) return fail(given.error());
    if (*given) {
      kept.push_back(card);
    } else {
      inquiry.findings.add(Reason::consent_not_recorded, card.persona->key);
      table.consent_missing = true;
    }
  }
  table.open = std::move(kept);
  return {};
}

// Activated personas win over the others, which are reported.
std::optional<Answer> enter(Inquiry& inquiry, const Table& table) {
  const bool needed = inquiry.rules.activation_needed;
  Cards ready;
  for (const Card& card : table.open) {
    if (card.persona->activated || !needed)
      ready.push_back(card);
    else
      inquiry.findings.add(Reason::not_activated, card.persona->key);
  }
  if (ready.empty()) return std::nullopt;
  return Answer{ready.size() == 1 ? Verdict::sign_in : Verdict::choose, std::move(ready)};
}

std::optional<Answer> activate(const Table& table) {
  if (table.open.empty()) return std::nullopt;
  return Answer{Verdict::activate, table.open};
}

std::optional<Answer> wait_for_consent(const Table& table) {
  if (!table.consent_missing) return std::nullopt;
  return Answer{Verdict::await_consent};
}

std::optional<Answer> only_closed_roles(const Table& table) {
  const bool only =
      !table.barred.empty() && std::all_of(table.barred.begin(), table.barred.end(),
                                           [](const Card& card) { return card.obstacle == Obstacle::closed_role; });
  if (!only) return std::nullopt;
  return Answer{Verdict::refuse};
}

std::optional<Answer> barred_matches(const Table& table) {
  if (table.barred.empty()) return std::nullopt;
  return Answer{Verdict::ask_school};
}

Answer nobody_found(Inquiry& inquiry) {
  const bool minor = inquiry.child_account() || inquiry.known_under(18);
  const Verdict verdict = minor ? inquiry.rules.nobody_found_minor : inquiry.rules.nobody_found;
  if (minor && verdict == Verdict::ask_school) inquiry.findings.add(Reason::minor_not_found);
  return Answer{verdict};
}

Outcome conclude_with(Inquiry& inquiry, const Answer& answer) {
  std::vector<EnterablePersona> personas;
  for (const Card& card : answer.cards) personas.push_back(enterable(card));
  if (personas.size() > 1)
    for (const auto& persona : personas) inquiry.findings.add(Reason::several_personas, persona.key);
  return conclude(inquiry, answer.verdict, std::move(personas), true);
}

}  // namespace

Result<Outcome> decide_by_personas(Inquiry& inquiry, const std::vector<PersonaKey>& own, Desk& desk, bool diagnose) {
  Table table = lay_table(inquiry, own, desk);
  // Links to personas that are gone: step 5 was passed on their account.
  if (const auto verdict = decide_by_profile(inquiry, table.linked > 0)) return conclude(inquiry, *verdict, {}, true);
  KTO_TRY(set_aside_without_consent(inquiry, table, desk));

  note_shared_number(inquiry, desk);
  std::optional<Answer> answer = enter(inquiry, table);
  if (!answer) answer = activate(table);
  if (!answer) answer = wait_for_consent(table);
  if (!answer) answer = only_closed_roles(table);
  if (!answer) answer = barred_matches(table);
  if (!answer) {
    answer = nobody_found(inquiry);
    KTO_TRY(note_miss(inquiry, desk, diagnose));
  }
  return conclude_with(inquiry, *answer);
}

}  // namespace kto::signin
