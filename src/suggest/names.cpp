// The tables of fields and reasons, unrolled from the header.
#include "kto/suggest.hpp"

namespace kto {

std::string_view name_of(SuggestField field) noexcept {
  switch (field) {
#define KTO_X(name, code)  \
  case SuggestField::name: \
    return #name;
    KTO_SUGGEST_FIELDS(KTO_X)
#undef KTO_X
  }
  return "surname";
}

std::span<const SuggestField> all_suggest_fields() noexcept {
#define KTO_X(name, code) SuggestField::name,
  static constexpr std::array all{KTO_SUGGEST_FIELDS(KTO_X)};
#undef KTO_X
  return all;
}

std::string_view name_of(SuggestReason reason) noexcept {
  switch (reason) {
#define KTO_X(name, code, tells) \
  case SuggestReason::name:      \
    return #name;
    KTO_SUGGEST_REASONS(KTO_X)
#undef KTO_X
  }
  return "part_differs";
}

bool tells(SuggestReason reason) noexcept {
  switch (reason) {
#define KTO_X(name, code, tells) \
  case SuggestReason::name:      \
    return tells;
    KTO_SUGGEST_REASONS(KTO_X)
#undef KTO_X
  }
  return true;
}

std::span<const SuggestReason> all_suggest_reasons() noexcept {
#define KTO_X(name, code, tells) SuggestReason::name,
  static constexpr std::array all{KTO_SUGGEST_REASONS(KTO_X)};
#undef KTO_X
  return all;
}

}  // namespace kto
