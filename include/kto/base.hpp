// kto/base.hpp — what every room stands on: results, checked UTF-8, civil dates, regions, wiped secrets.
//
// Owner: values own their data unless the name ends in `View`. Threads: all types here are plain
// values; distinct objects may be used from distinct threads. Since 0.1.
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kto {

// ---------------------------------------------------------------------------------------------
// Errors. A code with a stable name and number; numbers leave gaps and are never reused.
// X(name, number, English text without personal data). Russian texts: messages catalogue.
#define KTO_ERRORS(X)                                                                            \
  X(bad_argument, 10, "an argument is out of its range")                                         \
  X(bad_utf8, 20, "the text is not UTF-8")                                                       \
  X(bad_encoding, 22, "the bytes do not fit the encoding")                                       \
  X(unknown_encoding, 24, "the encoding cannot be told")                                         \
  X(too_long, 30, "the text is longer than allowed")                                             \
  X(too_deep, 32, "the value is nested deeper than allowed")                                     \
  X(too_many, 34, "there are more items than allowed")                                           \
  X(empty, 40, "there is nothing here")                                                          \
  X(control_character, 50, "a control character is not allowed here")                            \
  X(bidi_control, 52, "a text-direction control is not allowed here")                            \
  X(bad_json, 60, "this is not JSON")                                                            \
  X(repeated_key, 62, "a key stands twice in one object")                                        \
  X(wrong_type, 64, "the value has another type than it must")                                   \
  X(missing_field, 66, "a field that must be there is missing")                                  \
  X(unknown_field, 68, "a field that is not known here")                                         \
  X(bad_value, 70, "the value is not one of those allowed")                                      \
  X(bad_date, 72, "this is not a date")                                                          \
  X(bad_region, 74, "this is not a region number of two digits")                                 \
  X(region_missing, 76, "no region is stated")                                                   \
  X(region_differs, 78, "the stated regions differ")                                             \
  X(contradiction, 80, "two fields contradict each other")                                       \
  X(not_a_table, 90, "this is not a table of text")                                              \
  X(no_header, 92, "no line of known column headings was found")                                 \
  X(column_missing, 94, "a column that must be there is missing")                                \
  X(column_repeated, 96, "two columns have one meaning")                                         \
  X(unterminated_quote, 98, "a quoted cell has no end")                                          \
  X(file_not_found, 100, "the file is not there")                                                \
  X(file_exists, 102, "the file exists already")                                                 \
  X(file_read, 104, "the file cannot be read")                                                   \
  X(file_write, 106, "the file cannot be written")                                               \
  X(disk_full, 108, "there is no room left on the disk")                                         \
  X(file_truncated, 110, "the file ends too early")                                              \
  X(not_a_database, 120, "the file is not a kto database")                                       \
  X(store_version, 122, "the database was written by a newer kto")                               \
  X(store_busy, 124, "another process is writing to the database")                               \
  X(store_read_only, 126, "the database cannot be written to")                                   \
  X(store_corrupt, 128, "the database is damaged")                                               \
  X(store_failed, 130, "the database failed")                                                    \
  X(store_unknown, 132, "no store of this kind is known")                                        \
  X(already_linked, 134, "the persona is linked already")                                        \
  X(not_found, 136, "no such record")                                                            \
  X(key_missing, 150, "the database is sealed and no key was given")                             \
  X(key_wrong, 152, "this is not the key of the database")                                       \
  X(key_file_bad, 154, "this is not a kto key file")                                             \
  X(key_not_wanted, 156, "the database is not sealed but a key was given")                       \
  X(seal_broken, 158, "a sealed record cannot be opened")                                        \
  X(crypto_failed, 160, "the cryptographic provider failed")                                     \
  X(forked, 170, "the store was opened before a fork")                                           \
  X(cancelled, 180, "stopped as asked; nothing was changed")                                     \
  X(needs_confirmation, 182, "this would archive more people than allowed without confirmation") \
  X(no_icu, 190, "the text library offers no ICU back end")                                      \
  X(internal, 200, "a fault inside kto")

enum class Errc : std::int32_t {
#define KTO_X(name, number, text) name = number,
  KTO_ERRORS(KTO_X)
#undef KTO_X
};

// Stable lower-case name («bad_utf8») and English text. Both live for ever.
std::string_view name_of(Errc code) noexcept;
std::string_view text_of(Errc code) noexcept;

// What went wrong and where. Holds structure only — codes, offsets, names of fields and columns that
// kto itself knows — and never a value somebody supplied.
struct Error {
  Errc code = Errc::internal;
  std::optional<std::uint64_t> offset{};  // bytes from the start of the input
  std::string field{};                    // a name from our own tables, or a JSON path made of such
  std::optional<std::uint64_t> line{};    // from 1, where the input has lines
  std::int64_t backend = 0;               // errno, SQLite's extended code …; 0 = none
  friend bool operator==(const Error&, const Error&) = default;
};

// One line in English: text, place, back-end number. Contains no personal data.
std::string describe(const Error& error);

template <class E>
class unexpected {
 public:
  explicit unexpected(E error) : error_(std::move(error)) {}
  const E& error() const& noexcept { return error_; }
  E&& error() && noexcept { return std::move(error_); }

 private:
  E error_;
};

inline unexpected<Error> fail(Errc code) { return unexpected<Error>(Error{code}); }
inline unexpected<Error> fail(Errc code, std::uint64_t offset) { return unexpected<Error>(Error{code, offset}); }
inline unexpected<Error> fail(Errc code, std::string field) {
  return unexpected<Error>(Error{code, std::nullopt, std::move(field)});
}
inline unexpected<Error> fail(Error error) { return unexpected<Error>(std::move(error)); }

// A value or an Error; names as in std::expected. value() of a failed result throws
// std::logic_error: that is a bug of the caller.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(unexpected<Error> error) : state_(std::in_place_index<1>, std::move(error).error()) {}

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }
  T& value() & { return need(), std::get<0>(state_); }
  const T& value() const& { return need(), std::get<0>(state_); }
  T&& value() && { return need(), std::get<0>(std::move(state_)); }
  const Error& error() const { return std::get<1>(state_); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  template <class U>
  T value_or(U&& other) const& {
    return has_value() ? std::get<0>(state_) : static_cast<T>(std::forward<U>(other));
  }

 private:
  void need() const {
    if (!has_value()) throw std::logic_error("kto: value() of a failed result");
  }
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(unexpected<Error> error) : error_(std::move(error).error()) {}
  bool has_value() const noexcept { return !error_; }
  explicit operator bool() const noexcept { return has_value(); }
  void value() const {
    if (error_) throw std::logic_error("kto: value() of a failed result");
  }
  const Error& error() const { return error_.value(); }

 private:
  std::optional<Error> error_{};
};

