// kto/signin.hpp — the rules by region, date, age and account, and the resolver that answers.
//
// Sources of the built-in rules: the operator's notice for region 38 (2018) and the notice of 2024;
// docs/rules.md tells them in Russian and English. Since 0.1.
#pragma once

#include <map>
#include <memory>

#include "kto/store.hpp"

namespace kto {

// Codes are ordered with gaps. X(name, code).
#define KTO_VERDICTS(X)   \
  X(sign_in, 10)          \
  X(choose, 20)           \
  X(activate, 30)         \
  X(link, 40)             \
  X(ask_school, 50)       \
  X(await_consent, 60)    \
  X(link_guardian, 65)    \
  X(raise_level, 70)      \
  X(grant_access, 75)     \
  X(complete_profile, 80) \
  X(try_again, 85)        \
  X(refuse, 90)

enum class Verdict : std::int32_t {
#define KTO_X(name, code) name = code,
  KTO_VERDICTS(KTO_X)
#undef KTO_X
};
std::string_view name_of(Verdict verdict) noexcept;
std::span<const Verdict> all_verdicts() noexcept;

// Who can mend it.
enum class Actor : std::uint8_t { nobody = 0, person = 1, school = 2, parent = 3, esia = 4, portal = 5 };
std::string_view name_of(Actor actor) noexcept;

// Why. X(name, code, actor): the one table of reasons; texts in the message catalogue as
// «reason.NAME» and, where somebody can mend it, «repair.NAME».
#define KTO_REASONS(X)                       \
  X(claims_not_verified, 100, portal)        \
  X(not_an_object, 102, portal)              \
  X(key_repeated, 104, portal)               \
  X(claim_wrong_type, 106, portal)           \
  X(oid_bad, 108, portal)                    \
  X(oid_contradiction, 110, portal)          \
  X(oid_missing, 112, portal)                \
  X(issuer_missing, 114, portal)             \
  X(issuer_unknown, 116, portal)             \
  X(issuer_not_accepted, 118, portal)        \
  X(subject_not_person, 120, person)         \
  X(account_not_registered, 122, esia)       \
  X(name_unusable, 124, person)              \
  X(birth_date_unusable, 126, esia)          \
  X(region_missing, 130, portal)             \
  X(region_invalid, 132, portal)             \
  X(rules_not_in_force, 140, nobody)         \
  X(unverified_number_accepted, 142, nobody) \
  X(access_denied, 200, person)              \
  X(consent_not_given, 202, parent)          \
  X(esia_unconfirmed, 204, person)           \
  X(esia_failed, 206, esia)                  \
  X(scope_missing, 208, person)              \
  X(account_unconfirmed, 220, person)        \
  X(account_child, 222, nobody)              \
  X(account_child_too_old, 224, person)      \
  X(account_standard, 226, nobody)           \
  X(guardian_not_linked, 228, parent)        \
  X(esia_number_missing, 240, person)        \
  X(esia_name_missing, 242, person)          \
  X(number_not_in_diary, 300, school)        \
  X(snils_equal_name_different, 302, school) \
  X(snils_equal_name_similar, 304, school)   \
  X(persona_without_snils, 306, school)      \
  X(persona_number_unusable, 308, school)    \
  X(household_number, 310, school)           \
  X(archived, 320, school)                   \
  X(not_activated, 322, person)              \
  X(linked_to_another_oid, 324, school)      \
  X(birth_date_differs, 326, school)         \
  X(sex_differs, 328, school)                \
  X(too_young_for_account, 330, school)      \
  X(role_not_allowed, 332, school)           \
  X(consent_not_recorded, 334, parent)       \
  X(several_personas, 336, school)           \
  X(minor_not_found, 338, school)            \
  X(linked_before, 340, nobody)              \
  X(linked_name_drift, 342, school)          \
  X(linked_number_drift, 344, school)        \
  X(linked_birth_date_differs, 346, school)  \
  X(linked_sex_differs, 348, school)         \
  X(name_equal, 400, nobody)                 \
  X(yo_folded, 402, nobody)                  \
  X(look_alike_repaired, 404, school)        \
  X(hyphen_blank, 406, nobody)               \
  X(apostrophe_kind, 408, nobody)            \
  X(ogly_spelling, 410, nobody)              \
  X(number_recovered, 412, school)

enum class Reason : std::int32_t {
#define KTO_X(name, code, actor) name = code,
  KTO_REASONS(KTO_X)
#undef KTO_X
};
std::string_view name_of(Reason reason) noexcept;
Actor mended_by(Reason reason) noexcept;
std::span<const Reason> all_reasons() noexcept;

// --- rules ------------------------------------------------------------------------------------------

// What the rules answer for an account before any store is asked.
enum class AccountRule : std::uint8_t { enough = 1, link = 2, raise_level = 3, link_guardian = 4, refuse = 5 };
enum class ChildConsent : std::uint8_t { released = 1, recorded = 2 };

// A checked set of rules; made by parse() or taken from the built-in ones.
struct RuleSet {
  std::string name{};
  std::uint32_t version = 1;
  std::string hash{};             // fingerprint of the text it was read from
  std::vector<Region> regions{};  // empty = every region
  std::optional<Date> from{};     // in force from, inclusive
  std::optional<Date> until{};    // in force until, exclusive
  bool child_accounts = true;     // false: a child account is treated as unconfirmed under 14
  ChildConsent child_consent = ChildConsent::released;
  AccountRule child_from_14 = AccountRule::raise_level;
  AccountRule unconfirmed_under_14 = AccountRule::link_guardian;
  AccountRule unconfirmed = AccountRule::raise_level;
  AccountRule unconfirmed_standard = AccountRule::raise_level;
  bool accept_unverified_number = false;
  Verdict nobody_found_minor = Verdict::ask_school;  // under 18, or a child account: ask_school or link
  Verdict nobody_found = Verdict::link;
  bool activation_needed = true;
  // ESIA is the only way in: for whom. Pupils from this age; absent = not for pupils.
  bool esia_only_staff = true;
  bool esia_only_parents = true;
  std::optional<int> esia_only_pupils_from = 0;
  std::map<Region, std::chrono::minutes> time_zones{};  // overrides of the built-in table

