// A cell as a number: the reader against the plain version, with and without recovery, and the laws of
// printing.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kto/snils.hpp"
#include "snils/plain.hpp"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

void check(std::string_view cell, kto::Snils::Recovery recovery) {
  const auto reading = kto::Snils::read(cell, recovery);
  const auto plain = kto::snils_plain::read(cell, recovery == kto::Snils::Recovery::yes);
  must(plain.verdict == name_of(reading.verdict));
  must(plain.canonical == reading.canonical());
  must(plain.recovered == reading.recovered);
  must(!reading.recovered || recovery == kto::Snils::Recovery::yes);
  if (!reading.usable()) return;
  // What is printed is read back as the same, and never by recovery.
  const auto again = kto::Snils::read(reading.canonical());
  must(again.verdict == reading.verdict && again.number == reading.number && again.control == reading.control);
  must(kto::Snils::from_number(reading.number->number()).value() == *reading.number);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view cell(reinterpret_cast<const char*>(data), size);
  check(cell, kto::Snils::Recovery::no);
  check(cell, kto::Snils::Recovery::yes);
  return 0;
}
