// The record of a persona: what is personal and leaves memory as one blob, sealed or not.
// Layout, version 1 (docs/formats-store.md): u8 version, then fields in ascending order of their tags,
// each u8 tag ‖ u32 big-endian length ‖ bytes. Absent values have no field.
#pragma once

#include "kto/persona.hpp"

namespace kto::store {

// The personal part of a Persona; the rest stands in the clear columns (clear_columns.hpp).
struct Record {
  Fio name;
  NumberCell number{};
  std::optional<Date> birth_date{};
  Sex sex = Sex::unknown;
  std::string login{};
};

// One content gives one text: two records are the same exactly when their texts are.
std::string encode_record(const Persona& persona);
// False for a name whose record could not be read again: a line with a part that is too long to stand
// alone. Such a name is not stored.
bool can_be_recorded(const Fio& name);
// Strict: seal_broken for everything that encode_record does not write. Never reads past the end.
Result<Record> decode_record(std::string_view text);

// What a sealed row is bound to besides its region. Rows of distinct kinds never share an id.
std::string persona_row_id(const PersonaKey& key);
std::string class_row_id(const SchoolClass& klass);

}  // namespace kto::store
