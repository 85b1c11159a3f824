// Offsets of the regions from data/time_zones.tsv; a set of rules may say otherwise.
#include <array>

#include "kto/signin.hpp"

namespace kto {
namespace embedded {
extern const unsigned char time_zones[];
extern const std::size_t time_zones_size;
}  // namespace embedded

namespace {

using Offsets = std::array<std::chrono::minutes, 100>;

// Lines "NN\t+HH:MM\t…", comments from "#". The file is ours: a wrong line is a bug, which at() shows.
Offsets read_table() {
  Offsets out;
  out.fill(std::chrono::hours{3});  // Moscow
  std::string_view text(reinterpret_cast<const char*>(embedded::time_zones), embedded::time_zones_size);
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.empty() || line.front() == '#') continue;
    const auto digit = [&](std::size_t i) {
      const char c = line.size() > i ? line[i] : '\0';
      return c >= '0' && c <= '9' ? c - '0' : throw std::logic_error("kto: time_zones.tsv");
    };
    const auto region = static_cast<std::size_t>(digit(0) * 10 + digit(1));
    out.at(region) = std::chrono::minutes{(digit(4) * 10 + digit(5)) * 60 + digit(7) * 10 + digit(8)};
  }
  return out;
}

}  // namespace

std::chrono::minutes zone_of(const RuleSet& rules, std::optional<Region> region) {
  static const Offsets offsets = read_table();
  if (!region) return std::chrono::hours{3};
  const auto own = rules.time_zones.find(*region);
  return own != rules.time_zones.end() ? own->second : offsets.at(region->number());
}

}  // namespace kto
