// src/cli/outcome_print.hpp — one answer as a JSON line or as lines for people, with or without the
// administrator's face.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "kto/signin.hpp"

namespace kto::cli {

struct Face {
  Lang lang = Lang::ru;
  bool admin = false;  // without it nothing of the administrator's face may show
};
std::string outcome_as_json(const Face& face, const Request& request, const Outcome& outcome);
// The first column of an answer for people: the request's own id, else its line; and the answer, whose
// first line has that column so wide.
std::string id_for_people(Lang lang, std::uint64_t line, const Request& request);
std::string outcome_for_people(const Face& face, std::string_view id, std::size_t columns, const Outcome& outcome);

// A line that is no request: {"request_id":null,"error":{"code","offset"}}.
std::string broken_as_json(const Error& error);

}  // namespace kto::cli
