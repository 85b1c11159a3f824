#include <catch2/catch.hpp>
#include <fstream>

#include "seal/sodium.hpp"
#include "store/people.hpp"
#include "store/record.hpp"

using namespace kto;
using namespace kto::store;

namespace {

std::string hex(const std::string& bytes) {
  return seal::to_hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

// Layout 1, written out by hand from docs/formats-store.md: tag, length, bytes.
const std::string golden_record =
    "01"  // layout
    "010000000e"
    "d09fd0b5d182d180d0bed0b2d0b0"  // Петрова
    "0200000008"
    "d090d0bdd0bdd0b0"  // Анна
    "050000000e"
    "3131322d3233332d343435203935"  // 112-233-445 95
    "0600000007"
    "0a"
    "00"
    "5f"
    "06b08be5"  // valid, whole, 95, 112233445
    "0700000004"
    "07dc"
    "0b"
    "07"  // 2012-11-07
    "0800000001"
    "02"  // female
    "0900000006"
    "702e616e6e61";  // p.anna

Persona golden_persona() {
  Persona out = test::persona(38, "О", "1", "Петрова", "Анна");
  out.number = test::number(112233445);
  out.birth_date = Date::make(2012, 11, 7).value();
  out.sex = Sex::female;
  out.login = "p.anna";
  return out;
}

bool same_record(const Record& record, const Persona& persona) {
  Persona again{persona.key,       record.name,  record.number,       record.birth_date, record.sex,
                persona.activated, record.login, persona.memberships, persona.guardians, persona.processing_consent};
  return same_content(again, persona) && record.number.reading.verdict == persona.number.reading.verdict &&
         record.number.reading.recovered == persona.number.reading.recovered &&
         record.number.reading.control == persona.number.reading.control;
}

}  // namespace

TEST_CASE("the layout of a record, byte by byte") {
  const std::string text = encode_record(golden_persona());
  CHECK(hex(text) == golden_record);
  const auto record = decode_record(text);
  REQUIRE(record);
  CHECK(same_record(record.value(), golden_persona()));
  std::ifstream in(KTO_SOURCE_DIR "/docs/formats-store.md");
  const std::string documentation{std::istreambuf_iterator<char>(in), {}};
  CHECK(documentation.find(golden_record) != std::string::npos);
}

TEST_CASE("records keep everything that is personal") {
  std::vector<Persona> personas = {test::full_persona(), test::persona(38, "О", "1", "Ли", ""),
                                   test::persona(38, "О", "1", "", "Анна", "нет"),
                                   test::persona(38, "О", "1", "Йовович", "Ёжик", "отсутствует")};
  for (const char* cell : {"8765430300", "123-123-123 44", "000-000-000 00", "8,76543E+09", "000-000-600 06", "нет"}) {
    Persona one = test::persona(38, "О", "1", "Сурков", "Лев", "Ильич");
    one.number.text = cell;
    one.number.reading = Snils::read(cell, Snils::Recovery::yes);
    personas.push_back(one);
  }
  // The text was cut at 64 bytes and reads as a number now: what it was worth when it was read counts.
  Persona cut = test::persona(38, "О", "1", "Сурков", "Лев", "Ильич");
  cut.number.text = "112-233-445 95";
  cut.number.reading.verdict = SnilsVerdict::bad_format;
  personas.push_back(cut);
  for (const Persona& one : personas) {
    const auto record = decode_record(encode_record(one));
    REQUIRE(record);
    CHECK(same_record(record.value(), one));
    CHECK(encode_record(one) == encode_record(Persona(one)));
  }
  CHECK_FALSE(decode_record(encode_record(cut)).value().number.usable());
}

TEST_CASE("every prefix of a record is seal_broken, and no changed bit does more than change a value") {
  const std::string text = encode_record(test::full_persona());
  std::size_t readable = 0;
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto record = decode_record(text.substr(0, size));
    // A cut between two fields leaves a record of fewer fields.
    if (!record) {
      CHECK(record.error().code == Errc::seal_broken);
    } else {
      ++readable;
    }
  }
  CHECK(readable <= 8);
  for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
    std::string changed = text;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    const auto record = decode_record(changed);
    if (!record) {
      CHECK(record.error().code == Errc::seal_broken);
    }
  }
  CHECK_FALSE(decode_record(text + '\0'));
}

