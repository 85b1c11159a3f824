#include "suggest/judge.hpp"

#include <algorithm>

#include "fio/access.hpp"
#include "kto/text.hpp"

namespace kto::suggest {
namespace {

SuggestReason judge_number(const Inquiry& inquiry, const Facts& card) {
  if (!inquiry.query.number) return SuggestReason::number_not_stated;
  const Snils wanted = *inquiry.query.number;
  if (card.number == wanted.number()) return SuggestReason::number_same;
  if (!card.number_written && card.number == 0) return SuggestReason::number_missing;
  if (!wanted.exempt()) {
    // A number of the exempt zone has no control that could tell a slip.
    const std::string digits = card.number != 0 ? eleven_digits(Snils::from_number(card.number).value())
                               : card.cell != 0 ? unpack(card.cell)
                                                : std::string();
    if (!digits.empty())
      if (const auto slip = slip_of_digits(inquiry.number, digits)) return *slip;
  }
  return card.number != 0 ? SuggestReason::number_differs : SuggestReason::number_unusable;
}

// One digit of a date differs, or day and month are swapped.
bool near_dates(std::int32_t a, std::int32_t b) {
  const auto turned = [](std::int32_t date) { return date / 10000 * 10000 + date % 100 * 100 + date / 100 % 100; };
  if (turned(a) == b) return true;
  int differ = 0;
  for (; a != 0 || b != 0; a /= 10, b /= 10) differ += a % 10 != b % 10 ? 1 : 0;
  return differ == 1;
}

SuggestReason judge_birth_date(const Inquiry& inquiry, const Facts& card) {
  if (inquiry.birth_date == 0 || card.birth_date == 0) return SuggestReason::birth_date_not_stated;
  if (inquiry.birth_date == card.birth_date) return SuggestReason::birth_date_same;
  return near_dates(inquiry.birth_date, card.birth_date) ? SuggestReason::birth_date_near
                                                         : SuggestReason::birth_date_differs;
}

SuggestReason judge_sex(const Inquiry& inquiry, const Facts& card) {
  if (inquiry.query.sex == Sex::unknown || card.sex == Sex::unknown) return SuggestReason::sex_not_stated;
  return inquiry.query.sex == card.sex ? SuggestReason::sex_same : SuggestReason::sex_not_the_same;
}

SuggestReason judge_role(const Inquiry& inquiry, const Facts& card) {
  const bool fits = (inquiry.query.child && card.only_pupil) || (inquiry.query.adult && card.no_pupil);
  if (fits) return SuggestReason::role_fits;
  const bool not_so = (inquiry.query.child && card.no_pupil) || (inquiry.query.adult && card.only_pupil);
  return not_so ? SuggestReason::role_does_not_fit : SuggestReason::role_says_nothing;
}

bool differs(SuggestReason reason) {
  return reason == SuggestReason::part_differs || reason == SuggestReason::patronymic_of_other_sex;
}

bool by_number(SuggestReason reason) {
  switch (reason) {
    case SuggestReason::number_same:
    case SuggestReason::number_badly_written:
    case SuggestReason::number_wrong_digit:
    case SuggestReason::number_digits_swapped:
    case SuggestReason::number_zero_lost:
      return true;
    default:
      return false;
  }
}

bool by_name(const NameReasons& names) { return near(names[0]) && near(names[1]) && !differs(names[2]); }

bool by_birth_date(const NameReasons& names) {
  const auto nears = std::count_if(names.begin(), names.end(), near);
  const auto changed = std::count_if(names.begin(), names.end(), differs);
  if (changed == 0) return nears >= 1;
  return changed == 1 && nears == 2 && near(names[1]);
}

// A usable number one slip away is somebody's own number, most likely: it brings nobody in by itself.
bool in_consideration(const NameReasons& names, bool parts_moved, const Facts& card, const Reasons& reasons) {
  const auto number = reasons[place_of(SuggestField::number)];
  if (number == SuggestReason::number_same || (card.number == 0 && by_number(number))) return true;
  if (parts_moved || by_name(names)) return true;
  return reasons[place_of(SuggestField::birth_date)] == SuggestReason::birth_date_same && by_birth_date(names);
}

}  // namespace

std::vector<Letters> readings_of(const Fio& name) {
  std::vector<Letters> out;
  for (const auto& reading : FioAccess::readings(name)) {
    if (out.size() == most_readings) break;
    out.push_back({text::to_code_points(reading.folded.surname), text::to_code_points(reading.folded.given),
                   text::to_code_points(reading.folded.patronymic)});
  }
  return out;
}

std::int32_t packed_date(Date date) noexcept {
  return date.year() * 10000 + static_cast<std::int32_t>(date.month()) * 100 + static_cast<std::int32_t>(date.day());
}

Facts facts_of(const Persona& persona) {
  Facts out;
  const auto& reading = persona.number.reading;
  out.number_written = !persona.number.text.empty();
  if (reading.number) out.number = reading.number->number();
  if (!reading.number) out.cell = digits_of_cell(persona.number.text);
  if (persona.birth_date) out.birth_date = packed_date(*persona.birth_date);
  out.sex = persona.sex;
  out.only_pupil = persona.only_pupil();
  out.no_pupil = !persona.memberships.empty() && !persona.has_role(Role::pupil) && !persona.has_role(Role::unknown);
  out.archived = persona.archived();
  return out;
}

Inquiry prepare(const SuggestQuery& query) {
  Inquiry out{query};
  if (query.name) out.readings = readings_of(*query.name);
  if (out.readings.empty()) out.readings.emplace_back();
  if (query.number) out.number = eleven_digits(*query.number);
  if (query.birth_date) out.birth_date = packed_date(*query.birth_date);
  return out;
}

bool moved(const NameReasons& names, const Letters& a, const Letters& b) {
  if (a == b || std::all_of(names.begin(), names.end(), near)) return false;
  Letters in_a = a;
  Letters in_b = b;
  std::sort(in_a.begin(), in_a.end());
  std::sort(in_b.begin(), in_b.end());
  return in_a == in_b && !in_a.back().empty();
}

std::optional<Reasons> judge(const Inquiry& inquiry, const NameReasons& names, bool parts_moved, const Facts& card) {
  Reasons reasons{names[0],
                  names[1],
                  names[2],
                  judge_number(inquiry, card),
                  judge_birth_date(inquiry, card),
                  judge_sex(inquiry, card),
                  judge_role(inquiry, card),
                  card.archived ? SuggestReason::card_archived : SuggestReason::card_current};
  if (!in_consideration(names, parts_moved, card, reasons)) return std::nullopt;
  if (parts_moved) {
    for (std::size_t i = 0; i < part_count; ++i)
      if (names[i] != SuggestReason::name_same && names[i] != SuggestReason::part_absent_on_both)
        reasons[i] = SuggestReason::parts_swapped;
  } else if (names[0] == SuggestReason::part_differs && near(names[1]) && near(names[2])) {
    reasons[0] = SuggestReason::surname_changed;
  }
  return reasons;
}

int score_of(const Reasons& reasons) {
  const Weights& table = weights();
  int score = 0;
  for (std::size_t i = 0; i < field_count; ++i) score += table.points[i][static_cast<std::size_t>(reasons[i])];
  return score;
}

}  // namespace kto::suggest
