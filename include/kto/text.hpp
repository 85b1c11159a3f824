// kto/text.hpp — Unicode, code pages, collation and messages. The only room that sees ICU and
// Boost.Locale; no type of theirs appears here.
//
// Objects of both libraries are made once, at the first call or by text::start(). Threads: every
// function may be called from any thread. No global locale and no environment variable is read or set.
// Since 0.1.
#pragma once

#include <memory>

#include "kto/base.hpp"

namespace kto::text {

// Makes all shared objects now. Error: no_icu when Boost.Locale has no ICU back end (the std and
// posix back ends return their input unchanged: kto refuses to work on them), internal when ICU's
// data is missing. Other functions call it themselves and throw std::runtime_error when it failed.
Result<void> start();

// --- code points ------------------------------------------------------------------------------
// `bytes` must be valid UTF-8 (Utf8::check).
std::u32string to_code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view code_points);

// --- Unicode forms (ICU) ------------------------------------------------------------------------
std::u32string nfc(std::u32string_view text);        // in n log n time, also for endless marks
std::u32string fold_case(std::u32string_view text);  // full case folding, Unicode default, no locale
bool is_cyrillic(char32_t c);
bool is_latin(char32_t c);
bool is_letter(char32_t c);
bool is_upper(char32_t c);         // Uppercase
bool is_lower(char32_t c);         // Lowercase
bool is_blank(char32_t c);         // White_Space that is no control, plus TAB, CR, LF
bool is_bidi_control(char32_t c);  // Unicode's Bidi_Control
bool is_control(char32_t c);       // general category Cc
bool is_mark(char32_t c);          // general category M
char32_t to_upper(char32_t c);     // simple mapping
char32_t to_lower(char32_t c);

// --- case and collation (Boost.Locale, icu back end, ru_RU.UTF-8) ---------------------------------
std::string lower(std::string_view utf8);
std::string upper(std::string_view utf8);
std::string title(std::string_view utf8);  // ICU's title case: knows neither «О'Коннор» nor «оглы»
// Russian order, three levels: <0, 0, >0. ё sorts beside е.
int collate(std::string_view a, std::string_view b);
std::string sort_key(std::string_view utf8);  // bytes that compare as collate() does

// --- code pages -----------------------------------------------------------------------------------
enum class Encoding : std::uint8_t { utf8 = 1, windows_1251 = 2, utf16le = 3, utf16be = 4 };
std::string_view name_of(Encoding encoding) noexcept;  // "UTF-8", "windows-1251", …
std::optional<Encoding> encoding_by_name(std::string_view name) noexcept;

struct Detected {
  Encoding encoding;
  std::size_t bom_bytes;  // 0 when there is none
};
// From a file's first bytes (64 KiB is enough; `whole` says that this is the whole file): BOM first,
// then the high bytes of UTF-16, then UTF-8 (ASCII and the empty file included), else Windows-1251 if
// it reads as Russian: no 0x98, no controls but TAB, CR and LF, letters in the frequencies and the case
// of Russian (KOI8-R, CP866, MacCyrillic and Western pages are turned away). UTF-8 with a broken place
// among sound ones is named as UTF-8 all the same, so that the decoder tells the place. Error:
// unknown_encoding (a picture, an archive, an executable, noise; never a guess).
Result<Detected> detect_encoding(std::string_view head, bool whole);

// Turns a stream of bytes into UTF-8, piece by piece; memory is bounded by the piece.
class Decoder {
 public:
  explicit Decoder(Encoding encoding);
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;
  // Appends to `out`. `last` ends the stream. Errors: bad_utf8 / bad_encoding with the byte offset
  // from the start of the stream (BOM not counted: the caller cuts it off); file_truncated when the
  // stream ends inside a character.
  Result<void> feed(std::string_view bytes, bool last, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};
// The whole at once; its encoding's BOM is cut off, and offsets count it.
Result<std::string> decode(std::string_view bytes, Encoding encoding);
// For tests and exports; writes no BOM. Errors, with the offset in `utf8`: bad_utf8; bad_encoding when a
// character has no place in the code page (nothing is replaced by something similar).
Result<std::string> encode(std::string_view utf8, Encoding encoding);

// --- messages -------------------------------------------------------------------------------------
// The text for `key` («verdict.sign_in», «reason.archived», «error.bad_utf8» …) from the catalogue
// built into the library (src/text/messages/ru.po, en.po). `{0}`, `{1}` are replaced by the arguments;
// texts never contain personal data. An unknown key is returned as it stands, which a test forbids.
std::string message(Lang lang, std::string_view key, std::span<const std::string> arguments = {});
bool has_message(Lang lang, std::string_view key);

}  // namespace kto::text
