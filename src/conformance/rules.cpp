#include "conformance/rules.hpp"

namespace kto {

std::string_view name_of(Seam seam) noexcept { return seam == Seam::ledger ? "ledger" : "source"; }

std::span<const ConformanceRule> conformance_rules() noexcept {
  // In the order of conformance::Rule.
  static constexpr ConformanceRule rules[] = {
#define KTO_X(rule, name, text) {name, Seam::source, text},
      KTO_SOURCE_RULES(KTO_X)
#undef KTO_X
#define KTO_X(rule, name, text) {name, Seam::ledger, text},
          KTO_LEDGER_RULES(KTO_X)
#undef KTO_X
  };
  return rules;
}

}  // namespace kto
