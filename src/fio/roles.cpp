#include "fio/roles.hpp"

#include "fio/tables/given_names.hpp"
#include "fio/tables/patronymics.hpp"

namespace kto::fio {

std::optional<std::size_t> place_of_patronymic(WordForms words) {
  const auto count = words.size();
  std::size_t places = 0;
  std::size_t first_place = 0;
  std::size_t last_place = 0;
  std::size_t certain = 0;  // cannot be surnames: female or Turkic
  std::size_t last_certain = 0;
  for (std::size_t i = 1; i < count; ++i) {
    const auto patronymic = patronymic_of(words[i]);
    if (!patronymic) continue;
    if (places++ == 0) first_place = i;
    last_place = i;
    if (!patronymic->certain) continue;
    ++certain;
    last_certain = i;
  }
  if (places == 0) return std::nullopt;
  // «Роман Абрамович»: of two words only one that can be no surname tells anything.
  if (count == 2) return certain == 0 ? std::nullopt : std::optional(first_place);
  if (places == 1) return first_place;
  if (certain == 1) return last_certain;
  // «Абрамович Роман Аркадьевич», «Роман Аркадьевич Абрамович»: a given name in front decides.
  return is_known_given_name(words.front()) ? first_place : last_place;
}

LineReading reading_by_patronymic(WordForms words, std::size_t place) {
  const auto count = words.size();
  const WordRange patronymic{place, place + 1};
  if (place + 1 < count) return {{place + 1, count}, {0, place}, patronymic, true};
  if (count == 2) return {{}, {0, 1}, patronymic, false};
  // Surname first. Of four words and more the given name is one, unless two known ones stand there.
  const bool two_given = place >= 3 && is_known_given_name(words[place - 1]) && is_known_given_name(words[place - 2]);
  const auto cut = two_given ? place - 2 : place - 1;
  return {{0, cut}, {cut, place}, patronymic, false};
}

std::vector<LineReading> readings_by_patronymic(WordForms words, std::size_t place) {
  const auto count = words.size();
  std::vector<LineReading> readings{reading_by_patronymic(words, place)};
  const auto shown = readings.front();
  if (shown.given_first || shown.surname.empty()) return readings;
  // A blank may stand for a hyphen on either side: the other ways to cut, for comparing only.
  constexpr std::size_t most_words = 8;
  for (std::size_t cut = 1; cut < place && count <= most_words; ++cut) {
    if (cut != shown.surname.last) readings.push_back({{0, cut}, {cut, place}, shown.patronymic, false});
  }
  return readings;
}

std::vector<LineReading> readings_both_ways(WordForms words, NoPatronymic none) {
  const auto count = words.size();
  const bool given_in_front = is_known_given_name(words.front());
  if (count == 1) {
    const LineReading surname{{0, 1}, {}, {}, false};
    const LineReading given{{}, {0, 1}, {}, true};
    return given_in_front ? std::vector{given, surname} : std::vector{surname, given};
  }
  // No patronymic at all: the surname takes the other words.
  const LineReading whole_surname_first{{0, count - 1}, {count - 1, count}, {}, false};
  const LineReading whole_given_first{{1, count}, {0, 1}, {}, true};
  if (none == NoPatronymic::said_inside) return {whole_given_first};  // «Алексей нет Ким»
  std::vector<LineReading> readings;
  const auto put = [&](bool given_first, const LineReading& a, const LineReading& b) {
    readings.push_back(given_first ? b : a);
    readings.push_back(given_first ? a : b);
  };
  if (count == 2) {
    put(given_in_front && !is_known_given_name(words[1]), whole_surname_first, whole_given_first);
    // «Иван Иванович» may lack its surname.
    if (patronymic_of(words[1])) readings.push_back({{}, {0, 1}, {1, 2}, false});
    return readings;
  }
  if (none == NoPatronymic::unsaid) {
    // A third word that does not look like a patronymic may still be one («Отчество006»).
    put(given_in_front && !is_known_given_name(words[1]), {{0, 1}, {1, 2}, {2, count}, false},
        {{count - 1, count}, {0, 1}, {1, count - 1}, true});
  }
  put(given_in_front && !is_known_given_name(words.back()), whole_surname_first, whole_given_first);
  return readings;
}

}  // namespace kto::fio
