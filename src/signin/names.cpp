// The tables of verdicts, actors and reasons, unrolled from the header.
#include <array>

#include "kto/signin.hpp"

namespace kto {

std::string_view name_of(Verdict verdict) noexcept {
  switch (verdict) {
#define KTO_X(name, code) \
  case Verdict::name:     \
    return #name;
    KTO_VERDICTS(KTO_X)
#undef KTO_X
  }
  return "refuse";
}

std::span<const Verdict> all_verdicts() noexcept {
#define KTO_X(name, code) Verdict::name,
  static constexpr std::array all{KTO_VERDICTS(KTO_X)};
#undef KTO_X
  return all;
}

std::string_view name_of(Actor actor) noexcept {
  switch (actor) {
    case Actor::nobody:
      return "nobody";
    case Actor::person:
      return "person";
    case Actor::school:
      return "school";
    case Actor::parent:
      return "parent";
    case Actor::esia:
      return "esia";
    case Actor::portal:
      return "portal";
  }
  return "nobody";
}

std::string_view name_of(Reason reason) noexcept {
  switch (reason) {
#define KTO_X(name, code, actor) \
  case Reason::name:             \
    return #name;
    KTO_REASONS(KTO_X)
#undef KTO_X
  }
  return "claims_not_verified";
}

Actor mended_by(Reason reason) noexcept {
  switch (reason) {
#define KTO_X(name, code, actor) \
  case Reason::name:             \
    return Actor::actor;
    KTO_REASONS(KTO_X)
#undef KTO_X
  }
  return Actor::nobody;
}

std::span<const Reason> all_reasons() noexcept {
#define KTO_X(name, code, actor) Reason::name,
  static constexpr std::array all{KTO_REASONS(KTO_X)};
#undef KTO_X
  return all;
}

}  // namespace kto
