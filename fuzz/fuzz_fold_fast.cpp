// The fast path of names beside the reference: the bytes as they are, and the bytes as signs of an alphabet
// of plain letters and of what stands at their border, so that most texts are taken on. Both as a line
// and, cut at TABs (or at the alphabet's own cut), as three parts.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "fast_laws.hpp"
#include "kto/text.hpp"

namespace {

using kto::laws::Refused;

void hold(const std::string& broken) {
  if (broken.empty()) return;
  std::fprintf(stderr, "fast path and reference differ: %s\n", broken.c_str());
  std::abort();
}

constexpr char cut = '\t';

std::string in_alphabet(std::string_view bytes) {
  static const std::array<std::string_view, 64> signs{
      "а",        "е",     "ё",      "и",      "й",      "о",      "в",      "Н",      "Ч",          "Ё",    "Й",
      "И",        "Е",     "Ѐ",      "ѝ",      "ѓ",      "ї",      "џ",      "ґ",      "a",          "e",    "Z",
      "k",        "0",     "3",      "7",      " ",      " ",      " ",      "  ",     "-",          "-",    " -",
      "'",        "`",     "’",      ".",      "(",      "\t",     "\t",     "оглы",   "кызы",       "ОГЛЫ", "-оглы",
      " улы",     " oglu", "ович",   "Овна",   "евич",   "Ильич",  "нет",    "нЁт",    "Роман",      "Анна", "анна",
      "Ивановна", "Ким",   "\u0306", "\u0308", "\u0301", "\u200b", "\u00a0", "\u2013", "Отсутствует"};
  std::string text;
  for (const char byte : bytes) text += signs[static_cast<unsigned char>(byte) % signs.size()];
  return text;
}

kto::NameParts cut_up(std::string_view text) {
  const auto first = std::min(text.find(cut), text.size());
  const auto second = std::min(text.find(cut, std::min(first + 1, text.size())), text.size());
  const auto piece = [&](std::size_t from, std::size_t to) {
    return std::string(from < to ? text.substr(from, to - from) : std::string_view());
  };
  return {piece(0, first), piece(first + 1, second), piece(second + 1, text.size())};
}

// The same name with other capitals and without some of its ё.
std::string in_other_case(const std::string& text, std::size_t turn) {
  if (!kto::Utf8::check(text)) return text;
  auto letters = kto::text::to_code_points(text);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    auto& c = letters[i];
    if ((i + turn) % 3 == 0) c = kto::text::to_upper(c);
    if ((i + turn) % 5 == 0) c = c == U'ё' ? U'е' : c == U'е' ? U'ё' : c;
  }
  return kto::text::to_utf8(letters);
}

void compare_all(std::string_view text) {
  std::size_t taken = 0;
  const auto parts = cut_up(text);
  hold(kto::laws::fast_line(text, Refused::skip, taken));
  hold(kto::laws::fast_parts(parts, Refused::skip, taken));
  for (const auto part : kto::fio::all_parts) {
    hold(kto::laws::fast_explanation(parts.surname, parts.given, part, taken));
    hold(kto::laws::fast_explanation(parts.surname, in_other_case(parts.surname, text.size()), part, taken));
  }
  hold(kto::laws::fast_forms(parts.surname));
  const auto a = kto::fio::fast::parse(parts.surname);
  const auto b = kto::fio::fast::parse(parts.given);
  if (a && b) hold(kto::laws::fast_grade(*a, *b));
  const auto c = kto::fio::fast::from_parts(parts.surname, parts.given, "");
  const auto d = kto::fio::fast::from_parts(parts.surname, parts.patronymic, "");
  if (c && d) hold(kto::laws::fast_grade(*c, *d));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  compare_all(input);
  if (size <= 64) compare_all(in_alphabet(input));
  return 0;
}
