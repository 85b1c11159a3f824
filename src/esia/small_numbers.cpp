#include "esia/claims.hpp"

namespace kto::esia {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

}  // namespace

std::string with_small_numbers(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  bool in_string = false;
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    if (in_string || !is_digit(c)) {
      if (in_string && c == '\\') out += json[at++];  // what it escapes is no end of the string
      if (at < json.size()) out += json[at++];
      if (c == '"') in_string = !in_string;
      continue;
    }
    // A number: ddd[.ddd][e[±]ddd]; a sign in front is already copied. What does not fit is copied on.
    const std::size_t begin = at;
    const auto copy_digits = [&](std::size_t most) {
      for (std::size_t count = 0; at < json.size() && is_digit(json[at]); ++at, ++count)
        if (count < most) out += json[at];
    };
    copy_digits(kept_digits);
    if (at < json.size() && json[at] == '.') {
      out += json[at++];
      copy_digits(json.size());
    }
    if (at < json.size() && (json[at] == 'e' || json[at] == 'E')) {
      out += json[at++];
      if (at < json.size() && (json[at] == '+' || json[at] == '-')) out += json[at++];
      copy_digits(1);
    }
    out.append(at - begin - (out.size() - begin), ' ');
  }
  return out;
}

}  // namespace kto::esia
