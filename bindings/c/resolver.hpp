// bindings/c/resolver.hpp — a resolver that keeps both seams alive.
#pragma once

#include "kto/signin.hpp"
#include "source.hpp"

struct kto_resolver : kto::c::Handle<kto::c::Kind::resolver> {
  kto_resolver(const kto_source& from, const kto_ledger* in, kto::ResolveOptions options)
      : source(from.personas),
        ledger(in != nullptr ? in->ledger : nullptr),
        source_owner(from.owner),
        ledger_owner(in != nullptr ? in->owner : std::nullopt),
        resolver(*source, ledger.get(), std::move(options)) {}

  const std::shared_ptr<const kto::PersonaSource> source;
  const std::shared_ptr<kto::Ledger> ledger;
  const kto::c::Owner source_owner;
  const kto::c::Owner ledger_owner;
  const kto::Resolver resolver;
};
