#include "text/json.hpp"

namespace kto::text {

namespace {

// Letters stay as they are. What ends a line for some readers (U+0085, U+2028, U+2029), other controls
// and what would turn a terminal's text around is written as \u…: the same string for every parser.
bool needs_escape(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

std::string unicode_escape(char32_t c) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out = "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[(c >> shift) & 0xF];
  return out;
}

void append_escaped(std::string& out, std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size();) {
    const auto byte = [&](std::size_t at) { return static_cast<char32_t>(static_cast<unsigned char>(utf8[i + at])); };
    const std::size_t size = byte(0) < 0x80 ? 1U : byte(0) < 0xE0 ? 2U : byte(0) < 0xF0 ? 3U : 4U;
    char32_t c = 0x10000;  // nothing beyond the basic plane needs it
    if (size == 1) c = byte(0);
    if (size == 2) c = ((byte(0) & 0x1F) << 6) | (byte(1) & 0x3F);
    if (size == 3) c = ((byte(0) & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
    if (c == U'"' || c == U'\\') {
      out += '\\';
      out += utf8[i];
    } else if (needs_escape(c)) {
      out += c == U'\n' ? "\\n" : c == U'\r' ? "\\r" : c == U'\t' ? "\\t" : unicode_escape(c);
    } else {
      out += utf8.substr(i, size);
    }
    i += size;
  }
}

}  // namespace

void Json::comma() {
  if (after_key_) {
    after_key_ = false;
  } else if (!has_members_.empty()) {
    if (has_members_.back()) out_ += ',';
    has_members_.back() = true;
  }
}

Json& Json::open(char bracket) {
  comma();
  out_ += bracket;
  has_members_.push_back(false);
  return *this;
}

Json& Json::close(char bracket) {
  out_ += bracket;
  has_members_.pop_back();
  return *this;
}

Json& Json::raw(std::string_view text) {
  comma();
  out_ += text;
  return *this;
}

Json& Json::key(std::string_view name) {
  string(name);
  out_ += ':';
  after_key_ = true;
  return *this;
}

Json& Json::string(std::string_view text) {
  comma();
  out_ += '"';
  while (true) {
    const auto checked = Utf8::check(text);
    if (checked) {
      append_escaped(out_, text);
      break;
    }
    const std::size_t good = static_cast<std::size_t>(checked.error().offset.value_or(0));
    append_escaped(out_, text.substr(0, good));
    out_ += "\xEF\xBF\xBD";
    text.remove_prefix(good + 1);
  }
  out_ += '"';
  return *this;
}

Json& Json::error(const Error& error) {
  return key("error").object().member("code", name_of(error.code)).member("offset", error.offset).end_object();
}

}  // namespace kto::text