TEST_CASE("what is written in no record is refused") {
  const auto broken = [](std::string_view digits) {
    std::string text(digits.size() / 2, '\0');
    REQUIRE(seal::from_hex(digits, std::span(reinterpret_cast<std::uint8_t*>(text.data()), text.size())));
    const auto record = decode_record(text);
    return !record && record.error().code == Errc::seal_broken;
  };
  const std::string name = "0100000002d091";  // Б
  CHECK_FALSE(broken("01" + name));
  CHECK(broken("02" + name));                     // another layout
  CHECK(broken("01"));                            // nobody
  CHECK(broken("01" + name + name));              // a tag twice
  CHECK(broken("010200000002d091" + name));       // tags out of order
  CHECK(broken("01" + name + "0a0000000161"));    // an unknown tag
  CHECK(broken("01" + name + "0900000000"));      // an empty field
  CHECK(broken("01" + name + "04000000010001"));  // bytes after the end
  CHECK(broken("01" + name + "040000000103"));    // an unknown way to read a name
  CHECK(broken("01" + name + "04000000020101"));  //
  CHECK(broken("01" + name +
               "0500000001"
               "31"));  // a number's text without its worth
  CHECK(broken("01" + name +
               "0600000007"
               "0a005f"
               "00000000"));  // valid without a number
  CHECK(broken("01" + name +
               "0600000007"
               "1e005f"
               "06b08be5"));  // unusable with a number
  CHECK(broken("01" + name +
               "0600000007"
               "0a005f"
               "3b9aca00"));  // ten digits
  CHECK(broken("01" + name +
               "0600000007"
               "0b005f"
               "06b08be5"));  // an unknown verdict
  CHECK(broken("01" + name +
               "0600000007"
               "0a025f"
               "06b08be5"));  // half recovered
  CHECK(broken("01" + name +
               "0600000007"
               "0a0064"
               "06b08be5"));  // control 100
  CHECK(broken("01" + name +
               "0600000006"
               "0a005f"
               "06b08b"));  // cut
  CHECK(broken("01" + name +
               "0700000004"
               "07dc"
               "0d"
               "07"));  // month 13
  CHECK(broken("01" + name +
               "0700000004"
               "07dd"
               "02"
               "1d"));  // 29 February 2013
  CHECK(broken("01" + name +
               "0800000001"
               "00"));  // an unknown sex is no field
  CHECK(broken("01" + name +
               "0800000001"
               "03"));  //
  CHECK(broken("01" + name +
               "0900000001"
               "ff"));                          // a login that is not UTF-8
  CHECK(broken("010100000001ff"));              // a name that is not UTF-8
  CHECK(broken("010100000003e280ae"));          // a name that cannot be folded
  CHECK(broken("01" + name + "09ffffffff61"));  // longer than what is there
}

TEST_CASE("a line's part that is too long to stand alone is kept as a line, or not at all") {
  std::string line;
  for (int i = 0; i < 300; ++i) line += "а";
  line += " Анна";
  const auto name = Fio::parse(line);
  if (!name) return;  // the room of names may refuse it: then there is nothing to keep
  Persona one = test::persona(38, "О", "1", "Х", "У");
  one.name = *name;
  CHECK(can_be_recorded(one.name) == decode_record(encode_record(one)).has_value());
}

TEST_CASE("row ids of two rows are two") {
  CHECK(persona_row_id(test::key(38, "ab", "c")) != persona_row_id(test::key(38, "a", "bc")));
  CHECK(persona_row_id(test::key(38, "ab", "c")).front() == 'p');
  const SchoolClass a{test::region(38), OrganisationId("О"), "2024", "6а", ""};
  const SchoolClass b{test::region(38), OrganisationId("О"), "20246", "а", ""};
  CHECK(class_row_id(a) != class_row_id(b));
  CHECK(class_row_id(a).front() == 'c');
}
