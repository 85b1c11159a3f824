// Names of the values, and the questions a Persona answers about itself.
#include <algorithm>

#include "kto/persona.hpp"
#include "persona/words.hpp"

namespace kto {

std::string_view name_of(Role role) noexcept {
  switch (role) {
    case Role::unknown:
      return "unknown";
    case Role::pupil:
      return "pupil";
    case Role::parent:
      return "parent";
    case Role::teacher:
      return "teacher";
    case Role::staff:
      return "staff";
    case Role::administrator:
      return "administrator";
  }
  return "unknown";
}

std::optional<Role> role_by_word(std::string_view utf8) { return roster::role_of(utf8); }

std::string_view name_of(Standing standing) noexcept {
  return standing == Standing::archived ? "archived" : "in_organisation";
}

bool Persona::archived() const noexcept {
  return !memberships.empty() && std::all_of(memberships.begin(), memberships.end(),
                                             [](const Membership& m) { return m.standing == Standing::archived; });
}

bool Persona::only_pupil() const noexcept {
  return !memberships.empty() &&
         std::all_of(memberships.begin(), memberships.end(), [](const Membership& m) { return m.role == Role::pupil; });
}

bool Persona::has_role(Role role) const noexcept {
  return std::any_of(memberships.begin(), memberships.end(), [&](const Membership& m) { return m.role == role; });
}

bool same_content(const Persona& a, const Persona& b) {
  // What was read from the number follows from its text; a stored reading is compared all the same,
  // so that a store which kept the reading only is brought up to date.
  return a.key == b.key && a.name.parts() == b.name.parts() && a.number.text == b.number.text &&
         a.number.reading.number == b.number.reading.number && a.birth_date == b.birth_date && a.sex == b.sex &&
         a.activated == b.activated && a.login == b.login && a.memberships == b.memberships &&
         a.guardians == b.guardians && a.processing_consent == b.processing_consent;
}

}  // namespace kto
