#include "error.hpp"

#include <limits>
#include <memory>

#include "statuses.hpp"
#include "values.hpp"

namespace kto::c {
namespace {

constexpr auto error_kind = static_cast<std::uint32_t>(Kind::error);

constinit kto_error out_of_memory{
    error_kind, KTO_E_MEMORY, -1, 0, 0, {}, "memory ran out; nothing was changed [memory]"};

struct OwnedError : kto_error {
  OwnedError() : kto_error{} { enlist(this, Kind::error); }
  OwnedError(const OwnedError&) = delete;
  OwnedError& operator=(const OwnedError&) = delete;
  ~OwnedError() { strike_off(this); }
  std::string field_text{};
  std::string whole_text{};
};

std::string_view text_of_status(kto_status status) noexcept {
  switch (status) {
    case KTO_OK:
      return "the question was answered";
    case KTO_E_MEMORY:
      return "memory ran out; nothing was changed";
    case KTO_E_CALLBACK:
      return "a callback threw or answered outside its contract";
    case KTO_E_HANDLE:
      return "a handle is NULL, of another kind or freed";
    default:
      return is_failure(status) ? text_of(static_cast<Errc>(status)) : "a status that this library does not know";
  }
}

std::string_view name_of_status(kto_status status) noexcept {
  switch (status) {
    case KTO_OK:
      return "ok";
    case KTO_E_MEMORY:
      return "memory";
    case KTO_E_CALLBACK:
      return "callback";
    case KTO_E_HANDLE:
      return "handle";
    default:
      return is_failure(status) ? name_of(static_cast<Errc>(status)) : unknown;
  }
}

std::int64_t clamped(std::uint64_t value) noexcept {
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(value < most ? value : most);
}

// As kto::describe, with the statuses that only C knows.
std::string described(kto_status status, const Error& error) {
  std::string text = describe(error);
  text.replace(0, text_of(error.code).size(), text_of_status(status));
  text.resize(text.rfind('[') + 1);
  return text.append(name_of_status(status)) + "]";
}

const kto_error* one(const kto_error* error) noexcept {
  return error == &out_of_memory || is_handle(error, Kind::error) ? error : nullptr;
}

}  // namespace

bool is_failure(kto_status status) noexcept {
  switch (status) {
#define KTO_X(name, number) case number:
    KTO_C_STATUSES(KTO_X)
#undef KTO_X
    case KTO_E_MEMORY:
    case KTO_E_CALLBACK:
    case KTO_E_HANDLE:
      return true;
    default:
      return false;
  }
}

kto_status report_memory(kto_error** err) noexcept {
  if (err != nullptr) *err = &out_of_memory;
  return KTO_E_MEMORY;
}

kto_status report(kto_error** err, const Error& error) noexcept {
  const auto status = static_cast<kto_status>(error.code);
  if (status == KTO_E_MEMORY) return report_memory(err);
  if (err == nullptr) return status;
  try {
    auto made = std::make_unique<OwnedError>();
    made->field_text = error.field;
    made->whole_text = described(status, error);
    made->kind = error_kind;
    made->status = status;
    made->offset = error.offset ? clamped(*error.offset) : -1;
    made->line = error.line ? clamped(*error.line) : 0;
    made->backend = error.backend;
    made->field = made->field_text;
    made->text = made->whole_text;
    *err = made.release();
    return status;
  } catch (...) {
    return report_memory(err);
  }
}

}  // namespace kto::c

using namespace kto::c;

kto_text kto_status_name(kto_status status) noexcept { return text_out(name_of_status(status)); }
kto_text kto_status_text(kto_status status) noexcept { return text_out(text_of_status(status)); }

kto_status kto_error_status(const kto_error* error) noexcept {
  const auto* known = one(error);
  return known != nullptr ? known->status : KTO_E_HANDLE;
}
std::int64_t kto_error_offset(const kto_error* error) noexcept {
  const auto* known = one(error);
  return known != nullptr ? known->offset : -1;
}
std::int64_t kto_error_line(const kto_error* error) noexcept {
  const auto* known = one(error);
  return known != nullptr ? known->line : 0;
}
std::int64_t kto_error_backend(const kto_error* error) noexcept {
  const auto* known = one(error);
  return known != nullptr ? known->backend : 0;
}
kto_text kto_error_field(const kto_error* error) noexcept {
  const auto* known = one(error);
  return known != nullptr ? text_out(known->field) : kto_text{};
}
kto_text kto_error_text(const kto_error* error) noexcept {
  const auto* known = one(error);
  return known != nullptr ? text_out(known->text) : kto_text{};
}
void kto_error_free(kto_error* error) noexcept {
  if (error == &out_of_memory || !is_handle(error, Kind::error)) return;
  error->kind = 0;
  delete static_cast<OwnedError*>(error);
}
