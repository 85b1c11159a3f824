// kto/suggest.hpp — near misses for administrators: whose card may be meant, why, and what to mend.
//
// Nothing here signs anybody in, and nothing is applied: a suggestion is a reason to look into documents.
// Scores order the suggestions of one question and mean nothing else. Since 0.1.
#pragma once

#include "kto/signin.hpp"

namespace kto {

// What is held against each other. X(name, code): one line of the waterfall each, in this order.
#define KTO_SUGGEST_FIELDS(X) \
  X(surname, 10)              \
  X(given, 20)                \
  X(patronymic, 30)           \
  X(number, 40)               \
  X(birth_date, 50)           \
  X(sex, 60)                  \
  X(role, 70)                 \
  X(standing, 80)

enum class SuggestField : std::int32_t {
#define KTO_X(name, code) name = code,
  KTO_SUGGEST_FIELDS(KTO_X)
#undef KTO_X
};
std::string_view name_of(SuggestField field) noexcept;
std::span<const SuggestField> all_suggest_fields() noexcept;

// How a field of the question stands to that of the card. X(name, code, tells): `tells`: an administrator
// should know it; the others say that a field agrees, or that nothing can be said. Texts in the message
// catalogue as «suggest.NAME».
#define KTO_SUGGEST_REASONS(X)          \
  X(name_same, 100, false)              \
  X(letter_missing, 110, true)          \
  X(letter_extra, 112, true)            \
  X(letters_swapped, 114, true)         \
  X(consonant_substituted, 116, true)   \
  X(vowel_substituted, 118, true)       \
  X(neighbour_key, 120, true)           \
  X(two_typos, 122, true)               \
  X(variant_name, 130, true)            \
  X(transliteration, 132, true)         \
  X(patronymic_marker, 134, true)       \
  X(patronymic_derived_anew, 136, true) \
  X(part_missing, 140, true)            \
  X(part_absent_on_both, 142, false)    \
  X(parts_swapped, 150, true)           \
  X(double_surname_swapped, 152, true)  \
  X(surname_changed, 154, true)         \
  X(patronymic_of_other_sex, 156, true) \
  X(part_differs, 158, true)            \
  X(number_same, 200, false)            \
  X(number_wrong_digit, 210, true)      \
  X(number_digits_swapped, 212, true)   \
  X(number_zero_lost, 214, true)        \
  X(number_badly_written, 216, true)    \
  X(number_differs, 220, true)          \
  X(number_missing, 222, true)          \
  X(number_unusable, 224, true)         \
  X(number_not_stated, 226, false)      \
  X(parents_number, 230, true)          \
  X(crossed_twins, 232, true)           \
  X(birth_date_same, 300, false)        \
  X(birth_date_near, 302, true)         \
  X(birth_date_differs, 304, true)      \
  X(birth_date_not_stated, 306, false)  \
  X(sex_same, 400, false)               \
  X(sex_not_the_same, 402, true)        \
  X(sex_not_stated, 404, false)         \
  X(role_fits, 500, false)              \
  X(role_does_not_fit, 502, true)       \
  X(role_says_nothing, 504, false)      \
  X(card_current, 600, false)           \
  X(card_archived, 602, true)           \
  X(card_superseded, 604, true)

enum class SuggestReason : std::int32_t {
#define KTO_X(name, code, tells) name = code,
  KTO_SUGGEST_REASONS(KTO_X)
#undef KTO_X
};
std::string_view name_of(SuggestReason reason) noexcept;
bool tells(SuggestReason reason) noexcept;
std::span<const SuggestReason> all_suggest_reasons() noexcept;

// The table of weights, src/suggest/data/weights.tsv: points of a reason in a field, with sources. The
// version rises with every change of it.
std::uint32_t suggest_weights_version();
int suggest_points(SuggestField field, SuggestReason reason);  // 0 for a reason that the field does not have
int suggest_least();                                           // suggestions below this score are not made

// --- numbers ----------------------------------------------------------------------------------------

// A usable number that a cell which is none may have been meant to be, by one slip.
struct NumberHint {
  SuggestReason slip;  // number_badly_written, number_wrong_digit, number_digits_swapped, number_zero_lost
  Snils number;
  friend bool operator==(const NumberHint&, const NumberHint&) = default;
};
// For a cell that is no number and holds 10 or 11 ASCII digits, whatever stands between: every candidate
// above the exemption that passes the check, by slip, then by number. Empty for a usable cell. Nobody
// applies them: a cell has one or two candidates by chance alone.
std::vector<NumberHint> number_hints(std::string_view cell);

// --- questions and answers --------------------------------------------------------------------------

// Who is looked for. A value; threads: any.
struct SuggestQuery {
  std::optional<Fio> name{};
  std::optional<Snils> number{};
  std::optional<Date> birth_date{};
  Sex sex = Sex::unknown;
  bool child = false;                   // known to be a child: a card that is no pupil's does not fit
  bool adult = false;                   // known to be 21 or more: a card that is only a pupil's does not fit
  std::vector<PersonaKey> leave_out{};  // never suggested: whom the request may enter, the persona itself
};
// Of an identity; nothing to look for when its claims cannot be used. `at`: the date of the question.
SuggestQuery suggest_query(const Identity& who, Date at);
// Of a persona: other cards that may be the same person's. Leaves out the persona itself.
SuggestQuery suggest_query(const Persona& persona, Date at);
// The same with all that the outcome lets in left out.
void leave_out_enterable(SuggestQuery& query, const Outcome& outcome);

// One line of the waterfall. The points of all lines add up to the score.
struct SuggestStep {
  SuggestField field;
  SuggestReason reason;
  int points = 0;
  std::size_t position = 0;  // code points into the folded part of the question, where letters differ
  std::string a{};           // the letters that differ, in the question; empty = none
  std::string b{};           // in the card
  friend bool operator==(const SuggestStep&, const SuggestStep&) = default;
};

struct Suggestion {
  PersonaKey key;
  int score = 0;
  std::vector<SuggestReason> reasons{};    // those that tell, in the order of the waterfall, each once
  std::vector<SuggestStep> waterfall{};    // every field, in the order of the table
  std::vector<NumberHint> number_hints{};  // where the card's number is unusable
  friend bool operator==(const Suggestion&, const Suggestion&) = default;
};

// The slow, plain version: reads every persona of the region, twice. The reference of SuggestIndex and its
// peer in the benchmark. At most `limit`, best first, then by key. An error only when the source failed.
Result<std::vector<Suggestion>> suggest_by_scan(const PersonaSource& source, Region region, const SuggestQuery& query,
                                                std::size_t limit);

// The same answers from memory: names, numbers and dates of all personas, unsealed. Owner: keeps nothing of
// the source. Threads: const calls from several threads at once; nothing changes after build().
class SuggestIndex {
 public:
  // `progress`: called now and then with the personas read; false stops with `cancelled`. Errors: the
  // source's; too_many beyond 2³¹ bytes of ids in one region.
  static Result<SuggestIndex> build(const PersonaSource& source,
                                    const std::function<bool(std::uint64_t personas)>& progress = {});
  ~SuggestIndex();
  SuggestIndex(SuggestIndex&&) noexcept;
  SuggestIndex& operator=(SuggestIndex&&) noexcept;

  // Nobody for a region without personas.
  std::vector<Suggestion> suggest(Region region, const SuggestQuery& query, std::size_t limit) const;
  std::vector<Region> regions() const;
  std::uint64_t personas() const noexcept;
  std::size_t bytes() const noexcept;  // what the index holds on the heap

 private:
  struct Shards;
  explicit SuggestIndex(std::unique_ptr<Shards> shards);
  std::unique_ptr<Shards> shards_;
};

}  // namespace kto
