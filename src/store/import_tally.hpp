// Counts the rows of an import by what is said about them. A reader reports a row's issues before or
// after the row itself; events of one line belong together.
#pragma once

#include "kto/store.hpp"

namespace kto::store {

class ImportTally {
 public:
  explicit ImportTally(ImportReport& report) : report_(report) {}

  void row(std::uint64_t line) {
    at(line);
    row_ = true;
  }
  void issue(std::uint64_t line, RowCode code) {
    at(line);
    (rejects(code) ? rejected_ : flagged_) = true;
  }
  // The row of the last event is complete; also at the end of a file.
  void close() {
    if (row_ || rejected_) ++report_.rows;
    if (rejected_) {
      ++report_.rejected;
    } else if (row_ && flagged_) {  // an issue of the header alone concerns no row
      ++report_.flagged;
    }
    row_ = rejected_ = flagged_ = false;
    line_.reset();
  }

 private:
  void at(std::uint64_t line) {
    if (line_ != line) close();
    line_ = line;
  }

  ImportReport& report_;
  std::optional<std::uint64_t> line_{};
  bool row_ = false;
  bool rejected_ = false;
  bool flagged_ = false;
};

}  // namespace kto::store
