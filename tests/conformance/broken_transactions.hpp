// Ledger transactions with one fault each.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "conformance/passing.hpp"

namespace kto::test {

struct StealsLinks final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> add_link(const Link& link) override {
    const auto done = real_->add_link(link);
    if (done || done.error().code != Errc::already_linked) return done;
    KTO_TRY(real_->remove_link(link.persona));
    return real_->add_link(link);
  }
};

// The same link again is done already; another subject is refused.
inline std::mutex known_mutex;
inline std::map<PersonaKey, Subject> known_links;
struct SameLinkIsFine final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> add_link(const Link& link) override {
    const std::lock_guard lock(known_mutex);
    const auto done = real_->add_link(link);
    if (done) known_links.insert_or_assign(link.persona, link.subject);
    const auto known = known_links.find(link.persona);
    return known != known_links.end() && known->second == link.subject ? Result<void>() : done;
  }
};

// ids of other organisations are taken for the same persona
struct IdIsEnough final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> add_link(const Link& link) override {
    if (link.persona.organisation.str() == "Лицей") return fail(Errc::already_linked);
    return real_->add_link(link);
  }
};

struct TakesEveryIssuer final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> add_link(const Link& link) override {
    Link mine = link;
    mine.subject.issuer = Issuer::production;
    return real_->add_link(mine);
  }
};

// looks only at what is committed
struct ForgetsItsLinks final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> add_link(const Link& link) override {
    const auto done = real_->add_link(link);
    return !done && added_.contains(link.persona) ? Result<void>() : (added_.insert(link.persona), done);
  }
  std::set<PersonaKey> added_{};
};

struct RemovesAnything final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> remove_link(const PersonaKey& persona) override {
    const auto done = real_->remove_link(persona);
    const bool own = !removed_.insert(persona).second;
    return !done && !own && done.error().code == Errc::not_found ? Result<void>() : done;
  }
  std::set<PersonaKey> removed_{};
};

// looks only at what is committed
struct RemovesTwice final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> remove_link(const PersonaKey& persona) override {
    const auto done = real_->remove_link(persona);
    return done || removed_.insert(persona).second ? (removed_.insert(persona), done) : Result<void>();
  }
  std::set<PersonaKey> removed_{};
};

// a link is marked, and stands
struct RemovesLater final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> remove_link(const PersonaKey& persona) override {
    if (persona.id.str() == "b" && persona.organisation.str().starts_with("Лицей\t")) return {};
    return real_->remove_link(persona);
  }
};

// a persona that was linked once is never linked again
struct NeverFrees final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> remove_link(const PersonaKey& persona) override {
    const std::lock_guard lock(known_mutex);
    known_links.emplace(persona, Subject{Issuer::production, Oid::make(1).value()});
    return real_->remove_link(persona);
  }
  Result<void> add_link(const Link& link) override {
    const std::lock_guard lock(known_mutex);
    const bool once = link.persona.organisation.str() == "Лицей\tдва \\ №2" && link.persona.id.str() == "b" &&
                      known_links.contains(link.persona);
    return once ? Result<void>(fail(Errc::already_linked)) : real_->add_link(link);
  }
};

struct RevokesNothing final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> revoke_consent(const PersonaKey& child, std::int64_t at) override {
    const auto done = real_->revoke_consent(child, at);
    return done ? done : Result<void>();
  }
};

// of several consents one stays
struct RevokesOne final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> revoke_consent(const PersonaKey& child, std::int64_t at) override {
    KTO_TRY(real_->revoke_consent(child, at));
    ConsentRecord left{child, std::nullopt, 100, std::nullopt};
    return real_->add_consent(left);
  }
};

inline std::atomic<bool> revoked_once{false};
// revoked is revoked for ever
struct NeverAnew final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> revoke_consent(const PersonaKey& child, std::int64_t at) override {
    const auto done = real_->revoke_consent(child, at);
    if (done) revoking_ = true;
    return done;
  }
  Result<void> add_consent(const ConsentRecord& consent) override {
    ConsentRecord kept = consent;
    if (revoked_once && consent.given_at == 200) kept.revoked_at = 1;
    return real_->add_consent(kept);
  }
  Result<void> commit() override {
    if (revoking_) revoked_once = true;
    return real_->commit();
  }
  bool revoking_ = false;
};

