#include "pairs.hpp"

#include "kto/text.hpp"

namespace kto::region_bench {
namespace {

Card card_of(const Human& human, Role role) {
  Card out;
  out.organisation = "Школа 1";
  out.surname = human.surname;
  out.given = human.given;
  out.patronymic = human.patronymic;
  out.number = human.number.canonical();
  out.birth_date = human.birth_date;
  out.sex = human.sex;
  out.role = role;
  return out;
}

Card own_card(const Human& human) { return card_of(human, human.pupil ? Role::pupil : Role::parent); }

// A source of one card, and a ledger in which it may be linked to somebody.
class OneCard final : public PersonaSource {
 public:
  explicit OneCard(const Persona& persona) : persona_(persona) {}
  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override {
    for (std::size_t i = 0; i < queries.size(); ++i)
      if (queries[i].region == persona_.key.region && persona_.number.reading.number == queries[i].number)
        KTO_TRY(emit(i, persona_));
    return {};
  }
  Result<void> by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const override {
    for (const PersonaKey& key : keys)
      if (key == persona_.key) KTO_TRY(emit(persona_));
    return {};
  }
  Result<void> by_organisation(Region, const OrganisationId&, const EmitPersona& emit) const override {
    return emit(persona_);
  }
  Result<void> scan(const std::optional<PersonaKey>& after, std::size_t, const EmitPersona& emit) const override {
    if (after && persona_.key <= *after) return {};
    return emit(persona_);
  }
  Result<std::vector<Region>> regions() const override { return std::vector{persona_.key.region}; }

 private:
  const Persona& persona_;
};

class OneLink final : public Ledger {
 public:
  explicit OneLink(const PersonaKey& key) : key_(key) {}
  Result<std::vector<Link>> links_of(const Subject&) const override { return std::vector<Link>{}; }
  Result<std::vector<std::optional<Link>>> links_to(std::span<const PersonaKey> personas) const override {
    std::vector<std::optional<Link>> out;
    for (const PersonaKey& key : personas)
      out.push_back(key == key_ ? std::optional(Link{{Issuer::production, Oid::make(1).value()}, key}) : std::nullopt);
    return out;
  }
  Result<std::vector<ConsentRecord>> consents_for(const PersonaKey&) const override {
    return std::vector<ConsentRecord>{};
  }
  Result<std::optional<Decision>> decision(std::string_view) const override { return std::optional<Decision>{}; }
  Result<std::vector<SignIn>> sign_ins_of(const PersonaKey&) const override { return std::vector<SignIn>{}; }
  Result<std::unique_ptr<LedgerTransaction>> begin() override { return fail(Errc::store_read_only); }

