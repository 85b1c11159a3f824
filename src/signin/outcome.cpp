#include <algorithm>

#include "kto/signin.hpp"
#include "kto/text.hpp"

namespace kto {

bool Outcome::has(Reason reason) const noexcept {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return finding.reason == reason; });
}

std::string Outcome::text(Lang lang) const { return text::message(lang, text_key); }

std::vector<std::pair<Actor, Reason>> Outcome::repairs() const {
  std::vector<std::pair<Actor, Reason>> out;
  for (const Finding& finding : findings)
    if (const Actor actor = mended_by(finding.reason); actor != Actor::nobody) out.emplace_back(actor, finding.reason);
  return out;
}

}  // namespace kto
