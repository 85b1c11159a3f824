// Steps 1 to 5: what the claims alone decide, and that no store has a say in it.
#include <catch2/catch.hpp>

#include "fakes.hpp"
#include "stage.hpp"

using namespace kto;
using fakes::date;
using fakes::region;

namespace {

Request adult() { return fakes::confirmed(fakes::fio("Соловьёв", "Пётр", "Семёнович"), "112-233-445 95"); }

Request unconfirmed() {
  Request out = adult();
  out.identity.account = Account::unconfirmed;
  return out;
}

Outcome unasked(const Request& request, const ResolveOptions& options = fakes::options()) {
  fakes::Source source;
  fakes::Records records;
  source.forbidden = records.forbidden = true;
  return fakes::resolve(source, &records, options, request);
}

std::string reasons(const Outcome& outcome) {
  std::string out;
  for (const Finding& finding : outcome.findings)
    out += (out.empty() ? "" : " ") + std::string(name_of(finding.reason));
  return out;
}

}  // namespace

TEST_CASE("an account that proves nothing gets the same bytes over any two stores", "[claims]") {
  fakes::Source none, one, many;
  fakes::Records empty, full;
  one.people.push_back(fakes::persona(fakes::key("1"), *adult().identity.name, "112-233-445 95"));
  many.people.push_back(fakes::persona(fakes::key("1", 77), *adult().identity.name, "112-233-445 95", Role::pupil));
  many.people.push_back(fakes::persona(fakes::key("2", 29), *adult().identity.name, "", Role::pupil));
  full.link(*adult().identity.oid, fakes::key("1"));
  const std::pair<const fakes::Source*, const fakes::Records*> stores[] = {
      {&none, nullptr}, {&none, &empty}, {&one, &full}, {&many, &empty}, {&one, nullptr}};
  for (const char* rules : {"ru-2024", "irkutsk-2018", "default"})
    for (const bool with_region : {true, false})
      for (const bool diagnose : {true, false})
        for (const bool complete : {true, false}) {
          Request request = unconfirmed();
          if (!with_region) request.region.reset();
          if (!complete) request.identity.name.reset();
          ResolveOptions options = fakes::options(rules);
          options.diagnose = diagnose;
          const std::string first = fakes::write(fakes::resolve(none, nullptr, options, request));
          CHECK(first.find(" unasked ") != std::string::npos);
          for (const auto& [source, ledger] : stores)
            CHECK(fakes::write(fakes::resolve(*source, ledger, options, request)) == first);
        }
}

TEST_CASE("step 1: hand-made identities are held to the door's rules", "[claims]") {
  Request request = adult();
  request.identity.issuer.reset();
  CHECK(reasons(unasked(request)) == "issuer_missing");
  request = adult();
  request.identity.oid.reset();
  CHECK(reasons(unasked(request)) == "oid_missing");
  request = adult();
  request.identity.birth_date = date("2024-10-02");
  CHECK(unasked(request).verdict == Verdict::refuse);
  CHECK(reasons(unasked(request)) == "birth_date_unusable");
  request.identity.birth_date = date("2024-10-01");  // born today: under 14
  request.identity.account = Account::unconfirmed;
  CHECK(unasked(request).verdict == Verdict::link_guardian);
}

TEST_CASE("step 1 comes before ESIA's error, that before the rights, those before the account", "[claims]") {
  Request request = unconfirmed();
  request.identity.fault = ClaimFault::name_unusable;
  request.identity.error = EsiaError{.code = 7055};
  request.identity.rights = Rights{};
  CHECK(unasked(request).verdict == Verdict::refuse);
  request.identity.fault.reset();
  CHECK(unasked(request).verdict == Verdict::raise_level);
  CHECK(reasons(unasked(request)) == "esia_unconfirmed");
  request.identity.error.reset();
  CHECK(unasked(request).verdict == Verdict::grant_access);
  CHECK(unasked(request).text_key == "text.grant_access");
  CHECK(reasons(unasked(request)) == "scope_missing");
  request.identity.rights.reset();
  CHECK(unasked(request).verdict == Verdict::raise_level);
  CHECK(reasons(unasked(request)) == "account_unconfirmed");
}

