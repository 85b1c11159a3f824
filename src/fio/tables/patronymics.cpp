#include "fio/tables/patronymics.hpp"

#include <algorithm>
#include <array>

namespace kto::fio {
namespace {

struct Marker {
  std::u32string_view letters;
  Sex sex;
  bool levelled;  // rules.md: joined by blank, hyphen or nothing is `equivalent`
  bool joins;     // may be written without a blank; «улы» may not: «Мамедкулы» is a given name
};
constexpr auto markers = std::to_array<Marker>({
    {U"оглы", Sex::male, true, true},
    {U"кызы", Sex::female, true, true},
    {U"оглу", Sex::male, false, true},
    {U"гызы", Sex::female, false, true},
    {U"улы", Sex::male, false, false},
    {U"уулу", Sex::male, false, true},
    {U"ұлы", Sex::male, false, true},
    {U"қызы", Sex::female, false, true},
    // By order № 889; wholly Latin names stay Latin, and only their place in the line depends on this.
    {U"ogly", Sex::male, false, false},
    {U"kyzy", Sex::female, false, false},
    {U"oglu", Sex::male, false, false},
    {U"gyzy", Sex::female, false, false},
    {U"uly", Sex::male, false, false},
    {U"uulu", Sex::male, false, false},
});

struct Ending {
  std::u32string_view letters;
  Sex sex;
};
// «-ич» without -ов, -ев is too common among surnames to be an ending: see short_patronymics.
constexpr auto endings = std::to_array<Ending>({
    {U"ович", Sex::male},
    {U"евич", Sex::male},
    {U"ьич", Sex::male},
    {U"славич", Sex::male},  // Ярославич, Ярославна: the old form, still in passports
    {U"уллич", Sex::male},   // Абдуллич
    {U"овна", Sex::female},
    {U"евна", Sex::female},
    {U"ична", Sex::female},
    {U"славна", Sex::female},
    {U"ovich", Sex::male},
    {U"evich", Sex::male},
    {U"ovna", Sex::female},
    {U"evna", Sex::female},
    {U"ichna", Sex::female},
    {U"inichna", Sex::female},
});

// Male patronymics in a bare -ич, from fathers' names in -а and -я.
constexpr auto short_patronymics = std::to_array<std::u32string_view>({
    U"ильич",  U"кузьмич", U"козьмич", U"казьмич", U"лукич",  U"фомич",   U"никитич",  U"аникитич",
    U"саввич", U"савич",   U"силич",   U"силыч",   U"фокич",  U"вавилич", U"варавич",  U"зосимич",
    U"ионич",  U"космич",  U"минич",   U"иудич",   U"акилич", U"ермилич", U"гаврилыч", U"данилыч",
});
constexpr auto short_patronymics_latin = std::to_array<std::u32string_view>({
    U"ilich",
    U"kuzmich",
    U"lukich",
    U"fomich",
    U"nikitich",
    U"savvich",
});

// Fathers whose patronymic does not follow from the last letter alone: name, male, female.
struct Irregular {
  std::u32string_view father;
  std::array<std::u32string_view, 3> male;
};
constexpr auto irregular = std::to_array<Irregular>({
    {U"лев", {U"львович", {}, {}}},
    {U"петр", {U"петрович", {}, {}}},
    {U"павел", {U"павлович", {}, {}}},
    {U"яков", {U"яковлевич", {}, {}}},
    {U"иаков", {U"иаковлевич", {}, {}}},
    {U"михаил", {U"михайлович", U"михаилович", {}}},
    {U"измаил", {U"измайлович", U"измаилович", {}}},
    {U"гавриил", {U"гавриилович", U"гаврилович", {}}},
    {U"гаврила", {U"гаврилович", U"гаврилыч", {}}},
    {U"даниил", {U"даниилович", U"данилович", {}}},
    {U"данила", {U"данилович", U"данилыч", {}}},
    {U"самуил", {U"самуилович", U"самойлович", {}}},
    {U"никола", {U"николич", U"николович", {}}},
    {U"илия", {U"ильич", U"илиич", {}}},
});

// `end` is not empty. Its last letter is looked at first: most endings fail there.
inline bool ends_with(std::u32string_view text, std::u32string_view end) {
  return text.size() >= end.size() && text.back() == end.back() && text.substr(text.size() - end.size()) == end;
}

// Most words are turned away by their last three letters: no table above has such an ending.
class Endings {
 public:
  constexpr Endings() {
    for (const auto& marker : markers) add(marker.letters);
    for (const auto& ending : endings) add(ending.letters);
    for (const auto word : short_patronymics) add(word);
    for (const auto word : short_patronymics_latin) add(word);
  }
  constexpr bool may_end(std::u32string_view text) const {
    const auto size = text.size();
    return size >= 3 && (places_[text[size - 1] % places_.size()] & 1U) != 0 &&
           (places_[text[size - 2] % places_.size()] & 2U) != 0 && (places_[text[size - 3] % places_.size()] & 4U) != 0;
  }

