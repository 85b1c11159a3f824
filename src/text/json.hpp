// src/text/json.hpp — writes one JSON value, in the order of the calls. Never fails: a string that is
// not UTF-8 gets U+FFFD for each bad byte (only names of files can be such; inputs are checked before).
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kto/base.hpp"

namespace kto::text {

class Json {
 public:
  Json& object() { return open('{'); }
  Json& end_object() { return close('}'); }
  Json& array() { return open('['); }
  Json& end_array() { return close(']'); }
  Json& key(std::string_view name);
  Json& string(std::string_view text);
  Json& number(std::int64_t value) { return raw(std::to_string(value)); }
  Json& number(std::uint64_t value) { return raw(std::to_string(value)); }
  Json& boolean(bool value) { return raw(value ? "true" : "false"); }
  Json& null() { return raw("null"); }

  // A member of the object that is open.
  Json& member(std::string_view name, std::string_view text) { return key(name).string(text); }
  Json& member(std::string_view name, const char* text) { return key(name).string(text); }
  template <class T>
  requires std::same_as<T, bool> Json& member(std::string_view name, T value) { return key(name).boolean(value); }
  template <class T>
  requires(std::integral<T> && !std::same_as<T, bool>) Json& member(std::string_view name, T value) {
    if constexpr (std::is_signed_v<T>) return key(name).number(static_cast<std::int64_t>(value));
    return key(name).number(static_cast<std::uint64_t>(value));
  }
  template <class T>
  Json& member(std::string_view name, const std::optional<T>& value) {
    return value ? member(name, *value) : key(name).null();
  }
  // Null when empty.
  Json& member_or_null(std::string_view name, std::string_view text) {
    return text.empty() ? key(name).null() : member(name, text);
  }
  // "error":{"code","offset"}
  Json& error(const Error& error);

  const std::string& text() const noexcept { return out_; }

 private:
  Json& open(char bracket);
  Json& close(char bracket);
  Json& raw(std::string_view text);
  void comma();

  std::string out_{};
  std::vector<bool> has_members_{};  // of each value that is open
  bool after_key_ = false;
};

}  // namespace kto::text
