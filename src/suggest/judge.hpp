// A question against a card: does the card come into consideration, and how does each field stand?
#pragma once

#include "suggest/numbers.hpp"
#include "suggest/parts.hpp"
#include "suggest/weights.hpp"

namespace kto::suggest {

inline constexpr std::size_t part_count = 3;
inline constexpr std::array<Part, part_count> all_parts{Part::surname, Part::given, Part::patronymic};
// Ways to read a line in two orders; more than these are not looked at.
inline constexpr std::size_t most_readings = 4;

using Letters = std::array<std::u32string, part_count>;  // match form; empty = absent

// The readings of a name, folded; at most most_readings.
std::vector<Letters> readings_of(const Fio& name);

// What a card says beside its name.
struct Facts {
  std::uint32_t number = 0;     // usable; 0 = none
  CellDigits cell = 0;          // digits of a number that is none
  std::int32_t birth_date = 0;  // year, month, day as decimal digits; 0 = not stated
  Sex sex = Sex::unknown;
  bool number_written = false;
  bool only_pupil = false;
  bool no_pupil = false;  // has roles, all known, none a pupil's
  bool archived = false;
};
Facts facts_of(const Persona& persona);
std::int32_t packed_date(Date date) noexcept;

// A question, prepared.
struct Inquiry {
  const SuggestQuery& query;
  std::vector<Letters> readings{};
  std::string number{};  // eleven digits; empty = not stated
  std::int32_t birth_date = 0;
};
Inquiry prepare(const SuggestQuery& query);

using NameReasons = std::array<SuggestReason, part_count>;
using Reasons = std::array<SuggestReason, field_count>;  // by place_of()

// The parts are the same ones, in other places. Not asked where every part is near already.
bool moved(const NameReasons& names, const Letters& a, const Letters& b);

// How each field stands; absent when nothing brings the card into consideration. It is brought in by
//  - its number: the same, or one slip of a checked number away;
//  - its name: all parts the same or near, the surname and the given name there on both sides (a missing
//    patronymic does not matter), or the same parts in other places;
//  - its birth date, the same: all parts that are there near, or two parts near with the surname or the
//    patronymic changed. (Surname and patronymic near with another given name are a twin's.)
std::optional<Reasons> judge(const Inquiry& inquiry, const NameReasons& names, bool parts_moved, const Facts& card);

int score_of(const Reasons& reasons);

}  // namespace kto::suggest
