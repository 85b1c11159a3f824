// bindings/c/source.hpp — the two seams as handles: whose personas, where links are recorded.
#pragma once

#include <memory>
#include <optional>

#include "handle.hpp"
#include "kto/store.hpp"
#include "store/process.hpp"

namespace kto::c {

// The process that opened a store of ours; none for a source of the portal's own.
using Owner = std::optional<store::Process>;

inline Result<void> check_owner(const Owner& owner) { return owner ? owner->check() : Result<void>(); }

}  // namespace kto::c

struct kto_source : kto::c::Handle<kto::c::Kind::source> {
  kto_source(std::shared_ptr<const kto::PersonaSource> given, kto::c::Owner process, bool is_borrowed)
      : personas(std::move(given)), owner(process), borrowed(is_borrowed) {}

  const std::shared_ptr<const kto::PersonaSource> personas;
  const kto::c::Owner owner;
  const bool borrowed;  // belongs to a store's handle: kto_source_free leaves it alone
};

struct kto_ledger : kto::c::Handle<kto::c::Kind::ledger> {
  kto_ledger(std::shared_ptr<kto::Ledger> given, kto::c::Owner process, bool is_borrowed,
             std::optional<kto::Issuer> accepts = std::nullopt)
      : ledger(std::move(given)), owner(process), borrowed(is_borrowed), issuer(accepts) {}

  const std::shared_ptr<kto::Ledger> ledger;
  const kto::c::Owner owner;
  const bool borrowed;
  const std::optional<kto::Issuer> issuer;  // whose accounts it takes; none: the store says
};
