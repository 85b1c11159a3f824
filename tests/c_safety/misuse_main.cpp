// The C face misused: each case gets its status; nothing crashes, leaks or is thrown across.
#include "misuse.hpp"

int main() {
  NEED(kto_start(nullptr) == KTO_OK);
  misuse_of_handles();
  misuse_of_structs();
  misuse_of_texts();
  misuse_of_numbers();
  misuse_by_sources();
  misuse_by_others();
  misuse_after_fork();
  std::printf("%d checks, %d failed\n", checks_done, checks_failed);
  return checks_failed == 0 ? 0 : 1;
}
