// The order of decision, enumerated: every combination of the claims, and every kind of card, under both
// built-in sets and two that a region might bring, against the plain table of oracle.hpp.
#include <catch2/catch.hpp>
#include <random>

#include "stage.hpp"

using namespace oracle;

namespace {

template <class E>
std::vector<E> all(E last) {
  std::vector<E> out;
  for (int i = 0; i <= static_cast<int>(last); ++i) out.push_back(static_cast<E>(i));
  return out;
}

const auto sets = all(Set::lowered);
const auto births = all(Born::y40);
const auto kinds = all(Kind::child);

// Whether the claims of the test stand's person would do in production.
bool decide_as_production(Situation s) {
  s.who = Who::production;
  return !decide(s).asks_nobody;
}

// A lowered set passes accounts whose number nobody vouches for, and every outcome from there on says so.
bool unverified(const Situation& s, const Expected& expected) {
  if (s.set != Set::lowered || (s.kind != Kind::unconfirmed && s.kind != Kind::standard)) return false;
  return !expected.asks_nobody || (s.who == Who::test_stand && decide_as_production(s));
}

// Compares, and says the situation only when something is wrong: there are very many of them.
void hold(const Situation& s) {
  fakes::Source source;
  fakes::Records records;
  stage::build(s, source, records);
  const Expected expected = decide(s);
  if (expected.asks_nobody) source.forbidden = records.forbidden = true;  // aborts when asked
  const auto outcome = fakes::resolve(source, &records, stage::options(s), stage::request(s));
  std::vector<std::string> wanted, got;
  for (const std::size_t card : expected.cards) wanted.push_back(fakes::write(stage::key(card)));
  for (const auto& one : outcome.personas) got.push_back(fakes::write(one.key));
  const bool good = outcome.verdict == expected.verdict && got == wanted &&
                    (outcome.text_key == "text.grant_access.either") == expected.either_text &&
                    !(expected.asks_nobody && outcome.store_asked) && outcome.at == stage::today() &&
                    outcome.has(kto::Reason::unverified_number_accepted) == unverified(s, expected);
  if (good) return;
  INFO("set " << static_cast<int>(s.set) << " said " << static_cast<int>(s.said) << " scope "
              << static_cast<int>(s.scope) << " kind " << static_cast<int>(s.kind) << " born "
              << static_cast<int>(s.born) << " hint " << static_cast<int>(s.hint) << " who " << static_cast<int>(s.who)
              << " where " << static_cast<int>(s.where) << " name " << s.has_name << " number " << s.has_number);
  for (const Card& c : s.cards)
    UNSCOPED_INFO("card archived " << c.archived << " activated " << c.activated << " consent " << c.consent
                                   << " number " << c.same_number << " role " << static_cast<int>(c.role) << " name "
                                   << static_cast<int>(c.name) << " born " << static_cast<int>(c.born) << " sex "
                                   << static_cast<int>(c.sex) << " linked " << static_cast<int>(c.linked));
  CHECK(name_of(outcome.verdict) == name_of(expected.verdict));
  CHECK(got == wanted);
  CHECK((outcome.text_key == "text.grant_access.either") == expected.either_text);
  CHECK_FALSE((expected.asks_nobody && outcome.store_asked));
  CHECK(outcome.has(kto::Reason::unverified_number_accepted) == unverified(s, expected));
  FAIL("the resolver leaves the table:\n" << fakes::write(outcome));
}

std::vector<Card> every_card() {
  std::vector<Card> out;
  for (const bool archived : {false, true})
    for (const bool activated : {true, false})
      for (const bool consent : {false, true})
        for (const Role role : all(Role::unknown))
          for (const Name name : all(Name::different))
            for (const CardBorn born : all(CardBorn::y40))
              for (const CardSex sex : all(CardSex::other))
                for (const Linked linked : all(Linked::me_on_test_stand))
                  out.push_back({archived, activated, consent, true, role, name, born, sex, linked});
  return out;
}

// A card of each kind that step 6 tells apart.
std::vector<Card> telling_cards() {
  std::vector<Card> out;
  const auto add = [&](auto change) {
    Card card;
    change(card);
    out.push_back(card);
  };
  add([](Card&) {});
  add([](Card& c) { c.consent = true; });
  add([](Card& c) { c.activated = false; });
  add([](Card& c) { c.activated = false, c.consent = true; });
  add([](Card& c) { c.archived = true; });
  add([](Card& c) { c.role = Role::parent; });
  add([](Card& c) { c.role = Role::both, c.sex = CardSex::other; });
  add([](Card& c) { c.role = Role::unknown; });
  add([](Card& c) { c.name = Name::folded, c.role = Role::parent; });
  add([](Card& c) { c.name = Name::similar; });
  add([](Card& c) { c.name = Name::different; });
  add([](Card& c) { c.born = CardBorn::y10; });
  add([](Card& c) { c.born = CardBorn::y40, c.role = Role::parent; });
  add([](Card& c) { c.sex = CardSex::other; });
  add([](Card& c) { c.linked = Linked::me, c.name = Name::different, c.born = CardBorn::y10; });
  add([](Card& c) { c.linked = Linked::me, c.role = Role::parent, c.same_number = false; });
  add([](Card& c) { c.linked = Linked::me, c.archived = true; });
  add([](Card& c) { c.linked = Linked::me, c.activated = false; });
  add([](Card& c) { c.linked = Linked::somebody; });
  add([](Card& c) { c.linked = Linked::somebody, c.role = Role::parent; });
  add([](Card& c) { c.linked = Linked::me_on_test_stand; });
  add([](Card& c) { c.same_number = false; });
  return out;
}

// All that reaches step 6 under some set.
std::vector<Situation> all_accounts() {
  std::vector<Situation> out;
  for (const Set set : sets)
    for (const Kind kind : kinds)
      for (const Born born : births) {
        Situation s;
        s.set = set;
        s.kind = kind;
        s.born = born;
        if (!decide(s).asks_nobody) out.push_back(s);
      }
  return out;
}

}  // namespace

