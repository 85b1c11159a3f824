#include "ledger_adapter.hpp"

#include "ledger_records.hpp"
#include "sinks.hpp"
#include "struct_size.hpp"

KTO_FIRST_MEMBERS(kto_ledger_ops, close);

namespace kto::c {
namespace {

unexpected<Error> outside(const char* field) { return fail(callback_wrong, std::string(field)); }

// Takes what one call hands in; what was not asked for is refused.
class RecordTaker {
 public:
  virtual ~RecordTaker() = default;
  virtual Result<void> link(std::size_t, Link&&) { return outside("link"); }
  virtual Result<void> consent(ConsentRecord&&) { return outside("consent"); }
  virtual Result<void> decision(Decision&&) { return outside("decision"); }
  virtual Result<void> sign_in(SignIn&&) { return outside("sign_in"); }
};

using RecordSink = Sink<kto_ledger_sink, RecordTaker>;

class LinksOf : public RecordTaker {
 public:
  explicit LinksOf(const Subject& subject) : subject_(subject) {}
  std::vector<Link> links{};
  Result<void> link(std::size_t index, Link&& link) override {
    if (index != 0) return outside("index");
    if (link.subject != subject_) return outside("subject");
    if (!links.empty() && link.persona <= links.back().persona) return outside("persona");
    links.push_back(std::move(link));
    return {};
  }

 private:
  const Subject& subject_;
};

class LinksTo : public RecordTaker {
 public:
  explicit LinksTo(std::span<const PersonaKey> keys) : links(keys.size()), keys_(keys) {}
  std::vector<std::optional<Link>> links;
  Result<void> link(std::size_t index, Link&& link) override {
    if (index >= keys_.size() || links[index]) return outside("index");
    if (link.persona != keys_[index]) return outside("persona");
    links[index] = std::move(link);
    return {};
  }

 private:
  std::span<const PersonaKey> keys_;
};

class Consents : public RecordTaker {
 public:
  explicit Consents(const PersonaKey& child) : child_(child) {}
  std::vector<ConsentRecord> consents{};
  Result<void> consent(ConsentRecord&& consent) override {
    if (consent.child != child_ || consent.revoked_at) return outside("consent");
    if (!consents.empty() && consent.given_at < consents.back().given_at) return outside("given_at");
    consents.push_back(std::move(consent));
    return {};
  }

 private:
  const PersonaKey& child_;
};

class OneDecision : public RecordTaker {
 public:
  explicit OneDecision(std::string_view ticket) : ticket_(ticket) {}
  std::optional<Decision> found{};
  Result<void> decision(Decision&& decision) override {
    if (found || decision.ticket != ticket_) return outside("ticket");
    found = std::move(decision);
    return {};
  }

 private:
  std::string_view ticket_;
};

class SignIns : public RecordTaker {
 public:
  explicit SignIns(const PersonaKey& persona) : persona_(persona) {}
  std::vector<SignIn> entries{};
  Result<void> sign_in(SignIn&& sign_in) override {
    if (sign_in.persona != persona_) return outside("persona");
    if (!entries.empty() && sign_in.at < entries.back().at) return outside("at");
    entries.push_back(std::move(sign_in));
    return {};
  }

 private:
  const PersonaKey& persona_;
};

template <class Function>
Result<void> ask(RecordTaker& taker, const Function& function) {
  return call_with_sink<kto_ledger_sink>(taker, function);
}

class Turn : public LedgerTransaction {
 public:
  explicit Turn(std::shared_ptr<const LedgerTable> table) : table_(std::move(table)) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() override {
    try {
      if (begun_) table_->ops.end(table_->self, turn_);
    } catch (...) {  // nobody to tell; the turn is gone
    }
  }
  kto_status begin(std::int64_t* backend) {
    const kto_status status = table_->ops.begin(table_->self, &turn_, backend);
    begun_ = status == KTO_OK;
    return status;
  }

  Result<void> add_link(const Link& link) override {
    const kto_link told = link_out(link);
    return act(table_->ops.add_link, &told);
  }
  Result<void> remove_link(const PersonaKey& persona) override {
    const kto_persona_key told = key_out(persona);
    return act(table_->ops.remove_link, &told);
  }
  Result<void> add_consent(const ConsentRecord& consent) override {
    const kto_consent told = consent_out(consent);
    return act(table_->ops.add_consent, &told);
  }
  Result<void> revoke_consent(const PersonaKey& child, std::int64_t at) override {
    const kto_persona_key told = key_out(child);
    return act(table_->ops.revoke_consent, &told, at);
  }
  Result<void> add_decision(const Decision& decision) override {
    std::vector<kto_persona_key> keys;
    const kto_decision told = decision_out(decision, keys);
    return act(table_->ops.add_decision, &told);
  }
  Result<void> add_sign_in(const SignIn& sign_in) override {
    const kto_sign_in told = sign_in_out(sign_in);
    return act(table_->ops.add_sign_in, &told);
  }
  Result<void> commit() override { return act(table_->ops.commit); }

 private:
  template <class Function, class... Arguments>
  Result<void> act(Function function, Arguments... arguments) {
    return call_for_status([&](std::int64_t* backend) { return function(table_->self, turn_, arguments..., backend); });
  }

