#include "people.hpp"

#include <unordered_set>

#include "kto/text.hpp"

namespace kto::region_bench {
namespace {

Date some_day(Dice& dice, int first_year, int last_year) {
  const int year = first_year + static_cast<int>(dice.below(static_cast<std::size_t>(last_year - first_year + 1)));
  while (true) {
    const auto made =
        Date::make(year, static_cast<unsigned>(1 + dice.below(12)), static_cast<unsigned>(1 + dice.below(31)));
    if (made) return *made;
  }
}

// Fills the region family by family.
class Maker {
 public:
  Maker(const Names& names, Dice& dice) : names_(names), dice_(dice) {}

  void family() {
    const Surname& surname = names_.surnames.pick(dice_);
    const Father& father_name = names_.men.pick(dice_);
    const int married = 1968 + static_cast<int>(dice_.below(28));
    Human father{surname.man, father_name.name, names_.men.pick(dice_).son, Sex::male};
    father.birth_date = some_day(dice_, married - 2, married + 2);
    Human mother{surname.woman, names_.women.pick(dice_), names_.men.pick(dice_).daughter, Sex::female};
    if (dice_.chance(150)) mother.surname = names_.surnames.pick(dice_).woman;
    mother.birth_date = some_day(dice_, married - 1, married + 5);
    // Absent in law.
    if (dice_.chance(5)) mother.patronymic.clear();
    const std::size_t father_at = add(father);
    const std::size_t mother_at = add(mother);

    const std::string school = "Школа " + std::to_string(1 + dice_.below(400));
    bool teaches = dice_.chance(60);
    std::vector<std::size_t> children;
    const std::size_t count = 1 + dice_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      const Date birth_date = some_day(dice_, 2007, 2017);
      children.push_back(child(surname, father_name, birth_date, father_at, mother_at));
      if (dice_.chance(25)) {
        children.push_back(child(surname, father_name, birth_date, father_at, mother_at));
        world.humans[children.back()].twin = children[children.size() - 2];
        world.humans[children[children.size() - 2]].twin = children.back();
      }
    }
    for (std::size_t i = 1; i < children.size(); ++i) world.humans[children[i]].sibling = children[i - 1];
    for (const std::size_t one : children) {
      card(one, school, Role::pupil);
      // Transferred: the card in the school before was archived.
      if (dice_.chance(40)) card(one, school + " (прежняя)", Role::pupil, Standing::archived);
    }
    card(father_at, school, Role::parent);
    card(mother_at, school, Role::parent);
    if (teaches) card(mother_at, "Лицей " + std::to_string(1 + dice_.below(90)), Role::teacher);
  }

  World world{};

 private:
  std::size_t add(Human human) {
    while (true) {
      const auto nine = static_cast<std::uint32_t>(1'002'000 + dice_.below(998'000'000));
      if (!numbers_.insert(nine).second) continue;
      human.number = Snils::from_number(nine).value();
      break;
    }
    world.humans.push_back(std::move(human));
    return world.humans.size() - 1;
  }

  std::size_t child(const Surname& surname, const Father& father, Date birth_date, std::size_t father_at,
                    std::size_t mother_at) {
    const bool girl = dice_.chance(490);
    Human human{girl ? surname.woman : surname.man, girl ? names_.women.pick(dice_) : names_.men.pick(dice_).name,
                girl ? father.daughter : father.son, girl ? Sex::female : Sex::male, birth_date};
    // No family gives one name twice.
    for (bool again = true; again;) {
      again = false;
      for (std::size_t i = mother_at + 1; i < world.humans.size(); ++i)
        if (world.humans[i].given == human.given) {
          human.given = girl ? names_.women.pick(dice_) : names_.men.pick(dice_).name;
          again = true;
          break;
        }
    }
    human.pupil = true;
    human.father = father_at;
    human.mother = mother_at;
    return add(std::move(human));
  }

  void card(std::size_t human, const std::string& organisation, Role role,
            Standing standing = Standing::in_organisation) {
    const Human& one = world.humans[human];
    Card made;
    made.human = human;
    made.organisation = organisation;
    made.surname = typed(one.surname, dice_);
    made.given = typed(one.given, dice_);
    made.patronymic = typed(one.patronymic, dice_);
    made.number = one.number.canonical();
    made.birth_date = one.birth_date;
    made.sex = one.sex;
    made.role = role;
    made.standing = standing;
    world.cards.push_back(std::move(made));
  }

