// src/cli/request_lines.hpp — lines of sign-in requests, answered in batches as they arrive.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "cli/console.hpp"
#include "cli/lines.hpp"
#include "kto/esia.hpp"

namespace kto::cli {

// What became of one line.
struct AskedLine {
  std::uint64_t line;
  std::size_t place = 0;         // of the request in the batch
  std::optional<Error> fault{};  // why it is none
};

struct RequestBatch {
  std::vector<AskedLine> lines{};
  std::vector<Request> requests{};
};

// Where requests come from and are answered from, as the user named them.
struct RequestPlaces {
  std::string file;
  std::string store;
};

// Prints the answers of a batch; how many requests could not be answered, or the error of a store that failed.
using AnswerBatch = std::function<Result<std::size_t>(const RequestBatch& batch)>;

// Reads to the end; answers are not held back. The exit code, failures told.
int answer_requests(Console& console, const Input& input, const RequestPlaces& places, Claims claims,
                    const AnswerBatch& answer);

// The answer to a line that is no request: a JSON object, or for people.
void tell_fault(Console& console, std::uint64_t line, const Error& error, bool table);

}  // namespace kto::cli
