#include "suggest/rank.hpp"

#include <algorithm>
#include <tuple>

#include "kto/text.hpp"

namespace kto::suggest {
namespace {

SuggestReason& number_of(Candidate& candidate) { return candidate.reasons[place_of(SuggestField::number)]; }

void keep_best_readings(std::vector<Candidate>& candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.order, -a.score, a.question, a.reading) < std::tuple(b.order, -b.score, b.question, b.reading);
  });
  const auto same_card = [](const Candidate& a, const Candidate& b) { return a.order == b.order; };
  candidates.erase(std::unique(candidates.begin(), candidates.end(), same_card), candidates.end());
}

// The name the same or near, but for the given name, of which `given` decides.
template <class Given>
bool of_the_family(const Candidate& candidate, Given given) {
  const auto fits = [](SuggestReason reason) {
    return near(reason) || reason == SuggestReason::part_absent_on_both || reason == SuggestReason::part_missing;
  };
  return candidate.facts.birth_date != 0 && fits(candidate.reasons[0]) && given(candidate.reasons[1]) &&
         fits(candidate.reasons[2]);
}

// Two cards of one birth date: one bears the name with another number, the other the number with another
// given name.
void cross_twins(std::vector<Candidate>& candidates) {
  std::vector<Candidate*> by_name;
  std::vector<Candidate*> by_number;
  for (Candidate& one : candidates) {
    const auto number = number_of(one);
    if (number == SuggestReason::number_differs && of_the_family(one, near)) by_name.push_back(&one);
    const auto other = [](SuggestReason given) { return given == SuggestReason::part_differs; };
    if (number == SuggestReason::number_same && of_the_family(one, other)) by_number.push_back(&one);
  }
  const auto date = [](const Candidate* one) { return one->facts.birth_date; };
  const auto born_with_one_of = [&](const std::vector<Candidate*>& others) {
    std::vector<std::int32_t> dates;
    std::transform(others.begin(), others.end(), std::back_inserter(dates), date);
    std::sort(dates.begin(), dates.end());
    return [dates = std::move(dates), date](const Candidate* one) {
      return std::binary_search(dates.begin(), dates.end(), date(one));
    };
  };
  const auto has_twin_by_number = born_with_one_of(by_number);
  const auto has_twin_by_name = born_with_one_of(by_name);
  for (Candidate* one : by_name)
    if (has_twin_by_number(one)) number_of(*one) = SuggestReason::crossed_twins;
  for (Candidate* one : by_number)
    if (has_twin_by_name(one)) number_of(*one) = SuggestReason::crossed_twins;
}

// An archived card beside a current one of the same birth date and a near given name.
void set_aside_superseded(std::vector<Candidate>& candidates) {
  std::vector<std::int32_t> current;
  for (const Candidate& one : candidates)
    if (!one.facts.archived && one.facts.birth_date != 0 && near(one.reasons[1]))
      current.push_back(one.facts.birth_date);
  std::sort(current.begin(), current.end());
  for (Candidate& one : candidates)
    if (one.facts.archived && std::binary_search(current.begin(), current.end(), one.facts.birth_date))
      one.reasons[place_of(SuggestField::standing)] = SuggestReason::card_superseded;
}

}  // namespace

bool is_elder(const Facts& holder, const Facts& card) {
  constexpr std::int32_t fourteen_years = 14'00'00;
  if (holder.birth_date != 0 && card.birth_date != 0) return holder.birth_date + fourteen_years <= card.birth_date;
  return card.only_pupil && holder.no_pupil;
}

void rank(std::vector<Candidate>& candidates, const HeldByElder& held_by_elder) {
  for (Candidate& one : candidates) one.score = score_of(one.reasons);
  keep_best_readings(candidates);
  for (Candidate& one : candidates)
    if (number_of(one) == SuggestReason::number_differs && held_by_elder(one))
      number_of(one) = SuggestReason::parents_number;
  cross_twins(candidates);
  set_aside_superseded(candidates);
  for (Candidate& one : candidates) one.score = score_of(one.reasons);
  const int least = suggest_least();
  std::erase_if(candidates, [least](const Candidate& one) { return one.score < least; });
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::pair(-a.score, a.order) < std::pair(-b.score, b.order);
  });
}

Suggestion explain(const Inquiry& inquiry, const Candidate& candidate, const Letters& card, PersonaKey key) {
  Suggestion out{std::move(key), candidate.score};
  const Letters& asked = inquiry.readings[candidate.question];
  for (const SuggestField field : all_suggest_fields()) {
    const std::size_t place = place_of(field);
    const SuggestReason reason = candidate.reasons[place];
    SuggestStep step{field, reason, suggest_points(field, reason)};
    if (place < part_count) {
      const Slip slip = place_of_difference(asked[place], card[place], reason);
      step.position = slip.position;
      step.a = text::to_utf8(std::u32string_view(asked[place]).substr(slip.position, slip.size_a));
      step.b = text::to_utf8(std::u32string_view(card[place]).substr(slip.position, slip.size_b));
    }
    const bool told = std::find(out.reasons.begin(), out.reasons.end(), reason) != out.reasons.end();
    if (tells(reason) && !told) out.reasons.push_back(reason);
    out.waterfall.push_back(std::move(step));
  }
  if (candidate.facts.cell != 0) out.number_hints = number_hints(unpack(candidate.facts.cell));
  return out;
}

}  // namespace kto::suggest
