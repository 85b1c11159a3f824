// Tables written for this project: the role and status names of the diary's own screens and interface
// (EduStudent …, «Сейчас в ОО», «В архиве»), the words schools use for them, and what Excel makes of a
// boolean in Russian (ИСТИНА, ЛОЖЬ). Kept short on purpose: an unknown word is flagged and somebody looks.
#include "persona/words.hpp"

#include "persona/cell_text.hpp"

namespace kto::roster {
namespace {

template <class T>
struct Word {
  std::string_view folded;  // fold_word() of the word; a test holds the tables to it
  T value;
};

template <class T, std::size_t N>
std::optional<T> find(const Word<T> (&table)[N], std::string_view cell) {
  if (cell.size() > 256) return std::nullopt;                // longer than any word of ours
  if (!cell.empty() && cell[0] == '-') return std::nullopt;  // «-1» is no «1»
  const std::string folded = fold_word(cell);
  for (const Word<T>& word : table) {
    if (word.folded == folded) return word.value;
  }
  return std::nullopt;
}

constexpr Word<Role> kRoles[] = {
    {"ученик", Role::pupil},
    {"ученица", Role::pupil},
    {"учащийся", Role::pupil},
    {"учащаяся", Role::pupil},
    {"обучающийся", Role::pupil},
    {"обучающаяся", Role::pupil},
    {"студент", Role::pupil},
    {"студентка", Role::pupil},
    {"воспитанник", Role::pupil},
    {"edustudent", Role::pupil},
    {"student", Role::pupil},
    {"pupil", Role::pupil},
    {"родитель", Role::parent},
    {"законныйпредставитель", Role::parent},
    {"родительзаконныйпредставитель", Role::parent},
    {"eduparent", Role::parent},
    {"parent", Role::parent},
    {"guardian", Role::parent},
    {"учитель", Role::teacher},
    {"педагог", Role::teacher},
    {"преподаватель", Role::teacher},
    {"edustaff", Role::teacher},
    {"teacher", Role::teacher},
    {"сотрудник", Role::staff},
    {"сотрудникоо", Role::staff},
    {"сотрудникорганизации", Role::staff},
    {"organizationstaff", Role::staff},
    {"organisationstaff", Role::staff},
    {"staff", Role::staff},
    {"администратор", Role::administrator},
    {"администратороо", Role::administrator},
    {"администраторорганизации", Role::administrator},
    {"eduschooladministrator", Role::administrator},
    {"administrator", Role::administrator},
    {"admin", Role::administrator},
};

constexpr Word<Standing> kStandings[] = {
    {"сейчасвоо", Standing::in_organisation},
    {"воо", Standing::in_organisation},
    {"сейчасворганизации", Standing::in_organisation},
    {"ворганизации", Standing::in_organisation},
    {"active", Standing::in_organisation},
    {"inorganisation", Standing::in_organisation},
    {"inorganization", Standing::in_organisation},
    {"вархиве", Standing::archived},
    {"архив", Standing::archived},
    {"archive", Standing::archived},
    {"archived", Standing::archived},
};

constexpr Word<Sex> kSexes[] = {
    {"м", Sex::male},        {"муж", Sex::male},   {"мужской", Sex::male},
    {"male", Sex::male},     {"m", Sex::male},  // also the Latin look-alike of «М»
    {"ж", Sex::female},      {"жен", Sex::female}, {"женский", Sex::female},
    {"female", Sex::female}, {"f", Sex::female},
};

constexpr Word<bool> kActivation[] = {
    {"да", true},
    {"yes", true},
    {"true", true},
    {"истина", true},
    {"1", true},
    {"активирована", true},
    {"активирован", true},
    {"активированная", true},
    {"активированнаяучетнаязапись", true},
    {"activated", true},
    {"нет", false},
    {"no", false},
    {"false", false},
    {"ложь", false},
    {"0", false},
    {"неактивирована", false},
    {"неактивирован", false},
    {"notactivated", false},
};

constexpr Word<Consent> kConsents[] = {
    {"да", Consent::given},           {"yes", Consent::given},      {"true", Consent::given},
    {"истина", Consent::given},       {"1", Consent::given},        {"есть", Consent::given},
    {"дано", Consent::given},         {"получено", Consent::given}, {"given", Consent::given},
    {"нет", Consent::refused},        {"no", Consent::refused},     {"false", Consent::refused},
    {"ложь", Consent::refused},       {"0", Consent::refused},      {"недано", Consent::refused},
    {"неполучено", Consent::refused}, {"отказ", Consent::refused},  {"refused", Consent::refused},
};

}  // namespace

std::optional<Role> role_of(std::string_view word) { return find(kRoles, word); }
std::optional<Standing> standing_of(std::string_view word) { return find(kStandings, word); }
std::optional<Sex> sex_of(std::string_view word) { return find(kSexes, word); }
std::optional<bool> activation_of(std::string_view word) { return find(kActivation, word); }
std::optional<Consent> consent_of(std::string_view word) { return find(kConsents, word); }

}  // namespace kto::roster
