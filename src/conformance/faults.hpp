// What a suite finds, and calls of an implementation that may do anything, throwing included.
#pragma once

#include <algorithm>

#include "conformance/rules.hpp"

namespace kto::conformance {

class Faults {
 public:
  static constexpr std::size_t most_of_a_rule = 5;

  bool expect(bool good, Rule rule, const std::string& what) {
    if (!good) tell(rule, what);
    return good;
  }
  void tell(Rule rule, std::string what) {
    ConformanceFault fault{std::string(conformance_rules()[static_cast<std::size_t>(rule)].name), std::move(what)};
    const auto same_rule = [&](const ConformanceFault& known) { return known.rule == fault.rule; };
    if (std::count_if(list_.begin(), list_.end(), same_rule) >= static_cast<std::ptrdiff_t>(most_of_a_rule)) return;
    if (std::find(list_.begin(), list_.end(), fault) == list_.end()) list_.push_back(std::move(fault));
  }
  std::vector<ConformanceFault> take() && { return std::move(list_); }

 private:
  std::vector<ConformanceFault> list_;
};

// The answer of a call; nothing when it threw, which is told under `throws` without the exception's text.
template <class Call>
auto guarded(Faults& faults, Rule throws, const std::string& what, const Call& call)
    -> std::optional<decltype(call())> {
  try {
    return call();
  } catch (...) {
    faults.tell(throws, what + ": an exception");
    return std::nullopt;
  }
}

}  // namespace kto::conformance
