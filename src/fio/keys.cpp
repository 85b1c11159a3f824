#include "fio/keys.hpp"

#include <algorithm>

namespace kto::fio {
namespace {

// Controls cannot stand in a name, so they separate without escape.
constexpr char between_parts = '\x1f';
constexpr char between_words = '\x1e';

template <class Act>
void each_word(std::string_view words, Act act) {
  while (!words.empty()) {
    const auto blank = std::min(words.find(' '), words.size());
    if (blank != 0) act(words.substr(0, blank));
    words.remove_prefix(std::min(blank + 1, words.size()));
  }
}

// Where the least rotation begins (Booth's algorithm in its two-pointer form: linear).
std::size_t least_rotation(std::span<const std::string_view> words) {
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

}  // namespace

void split_words(std::string_view text, std::vector<std::string_view>& words) {
  each_word(text, [&words](std::string_view word) { words.push_back(word); });
}

std::string key_of_parts(const PartViews& parts) {
  std::string out;
  out.reserve(1 + parts.surname.size() + 1 + parts.given.size() + 1 + parts.patronymic.size());
  out += 'P';
  out += parts.surname;
  out += between_parts;
  out += parts.given;
  out += between_parts;
  out += parts.patronymic;
  return out;
}

// Without a hyphen nobody can tell where a double surname ends and a double given name begins, so the
// border must not matter: «Алиев Нур Султан Каримович», «Нур Султан Каримович Алиев».
void append_key_of_certain_line(std::string& out, const PartViews& parts) {
  out += 'C';
  const auto append = [&out](std::string_view word) { (out += word) += between_words; };
  each_word(parts.surname, append);
  each_word(parts.given, append);
  out += between_parts;
  out += parts.patronymic;
}

// The same for every line that reads as this one does when its order is turned round: surname to the
// end, or a given name to the front.
void append_key_of_uncertain_line(std::string& out, std::span<std::string_view> words) {
  const auto start = least_rotation(words);
  std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(start), words.end());
  out += 'A';
  for (const auto word : words) (out += word) += between_words;
}

std::string key_of_placeholder(std::string_view equal_form) { return between_parts + std::string(equal_form); }

}  // namespace kto::fio
