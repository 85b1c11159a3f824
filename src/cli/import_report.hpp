// src/cli/import_report.hpp — what an import found and did, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "kto/store.hpp"

namespace kto::cli {

std::string issue_as_json(Lang lang, std::string_view file, const RowIssue& issue);
std::string issue_for_people(Lang lang, std::string_view file, const RowIssue& issue);

struct ImportFacts {
  bool json = false;
  bool dry_run = false;
  bool full = false;
  bool store_made = false;
  bool sealed = false;
  std::string_view store{};  // as the user named it
  const std::vector<std::string>& files;
};
// --full: whom it archives, or would.
void print_preview(Console& console, const ImportFacts& facts, const ImportReport& report);
// --match-by number: the ids that kto gave; then the counts and what each file was.
void print_summary(Console& console, const ImportFacts& facts, const ImportReport& report);

}  // namespace kto::cli
