// src/cli/console.hpp — what every command shares: language, exit codes, standard output that is checked.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "kto/base.hpp"

namespace kto::cli {

// The four exit codes of every command.
enum Exit : int {
  exit_done = 0,
  exit_bad_rows = 1,  // done, but some rows or lines were bad
  exit_usage = 2,     // called wrongly; nothing was done
  exit_failed = 3     // the store or a file failed
};

// The text in the language asked for. Every text of the command is written as such a pair, so that
// none can be missing in one language.
inline std::string_view tr(Lang lang, std::string_view ru, std::string_view en) { return lang == Lang::ru ? ru : en; }
template <class... A>
std::string trf(Lang lang, std::string_view ru, std::string_view en, const A&... arguments) {
  return fmt::format(fmt::runtime(tr(lang, ru, en)), arguments...);
}

// The text of a code in the message catalogue: said(lang, "grade", name_of(grade)).
std::string said(Lang lang, std::string_view kind, std::string_view name);

// Buffered standard output that notices a full disk or a closed pipe. After the first failure
// everything is dropped.
class Out {
 public:
  void write(std::string_view text);
  void line(std::string_view text) {
    write(text);
    write("\n");
  }
  bool flush();
  bool failed() const noexcept { return error_ != 0; }
  int error() const noexcept { return error_; }  // errno; 0 = none

 private:
  std::string buffer_{};
  int error_ = 0;
};

struct Console {
  Lang lang = Lang::ru;
  Out out{};

  // One line on standard error: «kto: …».
  void complain(std::string_view text) const;
  // Says how to call the command properly; the exit code for it.
  int usage(std::string_view text) const;
};

// Text that may come from anybody, made harmless for a terminal: controls, text-direction marks and
// invisible characters become \u{…}, broken bytes \x…; cut after `code_points`.
std::string printable(std::string_view bytes, std::size_t code_points = 80);

}  // namespace kto::cli
