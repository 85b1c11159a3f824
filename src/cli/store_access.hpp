// src/cli/store_access.hpp — the options --store and --key, and opening with errors that name the remedy.
#pragma once

#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "kto/store.hpp"

namespace kto::cli {

struct StoreArguments {
  std::string uri{};
  std::string key{};  // empty = the variable KTO_KEY_FILE
};
void add_store_options(CLI::App& app, Lang lang, StoreArguments& arguments);

inline bool in_memory(const StoreArguments& arguments) { return arguments.uri == "memory:"; }

// The secret of --key or KTO_KEY_FILE, if either is given. A failure has been told; `exit` is its code.
struct Key {
  std::optional<Secret> secret{};
  int exit = exit_done;
};
Key read_key(const Console& console, const StoreArguments& arguments);

struct Opened {
  std::unique_ptr<Store> store{};  // none: the failure has been told
  int exit = exit_done;
};
// An existing store, for reading. `memory:` is empty.
Opened open_for_reading(const Console& console, const StoreArguments& arguments);

// Tells why a store did not open; returns the exit code.
int tell_open_error(const Console& console, const StoreArguments& arguments, const Error& error);

}  // namespace kto::cli
