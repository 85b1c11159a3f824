// Both suites over every store by one loop; and over sources and ledgers that are broken on purpose: a
// suite that cannot fail proves nothing.
#include <catch2/catch.hpp>

#include "store/conformance_ledger.hpp"
#include "store/conformance_source.hpp"
#include "store/stores.hpp"

using namespace kto;

TEST_CASE("every store is a good PersonaSource") {
  for (const auto& kind : test::store_kinds()) {
    test::StoreMaker maker(kind);
    const auto faults =
        test::source_conformance([&](std::span<const Persona> personas) { return maker.make(personas); });
    INFO(kind.name << "\n" << faults.text());
    CHECK(faults.list().empty());
  }
}

TEST_CASE("every store is a good Ledger") {
  for (const auto& kind : test::store_kinds()) {
    test::StoreMaker maker(kind);
    const auto faults = test::ledger_conformance([&] { return maker.make(); });
    INFO(kind.name << "\n" << faults.text());
    CHECK(faults.list().empty());
  }
}

namespace {

// Passes everything on; the broken ones change one thing.
class Passing : public PersonaSource {
 public:
  explicit Passing(std::unique_ptr<PersonaSource> real) : real_(std::move(real)) {}
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

 protected:
  std::unique_ptr<PersonaSource> real_;
};

struct MixesRegions final : Passing {
  using Passing::Passing;
  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override {
    const std::vector<Region> regions_there = real_->regions().value();
    for (std::size_t i = 0; i < queries.size(); ++i) {
      std::vector<NumberQuery> everywhere;
      for (const Region region : regions_there) everywhere.push_back({region, queries[i].number});
      KTO_TRY(real_->candidates(everywhere, [&](std::size_t, const Persona& p) { return emit(i, p); }));
    }
    return {};
  }
};

struct ForgetsArchived final : Passing {
  using Passing::Passing;
  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override {
    return real_->candidates(queries, [&](std::size_t i, const Persona& p) -> Result<void> {
      return p.archived() ? Result<void>() : emit(i, p);
    });
  }
};

struct SwallowsErrors final : Passing {
  using Passing::Passing;
  Result<void> scan(const std::optional<PersonaKey>& after, std::size_t limit, const EmitPersona& emit) const override {
    return real_->scan(after, limit, [&](const Persona& p) -> Result<void> {
      static_cast<void>(emit(p));
      return {};
    });
  }
};

struct SortsByKey final : Passing {
  using Passing::Passing;
  Result<void> by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const override {
    std::vector<PersonaKey> sorted(keys.begin(), keys.end());
    std::sort(sorted.begin(), sorted.end());
    return real_->by_key(sorted, emit);
  }
};

struct LosesTheLimit final : Passing {
  using Passing::Passing;
  Result<void> scan(const std::optional<PersonaKey>& after, std::size_t, const EmitPersona& emit) const override {
    return real_->scan(after, SIZE_MAX, emit);
  }
};

template <class Broken>
test::Faults faults_of_source() {
  test::StoreMaker maker(test::store_kinds().front());
  return test::source_conformance(
      [&](std::span<const Persona> personas) { return std::make_unique<Broken>(maker.make(personas)); });
}

class PassingLedger : public Ledger {
 public:
  explicit PassingLedger(std::unique_ptr<Ledger> real) : real_(std::move(real)) {}
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
  std::unique_ptr<Ledger> real_;
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

template <class Broken>
struct WithTransaction final : PassingLedger {
  using PassingLedger::PassingLedger;
  Result<std::unique_ptr<LedgerTransaction>> begin() override {
    auto real = real_->begin();
    if (!real) return fail(real.error());
    return std::unique_ptr<LedgerTransaction>(std::make_unique<Broken>(std::move(*real)));
  }
};

struct CommitsAtTheEnd final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  CommitsAtTheEnd(const CommitsAtTheEnd&) = delete;
  CommitsAtTheEnd& operator=(const CommitsAtTheEnd&) = delete;
  ~CommitsAtTheEnd() override { static_cast<void>(real_->commit()); }
};

struct StealsLinks final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> add_link(const Link& link) override {
    static_cast<void>(real_->remove_link(link.persona));
    return real_->add_link(link);
  }
};

struct NeverRevokes final : PassingTransaction {
  using PassingTransaction::PassingTransaction;
  Result<void> revoke_consent(const PersonaKey&, std::int64_t) override { return {}; }
};

struct MixesIssuers final : PassingLedger {
  using PassingLedger::PassingLedger;
  Result<std::vector<Link>> links_of(const Subject& subject) const override {
    return real_->links_of(Subject{Issuer::production, subject.oid});
  }
};

template <class Broken>
test::Faults faults_of_ledger() {
  test::StoreMaker maker(test::store_kinds().front());
  return test::ledger_conformance([&] { return std::make_unique<Broken>(maker.make()); });
}

}  // namespace

TEST_CASE("a source that only passes on, with the default unnumbered(), is good") {
  const auto faults = faults_of_source<Passing>();
  INFO(faults.text());
  CHECK(faults.list().empty());
}

TEST_CASE("the suite of PersonaSource fails what is broken") {
  CHECK(faults_of_source<MixesRegions>().contains("exactly those of the region and number"));
  CHECK(faults_of_source<ForgetsArchived>().contains("exactly those of the region and number"));
  CHECK(faults_of_source<SwallowsErrors>().contains("the receiver's error"));
  CHECK(faults_of_source<SortsByKey>().contains("in the order asked"));
  CHECK(faults_of_source<LosesTheLimit>().contains("no more than the limit"));
}

TEST_CASE("the suite of Ledger fails what is broken") {
  CHECK(faults_of_ledger<PassingLedger>().list().empty());
  CHECK(faults_of_ledger<WithTransaction<CommitsAtTheEnd>>().contains("nothing is kept without commit"));
  CHECK(faults_of_ledger<WithTransaction<StealsLinks>>().contains("a linked persona to another subject"));
  CHECK(faults_of_ledger<WithTransaction<NeverRevokes>>().contains("revoked ones do not count"));
  CHECK(faults_of_ledger<MixesIssuers>().contains("of another issuer is another subject"));
}
