// For every rule of a ledger there is one that breaks it, and the suite tells this rule and no other.
#include <condition_variable>
#include <stdexcept>

#include "conformance/broken_transactions.hpp"
#include "conformance/prove.hpp"

using namespace kto;
using namespace kto::test;

namespace {

// What a broken ledger changes: each left empty passes on.
struct Hooks {
  std::function<Result<std::vector<Link>>(const Ledger&, const Subject&)> links_of{};
  std::function<void(std::span<const PersonaKey>, std::vector<std::optional<Link>>&)> links_to{};
  std::function<void(const PersonaKey&, std::vector<ConsentRecord>&)> consents_for{};
  std::function<Result<std::optional<Decision>>(const Ledger&, std::string_view)> decision{};
  std::function<void(const PersonaKey&, std::vector<SignIn>&)> sign_ins_of{};
  std::function<Result<std::unique_ptr<LedgerTransaction>>(Ledger&)> begin{};
};

class Hooked final : public PassingLedger {
 public:
  Hooked(std::shared_ptr<Ledger> real, Hooks hooks) : PassingLedger(std::move(real)), hooks_(std::move(hooks)) {}
  Result<std::vector<Link>> links_of(const Subject& subject) const override {
    return hooks_.links_of ? hooks_.links_of(*real_, subject) : real_->links_of(subject);
  }
  Result<std::vector<std::optional<Link>>> links_to(std::span<const PersonaKey> personas) const override {
    auto out = real_->links_to(personas).value();
    if (hooks_.links_to) hooks_.links_to(personas, out);
    return out;
  }
  Result<std::vector<ConsentRecord>> consents_for(const PersonaKey& child) const override {
    auto out = real_->consents_for(child).value();
    if (hooks_.consents_for) hooks_.consents_for(child, out);
    return out;
  }
  Result<std::optional<Decision>> decision(std::string_view ticket) const override {
    return hooks_.decision ? hooks_.decision(*real_, ticket) : real_->decision(ticket);
  }
  Result<std::vector<SignIn>> sign_ins_of(const PersonaKey& persona) const override {
    auto out = real_->sign_ins_of(persona).value();
    if (hooks_.sign_ins_of) hooks_.sign_ins_of(persona, out);
    return out;
  }
  Result<std::unique_ptr<LedgerTransaction>> begin() override {
    return hooks_.begin ? hooks_.begin(*real_) : real_->begin();
  }

 private:
  Hooks hooks_;
};

using Breaks = std::vector<test::Broken<Hooks>>;

// Begins transactions of a kind of its own over good ones.
template <class Transaction>
Hooks with() {
  Hooks out;
  out.begin = [](Ledger& real) -> Result<std::unique_ptr<LedgerTransaction>> {
    auto begun = real.begin();
    if (!begun) return fail(begun.error());
    return std::unique_ptr<LedgerTransaction>(std::make_unique<Transaction>(std::move(*begun)));
  };
  return out;
}

Hooks links_of(std::function<void(const Ledger&, const Subject&, std::vector<Link>&)> how) {
  Hooks out;
  out.links_of = [how](const Ledger& real, const Subject& subject) -> Result<std::vector<Link>> {
    auto links = real.links_of(subject).value();
    how(real, subject, links);
    return links;
  };
  return out;
}
Hooks links_to(decltype(Hooks::links_to) how) {
  Hooks out;
  out.links_to = std::move(how);
  return out;
}
Hooks consents_for(decltype(Hooks::consents_for) how) {
  Hooks out;
  out.consents_for = std::move(how);
  return out;
}
Hooks decision(decltype(Hooks::decision) how) {
  Hooks out;
  out.decision = std::move(how);
  return out;
}
Hooks sign_ins_of(decltype(Hooks::sign_ins_of) how) {
  Hooks out;
  out.sign_ins_of = std::move(how);
  return out;
}

// Half of a pair of links is committed, then the other half, when a reader has looked in between.
struct Watched {
  std::mutex mutex{};
  std::condition_variable looked{};
  int looks = 0;
};
class CommitsInHalves final : public PassingTransaction {
 public:
  CommitsInHalves(Ledger& ledger, std::unique_ptr<LedgerTransaction> first, std::shared_ptr<Watched> watched)
      : PassingTransaction(std::move(first)), ledger_(ledger), watched_(std::move(watched)) {}
  Result<void> add_link(const Link& link) override {
    if (link.persona.organisation.str() != "Чтение" || link.persona.region.number() != 77) return real_->add_link(link);
    second_ = link;
    return {};
  }
  Result<void> commit() override {
    KTO_TRY(real_->commit());
    if (!second_) return {};
    {
      std::unique_lock lock(watched_->mutex);
      const int before = watched_->looks;
      watched_->looked.wait(lock, [&] { return watched_->looks > before + 1; });
    }
    real_ = ledger_.begin().value();
    KTO_TRY(real_->add_link(*second_));
    return real_->commit();
  }

