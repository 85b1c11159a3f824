// A push state machine that cuts decoded text into records (RFC 4180 quoting) without splitting them into
// cells. Memory: one record, never more than limits::row_bytes and a piece.
//
// A quote that is never closed would swallow the rest of a file. So a record over several lines that turns
// out wrong — its quoting breaks, a cell outgrows limits::cell_bytes, the file ends inside it, or the sink
// says that it makes no row — is given up as its first line alone, and reading goes on at its second line.
// Text that was given up so is read again line by line: no quoted cell spans lines in it. Thereby every byte
// is looked at a fixed number of times, whatever the file holds.
//
// Owner: records borrow from the machine until the sink returns. Threads: one at a time.
#pragma once

#include <functional>

#include "kto/base.hpp"

namespace kto::roster {

struct Record {
  enum class Kind : std::uint8_t {
    regular,    // quoting as in RFC 4180
    irregular,  // one line with a quote inside a quoted cell that is neither doubled nor the last
    open,       // one line with a quoted cell that does not end
    too_long    // longer than allowed; the text is left out
  };
  Kind kind = Kind::regular;
  std::uint64_t line = 0;   // where it begins, from 1
  std::string_view text{};  // without the line break that ends it
  bool several_lines = false;
  std::uint64_t end = 0;        // offset after it and its line break, in bytes pushed so far
  std::uint64_t next_line = 0;  // the line that begins there
};

class RecordSplitter {
 public:
  // What the sink says: go on, give a record over several lines up as its first line alone, or stop.
  enum class Answer : std::uint8_t { next, first_line_only, stop };
  using Sink = std::function<Result<Answer>(const Record&)>;

  // Without a separator every line is a record and quotes mean nothing (JSON lines).
  explicit RecordSplitter(std::optional<char> separator, std::uint64_t first_line = 1)
      : separator_(separator.value_or('\0')), quoting_(separator.has_value()), line_(first_line) {
    begin_record(0);
  }

  // Takes a piece; `last` ends the text. False when the sink said stop; errors are the sink's.
  Result<bool> push(std::string_view piece, bool last, const Sink& sink);

 private:
  enum class State : std::uint8_t { cell_start, plain, quoted, quote_seen, after_quote, rest_of_line, skipping };
  enum class Found : std::uint8_t { need_more, line_end, give_up, too_long };

  Found scan(bool last);
  void step(char c);
  bool over_limit() const;
  std::size_t break_size(std::size_t at, bool last) const;
  std::size_t next_stop() const;
  void begin_record(std::size_t at);
  Result<bool> emit(Record::Kind kind, std::size_t end, const Sink& sink);
  Result<bool> finish(const Sink& sink);
  Result<bool> give_up(Record::Kind kind, const Sink& sink);

  char separator_;
  bool quoting_;
  State state_ = State::cell_start;
  std::string pending_{};
  std::uint64_t dropped_ = 0;       // bytes cut off in front of pending_
  std::size_t start_ = 0;           // of the record
  std::size_t at_ = 0;              // looked at so far
  std::size_t quote_ = 0;           // where the quoted cell began
  std::size_t break_ = 0;           // size of the line break found
  std::uint64_t line_;              // of the record's start
  std::uint64_t lines_inside_ = 0;  // line breaks within the record
  std::size_t first_line_end_ = 0;  // of a record over several lines
  std::size_t second_line_ = 0;
  std::uint64_t by_lines_until_ = 0;  // text before this offset (in bytes pushed) is read line by line
};

}  // namespace kto::roster
