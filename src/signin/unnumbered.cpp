#include "unnumbered.hpp"

#include <algorithm>

namespace kto::signin {
namespace {

// Match keys agree between names of one form; ESIA's come in parts, a roster's perhaps as a line, and a
// line may be read in two orders. So everything is filed and sought by the keys of its parts.
std::vector<std::string> keys_of(const Fio& name) {
  std::vector<std::string> keys;
  const auto add = [&](const std::string& surname, const std::string& given) {
    const auto parts = Fio::from_parts(surname, given, name.parts().patronymic);
    if (parts) keys.push_back(parts->match_key());
  };
  add(name.parts().surname, name.parts().given);
  if (!name.order_certain()) add(name.parts().given, name.parts().surname);
  return keys;
}

}  // namespace

void Unnumbered::add(const Persona& persona) {
  if (persona.archived()) return;
  rows_.push_back({persona.key, persona.name, !persona.number.text.empty()});
  for (auto& key : keys_of(persona.name)) by_key_.emplace(std::move(key), rows_.size() - 1);
}

std::vector<const Unnumbered::Row*> Unnumbered::named(const Fio& name) const {
  std::vector<std::size_t> found;
  for (const std::string& key : keys_of(name)) {
    const auto [begin, end] = by_key_.equal_range(key);
    for (auto row = begin; row != end; ++row) found.push_back(row->second);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<const Row*> out;
  for (const std::size_t row : found)
    if (grade(name, rows_[row].name) >= Grade::equivalent) out.push_back(&rows_[row]);
  return out;
}

}  // namespace kto::signin