  const Names& names_;
  Dice& dice_;
  std::unordered_set<std::uint32_t> numbers_{};
};

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

}  // namespace

Date question_day() { return Date::make(2024, 10, 1).value(); }
Region question_region() { return Region::make(38).value(); }

std::string typed(const std::string& word, Dice& dice) {
  if (dice.chance(30)) return word;
  return replaced(replaced(word, "ё", "е"), "Ё", "Е");
}

World make_world(const Names& names, std::size_t humans, Dice& dice) {
  Maker maker(names, dice);
  while (maker.world.humans.size() < humans) maker.family();
  return std::move(maker.world);
}

Request request_of(const Human& human, bool with_birth_date, Dice& dice) {
  Request out;
  out.region = question_region();
  Identity& who = out.identity;
  who.oid = Oid::make(1'000'000'000 + human.number.number()).value();
  who.issuer = Issuer::production;
  who.account = age_on(human.birth_date, question_day()) < 14 ? Account::child : Account::confirmed;
  who.name =
      Fio::from_parts(typed(human.surname, dice), typed(human.given, dice), typed(human.patronymic, dice)).value();
  who.number = human.number;
  if (with_birth_date) who.birth_date = human.birth_date;
  who.sex = human.sex;
  return out;
}

Persona persona_of(const Card& card, std::size_t number) {
  Persona out{.key = Diary::key_of(card, number),
              .name = Fio::from_parts(card.surname, card.given, card.patronymic).value()};
  out.number.text = card.number;
  out.number.reading = Snils::read(card.number, Snils::Recovery::yes);
  out.birth_date = card.birth_date;
  out.sex = card.sex;
  Membership membership;
  membership.role = card.role;
  membership.standing = card.standing;
  out.memberships.push_back(std::move(membership));
  return out;
}

Diary::Diary(const std::vector<Card>& cards) : cards_(cards) {
  for (std::size_t i = 0; i < cards.size(); ++i) {
    order_.emplace_back(key_of(cards[i], i), i);
    const auto reading = Snils::read(cards[i].number, Snils::Recovery::yes);
    if (reading.number) by_number_.emplace(reading.number->number(), i);
  }
  std::sort(order_.begin(), order_.end());
}

PersonaKey Diary::key_of(const Card& card, std::size_t number) {
  return {question_region(), OrganisationId(card.organisation), PersonaId(std::to_string(number))};
}

Result<void> Diary::candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const {
  for (std::size_t i = 0; i < queries.size(); ++i) {
    if (queries[i].region != question_region()) continue;
    const auto [begin, end] = by_number_.equal_range(queries[i].number.number());
    for (auto at = begin; at != end; ++at) KTO_TRY(emit(i, persona_of(cards_[at->second], at->second)));
  }
  return {};
}

Result<void> Diary::by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const {
  for (const PersonaKey& key : keys) {
    const auto at = std::lower_bound(order_.begin(), order_.end(), std::pair(key, std::size_t{0}));
    if (at != order_.end() && at->first == key) KTO_TRY(emit(persona_of(cards_[at->second], at->second)));
  }
  return {};
}

Result<void> Diary::by_organisation(Region, const OrganisationId& organisation, const EmitPersona& emit) const {
  for (const auto& [key, number] : order_)
    if (key.organisation == organisation) KTO_TRY(emit(persona_of(cards_[number], number)));
  return {};
}

Result<void> Diary::scan(const std::optional<PersonaKey>& after, std::size_t limit, const EmitPersona& emit) const {
  auto at = order_.begin();
  if (after) at = std::upper_bound(order_.begin(), order_.end(), std::pair(*after, ~std::size_t{0}));
  for (; at != order_.end() && limit > 0; ++at, --limit) KTO_TRY(emit(persona_of(cards_[at->second], at->second)));
  return {};
}

Result<std::vector<Region>> Diary::regions() const { return std::vector{question_region()}; }

}  // namespace kto::region_bench
