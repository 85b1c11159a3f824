#include "inquiry.hpp"

#include <algorithm>

namespace kto::signin {
namespace {

// Is the set in force, as far as one can say? While the region is unknown, by its dates.
bool known_out_of_force(const RuleSet& rules, std::optional<Region> region, Date at) {
  if (region || rules.regions.empty()) return !rules.in_force(region, at);
  return !rules.in_force(rules.regions.front(), at);
}

}  // namespace

Inquiry make_inquiry(const Identity& who, const ResolveOptions& options, std::optional<Region> region) {
  // Zones of the built-in sets are those of the table, so any of them tells today's date.
  const RuleSet& clock = options.rules ? *options.rules : builtin_rules().back();
  const Date at = options.at ? *options.at : Date::today(zone_of(clock, region));
  const RuleSet& rules = options.rules ? *options.rules : default_rules(region, at);
  Inquiry inquiry{who, rules, region, at};
  if (known_out_of_force(rules, region, at)) inquiry.findings.add(Reason::rules_not_in_force);
  return inquiry;
}

Outcome conclude(const Inquiry& inquiry, Verdict verdict, std::vector<EnterablePersona> personas, bool store_asked) {
  std::sort(personas.begin(), personas.end(),
            [](const EnterablePersona& a, const EnterablePersona& b) { return a.key < b.key; });
  Outcome out;
  out.verdict = verdict;
  out.personas = std::move(personas);
  out.findings = inquiry.findings.list();
  out.rules_name = inquiry.rules.name;
  out.rules_version = inquiry.rules.version;
  out.rules_hash = inquiry.rules.hash;
  out.region = inquiry.region;
  out.at = inquiry.at;
  out.store_asked = store_asked;
  out.text_key = inquiry.text_key.empty() ? "text." + std::string(name_of(verdict)) : std::string(inquiry.text_key);
  return out;
}

}  // namespace kto::signin
