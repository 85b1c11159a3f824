#include "outcome.hpp"

#include "request.hpp"
#include "string.hpp"
#include "struct_size.hpp"

using namespace kto;
using namespace kto::c;

KTO_FIRST_MEMBERS(kto_entry, reserved);
KTO_FIRST_MEMBERS(kto_finding, actor);
KTO_FIRST_MEMBERS(kto_basis, store_asked);

static_assert(static_cast<int>(Lang::ru) == KTO_LANG_RU && static_cast<int>(Lang::en) == KTO_LANG_EN);

kto_outcome::kto_outcome(Outcome answer)
    : outcome(std::move(answer)), text_ru(outcome.text(Lang::ru)), text_en(outcome.text(Lang::en)) {
  for (const EnterablePersona& persona : outcome.personas) {
    auto& codes = roles.emplace_back();
    for (const Role role : persona.roles) codes.push_back(static_cast<std::int32_t>(role));
  }
  for (const Finding& finding : outcome.findings) {
    auto& keys = concerned.emplace_back();
    for (const PersonaKey& key : finding.personas) keys.push_back(key_out(key));
  }
}

std::int32_t kto_outcome_verdict(const kto_outcome* outcome) noexcept {
  return lives(outcome) ? static_cast<std::int32_t>(outcome->outcome.verdict) : KTO_VERDICT_REFUSE;
}

kto_text kto_outcome_text(const kto_outcome* outcome, std::int32_t lang) noexcept {
  if (!lives(outcome) || lang < 0 || lang > KTO_LANG_EN) return {};
  return text_out(lang == KTO_LANG_EN ? outcome->text_en : outcome->text_ru);
}

std::size_t kto_outcome_persona_count(const kto_outcome* outcome) noexcept {
  return lives(outcome) ? outcome->outcome.personas.size() : 0;
}

kto_status kto_outcome_persona_at(const kto_outcome* outcome, std::size_t index, kto_entry* out) noexcept {
  return guard(nullptr, [&]() -> Result<void> {
    KTO_TRY(need_handle(outcome, "outcome"));
    KTO_TRY(check_out(out));
    if (index >= outcome->outcome.personas.size()) return bad_argument("index");
    const EnterablePersona& persona = outcome->outcome.personas[index];
    const auto& roles = outcome->roles[index];
    write_struct(
        out, {0, key_out(persona.key), text_out(persona.klass), roles.data(), roles.size(), persona.linked ? 1 : 0, 0});
    return {};
  });
}

std::size_t kto_outcome_finding_count(const kto_outcome* outcome) noexcept {
  return lives(outcome) ? outcome->outcome.findings.size() : 0;
}

kto_status kto_outcome_finding_at(const kto_outcome* outcome, std::size_t index, kto_finding* out) noexcept {
  return guard(nullptr, [&]() -> Result<void> {
    KTO_TRY(need_handle(outcome, "outcome"));
    KTO_TRY(check_out(out));
    if (index >= outcome->outcome.findings.size()) return bad_argument("index");
    const Reason reason = outcome->outcome.findings[index].reason;
    const auto& keys = outcome->concerned[index];
    write_struct(out, {0, keys.data(), keys.size(), static_cast<std::int32_t>(reason),
                       static_cast<std::int32_t>(mended_by(reason))});
    return {};
  });
}

kto_status kto_outcome_basis(const kto_outcome* outcome, kto_basis* out) noexcept {
  return guard(nullptr, [&]() -> Result<void> {
    KTO_TRY(need_handle(outcome, "outcome"));
    KTO_TRY(check_out(out));
    const Outcome& o = outcome->outcome;
    write_struct(out,
                 {0, text_out(o.rules_name), text_out(o.rules_hash), o.rules_version,
                  o.region ? static_cast<std::int32_t>(o.region->number()) : 0, date_out(o.at), o.store_asked ? 1 : 0});
    return {};
  });
}

kto_status kto_outcome_json(const kto_outcome* outcome, const kto_request* request, std::int32_t lang,
                            std::int32_t admin, kto_string** out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need_handle(outcome, "outcome"));
    if (request != nullptr) KTO_TRY(need_handle(request, "request"));
    KTO_TRY(need(out, "out"));
    if (lang < 0 || lang > KTO_LANG_EN) return bad_argument("lang");
    const auto whole = flag_in(admin, "admin");
    if (!whole) return fail(whole.error());
    const auto id = request != nullptr ? request->request.request_id : std::nullopt;
    *out = new kto_string(outcome_json(outcome->outcome, id, lang == KTO_LANG_EN ? Lang::en : Lang::ru, *whole));
    return {};
  });
}

void kto_outcome_free(kto_outcome* outcome) noexcept { free_handle(outcome); }
