#include "persona/json_rows.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "persona/cell_text.hpp"

namespace kto::roster {
namespace {

enum class Kind : std::uint8_t { text, digits, other_number, boolean };

// What a field may be besides a string and null.
bool takes_digits(RosterField field) noexcept {
  switch (field) {
    case RosterField::id:
    case RosterField::organisation:
    case RosterField::region:
    case RosterField::snils:
    case RosterField::school_year:
    case RosterField::klass:
    case RosterField::class_teacher:
    case RosterField::guardians:
    case RosterField::inn:
      return true;
    default:
      return false;
  }
}
bool takes_boolean(RosterField field) noexcept {
  return field == RosterField::activated || field == RosterField::consent;
}
bool takes_list(RosterField field) noexcept {
  return field == RosterField::role || field == RosterField::klass || field == RosterField::guardians;
}

// The events of one line. A false answer stops the parser; `code` then says why.
class RowEvents {
 public:
  explicit RowEvents(const JsonRows::Mapping& mapping) : mapping_(mapping) {}

  struct Cell {
    std::string text{};
    bool present = false;
    bool list = false;
  };
  std::array<Cell, kFieldCount> cells{};
  std::vector<RosterField> order{};
  std::optional<RowCode> code{};  // why the row is rejected
  std::string field{};

  bool null() { return scalar({}, Kind::text); }
  bool boolean(bool value) { return scalar(value ? "true" : "false", Kind::boolean); }
  bool number_integer(std::int64_t value) { return scalar(std::to_string(value), Kind::other_number); }
  bool number_unsigned(std::uint64_t value) { return scalar(std::to_string(value), Kind::digits); }
  bool number_float(double, const std::string& text) {
    // An integer too long for 64 bits comes here as well, with its digits.
    const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
    return scalar(text, digits ? Kind::digits : Kind::other_number);
  }
  bool string(std::string& value) { return scalar(value, Kind::text); }
  bool binary(std::vector<std::uint8_t>&) { return false; }

  bool start_object(std::size_t) {
    if (depth_ > 0) return open_inner(false);
    depth_ = 1;
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t) {
    if (depth_ == 0) return reject(RowCode::row_wrong_type, {});
    return open_inner(true);
  }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    if (depth_ != 1) return true;
    field_.reset();
    if (!keys_.insert(name).second) return reject(RowCode::row_bad_json, field_of(name));
    const auto found = field_of(name);
    if (!found) return true;
    name_key_ = name_key_ || fold_word(name) == kAmbiguousName;
    Cell& cell = cells[index_of(*found)];
    if (cell.present) return reject(RowCode::row_bad_json, found);  // two keys of one meaning
    cell.present = true;
    order.push_back(*found);
    field_ = found;
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
    if (!code) code = RowCode::row_bad_json;
    return false;
  }

  // "name" beside a surname and no given name is the given name (see kAmbiguousName).
  void settle_name() {
    Cell& fio = cells[index_of(RosterField::fio)];
    Cell& given = cells[index_of(RosterField::given)];
    if (!name_key_ || !cells[index_of(RosterField::surname)].present || given.present) return;
    given = std::move(fio);
    fio = Cell{};
    std::replace(order.begin(), order.end(), RosterField::fio, RosterField::given);
  }

 private:
  std::optional<RosterField> field_of(const std::string& name) const {
    if (name.size() > 512) return std::nullopt;
    const std::string folded = fold_word(name);
    for (const auto& [mapped_field, mapped_key] : mapping_) {
      if (mapped_key == folded) return mapped_field;
    }
    const auto found = field_of_folded(folded);
    const bool mapped = found && std::any_of(mapping_.begin(), mapping_.end(),
                                             [&](const auto& entry) { return entry.first == *found; });
    return mapped ? std::nullopt : found;
  }

  bool reject(RowCode why, std::optional<RosterField> where) {
    if (!code) {
      code = why;
      if (where) field = name_of(*where);
    }
    return false;
  }

