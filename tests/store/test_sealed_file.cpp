// Nothing personal is to be found in the bytes of a sealed file, its log included.
#include <catch2/catch.hpp>
#include <fstream>

#include "kto/text.hpp"
#include "seal/sodium.hpp"
#include "store/stores.hpp"

using namespace kto;

namespace {

std::string bytes_of_folder(const test::Folder& folder, std::size_t& files) {
  std::string out;
  files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream in(entry.path(), std::ios::binary);
    out.append(std::istreambuf_iterator<char>(in), {});
    ++files;
  }
  return out;
}

// What a canary may look like in a file.
std::vector<std::string> forms_of(const std::string& utf8) {
  std::vector<std::string> out = {utf8, text::lower(utf8), text::upper(utf8)};
  for (const auto encoding : {text::Encoding::utf16le, text::Encoding::utf16be, text::Encoding::windows_1251}) {
    for (const std::string& form : {utf8, text::lower(utf8), text::upper(utf8)}) {
      out.push_back(text::encode(form, encoding).value());
    }
  }
  return out;
}

const std::vector<std::string> canaries = {"Канарейкина", "Жозефина",     "Аристарховна",
                                           "112-233-445", "112233445",    "19.03.1979",
                                           "1979-03-19",  "canary.login", "Учителева-Образцова"};

// The number as bytes and every hash of it that needs no key, or a key of zeros.
std::vector<std::string> guesses() {
  std::vector<std::string> out;
  const std::uint32_t number = 112233445;
  std::string big;
  for (int shift = 24; shift >= 0; shift -= 8) big += static_cast<char>(static_cast<std::uint8_t>(number >> shift));
  out.push_back(big);
  out.push_back(std::string(big.rbegin(), big.rend()));
  const auto add_hash = [&](const std::string& hex) {
    std::string raw(hex.size() / 2, '\0');
    REQUIRE(seal::from_hex(hex, std::span(reinterpret_cast<std::uint8_t*>(raw.data()), raw.size())));
    out.push_back(raw.substr(0, 16));
    out.push_back(hex.substr(0, 32));
  };
  const std::string layout = std::string("kto/number/1") + '\x02' + "38" + big;
  for (const std::string& text : {std::string("112233445"), std::string("11223344595"), std::string("112-233-445 95"),
                                  big, layout, std::string("38") + big}) {
    add_hash(fingerprint(text));
    std::array<std::uint8_t, 32> keyed{};
    REQUIRE(seal::keyed_blake2b(Secret{}, seal::bytes_of_text(text), keyed));
    add_hash(seal::to_hex(keyed));
  }
  const auto zero = Sealer::make(Secret{}, sodium_provider()).value();
  add_hash(seal::to_hex(zero.number_key(test::region(38), Snils::from_number(number).value()).value()));
  return out;
}

std::unique_ptr<Store> canary_store(const std::string& uri, const OpenOptions& options) {
  auto store = open_store(uri, options).value();
  for (const char* given : {"Жозефина", "Жозефина ", "ЖОЗЕФИНА"}) {  // written, then updated: old pages too
    Persona canary = test::persona(38, "О", "1", "Канарейкина", given, "Аристарховна");
    canary.number = test::number(112233445);
    canary.birth_date = Date::make(1979, 3, 19).value();
    canary.login = "canary.login";
    auto transaction = store->begin_import().value();
    transaction->put(canary).value();
    transaction->put_class({canary.key.region, canary.key.organisation, "2024/2025", "6а", "Учителева-Образцова"})
        .value();
    transaction->commit().value();
  }
  return store;
}

}  // namespace

TEST_CASE("no name, number, date or login is in a sealed file or its log") {
  const test::Folder folder;
  OpenOptions options;
  options.mode = OpenMode::create;
  options.secret = test::secret();
  auto store = canary_store("sqlite:" + (folder / "school.db"), options);
  const std::string uri = "sqlite:" + (folder / "school.db");
  const auto look = [&](std::size_t expected_files) {
    std::size_t files = 0;
    const std::string bytes = bytes_of_folder(folder, files);
    CHECK(files == expected_files);
    REQUIRE(bytes.size() > 4096);
    for (const std::string& canary : canaries) {
      for (const std::string& form : forms_of(canary)) {
        INFO(canary);
        CHECK(bytes.find(form) == std::string::npos);
      }
    }
    for (const std::string& guess : guesses()) CHECK(bytes.find(guess) == std::string::npos);
    // The secret itself, and the key of numbers, are nowhere.
    const Secret secret = test::secret();
    CHECK(bytes.find(std::string(reinterpret_cast<const char*>(secret.data()), Secret::size())) == std::string::npos);
    CHECK(bytes.find(seal::to_hex(secret.view())) == std::string::npos);
  };
  look(3);
  CHECK(store->classes(test::region(38), OrganisationId("О")).value().at(0).teacher == "Учителева-Образцова");
  store.reset();
  look(1);
  // The number key is there: the look above would find what is there.
  std::size_t files = 0;
  const std::string bytes = bytes_of_folder(folder, files);
  const auto key = Sealer::make(test::secret(), sodium_provider())
                       .value()
                       .number_key(test::region(38), Snils::from_number(112233445).value())
                       .value();
  CHECK(bytes.find(std::string(reinterpret_cast<const char*>(key.data()), key.size())) != std::string::npos);
}

TEST_CASE("in an unsealed file the canaries are found: the search can fail") {
  const test::Folder folder;
  OpenOptions options;
  options.mode = OpenMode::create_unsealed;
  canary_store("sqlite:" + (folder / "open.db"), options).reset();
  std::size_t files = 0;
  const std::string bytes = bytes_of_folder(folder, files);
  for (const char* canary : {"Канарейкина", "112-233-445", "canary.login", "Учителева-Образцова"}) {
    CHECK(bytes.find(canary) != std::string::npos);
  }
}
