#include <string>

#include "kto/base.hpp"

namespace kto {

std::string_view name_of(Errc code) noexcept {
  switch (code) {
#define KTO_X(name, number, text) \
  case Errc::name:                \
    return #name;
    KTO_ERRORS(KTO_X)
#undef KTO_X
  }
  return "internal";
}

std::string_view text_of(Errc code) noexcept {
  switch (code) {
#define KTO_X(name, number, text) \
  case Errc::name:                \
    return text;
    KTO_ERRORS(KTO_X)
#undef KTO_X
  }
  return "a fault inside kto";
}

std::string describe(const Error& error) {
  std::string out(text_of(error.code));
  if (!error.field.empty()) out += ", at " + error.field;
  if (error.line) out += ", line " + std::to_string(*error.line);
  if (error.offset) out += ", byte " + std::to_string(*error.offset);
  if (error.backend != 0) out += " (back-end code " + std::to_string(error.backend) + ")";
  out += " [" + std::string(name_of(error.code)) + "]";
  return out;
}

std::string_view version() noexcept { return KTO_VERSION; }

}  // namespace kto
