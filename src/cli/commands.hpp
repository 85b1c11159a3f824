// src/cli/commands.hpp — the subcommands, a file each. Every one adds itself to the command line and
// returns what is to be run.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "cli/console.hpp"

namespace kto::cli {

struct Command {
  CLI::App* app = nullptr;
  std::function<int(Console&)> run{};  // the exit code
};

Command name_command(CLI::App& root, Lang lang);
Command compare_command(CLI::App& root, Lang lang);
Command snils_command(CLI::App& root, Lang lang);
Command key_command(CLI::App& root, Lang lang);
Command import_command(CLI::App& root, Lang lang);
Command resolve_command(CLI::App& root, Lang lang);
Command suggest_command(CLI::App& root, Lang lang);
Command check_command(CLI::App& root, Lang lang);

// The whole command; `kto` and `python -m kto` are this. Changes what SIGPIPE and SIGXFSZ do in the process and
// stands in for standard streams that are closed.
int command(int argc, char** argv);

// A subcommand with its description and its examples (each a line as it is typed).
CLI::App* add_command(CLI::App& root, Lang lang, const std::string& name, std::string_view what,
                      std::string_view examples);

}  // namespace kto::cli
