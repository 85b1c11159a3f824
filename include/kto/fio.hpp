// kto/fio.hpp — one full name (ФИО): parse → fold with notes → display; compare two → grade and differences.
//
// The rules come from the ministry's letter ИР-829/08 (ё/е), the civil registries' practice and
// docs/falsehoods.md. Ordinary names take a fast path, which is held to a slow and plain reference.
// Values; threads: a const Fio may be read from any thread. Since 0.1.
#pragma once

#include "kto/base.hpp"

namespace kto {

enum class Part : std::uint8_t { whole = 0, surname = 1, given = 2, patronymic = 3 };
std::string_view name_of(Part part) noexcept;

// Why two names differ, or what folding changed. X(name, code): stable, with gaps. Codes below 200
// keep a pair `equal`, below 300 `equivalent`, below 400 `similar`, from 400 on `different`.
#define KTO_NAME_RULES(X)         \
  X(unicode_form, 100)            \
  X(letter_case, 110)             \
  X(blanks, 120)                  \
  X(dash_kind, 130)               \
  X(stress_mark, 140)             \
  X(invisible, 150)               \
  X(placeholder, 160)             \
  X(word_order, 170)              \
  X(yo, 200)                      \
  X(look_alike, 210)              \
  X(leading_digit, 215)           \
  X(hyphen_blank, 220)            \
  X(apostrophe_kind, 230)         \
  X(ogly_spelling, 240)           \
  X(one_edit, 300)                \
  X(two_edits, 310)               \
  X(variant_name, 320)            \
  X(transliteration, 330)         \
  X(patronymic_marker, 340)       \
  X(patronymic_derived_anew, 345) \
  X(absent, 350)                  \
  X(swapped_parts, 360)           \
  X(swapped_double_surname, 370)  \
  X(surname_changed, 380)         \
  X(changed, 400)                 \
  X(patronymic_sex, 410)          \
  X(cannot_be_folded, 420)

enum class NameRule : std::int32_t {
#define KTO_X(name, code) name = code,
  KTO_NAME_RULES(KTO_X)
#undef KTO_X
};
std::string_view name_of(NameRule rule) noexcept;
std::span<const NameRule> all_name_rules() noexcept;

// One thing that folding did, so that an administrator can show which letter is wrong.
struct Note {
  Part part;
  NameRule rule;
  std::size_t position;  // code points from the start of the part as it was given (Part::whole: of the line)
  std::size_t byte;      // bytes from the start of the input (of the part's own text in from_parts)
  std::string before;    // what stood there; may be empty
  std::string after;     // what stands there in the folded form; may be empty
  friend bool operator==(const Note&, const Note&) = default;
};

struct NameParts {
  std::string surname{};
  std::string given{};
  std::string patronymic{};
  friend auto operator<=>(const NameParts&, const NameParts&) = default;
};

// A name that can be folded; there is no other Fio. At least one of surname and given name is there.
class Fio {
 public:
  // One string in either order of the diary («Андреева Мария Даниловна», «Гавриил Давидович Леви»).
  // Errors, with a byte offset where there is one: bad_utf8, too_long, control_character,
  // bidi_control, empty (nothing left but blanks and placeholders).
  static Result<Fio> parse(std::string_view line);
  // Three parts; absent = empty, «-», and for the patronymic also «нет», «отсутствует». Errors as
  // above, `field` names the part.
  static Result<Fio> from_parts(std::string_view surname, std::string_view given, std::string_view patronymic);

  const NameParts& parts() const noexcept { return parts_; }    // as given, blanks around cut off
  const NameParts& folded() const noexcept { return folded_; }  // the match form; absent = empty
  NameParts display() const;                                    // proper case, repaired look-alikes, ё kept
  std::string display_line() const;                             // surname given patronymic, one blank between
  const std::vector<Note>& notes() const noexcept { return notes_; }
  // False when a line without a patronymic may be read in two orders; parts() is then the reading
  // with the surname first (or with a well-known given name in front).
  bool order_certain() const noexcept { return order_certain_; }
  // The match form as one string: equal for two names exactly when they are graded `equivalent` or
  // better (for two lines, or for two names given in parts). Not for storage: folding may improve.
  std::string match_key() const;
  // Likewise for `equal`.
  std::string equal_key() const;

 private:
  Fio() = default;
  friend struct FioAccess;  // src/fio/ only
  // One way to tell the parts apart. Certain names have one, an ambiguous line has several.
  struct Reading {
    NameParts text{};  // as given; blanks around are cut off a line's parts only
    NameParts equal{};
    NameParts folded{};
    bool given_first = false;
  };
  NameParts parts_{};
  NameParts folded_{};
  std::vector<Reading> readings_{};  // never empty; the first is the one that parts() shows
  std::string line_{};               // the whole line when it came as one
  bool from_line_ = false;
  bool order_certain_ = true;
  std::string match_key_{};
  std::string equal_key_{};
  std::vector<Note> notes_{};
};

// For columns of millions of lines, without making a Fio of each. Both append to `out`, fail as Fio::parse
// does, and then leave `out` as it was. Any thread.
//
// Appends Fio::parse(line).match_key(): for joining columns whose lines may stand in either order.
Result<void> match_key_of(std::string_view line, std::string& out);
// Appends the folded parts of Fio::parse(line) — surname, given name, patronymic, absent ones left out —
// with one blank between. To read and to sort by, not to join by: a line that can be read in two orders
// («Ким Лия») is read in one.
Result<void> fold_line(std::string_view line, std::string& out);

enum class Grade : std::int32_t { identical = 50, equal = 40, equivalent = 30, similar = 20, different = 10 };
std::string_view name_of(Grade grade) noexcept;

struct Difference {
  Part part;
  NameRule rule;
  std::size_t position;  // code points into the part of the first name, as it was given
  std::string a;         // the letters that differ, first name; may be empty
  std::string b;         // second name
  friend bool operator==(const Difference&, const Difference&) = default;
};

struct Comparison {
  Grade grade = Grade::different;
  std::vector<Difference> differences{};
};

// Symmetric in the grade. A line that can be read in two orders takes the better of the two.
Comparison compare(const Fio& a, const Fio& b);
// Two lines; one that cannot be folded is `different` from everything, itself included, with the
// rule cannot_be_folded.
Comparison compare(std::string_view line_a, std::string_view line_b);
// The grade alone.
Grade grade(const Fio& a, const Fio& b);

}  // namespace kto
