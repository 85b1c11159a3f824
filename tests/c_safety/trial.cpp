#include "trial.hpp"

namespace trial {
namespace {

bool quick = false;

std::size_t after(std::size_t nth) noexcept { return quick && nth > 200 ? nth + 17 : nth + 1; }

// The size of a run: growth of what is not freed.
std::int64_t grown_by(Scenario scenario, failing::How how, std::size_t nth, bool& failed) {
  const std::int64_t before = failing::living();
  {
    Run run(how, nth);
    scenario(run);
    CHECK(run.called());
    failed = run.failed();
  }
  return failing::living() - before;
}

void every_allocation(const char* name, Scenario scenario, failing::How how, const char* how_name) {
  constexpr std::size_t most = 200'000;
  constexpr int attempts = 4;
  std::size_t nth = 1;
  for (bool failed = true; failed; nth = after(nth)) {
    const int wrong_before = checks_failed;
    std::int64_t grown = 1;
    for (int attempt = 0; attempt < attempts && grown != 0; ++attempt) {
      grown = grown_by(scenario, how, nth, failed);
    }
    CHECK(grown == 0);
    if (checks_failed != wrong_before) {
      std::fprintf(stderr, "%s, %s: allocation %zu (%lld blocks left)\n", name, how_name, nth,
                   static_cast<long long>(grown));
    }
    NEED(nth < most);
  }
  std::printf("%s, %s: up to allocation %zu\n", name, how_name, nth);
  std::fflush(stdout);
}

}  // namespace

void be_quick() noexcept { quick = true; }

std::set<std::string>& covered() {
  static auto* const names = new std::set<std::string>();
  return *names;
}

void every_allocation(const char* name, Scenario scenario) {
  every_allocation(name, scenario, failing::How::once, "alone");
  every_allocation(name, scenario, failing::How::from_then_on, "with all that follow");
}

}  // namespace trial
