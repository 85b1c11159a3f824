// bindings/c/guard.hpp — the one wall between C and C++: results become statuses, nothing is thrown across.
#pragma once

#include <new>

#include "kto/base.hpp"
#include "kto/kto.h"

namespace kto::c {

// Statuses that C has and the rooms have not. They travel through the seams of the rooms as an Errc.
inline constexpr Errc memory_ran_out = static_cast<Errc>(KTO_E_MEMORY);
inline constexpr Errc callback_wrong = static_cast<Errc>(KTO_E_CALLBACK);
inline constexpr Errc handle_wrong = static_cast<Errc>(KTO_E_HANDLE);

// One of KTO_E_…; KTO_OK is none.
bool is_failure(kto_status status) noexcept;

// The status of an error; `err`, if given, gets a handle that describes it.
kto_status report(kto_error** err, const Error& error) noexcept;
// Likewise, without touching the heap.
kto_status report_memory(kto_error** err) noexcept;

// Every function that can fail is one call of this. `body` returns a Result<void> and touches outputs last.
template <class Body>
kto_status guard(kto_error** err, const Body& body) noexcept {
  try {
    const Result<void> done = body();
    if (!done) return report(err, done.error());
    if (err != nullptr) *err = nullptr;
    return KTO_OK;
  } catch (const std::bad_alloc&) {
    return report_memory(err);
  } catch (...) {
    return report(err, Error{Errc::internal});
  }
}

}  // namespace kto::c
