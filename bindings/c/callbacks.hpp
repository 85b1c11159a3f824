// bindings/c/callbacks.hpp — calls of functions that others wrote: what they throw ends here.
#pragma once

#include "values.hpp"

namespace kto::c {

// What `function` returns; callback_wrong when it throws.
template <class Function>
auto call(const Function& function) -> Result<decltype(function())> {
  try {
    return function();
  } catch (...) {
    return fail(callback_wrong);
  }
}

// A status with the back end's number: 0, a failure that kto knows, or else callback_wrong.
template <class Function>
Result<void> call_for_status(const Function& function) {
  std::int64_t backend = 0;
  const auto status = call([&] { return function(&backend); });
  if (!status) return fail(status.error());
  if (*status == KTO_OK) return {};
  Error error{is_failure(*status) ? static_cast<Errc>(*status) : callback_wrong};
  error.backend = backend;
  return fail(std::move(error));
}

// `close` of a table; there is nobody to tell a failure to.
template <class Self>
void close_self(void (*close)(Self*), Self* self) noexcept {
  try {
    if (close != nullptr) close(self);
  } catch (...) {
  }
}

}  // namespace kto::c
