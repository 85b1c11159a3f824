// Number keys, hashes and blobs are written into stores: their values never change for a version. The
// same values stand in docs/formats-store.md.
#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

#include "kto/seal.hpp"
#include "seal/sodium.hpp"

using namespace kto;

namespace {

const std::map<std::string, std::string> golden = {
    {"derive_number", "3e2f7d1685f0076ebe73fef26aaf244386cf864a6240fc8dc611ac299d3abcd6"},
    {"derive_row", "b023fba45a9cd9741c3b1a6c890e7a99f0f4ff13e76827662ee0684bacdd0260"},
    {"derive_subject", "e597093f7704ae48b204dc5215142626bc6a58080be828895ba2db16f6ce6bf3"},
    {"check_value", "6e66fb8b5e7750fa7aa567266cd99a10"},
    {"number_38_112233445", "e1beaa0a702e6db51c2901fd0f6bff92"},
    {"number_77_112233445", "8a92e7e2c06ee4e3aaee597e0b95c18a"},
    {"number_01_1", "2e070e6e07dd2bd6e4c5457c766b5b84"},
    {"subject_production_1000299681", "88bb77d88efc79040f42112bece3d332"},
    {"key_file", "kto-key-1 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20 f2a23d9d"},
    {"blob", "016465666768696a6b6c6d6e6f707172737475767778797a7b8cfb489367de5c59cf7fbdb0f6122e2cf5f74c"},
};

Secret golden_secret() {
  Secret secret;
  for (std::size_t i = 0; i < Secret::size(); ++i) secret.data()[i] = static_cast<std::uint8_t>(i + 1);
  return secret;
}

Region region(unsigned number) { return Region::make(number).value(); }
Snils number(std::uint32_t value) { return Snils::from_number(value).value(); }
std::string hex(const NumberKey& key) { return seal::to_hex(key); }

}  // namespace

TEST_CASE("golden values of version 1") {
  const auto provider = sodium_provider();
  REQUIRE(provider->name() == "libsodium/1");
  const Secret secret = golden_secret();
  CHECK(seal::to_hex(provider->derive(secret, "kto/number/1").value().view()) == golden.at("derive_number"));
  CHECK(seal::to_hex(provider->derive(secret, "kto/row/1").value().view()) == golden.at("derive_row"));
  CHECK(seal::to_hex(provider->derive(secret, "kto/subject/1").value().view()) == golden.at("derive_subject"));

  const Sealer sealer = Sealer::make(secret, provider).value();
  CHECK(sealer.check_value() == golden.at("check_value"));
  CHECK(hex(sealer.number_key(region(38), number(112233445)).value()) == golden.at("number_38_112233445"));
  CHECK(hex(sealer.number_key(region(77), number(112233445)).value()) == golden.at("number_77_112233445"));
  CHECK(hex(sealer.number_key(region(1), number(1)).value()) == golden.at("number_01_1"));
  CHECK(sealer.subject_hash("production", 1000299681).value() == golden.at("subject_production_1000299681"));

  std::string blob(golden.at("blob").size() / 2, '\0');
  REQUIRE(seal::from_hex(golden.at("blob"), std::span(reinterpret_cast<std::uint8_t*>(blob.data()), blob.size())));
  CHECK(sealer.open_row("row", region(38), blob).value() == "kto");
}

TEST_CASE("the golden values are those of an independent formulation") {
  std::FILE* pipe = ::popen("python3 '" KTO_SOURCE_DIR "/tests/seal/golden_values.py'", "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  REQUIRE(::pclose(pipe) == 0);
  std::istringstream lines(output);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto blank = line.find(' ');
    INFO(line.substr(0, blank));
    CHECK(golden.at(line.substr(0, blank)) == line.substr(blank + 1));
  }
  CHECK(count == golden.size());
}

TEST_CASE("the golden values stand in the documentation") {
  std::ifstream in(KTO_SOURCE_DIR "/docs/formats-store.md");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  for (const auto& [name, value] : golden) {
    INFO(name);
    CHECK(text.find(value) != std::string::npos);
  }
}
