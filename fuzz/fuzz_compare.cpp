// Two names, cut at the first TAB or NUL, and a third made of both: comparing is symmetric, keys and
// grades agree, `equal` and `equivalent` are transitive.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "name_laws.hpp"

namespace {

void hold(const std::string& broken) {
  if (broken.empty()) return;
  std::fprintf(stderr, "broken law: %s\n", broken.c_str());
  std::abort();
}

// The first word goes to the end: the order of words turned round.
std::string turned(std::string_view line) {
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos) return std::string(line);
  return std::string(line.substr(blank + 1)) + ' ' + std::string(line.substr(0, blank));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto cut = std::min(input.find_first_of(std::string_view("\t\0", 2)), size);
  const auto a = input.substr(0, cut);
  const auto b = cut < size ? input.substr(cut + 1) : std::string_view();
  (void)kto::compare(a, b);

  std::vector<kto::Fio> lines;
  std::vector<kto::Fio> parts;
  std::string blanks_for_hyphens(b);
  std::replace(blanks_for_hyphens.begin(), blanks_for_hyphens.end(), '-', ' ');
  for (const auto& line : {std::string(a), std::string(b), turned(a), blanks_for_hyphens}) {
    auto name = kto::Fio::parse(line);
    if (!name) continue;
    const auto folded = name->folded();
    lines.push_back(*name);
    if (parts.size() >= 4) continue;  // of the two names as they came
    if (auto made = kto::Fio::from_parts(folded.surname, folded.given, folded.patronymic)) parts.push_back(*made);
    const auto given = name->parts();
    if (auto made = kto::Fio::from_parts(given.surname, given.given, given.patronymic)) parts.push_back(*made);
  }
  hold(kto::laws::all_names(lines));
  hold(kto::laws::all_names(parts));
  for (const auto& line : lines) {
    for (const auto& name : parts) hold(kto::laws::two_names(line, name, false));
  }
  return 0;
}
