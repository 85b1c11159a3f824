#include <catch2/catch.hpp>
#include <set>

#include "kto/seal.hpp"
#include "support/other_provider.hpp"

using namespace kto;

namespace {

Secret secret_of(std::uint8_t value) {
  Secret secret;
  for (std::size_t i = 0; i < Secret::size(); ++i) secret.data()[i] = value;
  return secret;
}

Region region(unsigned number) { return Region::make(number).value(); }
Snils number(std::uint32_t value) { return Snils::from_number(value).value(); }
Sealer sealer_of(std::uint8_t value) { return Sealer::make(secret_of(value), sodium_provider()).value(); }

}  // namespace

TEST_CASE("a sealed row opens again, and each sealing is another") {
  const Sealer sealer = sealer_of(1);
  for (const std::size_t size : {0U, 1U, 63U, 64U, 65U, 5000U}) {
    const std::string plain(size, 'p');
    const std::string blob = sealer.seal_row("id", region(38), plain).value();
    CHECK(blob.size() == 1 + 24 + size + 16);
    CHECK(blob[0] == 1);
    CHECK(sealer.open_row("id", region(38), blob).value() == plain);
    CHECK(sealer.seal_row("id", region(38), plain).value() != blob);
  }
}

TEST_CASE("every prefix and every changed bit of a blob is seal_broken") {
  const Sealer sealer = sealer_of(1);
  const std::string blob = sealer.seal_row("id", region(38), "plain text").value();
  for (std::size_t size = 0; size < blob.size(); ++size) {
    CHECK(sealer.open_row("id", region(38), blob.substr(0, size)).error().code == Errc::seal_broken);
  }
  for (std::size_t bit = 0; bit < blob.size() * 8; ++bit) {
    std::string changed = blob;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    CHECK(sealer.open_row("id", region(38), changed).error().code == Errc::seal_broken);
  }
  CHECK(sealer.open_row("id", region(38), blob + '\0').error().code == Errc::seal_broken);
}

TEST_CASE("a blob belongs to its row, its region and its secret") {
  const Sealer sealer = sealer_of(1);
  const std::string blob = sealer.seal_row("id", region(38), "plain").value();
  CHECK(sealer.open_row("ie", region(38), blob).error().code == Errc::seal_broken);
  CHECK(sealer.open_row("", region(38), blob).error().code == Errc::seal_broken);
  CHECK(sealer.open_row("id", region(77), blob).error().code == Errc::seal_broken);
  CHECK(sealer_of(2).open_row("id", region(38), blob).error().code == Errc::seal_broken);
  CHECK(sealer_of(1).open_row("id", region(38), blob).value() == "plain");
}

TEST_CASE("number keys differ by number, region and secret") {
  std::set<NumberKey> keys;
  for (const std::uint8_t secret : {std::uint8_t{1}, std::uint8_t{2}}) {
    const Sealer sealer = sealer_of(secret);
    for (const unsigned r : {1U, 38U, 77U}) {
      for (const std::uint32_t n : {1U, 2U, 256U, 112233445U, 999999999U}) {
        CHECK(keys.insert(sealer.number_key(region(r), number(n)).value()).second);
      }
    }
  }
  CHECK(keys.size() == 30);
}

TEST_CASE("check values tell secrets apart and say nothing else") {
  CHECK(sealer_of(1).check_value() == sealer_of(1).check_value());
  CHECK(sealer_of(1).check_value() != sealer_of(2).check_value());
  CHECK(sealer_of(1).check_value().size() == 32);
}

TEST_CASE("subjects of two issuers and of two numbers have two hashes") {
  const Sealer sealer = sealer_of(1);
  std::set<std::string> hashes;
  for (const char* issuer : {"production", "test_stand"}) {
    for (const std::int64_t oid : {std::int64_t{1}, std::int64_t{1000299681}, INT64_MAX}) {
      const auto hash = sealer.subject_hash(issuer, oid).value();
      CHECK(hash.size() == 32);
      CHECK(hashes.insert(hash).second);
    }
  }
  CHECK(sealer.subject_hash("", 1).error().code == Errc::bad_argument);
  CHECK(sealer.subject_hash(std::string(256, 'i'), 1).error().code == Errc::bad_argument);
  CHECK(sealer_of(2).subject_hash("production", 1).value() != sealer.subject_hash("production", 1).value());
}

TEST_CASE("all cryptography goes through the provider that was given") {
  const auto provider = std::make_shared<test::OtherProvider>();
  const Sealer other = Sealer::make(secret_of(1), provider).value();
  const Sealer ours = sealer_of(1);
  CHECK(other.provider_name() == "test/1");
  CHECK(other.check_value() != ours.check_value());
  CHECK(other.number_key(region(38), number(5)).value() != ours.number_key(region(38), number(5)).value());
  CHECK(other.subject_hash("production", 5).value() != ours.subject_hash("production", 5).value());
  const std::string blob = other.seal_row("id", region(38), "plain").value();
  CHECK(blob[0] == 1);
  CHECK(other.open_row("id", region(38), blob).value() == "plain");
  CHECK(ours.open_row("id", region(38), blob).error().code == Errc::seal_broken);
  CHECK(provider->derived == 4);
  CHECK(provider->macs == 3);
  CHECK(provider->seals == 1);
  CHECK(provider->opens == 1);
  CHECK(Sealer::make(secret_of(1), nullptr).error().code == Errc::bad_argument);
}

TEST_CASE("a provider that fails is a result, not a crash") {
  const auto provider = std::make_shared<test::OtherProvider>();
  const Sealer sealer = Sealer::make(secret_of(1), provider).value();
  provider->broken = true;
  CHECK(Sealer::make(secret_of(1), provider).error().code == Errc::crypto_failed);
  CHECK(sealer.number_key(region(38), number(5)).error().code == Errc::crypto_failed);
  CHECK(sealer.seal_row("id", region(38), "plain").error().code == Errc::crypto_failed);
  CHECK(sealer.open_row("id", region(38), "\x01 plain").error().code == Errc::crypto_failed);
  CHECK(sealer.subject_hash("production", 5).error().code == Errc::crypto_failed);
}

TEST_CASE("the built-in provider") {
  const auto provider = sodium_provider();
  CHECK(provider == sodium_provider());
  CHECK(provider->derive(secret_of(1), "").error().code == Errc::bad_argument);
  CHECK_FALSE(provider->derive(secret_of(1), "a").value() == provider->derive(secret_of(1), "b").value());
  std::array<std::uint8_t, 32> a{};
  std::array<std::uint8_t, 32> b{};
  REQUIRE(provider->random(a));
  REQUIRE(provider->random(b));
  CHECK(a != b);
}

TEST_CASE("fingerprints are BLAKE2b-256") {
  // b2sum -l 256 of the empty file and of "abc".
  CHECK(fingerprint("") == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  CHECK(fingerprint("abc") == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}
