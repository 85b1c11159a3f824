#include "persona/records.hpp"

#include <algorithm>

namespace kto::roster {

void RecordSplitter::begin_record(std::size_t at) {
  start_ = at_ = at;
  state_ = quoting_ ? State::cell_start : State::rest_of_line;
  lines_inside_ = 0;
  first_line_end_ = second_line_ = 0;
}

// Size of the line break at `at`: LF, CR LF or CR alone; 0 = a CR that the next piece decides.
std::size_t RecordSplitter::break_size(std::size_t at, bool last) const {
  if (pending_[at] == '\n') return 1;
  if (at + 1 < pending_.size()) return pending_[at + 1] == '\n' ? 2 : 1;
  return last ? 1 : 0;
}

bool RecordSplitter::over_limit() const {
  if (at_ - start_ > limits::row_bytes) return true;
  return lines_inside_ > 0 && state_ == State::quoted && at_ - quote_ > limits::cell_bytes;
}

// The next place where something may change: a character of meaning in this state, or a limit.
std::size_t RecordSplitter::next_stop() const {
  std::size_t limit = std::min(pending_.size(), start_ + limits::row_bytes + 1);
  std::size_t at = at_;
  if (state_ == State::quoted) {
    if (lines_inside_ > 0) limit = std::min(limit, quote_ + limits::cell_bytes + 1);
    while (at < limit && pending_[at] != '"' && pending_[at] != '\n' && pending_[at] != '\r') ++at;
  } else if (state_ == State::plain) {
    while (at < limit && pending_[at] != separator_ && pending_[at] != '\n' && pending_[at] != '\r') ++at;
  } else if (state_ == State::rest_of_line) {
    while (at < limit && pending_[at] != '\n' && pending_[at] != '\r') ++at;
  } else if (state_ == State::skipping) {
    while (at < pending_.size() && pending_[at] != '\n' && pending_[at] != '\r') ++at;
  }
  return at;
}

// One character that is no line break.
void RecordSplitter::step(char c) {
  const bool blank = c == ' ' || c == '\t';
  switch (state_) {
    case State::cell_start:
      if (c == separator_ || blank) break;
      if (c == '"') {
        state_ = State::quoted;
        quote_ = at_;
      } else {
        state_ = State::plain;
      }
      break;
    case State::plain:
      if (c == separator_) state_ = State::cell_start;
      break;
    case State::quoted:
      if (c == '"') state_ = State::quote_seen;
      break;
    case State::quote_seen:
    case State::after_quote:
      if (c == separator_) {
        state_ = State::cell_start;
      } else if (c == '"' && state_ == State::quote_seen) {
        state_ = State::quoted;
      } else if (blank) {
        state_ = State::after_quote;
      } else {
        state_ = State::rest_of_line;  // irregular
      }
      break;
    case State::rest_of_line:
    case State::skipping:
      break;
  }
}

RecordSplitter::Found RecordSplitter::scan(bool last) {
  while (true) {
    at_ = next_stop();
    if (at_ >= pending_.size()) return Found::need_more;
    if (state_ != State::skipping && over_limit()) return Found::too_long;
    const char c = pending_[at_];
    if (c != '\n' && c != '\r') {
      step(c);
      if (quoting_ && state_ == State::rest_of_line && lines_inside_ > 0) return Found::give_up;
      ++at_;
      continue;
    }
    break_ = break_size(at_, last);
    if (break_ == 0) return Found::need_more;
    if (state_ != State::quoted) return Found::line_end;
    if (dropped_ + at_ < by_lines_until_) return Found::give_up;
    if (lines_inside_ == 0) {
      first_line_end_ = at_;
      second_line_ = at_ + break_;
    }
    ++lines_inside_;
    at_ += break_;
  }
}

// Hands out [start_, end) and stays where it is.
Result<bool> RecordSplitter::emit(Record::Kind kind, std::size_t end, const Sink& sink) {
  Record record;
  record.kind = kind;
  record.line = line_;
  if (kind != Record::Kind::too_long) record.text = std::string_view(pending_).substr(start_, end - start_);
  record.several_lines = kind == Record::Kind::regular && lines_inside_ > 0;
  const bool first_line = kind != Record::Kind::regular && lines_inside_ > 0;
  record.end = dropped_ + (first_line ? second_line_ : at_ + break_);
  record.next_line = line_ + 1 + (first_line ? 0 : lines_inside_);
  auto answer = sink(record);
  if (!answer) return fail(answer.error());
  if (*answer == Answer::stop) return false;
  if (first_line || (*answer == Answer::first_line_only && record.several_lines)) {
    by_lines_until_ = std::max(by_lines_until_, dropped_ + at_);
    line_ += 1;
    begin_record(second_line_);
  } else {
    line_ = record.next_line;
    begin_record(at_ + break_);
  }
  return true;
}

// The record cannot be what its quotes say: its first line alone is handed out.
Result<bool> RecordSplitter::give_up(Record::Kind kind, const Sink& sink) {
  return emit(kind, lines_inside_ > 0 ? first_line_end_ : at_, sink);
}

// The end of the text inside a record.
Result<bool> RecordSplitter::finish(const Sink& sink) {
  break_ = 0;
  if (state_ == State::skipping || start_ >= pending_.size()) return true;
  Result<bool> going = true;
  if (state_ == State::quoted) {
    going = give_up(Record::Kind::open, sink);
  } else if (quoting_ && state_ == State::rest_of_line) {
    going = emit(Record::Kind::irregular, at_, sink);
  } else {
    going = emit(Record::Kind::regular, at_, sink);
  }
  if (!going || !*going || start_ >= pending_.size()) return going;
  // The lines behind a record that was given up. They are read line by line now, so this ends.
  return push({}, true, sink);
}

Result<bool> RecordSplitter::push(std::string_view piece, bool last, const Sink& sink) {
  pending_.append(piece);
  while (true) {
    const Found found = scan(last);
    if (found == Found::need_more) break;
    Result<bool> going = true;
    if (found == Found::line_end) {
      if (state_ == State::skipping) {
        line_ += 1;
        begin_record(at_ + break_);
      } else if (quoting_ && state_ == State::rest_of_line) {
        going = emit(Record::Kind::irregular, at_, sink);
      } else {
        going = emit(Record::Kind::regular, at_, sink);
      }
    } else if (found == Found::give_up) {
      going = give_up(Record::Kind::open, sink);
    } else if (lines_inside_ > 0) {
      going = give_up(Record::Kind::too_long, sink);
    } else {
      // One endless line: reported now, the rest of it is thrown away as it comes.
      const std::uint64_t line = line_;
      going = emit(Record::Kind::too_long, at_, sink);
      line_ = line;
      begin_record(at_);
      state_ = State::skipping;
    }
    if (!going || !*going) return going;
  }
  if (state_ == State::skipping) start_ = at_;
  if (last) return finish(sink);
  dropped_ += start_;
  pending_.erase(0, start_);
  at_ -= start_;
  quote_ -= std::min(quote_, start_);
  first_line_end_ -= std::min(first_line_end_, start_);
  second_line_ -= std::min(second_line_, start_);
  start_ = 0;
  return true;
}

}  // namespace kto::roster
