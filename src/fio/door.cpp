#include "fio/door.hpp"

#include "fio/letters.hpp"

namespace kto::fio {

Result<std::u32string> check_text(std::string_view bytes, std::size_t most) {
  const auto utf8 = Utf8::check(bytes);
  if (!utf8) return fail(utf8.error());
  if (utf8->code_points() > most) return fail(Errc::too_long);
  auto letters = text::to_code_points(bytes);
  const auto offsets = byte_offsets(letters);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (text::is_bidi_control(letters[i])) return fail(Errc::bidi_control, offsets[i]);
    if (text::is_control(letters[i]) && !text::is_blank(letters[i])) {
      return fail(Errc::control_character, offsets[i]);
    }
  }
  return letters;
}

std::vector<std::size_t> byte_offsets(std::u32string_view letters) {
  std::vector<std::size_t> offsets;
  offsets.reserve(letters.size() + 1);
  std::size_t at = 0;
  for (const char32_t c : letters) {
    offsets.push_back(at);
    at += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  offsets.push_back(at);
  return offsets;
}

}  // namespace kto::fio