  // JSON, see docs/rules.md; what a file leaves out is as in ru-2024. Errors, with the byte and the path
  // of our own keys: bad_utf8, bad_json, repeated_key, unknown_field, missing_field, wrong_type, bad_value
  // (a built-in set's name, too), bad_date, bad_region, empty, too_long, contradiction.
  static Result<RuleSet> parse(std::string_view json);
  // A set that is bound to regions is in force in none that is unknown.
  bool in_force(std::optional<Region> region, Date at) const noexcept;
};

// The text of a rules file, for RuleSet::parse. Errors: file_not_found, file_read, too_long.
Result<std::string> read_rules_text(const std::string& path);

std::span<const RuleSet> builtin_rules();                     // irkutsk-2018, ru-2024
const RuleSet* builtin_rules_by_name(std::string_view name);  // nullptr = none
std::string_view builtin_rules_text(std::string_view name);   // the JSON they are read from
// The newest built-in set in force for the region on the date; where none is, ru-2024.
const RuleSet& default_rules(std::optional<Region> region, Date at);
// Minutes east of UTC: the set's own table, else the built-in one; Moscow's for unknown regions.
std::chrono::minutes zone_of(const RuleSet& rules, std::optional<Region> region);

// Is ESIA the only way in for this role on this date? `age`: of a pupil; absent = unknown = adult.
bool esia_only(const RuleSet& rules, Role role, std::optional<int> age, std::optional<Region> region, Date at);

// --- outcome ----------------------------------------------------------------------------------------

// A persona that may be entered (or activated), as the person may see it.
struct EnterablePersona {
  PersonaKey key;
  std::vector<Role> roles{};  // in the organisation
  std::string klass{};        // of the first membership that names one
  bool linked = false;        // by this OID, before
  friend bool operator==(const EnterablePersona&, const EnterablePersona&) = default;
};

// One reason with the personas it concerns (may be none).
struct Finding {
  Reason reason;
  std::vector<PersonaKey> personas{};
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct Outcome {
  Verdict verdict = Verdict::refuse;
  // The person's face: this and the text of the verdict, nothing else. Sorted by key.
  std::vector<EnterablePersona> personas{};
  // The administrator's face.
  std::vector<Finding> findings{};  // in the order of the table of reasons, each reason once
  std::string rules_name{};
  std::uint32_t rules_version = 0;
  std::string rules_hash{};
  std::optional<Region> region{};
  std::optional<Date> at{};
  bool store_asked = false;
  // Which of the texts of the verdict fits («text.grant_access.either» names both remedies); a key of
  // the catalogue that depends on the claims alone.
  std::string text_key{};

  bool has(Reason reason) const noexcept;
  std::string text(Lang lang) const;  // for the person
  // Who can mend what, in table order: (actor, reason).
  std::vector<std::pair<Actor, Reason>> repairs() const;
};

// The answer as the one-line JSON object that `kto resolve` prints (docs/formats-cli.md); `admin`: with the
// administrator's face, which the person must not see.
std::string outcome_json(const Outcome& outcome, const std::optional<std::string>& request_id, Lang lang, bool admin);

// --- resolver ---------------------------------------------------------------------------------------

struct ResolveOptions {
  std::optional<RuleSet> rules{};  // a named set; absent = default_rules
  std::optional<Region> region{};  // for requests that state none
  std::optional<Date> at{};        // absent = today in the region's time zone
  // Look for the reason of a miss among personas without a usable number (reads up to 20 000 of them).
  bool diagnose = false;
  Issuer issuer = Issuer::production;  // the one this portal's ledger belongs to
};

// Reads through both seams and writes nothing. Borrows source and ledger (ledger may be null).
// Threads: const calls from several threads at once.
// Without a stated region the claims are judged by ru-2024 and Moscow's date; when the source's only region
// then has another set or date (and no set is named), they are judged once more by that.
class Resolver {
 public:
  Resolver(const PersonaSource& source, const Ledger* ledger, ResolveOptions options);
  // An error only when a seam failed; every other answer is an Outcome.
  Result<Outcome> resolve(const Request& request) const;
  // Same answers, same order; the source is asked once for all numbers.
  Result<std::vector<Outcome>> resolve_many(std::span<const Request> requests) const;

 private:
  const PersonaSource& source_;
  const Ledger* ledger_;
  ResolveOptions options_;
};

}  // namespace kto