  std::shared_ptr<const LedgerTable> table_;
  kto_ledger_turn* turn_ = nullptr;
  bool begun_ = false;
};

Result<void> check_table(const kto_ledger_ops& ops) {
  if (ops.links_of == nullptr) return bad_argument("links_of");
  if (ops.links_to == nullptr) return bad_argument("links_to");
  if (ops.consents_for == nullptr) return bad_argument("consents_for");
  if (ops.decision == nullptr) return bad_argument("decision");
  if (ops.sign_ins_of == nullptr) return bad_argument("sign_ins_of");
  if (ops.begin == nullptr) return bad_argument("begin");
  if (ops.add_link == nullptr) return bad_argument("add_link");
  if (ops.remove_link == nullptr) return bad_argument("remove_link");
  if (ops.add_consent == nullptr) return bad_argument("add_consent");
  if (ops.revoke_consent == nullptr) return bad_argument("revoke_consent");
  if (ops.add_decision == nullptr) return bad_argument("add_decision");
  if (ops.add_sign_in == nullptr) return bad_argument("add_sign_in");
  if (ops.commit == nullptr) return bad_argument("commit");
  if (ops.end == nullptr) return bad_argument("end");
  return {};
}

}  // namespace

LedgerTable::~LedgerTable() {
  if (adopted) close_self(ops.close, self);
}

Result<std::shared_ptr<CallbackLedger>> CallbackLedger::make(const kto_ledger_ops* given, kto_ledger_self* self) {
  const auto ops = read_struct(given);
  if (!ops) return fail(ops.error());
  KTO_TRY(check_table(*ops));
  return std::shared_ptr<CallbackLedger>(new CallbackLedger(std::make_shared<LedgerTable>(*ops, self)));
}

Result<std::vector<Link>> CallbackLedger::links_of(const Subject& subject) const {
  LinksOf taker(subject);
  KTO_TRY(ask(taker, [&](kto_ledger_sink* sink, std::int64_t* backend) {
    return table_->ops.links_of(table_->self, static_cast<std::int32_t>(subject.issuer), subject.oid.value(), sink,
                                backend);
  }));
  return std::move(taker.links);
}

Result<std::vector<std::optional<Link>>> CallbackLedger::links_to(std::span<const PersonaKey> personas) const {
  std::vector<kto_persona_key> asked;
  for (const PersonaKey& key : personas) asked.push_back(key_out(key));
  LinksTo taker(personas);
  KTO_TRY(ask(taker, [&](kto_ledger_sink* sink, std::int64_t* backend) {
    return table_->ops.links_to(table_->self, asked.data(), asked.size(), sink, backend);
  }));
  return std::move(taker.links);
}

Result<std::vector<ConsentRecord>> CallbackLedger::consents_for(const PersonaKey& child) const {
  const kto_persona_key asked = key_out(child);
  Consents taker(child);
  KTO_TRY(ask(taker, [&](kto_ledger_sink* sink, std::int64_t* backend) {
    return table_->ops.consents_for(table_->self, &asked, sink, backend);
  }));
  return std::move(taker.consents);
}

Result<std::optional<Decision>> CallbackLedger::decision(std::string_view ticket) const {
  OneDecision taker(ticket);
  KTO_TRY(ask(taker, [&](kto_ledger_sink* sink, std::int64_t* backend) {
    return table_->ops.decision(table_->self, text_out(ticket), sink, backend);
  }));
  return std::move(taker.found);
}

Result<std::vector<SignIn>> CallbackLedger::sign_ins_of(const PersonaKey& persona) const {
  const kto_persona_key asked = key_out(persona);
  SignIns taker(persona);
  KTO_TRY(ask(taker, [&](kto_ledger_sink* sink, std::int64_t* backend) {
    return table_->ops.sign_ins_of(table_->self, &asked, sink, backend);
  }));
  return std::move(taker.entries);
}

Result<std::unique_ptr<LedgerTransaction>> CallbackLedger::begin() {
  // Made first: once there is a turn, nothing may fail before somebody holds it.
  auto transaction = std::make_unique<Turn>(table_);
  KTO_TRY(call_for_status([&](std::int64_t* backend) { return transaction->begin(backend); }));
  return std::unique_ptr<LedgerTransaction>(std::move(transaction));
}

}  // namespace kto::c

using namespace kto;
using namespace kto::c;

namespace {

template <class Take>
kto_status hand_in(const kto_ledger_sink* sink, const Take& take) noexcept {
  auto* found = RecordSink::find(sink);
  return found == nullptr ? KTO_E_HANDLE : found->take(take);
}

}  // namespace

kto_status kto_ledger_sink_link(kto_ledger_sink* sink, std::size_t index, const kto_link* link) noexcept {
  return hand_in(sink, [&](RecordTaker& taker) -> Result<void> {
    auto record = link_in(link);
    return record ? taker.link(index, std::move(*record)) : Result<void>(fail(record.error()));
  });
}

kto_status kto_ledger_sink_consent(kto_ledger_sink* sink, const kto_consent* consent) noexcept {
  return hand_in(sink, [&](RecordTaker& taker) -> Result<void> {
    auto record = consent_in(consent);
    return record ? taker.consent(std::move(*record)) : Result<void>(fail(record.error()));
  });
}

kto_status kto_ledger_sink_decision(kto_ledger_sink* sink, const kto_decision* decision) noexcept {
  return hand_in(sink, [&](RecordTaker& taker) -> Result<void> {
    auto record = decision_in(decision);
    return record ? taker.decision(std::move(*record)) : Result<void>(fail(record.error()));
  });
}

kto_status kto_ledger_sink_sign_in(kto_ledger_sink* sink, const kto_sign_in* sign_in) noexcept {
  return hand_in(sink, [&](RecordTaker& taker) -> Result<void> {
    auto record = sign_in_in(sign_in);
    return record ? taker.sign_in(std::move(*record)) : Result<void>(fail(record.error()));
  });
}
