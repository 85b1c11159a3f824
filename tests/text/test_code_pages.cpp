// Code pages: strict in both directions, with the place of the first fault, however the stream is cut.
#include <catch2/catch.hpp>
#include <string_view>

#include "kto/text.hpp"

using namespace kto;
using namespace std::string_view_literals;
using text::Encoding;

namespace {

struct Decoded {
  std::string text;
  std::optional<Error> error;
};

// Feeds the stream in pieces of `step` bytes; the end comes with the last piece or on its own.
Decoded in_pieces(std::string_view bytes, Encoding encoding, std::size_t step, bool end_alone) {
  text::Decoder decoder(encoding);
  Decoded out;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    const bool last = !end_alone && at + step >= bytes.size();
    if (auto fed = decoder.feed(bytes.substr(at, step), last, out.text); !fed) {
      out.error = fed.error();
      // A stream that failed stays failed, with the same error and no more text.
      const std::string before = out.text;
      auto again = decoder.feed("abc", true, out.text);
      CHECK_FALSE(again);
      CHECK((!again && again.error() == fed.error()));
      CHECK(out.text == before);
      return out;
    }
  }
  if (end_alone || bytes.empty())
    if (auto fed = decoder.feed({}, true, out.text); !fed) out.error = fed.error();
  return out;
}

// Any cut must give the same text and the same error as the whole.
void decodes(std::string_view bytes, Encoding encoding, std::string_view text, std::optional<Errc> code = {},
             std::uint64_t offset = 0) {
  CAPTURE(name_of(encoding), bytes.size());
  for (std::size_t step = 1; step <= bytes.size() + 1; ++step) {
    for (const bool end_alone : {false, true}) {
      CAPTURE(step, end_alone);
      const auto got = in_pieces(bytes, encoding, step, end_alone);
      CHECK(got.text == text);
      CHECK(got.error.has_value() == code.has_value());
      if (got.error && code) {
        CHECK(kto::name_of(got.error->code) == kto::name_of(*code));
        CHECK(got.error->offset.value_or(~0ULL) == offset);
      }
    }
  }
}

}  // namespace

TEST_CASE("UTF-8 passes through, checked") {
  decodes("", Encoding::utf8, "");
  decodes("Щукина;№ 7 𐍈\r\n", Encoding::utf8, "Щукина;№ 7 𐍈\r\n");
  decodes("a\0b"sv, Encoding::utf8, "a\0b"sv);
  decodes("Ян\xFFх", Encoding::utf8, "Ян", Errc::bad_utf8, 4);
  decodes("Ян\x80", Encoding::utf8, "Ян", Errc::bad_utf8, 4);
  decodes("ab\xC0\x80", Encoding::utf8, "ab", Errc::bad_utf8, 2);          // overlong
  decodes("ab\xE0\x9F\x80", Encoding::utf8, "ab", Errc::bad_utf8, 2);      // overlong
  decodes("ab\xED\xA0\x80z", Encoding::utf8, "ab", Errc::bad_utf8, 2);     // a surrogate
  decodes("ab\xF4\x90\x80\x80", Encoding::utf8, "ab", Errc::bad_utf8, 2);  // over U+10FFFF
  decodes("ab\xF0\x8F\xBF\xBF", Encoding::utf8, "ab", Errc::bad_utf8, 2);  // overlong
  decodes("ab\xD0z", Encoding::utf8, "ab", Errc::bad_utf8, 2);
  decodes("ab\xF0\x9F\x98z", Encoding::utf8, "ab", Errc::bad_utf8, 2);
  // The stream ends inside a character.
  decodes("ab\xD0", Encoding::utf8, "ab", Errc::file_truncated, 2);
  decodes("ab\xE2\x84", Encoding::utf8, "ab", Errc::file_truncated, 2);
  decodes("ab\xE0\xA0", Encoding::utf8, "ab", Errc::file_truncated, 2);
  decodes("ab\xED\x9F", Encoding::utf8, "ab", Errc::file_truncated, 2);
  decodes("ab\xF0\x90\x8D", Encoding::utf8, "ab", Errc::file_truncated, 2);
  decodes("ab\xF4\x8F", Encoding::utf8, "ab", Errc::file_truncated, 2);
  decodes("\xF1", Encoding::utf8, "", Errc::file_truncated, 0);
}

