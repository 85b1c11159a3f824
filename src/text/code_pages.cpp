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
  // Every byte after the second may be 80…BF; the second has a range of its own after E0, ED, F0 and F4,
  // and one of these two lies in each.
  for (const std::string_view second : {"\x80", "\xA0"}) {
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

namespace {

// Converts a piece of whole characters, the last of the stream excepted. On a fault `read` is its place.
enum class Fault : std::uint8_t { none, illegal, truncated };
Fault convert(UConverter* converter, std::string_view bytes, bool last, std::string& out, std::size_t& read) {
  std::array<char16_t, 2048> block;
  std::array<char, 3 * 2048> utf8;
  const char* source = bytes.data();
  char16_t lead = 0;  // of a pair that the block has cut
  for (;;) {
    char16_t* target = block.data();
    if (lead != 0) *target++ = std::exchange(lead, u'\0');
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(converter, &target, block.data() + block.size(), &source, bytes.data() + bytes.size(), nullptr, last,
                   &status);
    if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    auto length = static_cast<std::size_t>(target - block.data());
    if (length > 0 && U16_IS_LEAD(block[length - 1])) lead = block[--length];
    std::int32_t written = 0;
    UErrorCode wrong = U_ZERO_ERROR;
    u_strToUTF8(utf8.data(), static_cast<std::int32_t>(utf8.size()), &written, block.data(),
                static_cast<std::int32_t>(length), &wrong);
    if (U_FAILURE(wrong) != 0) throw std::runtime_error(std::string("kto: ICU: ") + u_errorName(wrong));
    out.append(utf8.data(), static_cast<std::size_t>(written));  // also what was read before a fault
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_SUCCESS(status) != 0) return Fault::none;
    std::array<char, 16> invalid;
    auto invalid_length = static_cast<std::int8_t>(invalid.size());
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter, invalid.data(), &invalid_length, &ignored);
    read = static_cast<std::size_t>(source - bytes.data()) - static_cast<std::size_t>(invalid_length);
    return status == U_TRUNCATED_CHAR_FOUND ? Fault::truncated : Fault::illegal;
  }
}

// How many bytes at the end wait for the next piece: an odd one, and a lead surrogate, unless another
// stands before it and the fault is plain. ICU could keep them as well, but it does not tell the place
// of a fault that begins in an earlier piece.
std::size_t waiting_utf16(std::string_view bytes, bool little_endian) {
  const std::size_t odd = bytes.size() % 2;
  const auto is_lead = [&](std::size_t units_from_end) {
    if (bytes.size() < odd + 2 * units_from_end) return false;
    const std::size_t unit = bytes.size() - odd - 2 * units_from_end;
    const auto high = static_cast<unsigned char>(bytes[unit + (little_endian ? 1 : 0)]);
    return high >= 0xD8 && high <= 0xDB;
  };
  return odd + (is_lead(1) && !is_lead(2) ? 2 : 0);
}

}  // namespace

struct Decoder::State {
  Encoding encoding = Encoding::utf8;
  Converter converter{};          // none for UTF-8
  std::string cut{};              // the beginning of a character whose rest is in the next piece
  std::uint64_t done = 0;         // bytes of the stream before `cut`
  std::optional<Error> failed{};  // a stream that failed stays failed
  bool ended = false;

  Result<void> stop(Errc code, std::size_t offset) {
    failed = Error{code, done + offset};
    return fail(*failed);
  }
  // Both append what they could read and return how many bytes at the end wait for more.
  Result<std::size_t> take_utf8(std::string_view bytes, bool last, std::string& out);
  Result<std::size_t> take_by_icu(std::string_view bytes, bool last, std::string& out);
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
  if (state.ended) return bytes.empty() ? Result<void>() : state.stop(Errc::bad_argument, 0);
  std::string joined;
  if (!state.cut.empty()) bytes = joined = std::move(state.cut) + std::string(bytes);
  const auto waits =
      state.encoding == Encoding::utf8 ? state.take_utf8(bytes, last, out) : state.take_by_icu(bytes, last, out);
  if (!waits) return fail(waits.error());
  state.cut = bytes.substr(bytes.size() - *waits);
  state.done += bytes.size() - *waits;
  state.ended = last;
  return {};
}

Result<std::size_t> Decoder::State::take_utf8(std::string_view bytes, bool last, std::string& out) {
  const auto checked = Utf8::check(bytes);
  if (checked) {
    out += bytes;
    return std::size_t{0};
  }
  const auto fault = static_cast<std::size_t>(checked.error().offset.value_or(0));
  out += bytes.substr(0, fault);
  if (!is_cut_sequence(bytes.substr(fault))) return fail(stop(Errc::bad_utf8, fault).error());
  if (last) return fail(stop(Errc::file_truncated, fault).error());
  return bytes.size() - fault;
}

Result<std::size_t> Decoder::State::take_by_icu(std::string_view bytes, bool last, std::string& out) {
  std::size_t waits = 0;
  if (!last && encoding != Encoding::windows_1251) waits = waiting_utf16(bytes, encoding == Encoding::utf16le);
  std::string_view whole = bytes.substr(0, bytes.size() - waits);
  const std::size_t undefined = encoding == Encoding::windows_1251 ? whole.find(undefined_1251) : whole.npos;
  if (undefined != whole.npos) whole = whole.substr(0, undefined);
  std::size_t read = 0;
  const Fault fault = convert(converter.get(), whole, last, out, read);
  if (fault == Fault::truncated) return fail(stop(Errc::file_truncated, read).error());
  if (fault == Fault::illegal) return fail(stop(Errc::bad_encoding, read).error());
  if (undefined != whole.npos) return fail(stop(Errc::bad_encoding, undefined).error());
  return waits;
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
