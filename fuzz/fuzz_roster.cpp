// Arbitrary bytes as a roster. The first byte chooses the options. Whatever comes: no crash, no row
// without a usable key, no issue on a line the file does not have, and the same answer whether the bytes
// come at once or one by one. The record machine is held to that on its own, too, because the reader
// feeds it in large pieces.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "kto/persona.hpp"
#include "persona/records.hpp"

namespace {

using namespace kto;

void require(bool holds) {
  if (!holds) std::abort();
}

RosterOptions options_of(std::uint8_t choice) {
  RosterOptions options;
  options.today = *Date::make(2024, 10, 1);
  if ((choice & 0x01U) != 0) options.region = *Region::make(38);
  if ((choice & 0x02U) != 0) options.organisation = OrganisationId{"МБОУ СОШ №7"};
  if ((choice & 0x04U) != 0) options.match_by = MatchBy::number;
  if ((choice & 0x08U) != 0) options.require_consent = true;
  if ((choice & 0x10U) != 0) options.format = RosterFormat::json_lines;
  if ((choice & 0x20U) != 0) options.encoding = text::Encoding::windows_1251;
  if ((choice & 0x40U) != 0) options.separator = ',';
  if ((choice & 0x80U) != 0) options.mapping = {{RosterField::id, "1"}, {RosterField::fio, "ФИО"}};
  return options;
}

struct Outcome {
  std::vector<RowIssue> issues{};
  std::vector<std::pair<std::uint64_t, Persona>> rows{};
  std::optional<Error> error{};
};

Outcome run(std::string_view bytes, std::size_t piece, const RosterOptions& options) {
  Outcome outcome;
  RosterHandlers handlers;
  handlers.row = [&](RosterRow&& row) -> Result<void> {
    outcome.rows.emplace_back(row.line, std::move(row.persona));
    return {};
  };
  handlers.issue = [&](const RowIssue& issue) { outcome.issues.push_back(issue); };
  const ByteSource source = [&, left = bytes](std::span<char> buffer) mutable -> Result<std::size_t> {
    const std::size_t size = std::min({buffer.size(), left.size(), piece});
    std::copy_n(left.begin(), size, buffer.begin());
    left.remove_prefix(size);
    return size;
  };
  const auto shape = read_roster(source, options, handlers);
  if (!shape) outcome.error = shape.error();
  return outcome;
}

std::vector<std::string> records(std::string_view text, std::size_t piece, bool refuse) {
  std::vector<std::string> out;
  roster::RecordSplitter splitter(';');
  const roster::RecordSplitter::Sink sink = [&](const roster::Record& record) {
    out.push_back(std::to_string(record.line) + ' ' + std::to_string(static_cast<int>(record.kind)) + ' ' +
                  std::to_string(record.end) + ' ' + std::string(record.text));
    return Result<roster::RecordSplitter::Answer>(refuse ? roster::RecordSplitter::Answer::first_line_only
                                                         : roster::RecordSplitter::Answer::next);
  };
  for (std::size_t at = 0; at < text.size(); at += piece) {
    require(splitter.push(text.substr(at, piece), false, sink).has_value());
  }
  require(splitter.push({}, true, sink).has_value());
  return out;
}

// Line breaks as they could at most be counted in any encoding.
std::uint64_t lines_of(std::string_view bytes) {
  return 1 + static_cast<std::uint64_t>(
                 std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; }));
}

bool control_free(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const RosterOptions options = options_of(data[0]);
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);

  const Outcome whole = run(bytes, bytes.size() + 1, options);
  const Outcome single = run(bytes, 1, options);
  require(whole.error == single.error && whole.issues == single.issues && whole.rows.size() == single.rows.size());
  const std::uint64_t lines = lines_of(bytes);
  for (const RowIssue& issue : whole.issues) require(issue.line >= 1 && issue.line <= lines);
  for (std::size_t i = 0; i < whole.rows.size(); ++i) {
    const auto& [line, persona] = whole.rows[i];
    require(line == single.rows[i].first && same_content(persona, single.rows[i].second));
    require(line >= 1 && line <= lines);
    const std::string& id = persona.key.id.str();
    require(id.empty() == (options.match_by == MatchBy::number));
    require(id.size() <= limits::id_bytes && control_free(id));
    require(!persona.key.organisation.empty() && control_free(persona.key.organisation.str()));
    require(!options.region || persona.key.region == *options.region);
    require(!persona.memberships.empty() && persona.number.text.size() <= 64);
    require(options.match_by == MatchBy::id || persona.number.usable());
    require(!options.require_consent || persona.processing_consent == Consent::given);
    require(!persona.birth_date || *persona.birth_date <= *options.today);
    // A row that was handed out was rejected for nothing.
    for (const RowIssue& issue : whole.issues) require(issue.line != line || !rejects(issue.code));
  }
  for (const bool refuse : {false, true}) {
    const auto expected = records(bytes, bytes.size() + 1, refuse);
    require(records(bytes, 1, refuse) == expected && records(bytes, 3, refuse) == expected);
  }
  return 0;
}
