#include "names.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace kto::region_bench {
namespace {

bool ends(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

std::string with_end(const std::string& text, const std::string& old, const std::string& fresh) {
  return text.substr(0, text.size() - old.size()) + fresh;
}

// Lists that came without ё get it back where the word has it beyond doubt.
std::string with_yo(const std::string& word) {
  static const std::map<std::string, std::string> whole{
      {"Петр", "Пётр"},         {"Семен", "Семён"},       {"Федор", "Фёдор"},         {"Артем", "Артём"},
      {"Алена", "Алёна"},       {"Матрена", "Матрёна"},   {"Фекла", "Фёкла"},         {"Соловьев", "Соловьёв"},
      {"Воробьев", "Воробьёв"}, {"Муравьев", "Муравьёв"}, {"Королев", "Королёв"},     {"Киселев", "Киселёв"},
      {"Журавлев", "Журавлёв"}, {"Ковалев", "Ковалёв"},   {"Горбачев", "Горбачёв"},   {"Пугачев", "Пугачёв"},
      {"Рублев", "Рублёв"},     {"Березин", "Берёзин"},   {"Селезнев", "Селезнёв"},   {"Семенов", "Семёнов"},
      {"Федоров", "Фёдоров"},   {"Орлов", "Орлов"},       {"Калачев", "Калачёв"},     {"Грачев", "Грачёв"},
      {"Ткачев", "Ткачёв"},     {"Лихачев", "Лихачёв"},   {"Дегтярев", "Дегтярёв"},   {"Колобов", "Колобов"},
      {"Щеголев", "Щёголев"},   {"Хмелев", "Хмелёв"},     {"Пономарев", "Пономарёв"}, {"Сычев", "Сычёв"}};
  if (const auto found = whole.find(word); found != whole.end()) return found->second;
  for (const auto& [plain, dotted] :
       {std::pair<std::string, std::string>{"Семен", "Семён"}, {"Федор", "Фёдор"}, {"Артем", "Артём"}})
    if (word.rfind(plain, 0) == 0 && (ends(word, "ич") || ends(word, "на"))) return dotted + word.substr(plain.size());
  return word;
}

using Line = std::vector<std::string>;

std::vector<Line> read_table(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<Line> out;
  std::string line;
  std::getline(file, line);  // the heading
  while (std::getline(file, line)) {
    Line cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    out.push_back(std::move(cells));
  }
  return out;
}

}  // namespace

std::string womans_form(const std::string& man) {
  for (const char* end : {"ов", "ев", "ёв", "ин", "ын"})
    if (ends(man, end)) return man + "а";
  for (const char* end : {"ский", "цкий", "ской", "цкой"})
    if (ends(man, end)) return man.substr(0, man.size() - 4) + "ая";
  if (ends(man, "ный")) return with_end(man, "ый", "ая");
  return man;
}

Names own_names() {
  Names out;
  const char* stems[] = {"Бел",    "Чернышо", "Красн",  "Зелен",   "Сизо",   "Рыж",    "Золот",  "Серебро", "Камен",
                         "Песко",  "Глин",    "Ручь",   "Озер",    "Берег",  "Луго",   "Борово", "Дубро",   "Клен",
                         "Ольхо",  "Елник",   "Сосно",  "Вереско", "Рябин",  "Калин",  "Малин",  "Смород",  "Груздо",
                         "Опен",   "Волж",    "Ангар",  "Байкал",  "Ленско", "Тоболо", "Иртыш",  "Камск",   "Двин",
                         "Онего",  "Ладож",   "Сокол",  "Орл",     "Ястреб", "Дроздо", "Скворц", "Синиц",   "Снегир",
                         "Журав",  "Лебед",   "Гус",    "Уткин",   "Щук",    "Карас",  "Окун",   "Ерш",     "Сом",
                         "Волко",  "Лисиц",   "Медвед", "Барсук",  "Бобр",   "Заяц",   "Кузнец", "Мельник", "Бондар",
                         "Гончар", "Плотник", "Столяр", "Ткач",    "Шорник", "Пахар",  "Косар"};
  std::size_t rank = 0;
  for (const char* stem : stems) {
    const std::string root(stem);
    const bool vowel = ends(root, "о");
    for (const char* end : {"ов", "ин", "ский", "енко", "ук", "ных"}) {
      const std::string tail =
          vowel && (end == std::string("ов") || end == std::string("ин")) ? end + std::string() : end;
      const std::string man = (vowel ? with_end(root, "о", "") : root) + tail;
      out.surnames.add({man, womans_form(man)}, 40'000 / (10 + ++rank));
    }
  }
  for (const char* man : {"Соловьёв", "Воробьёв", "Королёв", "Журавлёв", "Ковалёв", "Семёнов", "Фёдоров", "Пономарёв"})
    out.surnames.add({man, womans_form(man)}, 900);
  for (const char* other : {"Ким", "Пак", "Леви", "О'Коннор", "Гасанов-Бек", "Черных", "Алиев"})
    out.surnames.add({other, womans_form(other)}, 300);
  out.surnames.add({"Белов-Дубровский", "Белова-Дубровская"}, 900);
  out.surnames.add({"Орлов-Ключевой", "Орлова-Ключевая"}, 900);

  const Father men[] = {{"Александр", "Александрович", "Александровна"},
                        {"Дмитрий", "Дмитриевич", "Дмитриевна"},
                        {"Сергей", "Сергеевич", "Сергеевна"},
                        {"Андрей", "Андреевич", "Андреевна"},
                        {"Алексей", "Алексеевич", "Алексеевна"},
                        {"Максим", "Максимович", "Максимовна"},
                        {"Иван", "Иванович", "Ивановна"},
                        {"Артём", "Артёмович", "Артёмовна"},
                        {"Михаил", "Михайлович", "Михайловна"},
                        {"Никита", "Никитич", "Никитична"},
                        {"Егор", "Егорович", "Егоровна"},
                        {"Илья", "Ильич", "Ильинична"},
                        {"Николай", "Николаевич", "Николаевна"},
                        {"Роман", "Романович", "Романовна"},
                        {"Владимир", "Владимирович", "Владимировна"},
                        {"Кирилл", "Кириллович", "Кирилловна"},
                        {"Павел", "Павлович", "Павловна"},
                        {"Константин", "Константинович", "Константиновна"},
                        {"Пётр", "Петрович", "Петровна"},
                        {"Семён", "Семёнович", "Семёновна"},
                        {"Фёдор", "Фёдорович", "Фёдоровна"},
                        {"Юрий", "Юрьевич", "Юрьевна"},
                        {"Олег", "Олегович", "Олеговна"},
                        {"Игорь", "Игоревич", "Игоревна"},
                        {"Геннадий", "Геннадьевич", "Геннадьевна"},
                        {"Даниил", "Даниилович", "Данииловна"},
                        {"Данила", "Данилович", "Даниловна"},
                        {"Тимур", "Тимурович", "Тимуровна"},
                        {"Глеб", "Глебович", "Глебовна"},
                        {"Лев", "Львович", "Львовна"},
                        {"Матвей", "Матвеевич", "Матвеевна"},
                        {"Григорий", "Григорьевич", "Григорьевна"},
                        {"Вагиф", "Вагиф оглы", "Вагиф кызы"},
                        {"Рашид", "Рашидович", "Рашидовна"},
                        {"Георгий", "Георгиевич", "Георгиевна"},
                        {"Ярослав", "Ярославович", "Ярославовна"}};
  rank = 0;
  for (const Father& man : men) out.men.add(man, 9'000 / (6 + ++rank));
  rank = 0;
  for (const char* woman :
       {"Анна",    "Мария",     "Елена",     "Ольга",   "Наталья",    "Екатерина", "Татьяна",  "Ирина",
        "Юлия",    "Анастасия", "Светлана",  "Дарья",   "Софья",      "София",     "Наталия",  "Алёна",
        "Полина",  "Ксения",    "Вера",      "Надежда", "Любовь",     "Виктория",  "Кристина", "Алиса",
        "Варвара", "Арина",     "Вероника",  "Марина",  "Людмила",    "Галина",    "Зоя",      "Таисия",
        "Лидия",   "Евгения",   "Маргарита", "Диана",   "Анна-Мария", "Лейла"})
    out.women.add(woman, 9'000 / (6 + ++rank));
  return out;
}

Names names_from(const std::string& folder) {
  Names out;
  for (const Line& line : read_table(folder + "/surnames.tsv")) {
    const std::string man = with_yo(line.at(0));
    out.surnames.add({man, womans_form(man)}, std::stoull(line.at(2)));
  }
  // The most usual patronymics of each father.
  struct Best {
    std::string text;
    std::uint64_t count = 0;
  };
  std::map<std::string, std::pair<Best, Best>> derived;
  for (const Line& line : read_table(folder + "/patronymics.tsv")) {
    if (line.size() < 4) continue;
    auto& [son, daughter] = derived[line[3]];
    Best& best = line[1] == "m" ? son : daughter;
    const std::uint64_t count = std::stoull(line[2]);
    if (count > best.count) best = {with_yo(line[0]), count};
  }
  for (const Line& line : read_table(folder + "/given_names.tsv")) {
    const std::uint64_t count = std::stoull(line.at(2));
    if (line.at(1) == "f") {
      out.women.add(with_yo(line[0]), count);
    } else if (const auto found = derived.find(line[0]); found != derived.end()) {
      const auto& [son, daughter] = found->second;
      if (son.count > 0 && daughter.count > 0) out.men.add({with_yo(line[0]), son.text, daughter.text}, count);
    }
  }
  return out;
}

}  // namespace kto::region_bench