 private:
  Ledger& ledger_;
  std::shared_ptr<Watched> watched_;
  std::optional<Link> second_{};
};

Hooks in_halves() {
  const auto watched = std::make_shared<Watched>();
  Hooks out;
  out.begin = [watched](Ledger& real) -> Result<std::unique_ptr<LedgerTransaction>> {
    auto begun = real.begin();
    if (!begun) return fail(begun.error());
    return std::unique_ptr<LedgerTransaction>(std::make_unique<CommitsInHalves>(real, std::move(*begun), watched));
  };
  out.links_to = [watched](std::span<const PersonaKey>, std::vector<std::optional<Link>>&) {
    const std::lock_guard lock(watched->mutex);
    ++watched->looks;
    watched->looked.notify_all();
  };
  return out;
}

// A transaction of several acts, each committed by itself.
class CommitsEachAct final : public PassingTransaction {
 public:
  CommitsEachAct(Ledger& ledger, std::unique_ptr<LedgerTransaction> first)
      : PassingTransaction(std::move(first)), ledger_(ledger) {}
  Result<void> add_link(const Link& link) override { return next(real_->add_link(link)); }
  Result<void> remove_link(const PersonaKey& persona) override { return next(real_->remove_link(persona)); }
  Result<void> add_consent(const ConsentRecord& one) override { return next(real_->add_consent(one)); }
  Result<void> revoke_consent(const PersonaKey& child, std::int64_t at) override {
    return next(real_->revoke_consent(child, at));
  }
  Result<void> add_decision(const Decision& one) override { return next(real_->add_decision(one)); }
  Result<void> add_sign_in(const SignIn& one) override { return next(real_->add_sign_in(one)); }

