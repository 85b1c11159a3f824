// Two names → grade and differences. rules.md «Names».
#include <algorithm>
#include <map>
#include <optional>

#include "fio/access.hpp"
#include "fio/differ.hpp"
#include "fio/fast.hpp"
#include "fio/fold.hpp"
#include "fio/near.hpp"
#include "fio/reference.hpp"
#include "fio/tables/patronymics.hpp"
#include "kto/text.hpp"

namespace kto {
namespace {

using fio::all_parts;
using fio::part_of;
using fio::Reading;

// How two readings compare.
struct Judged {
  Grade grade = Grade::different;
  // What makes a part no more than near, or different; parts that are at least equivalent are not here.
  std::map<Part, NameRule> faults{};
};

bool present(const NameParts& folded, Part part) { return !part_of(folded, part).empty(); }

std::u32string letters(const NameParts& folded, Part part) { return text::to_code_points(part_of(folded, part)); }

// At least one part stands on both sides: only then may another be absent on one.
bool share_a_part(const NameParts& a, const NameParts& b) {
  return std::any_of(std::begin(all_parts), std::end(all_parts),
                     [&](Part part) { return present(a, part) && present(b, part); });
}

// The fault of each part that is not equivalent; `changed` where it is beyond near.
std::map<Part, NameRule> faults_of(const NameParts& a, const NameParts& b) {
  std::map<Part, NameRule> faults;
  const bool may_lack = share_a_part(a, b);
  for (const auto part : all_parts) {
    if (part_of(a, part) == part_of(b, part)) continue;
    if (!present(a, part) || !present(b, part)) {
      faults[part] = may_lack ? NameRule::absent : NameRule::changed;
    } else if (part == Part::patronymic && fio::opposite_sex(letters(a, part), letters(b, part))) {
      faults[part] = NameRule::patronymic_sex;
    } else {
      faults[part] = fio::near(letters(a, part), letters(b, part), part).value_or(NameRule::changed);
    }
  }
  return faults;
}

bool beyond_near(NameRule rule) { return static_cast<int>(rule) >= static_cast<int>(NameRule::changed); }

// A part as it would be folded as a patronymic: оглы is spelled alike wherever it was put.
std::string placeless(const std::string& folded) {
  if (auto form = fio::fast::match_form(folded, Part::patronymic)) return std::move(*form);
  return text::to_utf8(fio::fold(text::to_code_points(folded), Part::patronymic, fio::match_rules).letters());
}

// The parts that stand in another place on the other side, when the names have the same parts.
std::vector<Part> swapped_parts(const NameParts& a, const NameParts& b) {
  std::array<std::string, 3> in_a;
  std::array<std::string, 3> in_b;
  for (std::size_t i = 0; i < 3; ++i) {
    in_a[i] = placeless(part_of(a, all_parts[i]));
    in_b[i] = placeless(part_of(b, all_parts[i]));
  }
  std::vector<Part> moved;
  for (std::size_t i = 0; i < 3; ++i) {
    if (in_a[i] != in_b[i]) moved.push_back(all_parts[i]);
  }
  std::sort(in_a.begin(), in_a.end());
  std::sort(in_b.begin(), in_b.end());
  if (in_a != in_b) moved.clear();
  return moved;
}

std::vector<std::string> sorted_words(const std::string& folded) {
  std::vector<std::string> words;
  for (std::size_t from = 0; from <= folded.size();) {
    const auto blank = std::min(folded.find(' ', from), folded.size());
    words.push_back(folded.substr(from, blank - from));
    from = blank + 1;
  }
  std::sort(words.begin(), words.end());
  return words;
}

Judged judge(const Reading& a, const Reading& b) {
  if (a.equal == b.equal) return {Grade::equal};
  if (a.folded == b.folded) return {Grade::equivalent};
  Judged judged{Grade::similar, faults_of(a.folded, b.folded)};
  auto& faults = judged.faults;
  const auto fault = [&](Part part) { return faults.count(part) != 0 ? std::optional(faults[part]) : std::nullopt; };
  // Another person: a daughter for a son.
  if (fault(Part::patronymic) == NameRule::patronymic_sex) {
    judged.grade = Grade::different;
    return judged;
  }
  if (std::none_of(faults.begin(), faults.end(), [](const auto& entry) { return beyond_near(entry.second); })) {
    return judged;
  }
  if (const auto moved = swapped_parts(a.folded, b.folded); !moved.empty()) {
    faults.clear();
    for (const auto part : moved) faults[part] = NameRule::swapped_parts;
    return judged;
  }
  const bool surname_alone = faults.size() == 1 && fault(Part::surname).has_value();
  if (surname_alone && sorted_words(a.folded.surname) == sorted_words(b.folded.surname)) {
    faults[Part::surname] = NameRule::swapped_double_surname;
    return judged;
  }
  // Marriage, perhaps. Two Kims called Aleksei are not supported by anything.
  if (surname_alone && present(a.folded, Part::patronymic) && present(b.folded, Part::patronymic)) {
    faults[Part::surname] = NameRule::surname_changed;
    return judged;
  }
  judged.grade = Grade::different;
  return judged;
}

bool better(Grade a, Grade b) { return static_cast<int>(a) > static_cast<int>(b); }

struct Pair {
  const Reading* a = nullptr;
  const Reading* b = nullptr;
  Judged judged{};
};

// A small number for the pair that is easiest to explain: the fewest faults, the same order of words.
std::size_t effort(const Pair& pair) {
  return 2 * pair.judged.faults.size() + (pair.a->given_first == pair.b->given_first ? 0 : 1);
}

// The best pair of readings; among equals the one that is easiest to explain, then the first.
Pair best_pair(const Fio& a, const Fio& b) {
  Pair best;
  for (const auto& reading_a : FioAccess::readings(a)) {
    for (const auto& reading_b : FioAccess::readings(b)) {
      Pair pair{&reading_a, &reading_b, judge(reading_a, reading_b)};
      if (best.a == nullptr || better(pair.judged.grade, best.judged.grade) ||
          (pair.judged.grade == best.judged.grade && effort(pair) < effort(best))) {
        best = std::move(pair);
      }
    }
  }
  return best;
}

// The parts as given, one blank between: what a line of the same bytes would say.
std::string line_of(const NameParts& parts) {
  std::string line;
  for (const auto part : all_parts) {
    const auto& text = part_of(parts, part);
    if (!line.empty() && !text.empty()) line += ' ';
    line += text;
  }
  return line;
}

bool same_bytes(const Fio& a, const Fio& b) {
  const auto& parts_a = FioAccess::readings(a).front().text;
  const auto& parts_b = FioAccess::readings(b).front().text;
  if (FioAccess::from_line(a) && FioAccess::from_line(b)) return FioAccess::line(a) == FioAccess::line(b);
  if (!FioAccess::from_line(a) && !FioAccess::from_line(b)) return parts_a == parts_b;
  const auto& line = FioAccess::from_line(a) ? FioAccess::line(a) : FioAccess::line(b);
  return line == line_of(FioAccess::from_line(a) ? parts_b : parts_a);
}

// Of one kind, names are compared by their keys: those make `equal` and `equivalent` transitive.
bool of_one_kind(const Fio& a, const Fio& b) { return FioAccess::from_line(a) == FioAccess::from_line(b); }

// The grade as far as the keys decide it; they do from `equivalent` on.
std::optional<Grade> grade_by_keys(const Fio& a, const Fio& b) {
  if (same_bytes(a, b)) return Grade::identical;
  if (FioAccess::equal_key(a) == FioAccess::equal_key(b)) return Grade::equal;
  if (FioAccess::match_key(a) == FioAccess::match_key(b)) return Grade::equivalent;
  return std::nullopt;
}

Grade final_grade(const Fio& a, const Fio& b, Grade of_readings) {
  if (!of_one_kind(a, b))
    return same_bytes(a, b) && better(of_readings, Grade::similar) ? Grade::identical : of_readings;
  if (const auto decided = grade_by_keys(a, b)) return *decided;
  return better(of_readings, Grade::similar) ? Grade::similar : of_readings;
}

// What folding did between the parts of a line: blanks, invisible signs, superfluous placeholders.
std::vector<const Note*> notes_between(const Fio& name, NameRule rule) {
  std::vector<const Note*> found;
  for (const auto& note : name.notes()) {
    if (note.part == Part::whole && note.rule == rule) found.push_back(&note);
  }
  return found;
}

// `by_place`: the same change counts as another one where it stands elsewhere («Ким », « Ким»).
void explain_between(const Fio& a, const Fio& b, bool by_place, std::vector<Difference>& differences) {
  for (const auto rule : {NameRule::blanks, NameRule::stress_mark, NameRule::invisible, NameRule::placeholder}) {
    const auto in_a = notes_between(a, rule);
    const auto in_b = notes_between(b, rule);
    const auto same = [by_place](const Note* x, const Note* y) {
      return x->before == y->before && x->after == y->after && (!by_place || x->position == y->position);
    };
    if (std::equal(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(), same)) continue;
    std::size_t i = 0;
    while (i < in_a.size() && i < in_b.size() && same(in_a[i], in_b[i])) ++i;
    const auto* at_a = i < in_a.size() ? in_a[i] : nullptr;
    const auto* at_b = i < in_b.size() ? in_b[i] : nullptr;
    const auto text = [](const Note* note, const Note* other) {
      return note != nullptr ? note->before : other->after;  // the other side has it as it should be
    };
    differences.push_back(
        {Part::whole, rule, at_a != nullptr ? at_a->position : at_b->position, text(at_a, at_b), text(at_b, at_a)});
  }
}

std::vector<Difference> explain(const Fio& a, const Fio& b, const Pair& pair) {
  std::vector<Difference> differences;
  const auto tell_word_order = [&] {
    const auto first = [](const Reading& reading) {
      const auto& text = reading.text;
      if (reading.given_first) return text.given;
      return text.surname.empty() ? text.given : text.surname;
    };
    differences.push_back({Part::whole, NameRule::word_order, 0, first(*pair.a), first(*pair.b)});
  };
  if (pair.a->given_first != pair.b->given_first) tell_word_order();
  explain_between(a, b, false, differences);
  for (const auto part : all_parts) {
    const auto& text_a = part_of(pair.a->text, part);
    const auto& text_b = part_of(pair.b->text, part);
    const auto fault = pair.judged.faults.find(part);
    if (fault == pair.judged.faults.end()) {
      auto more = fio::explain_part(text_a, text_b, part);
      std::move(more.begin(), more.end(), std::back_inserter(differences));
      continue;
    }
    switch (fault->second) {
      case NameRule::one_edit:
      case NameRule::two_edits:
      case NameRule::variant_name:
      case NameRule::patronymic_marker:
        differences.push_back(fio::point_at(text_a, text_b, part, fault->second));
        break;
      default:  // the whole part
        differences.push_back({part, fault->second, 0, text_a, text_b});
    }
  }
  if (differences.empty()) explain_between(a, b, true, differences);
  if (differences.empty()) tell_word_order();  // «Роман нет Ким», «Роман Ким нет»
  return differences;
}

// Lines of the same words that no two readings bring together («Нур-Султан Али», «Султан Али-Нур»):
// the rules that folding used on one of them more than on the other.
std::vector<Difference> explain_lines(const Fio& a, const Fio& b, Grade grade) {
  std::vector<Difference> differences{{Part::whole, NameRule::word_order, 0, {}, {}}};
  if (grade == Grade::equal) return differences;
  const auto uses = [](const Fio& name, NameRule rule) {
    return std::count_if(name.notes().begin(), name.notes().end(), [&](const Note& n) { return n.rule == rule; });
  };
  for (const auto rule : all_name_rules()) {
    const bool of_equivalent = rule >= NameRule::yo && rule < NameRule::one_edit;
    if (of_equivalent && uses(a, rule) != uses(b, rule)) differences.push_back({Part::whole, rule, 0, {}, {}});
  }
  if (differences.size() == 1) differences.push_back({Part::whole, NameRule::hyphen_blank, 0, {}, {}});
  return differences;
}

Comparison cannot_be_folded() { return {Grade::different, {{Part::whole, NameRule::cannot_be_folded, 0, {}, {}}}}; }

}  // namespace

Comparison compare(const Fio& a, const Fio& b) {
  const auto pair = best_pair(a, b);
  Comparison result{final_grade(a, b, pair.judged.grade), {}};
  if (result.grade == Grade::identical) return result;
  const bool readings_say_less = better(result.grade, Grade::similar) && !better(pair.judged.grade, Grade::similar);
  result.differences = readings_say_less ? explain_lines(a, b, result.grade) : explain(a, b, pair);
  return result;
}

Comparison compare(std::string_view line_a, std::string_view line_b) {
  const auto a = Fio::parse(line_a);
  const auto b = Fio::parse(line_b);
  if (!a || !b) return cannot_be_folded();
  return compare(*a, *b);
}

Grade grade(const Fio& a, const Fio& b) {
  if (of_one_kind(a, b)) {
    if (const auto decided = grade_by_keys(a, b)) return *decided;  // whatever the readings say
  }
  return fio::reference::grade(a, b);
}

Grade fio::reference::grade(const Fio& a, const Fio& b) { return final_grade(a, b, best_pair(a, b).judged.grade); }

}  // namespace kto
