// The region of a question, the set of rules and the date that go with it; regions never mix.
#include <catch2/catch.hpp>
#include <random>

#include "fakes.hpp"

using namespace kto;
using fakes::date;
using fakes::region;

namespace {

Request adult() { return fakes::confirmed(fakes::fio("Соловьёв", "Пётр", "Семёнович"), "112-233-445 95"); }

fakes::Source one_of(std::initializer_list<unsigned> regions) {
  fakes::Source source;
  for (const unsigned number : regions)
    source.people.push_back(fakes::persona(fakes::key("1", number), *adult().identity.name, "112-233-445 95"));
  return source;
}

}  // namespace

TEST_CASE("the region: of the request, else of the options, else the store's only one", "[region]") {
  const auto source = one_of({29, 38});
  auto options = fakes::options();
  Request request = adult();
  const auto entered = [&](const fakes::Source& in) {
    const auto outcome = fakes::resolve(in, nullptr, options, request);
    return outcome.personas.empty() ? std::string(name_of(outcome.verdict)) : outcome.personas.front().key.region.str();
  };
  CHECK(entered(source) == "38");
  options.region = region(29);
  CHECK(entered(source) == "38");
  CHECK(source.asked_regions == 0);
  request.region.reset();
  CHECK(entered(source) == "29");
  options.region.reset();
  CHECK(entered(source) == "refuse");
  CHECK(fakes::resolve(source, nullptr, options, request).has(Reason::region_missing));
  CHECK(fakes::resolve(source, nullptr, options, request).store_asked);
  CHECK(entered(one_of({29})) == "29");
  CHECK(entered(one_of({})) == "refuse");
}

TEST_CASE("a region that is no region is not replaced by another", "[region]") {
  auto source = one_of({38});
  source.forbidden = true;
  auto options = fakes::options();
  options.region = region(38);
  Request request = adult();
  request.region.reset();
  request.region_bad = true;
  const auto outcome = fakes::resolve(source, nullptr, options, request);
  CHECK(outcome.verdict == Verdict::refuse);
  CHECK(outcome.has(Reason::region_invalid));
  CHECK_FALSE(outcome.region);
  // Only at step 6: what comes before is answered first.
  request.identity.account = Account::unconfirmed;
  CHECK(fakes::resolve(source, nullptr, options, request).verdict == Verdict::raise_level);
}

TEST_CASE("without a stated region the set is ru-2024 up to step 4, and then that of the store's region", "[region]") {
  const auto source = one_of({38});
  ResolveOptions options;
  options.at = date("2019-05-05");
  Request request = adult();
  request.region.reset();
  request.identity.account = Account::unconfirmed;
  auto outcome = fakes::resolve(source, nullptr, options, request);
  CHECK(outcome.verdict == Verdict::raise_level);  // irkutsk-2018 would say `link`
  CHECK(outcome.rules_name == "ru-2024");
  CHECK(outcome.has(Reason::rules_not_in_force));
  CHECK_FALSE(outcome.store_asked);

  request.identity.account = Account::confirmed;
  outcome = fakes::resolve(source, nullptr, options, request);
  CHECK(outcome.verdict == Verdict::sign_in);
  CHECK(outcome.rules_name == "irkutsk-2018");
  CHECK_FALSE(outcome.has(Reason::rules_not_in_force));

  // A child account does under ru-2024; the set of the region knows none, and decides anew.
  request.identity.account = Account::child;
  outcome = fakes::resolve(source, nullptr, options, request);
  CHECK(outcome.verdict == Verdict::link);
  CHECK(outcome.rules_name == "irkutsk-2018");
  CHECK(outcome.personas.empty());

  // A named set stays.
  options.rules = *builtin_rules_by_name("ru-2024");
  request.identity.account = Account::confirmed;
  outcome = fakes::resolve(source, nullptr, options, request);
  CHECK(outcome.rules_name == "ru-2024");
  CHECK(outcome.has(Reason::rules_not_in_force));
}

