// A region: families, their cards in the diary, and what ESIA says of each.
#pragma once

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "kto/suggest.hpp"
#include "names.hpp"

namespace kto::region_bench {

inline constexpr std::size_t nobody = ~std::size_t{0};

struct Human {
  std::string surname;  // in full spelling, ё included
  std::string given;
  std::string patronymic;
  Sex sex = Sex::unknown;
  Date birth_date = Date::make(2000, 1, 1).value();
  Snils number = Snils::from_number(1).value();
  bool pupil = false;
  std::size_t father = nobody;
  std::size_t mother = nobody;
  std::size_t twin = nobody;
  std::size_t sibling = nobody;
};

// A row of the diary as it was typed.
struct Card {
  std::size_t human = nobody;
  std::string organisation;
  std::string surname;
  std::string given;
  std::string patronymic;
  std::string number;
  std::optional<Date> birth_date{};
  Sex sex = Sex::unknown;
  Role role = Role::parent;
  Standing standing = Standing::in_organisation;
};

struct World {
  std::vector<Human> humans{};
  std::vector<Card> cards{};
};

Date question_day();
Region question_region();

World make_world(const Names& names, std::size_t humans, Dice& dice);

// A name as somebody types it: ё in three of a hundred places that could have it.
std::string typed(const std::string& word, Dice& dice);

// What ESIA says of a human, its birth date if it is released.
Request request_of(const Human& human, bool with_birth_date, Dice& dice);

Persona persona_of(const Card& card, std::size_t number);

// The cards as a source; a persona is made when it is asked for.
class Diary final : public PersonaSource {
 public:
  explicit Diary(const std::vector<Card>& cards);
  static PersonaKey key_of(const Card& card, std::size_t number);
  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override;
  Result<void> by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const override;
  Result<void> by_organisation(Region region, const OrganisationId& organisation,
                               const EmitPersona& emit) const override;
  Result<void> scan(const std::optional<PersonaKey>& after, std::size_t limit, const EmitPersona& emit) const override;
  Result<std::vector<Region>> regions() const override;

 private:
  const std::vector<Card>& cards_;
  std::vector<std::pair<PersonaKey, std::size_t>> order_{};
  std::unordered_multimap<std::uint32_t, std::size_t> by_number_{};
};

}  // namespace kto::region_bench