// `KTO_TRY(call)`: leave the function with the call's error, if it has one.
#define KTO_TRY(expression)                                                               \
  do {                                                                                    \
    if (auto kto_tried = (expression); !kto_tried) return ::kto::fail(kto_tried.error()); \
  } while (false)

// ---------------------------------------------------------------------------------------------
// Limits, in one place. Against abuse, not as validation.
namespace limits {
inline constexpr std::size_t name_part_code_points = 256;
inline constexpr std::size_t name_line_code_points = 1024;  // a whole name in one string
inline constexpr std::size_t id_bytes = 64;                 // persona ids
inline constexpr std::size_t organisation_bytes = 512;
inline constexpr std::size_t cell_bytes = 64 * 1024;   // one cell of a roster
inline constexpr std::size_t row_bytes = 1024 * 1024;  // one row of a roster
inline constexpr std::size_t columns = 512;
inline constexpr std::size_t request_bytes = 1024 * 1024;  // one sign-in request
inline constexpr std::size_t json_depth = 32;
inline constexpr std::size_t rules_bytes = 256 * 1024;
}  // namespace limits

// ---------------------------------------------------------------------------------------------
// Text that is known to be UTF-8 (RFC 3629: no surrogates, nothing over U+10FFFF, no overlong form).
// Borrows the bytes it was checked on.
class Utf8 {
 public:
  // Error: bad_utf8 with the byte offset of the first fault.
  static Result<Utf8> check(std::string_view bytes);
  std::string_view view() const noexcept { return bytes_; }
  std::size_t code_points() const noexcept;

