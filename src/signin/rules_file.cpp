#include "kto/signin.hpp"

namespace kto {

// Everything that is there, but one byte more than a rules file may have at most.
Result<std::string> read_rules_text(const std::string& path) {
  const auto source = bytes_of_file(path);
  if (!source) return fail(source.error());
  std::string text(limits::rules_bytes + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const auto n = (*source)(std::span<char>(text).subspan(size));
    if (!n) return fail(n.error());
    if (*n == 0) break;
    size += *n;
  }
  text.resize(size);
  if (size > limits::rules_bytes) return fail(Errc::too_long);
  return text;
}

}  // namespace kto
