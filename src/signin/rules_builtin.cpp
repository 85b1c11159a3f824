// The two built-in sets (data/*.json), the choice between them, and what they say of the only way in.
#include <algorithm>

#include "kto/signin.hpp"
#include "rules_json.hpp"

namespace kto {
namespace embedded {
extern const unsigned char rules_irkutsk_2018[];
extern const std::size_t rules_irkutsk_2018_size;
extern const unsigned char rules_ru_2024[];
extern const std::size_t rules_ru_2024_size;
}  // namespace embedded

namespace {

std::string_view text_of_bytes(const unsigned char* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

std::string_view irkutsk_text() {
  return text_of_bytes(embedded::rules_irkutsk_2018, embedded::rules_irkutsk_2018_size);
}
std::string_view russia_text() { return text_of_bytes(embedded::rules_ru_2024, embedded::rules_ru_2024_size); }

// By the date from which they are in force; the last is the default where none is.
const std::vector<RuleSet>& sets() {
  static const std::vector<RuleSet> built = [] {
    std::vector<RuleSet> out;
    // value() throws when a built-in file is wrong: a bug of ours, which the first test sees.
    for (const std::string_view text : {irkutsk_text(), russia_text()})
      out.push_back(signin::read_rules(text, signin::NameOf::builtin).value());
    return out;
  }();
  return built;
}

}  // namespace

std::span<const RuleSet> builtin_rules() { return sets(); }

const RuleSet* builtin_rules_by_name(std::string_view name) {
  for (const RuleSet& set : sets())
    if (set.name == name) return &set;
  return nullptr;
}

std::string_view builtin_rules_text(std::string_view name) {
  if (name == "irkutsk-2018") return irkutsk_text();
  if (name == "ru-2024") return russia_text();
  return {};
}

bool RuleSet::in_force(std::optional<Region> region, Date at) const noexcept {
  if (from && at < *from) return false;
  if (until && at >= *until) return false;
  return regions.empty() || (region && std::find(regions.begin(), regions.end(), *region) != regions.end());
}

const RuleSet& default_rules(std::optional<Region> region, Date at) {
  const RuleSet* newest = nullptr;
  for (const RuleSet& set : sets())
    if (set.in_force(region, at) && (newest == nullptr || newest->from < set.from)) newest = &set;
  return newest != nullptr ? *newest : sets().back();
}

bool esia_only(const RuleSet& rules, Role role, std::optional<int> age, std::optional<Region> region, Date at) {
  if (!rules.in_force(region, at)) return false;
  // A pupil whose age is unknown counts as adult.
  const bool pupils = rules.esia_only_pupils_from && (!age || *age >= *rules.esia_only_pupils_from);
  switch (role) {
    case Role::pupil:
      return pupils;
    case Role::parent:
      return rules.esia_only_parents;
    case Role::teacher:
    case Role::staff:
    case Role::administrator:
      return rules.esia_only_staff;
    case Role::unknown:
      break;
  }
  // Whatever the unknown word means: only what holds for every role holds for it.
  return rules.esia_only_staff && rules.esia_only_parents && pupils;
}

}  // namespace kto