 private:
  constexpr void add(std::u32string_view letters) {
    for (unsigned i = 0; i < 3; ++i) places_[letters[letters.size() - 1 - i] % places_.size()] |= 1U << i;
  }
  // Letters with one remainder are not told apart, which costs time only.
  std::array<unsigned, 256> places_{};
};
constexpr Endings endings_in_use;

std::u32string_view last_word(std::u32string_view text) {
  const auto blank = text.rfind(U' ');
  return blank == std::u32string_view::npos ? text : text.substr(blank + 1);
}

const Marker* marker_word(std::u32string_view word) {
  if (!endings_in_use.may_end(word)) return nullptr;
  const auto* found = std::find_if(markers.begin(), markers.end(), [&](const auto& m) { return m.letters == word; });
  return found == markers.end() ? nullptr : found;
}

std::optional<Patronymic> turkic(std::u32string_view folded) {
  const auto word = last_word(folded);
  if (const auto* marker = marker_word(word)) {
    if (word.size() == folded.size()) return std::nullopt;
    const auto stem = folded.substr(0, folded.size() - word.size() - 1);
    return Patronymic{marker->sex, true, true, stem, marker->letters};
  }
  for (const auto& marker : markers) {
    if (!marker.joins || !ends_with(word, marker.letters)) continue;
    const auto stem = folded.substr(0, folded.size() - marker.letters.size());
    if (!long_enough_for_joined_marker(stem)) continue;
    return Patronymic{marker.sex, true, true, stem, marker.letters};
  }
  return std::nullopt;
}

void add_both_sexes(std::vector<std::u32string>& all, std::u32string male) {
  auto female = male.substr(0, male.size() - 2);
  // ович → овна, евич → евна, ильич → ильинична, никитич → никитична
  if (ends_with(male, U"ович") || ends_with(male, U"евич")) {
    female += U"на";
  } else {
    all.push_back(female + U"инична");
    female += U"ична";
  }
  all.push_back(std::move(male));
  all.push_back(std::move(female));
}

}  // namespace

bool long_enough_for_joined_marker(std::u32string_view before) { return last_word(before).size() >= 2; }

bool is_patronymic_marker(std::u32string_view folded_word) { return marker_word(folded_word) != nullptr; }

std::size_t levelled_marker_at_end(std::u32string_view folded) {
  if (!endings_in_use.may_end(folded)) return 0;
  for (const auto& marker : markers) {
    if (marker.levelled && ends_with(folded, marker.letters)) return marker.letters.size();
  }
  return 0;
}

std::optional<Patronymic> patronymic_of(std::u32string_view folded) {
  if (!endings_in_use.may_end(folded)) return std::nullopt;
  if (auto found = turkic(folded)) return found;
  const auto word = last_word(folded);
  for (const auto& ending : endings) {
    if (word.size() > ending.letters.size() && ends_with(word, ending.letters)) {
      return Patronymic{ending.sex, false, ending.sex == Sex::female};
    }
  }
  const auto is_short = [&](const auto& table) { return std::find(table.begin(), table.end(), word) != table.end(); };
  if (is_short(short_patronymics) || is_short(short_patronymics_latin)) return Patronymic{Sex::male, false, false};
  return std::nullopt;
}

std::vector<std::u32string> patronymics_of_father(std::u32string_view father) {
  std::vector<std::u32string> all;
  if (father.size() < 2) return all;
  const std::u32string name(father);
  for (const auto& entry : irregular) {
    if (entry.father != father) continue;
    for (const auto male : entry.male) {
      if (!male.empty()) add_both_sexes(all, std::u32string(male));
    }
    return all;
  }
  const auto stem = name.substr(0, name.size() - 1);
  switch (name.back()) {
    case U'й':
      add_both_sexes(all, stem + U"евич");  // Андрей → Андреевич, Геннадий → Геннадиевич
      if (ends_with(name, U"ий")) add_both_sexes(all, name.substr(0, name.size() - 2) + U"ьевич");
      break;
    case U'ь':
      add_both_sexes(all, stem + U"евич");  // Игорь → Игоревич
      add_both_sexes(all, name + U"евич");  // Эмиль → Эмильевич
      break;
    case U'а':
    case U'я':
      add_both_sexes(all, stem + U"ич");    // Никита → Никитич, Илья → Ильич
      add_both_sexes(all, stem + U"ович");  // Муса → Мусович
      add_both_sexes(all, stem + U"евич");
      add_both_sexes(all, name + U"евич");  // Мустафа → Мустафаевич
      break;
    case U'и':
    case U'е':
    case U'э':
    case U'о':
    case U'у':
    case U'ю':
    case U'ы':
      add_both_sexes(all, name + U"евич");  // Али → Алиевич
      add_both_sexes(all, name + U"ович");
      add_both_sexes(all, stem + U"ович");  // Отто → Оттович
      add_both_sexes(all, stem + U"ьевич");
      break;
    default:
      add_both_sexes(all, name + U"ович");  // Вагиф → Вагифович
      add_both_sexes(all, name + U"евич");  // Тарас, but Франц → Францевич
      break;
  }
  return all;
}

}  // namespace kto::fio
