// src/cli/import_options.hpp — the words of `kto import` turned into ImportOptions.
#pragma once

#include <string>
#include <vector>

#include "cli/store_access.hpp"

namespace kto::cli {

struct ImportArguments {
  StoreArguments store{};
  std::string region{};
  std::string organisation{};
  std::string match_by{"id"};
  std::string issuer{};  // empty = production for a new store, any for one that is there
  std::string encoding{};
  std::string separator{};
  std::string format{};
  std::vector<std::string> columns{};  // FIELD=HEADING or FIELD=N
  std::vector<std::string> files{};
  bool full = false;
  bool yes = false;
  bool dry_run = false;
  bool require_consent = false;
  bool unsealed = false;
  bool json = false;
};

// Adds the options to the command line.
void add_import_options(CLI::App& app, Lang lang, ImportArguments& arguments);
// The checked options; nothing when the call is wrong, which has then been told.
std::optional<ImportOptions> import_options(const Console& console, const ImportArguments& arguments);
std::optional<Issuer> issuer_by_name(std::string_view name);

}  // namespace kto::cli
