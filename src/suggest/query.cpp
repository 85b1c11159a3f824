// Whom to look for, from what ESIA said or from a card.
#include "kto/suggest.hpp"

namespace kto {
namespace {

constexpr int grown_up = 18;
constexpr int surely_no_pupil = 21;

void judge_age(SuggestQuery& query, Date at) {
  if (!query.birth_date || at < *query.birth_date) return;
  const int age = age_on(*query.birth_date, at);
  query.child = age < grown_up;
  query.adult = age >= surely_no_pupil;
}

}  // namespace

SuggestQuery suggest_query(const Identity& who, Date at) {
  SuggestQuery query;
  if (who.fault) return query;
  query.name = who.name;
  query.number = who.number;
  query.birth_date = who.birth_date;
  query.sex = who.sex;
  judge_age(query, at);
  if (who.account == Account::child) {
    query.child = true;
    query.adult = false;
  }
  return query;
}

SuggestQuery suggest_query(const Persona& persona, Date at) {
  SuggestQuery query;
  query.name = persona.name;
  query.number = persona.number.reading.number;
  query.birth_date = persona.birth_date;
  query.sex = persona.sex;
  if (!query.birth_date) query.child = persona.only_pupil();
  judge_age(query, at);
  query.leave_out.push_back(persona.key);
  return query;
}

void leave_out_enterable(SuggestQuery& query, const Outcome& outcome) {
  for (const EnterablePersona& persona : outcome.personas) query.leave_out.push_back(persona.key);
}

}  // namespace kto
