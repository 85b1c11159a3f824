#include "misses.hpp"

#include <algorithm>

namespace kto::signin {
namespace {

// Twins, parent and child: whoever bears another name, birth date or sex is another person. Each is held
// against the first only, so that a number given to a whole school costs no more than its length.
bool two_people(const Persona& a, const Persona& b) {
  if (a.birth_date && b.birth_date && *a.birth_date != *b.birth_date) return true;
  if (a.sex != Sex::unknown && b.sex != Sex::unknown && a.sex != b.sex) return true;
  return grade(a.name, b.name) == Grade::different;
}

// The candidates of ESIA's number in the region.
const std::vector<Persona>& with_number(const Inquiry& inquiry, const Desk& desk) {
  static const std::vector<Persona> none;
  const auto& number = inquiry.who.number;
  return number ? desk.candidates(*inquiry.region, *number) : none;
}

}  // namespace

void note_shared_number(Inquiry& inquiry, const Desk& desk) {
  const auto& rows = with_number(inquiry, desk);
  const bool shared =
      std::any_of(rows.begin(), rows.end(), [&](const Persona& persona) { return two_people(rows.front(), persona); });
  if (!shared) return;
  for (const Persona& persona : rows) inquiry.findings.add(Reason::household_number, persona.key);
}

Result<void> note_miss(Inquiry& inquiry, Desk& desk, bool diagnose) {
  const Identity& who = inquiry.who;
  if (!who.name || !who.number) return {};
  const auto& rows = with_number(inquiry, desk);
  if (rows.empty()) inquiry.findings.add(Reason::number_not_in_diary);
  for (const Persona& persona : rows) {
    const Grade names = grade(*who.name, persona.name);
    if (names >= Grade::equivalent) continue;  // archived, and said so
    inquiry.findings.add(
        names == Grade::similar ? Reason::snils_equal_name_similar : Reason::snils_equal_name_different, persona.key);
    if (names == Grade::similar && persona.archived()) inquiry.findings.add(Reason::archived, persona.key);
    if (persona.number.reading.recovered) inquiry.findings.add(Reason::number_recovered, persona.key);
  }
  if (!diagnose) return {};
  const auto index = desk.unnumbered(*inquiry.region);
  if (!index) return fail(index.error());
  for (const Unnumbered::Row* row : (*index)->named(*who.name))
    inquiry.findings.add(row->number_written ? Reason::persona_number_unusable : Reason::persona_without_snils,
                         row->key);
  return {};
}

}  // namespace kto::signin
