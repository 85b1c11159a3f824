// Code pages and detection: however a stream is cut, text and fault are those of the whole; what was
// decoded encodes back; what detection names can be read or has a plain fault.
#include <algorithm>
#include <cstdlib>

#include "kto/text.hpp"

using namespace kto;

namespace {

void must(bool law) {
  if (!law) std::abort();
}

void same_in_pieces(std::string_view bytes, text::Encoding encoding, std::size_t step) {
  std::string whole;
  const auto end = text::Decoder(encoding).feed(bytes, true, whole);
  must(Utf8::check(whole).has_value());
  std::string pieces;
  text::Decoder decoder(encoding);
  Result<void> fed;
  for (std::size_t at = 0; fed && at < bytes.size(); at += step)
    fed = decoder.feed(bytes.substr(at, step), false, pieces);
  if (fed) fed = decoder.feed({}, true, pieces);
  must(pieces == whole);
  must(fed.has_value() == end.has_value());
  if (!fed) {
    must(fed.error() == end.error());
    must(fed.error().offset.has_value() && *fed.error().offset < bytes.size());
    const Errc code = fed.error().code;
    must(code == Errc::bad_encoding || code == Errc::bad_utf8 || code == Errc::file_truncated);
  } else {
    const auto back = text::encode(whole, encoding);
    must(back.has_value() && *back == bytes);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t step = data[0] % 9U + 1;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  for (const auto encoding :
       {text::Encoding::utf8, text::Encoding::windows_1251, text::Encoding::utf16le, text::Encoding::utf16be})
    same_in_pieces(bytes, encoding, step);
  for (const bool whole : {false, true}) {
    const auto detected = text::detect_encoding(bytes, whole);
    must(detected || detected.error().code == Errc::unknown_encoding);
    if (!detected) continue;
    must(detected->bom_bytes <= bytes.size());
    // Windows-1251 is named only where every byte has a character.
    if (detected->encoding == text::Encoding::windows_1251)
      must(text::decode(bytes, text::Encoding::windows_1251).has_value());
  }
  return 0;
}
