// A plugin for kto-conformance: the suite's own people, and the ledger of a store of ours, behind the C tables.
// Argument "broken": the source leaves archived people out, the ledger forgets the tickets of its links.
#include <string_view>

#include "../../../bindings/c/ledger_records.hpp"
#include "kto/conformance.hpp"
#include "kto/kto_unstable.h"

using namespace kto;

struct kto_source_self {
  bool broken = false;
};
struct kto_ledger_turn {
  std::unique_ptr<LedgerTransaction> transaction;
};
struct kto_ledger_self {
  bool broken = false;
  std::unique_ptr<Store> store;
};

namespace {

using c::text_out;

kto_status give(const kto_source_self* self, kto_sink* sink, std::size_t query, const Persona& persona) {
  if (self->broken && persona.archived()) return KTO_OK;
  std::vector<kto_membership> memberships;
  for (const Membership& m : persona.memberships) {
    memberships.push_back({sizeof(kto_membership), text_out(m.school_year), text_out(m.klass), c::date_out(m.from),
                           c::date_out(m.to), static_cast<std::int32_t>(m.role),
                           static_cast<std::int32_t>(m.standing)});
  }
  std::vector<const kto_membership*> pointers;
  for (const kto_membership& m : memberships) pointers.push_back(&m);
  std::vector<kto_text> guardians;
  for (const PersonaId& guardian : persona.guardians) guardians.push_back(text_out(guardian.str()));
  kto_persona row{};
  row.struct_size = sizeof row;
  row.key = c::key_out(persona.key);
  row.surname = text_out(persona.name.parts().surname);
  row.given = text_out(persona.name.parts().given);
  row.patronymic = text_out(persona.name.parts().patronymic);
  row.snils = text_out(persona.number.text);
  row.sex = static_cast<std::int32_t>(persona.sex);
  row.birth_date = c::date_out(persona.birth_date);
  row.not_activated = persona.activated ? 0 : 1;
  row.login = text_out(persona.login);
  row.memberships = pointers.data();
  row.membership_count = pointers.size();
  row.guardians = guardians.data();
  row.guardian_count = guardians.size();
  row.consent = static_cast<std::int32_t>(persona.processing_consent);
  return kto_sink_persona(sink, query, &row);
}

std::vector<const Persona*> sorted() {
  std::vector<const Persona*> all;
  for (const Persona& persona : conformance_personas()) all.push_back(&persona);
  std::sort(all.begin(), all.end(), [](const Persona* a, const Persona* b) { return a->key < b->key; });
  return all;
}

// Every persona that `fits`, in key order, at most `limit`.
template <class Fits>
kto_status give_all(const kto_source_self* self, kto_sink* sink, std::size_t limit, const Fits& fits) {
  for (const Persona* persona : sorted()) {
    if (!fits(*persona)) continue;
    if (limit-- == 0) break;
    if (const auto status = give(self, sink, 0, *persona); status != KTO_OK) return status;
  }
  return KTO_OK;
}

bool in(const Persona& persona, std::int32_t region) {
  return static_cast<std::int32_t>(persona.key.region.number()) == region;
}

kto_status candidates(kto_source_self* self, const kto_number_query* queries, std::size_t count, kto_sink* sink,
                      std::int64_t*) {
  for (std::size_t i = 0; i < count; ++i) {
    for (const Persona& persona : conformance_personas()) {
      const auto& number = persona.number.reading.number;
      if (!in(persona, queries[i].region) || !number || number->number() != queries[i].number) continue;
      if (const auto status = give(self, sink, i, persona); status != KTO_OK) return status;
    }
  }
  return KTO_OK;
}

kto_status by_key(kto_source_self* self, const kto_persona_key* keys, std::size_t count, kto_sink* sink,
                  std::int64_t*) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto key = c::key_in(keys[i]);
    if (!key) continue;
    const auto status = give_all(self, sink, 1, [&](const Persona& persona) { return persona.key == *key; });
    if (status != KTO_OK) return status;
  }
  return KTO_OK;
}

