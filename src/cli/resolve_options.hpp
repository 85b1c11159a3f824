// src/cli/resolve_options.hpp — the words of `kto resolve` turned into ResolveOptions.
#pragma once

#include <string>

#include "cli/lines.hpp"
#include "cli/store_access.hpp"
#include "kto/signin.hpp"

namespace kto::cli {

struct ResolveArguments {
  StoreArguments store{};
  std::string region{};
  std::string rules{};  // NAME or FILE; empty = by region and date
  std::string at{};
  std::string file{"-"};
  bool admin = false;
  bool table = false;
  bool unverified = false;
};

void add_resolve_options(CLI::App& app, Lang lang, ResolveArguments& arguments);
// Those that every command on requests has: --store, --key, --region, --rules, --at, --table and the file.
void add_request_options(CLI::App& app, Lang lang, ResolveArguments& arguments);

// All that a command on requests works with: what the words say, the file and the store, opened.
struct ResolveSetup {
  ResolveOptions options{};
  std::optional<Input> input{};
  std::unique_ptr<Store> store{};
  int exit = exit_done;  // else the failure has been told, and nothing else is to be used
};
ResolveSetup open_requests(const Console& console, const ResolveArguments& arguments);

}  // namespace kto::cli
