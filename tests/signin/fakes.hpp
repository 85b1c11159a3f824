// Both seams over plain vectors, invented people, and an outcome written out byte for byte.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "kto/signin.hpp"

namespace fakes {

using namespace kto;

inline Region region(unsigned number) { return Region::make(number).value(); }
inline Date date(const char* iso) { return Date::parse_iso(iso).value(); }
inline Fio fio(const char* surname, const char* given, const char* patronymic) {
  return Fio::from_parts(surname, given, patronymic).value();
}
inline Snils snils(const char* text) { return Snils::read(text).number.value(); }
inline PersonaKey key(const char* id, unsigned in = 38, const char* organisation = "Школа 7") {
  return {region(in), OrganisationId(organisation), PersonaId(id)};
}
inline NumberCell cell(const std::string& text) { return {text, Snils::read(text, Snils::Recovery::yes)}; }
inline Membership member(Role role, Standing standing = Standing::in_organisation, const char* klass = "") {
  Membership out;
  out.role = role;
  out.standing = standing;
  out.klass = klass;
  return out;
}
inline Persona persona(PersonaKey its_key, Fio name, const std::string& number, Role role = Role::parent) {
  Persona out{.key = std::move(its_key), .name = std::move(name)};
  if (!number.empty()) out.number = cell(number);
  out.memberships = {member(role)};
  return out;
}

// Counts what it is asked. `broken`: every question fails; `forbidden`: being asked ends the test.
struct Source final : PersonaSource {
  std::vector<Persona> people{};
  bool broken = false;
  bool forbidden = false;
  bool leaky = false;  // answers every number of every region with everybody: a portal's bug
  mutable std::size_t asked_candidates = 0, asked_keys = 0, asked_regions = 0, asked_unnumbered = 0;
  mutable std::size_t queries_seen = 0, limit_seen = 0;

  Result<void> ask(std::size_t& counter) const {
    if (forbidden) std::abort();
    ++counter;
    if (broken) return fail(Errc::store_failed);
    return {};
  }
  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override {
    KTO_TRY(ask(asked_candidates));
    queries_seen += queries.size();
    for (std::size_t i = 0; i < queries.size(); ++i)
      for (const Persona& one : people)
        if (leaky || (one.key.region == queries[i].region && one.number.usable() &&
                      *one.number.reading.number == queries[i].number))
          KTO_TRY(emit(i, one));
    return {};
  }
  Result<void> by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const override {
    KTO_TRY(ask(asked_keys));
    for (const PersonaKey& wanted : keys)
      for (const Persona& one : people)
        if (leaky || one.key == wanted) KTO_TRY(emit(one));
    return {};
  }
  Result<void> by_organisation(Region, const OrganisationId&, const EmitPersona&) const override {
    return fail(Errc::internal);  // sign-in has no use for it
  }
  Result<void> scan(const std::optional<PersonaKey>&, std::size_t, const EmitPersona&) const override {
    return fail(Errc::internal);
  }
  Result<std::vector<Region>> regions() const override {
    KTO_TRY(ask(asked_regions));
    std::vector<Region> out;
    for (const Persona& one : people) out.push_back(one.key.region);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }
  Result<void> unnumbered(Region in, std::size_t limit, const EmitPersona& emit) const override {
    KTO_TRY(ask(asked_unnumbered));
    limit_seen = limit;
    for (const Persona& one : people) {
      if (!leaky && (one.key.region != in || one.number.usable())) continue;
      if (limit-- == 0) break;
      KTO_TRY(emit(one));
    }
    return {};
  }
};

struct Records final : Ledger {
  std::vector<Link> links{};
  std::vector<ConsentRecord> consents{};
  bool broken = false;
  bool forbidden = false;
  bool forgetful = false;  // leaves out the last owner
  bool leaky = false;      // tells revoked consents and other subjects' links as well: a portal's bug
  mutable std::size_t asked = 0, asked_owners = 0;

