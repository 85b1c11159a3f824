// bindings/c/name.hpp — a name with all its texts, made at once so that any thread may read them.
#pragma once

#include <array>

#include "handle.hpp"
#include "kto/fio.hpp"

struct kto_name : kto::c::Handle<kto::c::Kind::name> {
  explicit kto_name(kto::Fio name, bool is_borrowed = false);
  // "" for forms and parts that are none.
  std::string_view text(std::int32_t form, std::int32_t part) const noexcept;

  const kto::Fio fio;
  const bool borrowed;  // belongs to a request: kto_name_free leaves it alone

 private:
  std::array<std::array<std::string, 4>, 3> texts_{};  // by form, then part
};
