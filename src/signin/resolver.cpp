// The resolver: takes each request through the order of decision, and asks the seams once for all of them.
#include "desk.hpp"
#include "inquiry.hpp"
#include "steps_personas.hpp"

namespace kto {
namespace {

using namespace signin;

// A request that has come as far as the personas.
struct Pending {
  std::size_t index;
  Inquiry inquiry;
  std::vector<PersonaKey> own;  // linked to this OID, in the region
};

// The region that is stated, by the request or else by the options. A region that is no region is not
// replaced by another.
std::optional<Region> stated_region(const Request& request, const ResolveOptions& options) {
  if (request.region_bad) return std::nullopt;
  return request.region ? request.region : options.region;
}

// Keys of the OID's linked personas; of the region, once it is known.
Result<std::vector<PersonaKey>> linked_to(const Inquiry& inquiry, Desk& desk) {
  const Identity& who = inquiry.who;
  if (!who.oid || !who.issuer) return std::vector<PersonaKey>{};
  auto keys = desk.links_of(Subject{*who.issuer, *who.oid});
  if (keys && inquiry.region)
    std::erase_if(*keys, [&](const PersonaKey& key) { return key.region != *inquiry.region; });
  return keys;
}

// One request as far as the claims and the links go. Absent = `pending` waits for the personas.
class Walk {
 public:
  Walk(const Request& request, const ResolveOptions& options, Desk& desk, bool has_ledger)
      : request_(request), options_(options), desk_(desk), has_ledger_(has_ledger) {}

  Result<std::optional<Outcome>> go(std::vector<Pending>& pending, std::size_t index) {
    Inquiry inquiry = make_inquiry(request_.identity, options_, stated_region(request_, options_));
    auto outcome = as_far_as_links(inquiry);
    if (!outcome || *outcome || inquiry.region) return finish(std::move(outcome), std::move(inquiry), pending, index);

    // Step 6 wants a region.
    if (request_.region_bad) return refuse(inquiry, Reason::region_invalid);
    const auto only = desk_.only_region();
    if (!only) return fail(only.error());
    asked_ = true;
    if (!*only) return refuse(inquiry, Reason::region_missing);
    // The rules and today's date are those of the region now: the claims are judged by them anew, so that
    // nobody enters under rules whose account conditions they do not meet.
    Inquiry again = make_inquiry(request_.identity, options_, *only);
    outcome = as_far_as_links(again);
    return finish(std::move(outcome), std::move(again), pending, index);
  }

 private:
  // Steps 1 to 5.
  Result<std::optional<Outcome>> as_far_as_links(Inquiry& inquiry) {
    if (const auto verdict = decide_by_claims(inquiry, options_.issuer))
      return std::optional(conclude(inquiry, *verdict, {}, asked_));
    auto own = linked_to(inquiry, desk_);
    if (!own) return fail(own.error());
    own_ = std::move(own).value();
    if (has_ledger_ && inquiry.who.oid) asked_ = true;
    if (const auto verdict = decide_by_profile(inquiry, !own_.empty()))
      return std::optional(conclude(inquiry, *verdict, {}, asked_));
    return std::optional<Outcome>{};
  }

  Result<std::optional<Outcome>> refuse(Inquiry& inquiry, Reason reason) {
    inquiry.findings.add(reason);
    return std::optional(conclude(inquiry, Verdict::refuse, {}, asked_));
  }

  Result<std::optional<Outcome>> finish(Result<std::optional<Outcome>> outcome, Inquiry inquiry,
                                        std::vector<Pending>& pending, std::size_t index) {
    if (!outcome || *outcome) return outcome;
    const Identity& who = inquiry.who;
    if (who.name && who.number) desk_.want_number(*inquiry.region, *who.number);
    for (const PersonaKey& key : own_) desk_.want_persona(key);
    pending.push_back({index, std::move(inquiry), std::move(own_)});
    return outcome;
  }

  const Request& request_;
  const ResolveOptions& options_;
  Desk& desk_;
  bool has_ledger_;
  bool asked_ = false;
  std::vector<PersonaKey> own_{};
};

}  // namespace

Resolver::Resolver(const PersonaSource& source, const Ledger* ledger, ResolveOptions options)
    : source_(source), ledger_(ledger), options_(std::move(options)) {}

Result<Outcome> Resolver::resolve(const Request& request) const {
  auto outcomes = resolve_many({&request, 1});
  if (!outcomes) return fail(outcomes.error());
  return std::move(outcomes->front());
}

Result<std::vector<Outcome>> Resolver::resolve_many(std::span<const Request> requests) const {
  Desk desk(source_, ledger_);
  std::vector<Outcome> outcomes(requests.size());
  std::vector<Pending> pending;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    auto outcome = Walk(requests[i], options_, desk, ledger_ != nullptr).go(pending, i);
    if (!outcome) return fail(outcome.error());
    if (*outcome) outcomes[i] = std::move(**outcome);
  }
  KTO_TRY(desk.ask());
  for (Pending& one : pending) {
    auto outcome = decide_by_personas(one.inquiry, one.own, desk, options_.diagnose);
    if (!outcome) return fail(outcome.error());
    outcomes[one.index] = std::move(outcome).value();
  }
  return outcomes;
}

}  // namespace kto
