#include "ledger_records.hpp"

#include "struct_size.hpp"

KTO_FIRST_MEMBERS(kto_link, origin);
KTO_FIRST_MEMBERS(kto_consent, reserved);
KTO_FIRST_MEMBERS(kto_decision, verdict);
KTO_FIRST_MEMBERS(kto_sign_in, at);

namespace kto::c {

static_assert(static_cast<int>(LinkOrigin::automatic) == KTO_LINK_AUTOMATIC &&
              static_cast<int>(LinkOrigin::by_hand) == KTO_LINK_BY_HAND &&
              static_cast<int>(LinkOrigin::administrator) == KTO_LINK_ADMINISTRATOR);

namespace {

constexpr std::size_t most_in_decision = 65536;

Result<void> read_text(kto_text text, const char* field, std::string& into) {
  const auto utf8 = utf8_in(text, field, limits::organisation_bytes);
  if (!utf8) return fail(utf8.error());
  into = *utf8;
  return {};
}

// Twenty hexadecimal digits; empty where the record may have none.
Result<void> read_ticket(kto_text text, bool may_be_empty, std::string& into) {
  KTO_TRY(read_text(text, "ticket", into));
  if (into.empty() && may_be_empty) return {};
  const bool good = into.size() == 20 && into.find_first_not_of("0123456789abcdef") == std::string::npos;
  return good ? Result<void>() : Result<void>(bad_argument("ticket"));
}

bool is_nothing(const kto_persona_key& key) noexcept {
  return key.region == 0 && key.reserved == 0 && key.organisation.size == 0 && key.id.size == 0;
}

}  // namespace

Result<Link> link_in(const kto_link* given) {
  const auto own = read_struct(given);
  if (!own) return fail(own.error());
  auto key = key_in(own->persona);
  if (!key) return fail(key.error());
  if (own->issuer < KTO_ISSUER_PRODUCTION || own->issuer > KTO_ISSUER_TEST_STAND) return bad_argument("issuer");
  if (own->origin < KTO_LINK_AUTOMATIC || own->origin > KTO_LINK_ADMINISTRATOR) return bad_argument("origin");
  const auto oid = Oid::make(own->oid);
  if (!oid) return bad_argument("oid");
  Link link{Subject{static_cast<Issuer>(own->issuer), *oid}, std::move(*key), static_cast<LinkOrigin>(own->origin),
            own->made_at};
  KTO_TRY(read_text(own->rules, "rules", link.rules));
  KTO_TRY(read_ticket(own->ticket, true, link.ticket));
  return link;
}

Result<ConsentRecord> consent_in(const kto_consent* given) {
  const auto own = read_struct(given);
  if (!own) return fail(own.error());
  if (own->reserved != 0) return bad_argument("reserved");
  auto child = key_in(own->child);
  if (!child) return fail(child.error());
  ConsentRecord consent{std::move(*child)};
  if (!is_nothing(own->given_by)) {
    auto giver = key_in(own->given_by);
    if (!giver) return fail(giver.error());
    consent.given_by = std::move(*giver);
  }
  consent.given_at = own->given_at;
  const auto revoked = flag_in(own->revoked, "revoked");
  if (!revoked) return fail(revoked.error());
  if (*revoked) consent.revoked_at = own->revoked_at;
  return consent;
}

Result<Decision> decision_in(const kto_decision* given) {
  const auto own = read_struct(given);
  if (!own) return fail(own.error());
  const auto region = region_in(own->region, "region");
  if (!region) return fail(region.error());
  if (!*region) return fail(Errc::bad_region, "region");
  Decision decision{{}, own->decided_at, **region};
  KTO_TRY(read_ticket(own->ticket, false, decision.ticket));
  KTO_TRY(read_text(own->subject_hash, "subject_hash", decision.subject_hash));
  KTO_TRY(read_text(own->rules, "rules", decision.rules));
  KTO_TRY(read_text(own->rules_hash, "rules_hash", decision.rules_hash));
  decision.verdict = own->verdict;
  if (own->reason_count > most_in_decision) return fail(Errc::too_many, "reasons");
  KTO_TRY(need_items(own->reasons, own->reason_count, "reasons"));
  decision.reasons.assign(own->reasons, own->reasons + own->reason_count);
  if (own->persona_count > most_in_decision) return fail(Errc::too_many, "personas");
  KTO_TRY(need_items(own->personas, own->persona_count, "personas"));
  for (std::size_t i = 0; i < own->persona_count; ++i) {
    auto key = key_in(own->personas[i]);
    if (!key) return fail(key.error());
    decision.personas.push_back(std::move(*key));
  }
  return decision;
}

Result<SignIn> sign_in_in(const kto_sign_in* given) {
  const auto own = read_struct(given);
  if (!own) return fail(own.error());
  auto key = key_in(own->persona);
  if (!key) return fail(key.error());
  SignIn sign_in{{}, std::move(*key), own->at};
  KTO_TRY(read_ticket(own->ticket, true, sign_in.ticket));
  return sign_in;
}

kto_link link_out(const Link& link) noexcept {
  return {sizeof(kto_link),
          link.subject.oid.value(),
          key_out(link.persona),
          link.made_at,
          text_out(link.rules),
          text_out(link.ticket),
          static_cast<std::int32_t>(link.subject.issuer),
          static_cast<std::int32_t>(link.origin)};
}

kto_consent consent_out(const ConsentRecord& consent) noexcept {
  return {sizeof(kto_consent),
          key_out(consent.child),
          consent.given_by ? key_out(*consent.given_by) : kto_persona_key{},
          consent.given_at,
          consent.revoked_at.value_or(0),
          consent.revoked_at ? 1 : 0,
          0};
}

kto_sign_in sign_in_out(const SignIn& sign_in) noexcept {
  return {sizeof(kto_sign_in), text_out(sign_in.ticket), key_out(sign_in.persona), sign_in.at};
}

kto_decision decision_out(const Decision& decision, std::vector<kto_persona_key>& keys) {
  for (const PersonaKey& key : decision.personas) keys.push_back(key_out(key));
  return {sizeof(kto_decision),
          text_out(decision.ticket),
          text_out(decision.subject_hash),
          text_out(decision.rules),
          text_out(decision.rules_hash),
          decision.reasons.data(),
          decision.reasons.size(),
          keys.data(),
          keys.size(),
          decision.decided_at,
          static_cast<std::int32_t>(decision.region.number()),
          decision.verdict};
}

}  // namespace kto::c
