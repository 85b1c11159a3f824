// Reads data/weights.tsv, which is compiled in. The file is ours: a wrong line is a bug.
#include "suggest/weights.hpp"

#include <charconv>

namespace kto {
namespace embedded {
extern const unsigned char suggest_weights[];
extern const std::size_t suggest_weights_size;
}  // namespace embedded

namespace suggest {
namespace {

// The text up to `mark`, which is cut off together with it.
std::string_view cut(std::string_view& text, char mark) {
  const std::string_view head = text.substr(0, text.find(mark));
  text.remove_prefix(std::min(text.size(), head.size() + 1));
  return head;
}

int number(std::string_view text) {
  int value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) throw std::logic_error("kto: weights.tsv: a number");
  return value;
}

template <class Name>
Name by_name(std::span<const Name> all, std::string_view name) {
  for (const Name one : all)
    if (name_of(one) == name) return one;
  throw std::logic_error("kto: weights.tsv: a name");
}

Weights read_table() {
  Weights out;
  std::string_view text(reinterpret_cast<const char*>(embedded::suggest_weights), embedded::suggest_weights_size);
  while (!text.empty()) {
    std::string_view line = cut(text, '\n');
    if (line.empty() || line.front() == '#') continue;
    const auto first = cut(line, '\t');
    const auto second = cut(line, '\t');
    if (first == "version") {
      out.version = static_cast<std::uint32_t>(number(second));
    } else if (first == "least") {
      out.least = number(second);
    } else {
      const auto field = by_name(all_suggest_fields(), first);
      const auto reason = by_name(all_suggest_reasons(), second);
      out.points.at(place_of(field)).at(static_cast<std::size_t>(reason)) =
          static_cast<std::int16_t>(number(cut(line, '\t')));
      out.entries.emplace_back(field, reason);
    }
  }
  return out;
}

}  // namespace

const Weights& weights() {
  static const Weights table = read_table();
  return table;
}

}  // namespace suggest

std::uint32_t suggest_weights_version() { return suggest::weights().version; }

int suggest_points(SuggestField field, SuggestReason reason) {
  return suggest::weights().points[suggest::place_of(field)].at(static_cast<std::size_t>(reason));
}

int suggest_least() { return suggest::weights().least; }

}  // namespace kto
