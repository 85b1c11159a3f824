#include <catch2/catch.hpp>

#include "store/clear_columns.hpp"
#include "store/people.hpp"

using namespace kto;
using namespace kto::store;

TEST_CASE("the columns beside a record") {
  const Persona persona = test::full_persona();
  const ClearColumns clear = clear_columns_of(persona);
  CHECK_FALSE(clear.archived);
  CHECK_FALSE(clear.activated);
  CHECK(clear.roles == ((1U << 0) | (1U << 1)));
  CHECK(clear.klass == "6а");
  CHECK(clear.has_number);
  CHECK(clear.number_usable);
  CHECK(clear.has_birth_date);
  CHECK(clear.has_sex);
  CHECK(clear.consent == Consent::given);
  CHECK(clear.memberships ==
        "1\t\t6а\t\t\t1\n"
        "1\t2023/2024\t5\\tа\\\\n\\n\t2023-09-01\t2024-05-31\t2\n"
        "0\t\t\t\t\t1\n");
  CHECK(clear.guardians == "1001\ntab\\tline\\nback\\\\slash\n");
  CHECK(decode_memberships(clear.memberships).value() == persona.memberships);
  CHECK(decode_ids(clear.guardians).value() == persona.guardians);

  Persona bare = test::persona(38, "О", "1", "Сурков", "Лев");
  bare.memberships.clear();
  bare.number.text = "123";
  const ClearColumns poor = clear_columns_of(bare);
  CHECK(poor.has_number);
  CHECK_FALSE(poor.number_usable);
  CHECK_FALSE(poor.archived);
  CHECK(poor.roles == 0);
  CHECK(poor.memberships.empty());
  CHECK(decode_memberships("").value().empty());
  CHECK(decode_ids("").value().empty());
}

TEST_CASE("lists are read strictly") {
  for (const char* text :
       {"1\t\t\t\t\t1", "\n", "1\t\t\t\t1\n", "1\t\t\t\t\t\t1\n", "6\t\t\t\t\t1\n", "-1\t\t\t\t\t1\n", "1\t\t\t\t\t0\n",
        "1\t\t\t\t\t3\n", "1\t\\x\t\t\t\t1\n", "1\t\\\t\t\t\t1\n", "1\t\t\t2023-02-29\t\t1\n",
        "1\t\t\t01.09.2023\t\t1\n", "x\t\t\t\t\t1\n", " 1\t\t\t\t\t1\n"}) {
    INFO(text);
    CHECK(decode_memberships(text).error().code == Errc::store_corrupt);
  }
  CHECK(decode_ids("a").error().code == Errc::store_corrupt);
  CHECK(decode_ids("a\\\n").error().code == Errc::store_corrupt);
  CHECK(decode_keys("38\tO\n").error().code == Errc::store_corrupt);
  CHECK(decode_keys("38\tO\ta\tb\n").error().code == Errc::store_corrupt);
  CHECK(decode_keys("00\tO\ta\n").error().code == Errc::store_corrupt);
  CHECK(decode_keys("38").error().code == Errc::store_corrupt);
  CHECK(decode_numbers("1\nx\n").error().code == Errc::store_corrupt);
  CHECK(decode_numbers("4294967296\n").error().code == Errc::store_corrupt);
}

TEST_CASE("lists come back as they were") {
  const std::vector<PersonaKey> keys = {test::key(38, "О\tО", "a\\b"), test::key(5, "\n", "")};
  CHECK(decode_keys(encode_keys(keys)).value() == keys);
  const std::vector<std::int32_t> numbers = {0, -5, INT32_MAX, INT32_MIN};
  CHECK(decode_numbers(encode_numbers(numbers)).value() == numbers);
  const std::vector<PersonaId> ids = {PersonaId(""), PersonaId("a\tb\nc\\")};
  CHECK(decode_ids(encode_ids(ids)).value() == ids);
}