TEST_CASE("step 2: who is asked for consent", "[claims]") {
  Request refusal;
  refusal.region = region(38);
  refusal.identity.error = EsiaError{.code = std::nullopt, .access_denied = true};
  const auto answer = [&](Expected hint, const char* rules) {
    refusal.identity.expected = hint;
    const auto outcome = unasked(refusal, fakes::options(rules));
    return outcome.text_key;
  };
  CHECK(answer(Expected::unknown, "ru-2024") == "text.grant_access.either");
  CHECK(answer(Expected::adult, "ru-2024") == "text.grant_access");
  CHECK(answer(Expected::child, "ru-2024") == "text.await_consent");
  CHECK(answer(Expected::child, "irkutsk-2018") == "text.grant_access");
  CHECK(answer(Expected::unknown, "irkutsk-2018") == "text.grant_access.either");
  refusal.identity.account = Account::child;
  CHECK(answer(Expected::unknown, "ru-2024") == "text.await_consent");
  CHECK(reasons(unasked(refusal)) == "access_denied consent_not_given account_child");
  for (const std::uint32_t code : {7003U, 7006U, 7007U, 7008U, 7011U, 7014U, 7015U, 7023U, 7062U, 1U}) {
    refusal.identity.error->code = code;  // decides, although access was denied
    CHECK(unasked(refusal).verdict == Verdict::try_again);
    CHECK(reasons(unasked(refusal)) == "esia_failed account_child");
  }
}

TEST_CASE("step 4: the portal's word for a standard account", "[claims]") {
  Request request = unconfirmed();
  request.identity.standard = true;
  CHECK(unasked(request).verdict == Verdict::raise_level);
  CHECK(reasons(unasked(request)) == "account_unconfirmed account_standard");
  fakes::Source source;
  source.people.push_back(fakes::persona(fakes::key("1"), *request.identity.name, "112-233-445 95"));
  const auto vouched = fakes::resolve(source, nullptr, fakes::options("irkutsk-2018"), request);
  CHECK(vouched.verdict == Verdict::sign_in);
  CHECK(reasons(vouched) == "account_standard");
  // It says nothing for anybody under 14, nor for a child account.
  request.identity.birth_date = date("2010-10-02");
  CHECK(unasked(request, fakes::options("irkutsk-2018")).verdict == Verdict::link);
  CHECK_FALSE(unasked(request, fakes::options("irkutsk-2018")).has(Reason::account_standard));
  request.identity.birth_date = date("1980-10-02");
  request.identity.account = Account::child;
  CHECK(unasked(request, fakes::options("irkutsk-2018")).verdict == Verdict::link);
}

TEST_CASE("step 4: a child account whose owner is 14 is too old, unless the rules do not mind", "[claims]") {
  Request request = adult();
  request.identity.account = Account::child;
  request.identity.birth_date = date("2010-10-01");
  CHECK(unasked(request).verdict == Verdict::raise_level);
  CHECK(reasons(unasked(request)) == "account_child account_child_too_old");
  ResolveOptions options = fakes::options();
  options.rules->child_from_14 = AccountRule::enough;
  fakes::Source source;
  source.people.push_back(fakes::persona(fakes::key("1"), *request.identity.name, "112-233-445 95", Role::pupil));
  const auto outcome = fakes::resolve(source, nullptr, options, request);
  CHECK(outcome.verdict == Verdict::sign_in);
  CHECK(reasons(outcome) == "account_child");
}

TEST_CASE("step 5: a bare person object has nothing to ask the ledger", "[claims]") {
  Request request = adult();
  request.identity.oid.reset();
  request.identity.issuer.reset();
  request.identity.number.reset();
  fakes::Source source;
  fakes::Records records;
  records.forbidden = true;
  const auto outcome = fakes::resolve(source, &records, fakes::options(), request);
  CHECK(outcome.verdict == Verdict::complete_profile);
  CHECK_FALSE(outcome.store_asked);
}

TEST_CASE("step 4: a child under 14 is sent to a parent only, for it cannot confirm an account", "[claims]") {
  Request request = unconfirmed();
  request.identity.birth_date = date("2010-10-02");
  CHECK(reasons(unasked(request)) == "guardian_not_linked");
  ResolveOptions options = fakes::options();
  options.rules->child_accounts = false;
  request.identity.birth_date.reset();
  request.identity.account = Account::child;
  CHECK(reasons(unasked(request, options)) == "account_child guardian_not_linked");
  // Whoever may be 14 can do both.
  options.rules->unconfirmed = AccountRule::link_guardian;
  request.identity.account = Account::unconfirmed;
  CHECK(unasked(request, options).verdict == Verdict::link_guardian);
  CHECK(reasons(unasked(request, options)) == "account_unconfirmed guardian_not_linked");
  request.identity.birth_date = date("2010-10-01");
  CHECK(reasons(unasked(request, options)) == "account_unconfirmed guardian_not_linked");
  options.rules->unconfirmed_under_14 = AccountRule::raise_level;
  request.identity.birth_date = date("2010-10-02");
  CHECK(reasons(unasked(request, options)) == "account_unconfirmed");
}

