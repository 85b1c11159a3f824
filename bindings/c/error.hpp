// bindings/c/error.hpp — the handle that tells why and where a call failed.
#pragma once

#include "handle.hpp"

// Made without the heap for KTO_E_MEMORY, hence no Handle: the kind alone stands in front.
struct kto_error {
  std::uint32_t kind;
  kto_status status;
  std::int64_t offset;
  std::int64_t line;
  std::int64_t backend;
  std::string_view field;
  std::string_view text;
};
