// bindings/c/outcome.hpp — an answer with all that C borrows of it.
#pragma once

#include "handle.hpp"
#include "kto/signin.hpp"

struct kto_outcome : kto::c::Handle<kto::c::Kind::outcome> {
  explicit kto_outcome(kto::Outcome answer);

  const kto::Outcome outcome;
  const std::string text_ru;
  const std::string text_en;
  std::vector<std::vector<std::int32_t>> roles{};         // of each persona
  std::vector<std::vector<kto_persona_key>> concerned{};  // of each finding
};