TEST_CASE("rules that are not in force are used, and say so", "[region]") {
  const auto source = one_of({29, 38});
  const auto in_force = [&](const char* rules, unsigned in, const char* at) {
    Request request = adult();
    request.region = region(in);
    const auto outcome = fakes::resolve(source, nullptr, fakes::options(rules, at), request);
    CHECK(outcome.verdict == Verdict::sign_in);
    return outcome.rules_name + (outcome.has(Reason::rules_not_in_force) ? " no" : " yes");
  };
  CHECK(in_force("default", 38, "2018-11-30") == "ru-2024 no");
  CHECK(in_force("default", 38, "2018-12-01") == "irkutsk-2018 yes");
  CHECK(in_force("default", 38, "2025-01-01") == "ru-2024 yes");
  CHECK(in_force("default", 29, "2020-01-01") == "ru-2024 no");
  CHECK(in_force("irkutsk-2018", 29, "2020-01-01") == "irkutsk-2018 no");
  CHECK(in_force("irkutsk-2018", 38, "2025-01-01") == "irkutsk-2018 yes");
  CHECK(in_force("ru-2024", 38, "2024-09-01") == "ru-2024 no");

  // While no region is known, the dates alone tell.
  Request request = adult();
  request.region.reset();
  request.identity.account = Account::unconfirmed;
  const auto said = [&](const char* at) {
    return fakes::resolve(source, nullptr, fakes::options("irkutsk-2018", at), request).has(Reason::rules_not_in_force);
  };
  CHECK_FALSE(said("2019-01-01"));
  CHECK(said("2018-01-01"));
}

TEST_CASE("an outcome names the set, its version and hash, the region and the date", "[region]") {
  const auto source = one_of({38});
  const auto outcome = fakes::resolve(source, nullptr, fakes::options(), adult());
  CHECK(outcome.rules_name == "ru-2024");
  CHECK(outcome.rules_version == 1);
  CHECK(outcome.rules_hash == builtin_rules_by_name("ru-2024")->hash);
  CHECK(outcome.region == region(38));
  CHECK(outcome.at == date("2024-10-01"));
}

TEST_CASE("today is the region's", "[region]") {
  // Kamchatka is never on an earlier day than Kaliningrad; with zones a day apart they never share one.
  const auto source = one_of({38});
  ResolveOptions east, west;
  east.rules = RuleSet::parse(R"({"format":1,"name":"e","version":1,"time_zones":{"38":"+14:00"}})").value();
  west.rules = RuleSet::parse(R"({"format":1,"name":"w","version":1,"time_zones":{"38":"-12:00"}})").value();
  const auto later = fakes::resolve(source, nullptr, east, adult()).at.value();
  const auto earlier = fakes::resolve(source, nullptr, west, adult()).at.value();
  CHECK(later > earlier);
}

TEST_CASE("regions never mix", "[region]") {
  // By lot: personas of other regions change nothing, whatever they are linked to.
  std::mt19937 random(38);
  const Fio names[] = {fakes::fio("Соловьёв", "Пётр", "Семёнович"), fakes::fio("Зайцева", "Ольга", "Юрьевна")};
  const char* numbers[] = {"112-233-445 95", "143-210-987 28", ""};
  for (int i = 0; i < 300; ++i) {
    fakes::Source ours, all;
    fakes::Records our_links, all_links;
    for (int n = 0; n < 6; ++n) {
      const unsigned in = random() % 2 == 0 ? 38U : 29U + static_cast<unsigned>(random() % 3);
      auto one =
          fakes::persona(fakes::key(std::to_string(n % 4).c_str(), in), names[random() % 2], numbers[random() % 3]);
      one.activated = random() % 4 != 0;
      const bool linked = random() % 3 == 0;
      const Oid oid = Oid::make(1000300500 + static_cast<int>(random() % 2)).value();
      all.people.push_back(one);
      if (linked) all_links.link(oid, one.key);
      if (in != 38) continue;
      ours.people.push_back(one);
      if (linked) our_links.link(oid, one.key);
    }
    auto options = fakes::options();
    options.diagnose = true;
    const auto expected = fakes::resolve(ours, &our_links, options, adult());
    CHECK(fakes::write(fakes::resolve(all, &all_links, options, adult())) == fakes::write(expected));
    // Not even over a source that answers with everybody.
    all.leaky = true;
    const auto leaked = fakes::resolve(all, &all_links, options, adult());
    CHECK(fakes::write(leaked) == fakes::write(expected));
    for (const auto& one : leaked.personas) CHECK(one.key.region == region(38));
  }
}
