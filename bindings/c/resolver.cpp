#include "resolver.hpp"

#include "outcome.hpp"
#include "request.hpp"
#include "rules.hpp"
#include "struct_size.hpp"

using namespace kto;
using namespace kto::c;

KTO_FIRST_MEMBERS(kto_resolve_options, issuer);

namespace {

// Whose accounts the ledger takes; production where it does not say.
Result<Issuer> issuer_of(const kto_ledger* ledger) {
  if (ledger == nullptr) return Issuer::production;
  if (ledger->issuer) return *ledger->issuer;
  const auto* store = dynamic_cast<const Store*>(ledger->ledger.get());
  if (store == nullptr) return Issuer::production;
  const auto info = store->info();
  if (!info) return fail(info.error());
  return info->issuer;
}

Result<ResolveOptions> options_in(const kto_resolve_options& given, const kto_ledger* ledger) {
  ResolveOptions options;
  if (given.rules != nullptr) {
    KTO_TRY(need_handle(given.rules, "rules"));
    options.rules = given.rules->set;
  }
  const auto at = date_in(given.at, "at");
  if (!at) return fail(at.error());
  options.at = *at;
  const auto region = region_in(given.region, "region");
  if (!region) return fail(region.error());
  options.region = *region;
  const auto diagnose = flag_in(given.diagnose, "diagnose");
  if (!diagnose) return fail(diagnose.error());
  options.diagnose = *diagnose;
  if (given.issuer < 0 || given.issuer > KTO_ISSUER_TEST_STAND) return bad_argument("issuer");
  const auto issuer = given.issuer != 0 ? Result<Issuer>(static_cast<Issuer>(given.issuer)) : issuer_of(ledger);
  if (!issuer) return fail(issuer.error());
  options.issuer = *issuer;
  return options;
}

Result<void> check_resolver(const kto_resolver* resolver) {
  KTO_TRY(need_handle(resolver, "resolver"));
  KTO_TRY(check_owner(resolver->source_owner));
  return check_owner(resolver->ledger_owner);
}

}  // namespace

kto_status kto_resolver_make(const kto_source* source, const kto_ledger* ledger, const kto_resolve_options* options,
                             kto_resolver** out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need_handle(source, "source"));
    if (ledger != nullptr) KTO_TRY(need_handle(ledger, "ledger"));
    KTO_TRY(need(out, "out"));
    KTO_TRY(check_owner(source->owner));
    if (ledger != nullptr) KTO_TRY(check_owner(ledger->owner));
    const auto given = options != nullptr ? read_struct(options) : Result<kto_resolve_options>(kto_resolve_options{});
    if (!given) return fail(given.error());
    auto read = options_in(*given, ledger);
    if (!read) return fail(read.error());
    *out = new kto_resolver(*source, ledger, std::move(*read));
    return {};
  });
}

kto_status kto_resolve(const kto_resolver* resolver, const kto_request* request, kto_outcome** out,
                       kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(check_resolver(resolver));
    KTO_TRY(need_handle(request, "request"));
    KTO_TRY(need(out, "out"));
    auto outcome = resolver->resolver.resolve(request->request);
    if (!outcome) return fail(outcome.error());
    *out = new kto_outcome(std::move(*outcome));
    return {};
  });
}

kto_status kto_resolve_many(const kto_resolver* resolver, const kto_request* const* requests, std::size_t count,
                            kto_outcome** out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(check_resolver(resolver));
    KTO_TRY(need_items(requests, count, "requests"));
    KTO_TRY(need_items(out, count, "out"));
    std::vector<Request> asked;
    for (std::size_t i = 0; i < count; ++i) {
      KTO_TRY(need_handle(requests[i], "requests"));
      asked.push_back(requests[i]->request);
    }
    auto outcomes = resolver->resolver.resolve_many(asked);
    if (!outcomes) return fail(outcomes.error());
    std::vector<std::unique_ptr<kto_outcome>> made;
    for (Outcome& outcome : *outcomes) made.push_back(std::make_unique<kto_outcome>(std::move(outcome)));
    for (std::size_t i = 0; i < count; ++i) out[i] = made[i].release();
    return {};
  });
}

void kto_resolver_free(kto_resolver* resolver) noexcept { free_handle(resolver); }
