// Bytes of a code page ↔ UTF-8, strictly: what does not fit is an error with its place, never a
// substitute. ICU converts; UTF-8 itself is checked by base's own door.
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "text/shared.hpp"

namespace kto::text {
namespace {

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, Close>;

Converter open_converter(Encoding encoding) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(std::string(name_of(encoding)).c_str(), &status));
  if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
  if (U_SUCCESS(status) != 0)
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  if (U_SUCCESS(status) != 0)
    ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  if (U_FAILURE(status) != 0) throw std::runtime_error(std::string("kto: ICU: ") + u_errorName(status));
  ucnv_setFallback(converter.get(), false);
  return converter;
}

// Windows-1251 leaves one byte without a character; ICU's table (Microsoft's «best fit») gives it the
// control U+0098 all the same.
constexpr char undefined_1251 = '\x98';

constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";
constexpr std::string_view utf16le_bom = "\xFF\xFE";
constexpr std::string_view utf16be_bom = "\xFE\xFF";

std::string_view bom_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return utf8_bom;
    case Encoding::utf16le:
      return utf16le_bom;
    case Encoding::utf16be:
      return utf16be_bom;
    case Encoding::windows_1251:
      break;
  }
  return {};
}

// How many bytes the sequence that begins with `first` has (RFC 3629); 0 = it begins none.
std::size_t announced_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

// Is `tail` the beginning of a well-formed sequence, with at least a byte missing?
bool is_cut_sequence(std::string_view tail) {
  if (tail.empty()) return false;
  const std::size_t length = announced_length(static_cast<unsigned char>(tail[0]));
  if (length <= tail.size()) return false;
  // Every byte after the second may be 80…BF; the second has its own range after E0, ED, F0 and F4, and
  // one of these three lies in each range.
  for (const std::string_view second : {"\x80", "\x90", "\xA0"}) {
    std::string whole(tail);
    if (whole.size() == 1) whole += second;
    whole.resize(length, '\x80');
    if (Utf8::check(whole)) return true;
  }
  return false;
}

}  // namespace

std::string_view name_of(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::windows_1251:
      return "windows-1251";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
  }
  return "";
}

