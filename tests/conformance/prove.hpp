// For every rule of a seam there is an implementation that breaks it, and the suite tells this rule alone.
#pragma once

#include <catch2/catch.hpp>

#include "conformance/passing.hpp"

namespace kto::test {

template <class Hooks>
struct Broken {
  std::string rule;  // that must find it
  Hooks hooks{};
  std::set<std::string> also{};  // rules that cannot hold where this one does not
};

template <class Hooks, class Run>
void prove(Seam seam, const std::vector<Broken<Hooks>>& all, const Run& run) {
  std::set<std::string> failed;
  for (const Broken<Hooks>& broken : all) {
    const auto faults = run(broken.hooks);
    INFO(broken.rule << " is broken; told was\n" << text_of(faults));
    std::set<std::string> told = rules_of(faults);
    CHECK(told.contains(broken.rule));
    if (told.erase(broken.rule) > 0) failed.insert(broken.rule);
    for (const std::string& also : broken.also) told.erase(also);
    CHECK(told.empty());
  }
  for (const ConformanceRule& rule : conformance_rules()) {
    INFO(rule.name);
    if (rule.seam == seam) CHECK(failed.contains(std::string(rule.name)));
  }
}

}  // namespace kto::test