kto_status by_organisation(kto_source_self* self, std::int32_t region, kto_text organisation, kto_sink* sink,
                           std::int64_t*) {
  const std::string_view name(organisation.data, organisation.size);
  return give_all(self, sink, SIZE_MAX, [&](const Persona& persona) {
    return in(persona, region) && persona.key.organisation.str() == name;
  });
}

kto_status scan(kto_source_self* self, const kto_persona_key* after, std::size_t limit, kto_sink* sink, std::int64_t*) {
  // Before the first row of a region there is a key without organisation and id.
  const auto text = [](kto_text t) { return std::string(t.data == nullptr ? "" : t.data, t.size); };
  std::optional<PersonaKey> from;
  if (after != nullptr) {
    from = PersonaKey{Region::make(static_cast<unsigned>(after->region)).value(),
                      OrganisationId(text(after->organisation)), PersonaId(text(after->id))};
  }
  return give_all(self, sink, limit, [&](const Persona& persona) { return !from || persona.key > *from; });
}

kto_status regions(kto_source_self*, kto_sink* sink, std::int64_t*) {
  std::int32_t last = 0;
  for (const Persona* persona : sorted()) {
    const auto region = static_cast<std::int32_t>(persona->key.region.number());
    if (region == last) continue;
    last = region;
    if (const auto status = kto_sink_region(sink, region); status != KTO_OK) return status;
  }
  return KTO_OK;
}

void close_source(kto_source_self* self) { delete self; }

// --- the ledger ---------------------------------------------------------------------------------------

kto_status status_of(const Result<void>& done, std::int64_t* backend) {
  if (done) return KTO_OK;
  *backend = done.error().backend;
  return static_cast<kto_status>(done.error().code);
}

template <class T>
kto_status failure(const Result<T>& result, std::int64_t* backend) {
  *backend = result.error().backend;
  return static_cast<kto_status>(result.error().code);
}

kto_status give(const kto_ledger_self* self, kto_ledger_sink* sink, std::size_t index, const Link& link) {
  kto_link told = c::link_out(link);
  if (self->broken) told.ticket = {};
  return kto_ledger_sink_link(sink, index, &told);
}

kto_status links_of(kto_ledger_self* self, std::int32_t issuer, std::int64_t oid, kto_ledger_sink* sink,
                    std::int64_t* backend) {
  const auto links = self->store->links_of({static_cast<Issuer>(issuer), Oid::make(oid).value()});
  if (!links) return failure(links, backend);
  for (const Link& link : *links)
    if (const auto status = give(self, sink, 0, link); status != KTO_OK) return status;
  return KTO_OK;
}

kto_status links_to(kto_ledger_self* self, const kto_persona_key* keys, std::size_t count, kto_ledger_sink* sink,
                    std::int64_t* backend) {
  std::vector<PersonaKey> asked;
  for (std::size_t i = 0; i < count; ++i) asked.push_back(c::key_in(keys[i]).value());
  const auto links = self->store->links_to(asked);
  if (!links) return failure(links, backend);
  for (std::size_t i = 0; i < count; ++i) {
    if (!(*links)[i]) continue;
    if (const auto status = give(self, sink, i, *(*links)[i]); status != KTO_OK) return status;
  }
  return KTO_OK;
}

kto_status consents_for(kto_ledger_self* self, const kto_persona_key* child, kto_ledger_sink* sink,
                        std::int64_t* backend) {
  const auto consents = self->store->consents_for(c::key_in(*child).value());
  if (!consents) return failure(consents, backend);
  for (const ConsentRecord& consent : *consents) {
    const kto_consent told = c::consent_out(consent);
    if (const auto status = kto_ledger_sink_consent(sink, &told); status != KTO_OK) return status;
  }
  return KTO_OK;
}

kto_status decision(kto_ledger_self* self, kto_text ticket, kto_ledger_sink* sink, std::int64_t* backend) {
  const auto found = self->store->decision({ticket.data, ticket.size});
  if (!found) return failure(found, backend);
  if (!*found) return KTO_OK;
  std::vector<kto_persona_key> keys;
  const kto_decision told = c::decision_out(**found, keys);
  return kto_ledger_sink_decision(sink, &told);
}

