#include "fio/tables/variant_names.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "fio/tables/patronymics.hpp"

namespace kto::fio {
namespace {

// Forms of one name by origin: church and civil (Иоанн, Иван), Russian and neighbouring languages,
// spellings that registries let stand side by side. Written by hand for this project; domain.md §4 has
// the first examples. Pet names are left out: no document holds them. Match form (ё as е).
const std::vector<std::vector<std::u32string_view>>& groups() {
  static const std::vector<std::vector<std::u32string_view>> all{
      {U"наталья", U"наталия"},
      {U"софья", U"софия"},
      {U"марья", U"мария"},
      {U"дарья", U"дария", U"дарина"},
      {U"анастасия", U"настасья"},
      {U"ксения", U"аксинья", U"оксана"},
      {U"елена", U"алена", U"олена"},
      {U"ирина", U"арина", U"ирена"},
      {U"юлия", U"юлиана"},
      {U"юлиана", U"ульяна", U"иулиания"},
      {U"татьяна", U"татиана"},
      {U"евдокия", U"авдотья"},
      {U"ефросинья", U"ефросиния", U"евфросиния"},
      {U"евгения", U"евгенья"},
      {U"агафья", U"агафия"},
      {U"анисья", U"анисия"},
      {U"акулина", U"акилина"},
      {U"прасковья", U"параскева"},
      {U"пелагея", U"пелагия"},
      {U"мелания", U"меланья"},
      {U"стефания", U"степанида"},
      {U"лукерья", U"гликерия"},
      {U"устинья", U"устина", U"иустина"},
      {U"матрена", U"матрона"},
      {U"фекла", U"текла"},
      {U"христина", U"кристина"},
      {U"екатерина", U"катерина", U"катарина"},
      {U"елизавета", U"лизавета", U"элизабет"},
      {U"иоанна", U"иванна", U"жанна", U"яна"},
      {U"марфа", U"марта"},
      {U"сусанна", U"сюзанна"},
      {U"таисия", U"таисья"},
      {U"феврония", U"хавронья"},
      {U"лилия", U"лиля", U"лилиана"},
      {U"эмилия", U"эмили", U"эмма"},
      {U"элеонора", U"леонора"},
      {U"камила", U"камилла"},
      {U"лейла", U"лейля", U"ляйля"},
      {U"гульнара", U"гульнора", U"гюльнара"},
      {U"айгуль", U"айгюль"},
      {U"фатима", U"патимат", U"фатимат", U"фатма"},
      {U"хадижа", U"хадиджа"},
      {U"зейнаб", U"зайнаб"},
      {U"амина", U"амине"},
      {U"мариам", U"мариям", U"марьям", U"мария"},
      {U"даниил", U"данил", U"данила", U"даниэль", U"даниель", U"даниял"},
      {U"михаил", U"михайло", U"михайла", U"мишель", U"михаэль"},
      {U"гавриил", U"гаврила", U"гаврил"},
      {U"самуил", U"самойло", U"самуэль"},
      {U"егор", U"георгий", U"юрий"},
      {U"иван", U"иоанн", U"ян"},
      {U"семен", U"симеон", U"семион"},
      {U"дмитрий", U"димитрий", U"дмитро"},
      {U"сергей", U"сергий"},
      {U"алексей", U"алексий", U"олексий"},
      {U"матвей", U"матфей"},
      {U"илья", U"илия"},
      {U"андрей", U"андрий"},
      {U"николай", U"никола", U"микола"},
      {U"осип", U"иосиф", U"юсуф", U"иосип"},
      {U"петр", U"петро"},
      {U"павел", U"павло"},
      {U"яков", U"иаков", U"якуб"},
      {U"степан", U"стефан"},
      {U"тимофей", U"тимофий"},
      {U"федор", U"феодор"},
      {U"филипп", U"филип"},
      {U"кирилл", U"кирил"},
      {U"геннадий", U"генадий"},
      {U"артем", U"артемий"},
      {U"арсений", U"арсентий"},
      {U"игнат", U"игнатий"},
      {U"денис", U"дионисий"},
      {U"кузьма", U"косма", U"козьма"},
      {U"лука", U"лукьян"},
      {U"лукьян", U"лукиан"},
      {U"демьян", U"дамиан", U"дамян"},
      {U"емельян", U"емилиан"},
      {U"севастьян", U"себастьян", U"севастиан"},
      {U"касьян", U"кассиан"},
      {U"лаврентий", U"лавр"},
      {U"климент", U"клим"},
      {U"максим", U"максимилиан"},
      {U"устин", U"иустин", U"юстин"},
      {U"юлий", U"юлиан"},
      {U"антон", U"антоний"},
      {U"василий", U"василь"},
      {U"исаак", U"исак"},
      {U"исаия", U"исай"},
      {U"моисей", U"мойсей"},
      {U"захар", U"захария", U"захарий"},
      {U"карп", U"карпо"},
      {U"савва", U"сава"},
      {U"савелий", U"савел"},
      {U"никита", U"микита"},
      {U"харитон", U"харитоний"},
      {U"харлампий", U"харлам"},
      {U"фрол", U"флор"},
      {U"прохор", U"прохорий"},
      {U"ипполит", U"ипполитий"},
      {U"илларион", U"иларион", U"ларион"},
      {U"иннокентий", U"инокентий"},
      {U"родион", U"иродион"},
      {U"прокопий", U"прокофий", U"прокоп"},
      {U"софрон", U"софроний"},
      {U"тарас", U"тарасий"},
      {U"назар", U"назарий"},
      {U"макар", U"макарий"},
      {U"пахом", U"пахомий"},
      {U"парфен", U"парфений"},
      {U"кондрат", U"кондратий"},
      {U"аким", U"иоаким", U"еким"},
      {U"овсей", U"евсей"},
      {U"евсей", U"евсевий"},
      {U"авдей", U"авдий"},
      {U"аверьян", U"аверкий"},
      {U"адриан", U"андриан"},
      {U"вячеслав", U"венцеслав"},
      {U"владислав", U"ладислав"},
      {U"ярослав", U"ерослав"},
      {U"давид", U"давыд", U"дауд"},
      {U"даут", U"дауд"},
      {U"вениамин", U"веньямин", U"бенямин"},
      {U"ефрем", U"ефраим"},
      {U"соломон", U"сулейман"},
      {U"мохаммед", U"мухаммед", U"магомед", U"магомет", U"мухамед", U"мохамед", U"мухаммад"},
      {U"ахмед", U"ахмет", U"ахмад"},
      {U"мехмед", U"мехмет"},
      {U"мурад", U"мурат"},
      {U"рашид", U"рашит"},
      {U"ринат", U"ренат"},
      {U"рустам", U"рустем"},
      {U"ибрагим", U"ибрахим", U"авраам"},
      {U"исмаил", U"измаил"},
      {U"хасан", U"гасан"},
      {U"хусейн", U"гусейн", U"гусеин"},
      {U"гасан", U"асан"},
      {U"али", U"алий"},
      {U"абдулла", U"абдула", U"абдуллах"},
      {U"айдар", U"хайдар"},
      {U"шамиль", U"шамил"},
      {U"рамиль", U"рамил"},
      {U"камиль", U"камил"},
      {U"эмиль", U"эмил"},
      {U"равиль", U"равил"},
      {U"наиль", U"наил"},
      {U"артур", U"артюр"},
      {U"генрих", U"генрик"},
      {U"александр", U"алехандро", U"олександр"},
      {U"евгений", U"евген"},
      {U"эдуард", U"эдвард"},
      {U"герман", U"херман"},
      {U"рубен", U"рувим"},
  };
  return all;
}

using Groups = std::set<std::size_t>;

// Each name's groups; a name and all that derives from it.
struct Index {
  std::map<std::u32string, Groups, std::less<>> names{};
  std::map<std::u32string, Groups, std::less<>> patronymics{};
  Index() {
    for (std::size_t i = 0; i < groups().size(); ++i) {
      for (const auto name : groups()[i]) {
        names[std::u32string(name)].insert(i);
        for (auto& patronymic : patronymics_of_father(name)) patronymics[std::move(patronymic)].insert(i);
      }
    }
  }
};

const Index& index() {
  static const Index all;
  return all;
}

bool share_group(const std::map<std::u32string, Groups, std::less<>>& table, std::u32string_view a,
                 std::u32string_view b) {
  const auto in_a = table.find(a);
  const auto in_b = table.find(b);
  if (in_a == table.end() || in_b == table.end()) return false;
  return std::any_of(in_a->second.begin(), in_a->second.end(),
                     [&](std::size_t group) { return in_b->second.count(group) != 0; });
}

std::vector<std::size_t> groups_in(const std::map<std::u32string, Groups, std::less<>>& table,
                                   std::u32string_view word) {
  const auto found = table.find(word);
  return found == table.end() ? std::vector<std::size_t>{}
                              : std::vector<std::size_t>(found->second.begin(), found->second.end());
}

}  // namespace

bool are_variant_names(std::u32string_view a, std::u32string_view b) {
  while (true) {
    const auto end_a = a.find(U' ');
    const auto end_b = b.find(U' ');
    const auto word_a = a.substr(0, end_a);
    const auto word_b = b.substr(0, end_b);
    if (word_a != word_b && !share_group(index().names, word_a, word_b)) return false;
    const bool last_a = end_a == std::u32string_view::npos;
    const bool last_b = end_b == std::u32string_view::npos;
    if (last_a || last_b) return last_a == last_b;
    a.remove_prefix(end_a + 1);
    b.remove_prefix(end_b + 1);
  }
}

bool are_variant_patronymics(std::u32string_view a, std::u32string_view b) {
  const auto of_a = patronymic_of(a);
  const auto of_b = patronymic_of(b);
  if (!of_a || !of_b || of_a->sex != of_b->sex) return false;
  // «Геннадиевич», «Геннадьевич»: of any name in -ий.
  const auto without_soft_sign = [](std::u32string_view letters) {
    std::u32string same(letters);
    const auto place = same.size() < 5 ? std::u32string::npos : same.size() - 5;
    if (place != std::u32string::npos && same[place] == U'ь' && same[place + 1] == U'е') same[place] = U'и';
    return same;
  };
  if (!of_a->turkic && !of_b->turkic && without_soft_sign(a) == without_soft_sign(b)) return true;
  return share_group(index().patronymics, a, b);
}

std::span<const std::vector<std::u32string_view>> variant_groups() { return groups(); }

std::vector<std::size_t> variant_groups_of_name(std::u32string_view word) { return groups_in(index().names, word); }

std::vector<std::size_t> variant_groups_of_patronymic(std::u32string_view patronymic) {
  return groups_in(index().patronymics, patronymic);
}

}  // namespace kto::fio
