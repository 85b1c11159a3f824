// Arbitrary bytes as a line and, cut at TABs, as three parts: no crash, notes point into the input,
// folding is idempotent, the display form is the same name.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "name_laws.hpp"

namespace {

void hold(const std::string& broken) {
  if (broken.empty()) return;
  std::fprintf(stderr, "broken law: %s\n", broken.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  hold(kto::laws::of_line(input));
  const auto first = std::min(input.find('\t'), size);
  const auto second = std::min(input.find('\t', std::min(first + 1, size)), size);
  const auto piece = [&](std::size_t from, std::size_t to) {
    return std::string(from < to ? input.substr(from, to - from) : std::string_view());
  };
  const kto::NameParts parts{piece(0, first), piece(first + 1, second), piece(second + 1, size)};
  hold(kto::laws::of_parts(parts));

  const auto line = kto::Fio::parse(input);
  const auto name = kto::Fio::from_parts(parts.surname, parts.given, parts.patronymic);
  if (line && name) hold(kto::laws::two_names(*line, *name, false));
  return 0;
}
