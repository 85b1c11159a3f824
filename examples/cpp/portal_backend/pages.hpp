// pages.hpp — what kto::outcome_json does not say: choices, errors and log lines as JSON, and plain pages in Russian.
#pragma once

#include <string>

#include "kto/kto.hpp"

namespace portal {

std::string choices_json(const std::vector<kto::EnterablePersona>& choices);
std::string entered_json(const kto::PersonaKey& persona);
// {"error":{"code":…}}; the offset where one is known. Codes of kto or of this portal, nothing of the input.
std::string error_json(std::string_view code, std::optional<std::uint64_t> offset = {});
// One line for the log: verdict, codes and ids, nothing of the claims and nobody's name or number.
std::string log_line(const kto::Outcome& outcome);

std::string outcome_page(const kto::Outcome& outcome);
std::string chooser_page(const std::vector<kto::EnterablePersona>& choices);
std::string entered_page(const kto::PersonaKey& persona);

}  // namespace portal
