#include "kto/ledger.hpp"

namespace kto {

std::string_view name_of(LinkOrigin origin) noexcept {
  switch (origin) {
    case LinkOrigin::automatic:
      return "automatic";
    case LinkOrigin::by_hand:
      return "by_hand";
    case LinkOrigin::administrator:
      return "administrator";
  }
  return "unknown";
}

}  // namespace kto