kto_status sign_ins_of(kto_ledger_self* self, const kto_persona_key* persona, kto_ledger_sink* sink,
                       std::int64_t* backend) {
  const auto entries = self->store->sign_ins_of(c::key_in(*persona).value());
  if (!entries) return failure(entries, backend);
  for (const SignIn& entry : *entries) {
    const kto_sign_in told = c::sign_in_out(entry);
    if (const auto status = kto_ledger_sink_sign_in(sink, &told); status != KTO_OK) return status;
  }
  return KTO_OK;
}

kto_status begin(kto_ledger_self* self, kto_ledger_turn** turn, std::int64_t* backend) {
  auto transaction = self->store->begin();
  if (!transaction) return failure(transaction, backend);
  *turn = new kto_ledger_turn{std::move(*transaction)};
  return KTO_OK;
}

// Reads what was handed in, then acts: `act` returns a Result<void>.
template <class Record, class Act>
kto_status with(const Result<Record>& record, std::int64_t* backend, const Act& act) {
  return record ? status_of(act(*record), backend) : failure(record, backend);
}

kto_status add_link(kto_ledger_self*, kto_ledger_turn* turn, const kto_link* link, std::int64_t* backend) {
  return with(c::link_in(link), backend, [&](const Link& given) { return turn->transaction->add_link(given); });
}
kto_status remove_link(kto_ledger_self*, kto_ledger_turn* turn, const kto_persona_key* key, std::int64_t* backend) {
  return with(c::key_in(*key), backend, [&](const PersonaKey& given) { return turn->transaction->remove_link(given); });
}
kto_status add_consent(kto_ledger_self*, kto_ledger_turn* turn, const kto_consent* consent, std::int64_t* backend) {
  return with(c::consent_in(consent), backend,
              [&](const ConsentRecord& given) { return turn->transaction->add_consent(given); });
}
kto_status revoke_consent(kto_ledger_self*, kto_ledger_turn* turn, const kto_persona_key* child, std::int64_t at,
                          std::int64_t* backend) {
  return with(c::key_in(*child), backend,
              [&](const PersonaKey& given) { return turn->transaction->revoke_consent(given, at); });
}
kto_status add_decision(kto_ledger_self*, kto_ledger_turn* turn, const kto_decision* decided, std::int64_t* backend) {
  return with(c::decision_in(decided), backend,
              [&](const Decision& given) { return turn->transaction->add_decision(given); });
}
kto_status add_sign_in(kto_ledger_self*, kto_ledger_turn* turn, const kto_sign_in* entry, std::int64_t* backend) {
  return with(c::sign_in_in(entry), backend,
              [&](const SignIn& given) { return turn->transaction->add_sign_in(given); });
}
kto_status commit(kto_ledger_self*, kto_ledger_turn* turn, std::int64_t* backend) {
  return status_of(turn->transaction->commit(), backend);
}
void end(kto_ledger_self*, kto_ledger_turn* turn) { delete turn; }
void close_ledger(kto_ledger_self* self) { delete self; }

bool is_broken(kto_text argument) { return std::string_view(argument.data, argument.size) == "broken"; }

}  // namespace

extern "C" {

KTO_API kto_status kto_plugin_source(kto_text argument, const kto_source_ops** ops, kto_source_self** self) {
  static const kto_source_ops table{sizeof table, candidates, by_key,  by_organisation,
                                    scan,         regions,    nullptr, close_source};
  *ops = &table;
  *self = new kto_source_self{is_broken(argument)};
  return KTO_OK;
}

KTO_API kto_status kto_plugin_ledger(kto_text argument, const kto_ledger_ops** ops, kto_ledger_self** self) {
  static const kto_ledger_ops table{sizeof table, links_of, links_to,    consents_for, decision,       sign_ins_of,
                                    begin,        add_link, remove_link, add_consent,  revoke_consent, add_decision,
                                    add_sign_in,  commit,   end,         close_ledger};
  OpenOptions options;
  options.mode = OpenMode::create_unsealed;
  options.busy_timeout = std::chrono::milliseconds(300);
  auto store = open_store("memory:", options);
  if (!store) return static_cast<kto_status>(store.error().code);
  *ops = &table;
  *self = new kto_ledger_self{is_broken(argument), std::move(*store)};
  return KTO_OK;
}
}