struct GivesTicketsAgain final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> add_decision(const Decision& decision) override {
    const auto done = real_->add_decision(decision);
    const bool form =
        decision.ticket.size() != 20 || decision.ticket.find_first_not_of("0123456789") != std::string::npos;
    return form || ended_ ? done : Result<void>();
  }
  Result<void> commit() override {
    ended_ = true;
    return real_->commit();
  }
  bool ended_ = false;
};

struct TakesAnyTicket final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> add_decision(const Decision& decision) override {
    const bool good =
        decision.ticket.size() == 20 && decision.ticket.find_first_not_of("0123456789abcdef") == std::string::npos;
    return good ? real_->add_decision(decision) : Result<void>();
  }
};

// Writes at once what it should keep for the commit: `Kind` says of which.
enum class Kind : std::uint8_t { link, consent, decision, sign_in };
template <Kind kind>
struct CommitsAtTheEnd final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  CommitsAtTheEnd(const CommitsAtTheEnd&) = delete;
  CommitsAtTheEnd& operator=(const CommitsAtTheEnd&) = delete;
  ~CommitsAtTheEnd() override {
    if (only_) static_cast<void>(real_->commit());
  }
  Result<void> add_link(const Link& link) override { return note(Kind::link, real_->add_link(link)); }
  Result<void> remove_link(const PersonaKey& persona) override { return note(Kind::link, real_->remove_link(persona)); }
  Result<void> add_consent(const ConsentRecord& one) override { return note(Kind::consent, real_->add_consent(one)); }
  Result<void> revoke_consent(const PersonaKey& child, std::int64_t at) override {
    return note(Kind::consent, real_->revoke_consent(child, at));
  }
  Result<void> add_decision(const Decision& one) override { return note(Kind::decision, real_->add_decision(one)); }
  Result<void> add_sign_in(const SignIn& one) override { return note(Kind::sign_in, real_->add_sign_in(one)); }

 private:
  Result<void> note(Kind which, Result<void> done) {
    if (done && which == kind) only_ = true;
    return done;
  }
  bool only_ = false;
};

// a refused act dooms the transaction, as in PostgreSQL without savepoints
struct EndsAtARefusal final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  template <class Done>
  Result<void> doomed(Done done) {
    if (doomed_) return fail(Errc::store_failed);
    if (!done && writes_ >= 3) doomed_ = true;
    ++writes_;
    return done;
  }
  Result<void> add_link(const Link& link) override { return doomed(real_->add_link(link)); }
  Result<void> add_consent(const ConsentRecord& one) override { return doomed(real_->add_consent(one)); }
  Result<void> add_sign_in(const SignIn& one) override { return doomed(real_->add_sign_in(one)); }
  bool doomed_ = false;
  int writes_ = 0;
};

struct NeverEnds final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> commit() override {
    if (ended_) return {};
    ended_ = true;
    return real_->commit();
  }
  bool ended_ = false;
};

// where there is a decision, too
struct LosesSignIns final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> add_decision(const Decision& one) override {
    decided_ = one.ticket == "00000000000000000021";
    return real_->add_decision(one);
  }
  Result<void> add_sign_in(const SignIn& one) override { return decided_ ? Result<void>() : real_->add_sign_in(one); }
  bool decided_ = false;
};

inline const std::thread::id home = std::this_thread::get_id();
struct LosesOfThreads final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> add_link(const Link& link) override {
    const bool lost = std::this_thread::get_id() != home && link.persona.organisation.str() == "Потоки";
    return lost ? Result<void>() : real_->add_link(link);
  }
};

// the last one wins, and everybody thinks he did
struct LetsAllWin final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> add_link(const Link& link) override {
    const auto done = real_->add_link(link);
    return link.persona.organisation.str() == "Гонка" ? Result<void>() : done;
  }
};

}  // namespace kto::test
