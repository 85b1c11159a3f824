#include "reason_texts.hpp"

#include <array>

#include "kto/signin.hpp"
#include "kto/text.hpp"
#include "values.hpp"

using namespace kto;
using namespace kto::c;

namespace {

struct Texts {
  std::map<std::int32_t, std::string> reasons{};
  std::map<std::int32_t, std::string> repairs{};
};

Texts texts_in(Lang lang) {
  Texts texts;
  for (const Reason reason : all_reasons()) {
    const auto code = static_cast<std::int32_t>(reason);
    const std::string name(name_of(reason));
    texts.reasons.emplace(code, text::message(lang, "reason." + name));
    if (mended_by(reason) != Actor::nobody) texts.repairs.emplace(code, text::message(lang, "repair." + name));
  }
  return texts;
}

// Never destroyed. Made anew at the next call when it could not be made.
const std::array<Texts, 2>& made() {
  static const auto* const all = new std::array<Texts, 2>{texts_in(Lang::ru), texts_in(Lang::en)};
  return *all;
}

kto_text said(std::map<std::int32_t, std::string> Texts::*kind, std::int32_t reason, std::int32_t lang) noexcept {
  if (lang < 0 || lang > KTO_LANG_EN) return {};
  try {
    const auto& texts = made()[lang == KTO_LANG_EN ? 1 : 0].*kind;
    const auto found = texts.find(reason);
    return found == texts.end() ? kto_text{} : text_out(found->second);
  } catch (...) {  // no memory, or no ICU: kto_start says so
    return {};
  }
}

}  // namespace

void kto::c::make_reason_texts() { made(); }

kto_text kto_reason_text(std::int32_t reason, std::int32_t lang) noexcept {
  return said(&Texts::reasons, reason, lang);
}
kto_text kto_repair_text(std::int32_t reason, std::int32_t lang) noexcept {
  return said(&Texts::repairs, reason, lang);
}
