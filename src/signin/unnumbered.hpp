// Personas without a usable number, by name: the administrator is told that the person is there and only
// the number is missing. For reasons only: a name alone signs nobody in.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "kto/persona.hpp"

namespace kto::signin {

class Unnumbered {
 public:
  struct Row {
    PersonaKey key;
    Fio name;
    bool number_written;  // something stands in the cell, and it is no number
  };

  // Archived personas count as not found and are left out.
  void add(const Persona& persona);
  // Those whose name is graded `equivalent` or better.
  std::vector<const Row*> named(const Fio& name) const;

 private:
  std::vector<Row> rows_{};
  std::unordered_multimap<std::string, std::size_t> by_key_{};
};

}  // namespace kto::signin
