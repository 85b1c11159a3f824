// What a request says, before anything is believed: the values under the keys that kto knows, and
// whether any key of the whole request stands twice.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "kto/base.hpp"

namespace kto::esia {

struct Claim {
  enum class Kind : std::uint8_t { absent, null, boolean, integer, other_number, string, object, array };
  Kind kind = Kind::absent;
  bool truth = false;  // of a boolean
  std::string text{};  // of a string; of an integer its digits, with the sign

  bool present() const noexcept { return kind != Kind::absent; }
  // ESIA writes "absent" in both ways.
  bool absent_or_null() const noexcept { return kind == Kind::absent || kind == Kind::null; }
  bool is_true() const noexcept { return kind == Kind::boolean && truth; }
  bool is_string(std::string_view word) const noexcept { return kind == Kind::string && text == word; }
  friend bool operator==(const Claim&, const Claim&) = default;
};

// The known keys of one object.
class Object {
 public:
  const Claim& operator[](std::string_view key) const {
    static const Claim absent;
    const auto found = claims_.find(key);
    return found == claims_.end() ? absent : found->second;
  }
  Claim& slot(std::string_view key) { return claims_[std::string(key)]; }
  void drop(std::string_view key) {
    if (const auto found = claims_.find(key); found != claims_.end()) claims_.erase(found);
  }

 private:
  std::map<std::string, Claim, std::less<>> claims_{};
};

struct Document {
  bool is_object = false;     // the value at the top
  bool is_envelope = false;   // one of the envelope's keys stands at the top
  bool key_repeated = false;  // in any object, known or not
  Object top{};               // of an envelope its keys; of a bare person object the person's
  Object person{};            // of the envelope's "person"
  Object token{};             // of "id_token"
  Object subject{};           // of "id_token"."urn:esia:sbj"
};

// Reads by events. The value of a repeated key counts as absent. Errors with the byte offset: too_long,
// bad_utf8, bad_json (where reading stopped), too_deep (the bracket that is one too many).
Result<Document> read_document(std::string_view json);

// nlohmann's reader refuses numbers beyond the range of `double`, which JSON's grammar allows and which
// no claim of ours may be. A copy of the same length in which they are small: integer parts of at most
// `kept_digits` digits, exponents of one; blanks fill the gap, so every offset stays.
inline constexpr std::size_t kept_digits = 200;
std::string with_small_numbers(std::string_view json);

}  // namespace kto::esia
