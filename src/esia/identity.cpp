#include "esia/identity.hpp"

#include <algorithm>

#include "esia/scopes.hpp"

namespace kto::esia {
namespace {

using Kind = Claim::Kind;

// Remembers the fault that stands first in the table, whatever the order of the keys.
class Faults {
 public:
  void add(ClaimFault fault) {
    if (!first_ || fault < *first_) first_ = fault;
  }
  void add_if(bool condition, ClaimFault fault) {
    if (condition) add(fault);
  }
  std::optional<ClaimFault> first() const noexcept { return first_; }

 private:
  std::optional<ClaimFault> first_{};
};

bool is_absent_or(const Claim& claim, Kind kind) { return claim.absent_or_null() || claim.kind == kind; }

// A string, or nothing and a fault when there is something else.
std::string_view text_or_fault(const Claim& claim, ClaimFault fault, Faults& faults) {
  faults.add_if(!is_absent_or(claim, Kind::string), fault);
  return claim.kind == Kind::string ? std::string_view(claim.text) : std::string_view{};
}

bool equals_without_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

// --- the account's number -------------------------------------------------------------------------

// Everybody who states an OID must state a good one and the same.
class OneOid {
 public:
  explicit OneOid(Faults& faults) : faults_(faults) {}

  void state(const Claim& claim) {
    if (claim.absent_or_null()) return;
    const bool could_be = claim.kind == Kind::integer || claim.kind == Kind::string;
    const auto oid = Oid::parse(could_be ? claim.text : std::string{});
    if (oid) {
      state(*oid);
    } else {
      faults_.add(ClaimFault::oid_bad);
    }
  }
  void state(Oid oid) {
    faults_.add_if(oid_ && *oid_ != oid, ClaimFault::oid_contradiction);
    if (!oid_) oid_ = oid;
  }
  std::optional<Oid> get() const noexcept { return oid_; }

 private:
  Faults& faults_;
  std::optional<Oid> oid_{};
};

// --- the id_token -----------------------------------------------------------------------------------

void judge_token(const Document& document, OneOid& oid, Identity& identity, Faults& faults) {
  const Object& token = document.token;
  const Object& subject = document.subject;
  faults.add_if(!is_absent_or(token["urn:esia:sbj"], Kind::object), ClaimFault::claim_wrong_type);
  // The subject's claims have their place inside `urn:esia:sbj`. One that stands beside it must repeat
  // what is said inside; alone it proves nothing and is not looked for.
  faults.add_if(token["urn:esia:sbj:oid"].present() && token["urn:esia:sbj:oid"] != subject["urn:esia:sbj:oid"],
                ClaimFault::oid_contradiction);
  for (const auto* key : {"urn:esia:sbj:typ", "urn:esia:sbj:lvl", "urn:esia:sbj:is_tru"})
    faults.add_if(token[key].present() && token[key] != subject[key], ClaimFault::claim_wrong_type);

  oid.state(token["sub"]);
  oid.state(subject["urn:esia:sbj:oid"]);
  identity.oid = oid.get();
  faults.add_if(token["sub"].absent_or_null() && subject["urn:esia:sbj:oid"].absent_or_null(), ClaimFault::oid_missing);

  const Claim& issuer = token["iss"];
  if (issuer.absent_or_null()) {
    faults.add(ClaimFault::issuer_missing);
  } else {
    if (issuer.kind == Kind::string) identity.issuer = issuer_by_url(issuer.text);
    faults.add_if(!identity.issuer, ClaimFault::issuer_unknown);
  }
  faults.add_if(!subject["urn:esia:sbj:typ"].is_string("P"), ClaimFault::subject_not_person);
}

Account account_of(const Claim& trusted, bool has_token, const Object& subject) {
  const Claim& level = subject["urn:esia:sbj:lvl"];
  const Claim& token_trusted = subject["urn:esia:sbj:is_tru"];
  if (level.is_string("KD")) return Account::child;
  const bool contrary = (trusted.present() && !trusted.is_true()) || (level.present() && !level.is_string("PR")) ||
                        (has_token && !token_trusted.is_true());
  const bool stated = trusted.is_true() || token_trusted.is_true();
  return stated && !contrary ? Account::confirmed : Account::unconfirmed;
}

// --- the person ---------------------------------------------------------------------------------------

void judge_person(const Object& person, Identity& identity, Faults& faults) {
  const Claim& status = person["status"];
  faults.add_if(status.present() && !(status.kind == Kind::string && equals_without_case(status.text, "registered")),
                ClaimFault::account_not_registered);

  const auto surname = text_or_fault(person["lastName"], ClaimFault::name_unusable, faults);
  const auto given = text_or_fault(person["firstName"], ClaimFault::name_unusable, faults);
  const auto patronymic = text_or_fault(person["middleName"], ClaimFault::name_unusable, faults);
  if (!surname.empty() || !given.empty() || !patronymic.empty()) {
    auto name = Fio::from_parts(surname, given, patronymic);
    if (name) {
      identity.name = std::move(*name);
    } else {
      // Nothing but placeholders is no name; anything else that cannot be folded is an attack or damage.
      faults.add_if(name.error().code != Errc::empty, ClaimFault::name_unusable);
    }
  }

  // An unknown age counts as adult: a date that is there but cannot be read must not become unknown.
  // Whether it lies in the future depends on the day of the question, which the resolver knows.
  const Claim& birth = person["birthDate"];
  if (!birth.absent_or_null()) {
    const auto date = Date::parse_dotted(text_or_fault(birth, ClaimFault::birth_date_unusable, faults));
    faults.add_if(!date, ClaimFault::birth_date_unusable);
    if (date) identity.birth_date = *date;
  }

  if (person["gender"].is_string("M")) identity.sex = Sex::male;
  if (person["gender"].is_string("F")) identity.sex = Sex::female;
  if (const Claim& number = person["snils"]; number.kind == Kind::string)
    identity.number = Snils::read(number.text, Snils::Recovery::no).number;
}

// --- ESIA's refusal -----------------------------------------------------------------------------------

// The six digits after the first "ESIA-" that is followed by exactly six.
std::optional<std::uint32_t> refusal_code(std::string_view text) {
  constexpr std::string_view mark = "ESIA-";
  for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
    const std::string_view rest = text.substr(at + mark.size());
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (digits != 6) continue;
    std::uint32_t code = 0;
    for (const char c : rest.substr(0, digits)) code = code * 10 + static_cast<std::uint32_t>(c - '0');
    return code;
  }
  return std::nullopt;
}

std::optional<EsiaError> refusal(const Object& envelope, Faults& faults) {
  const auto error = text_or_fault(envelope["error"], ClaimFault::claim_wrong_type, faults);
  const auto description = text_or_fault(envelope["error_description"], ClaimFault::claim_wrong_type, faults);
  if (error.empty() && description.empty()) return std::nullopt;
  EsiaError refused;
  refused.code = refusal_code(description);
  if (!refused.code) refused.code = refusal_code(error);
  refused.access_denied = error == "access_denied";
  return refused;
}

}  // namespace

