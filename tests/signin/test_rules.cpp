#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "fakes.hpp"

using namespace kto;
using fakes::date;
using fakes::region;

namespace {

const char* minimal = R"({"format":1,"name":"test","version":1})";

std::string with(const std::string& more) { return R"({"format":1,"name":"test","version":1,)" + more + "}"; }

Error error_of(const std::string& json) {
  const auto rules = RuleSet::parse(json);
  REQUIRE_FALSE(rules);
  return rules.error();
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("the built-in sets say what rules.md says", "[rules]") {
  REQUIRE(builtin_rules().size() == 2);
  const RuleSet& irkutsk = *builtin_rules_by_name("irkutsk-2018");
  CHECK(irkutsk.regions == std::vector{region(38)});
  CHECK(irkutsk.from == date("2018-12-01"));
  CHECK_FALSE(irkutsk.until);
  CHECK_FALSE(irkutsk.child_accounts);
  CHECK(irkutsk.unconfirmed_under_14 == AccountRule::link);
  CHECK(irkutsk.unconfirmed == AccountRule::link);
  CHECK(irkutsk.unconfirmed_standard == AccountRule::enough);
  CHECK(irkutsk.nobody_found == Verdict::link);
  CHECK(irkutsk.nobody_found_minor == Verdict::link);
  CHECK(irkutsk.activation_needed);
  CHECK_FALSE(irkutsk.accept_unverified_number);
  CHECK(irkutsk.esia_only_pupils_from == 14);

  const RuleSet& russia = *builtin_rules_by_name("ru-2024");
  CHECK(russia.regions.empty());
  CHECK(russia.from == date("2024-09-02"));
  CHECK(russia.child_accounts);
  CHECK(russia.child_consent == ChildConsent::released);
  CHECK(russia.child_from_14 == AccountRule::raise_level);
  CHECK(russia.unconfirmed_under_14 == AccountRule::link_guardian);
  CHECK(russia.unconfirmed == AccountRule::raise_level);
  CHECK(russia.unconfirmed_standard == AccountRule::raise_level);
  CHECK(russia.nobody_found == Verdict::link);
  CHECK(russia.nobody_found_minor == Verdict::ask_school);
  CHECK(russia.activation_needed);
  CHECK_FALSE(russia.accept_unverified_number);
  CHECK(russia.esia_only_pupils_from == 0);

  for (const RuleSet& set : builtin_rules()) {
    CHECK(set.version == 1);
    CHECK(set.hash == fingerprint(builtin_rules_text(set.name)));
    CHECK(builtin_rules_by_name(set.name) == &set);
    // A file may not pass for a built-in set.
    const auto as_file = RuleSet::parse(builtin_rules_text(set.name));
    REQUIRE_FALSE(as_file);
    CHECK(as_file.error().code == Errc::bad_value);
    CHECK(as_file.error().field == "name");
  }
  CHECK(builtin_rules_by_name("ru-2025") == nullptr);
  CHECK(builtin_rules_text("ru-2025").empty());
}

TEST_CASE("what a file leaves out is as in ru-2024, in force everywhere and always", "[rules]") {
  const RuleSet rules = RuleSet::parse(minimal).value();
  const RuleSet& russia = *builtin_rules_by_name("ru-2024");
  CHECK(rules.name == "test");
  CHECK(rules.version == 1);
  CHECK(rules.hash == fingerprint(minimal));
  CHECK(rules.regions.empty());
  CHECK_FALSE(rules.from);
  CHECK_FALSE(rules.until);
  CHECK(rules.in_force(std::nullopt, date("1000-01-01")));
  CHECK(rules.child_accounts == russia.child_accounts);
  CHECK(rules.child_consent == russia.child_consent);
  CHECK(rules.child_from_14 == russia.child_from_14);
  CHECK(rules.unconfirmed_under_14 == russia.unconfirmed_under_14);
  CHECK(rules.unconfirmed == russia.unconfirmed);
  CHECK(rules.unconfirmed_standard == russia.unconfirmed_standard);
  CHECK(rules.accept_unverified_number == russia.accept_unverified_number);
  CHECK(rules.nobody_found == russia.nobody_found);
  CHECK(rules.nobody_found_minor == russia.nobody_found_minor);
  CHECK(rules.activation_needed == russia.activation_needed);
  CHECK(rules.esia_only_staff == russia.esia_only_staff);
  CHECK(rules.esia_only_parents == russia.esia_only_parents);
  CHECK(rules.esia_only_pupils_from == russia.esia_only_pupils_from);
  CHECK(rules.time_zones.empty());
}

TEST_CASE("a file says every value there is", "[rules]") {
  const RuleSet rules = RuleSet::parse(R"(﻿{
    "time_zones": {"14": "+11:00", "038": "-01:30"},
    "esia_only": {"pupils_from": null, "parents": false, "staff": false},
    "not_activated": "enter", "nobody_found": {"minor": "link", "otherwise": "ask_school"},
    "accept_unverified_number": true,
    "accounts": {"unconfirmed_standard": "enough", "unconfirmed": "refuse", "unconfirmed_under_14": "raise_level",
                 "child_from_14": "enough"},
    "child_consent": "recorded", "child_accounts": false,
    "in_force": {"until": "2026-01-01", "from": "2025-01-01"},
    "regions": ["38", "14"], "version": 4294967295, "\u006eame": "a-0", "format": 1})")
                            .value();
  CHECK(rules.name == "a-0");
  CHECK(rules.version == 4294967295U);
  CHECK(rules.regions == std::vector{region(38), region(14)});
  CHECK_FALSE(rules.in_force(region(38), date("2024-12-31")));
  CHECK(rules.in_force(region(38), date("2025-01-01")));
  CHECK(rules.in_force(region(14), date("2025-12-31")));
  CHECK_FALSE(rules.in_force(region(38), date("2026-01-01")));
  CHECK_FALSE(rules.in_force(region(77), date("2025-06-01")));
  CHECK_FALSE(rules.in_force(std::nullopt, date("2025-06-01")));
  CHECK_FALSE(rules.child_accounts);
  CHECK(rules.child_consent == ChildConsent::recorded);
  CHECK(rules.child_from_14 == AccountRule::enough);
  CHECK(rules.unconfirmed_under_14 == AccountRule::raise_level);
  CHECK(rules.unconfirmed == AccountRule::refuse);
  CHECK(rules.unconfirmed_standard == AccountRule::enough);
  CHECK(rules.accept_unverified_number);
  CHECK(rules.nobody_found_minor == Verdict::link);
  CHECK(rules.nobody_found == Verdict::ask_school);
  CHECK_FALSE(rules.activation_needed);
  CHECK_FALSE(rules.esia_only_staff);
  CHECK_FALSE(rules.esia_only_parents);
  CHECK_FALSE(rules.esia_only_pupils_from);
  CHECK(zone_of(rules, region(14)) == std::chrono::hours{11});
  CHECK(zone_of(rules, region(38)) == std::chrono::minutes{-90});
  const std::string longest(64, 'n');
  CHECK(RuleSet::parse(R"({"format":1,"version":1,"name":")" + longest + R"("})").value().name == longest);
}

TEST_CASE("each fault of a file has its code, field and byte", "[rules]") {
  struct Case {
    std::string json;
    Errc code;
    std::string field;
    std::optional<std::uint64_t> offset{};  // absent = where "@" stands in the text (which is taken out)
  };
  const std::vector<Case> cases{
      {"@", Errc::bad_json, ""},
      {"{", Errc::bad_json, "", 1},
      {"@[]", Errc::wrong_type, ""},
      {" @7", Errc::wrong_type, ""},
      {"\xEF\xBB\xBF@[]", Errc::wrong_type, ""},  // a byte order mark counts
      {"@null", Errc::wrong_type, ""},
      {R"({"format":1,"name":"x","version":1} @x)", Errc::bad_json, ""},
      {R"({"format":1,"name":"x"@})", Errc::missing_field, "version"},
      {R"({"name":"x","version":1 @})", Errc::missing_field, "format"},
      {R"({"format":1,"version":1@})", Errc::missing_field, "name"},
      {R"({"format":@2,"name":"x","version":1})", Errc::bad_value, "format"},
      {R"({"format":@1.0,"name":"x","version":1})", Errc::wrong_type, "format"},
      {R"({"format":@"1","name":"x","version":1})", Errc::wrong_type, "format"},
      {R"({"format":1,"name":@"Ё","version":1})", Errc::bad_value, "name"},
      {R"({"format":1,"name":@"","version":1})", Errc::bad_value, "name"},
      {R"({"format":1,"name":@"ru-2024","version":1})", Errc::bad_value, "name"},
      {R"({"format":1,"name":@"irkutsk-2018","version":1})", Errc::bad_value, "name"},
      {R"({"format":1,"name":@")" + std::string(65, 'a') + R"(","version":1})", Errc::bad_value, "name"},
      {R"({"format":1,"name":@7,"version":1})", Errc::wrong_type, "name"},
      {R"({"format":1,"name":"x","version":@0})", Errc::bad_value, "version"},
      {R"({"format":1,"name":"x","version":@-1})", Errc::bad_value, "version"},
      {R"({"format":1,"name":"x","version":@4294967296})", Errc::bad_value, "version"},
      {R"({"format":1,"name":"x","version":@18446744073709551615})", Errc::bad_value, "version"},
      {R"({"format":1,"name":"x","version":@18446744073709551616})", Errc::wrong_type, "version"},
      {R"({"format":1,@"format":1,"name":"x","version":1})", Errc::repeated_key, "format"},
      {R"({"format":1 , @"\u0066ormat" : 1,"name":"x","version":1})", Errc::repeated_key, "format"},
      {R"({"format":1,@"secret":1,"name":"x","version":1})", Errc::unknown_field, ""},
      {R"({"format":1,"name":"x","version":1,@"Version":1})", Errc::unknown_field, ""},
      {with(R"("regions":@"38")"), Errc::wrong_type, "regions"},
      {with(R"("regions":@{})"), Errc::wrong_type, "regions"},
      {with(R"("regions":[@])"), Errc::empty, "regions"},
      {with(R"("regions":[@38])"), Errc::wrong_type, "regions"},
      {with(R"("regions":["38",@["38"]])"), Errc::wrong_type, "regions"},
      {with(R"("regions":[@"Irkutsk"])"), Errc::bad_region, "regions"},
      {with(R"("regions":["38",@"038"])"), Errc::bad_value, "regions"},
      {with(R"("in_force":@null)"), Errc::wrong_type, "in_force"},
      {with(R"("in_force":{@})"), Errc::missing_field, "in_force.from"},
      {with(R"("in_force":{"from":@"01.12.2018"})"), Errc::bad_date, "in_force.from"},
      {with(R"("in_force":{"from":@null})"), Errc::wrong_type, "in_force.from"},
      {with(R"("in_force":{"from":"2018-12-01","until":"2018-12-01"@})"), Errc::contradiction, "in_force.until"},
      {with(R"("in_force":{"until":"2018-12-01","from":"2018-12-02"@})"), Errc::contradiction, "in_force.until"},
      {with(R"("in_force":{@"name":"x"})"), Errc::unknown_field, "in_force"},
      {with(R"("child_accounts":@"true")"), Errc::wrong_type, "child_accounts"},
      {with(R"("child_accounts":@1)"), Errc::wrong_type, "child_accounts"},
      {with(R"("child_accounts":@null)"), Errc::wrong_type, "child_accounts"},
      {with(R"("child_consent":@"Released")"), Errc::bad_value, "child_consent"},
      {with(R"("accounts":@[])"), Errc::wrong_type, "accounts"},
      {with(R"("accounts":{"child_from_14":@"enter"})"), Errc::bad_value, "accounts.child_from_14"},
      {with(R"("accounts":{"unconfirmed":@"enough"})"), Errc::bad_value, "accounts.unconfirmed"},
      {with(R"("accept_unverified_number":true,"accounts":{"unconfirmed_under_14":@"enough"})"), Errc::bad_value,
       "accounts.unconfirmed_under_14"},
      {with(R"("accounts":{"unconfirmed_standard":@true})"), Errc::wrong_type, "accounts.unconfirmed_standard"},
      {with(R"("accounts":{"unconfirmed":@{"a":1}})"), Errc::wrong_type, "accounts.unconfirmed"},
      {with(R"("accounts":{"unconfirmed":"link",@"unconfirmed":"link"})"), Errc::repeated_key, "accounts.unconfirmed"},
      {with(R"("accounts":{@"adult":"link"})"), Errc::unknown_field, "accounts"},
      {with(R"("accept_unverified_number":@"yes")"), Errc::wrong_type, "accept_unverified_number"},
      {with(R"("nobody_found":{"minor":@"sign_in"})"), Errc::bad_value, "nobody_found.minor"},
      {with(R"("nobody_found":{"otherwise":@"refuse"})"), Errc::bad_value, "nobody_found.otherwise"},
      {with(R"("not_activated":@"sign_in")"), Errc::bad_value, "not_activated"},
      {with(R"("esia_only":{"staff":@null})"), Errc::wrong_type, "esia_only.staff"},
      {with(R"("esia_only":{"pupils_from":@-1})"), Errc::bad_value, "esia_only.pupils_from"},
      {with(R"("esia_only":{"pupils_from":@100})"), Errc::bad_value, "esia_only.pupils_from"},
      {with(R"("esia_only":{"pupils_from":@true})"), Errc::wrong_type, "esia_only.pupils_from"},
      {with(R"("time_zones":{@"Москва":"+03:00"})"), Errc::bad_region, "time_zones"},
      {with(R"("time_zones":{"38":@"Asia/Irkutsk"})"), Errc::bad_value, "time_zones"},
      {with(R"("time_zones":{"38":@"+8:00"})"), Errc::bad_value, "time_zones"},
      {with(R"("time_zones":{"38":@"+14:01"})"), Errc::bad_value, "time_zones"},
      {with(R"("time_zones":{"38":@"-12:01"})"), Errc::bad_value, "time_zones"},
      {with(R"("time_zones":{"38":@"+08:60"})"), Errc::bad_value, "time_zones"},
      {with(R"("time_zones":{"38":@8})"), Errc::wrong_type, "time_zones"},
      {with(R"("time_zones":{"38":@{}})"), Errc::wrong_type, "time_zones"},
      {with(R"("time_zones":{"38":"+08:00",@"038":"+08:00"})"), Errc::repeated_key, "time_zones"},
      {std::string("@\xff"), Errc::bad_utf8, ""},
      {std::string(limits::rules_bytes + 1, ' '), Errc::too_long, "", limits::rules_bytes},
      {"@" + std::string(100'000, '['), Errc::wrong_type, ""},
  };
  for (const auto& test : cases) {
    std::string json = test.json;
    std::optional<std::uint64_t> offset = test.offset;
    if (!offset) {
      offset = json.find('@');
      json.erase(*offset, 1);
    }
    INFO(json.substr(0, 120));
    const Error error = error_of(json);
    CHECK(name_of(error.code) == name_of(test.code));
    CHECK(error.field == test.field);
    CHECK(error.offset == offset);
  }
}

TEST_CASE("an error never repeats what stands in the file", "[rules]") {
  for (const char* json :
       {R"({"format":1,"Иванов":1})", R"({"format":1,"name":"Иванов","version":1})", R"({"format":1,"name":"x" Иванов)",
        R"({"format":1,"name":"x","version":1,"time_zones":{"Иванов":"+01:00"}})"}) {
    const auto rules = RuleSet::parse(json);
    REQUIRE_FALSE(rules);
    CHECK(describe(rules.error()).find("Иванов") == std::string::npos);
  }
}

TEST_CASE("the default set is the newest built-in one in force", "[rules]") {
  const auto name = [](std::optional<Region> in, const char* at) { return default_rules(in, date(at)).name; };
  CHECK(name(region(38), "2018-11-30") == "ru-2024");  // none is in force
  CHECK(name(region(38), "2018-12-01") == "irkutsk-2018");
  CHECK(name(region(38), "2024-09-01") == "irkutsk-2018");
  CHECK(name(region(38), "2024-09-02") == "ru-2024");
  CHECK(name(region(38), "2025-05-05") == "ru-2024");
  CHECK(name(region(77), "2020-01-01") == "ru-2024");
  CHECK(name(region(77), "2024-10-01") == "ru-2024");
  CHECK(name(std::nullopt, "2020-01-01") == "ru-2024");
}

TEST_CASE("ESIA is the only way in: by role, age, region and date", "[rules]") {
  const RuleSet& irkutsk = *builtin_rules_by_name("irkutsk-2018");
  const RuleSet& russia = *builtin_rules_by_name("ru-2024");
  const auto in38 = region(38);
  const Date then = date("2018-12-01");
  for (const Role role : {Role::teacher, Role::staff, Role::administrator, Role::parent}) {
    CHECK(esia_only(irkutsk, role, std::nullopt, in38, then));
    CHECK_FALSE(esia_only(irkutsk, role, std::nullopt, in38, date("2018-11-30")));
    CHECK_FALSE(esia_only(irkutsk, role, std::nullopt, region(3), then));
    CHECK_FALSE(esia_only(irkutsk, role, std::nullopt, std::nullopt, then));
    CHECK(esia_only(russia, role, 5, region(3), date("2024-09-02")));
    CHECK(esia_only(russia, role, 5, std::nullopt, date("2024-09-02")));
    CHECK_FALSE(esia_only(russia, role, 5, region(3), date("2024-09-01")));
  }
  CHECK_FALSE(esia_only(irkutsk, Role::pupil, 13, in38, then));
  CHECK(esia_only(irkutsk, Role::pupil, 14, in38, then));
  CHECK(esia_only(irkutsk, Role::pupil, std::nullopt, in38, then));  // unknown counts as adult
  CHECK(esia_only(russia, Role::pupil, 6, in38, date("2024-09-02")));
  CHECK_FALSE(esia_only(irkutsk, Role::unknown, 13, in38, then));
  CHECK(esia_only(russia, Role::unknown, 13, in38, date("2024-09-02")));
  RuleSet own = russia;
  own.esia_only_pupils_from.reset();
  own.esia_only_parents = false;
  CHECK_FALSE(esia_only(own, Role::pupil, 40, in38, date("2024-09-02")));
  CHECK_FALSE(esia_only(own, Role::parent, 40, in38, date("2024-09-02")));
  CHECK(esia_only(own, Role::teacher, 40, in38, date("2024-09-02")));
  CHECK_FALSE(esia_only(own, Role::unknown, 40, in38, date("2024-09-02")));
}

TEST_CASE("time zones of the regions, by Federal Law 107-FZ", "[rules]") {
  const RuleSet& rules = builtin_rules().back();
  const std::pair<int, std::vector<unsigned>> zones[] = {
      {2, {39}},
      {3, {1, 5, 16, 20, 23, 26, 29, 34, 43, 50, 51, 58, 61, 77, 78, 83, 91, 92}},
      {4, {18, 30, 63, 64, 73}},
      {5, {2, 45, 56, 59, 66, 72, 74, 86, 89}},
      {6, {55}},
      {7, {4, 17, 19, 22, 24, 42, 54, 70}},
      {8, {3, 38}},
      {9, {14, 28, 75}},
      {10, {25, 27, 79}},
      {11, {49, 65}},
      {12, {41, 87}}};
  for (const auto& [hours, regions] : zones)
    for (const unsigned number : regions) {
      INFO(number);
      CHECK(zone_of(rules, region(number)) == std::chrono::hours{hours});
    }
  CHECK(zone_of(rules, std::nullopt) == std::chrono::hours{3});
  CHECK(zone_of(rules, region(98)) == std::chrono::hours{3});
  std::map<std::chrono::minutes, int> count;
  for (unsigned number = 1; number <= 99; ++number) ++count[zone_of(rules, region(number))];
  CHECK(count.size() == 11);  // the eleven zones of Russia, and nothing else
}

TEST_CASE("every example in docs/rules.md is a set of rules", "[rules][docs]") {
  const std::string page = read(std::filesystem::path(KTO_SOURCE_DIR) / "docs/rules.md");
  std::size_t blocks = 0;
  for (std::size_t at = page.find("```json\n"); at != std::string::npos; at = page.find("```json\n", at)) {
    at += 8;
    const std::size_t end = page.find("```", at);
    REQUIRE(end != std::string::npos);
    const auto rules = RuleSet::parse(std::string_view(page).substr(at, end - at));
    INFO((rules ? std::string() : describe(rules.error())));
    CHECK(rules.has_value());
    ++blocks;
    at = end;
  }
  CHECK(blocks >= 2);
  // Every verdict and every key of the file stands on the page.
  for (const Verdict verdict : all_verdicts())
    CHECK(page.find("`" + std::string(name_of(verdict)) + "`") != std::string::npos);
  for (const char* its_key :
       {"format", "name", "version", "regions", "in_force", "child_accounts", "child_consent", "accounts",
        "accept_unverified_number", "nobody_found", "not_activated", "esia_only", "time_zones"})
    CHECK(page.find("`" + std::string(its_key) + "`") != std::string::npos);
}
