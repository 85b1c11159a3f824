// src/cli/suggest_print.hpp — the suggestions for one request as a JSON line or as lines for people.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "kto/suggest.hpp"

namespace kto::cli {

std::string suggestions_as_json(Lang lang, const Request& request, const std::vector<Suggestion>& suggestions);
std::string suggestions_for_people(Lang lang, std::uint64_t line, const Request& request,
                                   const std::vector<Suggestion>& suggestions);

// A request that says no region where one is needed: {"request_id","error":{"code","offset"}}.
std::string unanswered_as_json(const Request& request, const Error& error);

}  // namespace kto::cli
