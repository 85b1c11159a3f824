// Step 6: matches, links, consents, and what the administrator is told.
#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <sstream>

#include "stage.hpp"
#include "world.hpp"

using namespace world;

TEST_CASE("what a person may see of a persona", "[personas]") {
  World world;
  Persona& one = world.add("7", pyotr());
  one.memberships = {fakes::member(Role::teacher, Standing::archived, "1а"), fakes::member(Role::parent),
                     fakes::member(Role::staff, Standing::in_organisation, "6б"), fakes::member(Role::parent)};
  world.add("3", pyotr());
  world.records.link(*adult().identity.oid, key("7"));
  const auto outcome = world.ask(adult());
  CHECK(outcome.verdict == Verdict::choose);
  CHECK(outcome.store_asked);
  REQUIRE(outcome.personas.size() == 2);
  CHECK(outcome.personas[0] == EnterablePersona{key("3"), {Role::parent}, "", false});
  CHECK(outcome.personas[1] == EnterablePersona{key("7"), {Role::parent, Role::staff}, "6б", true});
  CHECK(reasons(outcome) == "several_personas:3:7 linked_before:7");
}

TEST_CASE("closed roles, contradictions and their order on one card", "[personas]") {
  World world;
  Persona& card = world.add("1", pyotr());
  CHECK(world.verdict(child()) == "refuse");
  CHECK(reasons(world.ask(child())) == "account_child role_not_allowed:1");
  card.sex = Sex::female;
  Request boy = child();
  boy.identity.sex = Sex::male;
  CHECK(world.verdict(boy) == "refuse");  // a closed role outranks a contradiction
  CHECK(reasons(world.ask(boy)) == "account_child sex_differs:1 role_not_allowed:1");
  world.records.link(Oid::make(5).value(), key("1"));
  CHECK(world.verdict(boy) == "ask_school");  // not a link elsewhere
  world.records.links.clear();
  world.source.people.front().memberships = {fakes::member(Role::pupil)};
  CHECK(world.verdict(boy) == "ask_school");
  world.source.people.front().sex = Sex::male;
  CHECK(world.verdict(boy) == "sign_in");
  world.add("2", pyotr());
  CHECK(world.verdict(boy) == "sign_in");
  CHECK(reasons(world.ask(boy)) == "account_child role_not_allowed:2");
  world.source.people.front().birth_date = date("2015-01-01");
  boy.identity.birth_date = date("2015-01-02");
  CHECK(world.verdict(boy) == "ask_school");  // mixed obstacles
}

TEST_CASE("a card without a role: an adult's to enter, no child's", "[personas]") {
  World world;
  world.add("1", pyotr()).memberships.clear();
  CHECK(world.verdict(adult()) == "sign_in");
  CHECK(world.verdict(child()) == "refuse");
}

TEST_CASE("father and son of one name, with the father's number in both cards", "[personas]") {
  World world;
  world.add("son", pyotr(), number, Role::pupil).birth_date = date("2010-10-02");  // 13 on the day
  world.add("father", pyotr()).birth_date = date("1980-01-01");
  const auto outcome = world.ask(adult());
  CHECK(outcome.verdict == Verdict::sign_in);
  CHECK(fakes::ids(outcome) == std::vector<std::string>{"father"});
  CHECK(reasons(outcome) == "household_number:father:son too_young_for_account:son");
  world.options.at = date("2024-10-02");  // 14 now
  CHECK(world.verdict(adult()) == "choose");
  Request stated = adult();
  stated.identity.birth_date = date("1980-01-01");
  CHECK(reasons(world.ask(stated)) == "household_number:father:son birth_date_differs:son");
  // A confirmed account that is known to be under 14 enters pupils' cards only.
  world.options.at = date("2024-10-01");
  stated.identity.birth_date = date("2010-10-02");
  CHECK(fakes::ids(world.ask(stated)) == std::vector<std::string>{"son"});
}

TEST_CASE("a linked persona is decided by its OID; drift is flagged", "[personas]") {
  World world;
  Persona& card = world.add("1", fakes::fio("Лисина", "Ольга", "Ивановна"), "143-210-987 28");
  card.birth_date = date("2015-05-05");
  card.sex = Sex::female;
  world.records.link(*adult().identity.oid, key("1"));
  Request request = adult();
  request.identity.birth_date = date("1980-01-01");
  request.identity.sex = Sex::male;
  auto outcome = world.ask(request);
  CHECK(outcome.verdict == Verdict::sign_in);
  CHECK(reasons(outcome) ==
        "linked_before:1 linked_name_drift:1 linked_number_drift:1 linked_birth_date_differs:1 linked_sex_differs:1");
  // A name that agrees in spite of its spelling says what was overlooked, as on any other card.
  world.source.people.front().name = fakes::fio("Соловьев", "Петр", "Семенович");
  CHECK_FALSE(world.ask(request).has(Reason::linked_name_drift));
  CHECK(world.ask(request).has(Reason::yo_folded));
  world.source.people.front().number = {};
  CHECK(world.ask(request).has(Reason::persona_without_snils));
  world.source.people.front().number = fakes::cell("123-123-123 44");
  CHECK(world.ask(request).has(Reason::persona_number_unusable));
  world.source.people.front().activated = false;
  CHECK(world.verdict(request) == "activate");
  world.source.people.front().memberships.front().standing = Standing::archived;
  outcome = world.ask(request);
  CHECK(outcome.verdict == Verdict::link);
  CHECK(outcome.has(Reason::archived));
  world.source.people.front().memberships.front().standing = Standing::in_organisation;
  request.identity.birth_date = date("2014-01-01");
  outcome = world.ask(request);
  CHECK(outcome.verdict == Verdict::refuse);
  CHECK(outcome.has(Reason::role_not_allowed));
}

