#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "esia/claims.hpp"

namespace kto::esia {
namespace {

using Kind = Claim::Kind;

// The keys that are read, by place; all others are only looked at for repetition.
constexpr std::array<std::string_view, 9> kEnvelopeKeys{"request_id", "region",   "person", "id_token",         "scope",
                                                        "level",      "expected", "error",  "error_description"};
constexpr std::array<std::string_view, 9> kPersonKeys{"lastName", "firstName", "middleName", "birthDate", "gender",
                                                      "snils",    "trusted",   "status",     "oid"};
constexpr std::array<std::string_view, 4> kSubjectKeys{"urn:esia:sbj:oid", "urn:esia:sbj:typ", "urn:esia:sbj:lvl",
                                                       "urn:esia:sbj:is_tru"};
constexpr std::array<std::string_view, 3> kTokenKeys{"sub", "iss", "urn:esia:sbj"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

enum class Place : std::uint8_t { top, person, token, subject, elsewhere };

bool is_known(Place place, std::string_view key) {
  switch (place) {
    case Place::top:
      return is_one_of(kEnvelopeKeys, key) || is_one_of(kPersonKeys, key);
    case Place::person:
      return is_one_of(kPersonKeys, key);
    case Place::token:
      return is_one_of(kTokenKeys, key) || is_one_of(kSubjectKeys, key);
    case Place::subject:
      return is_one_of(kSubjectKeys, key);
    case Place::elsewhere:
      break;
  }
  return false;
}

Place place_under(Place place, std::string_view key) {
  if (place == Place::top && key == "person") return Place::person;
  if (place == Place::top && key == "id_token") return Place::token;
  if (place == Place::token && key == "urn:esia:sbj") return Place::subject;
  return Place::elsewhere;
}

// The interface of nlohmann's SAX parser. `false` stops it.
class Reader {
 public:
  Document document{};
  bool too_deep = false;
  bool number_too_big = false;
  std::size_t offset = 0;  // where reading stopped

  bool null() { return scalar({Kind::null, false, {}}); }
  bool boolean(bool value) { return scalar({Kind::boolean, value, {}}); }
  bool number_integer(std::int64_t value) { return scalar({Kind::integer, false, std::to_string(value)}); }
  bool number_unsigned(std::uint64_t value) { return scalar({Kind::integer, false, std::to_string(value)}); }
  bool number_float(double, const std::string& token) {
    // Integers beyond 64 bits arrive here as well; their token has digits only.
    const bool integer = token.find_first_not_of("-0123456789") == std::string::npos;
    return scalar({integer ? Kind::integer : Kind::other_number, false, integer ? token : std::string{}});
  }
  bool string(std::string& value) { return scalar({Kind::string, false, std::move(value)}); }
  bool binary(std::vector<std::uint8_t>&) { return false; }  // JSON text has none

  bool start_object(std::size_t) {
    if (frames_.empty()) {
      document.is_object = true;
      return push(Place::top, true);
    }
    const Place place = next_;
    return scalar({Kind::object, false, {}}) && push(place, true);
  }
  bool start_array(std::size_t) { return scalar({Kind::array, false, {}}) && push(Place::elsewhere, false); }
  bool end_object() { return pop(); }
  bool end_array() { return pop(); }

  bool key(std::string& name) {
    Frame& frame = frames_.back();
    slot_ = nullptr;
    next_ = Place::elsewhere;
    if (frame.place == Place::top && is_one_of(kEnvelopeKeys, name)) document.is_envelope = true;
    if (frame.seen.count(name) != 0) {
      document.key_repeated = true;
      if (frame.place != Place::elsewhere) object(frame.place).drop(name);
    } else if (is_known(frame.place, name)) {
      slot_ = &object(frame.place).slot(name);
      next_ = place_under(frame.place, name);
    }
    frame.seen.insert(std::move(name));
    return true;
  }

  // `position` counts the bytes read. The exception's text repeats the input and is not looked at.
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& error) {
    constexpr int out_of_range_number = 406;
    number_too_big = error.id == out_of_range_number;
    offset = position == 0 ? 0 : position - 1;
    return false;
  }

 private:
  struct Frame {
    Place place;
    bool is_object;
    // Ordered: no choice of keys makes it slow.
    std::set<std::string> seen{};
  };

  Object& object(Place place) {
    switch (place) {
      case Place::person:
        return document.person;
      case Place::token:
        return document.token;
      case Place::subject:
        return document.subject;
      case Place::top:
      case Place::elsewhere:
        break;
    }
    return document.top;
  }

  bool scalar(Claim claim) {
    if (slot_ != nullptr) *slot_ = std::move(claim);
    slot_ = nullptr;
    return true;
  }

  bool push(Place place, bool is_object) {
    next_ = Place::elsewhere;
    if (frames_.size() == limits::json_depth) {
      too_deep = true;
      return false;
    }
    frames_.push_back({place, is_object});
    return true;
  }

  bool pop() {
    frames_.pop_back();
    return true;
  }

  std::vector<Frame> frames_{};
  Claim* slot_ = nullptr;          // where the value of the last key goes, if anywhere
  Place next_ = Place::elsewhere;  // what that value is if it is an object
};

bool parse(std::string_view json, Reader& reader) {
  return nlohmann::json::sax_parse(json.begin(), json.end(), &reader);
}

// The first bracket that is nested too deep, in text that is JSON up to there.
std::size_t offset_of_depth(std::string_view json) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '"') in_string = !in_string;
    if (in_string) {
      if (c == '\\') ++at;
    } else if (c == '{' || c == '[') {
      if (depth++ == limits::json_depth) return at;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return json.size();
}

}  // namespace

Result<Document> read_document(std::string_view json) {
  if (json.size() > limits::request_bytes) return fail(Errc::too_long, limits::request_bytes);
  if (const auto utf8 = Utf8::check(json); !utf8) return fail(utf8.error());
  // Two things that nlohmann lets pass and RFC 8259 does not: a byte-order mark in front (a file's own
  // is cut off by whoever reads the file), and a NUL, which it takes for the end of the text.
  if (json.substr(0, 3) == "\xEF\xBB\xBF") return fail(Errc::bad_json, 0);
  const std::string_view text = json.substr(0, json.find('\0'));

  Reader reader;
  bool good = parse(text, reader);
  if (!good && reader.number_too_big) {
    reader = Reader{};
    good = parse(with_small_numbers(text), reader);
  }
  if (reader.too_deep) return fail(Errc::too_deep, offset_of_depth(text));
  if (!good) return fail(Errc::bad_json, std::min(reader.offset, text.size()));
  if (text.size() != json.size()) return fail(Errc::bad_json, text.size());
  return std::move(reader.document);
}

}  // namespace kto::esia