std::optional<Encoding> encoding_by_name(std::string_view name) noexcept {
  // The usual spellings, compared without case, blanks, hyphens and underscores.
  struct Spelling {
    std::string_view plain;
    Encoding encoding;
  };
  static constexpr std::array<Spelling, 8> spellings{{{"utf8", Encoding::utf8},
                                                      {"windows1251", Encoding::windows_1251},
                                                      {"win1251", Encoding::windows_1251},
                                                      {"cp1251", Encoding::windows_1251},
                                                      {"1251", Encoding::windows_1251},
                                                      {"utf16le", Encoding::utf16le},
                                                      {"utf16be", Encoding::utf16be},
                                                      {"ansi1251", Encoding::windows_1251}}};
  std::array<char, 16> plain{};
  std::size_t length = 0;
  for (const char c : name) {
    if (c == '-' || c == '_' || c == ' ') continue;
    if (length == plain.size()) return std::nullopt;
    plain[length++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (const Spelling& spelling : spellings)
    if (spelling.plain == std::string_view(plain.data(), length)) return spelling.encoding;
  return std::nullopt;
}

struct Decoder::State {
  Encoding encoding;
  Converter converter{};          // none for UTF-8
  std::string cut{};              // UTF-8: the beginning of a sequence whose rest is in the next piece
  char16_t lead = 0;              // a lead surrogate whose trail is in the next block
  std::uint64_t done = 0;         // bytes of the stream before this piece
  std::optional<Error> failed{};  // a stream that failed stays failed
  bool ended = false;

  Result<void> stop(Errc code, std::uint64_t offset) {
    failed = Error{code, offset};
    return fail(*failed);
  }
  Result<void> feed_utf8(std::string_view bytes, bool last, std::string& out);
  Result<void> feed_icu(std::string_view bytes, bool last, std::string& out);
  Result<void> convert(std::string_view bytes, bool last, std::string& out);
};

Decoder::Decoder(Encoding encoding) : state_(std::make_unique<State>()) {
  state_->encoding = encoding;
  if (encoding != Encoding::utf8) state_->converter = open_converter(encoding);
}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

Result<void> Decoder::feed(std::string_view bytes, bool last, std::string& out) {
  State& state = *state_;
  if (state.failed) return fail(*state.failed);
  if (state.ended) return bytes.empty() ? Result<void>() : state.stop(Errc::bad_argument, state.done);
  auto fed = state.encoding == Encoding::utf8 ? state.feed_utf8(bytes, last, out) : state.feed_icu(bytes, last, out);
  state.done += bytes.size();
  state.ended = last;
  return fed;
}

Result<void> Decoder::State::feed_utf8(std::string_view bytes, bool last, std::string& out) {
  // First the sequence that the last piece left open: at most three more bytes.
  const std::uint64_t cut_at = done - cut.size();
  std::size_t used = 0;
  while (!cut.empty()) {
    if (used == bytes.size()) return last ? stop(Errc::file_truncated, cut_at) : Result<void>();
    cut += bytes[used++];
    if (Utf8::check(cut)) {
      out += cut;
      cut.clear();
    } else if (!is_cut_sequence(cut)) {
      return stop(Errc::bad_utf8, cut_at);
    }
  }
  const std::string_view rest = bytes.substr(used);
  const auto checked = Utf8::check(rest);
  if (checked) {
    out += rest;
    return {};
  }
  const auto fault = static_cast<std::size_t>(checked.error().offset.value_or(0));
  out += rest.substr(0, fault);
  if (!is_cut_sequence(rest.substr(fault))) return stop(Errc::bad_utf8, done + used + fault);
  if (last) return stop(Errc::file_truncated, done + used + fault);
  cut = rest.substr(fault);
  return {};
}

Result<void> Decoder::State::feed_icu(std::string_view bytes, bool last, std::string& out) {
  if (encoding == Encoding::windows_1251) {
    const std::size_t bad = bytes.find(undefined_1251);
    if (bad != std::string_view::npos) {
      KTO_TRY(convert(bytes.substr(0, bad), true, out));
      return stop(Errc::bad_encoding, done + bad);
    }
  }
  return convert(bytes, last, out);
}

Result<void> Decoder::State::convert(std::string_view bytes, bool last, std::string& out) {
  std::array<char16_t, 2048> block;
  std::array<char, 3 * 2048> utf8;
  const char* const begin = bytes.data();
  const char* const end = begin + bytes.size();
  const char* source = begin;
  for (;;) {
    char16_t* target = block.data();
    if (lead != 0) *target++ = std::exchange(lead, u'\0');
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, block.data() + block.size(), &source, end, nullptr, last, &status);
    if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    const bool full = status == U_BUFFER_OVERFLOW_ERROR;
    // What was read before a fault goes out as well; a pair may be cut by the block or by the piece.
    auto length = target - block.data();
    if (length > 0 && U16_IS_LEAD(block[static_cast<std::size_t>(length) - 1]))
      lead = block[static_cast<std::size_t>(--length)];
    std::int32_t written = 0;
    UErrorCode wrong = U_ZERO_ERROR;
    u_strToUTF8(utf8.data(), static_cast<std::int32_t>(utf8.size()), &written, block.data(),
                static_cast<std::int32_t>(length), &wrong);
    if (U_FAILURE(wrong) != 0) throw std::runtime_error(std::string("kto: ICU: ") + u_errorName(wrong));
    out.append(utf8.data(), static_cast<std::size_t>(written));
    if (full) continue;
    if (U_SUCCESS(status) != 0) return {};
    std::array<char, 16> invalid;
    auto invalid_length = static_cast<std::int8_t>(invalid.size());
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter.get(), invalid.data(), &invalid_length, &ignored);
    const std::uint64_t read = done + static_cast<std::uint64_t>(source - begin);
    const bool truncated = status == U_TRUNCATED_CHAR_FOUND;
    return stop(truncated ? Errc::file_truncated : Errc::bad_encoding,
                read - std::min<std::uint64_t>(read, static_cast<std::uint64_t>(std::max<int>(invalid_length, 0))));
  }
}

Result<std::string> decode(std::string_view bytes, Encoding encoding) {
  const std::string_view bom = bom_of(encoding);
  const std::size_t cut = !bom.empty() && bytes.substr(0, bom.size()) == bom ? bom.size() : 0;
  std::string out;
  out.reserve(bytes.size());
  auto fed = Decoder(encoding).feed(bytes.substr(cut), true, out);
  if (!fed) {
    Error error = fed.error();
    if (error.offset) *error.offset += cut;
    return fail(error);
  }
  return out;
}

Result<std::string> encode(std::string_view utf8, Encoding encoding) {
  KTO_TRY(Utf8::check(utf8));
  if (encoding == Encoding::utf8) return std::string(utf8);
  const Converter converter = open_converter(encoding);
  std::string out;
  // A character at a time: this is for tests and exports, and the place of a fault is then plain.
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t length = announced_length(static_cast<unsigned char>(utf8[at]));
    const std::u32string c = to_code_points(utf8.substr(at, length));
    std::array<char16_t, 2> units{};
    std::size_t count = 0;
    if (U_IS_BMP(c[0])) {
      units[count++] = static_cast<char16_t>(c[0]);
    } else {
      units[count++] = U16_LEAD(c[0]);
      units[count++] = U16_TRAIL(c[0]);
    }
    std::array<char, 8> bytes{};
    const char16_t* source = units.data();
    char* target = bytes.data();
    UErrorCode status = U_ZERO_ERROR;
    ucnv_fromUnicode(converter.get(), &target, bytes.data() + bytes.size(), &source, units.data() + count, nullptr,
                     true, &status);
    if (U_FAILURE(status) != 0) return fail(Errc::bad_encoding, at);
    if (encoding == Encoding::windows_1251 && bytes[0] == undefined_1251) return fail(Errc::bad_encoding, at);
    out.append(bytes.data(), static_cast<std::size_t>(target - bytes.data()));
    ucnv_reset(converter.get());
    at += length;
  }
  return out;
}

}  // namespace kto::text
