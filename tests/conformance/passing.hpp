// Sources and ledgers that pass everything on to a good one: the broken ones of the tests change one thing.
#pragma once

#include <functional>
#include <set>

#include "kto/conformance.hpp"

namespace kto::test {

class Passing : public PersonaSource {
 public:
  explicit Passing(std::shared_ptr<const PersonaSource> real) : real_(std::move(real)) {}
  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override {
    return real_->candidates(queries, emit);
  }
  Result<void> by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const override {
    return real_->by_key(keys, emit);
  }
  Result<void> by_organisation(Region region, const OrganisationId& organisation,
                               const EmitPersona& emit) const override {
    return real_->by_organisation(region, organisation, emit);
  }
  Result<void> scan(const std::optional<PersonaKey>& after, std::size_t limit, const EmitPersona& emit) const override {
    return real_->scan(after, limit, emit);
  }
  Result<std::vector<Region>> regions() const override { return real_->regions(); }
  Result<void> unnumbered(Region region, std::size_t limit, const EmitPersona& emit) const override {
    return real_->unnumbered(region, limit, emit);
  }

 protected:
  std::shared_ptr<const PersonaSource> real_;
};

class PassingLedger : public Ledger {
 public:
  explicit PassingLedger(std::shared_ptr<Ledger> real) : real_(std::move(real)) {}
  Result<std::vector<Link>> links_of(const Subject& subject) const override { return real_->links_of(subject); }
  Result<std::vector<std::optional<Link>>> links_to(std::span<const PersonaKey> personas) const override {
    return real_->links_to(personas);
  }
  Result<std::vector<ConsentRecord>> consents_for(const PersonaKey& child) const override {
    return real_->consents_for(child);
  }
  Result<std::optional<Decision>> decision(std::string_view ticket) const override { return real_->decision(ticket); }
  Result<std::vector<SignIn>> sign_ins_of(const PersonaKey& persona) const override {
    return real_->sign_ins_of(persona);
  }
  Result<std::unique_ptr<LedgerTransaction>> begin() override { return real_->begin(); }

 protected:
  std::shared_ptr<Ledger> real_;
};

class PassingTransaction : public LedgerTransaction {
 public:
  explicit PassingTransaction(std::unique_ptr<LedgerTransaction> real) : real_(std::move(real)) {}
  Result<void> add_link(const Link& link) override { return real_->add_link(link); }
  Result<void> remove_link(const PersonaKey& persona) override { return real_->remove_link(persona); }
  Result<void> add_consent(const ConsentRecord& consent) override { return real_->add_consent(consent); }
  Result<void> revoke_consent(const PersonaKey& child, std::int64_t at) override {
    return real_->revoke_consent(child, at);
  }
  Result<void> add_decision(const Decision& decision) override { return real_->add_decision(decision); }
  Result<void> add_sign_in(const SignIn& sign_in) override { return real_->add_sign_in(sign_in); }
  Result<void> commit() override { return real_->commit(); }

 protected:
  std::unique_ptr<LedgerTransaction> real_;
};

inline std::shared_ptr<Store> memory_store(std::span<const Persona> personas = {}) {
  OpenOptions options;
  options.mode = OpenMode::create_unsealed;
  options.busy_timeout = std::chrono::milliseconds(100);
  std::shared_ptr<Store> store = open_store("memory:", options).value();
  const auto transaction = store->begin_import().value();
  for (const Persona& one : personas) transaction->put(one).value();
  transaction->commit().value();
  return store;
}

inline std::set<std::string> rules_of(const std::vector<ConformanceFault>& faults) {
  std::set<std::string> out;
  for (const ConformanceFault& fault : faults) out.insert(fault.rule);
  return out;
}

inline std::string text_of(const std::vector<ConformanceFault>& faults) {
  std::string out;
  for (const ConformanceFault& fault : faults) out += fault.rule + ": " + fault.what + "\n";
  return out;
}

}  // namespace kto::test
