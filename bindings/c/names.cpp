// Names of codes. Texts live for ever; a number that is none is "unknown".
#include "kto/signin.hpp"
#include "values.hpp"

using namespace kto;
using namespace kto::c;

static_assert(static_cast<int>(Role::unknown) == KTO_ROLE_UNKNOWN && static_cast<int>(Role::pupil) == KTO_ROLE_PUPIL &&
              static_cast<int>(Role::parent) == KTO_ROLE_PARENT &&
              static_cast<int>(Role::teacher) == KTO_ROLE_TEACHER && static_cast<int>(Role::staff) == KTO_ROLE_STAFF &&
              static_cast<int>(Role::administrator) == KTO_ROLE_ADMINISTRATOR);
static_assert(static_cast<int>(Actor::nobody) == KTO_ACTOR_NOBODY &&
              static_cast<int>(Actor::person) == KTO_ACTOR_PERSON &&
              static_cast<int>(Actor::school) == KTO_ACTOR_SCHOOL &&
              static_cast<int>(Actor::parent) == KTO_ACTOR_PARENT && static_cast<int>(Actor::esia) == KTO_ACTOR_ESIA &&
              static_cast<int>(Actor::portal) == KTO_ACTOR_PORTAL);

// The verdicts one by one; equal counts mean that none is missing.
#define KTO_C_VERDICTS(X)                           \
  X(sign_in, KTO_VERDICT_SIGN_IN)                   \
  X(choose, KTO_VERDICT_CHOOSE)                     \
  X(activate, KTO_VERDICT_ACTIVATE)                 \
  X(link, KTO_VERDICT_LINK)                         \
  X(ask_school, KTO_VERDICT_ASK_SCHOOL)             \
  X(await_consent, KTO_VERDICT_AWAIT_CONSENT)       \
  X(link_guardian, KTO_VERDICT_LINK_GUARDIAN)       \
  X(raise_level, KTO_VERDICT_RAISE_LEVEL)           \
  X(grant_access, KTO_VERDICT_GRANT_ACCESS)         \
  X(complete_profile, KTO_VERDICT_COMPLETE_PROFILE) \
  X(try_again, KTO_VERDICT_TRY_AGAIN)               \
  X(refuse, KTO_VERDICT_REFUSE)
#define KTO_X(name, number) static_assert(static_cast<int>(Verdict::name) == number);
KTO_C_VERDICTS(KTO_X)
#undef KTO_X
#define KTO_X(...) +1
static_assert(0 KTO_VERDICTS(KTO_X) == 0 KTO_C_VERDICTS(KTO_X), "a verdict is missing in kto.h");
#undef KTO_X

namespace {

// The name of `code` if it is one of `all`.
template <class E, class All>
kto_text name_among(const All& all, std::int32_t code) noexcept {
  for (const E known : all) {
    if (static_cast<std::int32_t>(known) == code) return text_out(name_of(known));
  }
  return text_out(unknown);
}

template <class E, std::size_t N>
kto_text name_among(const E (&all)[N], std::int32_t code) noexcept {
  return name_among<E, E[N]>(all, code);
}

}  // namespace

kto_text kto_role_name(std::int32_t role) noexcept {
  static constexpr Role all[] = {Role::unknown, Role::pupil, Role::parent,
                                 Role::teacher, Role::staff, Role::administrator};
  return name_among(all, role);
}

kto_text kto_grade_name(std::int32_t grade) noexcept {
  static constexpr Grade all[] = {Grade::different, Grade::similar, Grade::equivalent, Grade::equal, Grade::identical};
  return name_among(all, grade);
}

kto_text kto_part_name(std::int32_t part) noexcept {
  static constexpr Part all[] = {Part::whole, Part::surname, Part::given, Part::patronymic};
  return name_among(all, part);
}

kto_text kto_name_rule_name(std::int32_t rule) noexcept { return name_among<NameRule>(all_name_rules(), rule); }

kto_text kto_snils_verdict_name(std::int32_t verdict) noexcept {
  static constexpr SnilsVerdict all[] = {SnilsVerdict::valid, SnilsVerdict::exempt, SnilsVerdict::bad_checksum,
                                         SnilsVerdict::bad_format, SnilsVerdict::placeholder};
  return name_among(all, verdict);
}

kto_text kto_claim_fault_name(std::int32_t fault) noexcept { return name_among<ClaimFault>(all_claim_faults(), fault); }
kto_text kto_row_issue_name(std::int32_t code) noexcept { return name_among<RowCode>(all_row_codes(), code); }
kto_text kto_verdict_name(std::int32_t verdict) noexcept { return name_among<Verdict>(all_verdicts(), verdict); }
kto_text kto_reason_name(std::int32_t reason) noexcept { return name_among<Reason>(all_reasons(), reason); }

kto_text kto_actor_name(std::int32_t actor) noexcept {
  static constexpr Actor all[] = {Actor::nobody, Actor::person, Actor::school,
                                  Actor::parent, Actor::esia,   Actor::portal};
  return name_among(all, actor);
}
