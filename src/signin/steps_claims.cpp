// Steps 1 to 5 of the order of decision (docs/rules.md), one function a step; the first that answers
// decides. Nothing here can reach a store: an account that proves nothing gets the same answer over any two.
#include "inquiry.hpp"

namespace kto::signin {
namespace {

Reason reason_of(ClaimFault fault) {
  switch (fault) {
#define KTO_X(name, code) \
  case ClaimFault::name:  \
    return Reason::name;
    KTO_CLAIM_FAULTS(KTO_X)
#undef KTO_X
  }
  return Reason::claims_not_verified;
}

Verdict refuse(Inquiry& inquiry, Reason reason) {
  inquiry.findings.add(reason);
  return Verdict::refuse;
}

// 1. Unusable claims.
std::optional<Verdict> unusable_claims(Inquiry& inquiry) {
  const Identity& who = inquiry.who;
  if (who.fault) return refuse(inquiry, reason_of(*who.fault));
  // read_request() lets neither pass; an identity made by hand is held to the same.
  if (who.oid && !who.issuer) return refuse(inquiry, Reason::issuer_missing);
  if (who.issuer && !who.oid) return refuse(inquiry, Reason::oid_missing);
  if (who.birth_date && *who.birth_date > inquiry.at) return refuse(inquiry, Reason::birth_date_unusable);
  if (inquiry.child_account()) inquiry.findings.add(Reason::account_child);
  return std::nullopt;
}

// The first failure of a child's sign-in is by design: the parent is asked now.
Verdict await_consent(Inquiry& inquiry) {
  inquiry.findings.add(Reason::consent_not_given);
  return Verdict::await_consent;
}

Verdict access_denied(Inquiry& inquiry) {
  const Identity& who = inquiry.who;
  inquiry.findings.add(Reason::access_denied);
  const bool child = who.expected == Expected::child || inquiry.child_account();
  if (child && inquiry.rules.child_accounts) return await_consent(inquiry);
  // Without a hint nobody knows who stands there: the text names the person's own consent and a parent's.
  // A confirmed account's token is a hint as well.
  if (who.expected == Expected::unknown && who.account == Account::unconfirmed)
    inquiry.text_key = "text.grant_access.either";
  return Verdict::grant_access;
}

// 2. ESIA's error. The code decides where there is one, `access_denied` only without it.
std::optional<Verdict> esia_error(Inquiry& inquiry) {
  if (!inquiry.who.error) return std::nullopt;
  const EsiaError& error = *inquiry.who.error;
  if (error.code == 7004U || error.code == 7019U || (!error.code && error.access_denied)) return access_denied(inquiry);
  if (error.code == 7055U) {
    inquiry.findings.add(Reason::esia_unconfirmed);
    return Verdict::raise_level;
  }
  inquiry.findings.add(Reason::esia_failed);
  return Verdict::try_again;
}

// 3. Rights. No scope at all = not known: what was released decides, in step 5.
std::optional<Verdict> rights(Inquiry& inquiry) {
  const auto& granted = inquiry.who.rights;
  if (!granted || (granted->fullname && granted->snils)) return std::nullopt;
  inquiry.findings.add(Reason::scope_missing);
  return inquiry.child_by_rules() ? await_consent(inquiry) : Verdict::grant_access;
}

AccountRule rule_for_child(Inquiry& inquiry) {
  const bool from_14 = inquiry.who.birth_date && !inquiry.known_under(14);
  if (!from_14 || inquiry.rules.child_from_14 == AccountRule::enough) return AccountRule::enough;
  inquiry.findings.add(Reason::account_child_too_old);
  return inquiry.rules.child_from_14;
}

AccountRule rule_for_unconfirmed(Inquiry& inquiry) {
  const RuleSet& rules = inquiry.rules;
  // A child account that the rules do not know is under 14 whatever its birth date or the portal's `level`.
  const bool under_14 = inquiry.child_account() || inquiry.known_under(14);
  const bool standard = inquiry.who.standard && !under_14;
  if (standard) inquiry.findings.add(Reason::account_standard);
  const AccountRule rule = under_14   ? rules.unconfirmed_under_14
                           : standard ? rules.unconfirmed_standard
                                      : rules.unconfirmed;
  if (standard && rule == AccountRule::enough) return rule;
  // No file can say `enough` here (rules_values.cpp); a set made by hand that does is treated as accepting.
  if (rule == AccountRule::enough || (rules.accept_unverified_number && !under_14)) {
    inquiry.findings.add(Reason::unverified_number_accepted);
    return AccountRule::enough;
  }
  // A child under 14 cannot confirm an account: told that, the parents would try what does not help.
  const bool guardian = rule == AccountRule::link_guardian;
  if (guardian) inquiry.findings.add(Reason::guardian_not_linked);
  if (!guardian || !under_14) inquiry.findings.add(Reason::account_unconfirmed);
  return rule;
}

// 4. The account against the rules for the age.
std::optional<Verdict> account(Inquiry& inquiry) {
  if (inquiry.who.account == Account::confirmed) return std::nullopt;
  switch (inquiry.child_by_rules() ? rule_for_child(inquiry) : rule_for_unconfirmed(inquiry)) {
    case AccountRule::enough:
      return std::nullopt;
    case AccountRule::link:
      return Verdict::link;
    case AccountRule::raise_level:
      return Verdict::raise_level;
    case AccountRule::link_guardian:
      return Verdict::link_guardian;
    case AccountRule::refuse:
      break;
  }
  return Verdict::refuse;
}

// A store accepts the identities of one issuer; the test stand's people are not production's.
std::optional<Verdict> issuer(Inquiry& inquiry, Issuer accepted) {
  if (!inquiry.who.issuer || *inquiry.who.issuer == accepted) return std::nullopt;
  return refuse(inquiry, Reason::issuer_not_accepted);
}

}  // namespace

std::optional<Verdict> decide_by_claims(Inquiry& inquiry, Issuer accepted) {
  for (const auto step : {unusable_claims, esia_error, rights, account})
    if (const auto verdict = step(inquiry)) return verdict;
  return issuer(inquiry, accepted);
}

// 5. Nothing to match by. A linked card needs neither name nor number.
std::optional<Verdict> decide_by_profile(Inquiry& inquiry, bool linked) {
  const Identity& who = inquiry.who;
  if (linked || (who.name && who.number)) return std::nullopt;
  if (!who.number) inquiry.findings.add(Reason::esia_number_missing);
  if (!who.name) inquiry.findings.add(Reason::esia_name_missing);
  if (inquiry.child_by_rules() && !who.name && !who.number) return await_consent(inquiry);
  return Verdict::complete_profile;
}

}  // namespace kto::signin
