#include "cli/request_lines.hpp"

#include <unistd.h>

#include "cli/explain.hpp"
#include "cli/outcome_print.hpp"
#include "cli/progress.hpp"

namespace kto::cli {

namespace {

constexpr std::size_t batch_size = 256;
constexpr std::string_view bom = "\xEF\xBB\xBF";

void read_line(const LineReader::Line& line, Claims claims, RequestBatch& batch) {
  std::string_view text = line.text;
  // Editors of Windows begin a file with a byte order mark; the offsets count it.
  const std::size_t skipped = line.number == 1 && text.starts_with(bom) ? bom.size() : 0;
  text.remove_prefix(skipped);
  if (!line.too_long && text.find_first_not_of(" \t\r") == std::string_view::npos) return;
  auto request =
      line.too_long ? Result<Request>(fail(Errc::too_long, limits::request_bytes)) : read_request(text, claims);
  if (request) {
    batch.lines.push_back({line.number, batch.requests.size(), std::nullopt});
    batch.requests.push_back(std::move(request).value());
  } else {
    Error error = request.error();
    if (error.offset && !line.too_long) *error.offset += skipped;
    batch.lines.push_back({line.number, 0, std::move(error)});
  }
}

}  // namespace

void tell_fault(Console& console, std::uint64_t line, const Error& error, bool table) {
  console.out.line(table ? place_and_fault(console.lang, error, trf(console.lang, "строка {}", "line {}", line))
                         : broken_as_json(error));
}

int answer_requests(Console& console, const Input& input, const RequestPlaces& places, Claims claims,
                    const AnswerBatch& answer) {
  const Lang lang = console.lang;
  LineReader lines(input.fd(), limits::request_bytes);
  Progress progress(lang, tr(lang, "запросов", "requests"), input.size());
  const bool quiet = ::isatty(STDOUT_FILENO) == 1;  // the answers themselves are the progress then
  std::uint64_t done = 0;
  bool bad = false;
  RequestBatch batch;
  while (const auto line = lines.next()) {
    read_line(*line, claims, batch);
    // Answers are not held back while the next request is still to be typed or sent.
    if (lines.ready() && batch.lines.size() < batch_size) continue;
    done += batch.lines.size();
    for (const AskedLine& asked : batch.lines) bad = bad || asked.fault;
    const std::uint64_t first = batch.lines.empty() ? line->number : batch.lines.front().line;
    const auto unanswered = answer(batch);
    if (!unanswered) {
      progress.clear();
      console.out.flush();
      console.complain(
          fmt::format("{}; {}", explain(lang, unanswered.error(), places.store),
                      trf(lang, "без ответа остались строки с {}", "lines from {} on have no answer", first)));
      return exit_failed;
    }
    bad = bad || *unanswered > 0;
    batch = {};
    console.out.flush();
    if (!quiet) progress.show(lines.bytes_read(), done);
    if (console.out.failed()) return exit_failed;
  }
  progress.clear();
  if (lines.error()) {
    console.complain(explain(lang, *lines.error(), places.file));
    return exit_failed;
  }
  return bad ? exit_bad_rows : exit_done;
}

}  // namespace kto::cli