TEST_CASE("a cut UTF-8 sequence is told from a broken one for every beginning") {
  // Two bytes that begin a sequence of three or four: well-formed for some continuation, or not at all.
  for (unsigned first = 0xE0; first <= 0xFF; ++first) {
    for (unsigned second = 0; second <= 0xFF; ++second) {
      const std::string head{static_cast<char>(first), static_cast<char>(second)};
      bool possible = false;
      for (const std::string rest : {"\x80", "\x80\x80"}) possible = possible || Utf8::check(head + rest).has_value();
      std::string out;
      const auto fed = text::Decoder(Encoding::utf8).feed(head, true, out);
      REQUIRE_FALSE(fed);
      if ((fed.error().code == Errc::file_truncated) != possible) FAIL(first << ' ' << second);
    }
  }
}

TEST_CASE("Windows-1251, every byte") {
  std::string all;
  for (unsigned c = 0; c < 256; ++c)
    if (c != 0x98) all += static_cast<char>(c);
  const auto decoded = text::decode(all, Encoding::windows_1251);
  REQUIRE(decoded);
  const auto points = text::to_code_points(*decoded);
  REQUIRE(points.size() == 255);
  CHECK(std::u32string(points.begin(), points.begin() + 128) == text::to_code_points(all.substr(0, 128)));
  CHECK(text::decode("\xA8\xB8\xC0\xDF\xE0\xFF\xB9\xAB\xBB\x97\xA0\x88", Encoding::windows_1251).value_or("") ==
        "ЁёАЯая№«»—\u00A0€");
  const auto back = text::encode(*decoded, Encoding::windows_1251);
  REQUIRE(back);
  CHECK(*back == all);
  decodes("\xDF\xED;\x98;\xDF", Encoding::windows_1251, "Ян;", Errc::bad_encoding, 3);
  decodes("\xD9\xF3\xEA\xE8\xED\xE0", Encoding::windows_1251, "Щукина");
}

TEST_CASE("UTF-16 in both orders") {
  decodes("\x29\x04;\0\x34\xD8\x1E\xDD"sv, Encoding::utf16le, "Щ;𝄞");
  decodes("\x04\x29\0;\xD8\x34\xDD\x1E"sv, Encoding::utf16be, "Щ;𝄞");
  // A U+FEFF inside the stream is a character; the caller cuts off the one at the start.
  decodes("\xFE\xFF\0a"sv, Encoding::utf16be, "\uFEFFa");
  decodes("a\0\xFF\xFE"sv, Encoding::utf16le, "a\uFEFF");
  // An odd byte at the end.
  decodes("a\0b"sv, Encoding::utf16le, "a", Errc::file_truncated, 2);
  decodes("\0a\0"sv, Encoding::utf16be, "a", Errc::file_truncated, 2);
  decodes("\0"sv, Encoding::utf16le, "", Errc::file_truncated, 0);
  // Surrogates that stand alone.
  decodes("a\0\x34\xD8"sv, Encoding::utf16le, "a", Errc::file_truncated, 2);
  decodes("a\0\x34\xD8\x1E"sv, Encoding::utf16le, "a", Errc::file_truncated, 2);
  decodes("a\0\x34\xD8z\0"sv, Encoding::utf16le, "a", Errc::bad_encoding, 2);
  decodes("a\0\x1E\xDDz\0"sv, Encoding::utf16le, "a", Errc::bad_encoding, 2);
  decodes("\0a\xDD\x1E\0z"sv, Encoding::utf16be, "a", Errc::bad_encoding, 2);
  decodes("\0a\xD8\x34\xD8\x34\xDD\x1E"sv, Encoding::utf16be, "a", Errc::bad_encoding, 2);
}

