// The table of what can be said of a row (KTO_ROW_ISSUES) as functions.
#include "kto/persona.hpp"

namespace kto {

std::string_view name_of(RowCode code) noexcept {
  switch (code) {
#define KTO_X(name, number, rejected) \
  case RowCode::name:                 \
    return #name;
    KTO_ROW_ISSUES(KTO_X)
#undef KTO_X
  }
  return "unknown";
}

bool rejects(RowCode code) noexcept {
  switch (code) {
#define KTO_X(name, number, rejected) \
  case RowCode::name:                 \
    return rejected;
    KTO_ROW_ISSUES(KTO_X)
#undef KTO_X
  }
  return true;
}

std::span<const RowCode> all_row_codes() noexcept {
  static constexpr RowCode codes[] = {
#define KTO_X(name, number, rejected) RowCode::name,
      KTO_ROW_ISSUES(KTO_X)
#undef KTO_X
  };
  return codes;
}

}  // namespace kto
