// A source over a plain vector, and people made of few names so that everybody is near to somebody.
#pragma once

#include <algorithm>
#include <functional>
#include <random>

#include "kto/suggest.hpp"

namespace crowd {

using namespace kto;

inline Region region(unsigned number = 38) { return Region::make(number).value(); }
inline Date date(int year, unsigned month, unsigned day) { return Date::make(year, month, day).value(); }
inline Date today() { return date(2024, 10, 1); }

struct Crowd final : PersonaSource {
  std::vector<Persona> people{};  // in key order
  bool broken = false;

  void add(Persona one) {
    const auto at = std::lower_bound(people.begin(), people.end(), one,
                                     [](const Persona& a, const Persona& b) { return a.key < b.key; });
    if (at == people.end() || at->key != one.key) people.insert(at, std::move(one));
  }
  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override {
    for (std::size_t i = 0; i < queries.size(); ++i)
      for (const Persona& one : people)
        if (one.key.region == queries[i].region && one.number.reading.number == queries[i].number)
          KTO_TRY(emit(i, one));
    return {};
  }
  Result<void> by_key(std::span<const PersonaKey>, const EmitPersona&) const override { return fail(Errc::internal); }
  Result<void> by_organisation(Region, const OrganisationId&, const EmitPersona&) const override {
    return fail(Errc::internal);
  }
  Result<void> scan(const std::optional<PersonaKey>& after, std::size_t limit, const EmitPersona& emit) const override {
    if (broken) return fail(Errc::store_busy);
    for (auto at = after ? std::upper_bound(people.begin(), people.end(), *after,
                                            [](const PersonaKey&key, const Persona&one) { return key < one.key; })
                         : people.begin();
         at != people.end() && limit > 0; ++at, --limit)
      KTO_TRY(emit(*at));
    return {};
  }
  Result<std::vector<Region>> regions() const override {
    std::vector<Region> out;
    for (const Persona& one : people)
      if (out.empty() || out.back() != one.key.region) out.push_back(one.key.region);
    return out;
  }
};

inline Membership member(Role role, Standing standing = Standing::in_organisation) {
  Membership out;
  out.role = role;
  out.standing = standing;
  return out;
}

inline Persona card(std::string id, Fio name, std::string_view number = "", std::optional<Date> born = std::nullopt,
                    Role role = Role::parent) {
  Persona out{.key = {region(), OrganisationId("Школа 7"), PersonaId(std::move(id))}, .name = std::move(name)};
  out.number.text = number;
  out.number.reading = Snils::read(number, Snils::Recovery::yes);
  out.birth_date = born;
  out.memberships = {member(role)};
  return out;
}

// Small choices out of a stream of bytes or of random numbers.
using Choose = std::function<std::size_t(std::size_t below)>;

inline Choose random_choices(std::uint32_t seed) {
  return [engine = std::mt19937(seed)](std::size_t below) mutable { return engine() % below; };
}

// A name near to others of its kind: from a small list, often with a slip.
inline std::string word(const Choose& choose, std::initializer_list<const char*> list) {
  std::u32string letters = text::to_code_points(*(list.begin() + choose(list.size())));
  const std::size_t slips = choose(4) == 0 ? 1 + choose(2) : 0;
  for (std::size_t i = 0; i < slips && letters.size() > 1; ++i) {
    const auto at = choose(letters.size() - 1);
    switch (choose(4)) {
      case 0:
        letters.erase(at, 1);
        break;
      case 1:
        letters.insert(at, 1, U"аоб-"[choose(4)]);
        break;
      case 2:
        letters[at] = U"еиюв"[choose(4)];
        break;
      default:
        std::swap(letters[at], letters[at + 1]);
    }
  }
  return text::to_utf8(letters);
}

inline std::optional<Fio> name(const Choose& choose) {
  const auto surname = word(
      choose, {"Иванов", "Иванова", "Ивнов", "Салтыков-Щедрин", "Щедрин Салтыков", "Ким", "Ivanov", "Верхнеколымский",
               "Верхнеколымская", "Петрович", "Анна", "", "Долгорукозасекинаоглынейшвалленштейн"});
  const auto given = word(choose, {"Анна",         "Иван",      "Егор",  "Георгий",    "Юрий",
                                   "Анна Георгий", "Анна Егор", "Данил", "Даниил",     "Данила",
                                   "Наталья",      "Наталия",   "Anna",  "Мария",      "Анна-Мария",
                                   "Анна Марья",   "Иванов",    "",      "Константин", "Мария Наталья Анна"});
  const auto patronymic = word(choose, {"Иванович", "Ивановна", "Егорович", "Георгиевич", "Юрьевич", "Вагиф оглы",
                                        "Вагифоглы", "Вагиф оглу", "Вагифович", "Вагиф кызы", "Геннадьевна",
                                        "Геннадиевна", "Данилович", "Даниилович", "", "", "-", "Ivanovich", "Анна"});
  const auto made = choose(5) == 0 ? Fio::parse(surname + ' ' + given + (choose(2) == 0 ? "" : ' ' + patronymic))
                                   : Fio::from_parts(surname, given, patronymic);
  return made ? std::optional(*made) : std::nullopt;
}

inline std::string number(const Choose& choose) {
  static constexpr const char* list[] = {
      "112-233-445 95", "276-488-905 42", "087-654-303 00", "276-488-905 24", "8765430300", "276-488-950 42",
      "276-488-95 42",  "112.233.445.95", "27648890543",    "000-000-600 06", "",           "нет"};
  return list[choose(std::size(list))];
}

inline std::optional<Date> birth_date(const Choose& choose) {
  static const std::optional<Date> list[] = {date(2012, 3, 4), date(2012, 4, 3),   date(2013, 3, 4),
                                             date(1980, 3, 4), date(1980, 12, 24), std::nullopt};
  return list[choose(std::size(list))];
}

inline std::optional<Persona> person(const Choose& choose, std::size_t id) {
  const auto its_name = name(choose);
  if (!its_name) return std::nullopt;
  Persona out = card(std::to_string(id), *its_name, number(choose), birth_date(choose),
                     choose(2) == 0 ? Role::pupil : Role::parent);
  out.key.organisation = OrganisationId(choose(2) == 0 ? "А" : "Б");
  out.key.region = region(choose(8) == 0 ? 29 : 38);
  out.sex = static_cast<Sex>(choose(3));
  if (choose(5) == 0) out.memberships = {member(Role::parent, Standing::archived)};
  if (choose(9) == 0) out.memberships.clear();
  return out;
}

inline SuggestQuery query(const Choose& choose) {
  SuggestQuery out;
  if (choose(12) != 0) out.name = name(choose);
  if (choose(4) != 0) out.number = Snils::read(number(choose), Snils::Recovery::yes).number;
  out.birth_date = birth_date(choose);
  out.sex = static_cast<Sex>(choose(3));
  out.child = choose(2) == 0;
  out.adult = !out.child && choose(2) == 0;
  return out;
}

}  // namespace crowd
