// What the administrator sees: each reason once, in the order of the table, with the personas concerned.
#pragma once

#include <map>
#include <set>

#include "kto/signin.hpp"

namespace kto::signin {

class Findings {
 public:
  void add(Reason reason) { found_[reason]; }
  void add(Reason reason, const PersonaKey& persona) { found_[reason].insert(persona); }

  // Codes grow along the table (a test), so the map's order is the table's.
  std::vector<Finding> list() const {
    std::vector<Finding> out;
    for (const auto& [reason, personas] : found_) out.push_back({reason, {personas.begin(), personas.end()}});
    return out;
  }

 private:
  std::map<Reason, std::set<PersonaKey>> found_{};
};

}  // namespace kto::signin