 private:
  const PersonaKey& key_;
};

// The digits without the zero in front, as a spreadsheet leaves them; absent when there is none to lose.
std::optional<std::string> without_zero(Snils number) {
  std::string digits;
  for (const char c : number.canonical())
    if (c >= '0' && c <= '9') digits += c;
  if (digits[0] != '0') return std::nullopt;
  digits.erase(0, 1);
  if (Snils::read(digits, Snils::Recovery::yes).number != number) return std::nullopt;
  return digits;
}

}  // namespace

std::string_view name_of(Trap trap) {
  switch (trap) {
#define KTO_X(name) \
  case Trap::name:  \
    return #name;
    KTO_REGION_TRAPS(KTO_X)
#undef KTO_X
  }
  return "";
}

std::span<const Trap> all_traps() {
#define KTO_X(name) Trap::name,
  static constexpr std::array all{KTO_REGION_TRAPS(KTO_X)};
#undef KTO_X
  return all;
}

std::optional<Pair> make_pair(Trap trap, const World& world, std::size_t at, Dice& dice) {
  const Human& human = world.humans[at];
  const auto relative = [&](std::size_t who) { return who == nobody ? nullptr : &world.humans[who]; };
  Human asks = human;
  Card card = own_card(human);
  Region region = question_region();
  bool with_birth_date = dice.chance(500);
  bool linked = false;
  switch (trap) {
    case Trap::parents_number_in_childs_card:
    case Trap::childs_number_in_parents_card: {
      const Human* parent = relative(dice.chance(500) ? human.father : human.mother);
      if (parent == nullptr) return std::nullopt;
      if (trap == Trap::parents_number_in_childs_card) {
        asks = *parent;
      } else {
        card = own_card(*parent);
      }
      card.number = asks.number.canonical();
      break;
    }
    case Trap::namesake_of_father_under_14:
    case Trap::namesake_of_father_other_birth_date: {
      const Human* father = relative(human.father);
      if (father == nullptr) return std::nullopt;
      const bool small = age_on(human.birth_date, question_day()) < 14;
      if (small != (trap == Trap::namesake_of_father_under_14)) return std::nullopt;
      asks = *father;
      card = card_of(*father, Role::pupil);
      card.birth_date = human.birth_date;
      with_birth_date = with_birth_date || !small;
      break;
    }
    case Trap::twin_with_the_number:
    case Trap::sibling_with_the_number: {
      const Human* other = relative(trap == Trap::twin_with_the_number ? human.twin : human.sibling);
      if (other == nullptr) return std::nullopt;
      card = own_card(*other);
      card.number = human.number.canonical();
      // Without dates, as on so many cards.
      if (dice.chance(500)) card.birth_date.reset();
      break;
    }
    case Trap::namesake_with_another_number:
      card.number = world.humans[(at + 1) % world.humans.size()].number.canonical();
      break;
    case Trap::namesake_without_a_number:
      card.number = dice.chance(500) ? "" : "000-000-000 00";
      break;
    case Trap::one_typo_away_with_the_number: {
      const auto kind = static_cast<Fault>(static_cast<std::size_t>(Fault::typo_missing) + dice.below(6));
      std::string& part = dice.chance(500) ? card.surname : dice.chance(500) ? card.given : card.patronymic;
      if (!slip(kind, part, dice)) return std::nullopt;
      break;
    }
    case Trap::variant_name_with_the_number:
    case Trap::latin_name_with_the_number:
    case Trap::parts_swapped_with_the_number: {
      const Fault kind = trap == Trap::variant_name_with_the_number ? Fault::variant_given
                         : trap == Trap::latin_name_with_the_number ? Fault::transliteration
                                                                    : Fault::swapped_parts;
      card.human = at;
      if (!put_fault(kind, world, card, nullptr, dice)) return std::nullopt;
      card.number = human.number.canonical();
      break;
    }
    case Trap::patronymic_missing_with_the_number:
      if (card.patronymic.empty()) return std::nullopt;
      card.patronymic.clear();
      break;
    case Trap::recovered_zero_of_a_sibling: {
      const Human* other = relative(human.sibling);
      const auto cell = without_zero(human.number);
      if (other == nullptr || !cell) return std::nullopt;
      card = own_card(*other);
      card.number = *cell;
      break;
    }
    case Trap::recovered_zero_of_another_number: {
      // The namesake's own number, which lost its zero, beside the one of the request.
      const auto cell = without_zero(human.number);
      if (!cell) return std::nullopt;
      card.number = *cell;
      asks.number = Snils::from_number(human.number.number() * 10 % 1'000'000'000).value();
      if (asks.number == human.number || asks.number.exempt()) return std::nullopt;
      break;
    }
    case Trap::number_one_digit_away:
      card.human = at;
      if (!put_fault(Fault::number_wrong_digit, world, card, nullptr, dice)) return std::nullopt;
      break;
    case Trap::exempt_placeholder:
      card.number = "000-000-000 " + std::to_string(10 + dice.below(90));
      break;
    case Trap::other_region:
      region = Region::make(29).value();
      break;
    case Trap::archived:
      card.standing = Standing::archived;
      break;
    case Trap::other_sex:
      card.sex = human.sex == Sex::male ? Sex::female : Sex::male;
      break;
    case Trap::other_birth_date:
      card.birth_date = world.humans[(at + 1) % world.humans.size()].birth_date;
      if (card.birth_date == human.birth_date) return std::nullopt;
      with_birth_date = true;
      break;
    case Trap::linked_to_another:
      linked = true;
      break;
  }
  Pair out{request_of(asks, with_birth_date, dice), persona_of(card, 0), linked};
  // Not apart by what the trap is named for: father and son of one name, a blank lost in «Вагиф оглы».
  const bool by_name = trap <= Trap::childs_number_in_parents_card || trap == Trap::one_typo_away_with_the_number;
  if (by_name && grade(*out.request.identity.name, out.persona.name) >= Grade::equivalent) return std::nullopt;
  out.persona.key.region = region;
  return out;
}

bool enters(const Pair& pair) {
  const OneCard source(pair.persona);
  OneLink ledger(pair.persona.key);
  ResolveOptions options;
  options.at = question_day();
  const Resolver resolver(source, pair.linked_elsewhere ? &ledger : nullptr, options);
  return !resolver.resolve(pair.request).value().personas.empty();
}

}  // namespace kto::region_bench
