// Turns a situation in words (oracle.hpp) into a request, a source and a ledger.
#pragma once

#include "fakes.hpp"
#include "oracle.hpp"

namespace stage {

using namespace kto;

// The date of every question. Birthdays are the same day, so an age is its year.
inline const Date& today() {
  static const Date at = fakes::date("2024-10-01");
  return at;
}
inline Date born(int years) { return Date::make(today().year() - years, 10, years < 0 ? 2 : 1).value(); }
inline Date born(oracle::Born when) {
  if (when == oracle::Born::tomorrow) return Date::make(today().year(), 10, 2).value();
  return born(*oracle::years(when));
}

inline const RuleSet& rules(oracle::Set set) {
  static const RuleSet recorded =
      RuleSet::parse(R"({"format":1,"name":"recorded","version":3,"child_consent":"recorded"})").value();
  static const RuleSet lowered =
      RuleSet::parse(R"({"format":1,"name":"lowered","version":2,"accept_unverified_number":true})").value();
  switch (set) {
    case oracle::Set::irkutsk:
      return *builtin_rules_by_name("irkutsk-2018");
    case oracle::Set::russia:
      return *builtin_rules_by_name("ru-2024");
    case oracle::Set::recorded:
      return recorded;
    case oracle::Set::lowered:
      return lowered;
  }
  std::abort();
}

constexpr const char* number = "112-233-445 95";
constexpr const char* other_number = "143-210-987 28";

inline const Fio& name(oracle::Name which) {
  static const Fio same = fakes::fio("Соловьёв", "Пётр", "Семёнович");
  static const Fio folded = fakes::fio("СОЛОВЬЕВ", "Петр", "Семенович");
  static const Fio similar = fakes::fio("Соловев", "Пётр", "Семёнович");
  static const Fio different = fakes::fio("Зайцева", "Ольга", "Юрьевна");
  switch (which) {
    case oracle::Name::same:
      return same;
    case oracle::Name::folded:
      return folded;
    case oracle::Name::similar:
      return similar;
    case oracle::Name::different:
      return different;
  }
  std::abort();
}

constexpr std::int64_t my_oid = 1000300777;

inline Request request(const oracle::Situation& s) {
  Request out;
  if (s.where == oracle::Where::request) out.region = fakes::region(38);
  out.region_bad = s.where == oracle::Where::invalid;
  Identity& who = out.identity;
  if (s.wrong == oracle::Wrong::account_deleted) who.fault = ClaimFault::account_not_registered;
  using oracle::Said;
  if (s.said != Said::nothing) {
    who.error = EsiaError{};
    who.error->access_denied = s.said == Said::denied || s.said == Said::denied_7008;
    if (s.said == Said::e7004) who.error->code = 7004;
    if (s.said == Said::e7019) who.error->code = 7019;
    if (s.said == Said::e7055) who.error->code = 7055;
    if (s.said == Said::denied_7008 || s.said == Said::e7008) who.error->code = 7008;
  }
  if (s.scope != oracle::Scope::absent)
    who.rights = Rights{s.scope != oracle::Scope::no_name, s.scope != oracle::Scope::no_number};
  who.account = s.kind == oracle::Kind::confirmed ? Account::confirmed
                : s.kind == oracle::Kind::child   ? Account::child
                                                  : Account::unconfirmed;
  who.standard = s.kind == oracle::Kind::standard;
  if (s.born != oracle::Born::unknown) who.birth_date = born(s.born);
  who.sex = Sex::male;
  who.expected = static_cast<Expected>(s.hint);
  if (s.who != oracle::Who::bare) {
    who.oid = Oid::make(my_oid).value();
    who.issuer = s.who == oracle::Who::production ? Issuer::production : Issuer::test_stand;
  }
  if (s.has_name) who.name = name(oracle::Name::same);
  if (s.has_number) who.number = fakes::snils(number);
  return out;
}

inline ResolveOptions options(const oracle::Situation& s) {
  ResolveOptions out;
  out.rules = rules(s.set);
  out.at = today();
  if (s.where == oracle::Where::option || s.where == oracle::Where::invalid) out.region = fakes::region(38);
  return out;
}

inline PersonaKey key(std::size_t card) { return fakes::key(("c" + std::to_string(card)).c_str()); }

inline void build(const oracle::Situation& s, fakes::Source& source, fakes::Records& records) {
  for (std::size_t i = 0; i < s.cards.size(); ++i) {
    const oracle::Card& card = s.cards[i];
    Persona one{.key = key(i), .name = name(card.name)};
    one.number = fakes::cell(card.same_number ? number : other_number);
    const auto standing = card.archived ? Standing::archived : Standing::in_organisation;
    if (card.role == oracle::Role::pupil || card.role == oracle::Role::both)
      one.memberships.push_back(fakes::member(Role::pupil, standing));
    if (card.role == oracle::Role::parent || card.role == oracle::Role::both)
      one.memberships.push_back(fakes::member(Role::parent, standing));
    if (card.role == oracle::Role::unknown) one.memberships = {fakes::member(Role::unknown, standing)};
    one.activated = card.activated;
    if (card.born == oracle::CardBorn::as_esia && s.born != oracle::Born::unknown) one.birth_date = born(s.born);
    if (card.born == oracle::CardBorn::y10) one.birth_date = born(10);
    if (card.born == oracle::CardBorn::y40) one.birth_date = born(40);
    if (card.sex != oracle::CardSex::unknown) one.sex = card.sex == oracle::CardSex::same ? Sex::male : Sex::female;
    const auto me = Oid::make(my_oid).value();
    if (card.linked == oracle::Linked::me) records.link(me, one.key);
    if (card.linked == oracle::Linked::me_on_test_stand) records.link(me, one.key, Issuer::test_stand);
    if (card.linked == oracle::Linked::somebody) records.link(Oid::make(my_oid + 1).value(), one.key);
    if (card.consent) records.consents.push_back({.child = one.key});
    source.people.push_back(std::move(one));
  }
  // The store holds one region, or two.
  source.people.push_back(fakes::persona(fakes::key("far", s.where == oracle::Where::several ? 29 : 38),
                                         name(oracle::Name::different), other_number));
  if (s.where == oracle::Where::several)
    source.people.push_back(fakes::persona(fakes::key("near"), name(oracle::Name::different), other_number));
}

}  // namespace stage
