// bindings/c/ledger_adapter.hpp — Ledger over a portal's table of functions (kto_unstable.h).
#pragma once

#include <memory>

#include "kto/kto_unstable.h"
#include "kto/store.hpp"
#include "values.hpp"

namespace kto::c {

// The table and the caller's state; closed when the last who uses them is gone.
class LedgerTable {
 public:
  LedgerTable(const kto_ledger_ops& functions, kto_ledger_self* state) : ops(functions), self(state) {}
  LedgerTable(const LedgerTable&) = delete;
  LedgerTable& operator=(const LedgerTable&) = delete;
  ~LedgerTable();

  const kto_ledger_ops ops;
  kto_ledger_self* const self;
  bool adopted = false;  // false: `self` is the caller's still
};

class CallbackLedger : public Ledger {
 public:
  static Result<std::shared_ptr<CallbackLedger>> make(const kto_ledger_ops* given, kto_ledger_self* self);
  void adopt() noexcept { table_->adopted = true; }

  Result<std::vector<Link>> links_of(const Subject& subject) const override;
  Result<std::vector<std::optional<Link>>> links_to(std::span<const PersonaKey> personas) const override;
  Result<std::vector<ConsentRecord>> consents_for(const PersonaKey& child) const override;
  Result<std::optional<Decision>> decision(std::string_view ticket) const override;
  Result<std::vector<SignIn>> sign_ins_of(const PersonaKey& persona) const override;
  Result<std::unique_ptr<LedgerTransaction>> begin() override;

 private:
  explicit CallbackLedger(std::shared_ptr<LedgerTable> table) : table_(std::move(table)) {}
  std::shared_ptr<LedgerTable> table_;
};

}  // namespace kto::c
