// The words of a roster's cells: roles, status, sex, yes and no, consent.
#pragma once

#include "kto/persona.hpp"

namespace kto::roster {

// Each takes one cell (or one word of it) and answers nothing for a word that is not in its table; how an
// unknown word is treated is the row's affair.
std::optional<Role> role_of(std::string_view word);
std::optional<Standing> standing_of(std::string_view word);
std::optional<Sex> sex_of(std::string_view word);
std::optional<bool> activation_of(std::string_view word);
std::optional<Consent> consent_of(std::string_view word);

}  // namespace kto::roster
