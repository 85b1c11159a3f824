#include "store/record.hpp"

#include "store/bytes.hpp"

namespace kto::store {
namespace {

constexpr std::uint8_t layout_version = 1;

enum Tag : std::uint8_t {
  tag_surname = 1,
  tag_given = 2,
  tag_patronymic = 3,
  tag_reading = 4,      // u8: how to read the parts again, see NameReading; absent = parts
  tag_number_text = 5,  // as written
  tag_number = 6,       // u8 verdict ‖ u8 recovered ‖ u8 control ‖ u32 number (0 = none usable)
  tag_birth_date = 7,   // u16 year ‖ u8 month ‖ u8 day
  tag_sex = 8,          // u8: 1 male, 2 female
  tag_login = 9,
};

// A line that may be read in two orders («Фамилия Имя» or «Имя Фамилия») keeps both readings only as
// a line: compare() takes the better one.
enum NameReading : std::uint8_t { parts = 0, line_surname_first = 1, line_given_first = 2 };

std::string joined(const std::string& first, const std::string& second) {
  return first.empty() || second.empty() ? first + second : first + ' ' + second;
}

std::string line_of(const NameParts& name, NameReading reading) {
  return reading == line_surname_first ? joined(joined(name.surname, name.given), name.patronymic)
                                       : joined(joined(name.given, name.patronymic), name.surname);
}

bool part_fits(const std::string& part) {
  // A quick look first: so few bytes cannot be too many code points.
  if (part.size() <= limits::name_part_code_points) return true;
  const auto utf8 = Utf8::check(part);
  return utf8 && utf8->code_points() <= limits::name_part_code_points;
}

bool parts_fit(const NameParts& name) {
  return part_fits(name.surname) && part_fits(name.given) && part_fits(name.patronymic);
}

// Which line gives this name again. Where none does, the parts alone are kept: the name then matches
// in one order only, which is the safer side. A line may hold a part that is too long for three.
NameReading reading_of(const Fio& name) {
  const bool fits = parts_fit(name.parts());
  if (name.order_certain() && fits) return parts;
  for (const NameReading reading : {line_surname_first, line_given_first}) {
    const auto again = Fio::parse(line_of(name.parts(), reading));
    if (again && again->order_certain() == name.order_certain() && again->parts() == name.parts()) return reading;
  }
  return parts;
}

void put_field(std::string& out, Tag tag, std::string_view bytes) {
  put_u8(out, tag);
  put_text(out, bytes);
}

void put_filled(std::string& out, Tag tag, std::string_view bytes) {
  if (!bytes.empty()) put_field(out, tag, bytes);
}

bool known(SnilsVerdict verdict) noexcept {
  switch (verdict) {
    case SnilsVerdict::valid:
    case SnilsVerdict::exempt:
    case SnilsVerdict::bad_checksum:
    case SnilsVerdict::bad_format:
    case SnilsVerdict::placeholder:
      return true;
  }
  return false;
}

std::optional<Snils::Reading> decode_number(std::string_view bytes) {
  Cursor cursor(bytes);
  const auto verdict = cursor.u8();
  const auto recovered = cursor.u8();
  const auto control = cursor.u8();
  const auto number = cursor.u32();
  if (!number || !cursor.at_end() || *recovered > 1 || *control > 99) return std::nullopt;
  Snils::Reading reading;
  reading.verdict = static_cast<SnilsVerdict>(*verdict);
  reading.recovered = *recovered == 1;
  reading.control = *control;
  if (!known(reading.verdict)) return std::nullopt;
  const bool usable = reading.verdict == SnilsVerdict::valid || reading.verdict == SnilsVerdict::exempt;
  if (usable != (*number != 0)) return std::nullopt;
  if (usable) {
    const auto snils = Snils::from_number(*number);
    if (!snils) return std::nullopt;
    reading.number = *snils;
  }
  return reading;
}

std::optional<Date> decode_date(std::string_view bytes) {
  if (bytes.size() != 4) return std::nullopt;
  const auto at = [&](std::size_t i) { return static_cast<unsigned>(static_cast<std::uint8_t>(bytes[i])); };
  const auto date = Date::make(static_cast<int>(at(0) * 256 + at(1)), at(2), at(3));
  if (!date) return std::nullopt;
  return *date;
}

}  // namespace

std::string encode_record(const Persona& persona) {
  const NameParts& name = persona.name.parts();
  std::string out;
  out.reserve(64 + name.surname.size() + name.given.size() + name.patronymic.size() + persona.number.text.size() +
              persona.login.size());
  put_u8(out, layout_version);
  put_filled(out, tag_surname, name.surname);
  put_filled(out, tag_given, name.given);
  put_filled(out, tag_patronymic, name.patronymic);
  if (const NameReading reading = reading_of(persona.name); reading != parts) {
    const char byte = static_cast<char>(reading);
    put_field(out, tag_reading, {&byte, 1});
  }
  put_filled(out, tag_number_text, persona.number.text);
  const Snils::Reading& reading = persona.number.reading;
  if (!persona.number.text.empty() || reading.usable()) {
    std::string number;
    put_u8(number, static_cast<unsigned>(reading.verdict));
    put_u8(number, reading.recovered ? 1U : 0U);
    put_u8(number, reading.control);
    put_u32(number, reading.number ? reading.number->number() : 0U);
    put_field(out, tag_number, number);
  }
  if (persona.birth_date) {
    const auto year = static_cast<unsigned>(persona.birth_date->year());
    std::string date;
    put_u8(date, year >> 8);
    put_u8(date, year & 0xFFU);
    put_u8(date, persona.birth_date->month());
    put_u8(date, persona.birth_date->day());
    put_field(out, tag_birth_date, date);
  }
  if (persona.sex != Sex::unknown) {
    const char byte = static_cast<char>(persona.sex);
    put_field(out, tag_sex, {&byte, 1});
  }
  put_filled(out, tag_login, persona.login);
  return out;
}

bool can_be_recorded(const Fio& name) { return parts_fit(name.parts()) || reading_of(name) != parts; }

Result<Record> decode_record(std::string_view text) {
  Cursor cursor(text);
  if (cursor.u8() != layout_version) return fail(Errc::seal_broken);
  std::array<std::optional<std::string_view>, tag_login + 1> fields{};
  for (unsigned last = 0; !cursor.at_end();) {
    const auto tag = cursor.u8();
    const auto bytes = cursor.text();
    // Ascending tags: none repeated, and one content has one text.
    if (!tag || !bytes || bytes->empty() || *tag <= last || *tag > tag_login) return fail(Errc::seal_broken);
    fields[*tag] = *bytes;
    last = *tag;
  }
  const auto value = [&](Tag tag) { return std::string(fields[tag].value_or(std::string_view())); };

  NameReading reading = parts;
  if (fields[tag_reading]) {
    const auto byte = static_cast<std::uint8_t>((*fields[tag_reading])[0]);
    if (fields[tag_reading]->size() != 1 || byte < line_surname_first || byte > line_given_first) {
      return fail(Errc::seal_broken);
    }
    reading = static_cast<NameReading>(byte);
  }
  const NameParts name{value(tag_surname), value(tag_given), value(tag_patronymic)};
  auto fio = reading == parts ? Fio::from_parts(name.surname, name.given, name.patronymic)
                              : Fio::parse(line_of(name, reading));
  if (!fio || fio->parts() != name) return fail(Errc::seal_broken);

  Record record{std::move(*fio)};
  record.number.text = value(tag_number_text);
  if (record.number.text.size() > limits::id_bytes) return fail(Errc::seal_broken);
  if (fields[tag_number]) {
    const auto number = decode_number(*fields[tag_number]);
    if (!number) return fail(Errc::seal_broken);
    record.number.reading = *number;
  } else if (!record.number.text.empty()) {
    return fail(Errc::seal_broken);
  }
  if (fields[tag_birth_date]) {
    record.birth_date = decode_date(*fields[tag_birth_date]);
    if (!record.birth_date) return fail(Errc::seal_broken);
  }
  if (fields[tag_sex]) {
    const auto byte = static_cast<std::uint8_t>((*fields[tag_sex])[0]);
    if (fields[tag_sex]->size() != 1 || (byte != 1 && byte != 2)) return fail(Errc::seal_broken);
    record.sex = static_cast<Sex>(byte);
  }
  record.login = value(tag_login);
  if (!Utf8::check(record.login)) return fail(Errc::seal_broken);
  return record;
}

std::string persona_row_id(const PersonaKey& key) {
  std::string out = "p";
  put_text(out, key.organisation.str());
  put_text(out, key.id.str());
  return out;
}

std::string class_row_id(const SchoolClass& klass) {
  std::string out = "c";
  put_text(out, klass.organisation.str());
  put_text(out, klass.school_year);
  put_text(out, klass.name);
  return out;
}

}  // namespace kto::store
