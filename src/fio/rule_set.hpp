// A set of the rules that folding applies (codes 100…299 of KTO_NAME_RULES).
#pragma once

#include <cstdint>
#include <initializer_list>

#include "kto/fio.hpp"

namespace kto::fio {

class RuleSet {
 public:
  constexpr RuleSet() = default;
  constexpr RuleSet(std::initializer_list<NameRule> rules) {
    for (const auto rule : rules) bits_ |= bit(rule);
  }
  constexpr bool has(NameRule rule) const noexcept { return (bits_ & bit(rule)) != 0; }
  constexpr RuleSet with(NameRule rule) const noexcept { return RuleSet(bits_ | bit(rule)); }
  constexpr RuleSet without(NameRule rule) const noexcept { return RuleSet(bits_ & ~bit(rule)); }

 private:
  constexpr explicit RuleSet(std::uint64_t bits) : bits_(bits) {}
  // Codes go by fives, so that 100…299 fit into forty bits.
  static constexpr std::uint64_t bit(NameRule rule) noexcept {
    return std::uint64_t{1} << ((static_cast<std::uint32_t>(rule) - 100U) / 5U);
  }
  std::uint64_t bits_ = 0;
};

// What keeps two names `equal`, as far as it concerns one part (the order of the words does not).
inline constexpr RuleSet equal_rules{NameRule::unicode_form, NameRule::letter_case, NameRule::blanks,
                                     NameRule::dash_kind,    NameRule::stress_mark, NameRule::invisible,
                                     NameRule::placeholder};
// What keeps them `equivalent`.
inline constexpr RuleSet match_rules = equal_rules.with(NameRule::yo)
                                           .with(NameRule::look_alike)
                                           .with(NameRule::leading_digit)
                                           .with(NameRule::hyphen_blank)
                                           .with(NameRule::apostrophe_kind)
                                           .with(NameRule::ogly_spelling);
// What the display form mends: everything that is a fault of typing, nothing that is the name's own.
inline constexpr RuleSet display_rules =
    equal_rules.without(NameRule::letter_case).with(NameRule::look_alike).with(NameRule::leading_digit);

}  // namespace kto::fio
