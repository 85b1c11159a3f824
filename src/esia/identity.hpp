// What may be believed of a document: everything absent, of a wrong type, repeated or contradictory
// counts against the person.
#pragma once

#include "esia/claims.hpp"
#include "kto/esia.hpp"

namespace kto::esia {

Identity judge(const Document& document, Claims claims);

}  // namespace kto::esia
