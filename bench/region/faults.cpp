#include "faults.hpp"

#include "fio/tables/transliteration.hpp"
#include "fio/tables/variant_names.hpp"
#include "kto/text.hpp"

namespace kto::region_bench {
namespace {

constexpr std::u32string_view vowels = U"аеиоуыэюя";
constexpr std::u32string_view consonants = U"бвгджзклмнпрстфхцчшщ";
constexpr std::u32string_view rows[] = {U"йцукенгшщзхъ", U"фывапролджэ", U"ячсмитьбю"};

bool is_in(std::u32string_view list, char32_t c) { return list.find(c) != std::u32string_view::npos; }

char32_t another(std::u32string_view list, char32_t c, Dice& dice) {
  while (true)
    if (const char32_t made = list[dice.below(list.size())]; made != c) return made;
}

// The key to the left or to the right.
std::optional<char32_t> key_beside(char32_t c, Dice& dice) {
  for (const auto row : rows) {
    const auto at = row.find(c);
    if (at == std::u32string_view::npos) continue;
    const bool left = at + 1 == row.size() || (at > 0 && dice.chance(500));
    return row[left ? at - 1 : at + 1];
  }
  return std::nullopt;
}

template <class Change>
bool in_each(Card& card, Change change) {
  bool any = false;
  for (std::string* part : {&card.surname, &card.given, &card.patronymic}) any = change(*part) || any;
  return any;
}

bool replace_in(std::string& text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  if (at == std::string::npos) return false;
  text.replace(at, what.size(), by);
  return true;
}

bool change_letters(std::string& text, const std::function<bool(std::u32string&)>& change) {
  auto letters = text::to_code_points(text);
  if (!change(letters)) return false;
  text = text::to_utf8(letters);
  return true;
}

// Every composed letter taken apart.
bool marks_apart(std::string& text) {
  bool any = false;
  const std::pair<std::string, std::string> letters[] = {
      {"\u0439", "\u0438\u0306"}, {"\u0419", "\u0418\u0306"}, {"\u0451", "\u0435\u0308"}, {"\u0401", "\u0415\u0308"}};
  for (const auto& [whole, apart] : letters)
    while (replace_in(text, whole, apart)) any = true;
  return any;
}

bool form_fault(Fault fault, const Human& human, Card& card, Dice& dice) {
  switch (fault) {
    case Fault::form_same:
      return true;
    case Fault::form_capitals:
      return in_each(card, [](std::string& part) { return part = text::upper(part), true; });
    case Fault::form_small_letters:
      return in_each(card, [](std::string& part) { return part = text::lower(part), true; });
    case Fault::form_yo_everywhere: {
      const bool any = (human.surname + human.given + human.patronymic).find("ё") != std::string::npos;
      card.surname = human.surname;
      card.given = human.given;
      card.patronymic = human.patronymic;
      return any;
    }
    case Fault::form_marks_apart:
      return in_each(card, marks_apart);
    case Fault::form_blanks:
      card.surname = "\xC2\xA0" + card.surname + "  ";
      card.given += "\t";
      return true;
    case Fault::form_dash:
      return in_each(card, [](std::string& part) { return replace_in(part, "-", " – "); });
    case Fault::form_look_alike:
      return in_each(card, [&](std::string& part) {
        const std::pair<std::string, std::string> pairs[] = {
            {"а", "a"}, {"о", "o"}, {"е", "e"}, {"р", "p"}, {"с", "c"}};
        const auto& [cyrillic, latin] = pairs[dice.below(std::size(pairs))];
        return replace_in(part, cyrillic, latin);
      });
    case Fault::form_stress_mark:
      return replace_in(card.surname, "о", "о\xCC\x81") || replace_in(card.surname, "а", "а\xCC\x81");
    case Fault::form_invisible:
      card.given += "\xE2\x80\x8B";
      return replace_in(card.surname, "в", "\xC2\xADв") || true;
    case Fault::form_hyphen_blank:
      return in_each(card, [](std::string& part) { return replace_in(part, "-", " "); });
    case Fault::form_apostrophe:
      return replace_in(card.surname, "'", "’");
    case Fault::form_ogly:
      return replace_in(card.patronymic, " оглы", dice.chance(500) ? "оглы" : "-оглы") ||
             replace_in(card.patronymic, " кызы", dice.chance(500) ? "кызы" : "-кызы");
    case Fault::form_placeholder:
      if (!human.patronymic.empty()) return false;
      card.patronymic = dice.chance(500) ? "-" : "нет";
      return true;
    case Fault::form_number_spelling: {
      std::string digits;
      for (const char c : card.number)
        if (c >= '0' && c <= '9') digits += c;
      card.number = dice.chance(500) ? digits : " " + card.number.substr(0, 11) + "-" + card.number.substr(12);
      return true;
    }
    case Fault::form_number_zero_back: {
      std::string digits;
      for (const char c : card.number)
        if (c >= '0' && c <= '9') digits += c;
      if (digits[0] != '0') return false;
      card.number = digits.substr(digits[1] == '0' ? 2 : 1);
      return Snils::read(card.number, Snils::Recovery::yes).number == human.number;
    }
    default:
      return false;
  }
}

std::string digits_of(Snils number) {
  std::string digits;
  for (const char c : number.canonical())
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

std::string grouped(const std::string& digits) {
  return digits.substr(0, 3) + "-" + digits.substr(3, 3) + "-" + digits.substr(6, 3) + " " + digits.substr(9);
}

const Human& somebody_else(const World& world, const Card& card, Dice& dice) {
  while (true)
    if (const std::size_t other = dice.below(world.humans.size()); other != card.human) return world.humans[other];
}

bool number_fault(Fault fault, const World& world, Card& card, Dice& dice) {
  const Human& human = world.humans[card.human];
  std::string digits = digits_of(human.number);
  switch (fault) {
    case Fault::number_absent:
      card.number.clear();
      return true;
    case Fault::number_wrong_digit: {
      char& digit = digits[dice.below(digits.size())];
      digit = static_cast<char>('0' + (static_cast<std::size_t>(digit - '0') + 1 + dice.below(9)) % 10);
      card.number = grouped(digits);
      break;
    }
    case Fault::number_swapped_digits: {
      const auto at = dice.below(digits.size() - 1);
      if (digits[at] == digits[at + 1]) return false;
      std::swap(digits[at], digits[at + 1]);
      card.number = grouped(digits);
      break;
    }
    case Fault::number_lost_zero: {
      const auto at = digits.find('0');
      if (at == std::string::npos) return false;
      card.number = digits.erase(at, 1);
      // A leading one that the import puts back is a difference in form.
      return Snils::read(card.number, Snils::Recovery::yes).number != human.number;
    }
    case Fault::number_of_somebody:
      card.number = somebody_else(world, card, dice).number.canonical();
      return true;
    case Fault::parents_number:
      if (human.father == nobody) return false;
      card.number = world.humans[dice.chance(300) ? human.father : human.mother].number.canonical();
      return true;
    default:
      return false;
  }
  // The slips that the control misses are another's number, and rare.
  return !Snils::read(card.number).usable();
}

// The number of a card whose name is at fault: absent, or wrong in one of the ways.
bool number_absent_or_wrong(const World& world, Card& card, Dice& dice) {
  const std::size_t way = dice.below(100);
  const Fault fault = way < 50   ? Fault::number_absent
                      : way < 70 ? Fault::number_wrong_digit
                      : way < 80 ? Fault::number_swapped_digits
                      : way < 90 ? Fault::number_of_somebody
                                 : Fault::parents_number;
  return number_fault(fault, world, card, dice) || number_fault(Fault::number_absent, world, card, dice);
}

bool variant_in_place(std::string& part, Dice& dice) {
  const auto word = text::to_code_points(Fio::from_parts("x", part, "").value().folded().given);
  std::vector<std::u32string> others;
  for (const auto group : fio::variant_groups_of_name(word))
    for (const auto other : fio::variant_groups()[group])
      if (other != word) others.emplace_back(other);
  if (others.empty()) return false;
  part = text::title(text::to_utf8(others[dice.below(others.size())]));
  return true;
}

bool latin_in_place(std::string& part) {
  if (part.empty()) return true;
  const auto latin = fio::transliterated(text::to_code_points(Fio::from_parts(part, "", "").value().folded().surname));
  if (!latin) return false;
  part = text::title(text::to_utf8(*latin));
  return true;
}

bool name_fault(Fault fault, const World& world, Card& card, Dice& dice) {
  const auto slip_somewhere = [&](Fault kind) {
    const std::size_t at = dice.below(100);
    return slip(kind, at < 40 ? card.surname : at < 65 ? card.given : card.patronymic, dice);
  };
  switch (fault) {
    case Fault::typo_missing:
    case Fault::typo_extra:
    case Fault::typo_swapped:
    case Fault::typo_consonant:
    case Fault::typo_vowel:
    case Fault::typo_neighbour_key:
      return slip_somewhere(fault);
    case Fault::two_typos: {
      // In two parts, so that each is one edit away; or in one long surname.
      if (text::to_code_points(card.surname).size() >= 10 && dice.chance(500))
        return slip(Fault::typo_missing, card.surname, dice) && slip(Fault::typo_vowel, card.surname, dice);
      return slip(Fault::typo_missing, card.surname, dice) && slip(Fault::typo_consonant, card.patronymic, dice);
    }
    case Fault::variant_given:
      return variant_in_place(card.given, dice);
    case Fault::variant_patronymic: {
      std::string& text = card.patronymic;
      return replace_in(text, "ьевич", "иевич") || replace_in(text, "ьевна", "иевна") ||
             replace_in(text, "иевич", "ьевич") || replace_in(text, "иевна", "ьевна") ||
             replace_in(text, "Даниилов", "Данилов") || replace_in(text, "Данилов", "Даниилов");
    }
    case Fault::changed_surname: {
      const Human& other = somebody_else(world, card, dice);
      if (other.sex != card.sex || other.surname == card.surname) return false;
      card.surname = typed(other.surname, dice);
      return true;
    }
    case Fault::transliteration:
      return latin_in_place(card.surname) && latin_in_place(card.given) && latin_in_place(card.patronymic);
    case Fault::swapped_parts:
      if (dice.chance(700)) {
        std::swap(card.surname, card.given);
      } else {
        std::string surname = card.surname;
        card.surname = card.given;
        card.given = card.patronymic;
        card.patronymic = surname;
      }
      return !card.given.empty();
    case Fault::swapped_double_surname: {
      const auto dash = card.surname.find('-');
      if (dash == std::string::npos) return false;
      card.surname = card.surname.substr(dash + 1) + "-" + card.surname.substr(0, dash);
      return true;
    }
    case Fault::missing_patronymic: {
      const bool had = !card.patronymic.empty();
      card.patronymic.clear();
      return had;
    }
    default:
      return false;
  }
}

}  // namespace

std::string_view name_of(Fault fault) {
  switch (fault) {
#define KTO_X(name, group) \
  case Fault::name:        \
    return #name;
    KTO_REGION_FAULTS(KTO_X)
#undef KTO_X
  }
  return "";
}

Group group_of(Fault fault) {
  switch (fault) {
#define KTO_X(name, group) \
  case Fault::name:        \
    return Group::group;
    KTO_REGION_FAULTS(KTO_X)
#undef KTO_X
  }
  return Group::control;
}

std::span<const Fault> all_faults() {
#define KTO_X(name, group) Fault::name,
  static constexpr std::array all{KTO_REGION_FAULTS(KTO_X)};
#undef KTO_X
  return all;
}

bool slip(Fault kind, std::string& word, Dice& dice) {
  const std::string before = word;
  const bool done = change_letters(word, [&](std::u32string& letters) {
    if (letters.size() < 3) return false;
    // Seldom in the first letter, which is a capital and looked at.
    const std::size_t at = 1 + dice.below(letters.size() - 1);
    switch (kind) {
      case Fault::typo_missing:
        letters.erase(at, 1);
        return true;
      case Fault::typo_extra:
        letters.insert(at, 1, dice.chance(400) ? letters[at] : consonants[dice.below(consonants.size())]);
        return true;
      case Fault::typo_swapped:
        if (at + 1 >= letters.size()) return false;
        std::swap(letters[at], letters[at + 1]);
        return true;
      case Fault::typo_consonant:
        if (!is_in(consonants, letters[at])) return false;
        letters[at] = another(consonants, letters[at], dice);
        return true;
      case Fault::typo_vowel:
        if (!is_in(vowels, letters[at])) return false;
        letters[at] = another(vowels, letters[at], dice);
        return true;
      case Fault::typo_neighbour_key:
        if (const auto key = key_beside(letters[at], dice)) {
          letters[at] = *key;
          return true;
        }
        return false;
      default:
        return false;
    }
  });
  return done && word != before;
}

bool put_fault(Fault fault, const World& world, Card& card, Card* twins_card, Dice& dice) {
  const Human& human = world.humans[card.human];
  if (group_of(fault) == Group::form) return form_fault(fault, human, card, dice);
  switch (fault) {
    case Fault::crossed_twins:
      if (twins_card == nullptr) return false;
      std::swap(card.number, twins_card->number);
      return true;
    case Fault::typo_number_right:
      return name_fault(static_cast<Fault>(static_cast<std::size_t>(Fault::typo_missing) + dice.below(6)), world, card,
                        dice);
    case Fault::number_absent:
    case Fault::number_wrong_digit:
    case Fault::number_swapped_digits:
    case Fault::number_lost_zero:
    case Fault::number_of_somebody:
    case Fault::parents_number:
      return number_fault(fault, world, card, dice);
    case Fault::no_card:
      return false;  // the evaluator leaves cards out
    default:
      return name_fault(fault, world, card, dice) && number_absent_or_wrong(world, card, dice);
  }
}

}  // namespace kto::region_bench