TEST_CASE("a persona linked to another is not entered, by nobody's OID least of all", "[personas]") {
  World world;
  world.add("1", pyotr());
  world.records.link(*adult().identity.oid, key("1"));
  CHECK(world.verdict(adult()) == "sign_in");
  auto other = fakes::confirmed(pyotr(), number, 77);
  CHECK(world.verdict(other) == "ask_school");
  CHECK(reasons(world.ask(other)) == "linked_to_another_oid:1");
  Request bare = adult();
  bare.identity.oid.reset();
  bare.identity.issuer.reset();
  CHECK(world.verdict(bare) == "ask_school");
  world.records.leaky = true;
  CHECK(world.verdict(other) == "ask_school");
  world.records.links.clear();
  CHECK(world.verdict(bare) == "sign_in");
  // Without a ledger nothing is linked.
  CHECK(fakes::resolve(world.source, nullptr, world.options, bare).verdict == Verdict::sign_in);
}

TEST_CASE("not activated personas: reported beside activated ones, else all listed", "[personas]") {
  World world;
  world.add("1", pyotr());
  world.add("2", pyotr()).activated = false;
  world.add("3", pyotr()).activated = false;
  auto outcome = world.ask(adult());
  CHECK(outcome.verdict == Verdict::sign_in);
  CHECK(reasons(outcome) == "not_activated:2:3");
  world.source.people.erase(world.source.people.begin());
  outcome = world.ask(adult());
  CHECK(outcome.verdict == Verdict::activate);
  CHECK(fakes::ids(outcome) == std::vector<std::string>{"2", "3"});
  world.options.rules->activation_needed = false;
  outcome = world.ask(adult());
  CHECK(outcome.verdict == Verdict::choose);
  CHECK_FALSE(outcome.has(Reason::not_activated));
}

TEST_CASE("consent recorded: a child enters a card with a consent in the ledger only", "[personas]") {
  World world;
  world.options.rules = stage::rules(oracle::Set::recorded);
  world.add("1", pyotr(), number, Role::pupil);
  world.add("2", pyotr(), number, Role::pupil);
  auto outcome = world.ask(child());
  CHECK(outcome.verdict == Verdict::await_consent);
  CHECK(outcome.personas.empty());
  CHECK(reasons(outcome) == "account_child consent_not_recorded:1:2");
  CHECK(fakes::resolve(world.source, nullptr, world.options, child()).verdict == Verdict::await_consent);
  world.records.consents = {{.child = key("2"), .given_by = {}, .given_at = 5}};
  outcome = world.ask(child());
  CHECK(outcome.verdict == Verdict::sign_in);
  CHECK(fakes::ids(outcome) == std::vector<std::string>{"2"});
  CHECK(outcome.has(Reason::consent_not_recorded));
  world.records.consents.front().revoked_at = 6;
  CHECK(world.verdict(child()) == "await_consent");
  world.records.leaky = true;
  CHECK(world.verdict(child()) == "await_consent");
  world.records.leaky = false;
  world.records.link(*child().identity.oid, key("1"));
  CHECK(world.verdict(child()) == "await_consent");  // a link is no consent
  CHECK(world.verdict(adult()) == "choose");         // and nobody else needs one
}

TEST_CASE("what spelling had to overlook", "[personas]") {
  const std::tuple<Fio, Fio, const char*> pairs[] = {
      {fakes::fio("Ким", "Анна", ""), fakes::fio("Ким", "Анна", ""), ""},
      {fakes::fio("КИМ", "Анна", ""), fakes::fio("Ким", "Анна", "-"), "name_equal:1"},
      {fakes::fio("Сергеева", "Анна", ""), fakes::fio("Cергеева", "Анна", ""), "look_alike_repaired:1"},
      {fakes::fio("Ким", "Ольга", ""), fakes::fio("Ким", "0льга", ""), "look_alike_repaired:1"},
      {fakes::fio("Салтыкова-Щедрина", "Анна", ""), fakes::fio("Салтыкова Щедрина", "Анна", ""), "hyphen_blank:1"},
      {fakes::fio("О'Коннор", "Анна", ""), fakes::fio("О’Коннор", "Анна", ""), "apostrophe_kind:1"},
      {fakes::fio("Алиев", "Рашад", "Вагиф оглы"), fakes::fio("Алиев", "Рашад", "Вагифоглы"), "ogly_spelling:1"},
      {fakes::fio("Соловьёв", "Пётр", ""), fakes::fio("Соловьев", "Пётр", ""), "yo_folded:1"}};
  for (const auto& [esia, diary, expected] : pairs) {
    World world;
    world.add("1", diary);
    const auto outcome = world.ask(fakes::confirmed(esia, number));
    CHECK(outcome.verdict == Verdict::sign_in);
    CHECK(reasons(outcome) == expected);
  }
  World world;
  world.add("1", pyotr(), "1122334");  // no number in any spelling
  world.add("2", pyotr(), "11223344595");
  CHECK(reasons(world.ask(adult())) == "");
  const auto small = fakes::confirmed(pyotr(), "087-654-303 00");
  world.add("3", pyotr(), "8765430300");
  CHECK(world.verdict(small) == "sign_in");
  CHECK(reasons(world.ask(small)) == "number_recovered:3");
}

