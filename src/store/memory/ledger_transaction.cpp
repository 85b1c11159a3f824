#include "store/memory/tables.hpp"
#include "store/validate.hpp"

namespace kto::store::memory {
namespace {

class LedgerChanges final : public LedgerTransaction {
 public:
  explicit LedgerChanges(std::shared_ptr<Core> core) : core_(std::move(core)) {}
  ~LedgerChanges() override { end(); }

  Result<void> begin() {
    KTO_TRY(core_->take_turn());
    ended_ = false;
    return {};
  }

  Result<void> add_link(const Link& link) override {
    KTO_TRY(usable());
    KTO_TRY(check_link(link, core_->issuer));
    if (is_linked(link.persona)) return fail(Errc::already_linked);
    links_.insert_or_assign(link.persona, link);
    return {};
  }

  Result<void> remove_link(const PersonaKey& persona) override {
    KTO_TRY(usable());
    if (!is_linked(persona)) return fail(Errc::not_found);
    links_.insert_or_assign(persona, std::nullopt);
    return {};
  }

  Result<void> add_consent(const ConsentRecord& consent) override {
    KTO_TRY(usable());
    KTO_TRY(check_consent(consent));
    consents_of(consent.child).push_back(consent);
    return {};
  }

  Result<void> revoke_consent(const PersonaKey& child, std::int64_t at) override {
    KTO_TRY(usable());
    bool found = false;
    for (ConsentRecord& consent : consents_of(child)) {
      if (consent.revoked_at) continue;
      consent.revoked_at = at;
      found = true;
    }
    return found ? Result<void>() : Result<void>(fail(Errc::not_found));
  }

  Result<void> add_decision(const Decision& decision) override {
    KTO_TRY(usable());
    KTO_TRY(check_decision(decision));
    if (core_->tables.decisions.contains(decision.ticket) || !decisions_.emplace(decision.ticket, decision).second) {
      return fail(Errc::bad_argument, "ticket");
    }
    return {};
  }

  Result<void> add_sign_in(const SignIn& sign_in) override {
    KTO_TRY(usable());
    KTO_TRY(check_sign_in(sign_in));
    sign_ins_.push_back(sign_in);
    return {};
  }

  Result<void> commit() override {
    KTO_TRY(usable());
    {
      const std::unique_lock lock(core_->mutex);
      Tables& tables = core_->tables;
      for (auto& [key, link] : links_) {
        const auto known = tables.links.find(key);
        if (known != tables.links.end()) {
          const auto keys = tables.links_by_subject.find(known->second.subject);
          keys->second.erase(key);
          if (keys->second.empty()) tables.links_by_subject.erase(keys);
          tables.links.erase(known);
        }
        if (!link) continue;
        tables.links_by_subject[link->subject].insert(key);
        tables.links.emplace(key, std::move(*link));
      }
      for (auto& [child, consents] : consents_) tables.consents.insert_or_assign(child, std::move(consents));
      tables.decisions.merge(decisions_);
      for (SignIn& sign_in : sign_ins_) {
        const PersonaKey key = sign_in.persona;
        tables.sign_ins[key].push_back(std::move(sign_in));
      }
    }
    end();
    return {};
  }

 private:
  Result<void> usable() const {
    KTO_TRY(core_->process.check());
    if (ended_) return fail(Errc::bad_argument, "transaction");
    return {};
  }

  void end() noexcept {
    if (ended_) return;
    ended_ = true;
    if (core_->process.same()) core_->turn.give();
  }

  // The tables are read without the lock: they change only under the turn, which is ours.
  bool is_linked(const PersonaKey& key) const {
    const auto changed = links_.find(key);
    return changed == links_.end() ? core_->tables.links.contains(key) : changed->second.has_value();
  }

  std::vector<ConsentRecord>& consents_of(const PersonaKey& child) {
    const auto [place, fresh] = consents_.try_emplace(child);
    if (fresh) {
      const auto known = core_->tables.consents.find(child);
      if (known != core_->tables.consents.end()) place->second = known->second;
    }
    return place->second;
  }

  std::shared_ptr<Core> core_;
  bool ended_ = true;                                // or not yet begun
  std::map<PersonaKey, std::optional<Link>> links_;  // nothing = taken away
  std::map<PersonaKey, std::vector<ConsentRecord>> consents_;
  std::map<std::string, Decision, std::less<>> decisions_;
  std::vector<SignIn> sign_ins_;
};

}  // namespace

Result<std::unique_ptr<LedgerTransaction>> begin_ledger_transaction(std::shared_ptr<Core> core) {
  // Made first: a turn that was taken must have somebody who gives it back.
  auto changes = std::make_unique<LedgerChanges>(std::move(core));
  KTO_TRY(changes->begin());
  return std::unique_ptr<LedgerTransaction>(std::move(changes));
}

}  // namespace kto::store::memory
