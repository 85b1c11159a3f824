// Stable names of the enumerations.
#include <algorithm>
#include <array>

#include "kto/fio.hpp"

namespace kto {
namespace {

constexpr std::array rules{
#define KTO_X(name, code) NameRule::name,
    KTO_NAME_RULES(KTO_X)
#undef KTO_X
};

}  // namespace

std::string_view name_of(Part part) noexcept {
  switch (part) {
    case Part::whole:
      return "whole";
    case Part::surname:
      return "surname";
    case Part::given:
      return "given";
    case Part::patronymic:
      return "patronymic";
  }
  return "";
}

std::string_view name_of(NameRule rule) noexcept {
  switch (rule) {
#define KTO_X(name, code) \
  case NameRule::name:    \
    return #name;
    KTO_NAME_RULES(KTO_X)
#undef KTO_X
  }
  return "";
}

std::span<const NameRule> all_name_rules() noexcept { return rules; }

std::string_view name_of(Grade grade) noexcept {
  switch (grade) {
    case Grade::identical:
      return "identical";
    case Grade::equal:
      return "equal";
    case Grade::equivalent:
      return "equivalent";
    case Grade::similar:
      return "similar";
    case Grade::different:
      return "different";
  }
  return "";
}

}  // namespace kto
