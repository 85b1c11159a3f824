// The keys under which a part of a name is kept in the dictionary: two parts that relate() calls near share
// one, so that whoever looks up the keys of a part finds all that is near to it, and a little more.
#pragma once

#include <string_view>

#include "kto/fio.hpp"

namespace kto::suggest {

using KeyHash = std::uint32_t;

// For one edit and, from eight letters on, for two: what is left when letters are left out, or, for long
// parts, pieces of which two edits leave one whole. For everything else that is near: the form that both
// share. Twice the same key may come. `looking`: for a part of a question; a little wider than for one kept.
void keys_of(std::u32string_view folded, Part part, bool looking, std::vector<KeyHash>& keys);

// The key of this very part.
KeyHash key_of_whole(std::u32string_view folded);

}  // namespace kto::suggest
