#include <catch2/catch.hpp>
#include <set>

#include "kto/ledger.hpp"

using namespace kto;

TEST_CASE("every origin of a link has a name of its own") {
  std::set<std::string_view> names;
  for (const auto origin : {LinkOrigin::automatic, LinkOrigin::by_hand, LinkOrigin::administrator}) {
    const auto name = name_of(origin);
    CHECK(name != "unknown");
    CHECK(names.insert(name).second);
  }
  CHECK(name_of(static_cast<LinkOrigin>(0)) == "unknown");
}

TEST_CASE("subjects of two issuers are two, whatever the number") {
  const auto oid = Oid::make(1000299681).value();
  CHECK(Subject{Issuer::production, oid} != Subject{Issuer::test_stand, oid});
  CHECK(Subject{Issuer::production, oid} == Subject{Issuer::production, oid});
}
