#include "fio/keys.hpp"

#include <algorithm>
#include <vector>

#include "kto/text.hpp"

namespace kto::fio {
namespace {

// Controls cannot stand in a name, so they separate without escape.
constexpr char between_parts = '\x1f';
constexpr char between_words = '\x1e';

std::string joined(const NameParts& parts) {
  return "P" + parts.surname + between_parts + parts.given + between_parts + parts.patronymic;
}

std::vector<std::string> split(std::string_view words) {
  std::vector<std::string> all;
  while (!words.empty()) {
    const auto blank = words.find(' ');
    if (blank != 0) all.emplace_back(words.substr(0, blank));
    if (blank == std::string_view::npos) break;
    words.remove_prefix(blank + 1);
  }
  return all;
}

std::string in_order(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += word + between_words;
  return all;
}

// Where the least rotation begins (Booth's algorithm in its two-pointer form: linear).
std::size_t least_rotation(const std::vector<std::string>& words) {
  const auto count = words.size();
  std::size_t a = 0;
  std::size_t b = 1;
  std::size_t same = 0;
  while (a < count && b < count && same < count) {
    const auto order = words[(a + same) % count].compare(words[(b + same) % count]);
    if (order == 0) {
      ++same;
      continue;
    }
    (order > 0 ? a : b) += same + 1;
    if (a == b) ++b;
    same = 0;
  }
  return std::min(a, b);
}

// The same for every line that reads as this one does when its order is turned round: surname to the
// end, or a given name to the front.
std::string rotated(std::vector<std::string> words) {
  const auto start = least_rotation(words);
  std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(start), words.end());
  return "A" + in_order(words);
}

}  // namespace

Keys keys_of_parts(const Reading& reading) { return {joined(reading.equal), joined(reading.folded)}; }

Keys keys_of_line(const LinePlan& plan, const Reading& shown) {
  if (plan.certain) {
    // Without a hyphen nobody can tell where a double surname ends and a double given name begins, so
    // the border must not matter: «Алиев Нур Султан Каримович», «Нур Султан Каримович Алиев».
    const auto flat = [](const NameParts& parts) {
      return "C" + in_order(split(parts.surname + ' ' + parts.given)) + between_parts + parts.patronymic;
    };
    return {flat(shown.equal), flat(shown.folded)};
  }
  std::vector<std::string> equal;
  std::vector<std::string> match;
  for (const auto& word : plan.words) {
    equal.push_back(text::to_utf8(word.equal));
    for (auto& piece : split(text::to_utf8(word.match))) match.push_back(std::move(piece));
  }
  const auto placeholder = plan.placeholder ? text::to_utf8(plan.placeholder->equal) : std::string();
  return {rotated(std::move(equal)) + between_parts + placeholder, rotated(std::move(match))};
}

}  // namespace kto::fio
