#include <catch2/catch.hpp>
#include <set>

#include "fakes.hpp"

using namespace kto;

TEST_CASE("the table of reasons: codes grow, names differ, everybody has an actor", "[signin]") {
  std::set<std::string_view> names;
  std::int32_t last = 0;
  for (const Reason reason : all_reasons()) {
    CHECK(static_cast<std::int32_t>(reason) > last);
    last = static_cast<std::int32_t>(reason);
    CHECK(names.insert(name_of(reason)).second);
  }
  CHECK(names.size() == all_reasons().size());
  CHECK(mended_by(Reason::snils_equal_name_different) == Actor::school);
  CHECK(mended_by(Reason::consent_not_given) == Actor::parent);
  CHECK(mended_by(Reason::esia_failed) == Actor::esia);
  CHECK(mended_by(Reason::claims_not_verified) == Actor::portal);
  CHECK(mended_by(Reason::account_unconfirmed) == Actor::person);
  CHECK(mended_by(Reason::yo_folded) == Actor::nobody);
  CHECK(name_of(Reason::yo_folded) == "yo_folded");
}

TEST_CASE("the table of verdicts", "[signin]") {
  std::int32_t last = 0;
  for (const Verdict verdict : all_verdicts()) {
    CHECK(static_cast<std::int32_t>(verdict) > last);
    last = static_cast<std::int32_t>(verdict);
  }
  CHECK(all_verdicts().size() == 12);
  CHECK(name_of(Verdict::link_guardian) == "link_guardian");
  CHECK(static_cast<int>(Verdict::link_guardian) == 65);
  CHECK(static_cast<int>(Verdict::try_again) == 85);
}

TEST_CASE("every claim fault is a reason of the same name", "[signin]") {
  std::set<std::string_view> names;
  for (const Reason reason : all_reasons()) names.insert(name_of(reason));
  for (const ClaimFault fault : all_claim_faults()) {
    CHECK(names.contains(name_of(fault)));
    Request request;
    request.identity.fault = fault;
    fakes::Source source;
    source.forbidden = true;
    const auto outcome = fakes::resolve(source, nullptr, fakes::options(), request);
    CHECK(outcome.verdict == Verdict::refuse);
    REQUIRE(outcome.findings.size() == 1);
    CHECK(name_of(outcome.findings.front().reason) == name_of(fault));
  }
}

TEST_CASE("every verdict, reason and actor has its texts in both languages", "[signin]") {
  for (const Lang lang : {Lang::ru, Lang::en}) {
    for (const Verdict verdict : all_verdicts()) {
      CHECK(text::has_message(lang, "verdict." + std::string(name_of(verdict))));
      CHECK(text::has_message(lang, "text." + std::string(name_of(verdict))));
    }
    CHECK(text::has_message(lang, "text.grant_access.either"));
    for (const Reason reason : all_reasons()) {
      const std::string name(name_of(reason));
      INFO(name);
      CHECK(text::has_message(lang, "reason." + name));
      CHECK(text::has_message(lang, "actor." + std::string(name_of(mended_by(reason)))));
      if (mended_by(reason) != Actor::nobody) CHECK(text::has_message(lang, "repair." + name));
    }
  }
}

TEST_CASE("an outcome's repairs: who can mend what, in table order", "[signin]") {
  Outcome outcome;
  outcome.verdict = Verdict::link;
  outcome.text_key = "text.link";
  outcome.findings = {{Reason::number_not_in_diary, {}}, {Reason::archived, {}}, {Reason::yo_folded, {}}};
  const auto repairs = outcome.repairs();
  REQUIRE(repairs.size() == 2);
  CHECK(repairs[0] == std::pair(Actor::school, Reason::number_not_in_diary));
  CHECK(repairs[1] == std::pair(Actor::school, Reason::archived));
  CHECK(outcome.has(Reason::yo_folded));
  CHECK_FALSE(outcome.has(Reason::sex_differs));
  CHECK(outcome.text(Lang::ru) != outcome.text(Lang::en));
  CHECK(outcome.text(Lang::en) == text::message(Lang::en, "text.link"));
}
