// bindings/c/rules.hpp — a checked set of rules as a handle.
#pragma once

#include "handle.hpp"
#include "kto/signin.hpp"

struct kto_rules : kto::c::Handle<kto::c::Kind::rules> {
  explicit kto_rules(kto::RuleSet checked) : set(std::move(checked)) {}
  const kto::RuleSet set;
};
