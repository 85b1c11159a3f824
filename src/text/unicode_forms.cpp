// Normalisation, case folding and properties of code points: Unicode's own rules, no locale.
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "text/shared.hpp"

namespace kto::text {
namespace {

std::u16string to_utf16(std::u32string_view text) {
  std::u16string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char32_t c : text) {
    if (c < 0xD800 || (c > 0xDFFF && c <= 0xFFFF)) {
      out.push_back(static_cast<char16_t>(c));
    } else if (c > 0xFFFF && c <= 0x10FFFF) {
      out.push_back(U16_LEAD(c));
      out.push_back(U16_TRAIL(c));
    } else {
      out.push_back(u'\xFFFD');
    }
  }
  return out;
}

std::u32string from_utf16(std::u16string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    UChar32 c = 0;
    U16_NEXT(text, at, text.size(), c);
    out.push_back(static_cast<char32_t>(c));
  }
  return out;
}

// Calls an ICU function of the form f(target, capacity, status) → length, growing the target once.
template <class F>
std::u16string grown(std::size_t guess, F call) {
  std::u16string out(guess, u'\0');
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t length = call(out.data(), icu_length(out.size()), &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    out.resize(static_cast<std::size_t>(length));
    status = U_ZERO_ERROR;
    length = call(out.data(), icu_length(out.size()), &status);
  }
  if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
  if (U_FAILURE(status) != 0) throw std::runtime_error(std::string("kto: ICU: ") + u_errorName(status));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

UChar32 icu(char32_t c) { return static_cast<UChar32>(c); }

bool has_script(char32_t c, UScriptCode script) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(icu(c), &status) == script && U_SUCCESS(status) != 0;
}

bool joins_a_run_of_marks(char32_t c) {
  return u_getIntPropertyValue(icu(c), UCHAR_LEAD_CANONICAL_COMBINING_CLASS) != 0;
}

// No language stacks more marks than this on a letter (UAX #15, Stream-Safe Text Format).
constexpr std::size_t most_marks_in_earnest = 30;

bool has_abusive_marks(std::u32string_view text) {
  std::size_t run = 0;
  for (const char32_t c : text) {
    run = c >= 0x300 && joins_a_run_of_marks(c) ? run + 1 : 0;
    if (run > most_marks_in_earnest) return true;
  }
  return false;
}

// Canonical decomposition with the marks in canonical order, by a stable sort (Unicode 3.11, D108–D109).
std::u32string decomposed_in_order(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text) {
    std::array<char16_t, 32> units;  // the longest canonical decomposition has four code points
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length =
        unorm2_getDecomposition(shared().nfc, icu(c), units.data(), static_cast<std::int32_t>(units.size()), &status);
    if (U_FAILURE(status) != 0) throw std::runtime_error(std::string("kto: ICU: ") + u_errorName(status));
    if (length < 0) {
      out.push_back(c);
    } else {
      out += from_utf16({units.data(), static_cast<std::size_t>(length)});
    }
  }
  for (auto at = out.begin(); at != out.end();) {
    if (*at < 0x300 || u_getCombiningClass(icu(*at)) == 0) {
      ++at;
      continue;
    }
    const auto end = std::find_if(at, out.end(), [](char32_t c) { return u_getCombiningClass(icu(c)) == 0; });
    std::stable_sort(at, end,
                     [](char32_t a, char32_t b) { return u_getCombiningClass(icu(a)) < u_getCombiningClass(icu(b)); });
    at = end;
  }
  return out;
}

}  // namespace

std::u32string nfc(std::u32string_view text) {
  // ICU puts marks in order by insertion, in quadratic time: a megabyte of marks would take minutes. In
  // order already, they cost nothing.
  const std::u16string in = to_utf16(has_abusive_marks(text) ? decomposed_in_order(text) : std::u32string(text));
  return from_utf16(grown(in.size() + 16, [&](char16_t* out, std::int32_t capacity, UErrorCode* status) {
    return unorm2_normalize(shared().nfc, in.data(), icu_length(in.size()), out, capacity, status);
  }));
}

std::u32string fold_case(std::u32string_view text) {
  const std::u16string in = to_utf16(text);
  return from_utf16(grown(in.size() + 16, [&](char16_t* out, std::int32_t capacity, UErrorCode* status) {
    return u_strFoldCase(out, capacity, in.data(), icu_length(in.size()), U_FOLD_CASE_DEFAULT, status);
  }));
}

bool is_cyrillic(char32_t c) { return has_script(c, USCRIPT_CYRILLIC); }
bool is_latin(char32_t c) { return has_script(c, USCRIPT_LATIN); }
bool is_letter(char32_t c) { return u_isalpha(icu(c)) != 0; }
bool is_upper(char32_t c) { return u_isUUppercase(icu(c)) != 0; }
bool is_lower(char32_t c) { return u_isULowercase(icu(c)) != 0; }
bool is_control(char32_t c) { return u_charType(icu(c)) == U_CONTROL_CHAR; }
bool is_blank(char32_t c) {
  return c == U'\t' || c == U'\r' || c == U'\n' || (u_isUWhiteSpace(icu(c)) != 0 && !is_control(c));
}
bool is_bidi_control(char32_t c) { return u_hasBinaryProperty(icu(c), UCHAR_BIDI_CONTROL) != 0; }
bool is_mark(char32_t c) { return (U_GET_GC_MASK(icu(c)) & U_GC_M_MASK) != 0; }
char32_t to_upper(char32_t c) { return static_cast<char32_t>(u_toupper(icu(c))); }
char32_t to_lower(char32_t c) { return static_cast<char32_t>(u_tolower(icu(c))); }

}  // namespace kto::text