Identity judge(const Document& document, Claims claims) {
  Faults faults;
  faults.add_if(claims != Claims::verified, ClaimFault::claims_not_verified);
  faults.add_if(!document.is_object, ClaimFault::not_an_object);
  faults.add_if(document.key_repeated, ClaimFault::key_repeated);

  static const Object nothing;
  const Object& envelope = document.is_envelope ? document.top : nothing;
  const Object& person = document.is_envelope ? document.person : document.top;
  for (const auto* key : {"person", "id_token"})
    faults.add_if(!is_absent_or(envelope[key], Kind::object), ClaimFault::claim_wrong_type);
  const bool has_token = envelope["id_token"].kind == Kind::object;

  Identity identity;
  OneOid oid(faults);
  if (has_token) judge_token(document, oid, identity, faults);
  oid.state(person["oid"]);  // a statement that must agree, never the source of the OID
  judge_person(person, identity, faults);
  identity.account = account_of(person["trusted"], has_token, document.subject);

  const auto scope = text_or_fault(envelope["scope"], ClaimFault::claim_wrong_type, faults);
  if (envelope["scope"].kind == Kind::string) {
    const Scopes scopes = read_scopes(scope);
    faults.add_if(scopes.oid_bad, ClaimFault::oid_bad);
    for (const Oid stated : scopes.oids) oid.state(stated);
    identity.rights = scopes.rights;
  }
  identity.error = refusal(envelope, faults);
  identity.standard = envelope["level"].is_string("standard");
  if (envelope["expected"].is_string("child")) identity.expected = Expected::child;
  if (envelope["expected"].is_string("adult")) identity.expected = Expected::adult;

  // Nothing of unusable claims leaves the room: what is not there cannot be relied on by mistake.
  if (const auto fault = faults.first()) {
    identity = Identity{};
    identity.fault = fault;
  }
  return identity;
}

}  // namespace kto::esia