TEST_CASE("step 4: a region's file may take numbers on trust, and every outcome repeats it", "[claims]") {
  ResolveOptions options = fakes::options();
  options.rules = stage::rules(oracle::Set::lowered);
  fakes::Source source;
  source.people.push_back(fakes::persona(fakes::key("1"), *adult().identity.name, "112-233-445 95"));
  Request request = unconfirmed();
  const auto said = [&] { return fakes::resolve(source, nullptr, options, request); };
  CHECK(said().verdict == Verdict::sign_in);
  CHECK(said().has(Reason::unverified_number_accepted));
  request.identity.number = fakes::snils("143-210-987 28");
  CHECK(said().verdict == Verdict::link);
  CHECK(said().has(Reason::unverified_number_accepted));
  request.identity.number.reset();
  CHECK(said().verdict == Verdict::complete_profile);
  CHECK(said().has(Reason::unverified_number_accepted));
  request = unconfirmed();
  request.identity.birth_date = date("2010-10-02");
  CHECK(said().verdict == Verdict::link_guardian);
  CHECK_FALSE(said().has(Reason::unverified_number_accepted));
  // A set made by hand cannot lower the bar in silence.
  options.rules = builtin_rules().back();
  options.rules->unconfirmed = AccountRule::enough;
  request = unconfirmed();
  CHECK(said().verdict == Verdict::sign_in);
  CHECK(said().has(Reason::unverified_number_accepted));
}

TEST_CASE("a store accepts one issuer", "[claims]") {
  Request request = adult();
  request.identity.issuer = Issuer::test_stand;
  CHECK(unasked(request).verdict == Verdict::refuse);
  CHECK(reasons(unasked(request)) == "issuer_not_accepted");
  request.identity.name.reset();
  CHECK(reasons(unasked(request)) == "issuer_not_accepted");
  ResolveOptions options = fakes::options();
  options.issuer = Issuer::test_stand;
  fakes::Source source;
  source.people.push_back(fakes::persona(fakes::key("1"), *adult().identity.name, "112-233-445 95"));
  fakes::Records records;
  records.link(*adult().identity.oid, fakes::key("1"), Issuer::production);
  request = adult();
  request.identity.issuer = Issuer::test_stand;
  // One number of two issuers is two subjects.
  CHECK(fakes::resolve(source, &records, options, request).has(Reason::linked_to_another_oid));
  records.links.clear();
  CHECK(fakes::resolve(source, &records, options, request).verdict == Verdict::sign_in);
}

TEST_CASE("step 5: nothing to match by", "[claims]") {
  fakes::Source source;
  source.forbidden = true;
  Request request = adult();
  request.identity.number.reset();
  auto outcome = fakes::resolve(source, nullptr, fakes::options(), request);
  CHECK(outcome.verdict == Verdict::complete_profile);
  CHECK(reasons(outcome) == "esia_number_missing");
  request.identity.name.reset();
  outcome = fakes::resolve(source, nullptr, fakes::options(), request);
  CHECK(outcome.verdict == Verdict::complete_profile);
  CHECK(reasons(outcome) == "esia_number_missing esia_name_missing");
  request.identity.account = Account::child;
  outcome = fakes::resolve(source, nullptr, fakes::options(), request);
  CHECK(outcome.verdict == Verdict::await_consent);
  CHECK(reasons(outcome) == "consent_not_given account_child esia_number_missing esia_name_missing");
  request.identity.name = fakes::fio("Соловьёв", "Пётр", "Семёнович");
  CHECK(fakes::resolve(source, nullptr, fakes::options(), request).verdict == Verdict::complete_profile);
}

TEST_CASE("step 5: a linked card needs neither name nor number", "[claims]") {
  fakes::Source source;
  source.people.push_back(fakes::persona(fakes::key("1"), fakes::fio("Орлова", "Анна", "Сергеевна"), ""));
  fakes::Records records;
  Request request = adult();
  request.identity.name.reset();
  request.identity.number.reset();
  records.link(*request.identity.oid, fakes::key("1"));
  auto outcome = fakes::resolve(source, &records, fakes::options(), request);
  CHECK(outcome.verdict == Verdict::sign_in);
  CHECK(outcome.personas.front().linked);
  CHECK(reasons(outcome) == "linked_before");
  // Links of another region do not count …
  request.region = region(29);
  CHECK(fakes::resolve(source, &records, fakes::options(), request).verdict == Verdict::complete_profile);
  // … nor those to a persona that is gone.
  request.region = region(38);
  source.people.front().key = fakes::key("2");
  CHECK(fakes::resolve(source, &records, fakes::options(), request).verdict == Verdict::complete_profile);
}