 private:
  Result<void> next(Result<void> done) {
    if (!done || ++acts_ < 2) return done;  // the first act waits for the second
    KTO_TRY(real_->commit());
    real_ = ledger_.begin().value();
    return done;
  }
  Ledger& ledger_;
  int acts_ = 0;
};

Hooks each_act() {
  Hooks out;
  out.begin = [](Ledger& real) -> Result<std::unique_ptr<LedgerTransaction>> {
    auto begun = real.begin();
    if (!begun) return fail(begun.error());
    return std::unique_ptr<LedgerTransaction>(std::make_unique<CommitsEachAct>(real, std::move(*begun)));
  };
  return out;
}

// Does not wait, does not tell; or never gives the turn back.
class Pretended final : public LedgerTransaction {
  Result<void> add_link(const Link&) override { return {}; }
  Result<void> remove_link(const PersonaKey&) override { return {}; }
  Result<void> add_consent(const ConsentRecord&) override { return {}; }
  Result<void> revoke_consent(const PersonaKey&, std::int64_t) override { return {}; }
  Result<void> add_decision(const Decision&) override { return {}; }
  Result<void> add_sign_in(const SignIn&) override { return {}; }
  Result<void> commit() override { return {}; }
};
Hooks never_busy() {
  Hooks out;
  out.begin = [](Ledger& real) -> Result<std::unique_ptr<LedgerTransaction>> {
    auto begun = real.begin();
    if (!begun) return std::unique_ptr<LedgerTransaction>(std::make_unique<Pretended>());
    return begun;
  };
  return out;
}
Hooks bound_to_a_thread() {
  Hooks out;
  out.begin = [](Ledger& real) -> Result<std::unique_ptr<LedgerTransaction>> {
    if (std::this_thread::get_id() != home) return fail(Errc::store_busy);
    return real.begin();
  };
  return out;
}

Breaks broken_readings() {
  return {
      {"ledger.empty", links_of([](const Ledger&, const Subject& subject, std::vector<Link>& out) {
         out.push_back({subject, {Region::make(1).value(), OrganisationId("x"), PersonaId("x")}});
       })},
      {"ledger.fails",
       decision([](const Ledger& real, std::string_view ticket) -> Result<std::optional<Decision>> {
         if (ticket == "00000000000000000002") return fail(Errc::store_failed);
         return real.decision(ticket);
       }),
       {"decision.content"}},
      {"ledger.throws", decision([](const Ledger& real, std::string_view ticket) -> Result<std::optional<Decision>> {
         if (ticket.size() != 20) throw std::runtime_error("a driver's own");
         return real.decision(ticket);
       })},
      {"links_of.missing", links_of([](const Ledger&, const Subject&, std::vector<Link>& out) {
         if (out.size() == 2) out.pop_back();
       })},
      {"links_of.other_subject", links_of([](const Ledger& real, const Subject&, std::vector<Link>& out) {
         if (out.size() != 2) return;
         const auto more = real.links_of({Issuer::production, Oid::make(1002).value()}).value();
         out.insert(out.begin(), more.begin(), more.end());
       })},
      {"links_of.other_issuer", links_of([](const Ledger& real, const Subject& subject, std::vector<Link>& out) {
         out = real.links_of({Issuer::production, subject.oid}).value();
       })},
      {"links_of.order",
       links_of([](const Ledger&, const Subject&, std::vector<Link>& out) { std::reverse(out.begin(), out.end()); })},
      {"links_to.length", links_to([](std::span<const PersonaKey> keys, std::vector<std::optional<Link>>& out) {
         if (keys.size() > 2) std::erase(out, std::nullopt);
       })},
      {"links_to.order", links_to([](std::span<const PersonaKey> keys, std::vector<std::optional<Link>>& out) {
         // A key that stands twice is answered once.
         for (std::size_t i = 0; i < keys.size(); ++i) {
           if (std::find(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(i), keys[i]) !=
               keys.begin() + static_cast<std::ptrdiff_t>(i)) {
             out[i].reset();
           }
         }
       })},
      {"links_to.unlinked", links_to([](std::span<const PersonaKey> keys, std::vector<std::optional<Link>>& out) {
         // Without the region.
         for (std::size_t i = 0; i < keys.size(); ++i) {
           for (std::size_t j = 0; j < keys.size(); ++j) {
             if (!out[i] && out[j] && keys[i].organisation == keys[j].organisation && keys[i].id == keys[j].id &&
                 keys.size() > 2) {
               out[i] = out[j];
             }
           }
         }
       })},
      {"link.content", links_of([](const Ledger&, const Subject&, std::vector<Link>& out) {
         for (Link& one : out) one.origin = LinkOrigin::automatic;
       })},
      {"consents_for.missing", consents_for([](const PersonaKey& child, std::vector<ConsentRecord>& out) {
         // Only those that a parent gave.
         if (out.size() == 2 && child.organisation.str() == "Согласия") out.erase(out.begin());
       })},
      {"consents_for.revoked", consents_for([](const PersonaKey& child, std::vector<ConsentRecord>& out) {
         if (out.size() == 2) out.insert(out.begin(), {child, std::nullopt, 50, 60});
       })},
      {"consents_for.other_child", consents_for([](const PersonaKey& child, std::vector<ConsentRecord>& out) {
         if (out.size() == 2) out.insert(out.begin() + 1, {child, std::nullopt, 150, std::nullopt});
       })},
      {"consents_for.order",
       consents_for([](const PersonaKey&, std::vector<ConsentRecord>& out) { std::reverse(out.begin(), out.end()); })},
      {"consent.content", consents_for([](const PersonaKey&, std::vector<ConsentRecord>& out) {
         if (out.size() != 2) return;
         for (ConsentRecord& one : out) one.given_by.reset();
       })},
      {"decision.content", decision([](const Ledger& real, std::string_view ticket) -> Result<std::optional<Decision>> {
         auto out = real.decision(ticket).value();
         if (out) out->reasons.clear();
         return out;
       })},
      {"decision.unknown", decision([](const Ledger& real, std::string_view ticket) -> Result<std::optional<Decision>> {
         if (ticket.size() != 20) return fail(Errc::bad_argument);
         return real.decision(ticket);
       })},
      {"sign_ins_of.missing", sign_ins_of([](const PersonaKey&, std::vector<SignIn>& out) {
         std::erase_if(out, [](const SignIn& one) { return one.ticket.empty(); });
       })},
      {"sign_ins_of.other_persona", sign_ins_of([](const PersonaKey& who, std::vector<SignIn>& out) {
         if (out.size() == 3) out.insert(out.end() - 1, {"", who, 16});
       })},
      {"sign_ins_of.order",
       sign_ins_of([](const PersonaKey&, std::vector<SignIn>& out) { std::reverse(out.begin(), out.end()); })},
      {"sign_in.content", sign_ins_of([](const PersonaKey&, std::vector<SignIn>& out) {
         for (SignIn& one : out) one.ticket.clear();
       })},
  };
}

Breaks broken_transactions() {
  return {
      {"add_link.already_linked",
       with<StealsLinks>(),
       {"add_link.same_subject", "add_link.own_changes", "transaction.goes_on", "ledger.race"}},
      {"add_link.same_subject", with<SameLinkIsFine>(), {"transaction.ends"}},
      {"add_link.other_persona", with<IdIsEnough>()},
      {"add_link.issuer", with<TakesEveryIssuer>()},
      {"add_link.own_changes", with<ForgetsItsLinks>(), {"transaction.ends"}},
      {"remove_link.not_found", with<RemovesAnything>(), {"transaction.ends"}},
      {"remove_link.own_changes", with<RemovesTwice>()},
      {"remove_link.removes", with<RemovesLater>(), {"remove_link.not_found", "remove_link.frees"}},
      {"remove_link.frees", with<NeverFrees>()},
      {"revoke_consent.not_found", with<RevokesNothing>(), {"transaction.ends"}},
      {"revoke_consent.revokes",
       with<RevokesOne>(),
       {"revoke_consent.not_found", "add_consent.anew", "rollback.consents"}},
      {"add_consent.anew", with<NeverAnew>()},
      {"add_decision.ticket_taken", with<GivesTicketsAgain>()},
      {"add_decision.ticket_form", with<TakesAnyTicket>()},
      {"rollback.links", with<CommitsAtTheEnd<Kind::link>>()},
      {"rollback.consents",
       with<CommitsAtTheEnd<Kind::consent>>(),
       {"revoke_consent.not_found", "add_consent.anew", "ledger.fails"}},
      {"rollback.decisions", with<CommitsAtTheEnd<Kind::decision>>(), {"ledger.fails"}},
      {"rollback.sign_ins", with<CommitsAtTheEnd<Kind::sign_in>>()},
      {"transaction.isolated", each_act(), {"rollback.sign_ins"}},
      {"transaction.goes_on", with<EndsAtARefusal>()},
      {"transaction.ends", with<NeverEnds>()},
      {"transaction.busy", never_busy(), {"ledger.threads", "ledger.race"}},
      {"transaction.turn", bound_to_a_thread()},
      {"commit.complete", with<LosesSignIns>(), {"transaction.goes_on"}},
      {"commit.atomic", in_halves()},
      {"ledger.threads", with<LosesOfThreads>()},
      {"ledger.race", with<LetsAllWin>()},
  };
}

}  // namespace

TEST_CASE("every rule of a ledger can fail, and finds its own fault") {
  Breaks all = broken_readings();
  for (auto& one : broken_transactions()) all.push_back(std::move(one));
  prove(Seam::ledger, all, [](const Hooks& hooks) {
    known_links.clear();
    revoked_once = false;
    Hooked ledger(memory_store(), hooks);
    return check_ledger(ledger);
  });
}
