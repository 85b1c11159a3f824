// bindings/c/string.hpp — text that is the caller's to free.
#pragma once

#include <string>

#include "handle.hpp"

struct kto_string : kto::c::Handle<kto::c::Kind::string> {
  explicit kto_string(std::string given) : text(std::move(given)) {}
  const std::string text;
};