TEST_CASE("blocks longer than the decoder's own buffer, pairs across its edge") {
  for (const std::size_t pad : {2046U, 2047U, 2048U, 2049U}) {
    std::string wanted(pad, 'x');
    for (int i = 0; i < 3000; ++i) wanted += "𝄞Щ";
    for (const Encoding encoding : {Encoding::utf16le, Encoding::utf16be}) {
      const auto bytes = text::encode(wanted, encoding);
      REQUIRE(bytes);
      CHECK(text::decode(*bytes, encoding).value_or("") == wanted);
      for (const std::size_t step : {1U, 3U, 4095U, 4096U, 4099U}) {
        const auto got = in_pieces(*bytes, encoding, step, true);
        CHECK_FALSE(got.error);
        CHECK(got.text == wanted);
      }
      const auto broken = text::decode(*bytes + *text::encode("z", encoding) + "\xDC\xDC", encoding);
      REQUIRE_FALSE(broken);
      CHECK(broken.error() == Error{Errc::bad_encoding, bytes->size() + 2});
    }
  }
  std::string wanted;
  for (int i = 0; i < 10'000; ++i) wanted += "Щукина;";
  CHECK(text::decode(*text::encode(wanted, Encoding::windows_1251), Encoding::windows_1251).value_or("") == wanted);
}

TEST_CASE("decode cuts off its own BOM only, and offsets count it") {
  CHECK(text::decode("\xEF\xBB\xBFЯ", Encoding::utf8).value_or("") == "Я");
  CHECK(text::decode("\xFF\xFE\x2F\x04"sv, Encoding::utf16le).value_or("") == "Я");
  CHECK(text::decode("\xFE\xFF\x04\x2F"sv, Encoding::utf16be).value_or("") == "Я");
  CHECK(text::decode("\xEF\xBB\xBF\xEF\xBB\xBF", Encoding::utf8).value_or("") == "\uFEFF");  // the first alone
  CHECK(text::decode("\xEF\xBB\xBF", Encoding::windows_1251).value_or("") == "п»ї");
  const auto broken = text::decode("\xEF\xBB\xBFxy\xFF", Encoding::utf8);
  REQUIRE_FALSE(broken);
  CHECK(broken.error() == Error{Errc::bad_utf8, 5});
}

TEST_CASE("encode refuses what has no place") {
  const auto refused = [](std::string_view utf8, Encoding encoding, std::uint64_t offset) {
    CAPTURE(utf8);
    const auto encoded = text::encode(utf8, encoding);
    REQUIRE_FALSE(encoded);
    CHECK(encoded.error() == Error{Errc::bad_encoding, offset});
  };
  refused("Яә", Encoding::windows_1251, 2);
  refused("ab𝄞", Encoding::windows_1251, 2);
  refused("a！", Encoding::windows_1251, 1);      // full-width: no best fit
  refused("a\u00E9", Encoding::windows_1251, 1);  // é
  refused("a\u0098", Encoding::windows_1251, 1);  // the byte without a character
  CHECK(text::encode("Яә", Encoding::utf16le).value_or("") == "\x2F\x04\xD9\x04"sv);
  CHECK(text::encode("Я", Encoding::utf16be).value_or("") == "\x04\x2F"sv);
  CHECK(text::encode("Я", Encoding::utf8).value_or("") == "Я");
  CHECK(text::encode("", Encoding::windows_1251).value_or("-").empty());
  const auto broken = text::encode("a\xFF", Encoding::utf16le);
  REQUIRE_FALSE(broken);
  CHECK(broken.error() == Error{Errc::bad_utf8, 1});
}

TEST_CASE("encodings by name") {
  for (const Encoding encoding : {Encoding::utf8, Encoding::windows_1251, Encoding::utf16le, Encoding::utf16be})
    CHECK(text::encoding_by_name(text::name_of(encoding)) == encoding);
  CHECK(text::encoding_by_name("utf8") == Encoding::utf8);
  CHECK(text::encoding_by_name("CP1251") == Encoding::windows_1251);
  CHECK(text::encoding_by_name("win-1251") == Encoding::windows_1251);
  CHECK(text::encoding_by_name("utf_16le") == Encoding::utf16le);
  CHECK_FALSE(text::encoding_by_name("UTF-16"));  // in which order?
  CHECK_FALSE(text::encoding_by_name("koi8-r"));
  CHECK_FALSE(text::encoding_by_name(""));
  CHECK_FALSE(text::encoding_by_name(std::string(1000, 'u')));
}

TEST_CASE("a decoder moves, and ends once") {
  text::Decoder first(Encoding::utf16le);
  std::string out;
  REQUIRE(first.feed("\x29", false, out));
  text::Decoder second(std::move(first));
  REQUIRE(second.feed("\x04", true, out));
  CHECK(out == "Щ");
  CHECK(second.feed("", true, out));
  const auto late = second.feed("a\0"sv, true, out);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Errc::bad_argument);
}
