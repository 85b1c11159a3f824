// bindings/c/persona_row.hpp — a row that a source hands out → a checked persona.
#pragma once

#include "values.hpp"

namespace kto::c {

// Errors name the member, and never what stands in it.
Result<Persona> persona_in(const kto_persona* row);

}  // namespace kto::c
