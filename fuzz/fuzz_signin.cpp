// An arbitrary request line through the door and the resolver, over a small fixed store. The first byte
// chooses the rules. Whoever may enter a persona is checked again, independently of src/signin.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "../tests/signin/fakes.hpp"

namespace {

using namespace kto;

void require(bool condition) {
  if (!condition) std::abort();
}

struct World {
  fakes::Source source{};
  fakes::Records records{};
  std::vector<RuleSet> rules{};

  World() {
    const auto add = [&](const char* id, Fio name, const char* number, Role role, const char* born, Sex sex) {
      Persona one = fakes::persona(fakes::key(id), std::move(name), number, role);
      if (born != nullptr) one.birth_date = fakes::date(born);
      one.sex = sex;
      source.people.push_back(std::move(one));
    };
    add("1001", fakes::fio("Андреева", "Кармела", "Егоровна"), "143-210-987 28", Role::parent, "1980-05-03",
        Sex::female);
    add("1003", fakes::fio("Орлова", "Анна", "Сергеевна"), "165-472-310 69", Role::parent, nullptr, Sex::unknown);
    add("1004", fakes::fio("ОРЛОВА", "Анна", "Сергеевна"), "165-472-310 69", Role::teacher, "1979-02-12", Sex::female);
    add("1005", fakes::fio("Соловьев", "Петр", "Семенович"), "276-488-905 42", Role::parent, "1975-01-01", Sex::male);
    add("1017", fakes::fio("Теодорова", "Вера", "Игоревна"), "182-736-455 94", Role::pupil, "2015-01-25", Sex::female);
    add("1019", fakes::fio("Фамилия006", "Имя006", "Отчество006"), "000-000-600 06", Role::staff, nullptr, Sex::female);
    add("1020", fakes::fio("Двойнова", "Алла", "Петровна"), "193-746-582 19", Role::parent, nullptr, Sex::female);
    source.people.back().memberships.front().standing = Standing::archived;
    add("1022", fakes::fio("Леви", "Гавриил", "Давидович"), "155-667-788 21", Role::staff, nullptr, Sex::male);
    source.people.back().activated = false;
    add("1023", fakes::fio("Лисина", "Ольга", "Ивановна"), "", Role::parent, nullptr, Sex::unknown);
    records.link(Oid::make(1000300011).value(), fakes::key("1023"));
    records.link(Oid::make(1000300005).value(), fakes::key("1005"));
    records.consents.push_back({.child = fakes::key("1017")});
    rules = {*builtin_rules_by_name("ru-2024"), *builtin_rules_by_name("irkutsk-2018"),
             RuleSet::parse(R"({"format":1,"name":"recorded","version":1,"child_consent":"recorded"})").value(),
             RuleSet::parse(R"({"format":1,"name":"l","version":1,"accept_unverified_number":true})").value()};
  }
};

bool differ(Sex a, Sex b) { return a != Sex::unknown && b != Sex::unknown && a != b; }

// May this account enter anything at all?
void check_account(const Identity& who, const RuleSet& rules, Date at) {
  require(!who.fault && !who.error);
  require(!who.rights || (who.rights->fullname && who.rights->snils));
  require(!who.issuer || *who.issuer == Issuer::production);
  const bool under_14 = who.birth_date && age_on(*who.birth_date, at) < 14;
  require(!who.birth_date || *who.birth_date <= at);
  if (who.account == Account::child) require(rules.child_accounts && (!who.birth_date || under_14));
  if (who.account == Account::unconfirmed)
    require(!under_14 && (rules.accept_unverified_number || (who.standard && rules.name == "irkutsk-2018")));
}

void check_entry(const World& world, const Identity& who, const EnterablePersona& entry, Date at, Region region) {
  require(entry.key.region == region);
  const auto found = std::find_if(world.source.people.begin(), world.source.people.end(),
                                  [&](const Persona& one) { return one.key == entry.key; });
  require(found != world.source.people.end());
  const Persona& card = *found;
  require(!card.archived());
  const bool small = who.account == Account::child || (who.birth_date && age_on(*who.birth_date, at) < 14);
  require(!small || card.only_pupil());
  const Link* link = nullptr;
  for (const Link& one : world.records.links)
    if (one.persona == card.key) link = &one;
  if (link != nullptr) {
    require(who.oid && link->subject.oid == *who.oid && entry.linked);
    return;
  }
  require(!entry.linked && who.name && who.number && card.number.usable());
  require(*card.number.reading.number == *who.number);
  require(compare(*who.name, card.name).grade >= Grade::equivalent);
  require(!who.birth_date || !card.birth_date || *who.birth_date == *card.birth_date);
  require(!differ(who.sex, card.sex));
  require(small || !card.birth_date || age_on(*card.birth_date, at) >= 14);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const World world;
  if (size == 0) return 0;
  const RuleSet& rules = world.rules[data[0] % world.rules.size()];
  const std::string_view line(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto request = read_request(line, Claims::verified);
  if (!request) return 0;
  ResolveOptions options;
  options.rules = rules;
  options.at = fakes::date("2024-10-01");
  options.diagnose = data[0] >= 0x80;
  const Outcome outcome = fakes::resolve(world.source, &world.records, options, *request);
  require(fakes::write(fakes::resolve(world.source, &world.records, options, *request)) == fakes::write(outcome));
  const bool enters = outcome.verdict == Verdict::sign_in || outcome.verdict == Verdict::choose;
  require(outcome.personas.empty() == !(enters || outcome.verdict == Verdict::activate));
  require((outcome.verdict == Verdict::sign_in) ? outcome.personas.size() == 1 : true);
  if (outcome.personas.empty()) return 0;
  require(outcome.store_asked && outcome.region.has_value());
  check_account(request->identity, rules, *options.at);
  for (const auto& entry : outcome.personas) check_entry(world, request->identity, entry, *options.at, *outcome.region);
  return 0;
}
