// bindings/c/values.hpp — texts, dates, regions, flags: between C and the rooms.
#pragma once

#include <optional>

#include "guard.hpp"
#include "kto/persona.hpp"

namespace kto::c {

// Name of a number that this library does not know.
inline constexpr std::string_view unknown = "unknown";

inline kto_text text_out(std::string_view text) noexcept { return {text.data(), text.size()}; }

inline unexpected<Error> bad_argument(const char* field) { return fail(Errc::bad_argument, std::string(field)); }

// What was given, before anything is read of it: bad_argument for {NULL, n}, too_long over `most` bytes.
Result<std::string_view> text_in(kto_text text, const char* field, std::size_t most);
// Likewise valid UTF-8.
Result<std::string_view> utf8_in(kto_text text, const char* field, std::size_t most);
// A file's name or a URI: not empty and without NUL.
Result<std::string> path_in(kto_text text, const char* field);

// A pointer that must not be NULL.
Result<void> need(const void* pointer, const char* field);
// NULL is allowed when there are no items.
Result<void> need_items(const void* pointer, std::size_t count, const char* field);
// 0 or 1.
Result<bool> flag_in(std::int32_t flag, const char* field);
// All zero = absent; else bad_date.
Result<std::optional<Date>> date_in(const kto_date& date, const char* field);
// 0 = absent; else bad_region.
Result<std::optional<Region>> region_in(std::int32_t region, const char* field);
// Region, organisation of 1…512 bytes and id of 1…64 bytes, UTF-8.
Result<PersonaKey> key_in(const kto_persona_key& key);

kto_date date_out(const std::optional<Date>& date) noexcept;
// Borrows from `key`.
kto_persona_key key_out(const PersonaKey& key) noexcept;

}  // namespace kto::c