 private:
  explicit Utf8(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

// ---------------------------------------------------------------------------------------------
// A civil date, Gregorian, 1000…9999. Always a day that exists.
class Date {
 public:
  static Result<Date> make(int year, unsigned month, unsigned day);
  static Result<Date> parse_dotted(std::string_view text);  // exactly ДД.ММ.ГГГГ
  static Result<Date> parse_iso(std::string_view text);     // exactly ГГГГ-ММ-ДД
  // The date now in a zone `offset` minutes east of UTC.
  static Date today(std::chrono::minutes offset);
  static Date from_unix(std::int64_t seconds, std::chrono::minutes offset);

  int year() const noexcept { return static_cast<int>(ymd_.year()); }
  unsigned month() const noexcept { return static_cast<unsigned>(ymd_.month()); }
  unsigned day() const noexcept { return static_cast<unsigned>(ymd_.day()); }
  std::string iso() const;
  std::string dotted() const;
  // Days since 1970-01-01.
  std::int32_t days() const noexcept;
  friend bool operator==(const Date&, const Date&) = default;
  friend std::strong_ordering operator<=>(const Date& a, const Date& b) noexcept { return a.days() <=> b.days(); }

 private:
  explicit Date(std::chrono::year_month_day ymd) : ymd_(ymd) {}
  std::chrono::year_month_day ymd_;
};

// Full years at 00:00 of `at`. An age is reached on the birthday; 29 February counts as 1 March in
// common years. Negative when `at` is before the birth.
int age_on(Date birth, Date at) noexcept;

// ---------------------------------------------------------------------------------------------
// Distinct small types, so that no id is ever taken for another.

// A region of the Russian Federation by its two-digit number, 01…99.
class Region {
 public:
  // "38", "038", "5" → 38, 38, 05. Names are not regions.
  static Result<Region> parse(std::string_view text);
  static Result<Region> make(unsigned number);
  unsigned number() const noexcept { return number_; }
  std::string str() const;  // two digits
  friend auto operator<=>(const Region&, const Region&) = default;

 private:
  explicit Region(std::uint8_t number) : number_(number) {}
  std::uint8_t number_;
};

template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}
  const std::string& str() const noexcept { return text_; }
  bool empty() const noexcept { return text_.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string text_;
};
using PersonaId = Id<struct PersonaIdTag>;            // the diary's id of a persona, up to 64 bytes
using OrganisationId = Id<struct OrganisationIdTag>;  // as the roster names the organisation

enum class Sex : std::uint8_t { unknown = 0, male = 1, female = 2 };

enum class Lang : std::uint8_t { ru = 1, en = 2 };

// ---------------------------------------------------------------------------------------------
// Secrets.

// Overwrites memory in a way the compiler may not leave out.
void wipe(void* data, std::size_t size) noexcept;

// N secret bytes, wiped at the end. Not printable, compared in constant time.
template <std::size_t N>
class SecretBytes {
 public:
  SecretBytes() = default;
  SecretBytes(const SecretBytes&) = default;
  SecretBytes& operator=(const SecretBytes&) = default;
  ~SecretBytes() { wipe(bytes_.data(), N); }
  std::uint8_t* data() noexcept { return bytes_.data(); }
  const std::uint8_t* data() const noexcept { return bytes_.data(); }
  static constexpr std::size_t size() noexcept { return N; }
  std::span<const std::uint8_t> view() const noexcept { return bytes_; }
  friend bool operator==(const SecretBytes& a, const SecretBytes& b) noexcept {
    unsigned differs = 0;
    for (std::size_t i = 0; i < N; ++i) differs |= static_cast<unsigned>(a.bytes_[i] ^ b.bytes_[i]);
    return differs == 0;
  }

 private:
  std::array<std::uint8_t, N> bytes_{};
};

// Version of the library, "0.1.0".
std::string_view version() noexcept;

}  // namespace kto
