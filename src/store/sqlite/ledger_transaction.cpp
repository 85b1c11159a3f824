#include "store/clear_columns.hpp"
#include "store/sqlite/core.hpp"
#include "store/validate.hpp"

namespace kto::store::sqlite {
namespace {

class LedgerChanges final : public LedgerTransaction, private Transaction {
 public:
  explicit LedgerChanges(std::shared_ptr<Core> core) : Transaction(std::move(core)) {}
  using Transaction::begin;

  Result<void> add_link(const Link& link) override {
    KTO_TRY(usable());
    KTO_TRY(check_link(link, core().issuer));
    auto statement = db().prepare(
        "INSERT INTO links(region, organisation, id, issuer, oid, origin, made_at, rules, ticket)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING");
    if (!statement) return failed(statement.error());
    bind_key(*statement, link.persona).integer(static_cast<std::int64_t>(link.subject.issuer));
    statement->integer(link.subject.oid.value()).integer(static_cast<std::int64_t>(link.origin)).integer(link.made_at);
    statement->text(std::string_view(link.rules)).text(std::string_view(link.ticket));
    return changed(*statement, Error{Errc::already_linked});
  }

  Result<void> remove_link(const PersonaKey& persona) override {
    KTO_TRY(usable());
    auto statement = db().prepare("DELETE FROM links WHERE region = ?1 AND organisation = ?2 AND id = ?3");
    if (!statement) return failed(statement.error());
    return changed(bind_key(*statement, persona), Error{Errc::not_found});
  }

  Result<void> add_consent(const ConsentRecord& consent) override {
    KTO_TRY(usable());
    KTO_TRY(check_consent(consent));
    auto statement = db().prepare(
        "INSERT INTO consents(region, organisation, id, by_region, by_organisation, by_id, given_at, revoked_at)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    if (!statement) return failed(statement.error());
    bind_key(*statement, consent.child);
    if (consent.given_by) {
      bind_key(*statement, *consent.given_by);
    } else {
      statement->null().null().null();
    }
    statement->integer(consent.given_at);
    consent.revoked_at ? statement->integer(*consent.revoked_at) : statement->null();
    return changed(*statement, Error{Errc::internal});
  }

  Result<void> revoke_consent(const PersonaKey& child, std::int64_t at) override {
    KTO_TRY(usable());
    auto statement = db().prepare(
        "UPDATE consents SET revoked_at = ?4"
        " WHERE region = ?1 AND organisation = ?2 AND id = ?3 AND revoked_at IS NULL");
    if (!statement) return failed(statement.error());
    return changed(bind_key(*statement, child).integer(at), Error{Errc::not_found});
  }

  Result<void> add_decision(const Decision& decision) override {
    KTO_TRY(usable());
    KTO_TRY(check_decision(decision));
    const std::string reasons = encode_numbers(decision.reasons);
    const std::string personas = encode_keys(decision.personas);
    auto statement = db().prepare(
        "INSERT INTO decisions(ticket, decided_at, region, subject_hash, verdict, reasons, personas, rules, rules_hash)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING");
    if (!statement) return failed(statement.error());
    statement->text(std::string_view(decision.ticket)).integer(decision.decided_at).integer(decision.region.number());
    statement->text(std::string_view(decision.subject_hash)).integer(decision.verdict);
    statement->text(std::string_view(reasons)).text(std::string_view(personas));
    statement->text(std::string_view(decision.rules)).text(std::string_view(decision.rules_hash));
    return changed(*statement, fail(Errc::bad_argument, "ticket").error());
  }

  Result<void> add_sign_in(const SignIn& sign_in) override {
    KTO_TRY(usable());
    KTO_TRY(check_sign_in(sign_in));
    auto statement =
        db().prepare("INSERT INTO sign_ins(region, organisation, id, ticket, at) VALUES(?1, ?2, ?3, ?4, ?5)");
    if (!statement) return failed(statement.error());
    bind_key(*statement, sign_in.persona).text(std::string_view(sign_in.ticket)).integer(sign_in.at);
    return changed(*statement, Error{Errc::internal});
  }

  Result<void> commit() override { return Transaction::commit(); }

 private:
  static Statement& bind_key(Statement& statement, const PersonaKey& key) {
    return statement.integer(key.region.number()).text(key.organisation.str()).text(key.id.str());
  }

  // Runs it; `unless` when it changed no row. That is an answer, not a failure of the database.
  Result<void> changed(Statement& statement, const Error& unless) {
    const auto done = statement.run();
    if (!done) return failed(done.error());
    return ::sqlite3_changes(db().raw()) > 0 ? Result<void>() : Result<void>(fail(unless));
  }
};

}  // namespace

Result<std::unique_ptr<LedgerTransaction>> begin_ledger_transaction(std::shared_ptr<Core> core) {
  // Made first: what has begun must have somebody who ends it.
  auto changes = std::make_unique<LedgerChanges>(std::move(core));
  KTO_TRY(changes->begin());
  return std::unique_ptr<LedgerTransaction>(std::move(changes));
}

}  // namespace kto::store::sqlite