  bool scalar(std::string_view value, Kind kind) {
    if (depth_ == 0) return reject(RowCode::row_wrong_type, {});
    if (!field_) return true;
    const bool in_list = depth_ == 2;
    const bool fits = kind == Kind::text || (kind == Kind::digits && takes_digits(*field_)) ||
                      (kind == Kind::other_number && *field_ == RosterField::snils) ||  // flagged, not rejected
                      (kind == Kind::boolean && takes_boolean(*field_));
    if (!fits || depth_ > 2) return reject(RowCode::row_wrong_type, field_);
    Cell& cell = cells[index_of(*field_)];
    if (!in_list) {
      cell.text = value;
      return true;
    }
    // The items are kept apart by a control character that no item may then hold.
    if (value.find(kListItem) != std::string_view::npos) return reject(RowCode::row_wrong_type, field_);
    cell.text.append(value);
    cell.text += kListItem;
    return true;
  }

  bool open_inner(bool array) {
    if (++depth_ > limits::json_depth) return reject(RowCode::row_bad_json, {});
    if (!field_) return true;
    if (!array || depth_ != 2 || !takes_list(*field_)) return reject(RowCode::row_wrong_type, field_);
    cells[index_of(*field_)].list = true;
    return true;
  }

  bool close() {
    --depth_;
    return true;
  }

  const JsonRows::Mapping& mapping_;
  std::unordered_set<std::string> keys_{};
  std::optional<RosterField> field_{};
  std::size_t depth_ = 0;
  bool name_key_ = false;
};

}  // namespace

Result<JsonRows> JsonRows::make(const RosterOptions& options, RowBuilder& builder) {
  Mapping mapping;
  for (const auto& [field, key] : options.mapping) {
    std::string folded = fold_word(key);
    if (folded.empty()) return fail(Errc::bad_argument, std::string(name_of(field)));
    bool twice = false;
    for (const auto& entry : mapping) twice = twice || entry.first == field || entry.second == folded;
    if (twice) return fail(Errc::column_repeated, std::string(name_of(field)));
    mapping.emplace_back(field, std::move(folded));
  }
  return JsonRows(std::move(mapping), builder);
}

Result<void> JsonRows::push(std::string_view piece, bool last) {
  const auto going = splitter_.push(piece, last, [this](const Record& record) { return take(record); });
  if (!going) return fail(going.error());
  return {};
}

Result<RecordSplitter::Answer> JsonRows::take(const Record& record) {
  using Answer = RecordSplitter::Answer;
  if (record.kind == Record::Kind::too_long) {
    ++rows_;
    builder_->report(record.line, 0, RowCode::row_too_long);
    return Answer::next;
  }
  const std::string_view line = trim(record.text);
  if (line.empty()) return Answer::next;
  ++rows_;
  RowEvents events(mapping_);
  const bool good = nlohmann::json::sax_parse(line.data(), line.data() + line.size(), &events);
  if (!good || events.code) {
    builder_->report(record.line, 0, events.code.value_or(RowCode::row_bad_json), events.field);
    return Answer::next;
  }
  events.settle_name();
  for (const RosterField field : events.order) {
    if (seen_[index_of(field)]) continue;
    seen_[index_of(field)] = true;
    fields_.push_back(field);
  }
  RowValues values;
  values.line = record.line;
  for (const RosterField field : kAllFields) {
    const RowEvents::Cell& cell = events.cells[index_of(field)];
    if (cell.text.size() > limits::cell_bytes) {
      builder_->report(record.line, 0, RowCode::row_too_long, name_of(field));
      return Answer::next;
    }
    RowValue& value = values[field];
    value.text = trim(cell.text);
    value.present = cell.present;
    value.list = cell.list;
  }
  KTO_TRY(builder_->build(values));
  return Answer::next;
}

}  // namespace kto::roster
