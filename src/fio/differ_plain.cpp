#include "fio/differ_plain.hpp"

#include <utility>

#include "fio/plain_line.hpp"

namespace kto::fio {
namespace {

bool has(const PlainText& text, std::size_t i, std::uint8_t what) { return (text.signs[i] & what) != 0; }

// Nothing but letters and other signs that stand for themselves, and single blanks between them: then the
// places of the signs are those of the folded letters, and no rule but those of case and ё matters.
bool is_simple(const PlainText& text, Part part) {
  if (text.size == 0 || text.dash_alone || text.point[text.size] != text.size) return false;  // marks apart, runs
  if (has(text, 0, sign::blank) || has(text, text.size - 1, sign::blank)) return false;
  return part != Part::patronymic || !is_word_for_none(text.match_of(0, text.size));
}

struct Side {
  std::string_view given;
  const PlainText& text;
  std::string as_given(std::size_t begin, std::size_t end) const {
    return std::string(given.substr(text.byte[begin], std::size_t{text.byte[end]} - text.byte[begin]));
  }
};

// `letter(text, i)`: a sign as it is when every rule is applied but this one.
template <class Letter>
void point_at_first(std::vector<Difference>& found, const Side& a, const Side& b, Part part, NameRule rule,
                    Letter letter) {
  const auto size = a.text.size;
  std::size_t at = 0;
  while (at < size && letter(a.text, at) == letter(b.text, at)) ++at;
  if (at == size) return;
  const bool neighbours_swapped =
      at + 1 < size && letter(a.text, at) == letter(b.text, at + 1) && letter(a.text, at + 1) == letter(b.text, at);
  const auto end = neighbours_swapped ? at + 2 : at + 1;
  found.push_back({part, rule, at, a.as_given(at, end), b.as_given(at, end)});
}

}  // namespace

std::optional<std::vector<Difference>> explain_plain_part(std::string_view a, std::string_view b, Part part) {
  if (a == b) return std::vector<Difference>();
  PlainText text_a;
  PlainText text_b;
  if (!text_a.read(a) || !text_b.read(b) || text_a.size != text_b.size) return std::nullopt;
  if (!is_simple(text_a, part) || !is_simple(text_b, part)) return std::nullopt;
  bool equal = true;
  for (std::size_t i = 0; i < text_a.size; ++i) {
    const char32_t x = text_a.equal[i];
    const char32_t y = text_b.equal[i];
    const bool yo_for_e = text_a.match[i] == U'е' && text_b.match[i] == U'е';
    if (x != y && !yo_for_e) return std::nullopt;
    equal = equal && x == y;
  }
  std::vector<Difference> found;
  const Side side_a{a, text_a};
  const Side side_b{b, text_b};
  // In the order of the codes. Names that are equal already are explained by the rules of `equal` alone.
  point_at_first(found, side_a, side_b, part, NameRule::letter_case, [equal](const PlainText& text, std::size_t i) {
    return std::pair(equal ? text.equal[i] : text.match[i], has(text, i, sign::capital));
  });
  point_at_first(found, side_a, side_b, part, NameRule::yo,
                 [](const PlainText& text, std::size_t i) { return text.equal[i]; });
  return found;
}

}  // namespace kto::fio
