// The cells of one row → a Persona, with everything there is to say about it. The one place that knows the
// rules of rules "Rosters"; CSV and JSON lines both end here.
#pragma once

#include "persona/fields.hpp"

namespace kto::roster {

struct RowValue {
  std::string_view text{};   // trimmed; empty = nothing stated
  std::uint32_t column = 0;  // from 1; 0 = no columns (JSON)
  bool present = false;      // the column or key is there
  bool list = false;         // `text` is a list whose items end at kListItem (a JSON array)
};
inline constexpr char kListItem = '\x1F';

struct RowValues {
  std::uint64_t line = 0;
  std::array<RowValue, kFieldCount> values{};
  RowValue& operator[](RosterField field) { return values[index_of(field)]; }
  const RowValue& operator[](RosterField field) const { return values[index_of(field)]; }
};

class RowBuilder {
 public:
  // Options and handlers are borrowed.
  RowBuilder(const RosterOptions& options, const RosterHandlers& handlers);

  // Hands the row or its issues to the handlers. The error is a handler's.
  Result<void> build(const RowValues& row);

  // One issue that concerns a whole row, or one place of it.
  void report(std::uint64_t line, std::uint32_t column, RowCode code, std::string_view field = {}) const;
  // For formats without columns: a row that says nothing of consent, said once a file.
  void report_no_consent_column(std::uint64_t line);

 private:
  struct Row;
  void read_key(const RowValues& values, Row& row) const;
  void read_name(const RowValues& values, Row& row) const;
  void read_number(const RowValues& values, Row& row) const;
  void read_person(const RowValues& values, Row& row) const;
  void read_memberships(const RowValues& values, Row& row) const;
  void read_guardians(const RowValues& values, Row& row) const;
  void read_consent(const RowValues& values, Row& row);

  const RosterOptions& options_;
  const RosterHandlers& handlers_;
  Date today_;
  std::optional<std::string> default_organisation_{};
  bool said_no_consent_ = false;
};

}  // namespace kto::roster