TEST_CASE("it does not matter which side spells how, nor in which order the source answers", "[personas]") {
  std::ifstream in(std::string(KTO_TEST_VECTORS) + "/name_grades.tsv");
  REQUIRE(in);
  std::size_t pairs = 0;
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string a, b;
    if (!std::getline(cells, a, '\t') || !std::getline(cells, b, '\t')) continue;
    const auto first = Fio::parse(a), second = Fio::parse(b);
    if (!first || !second) continue;
    World ab, ba;
    ab.add("1", *second);
    ba.add("1", *first);
    const bool enters = ab.verdict(fakes::confirmed(*first, number)) == "sign_in";
    CHECK(enters == (ba.verdict(fakes::confirmed(*second, number)) == "sign_in"));
    CHECK(enters == (compare(*first, *second).grade >= Grade::equivalent));
    ++pairs;
  }
  CHECK(pairs > 30);

  World world;
  world.add("1", pyotr());
  world.add("2", fakes::fio("СОЛОВЬЕВ", "Пётр", "Семёнович"));
  world.add("3", fakes::fio("Зайцева", "Ольга", "Юрьевна"));
  world.add("4", pyotr()).activated = false;
  world.records.link(*adult().identity.oid, key("3"));
  const std::string once = fakes::write(world.ask(adult()));
  std::mt19937 random(4);
  for (int i = 0; i < 10; ++i) {
    std::shuffle(world.source.people.begin(), world.source.people.end(), random);
    CHECK(fakes::write(world.ask(adult())) == once);
  }
  const auto copies = world.source.people;
  world.source.people.insert(world.source.people.end(), copies.begin(), copies.end());
  CHECK(fakes::write(world.ask(adult())) == once);  // a source that says everything twice
}

TEST_CASE("many requests: the same answers in order, and one question to each seam", "[personas]") {
  World world;
  for (int i = 0; i < 20; ++i) world.add(std::to_string(i).c_str(), pyotr(), i % 2 == 0 ? number : "143-210-987 28");
  world.records.link(Oid::make(3).value(), key("4"));
  std::vector<Request> requests;
  for (int i = 0; i < 50; ++i) {
    requests.push_back(fakes::confirmed(pyotr(), i % 3 == 0 ? number : "143-210-987 28", 1 + i % 7));
    if (i % 5 == 0) requests.back().region.reset();
    if (i % 11 == 0) requests.back().identity.account = Account::unconfirmed;
    if (i % 13 == 0) requests.back().identity.number = fakes::snils("155-667-788 21");
  }
  world.options.diagnose = true;
  const Resolver resolver(world.source, &world.records, world.options);
  const auto outcomes = resolver.resolve_many(requests).value();
  CHECK(world.source.asked_candidates == 1);
  CHECK(world.source.queries_seen == 3);
  CHECK(world.source.asked_keys == 1);
  CHECK(world.source.asked_regions == 1);
  CHECK(world.source.asked_unnumbered == 1);
  CHECK(world.records.asked_owners == 1);
  CHECK(world.records.asked == 8);  // the seven subjects' links, and the owners
  REQUIRE(outcomes.size() == requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i)
    CHECK(fakes::write(outcomes[i]) == fakes::write(resolver.resolve(requests[i]).value()));
  CHECK(resolver.resolve_many({}).value().empty());
}

TEST_CASE("a seam that fails is an error, not an answer", "[personas]") {
  World world;
  world.add("1", pyotr());
  Request placeless = adult();
  placeless.region.reset();
  world.source.broken = true;
  const Resolver resolver(world.source, &world.records, world.options);
  CHECK(resolver.resolve(adult()).error().code == Errc::store_failed);
  CHECK(resolver.resolve(placeless).error().code == Errc::store_failed);
  world.source.broken = false;
  world.records.broken = true;
  CHECK(resolver.resolve(adult()).error().code == Errc::store_busy);
  Request bare = adult();
  bare.identity.oid.reset();
  bare.identity.issuer.reset();
  CHECK(resolver.resolve(bare).error().code == Errc::store_busy);  // whose are the candidates?
  world.records.broken = false;
  world.records.forgetful = true;
  CHECK(resolver.resolve(bare).error().code == Errc::internal);
  Request faulty = adult();
  faulty.identity.fault = ClaimFault::oid_bad;
  CHECK(resolver.resolve(faulty).has_value());  // needs no seam
}
