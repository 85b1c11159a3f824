// The door of the room: what a text must be before anything looks at it.
#pragma once

#include <string>
#include <string_view>

#include "kto/fio.hpp"

namespace kto::fio {

// Checked text: UTF-8 of at most `most` code points without forbidden controls. Checks that cost
// nothing come first: a text of a megabyte is refused before it is decoded.
Result<std::u32string> check_text(std::string_view bytes, std::size_t most);

// Bytes before each code point, and after the last.
std::vector<std::size_t> byte_offsets(std::u32string_view text);

}  // namespace kto::fio