  Result<void> ask() const {
    if (forbidden) std::abort();
    ++asked;
    if (broken) return fail(Errc::store_busy);
    return {};
  }
  void link(Oid oid, PersonaKey to, Issuer issuer = Issuer::production) {
    Link out{.subject = {issuer, oid}, .persona = std::move(to)};
    links.push_back(std::move(out));
  }
  Result<std::vector<Link>> links_of(const Subject& subject) const override {
    KTO_TRY(ask());
    std::vector<Link> out;
    for (const Link& one : links)
      if (leaky || one.subject == subject) out.push_back(one);
    return out;
  }
  Result<std::vector<std::optional<Link>>> links_to(std::span<const PersonaKey> personas) const override {
    KTO_TRY(ask());
    ++asked_owners;
    std::vector<std::optional<Link>> out;
    for (const PersonaKey& wanted : personas) {
      const auto found =
          std::find_if(links.begin(), links.end(), [&](const Link& one) { return one.persona == wanted; });
      out.push_back(found == links.end() ? std::nullopt : std::optional(*found));
    }
    if (forgetful) out.pop_back();
    return out;
  }
  Result<std::vector<ConsentRecord>> consents_for(const PersonaKey& child) const override {
    KTO_TRY(ask());
    std::vector<ConsentRecord> out;
    for (const ConsentRecord& one : consents)
      if (leaky || (one.child == child && !one.revoked_at)) out.push_back(one);
    return out;
  }
  Result<std::optional<Decision>> decision(std::string_view) const override { return std::optional<Decision>{}; }
  Result<std::vector<SignIn>> sign_ins_of(const PersonaKey&) const override { return std::vector<SignIn>{}; }
  Result<std::unique_ptr<LedgerTransaction>> begin() override { std::abort(); }  // resolve writes nothing
};

// A confirmed adult with an OID.
inline Request confirmed(Fio name, const char* number, std::int64_t oid = 1000300500) {
  Request out;
  out.region = region(38);
  out.identity.oid = Oid::make(oid).value();
  out.identity.issuer = Issuer::production;
  out.identity.account = Account::confirmed;
  out.identity.name = std::move(name);
  out.identity.number = snils(number);
  return out;
}

inline ResolveOptions options(const char* rules = "ru-2024", const char* at = "2024-10-01") {
  ResolveOptions out;
  if (const RuleSet* set = builtin_rules_by_name(rules)) out.rules = *set;
  out.at = date(at);
  return out;
}

inline std::string write(const PersonaKey& its_key) {
  return its_key.region.str() + "/" + its_key.organisation.str() + "/" + its_key.id.str();
}

// Everything an outcome says, so that two can be compared byte for byte.
inline std::string write(const Outcome& outcome) {
  std::string out(name_of(outcome.verdict));
  for (const auto& one : outcome.personas) {
    out += "\n  + " + write(one.key) + " " + one.klass + (one.linked ? " linked" : "");
    for (const Role role : one.roles) out += " " + std::string(name_of(role));
  }
  for (const auto& finding : outcome.findings) {
    out += "\n  - " + std::string(name_of(finding.reason));
    for (const auto& its_key : finding.personas) out += " " + write(its_key);
  }
  out += "\n  " + outcome.rules_name + "/" + std::to_string(outcome.rules_version) + " " + outcome.rules_hash;
  out += " " + (outcome.region ? outcome.region->str() : "-") + " " + (outcome.at ? outcome.at->iso() : "-");
  out += std::string(outcome.store_asked ? " asked " : " unasked ") + outcome.text_key;
  return out;
}

// What the person sees.
inline std::string face(const Outcome& outcome) {
  std::string out(name_of(outcome.verdict));
  for (const auto& one : outcome.personas) out += " " + write(one.key);
  return out + "\n" + outcome.text(Lang::ru) + "\n" + outcome.text(Lang::en);
}

inline std::vector<std::string> ids(const Outcome& outcome) {
  std::vector<std::string> out;
  for (const auto& one : outcome.personas) out.push_back(one.key.id.str());
  std::sort(out.begin(), out.end());
  return out;
}

inline Outcome resolve(const Source& source, const Ledger* ledger, const ResolveOptions& with, const Request& request) {
  return Resolver(source, ledger, with).resolve(request).value();
}

}  // namespace fakes