TEST_CASE("order of decision: every combination of the claims", "[order]") {
  Card mine;
  mine.linked = Linked::me;
  mine.name = Name::different;
  std::size_t count = 0;
  for (const Set set : sets)
    for (const Said said : all(Said::e7008))
      for (const Scope scope : all(Scope::no_name))
        for (const Kind kind : kinds)
          for (const Born born : births)
            for (const Hint hint : all(Hint::adult))
              for (const Who who : all(Who::test_stand)) {
                Situation s;
                s.set = set, s.said = said, s.scope = scope, s.kind = kind, s.born = born, s.hint = hint, s.who = who;
                for (const int released : {0, 1, 2, 3}) {
                  s.has_name = (released & 1) != 0;
                  s.has_number = (released & 2) != 0;
                  s.where = static_cast<Where>(count % 5);
                  s.wrong = count % 17 == 0 ? Wrong::account_deleted : Wrong::nothing;
                  s.cards = count % 3 == 0   ? std::vector{Card{}}
                            : count % 3 == 1 ? std::vector{mine}
                                             : std::vector<Card>{};
                  hold(s);
                  ++count;
                }
              }
  CHECK(count == 4U * 7 * 4 * 4 * 8 * 3 * 3 * 4);
}

TEST_CASE("order of decision: regions, profiles and links", "[order]") {
  for (Situation s : all_accounts())
    for (const Where where : all(Where::invalid))
      for (const Who who : all(Who::test_stand))
        for (const int released : {0, 1, 2, 3})
          for (const Card& card : telling_cards()) {
            s.where = where, s.who = who, s.has_name = (released & 1) != 0, s.has_number = (released & 2) != 0;
            s.cards = {card};
            hold(s);
          }
}

TEST_CASE("order of decision: two cards of every telling kind", "[order]") {
  for (Situation s : all_accounts())
    for (const Card& a : telling_cards())
      for (const Card& b : telling_cards()) {
        s.cards = {a, b};
        hold(s);
      }
}

TEST_CASE("order of decision: three cards and everything else by lot", "[order]") {
  std::mt19937 random(20240902);  // the same lots every time
  const auto cards = every_card();
  const auto pick = [&](auto last) {
    return static_cast<decltype(last)>(random() % (static_cast<unsigned>(last) + 1));
  };
  for (int i = 0; i < 20'000; ++i) {
    Situation s;
    s.set = pick(Set::lowered), s.kind = pick(Kind::child), s.born = pick(Born::y40), s.who = pick(Who::test_stand);
    s.where = pick(Where::invalid), s.hint = pick(Hint::adult);
    if (random() % 8 == 0) s.said = pick(Said::e7008);
    if (random() % 8 == 0) s.scope = pick(Scope::no_name);
    s.has_name = random() % 8 != 0, s.has_number = random() % 8 != 0;
    for (std::size_t n = random() % 4; n > 0; --n) {
      s.cards.push_back(cards[random() % cards.size()]);
      s.cards.back().same_number = random() % 8 != 0;
    }
    hold(s);
  }
}

TEST_CASE("order of decision: every card there is before every account", "[order][.long]") {
  const auto cards = every_card();
  for (Situation s : all_accounts())
    for (const Card& card : cards)
      for (const Who who : {Who::bare, Who::production}) {
        s.who = who;
        s.cards = {card};
        hold(s);
      }
}
