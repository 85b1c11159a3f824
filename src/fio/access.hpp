// The inside of Fio for the files of this room.
#pragma once

#include "kto/fio.hpp"

namespace kto {

struct FioAccess {
  using Reading = Fio::Reading;
  static Fio make() { return {}; }
  static NameParts& parts(Fio& fio) { return fio.parts_; }
  static NameParts& folded(Fio& fio) { return fio.folded_; }
  static std::vector<Reading>& readings(Fio& fio) { return fio.readings_; }
  static const std::vector<Reading>& readings(const Fio& fio) { return fio.readings_; }
  static std::string& line(Fio& fio) { return fio.line_; }
  static const std::string& line(const Fio& fio) { return fio.line_; }
  static bool& from_line(Fio& fio) { return fio.from_line_; }
  static bool from_line(const Fio& fio) { return fio.from_line_; }
  static bool& order_certain(Fio& fio) { return fio.order_certain_; }
  static std::string& match_key(Fio& fio) { return fio.match_key_; }
  static const std::string& match_key(const Fio& fio) { return fio.match_key_; }
  static std::string& equal_key(Fio& fio) { return fio.equal_key_; }
  static const std::string& equal_key(const Fio& fio) { return fio.equal_key_; }
  static std::vector<Note>& notes(Fio& fio) { return fio.notes_; }
};

namespace fio {

using Reading = FioAccess::Reading;

inline constexpr Part all_parts[] = {Part::surname, Part::given, Part::patronymic};

template <class Parts>
auto& part_of(Parts& parts, Part part) {
  switch (part) {
    case Part::given:
      return parts.given;
    case Part::patronymic:
      return parts.patronymic;
    default:
      return parts.surname;
  }
}

}  // namespace fio
}  // namespace kto
