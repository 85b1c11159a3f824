// A portal's own source and ledger that do whatever the input says, below a resolver that is asked. Whatever they do:
// a known status, an outcome exactly with KTO_OK, nobody let in whose row does not bear the number, one close each.
#include <array>
#include <string>

#include "bytes.hpp"
#include "kto/kto_unstable.h"

struct kto_source_self {
  fuzz::Bytes* input = nullptr;
  kto_sink* kept = nullptr;
  kto_resolver* resolver = nullptr;
  const kto_request* request = nullptr;
  int depth = 0;
  int closed = 0;
};
struct kto_ledger_self {
  fuzz::Bytes* input = nullptr;
  kto_ledger_sink* kept = nullptr;
  int closed = 0;
};

namespace {

using fuzz::Bytes;
using fuzz::require;

constexpr std::uint32_t asked_number = 112233445;

kto_text literal(const char* text) { return {text, std::string_view(text).size()}; }

// A good text, or any, or none at all.
kto_text text_from(Bytes& in, const char* good) {
  const std::uint8_t kind = in.byte();
  if (kind < 160) return literal(good);
  if (kind >= 250) return {nullptr, kind == 255 ? SIZE_MAX : std::size_t{kind} - 250};
  const std::string_view any = in.text();
  return {any.data(), any.size()};
}

std::int32_t number_from(Bytes& in, std::int32_t good) { return in.byte() < 200 ? good : in.number(); }

std::size_t size_from(Bytes& in, std::size_t good) {
  const std::uint8_t kind = in.byte();
  return kind < 230 ? good : kind < 250 ? std::size_t{kind} - 230 : SIZE_MAX;
}

kto_persona_key key_from(Bytes& in) {
  return {text_from(in, "Школа"), text_from(in, in.byte() % 2 == 0 ? "1" : "2"), number_from(in, 38),
          number_from(in, 0)};
}

kto_status hand_in(Bytes& in, kto_sink* sink) {
  kto_membership membership{};
  membership.struct_size = size_from(in, sizeof membership);
  membership.klass = text_from(in, "6а");
  membership.role = number_from(in, static_cast<std::int32_t>(in.below(6)));
  membership.standing = number_from(in, 0);
  membership.from = {number_from(in, 2020), number_from(in, 9), number_from(in, 1)};
  const std::array<const kto_membership*, 2> memberships{&membership, in.byte() < 240 ? &membership : nullptr};
  const kto_text guardian = text_from(in, "3");
  kto_persona row{};
  row.struct_size = size_from(in, sizeof row);
  row.key = key_from(in);
  row.fio = text_from(in, "Бек Али");
  if (in.byte() >= 200) row.surname = text_from(in, "Бек");
  if (in.byte() >= 200) row.snils = text_from(in, "112-233-445 95");
  row.number = static_cast<std::uint32_t>(number_from(in, static_cast<std::int32_t>(asked_number)));
  row.sex = number_from(in, 0);
  if (in.byte() >= 128) row.birth_date = {number_from(in, 1990), number_from(in, 2), number_from(in, 28)};
  row.not_activated = number_from(in, 0);
  row.login = text_from(in, "");
  row.memberships = in.byte() < 240 ? memberships.data() : nullptr;
  row.membership_count = in.byte() < 240 ? in.below(3) : SIZE_MAX;
  row.guardians = in.byte() < 240 ? &guardian : nullptr;
  row.guardian_count = in.byte() < 240 ? in.below(2) : SIZE_MAX;
  row.consent = number_from(in, 0);
  return kto_sink_persona(sink, static_cast<std::size_t>(number_from(in, 0)), in.byte() < 250 ? &row : nullptr);
}

// What a call of the source does; the status it returns.
kto_status behave(kto_source_self* self, kto_sink* sink, std::int64_t* backend) {
  Bytes& in = *self->input;
  kto_status last = KTO_OK;
  for (int steps = 0; steps < 8; ++steps) {
    switch (in.below(10)) {
      case 0:
        return last;
      case 1:
      case 2:
      case 3:
        last = hand_in(in, sink);
        break;
      case 4:
        last = kto_sink_region(sink, number_from(in, 38));
        break;
      case 5:
        require(kto_sink_region(self->kept, 38) == KTO_E_HANDLE || self->kept == sink || self->depth > 0);
        self->kept = sink;
        break;
      case 6:
        *backend = in.number();
        return static_cast<kto_status>(static_cast<std::uint32_t>(in.number()) * 2);
      case 7:
        throw 7;
      case 8:
        if (self->depth < 3) {
          ++self->depth;
          kto_outcome* inner = nullptr;
          kto_resolve(self->resolver, self->request, &inner, nullptr);
          kto_outcome_free(inner);
          --self->depth;
        }
        break;
      default:
        return last == KTO_OK ? KTO_E_STORE_BUSY : KTO_OK;
    }
  }
  return last;
}

kto_status candidates(kto_source_self* self, const kto_number_query*, std::size_t, kto_sink* sink, std::int64_t* b) {
  return behave(self, sink, b);
}
kto_status by_key(kto_source_self* self, const kto_persona_key*, std::size_t, kto_sink* sink, std::int64_t* b) {
  return behave(self, sink, b);
}
kto_status by_organisation(kto_source_self* self, std::int32_t, kto_text, kto_sink* sink, std::int64_t* b) {
  return behave(self, sink, b);
}
kto_status scan(kto_source_self* self, const kto_persona_key*, std::size_t, kto_sink* sink, std::int64_t* b) {
  return behave(self, sink, b);
}
kto_status regions(kto_source_self* self, kto_sink* sink, std::int64_t* b) { return behave(self, sink, b); }
kto_status unnumbered(kto_source_self* self, std::int32_t, std::size_t, kto_sink* sink, std::int64_t* b) {
  return behave(self, sink, b);
}
void close_source(kto_source_self* self) { ++self->closed; }

kto_status behave(kto_ledger_self* self, kto_ledger_sink* sink, std::int64_t* backend) {
  Bytes& in = *self->input;
  kto_status last = KTO_OK;
  for (int steps = 0; steps < 4; ++steps) {
    switch (in.below(7)) {
      case 0:
      case 1:
        return last;
      case 2: {
        kto_link link{size_from(in, sizeof link), number_from(in, 1000300001), key_from(in),       1,
                      text_from(in, "ru-2024/1"), text_from(in, ""),           number_from(in, 1), number_from(in, 1)};
        last = kto_ledger_sink_link(sink, static_cast<std::size_t>(number_from(in, 0)), &link);
        break;
      }
      case 3: {
        kto_consent consent{size_from(in, sizeof consent), key_from(in), key_from(in), 1, 2, number_from(in, 0), 0};
        last = kto_ledger_sink_consent(sink, &consent);
        break;
      }
      case 4:
        kto_ledger_sink_link(self->kept, 0, nullptr);
        self->kept = sink;
        break;
      case 5:
        *backend = in.number();
        return static_cast<kto_status>(static_cast<std::uint32_t>(in.number()) * 2);
      default:
        throw 7;
    }
  }
  return last;
}

kto_status links_of(kto_ledger_self* self, std::int32_t, std::int64_t, kto_ledger_sink* sink, std::int64_t* b) {
  return behave(self, sink, b);
}
kto_status links_to(kto_ledger_self* self, const kto_persona_key*, std::size_t, kto_ledger_sink* sink,
                    std::int64_t* b) {
  return behave(self, sink, b);
}
kto_status about_key(kto_ledger_self* self, const kto_persona_key*, kto_ledger_sink* sink, std::int64_t* b) {
  return behave(self, sink, b);
}
kto_status decision(kto_ledger_self* self, kto_text, kto_ledger_sink* sink, std::int64_t* b) {
  return behave(self, sink, b);
}
template <class... Arguments>
kto_status nothing(kto_ledger_self*, Arguments...) {
  return KTO_E_STORE_READ_ONLY;
}
void end(kto_ledger_self*, kto_ledger_turn*) {}
void close_ledger(kto_ledger_self* self) { ++self->closed; }

constexpr kto_source_ops source_ops{
    sizeof(kto_source_ops), candidates, by_key, by_organisation, scan, regions, unnumbered, close_source};
constexpr kto_ledger_ops ledger_ops{sizeof(kto_ledger_ops),
                                    links_of,
                                    links_to,
                                    about_key,
                                    decision,
                                    about_key,
                                    nothing,
                                    nothing,
                                    nothing,
                                    nothing,
                                    nothing,
                                    nothing,
                                    nothing,
                                    nothing,
                                    end,
                                    close_ledger};

kto_request* request_from(Bytes& in) {
  const bool child = in.byte() % 2 == 1;
  kto_claims claims{};
  claims.struct_size = sizeof claims;
  if (in.byte() % 4 != 0) claims.region = literal("38");
  claims.surname = literal("Бек");
  claims.given = literal("Али");
  claims.snils = literal("112-233-445 95");
  claims.issuer = literal("http://esia.gosuslugi.ru/");
  claims.oid = literal("1000300001");
  claims.subject_type = literal("P");
  claims.account_level = literal(child ? "KD" : "PR");
  if (child) claims.birth_date = literal("25.01.2015");
  claims.trusted = child ? KTO_FALSE : KTO_TRUE;
  claims.token_trusted = child ? KTO_ABSENT : KTO_TRUE;
  kto_request* request = nullptr;
  require(kto_request_from_claims(&claims, KTO_CLAIMS_VERIFIED, &request, nullptr) == KTO_OK);
  return request;
}

void check(kto_status status, kto_outcome* outcome, kto_error* err) {
  require((status == KTO_OK) == (outcome != nullptr) && (status == KTO_OK) == (err == nullptr));
  require(std::string_view(kto_status_name(status).data) != "unknown");
  if (err != nullptr) require(kto_error_status(err) == status && kto_error_text(err).size > 0);
  for (std::size_t i = 0; i < kto_outcome_persona_count(outcome); ++i) {
    kto_entry entry{};
    entry.struct_size = sizeof entry;
    require(kto_outcome_persona_at(outcome, i, &entry) == KTO_OK);
    require(entry.key.region == 38 && entry.key.id.size > 0 && entry.key.id.size <= 64);
    for (std::size_t other = 0; other < i; ++other) {
      kto_entry before{};
      before.struct_size = sizeof before;
      require(kto_outcome_persona_at(outcome, other, &before) == KTO_OK);
      require(std::string(entry.key.id.data, entry.key.id.size) !=
                  std::string(before.key.id.data, before.key.id.size) ||
              std::string(entry.key.organisation.data, entry.key.organisation.size) !=
                  std::string(before.key.organisation.data, before.key.organisation.size));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes in(data, size);
  kto_request* request = request_from(in);
  kto_source_self people{&in, nullptr, nullptr, request, 0, 0};
  kto_ledger_self records{&in, nullptr, 0};
  kto_source* source = nullptr;
  kto_ledger* ledger = nullptr;
  require(kto_source_make(&source_ops, &people, &source, nullptr) == KTO_OK);
  if (in.byte() % 2 == 1) require(kto_ledger_make(&ledger_ops, &records, 0, &ledger, nullptr) == KTO_OK);
  const bool with_ledger = ledger != nullptr;
  kto_resolve_options options{};
  options.struct_size = sizeof options;
  options.at = {2024, 10, 1};
  options.diagnose = 1;
  require(kto_resolver_make(source, ledger, &options, &people.resolver, nullptr) == KTO_OK);
  kto_source_free(source);
  kto_ledger_free(ledger);
  for (int calls = 0; calls < 4 && !in.empty(); ++calls) {
    kto_outcome* outcome = nullptr;
    kto_error* err = nullptr;
    const kto_status status = calls % 2 == 0 ? kto_resolve(people.resolver, request, &outcome, &err)
                                             : kto_resolve_many(people.resolver, &request, 1, &outcome, &err);
    check(status, outcome, err);
    kto_error_free(err);
    kto_outcome_free(outcome);
  }
  require(people.closed == 0 && records.closed == 0);
  kto_resolver_free(people.resolver);
  require(people.closed == 1 && records.closed == (with_ledger ? 1 : 0));
  require(kto_sink_region(people.kept, 38) == KTO_E_HANDLE);
  kto_request_free(request);
  return 0;
}
