// What the tests ask of the start: no type of Boost's here, so that tests need none.
#pragma once

#include <string_view>

#include "kto/text.hpp"

namespace kto::text {

// Would kto work on this back end of Boost.Locale? Error: no_icu.
Result<void> backend_works(std::string_view backend);

// The text with `{0}`…`{9}` replaced, in one pass: an argument that looks like a placeholder stays as it
// is, and so does a placeholder without an argument.
std::string filled(std::string_view pattern, std::span<const std::string> arguments);

}  // namespace kto::text
