// bindings/c/store.hpp — an open store as a handle, with its two seams in it.
#pragma once

#include "source.hpp"

struct kto_store : kto::c::Handle<kto::c::Kind::store> {
  explicit kto_store(std::shared_ptr<kto::Store> opened)
      : store(std::move(opened)),
        source(store, kto::store::Process(), true),
        ledger(store, kto::store::Process(), true) {}

  const std::shared_ptr<kto::Store> store;  // resolvers keep it alive as well
  const kto_source source;
  const kto_ledger ledger;
};
