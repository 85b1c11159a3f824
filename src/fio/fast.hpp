// Fio::parse and Fio::from_parts for plain names (plain_text.hpp): letter by letter through a table, with
// no call of ICU. What comes out is, field by field, what the reference makes of the same text.
#pragma once

#include <optional>

#include "kto/fio.hpp"

namespace kto::fio::fast {

// Nothing: not plain, or in error. The reference decides.
std::optional<Fio> parse(std::string_view line);
std::optional<Fio> from_parts(std::string_view surname, std::string_view given, std::string_view patronymic);
// The match form of one part, given for itself.
std::optional<std::string> match_form(std::string_view given, Part part);

}  // namespace kto::fio::fast
