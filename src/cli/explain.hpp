// src/cli/explain.hpp — an Error as one line for people: what, where, and what to do. Holds nothing of
// the data; names of files are the caller's own words.
#pragma once

#include <string>
#include <string_view>

#include "cli/console.hpp"

namespace kto::cli {

// «FILE:12: незакрытая кавычка (столбец …) [unterminated_quote]; закройте её …». `place`: a file or a
// store as the user named it; may be empty.
std::string explain(Lang lang, const Error& error, std::string_view place);

// The same without what to do: for lines of input, where the remedies for stores and rosters mislead.
std::string place_and_fault(Lang lang, const Error& error, std::string_view place);

}  // namespace kto::cli
