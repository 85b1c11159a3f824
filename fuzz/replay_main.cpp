// Replays a corpus through a fuzz target without libFuzzer: every file of the folders given, and the
// prefixes and one-byte changes of the small ones, so that the plain build sees broken inputs too.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& bytes) {
  // A copy of the exact size, so that a sanitizer sees a read past the end.
  const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) {
    std::fputs("replay: no corpus\n", stderr);
    return 1;
  }
  std::size_t runs = 0;
  run("");
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    run(bytes);
    ++runs;
    if (bytes.size() > 512) continue;
    // At most 32 places a file: a replay is a quick check, the search is libFuzzer's.
    const std::size_t step = bytes.size() / 32 + 1;
    for (std::size_t i = 0; i < bytes.size(); i += step, runs += 3) {
      run(bytes.substr(0, i));
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ 0x80);
      run(changed);
      changed[i] = '"';
      run(changed);
    }
  }
  std::printf("replayed %zu inputs from %zu files\n", runs, files.size());
  return 0;
}
