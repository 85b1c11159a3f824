#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "esia/claims.hpp"
#include "esia/scopes.hpp"
#include "kto/esia.hpp"

using namespace kto;

TEST_CASE("esia: an OID is 1…2^63-1", "[esia]") {
  CHECK(Oid::make(1)->value() == 1);
  CHECK(Oid::make(INT64_MAX)->str() == "9223372036854775807");
  for (const std::int64_t bad : {std::int64_t{0}, std::int64_t{-1}, INT64_MIN}) CHECK_FALSE(Oid::make(bad));
  CHECK(Oid::parse("1000299681")->value() == 1'000'299'681);
  CHECK(Oid::parse("1").value() < Oid::parse("2").value());
  for (const auto* bad : {"", "0", "01", "-1", "+1", " 1", "1 ", "1.0", "0x1", "9223372036854775808",
                          "99999999999999999999999999999999999999"})
    CHECK_FALSE(Oid::parse(bad));
  CHECK_FALSE(Oid::parse(std::string(1 << 20, '9')));
}

TEST_CASE("esia: names of the tables are theirs alone", "[esia]") {
  std::set<std::string_view> names;
  std::int32_t last = 0;
  for (const ClaimFault fault : all_claim_faults()) {
    names.insert(name_of(fault));
    CHECK(static_cast<std::int32_t>(fault) > last);
    last = static_cast<std::int32_t>(fault);
  }
  CHECK(all_claim_faults().size() == 13);
  CHECK(names.size() == 13);
  CHECK(name_of(ClaimFault::birth_date_unusable) == "birth_date_unusable");
  CHECK(name_of(Account::child) == "child");
  CHECK(name_of(Account::confirmed) == "confirmed");
  CHECK(name_of(Account::unconfirmed) == "unconfirmed");
  CHECK(name_of(Issuer::production) == "production");
  CHECK(name_of(Issuer::test_stand) == "test_stand");
}

TEST_CASE("esia: small numbers keep every offset", "[esia]") {
  using esia::with_small_numbers;
  const auto blanks = [](std::size_t count) { return std::string(count, ' '); };
  const std::string kept(esia::kept_digits, '9');
  for (const auto* same : {"", "{}", "[1,-2,3.5,1e9,1E+5,1e-7,0.25]", R"({"a":"1e999","\"1e999":"\\"})", "1e", "1e+",
                           "-", "1.", "\"\\", "\"1e999"})
    CHECK(with_small_numbers(same) == same);
  CHECK(with_small_numbers("1e999") == "1e9  ");
  CHECK(with_small_numbers("[-1.5E+9999,\"1e999\"]") == "[-1.5E+9   ,\"1e999\"]");
  CHECK(with_small_numbers("1e999.5") == "1e9  .5");
  CHECK(with_small_numbers("[" + kept + "99.5]") == "[" + kept + ".5" + blanks(2) + "]");
  CHECK(with_small_numbers(kept + "9") == kept + " ");
  CHECK(with_small_numbers(kept + "9x") == kept + " x");
}

TEST_CASE("esia: scopes keep two OIDs at most", "[esia]") {
  std::string scope;
  for (int i = 1; i < 50'000; ++i) scope += "x?oid=" + std::to_string(i) + " ";
  const auto scopes = esia::read_scopes(scope);
  CHECK(scopes.oids.size() == 2);
  CHECK_FALSE(scopes.oid_bad);
}
