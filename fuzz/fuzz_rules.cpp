// Arbitrary bytes as a rules file: never a crash; an error says a byte inside the file; what is accepted
// is accepted again alike, and answers every question about force, zone and the only way in.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kto/signin.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kto;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto rules = RuleSet::parse(text);
  if (!rules) {
    const Error& error = rules.error();
    require(error.offset.has_value() && *error.offset <= size);
    for (const char c : error.field) require((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.');
    require(RuleSet::parse(text).error() == error);
    return 0;
  }
  const auto again = RuleSet::parse(text);
  require(again.has_value() && again->hash == rules->hash && again->name == rules->name);
  require(builtin_rules_by_name(rules->name) == nullptr);
  require(rules->unconfirmed != AccountRule::enough && rules->unconfirmed_under_14 != AccountRule::enough);
  require(!rules->from || !rules->until || *rules->from < *rules->until);
  const Date days[] = {Date::make(1000, 1, 1).value(), Date::make(2024, 9, 2).value(),
                       Date::make(9999, 12, 31).value()};
  for (const Date at : days)
    for (unsigned number = 0; number <= 99; ++number) {
      const auto made = Region::make(number);
      const auto region = made ? std::optional<Region>(*made) : std::nullopt;
      const bool in_force = rules->in_force(region, at);
      const auto zone = zone_of(*rules, region);
      require(zone >= std::chrono::hours{-12} && zone <= std::chrono::hours{14});
      for (const Role role :
           {Role::unknown, Role::pupil, Role::parent, Role::teacher, Role::staff, Role::administrator})
        if (esia_only(*rules, role, std::nullopt, region, at)) require(in_force);
    }
  return 0;
}
