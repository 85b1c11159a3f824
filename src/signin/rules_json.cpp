// A rules file by SAX events: a DOM would let a repeated key win. An error names the code, the path of our
// own keys and the byte, never anything that stands in the file.
#include "rules_json.hpp"

#include <bitset>
#include <iterator>
#include <nlohmann/json.hpp>

#include "rules_fields.hpp"
#include "rules_values.hpp"

namespace kto::signin {
namespace {

// Bytes of the file; tells how far the parser has read, because nlohmann's events say no position.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

class Reader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  Reader(std::string_view text, NameOf owner) : text_(text), owner_(owner), furthest_(text.data()) {}

  Result<RuleSet> read() {
    const CountingIterator first(text_.data(), &furthest_);
    const CountingIterator last(text_.data() + text_.size(), &furthest_);
    const bool whole = nlohmann::json::sax_parse(first, last, this);
    if (error_) return fail(*error_);
    if (!whole) return fail(Errc::bad_json, text_.size());
    return rules_;
  }

  bool null() override { return scalar(Scalar{}); }
  bool boolean(bool value) override { return scalar(Scalar{value}); }
  bool number_integer(number_integer_t value) override { return scalar(Scalar{value}); }
  bool number_unsigned(number_unsigned_t value) override {
    // Over 2⁶³: out of range for every number of ours, and an integer all the same.
    return scalar(Scalar{value > INT64_MAX ? INT64_MAX : static_cast<std::int64_t>(value)});
  }
  bool number_float(number_float_t, const string_t&) override { return scalar(Scalar{OtherNumber{}}); }
  bool string(string_t& value) override { return scalar(Scalar{std::string_view(value)}); }
  bool binary(binary_t&) override { return stop(Errc::bad_json, 0); }

  bool key(string_t& key) override {
    const std::size_t offset = token();
    field_ = nullptr;
    if (place_ == Place::time_zones) {
      const auto region = Region::parse(key);
      if (!region) return stop(Errc::bad_region, offset);
      if (rules_.time_zones.contains(*region)) return stop(Errc::repeated_key, offset);
      zone_of_ = *region;
      return true;
    }
    field_ = find_field(place_, key);
    if (field_ == nullptr) return stop(Errc::unknown_field, offset);
    if (seen_.test(index(field_->id))) return stop(Errc::repeated_key, offset);
    seen_.set(index(field_->id));
    return true;
  }

  bool start_object(std::size_t) override {
    const std::size_t offset = token();
    if (place_ == Place::outside) return enter(Place::root);
    if (field_ == nullptr || field_->kind != Kind::object) return stop(Errc::wrong_type, offset);
    return enter(field_->opens);
  }

  bool end_object() override {
    const std::size_t offset = token();
    for (const FieldRule& rule : field_rules)
      if (rule.in == place_ && rule.required && !seen_.test(index(rule.id)))
        return field_ = &rule, stop(Errc::missing_field, offset);
    if (place_ == Place::in_force && rules_.from && rules_.until && *rules_.until <= *rules_.from)
      return field_ = &rule_of(FieldId::in_force_until), stop(Errc::contradiction, offset);
    return leave();
  }

  bool start_array(std::size_t) override {
    const std::size_t offset = token();
    if (field_ == nullptr || field_->kind != Kind::array) return stop(Errc::wrong_type, offset);
    return enter(field_->opens);
  }

  bool end_array() override {
    // An empty list could mean «nowhere» as well as «everywhere»: no key at all means everywhere.
    if (rules_.regions.empty()) return stop(Errc::empty, token());
    return token(), leave();
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    // nlohmann counts from 1 and may count the end of the text as a character.
    const std::size_t offset = position == 0 ? 0 : position - 1;
    error_ = Error{Errc::bad_json, std::min(offset, text_.size()), path()};
    return false;
  }

 private:
  static std::size_t index(FieldId id) { return static_cast<std::size_t>(id); }

  // Where the token that caused this event begins: behind the last one, past blanks and punctuation.
  std::size_t token() {
    std::size_t begin = behind_;
    if (begin == 0 && text_.starts_with("\xEF\xBB\xBF")) begin = 3;
    begin = std::min(text_.find_first_not_of(" \t\r\n,:", begin), text_.size());
    behind_ = static_cast<std::size_t>(furthest_ - text_.data());
    // The parser reads one character past a number.
    const std::size_t digits = text_.find_first_not_of("0123456789+-.eE", begin);
    if (digits != begin && digits < behind_) behind_ = digits;
    return begin;
  }

  bool enter(Place place) {
    place_ = place;
    field_ = nullptr;
    return true;
  }
  bool leave() {
    place_ = place_ == Place::root ? Place::outside : Place::root;
    field_ = nullptr;
    return true;
  }

  // Our own names only: "accounts.unconfirmed"; the containing object where the key is not ours.
  std::string path() const {
    std::string out(key_of(place_));
    if (field_ == nullptr || field_->in != place_) return out;
    if (!out.empty()) out += '.';
    return out += field_->key;
  }

  bool stop(Errc code, std::size_t offset) {
    error_ = Error{code, offset, path()};
    return false;
  }

  bool scalar(const Scalar& value) {
    const std::size_t offset = token();
    const Errc fault = judge(value);
    return fault == Errc{} || stop(fault, offset);
  }

  // Errc{} = taken.
  Errc judge(const Scalar& value) {
    if (place_ == Place::regions) return add_region(rules_, value);
    if (place_ == Place::time_zones) return set_zone(rules_, *zone_of_, value);
    if (field_ == nullptr || !fits(field_->kind, value)) return Errc::wrong_type;
    if (const Errc fault = set_value(rules_, field_->id, value); fault != Errc{}) return fault;
    if (field_->id == FieldId::name && owner_ == NameOf::file && is_builtin_name(rules_.name)) return Errc::bad_value;
    return Errc{};
  }

  std::string_view text_;
  NameOf owner_;
  const char* furthest_;
  std::size_t behind_ = 0;  // bytes read when the last event came
  RuleSet rules_{};
  Place place_ = Place::outside;
  const FieldRule* field_ = nullptr;
  std::optional<Region> zone_of_{};
  std::bitset<field_rules.size()> seen_{};
  std::optional<Error> error_{};
};

}  // namespace

Result<RuleSet> read_rules(std::string_view json, NameOf owner) {
  if (json.size() > limits::rules_bytes) return fail(Errc::too_long, limits::rules_bytes);
  KTO_TRY(Utf8::check(json));
  auto rules = Reader(json, owner).read();
  if (rules) rules->hash = fingerprint(json);
  return rules;
}

}  // namespace kto::signin

namespace kto {

Result<RuleSet> RuleSet::parse(std::string_view json) { return signin::read_rules(json, signin::NameOf::file); }

}  // namespace kto
