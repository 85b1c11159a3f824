// kto-conformance — puts the suites of kto/conformance.hpp to a back end behind the C tables, loaded as a plugin.
// Exit codes: 0 every rule is kept, 1 one is broken, 2 called wrongly or the plugin cannot be used.
#include <dlfcn.h>

#include <algorithm>
#include <cstdio>

#include "../callbacks.hpp"
#include "../ledger_adapter.hpp"
#include "../source_adapter.hpp"
#include "kto/conformance.hpp"

namespace {

using namespace kto;
using namespace kto::c;

constexpr int exit_kept = 0;
constexpr int exit_broken = 1;
constexpr int exit_usage = 2;

int complain(const std::string& what) {
  std::fprintf(stderr, "kto-conformance: %s\n", what.c_str());
  return exit_usage;
}

int usage() {
  std::fputs(
      "usage: kto-conformance source PLUGIN.so [ARGUMENT]   the suite of kto_source_ops\n"
      "       kto-conformance ledger PLUGIN.so [ARGUMENT]   the suite of kto_ledger_ops; writes into the ledger\n"
      "       kto-conformance roster                        the personas that the source must hold, as CSV\n"
      "A plugin exports kto_plugin_source or kto_plugin_ledger (kto/kto_unstable.h).\n",
      stderr);
  return exit_usage;
}

// One line a rule; the faults of a rule below it.
int tell(Seam seam, const std::vector<ConformanceFault>& faults) {
  for (const ConformanceRule& rule : conformance_rules()) {
    if (rule.seam != seam) continue;
    const auto breaks = [&](const ConformanceFault& fault) { return fault.rule == rule.name; };
    const bool kept = std::none_of(faults.begin(), faults.end(), breaks);
    std::printf("%-6s %-32s %s\n", kept ? "kept" : "BROKEN", std::string(rule.name).c_str(),
                std::string(rule.text).c_str());
    for (const ConformanceFault& fault : faults) {
      if (breaks(fault)) std::printf("       - %s\n", fault.what.c_str());
    }
  }
  return std::fflush(stdout) != 0 ? exit_usage : faults.empty() ? exit_kept : exit_broken;
}

// The adapter over what the plugin's function hands out; kept loaded until the program ends.
template <class Adapter, class Ops, class Self>
Result<std::shared_ptr<Adapter>> load(void* plugin, const char* name, std::string_view argument) {
  using Function = kto_status (*)(kto_text, const Ops**, Self**);
  const auto function = reinterpret_cast<Function>(::dlsym(plugin, name));
  if (function == nullptr) return fail(Errc::not_found, name);
  const Ops* ops = nullptr;
  Self* self = nullptr;
  KTO_TRY(call_for_status([&](std::int64_t*) { return function(text_out(argument), &ops, &self); }));
  auto adapter = Adapter::make(ops, self);
  if (adapter) (*adapter)->adopt();
  return adapter;
}

int check(const std::string& seam, const char* path, std::string_view argument) {
  void* plugin = ::dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (plugin == nullptr) return complain(::dlerror());
  if (seam == "source") {
    const auto source = load<CallbackSource, kto_source_ops, kto_source_self>(plugin, "kto_plugin_source", argument);
    return source ? tell(Seam::source, check_source(**source)) : complain(describe(source.error()));
  }
  const auto ledger = load<CallbackLedger, kto_ledger_ops, kto_ledger_self>(plugin, "kto_plugin_ledger", argument);
  return ledger ? tell(Seam::ledger, check_ledger(**ledger)) : complain(describe(ledger.error()));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string act = argc > 1 ? argv[1] : "";
  try {
    if (act == "roster" && argc == 2) {
      const std::string_view roster = conformance_roster();
      const bool written = std::fwrite(roster.data(), 1, roster.size(), stdout) == roster.size();
      return written && std::fflush(stdout) == 0 ? exit_kept : complain("the roster cannot be written");
    }
    if ((act != "source" && act != "ledger") || argc < 3 || argc > 4) return usage();
    return check(act, argv[2], argc == 4 ? argv[3] : "");
  } catch (const std::exception&) {
    return complain("memory ran out or the text library cannot be used");
  }
}
