// The order of decision once more, as a plain table over situations in words: written from the rules' text
// alone, sharing no line with src/signin. The resolver is held against it over all combinations.
#pragma once

#include <optional>
#include <vector>

#include "kto/signin.hpp"

namespace oracle {

using kto::Verdict;

enum class Set { irkutsk, russia, recorded, lowered };  // recorded: child_consent; lowered: accept_unverified_number
enum class Wrong { nothing, account_deleted };
enum class Said { nothing, e7004, e7019, denied, denied_7008, e7055, e7008 };
enum class Scope { absent, both, no_number, no_name };
enum class Kind { unconfirmed, standard, confirmed, child };
enum class Born { unknown, tomorrow, today, y13, y14, y17, y18, y40 };
enum class Hint { none, child, adult };
enum class Who { bare, production, test_stand };
enum class Where { request, option, only_one, several, invalid };

enum class Role { pupil, parent, both, unknown };
enum class Name { same, folded, similar, different };
enum class CardBorn { unknown, as_esia, y10, y40 };
enum class CardSex { unknown, same, other };
enum class Linked { nobody, me, somebody, me_on_test_stand };

struct Card {
  bool archived = false, activated = true, consent = false, same_number = true;
  Role role = Role::pupil;
  Name name = Name::same;
  CardBorn born = CardBorn::unknown;
  CardSex sex = CardSex::unknown;
  Linked linked = Linked::nobody;
};

struct Situation {
  Set set = Set::russia;
  Wrong wrong = Wrong::nothing;
  Said said = Said::nothing;
  Scope scope = Scope::absent;
  Kind kind = Kind::confirmed;
  Born born = Born::unknown;
  Hint hint = Hint::none;
  Who who = Who::production;
  Where where = Where::request;
  bool has_name = true, has_number = true;
  std::vector<Card> cards{};
};

inline std::optional<int> years(Born born) {
  switch (born) {
    case Born::unknown:
      return std::nullopt;
    case Born::tomorrow:
      return -1;
    case Born::today:
      return 0;
    case Born::y13:
      return 13;
    case Born::y14:
      return 14;
    case Born::y17:
      return 17;
    case Born::y18:
      return 18;
    case Born::y40:
      return 40;
  }
  return std::nullopt;
}

// What a card is to this account; empty = no match at all, or archived, which counts as not found.
struct Seen {
  enum What { open, role, school } what;
  bool activated, consent;
};

inline std::optional<Seen> see(const Situation& s, const Card& c) {
  const auto age = years(s.born);
  const bool child = s.kind == Kind::child, small = age && *age < 14;
  const bool mine = c.linked == Linked::me && s.who == Who::production;
  const bool matches = s.has_name && s.has_number && c.same_number && (c.name == Name::same || c.name == Name::folded);
  if (!mine && !matches) return std::nullopt;
  if (c.archived) return std::nullopt;
  const bool role_bad = (child || small) && c.role != Role::pupil;
  Seen seen{Seen::open, c.activated, c.consent};
  if (mine) {
    if (role_bad) seen.what = Seen::role;
    return seen;
  }
  if (c.linked != Linked::nobody) return seen.what = Seen::school, seen;
  if (role_bad) return seen.what = Seen::role, seen;
  std::optional<int> card_age;
  if (c.born == CardBorn::as_esia) card_age = age;
  if (c.born == CardBorn::y10) card_age = 10;
  if (c.born == CardBorn::y40) card_age = 40;
  const bool dates_differ = age && card_age && *age != *card_age;  // one birthday a year of age in these tests
  const bool too_young = !child && !small && card_age && *card_age < 14;
  if (dates_differ || too_young || c.sex == CardSex::other) seen.what = Seen::school;
  return seen;
}

struct Expected {
  Verdict verdict;
  std::vector<std::size_t> cards{};  // indices to enter or to activate
  bool either_text = false;
  bool asks_nobody = false;  // decided by the claims alone
};

inline Expected decide(const Situation& s) {
  const auto age = years(s.born);
  const bool child_rules = s.set != Set::irkutsk;
  const bool child = s.kind == Kind::child;
  // 1
  if (s.wrong != Wrong::nothing || (age && *age < 0)) return {Verdict::refuse, {}, false, true};
  // 2
  switch (s.said) {
    case Said::e7004:
    case Said::e7019:
    case Said::denied: {
      if (child_rules && (s.hint == Hint::child || child)) return {Verdict::await_consent, {}, false, true};
      const bool hint = s.hint != Hint::none || s.kind == Kind::confirmed || child;
      return {Verdict::grant_access, {}, !hint, true};
    }
    case Said::e7055:
      return {Verdict::raise_level, {}, false, true};
    case Said::denied_7008:
    case Said::e7008:
      return {Verdict::try_again, {}, false, true};
    case Said::nothing:
      break;
  }
  // 3
  if (s.scope == Scope::no_name || s.scope == Scope::no_number)
    return {child && child_rules ? Verdict::await_consent : Verdict::grant_access, {}, false, true};
  // 4
  const bool unconfirmed = s.kind == Kind::unconfirmed || s.kind == Kind::standard;
  const bool under_14 = (age && *age < 14) || (child && !child_rules);
  if (child && child_rules && age && *age >= 14) return {Verdict::raise_level, {}, false, true};
  if (unconfirmed || (child && !child_rules)) {
    if (under_14) return {s.set == Set::irkutsk ? Verdict::link : Verdict::link_guardian, {}, false, true};
    const bool vouched = s.set == Set::irkutsk && s.kind == Kind::standard;
    if (!vouched && s.set != Set::lowered)
      return {s.set == Set::irkutsk ? Verdict::link : Verdict::raise_level, {}, false, true};
  }
  if (s.who == Who::test_stand) return {Verdict::refuse, {}, false, true};  // a store accepts one issuer
  // 5
  bool linked = false;
  for (const Card& card : s.cards) linked = linked || (card.linked == Linked::me && s.who == Who::production);
  if (!linked && (!s.has_name || !s.has_number)) {
    const bool neither = !s.has_name && !s.has_number;
    return {neither && child ? Verdict::await_consent : Verdict::complete_profile};
  }
  // 6
  if (s.where == Where::several || s.where == Where::invalid) return {Verdict::refuse};
  std::vector<std::size_t> ready, dormant;
  std::size_t role = 0, school = 0, no_consent = 0;
  for (std::size_t i = 0; i < s.cards.size(); ++i) {
    const auto seen = see(s, s.cards[i]);
    if (!seen) continue;
    if (seen->what == Seen::role) ++role;
    if (seen->what == Seen::school) ++school;
    if (seen->what != Seen::open) continue;
    if (child && s.set == Set::recorded && !seen->consent)
      ++no_consent;
    else
      (seen->activated ? ready : dormant).push_back(i);
  }
  if (ready.size() == 1) return {Verdict::sign_in, ready};
  if (!ready.empty()) return {Verdict::choose, ready};
  if (!dormant.empty()) return {Verdict::activate, dormant};
  if (no_consent > 0) return {Verdict::await_consent};
  if (role > 0 && school == 0) return {Verdict::refuse};
  if (school > 0) return {Verdict::ask_school};
  const bool minor = child || (age && *age < 18);
  return {minor && s.set != Set::irkutsk ? Verdict::ask_school : Verdict::link};
}

}  // namespace oracle
