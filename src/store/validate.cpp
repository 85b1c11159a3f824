#include "store/validate.hpp"

#include "store/record.hpp"

namespace kto::store {
namespace {

constexpr std::size_t text_bytes = limits::cell_bytes;
constexpr std::size_t most_memberships = 4096;
constexpr std::size_t most_guardians = 4096;
constexpr std::size_t most_in_decision = 65536;

Result<void> check_text(std::string_view text, std::size_t most, const char* field) {
  if (text.size() > most) return fail(Errc::too_long, field);
  if (!Utf8::check(text)) return fail(Errc::bad_utf8, field);
  return {};
}

Result<void> check_id(std::string_view text, std::size_t most, const char* field) {
  if (text.empty()) return fail(Errc::bad_argument, field);
  return check_text(text, most, field);
}

// 80 bits: twenty digits, lower case.
bool is_ticket(std::string_view text) {
  return text.size() == 20 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

Result<void> check_key(const PersonaKey& key) {
  KTO_TRY(check_id(key.organisation.str(), limits::organisation_bytes, "organisation"));
  return check_id(key.id.str(), limits::id_bytes, "id");
}

Result<void> check_persona(const Persona& persona) {
  KTO_TRY(check_key(persona.key));
  if (!can_be_recorded(persona.name)) return fail(Errc::too_long, "fio");
  const Snils::Reading& reading = persona.number.reading;
  const bool usable = reading.verdict == SnilsVerdict::valid || reading.verdict == SnilsVerdict::exempt;
  if (reading.usable() != usable || reading.control > 99) return fail(Errc::bad_argument, "snils");
  KTO_TRY(check_text(persona.number.text, limits::id_bytes, "snils"));
  KTO_TRY(check_text(persona.login, text_bytes, "login"));
  if (persona.memberships.size() > most_memberships) return fail(Errc::too_many, "role");
  for (const Membership& membership : persona.memberships) {
    KTO_TRY(check_text(membership.school_year, text_bytes, "school_year"));
    KTO_TRY(check_text(membership.klass, text_bytes, "klass"));
    if (membership.role > Role::administrator) return fail(Errc::bad_argument, "role");
    if (membership.standing != Standing::in_organisation && membership.standing != Standing::archived) {
      return fail(Errc::bad_argument, "status");
    }
  }
  if (persona.guardians.size() > most_guardians) return fail(Errc::too_many, "guardians");
  for (const PersonaId& guardian : persona.guardians) {
    KTO_TRY(check_id(guardian.str(), limits::id_bytes, "guardians"));
  }
  if (persona.sex > Sex::female) return fail(Errc::bad_argument, "sex");
  if (persona.processing_consent > Consent::refused) return fail(Errc::bad_argument, "consent");
  return {};
}

Result<void> check_organisation(const Organisation& organisation) {
  KTO_TRY(check_id(organisation.id.str(), limits::organisation_bytes, "organisation"));
  KTO_TRY(check_text(organisation.inn, text_bytes, "inn"));
  KTO_TRY(check_text(organisation.type, text_bytes, "organisation_type"));
  return check_text(organisation.municipality, text_bytes, "municipality");
}

Result<void> check_class(const SchoolClass& klass) {
  KTO_TRY(check_id(klass.organisation.str(), limits::organisation_bytes, "organisation"));
  KTO_TRY(check_text(klass.school_year, text_bytes, "school_year"));
  KTO_TRY(check_text(klass.name, text_bytes, "klass"));
  return check_text(klass.teacher, text_bytes, "class_teacher");
}

Result<void> check_link(const Link& link, Issuer accepted) {
  KTO_TRY(check_key(link.persona));
  // Accounts of the test stand must not open what those of the real ESIA open.
  if (link.subject.issuer != accepted) return fail(Errc::bad_argument, "issuer");
  if (link.origin < LinkOrigin::automatic || link.origin > LinkOrigin::administrator) {
    return fail(Errc::bad_argument, "origin");
  }
  KTO_TRY(check_text(link.rules, limits::organisation_bytes, "rules"));
  if (!link.ticket.empty() && !is_ticket(link.ticket)) return fail(Errc::bad_argument, "ticket");
  return {};
}

Result<void> check_consent(const ConsentRecord& consent) {
  KTO_TRY(check_key(consent.child));
  return consent.given_by ? check_key(*consent.given_by) : Result<void>();
}

Result<void> check_decision(const Decision& decision) {
  if (!is_ticket(decision.ticket)) return fail(Errc::bad_argument, "ticket");
  KTO_TRY(check_text(decision.subject_hash, limits::organisation_bytes, "subject_hash"));
  KTO_TRY(check_text(decision.rules, limits::organisation_bytes, "rules"));
  KTO_TRY(check_text(decision.rules_hash, limits::organisation_bytes, "rules_hash"));
  if (decision.reasons.size() > most_in_decision) return fail(Errc::too_many, "reasons");
  if (decision.personas.size() > most_in_decision) return fail(Errc::too_many, "personas");
  for (const PersonaKey& key : decision.personas) KTO_TRY(check_key(key));
  return {};
}

Result<void> check_sign_in(const SignIn& sign_in) {
  if (!sign_in.ticket.empty() && !is_ticket(sign_in.ticket)) return fail(Errc::bad_argument, "ticket");
  return check_key(sign_in.persona);
}

Organisation merged(const Organisation& known, const Organisation& said) {
  Organisation out = said;
  if (out.inn.empty()) out.inn = known.inn;
  if (out.type.empty()) out.type = known.type;
  if (out.municipality.empty()) out.municipality = known.municipality;
  return out;
}

void archive_memberships(std::vector<Membership>& memberships) {
  if (memberships.empty()) memberships.emplace_back();
  for (Membership& membership : memberships) membership.standing = Standing::archived;
}

}  // namespace kto::store
