// Every function of the C face when memory runs out. Arguments: kto.map; `quick` leaves most places of long calls out.
#include <fstream>
#include <iterator>
#include <regex>

#include "trial.hpp"

namespace {

// The list is the library's own: whoever adds a function adds a scenario.
void compare_with_map(const std::string& path) {
  std::ifstream in(path);
  const std::string map{std::istreambuf_iterator<char>(in), {}};
  const std::regex line(R"(\n\s+(kto_[a-z_]+);)");
  std::set<std::string> exported;
  for (std::sregex_iterator at(map.begin(), map.end(), line), end; at != end; ++at) exported.insert((*at)[1]);
  CHECK(exported.size() > 80);
  for (const auto& name : exported) {
    ++checks_done;
    if (trial::covered().contains(name)) continue;
    ++checks_failed;
    std::fprintf(stderr, "%s: no scenario calls it when memory runs out\n", name.c_str());
  }
  for (const auto& name : trial::covered()) CHECK(exported.contains(name));
}

}  // namespace

int main(int argc, char** argv) {
  NEED(argc == 2 || (argc == 3 && std::string(argv[2]) == "quick"));
  if (argc == 3) trial::be_quick();
  NEED(failing::give_to_sqlite());
  NEED(kto_start(nullptr) == KTO_OK);
  memory_of_values();
  memory_of_seams();
  memory_of_imports();
  memory_of_stores();
  compare_with_map(argv[1]);
  std::printf("%d checks, %d failed\n", checks_done, checks_failed);
  return checks_failed == 0 ? 0 : 1;
}
