// Step 6 in small: a source, a ledger, a person who asks, and the administrator's face in short.
#pragma once

#include "fakes.hpp"

namespace world {

using namespace kto;
using fakes::date;
using fakes::key;

constexpr const char* number = "112-233-445 95";
inline Fio pyotr() { return fakes::fio("Соловьёв", "Пётр", "Семёнович"); }
inline Request adult() { return fakes::confirmed(pyotr(), number); }

inline Request child(const char* born = nullptr) {
  Request out = adult();
  out.identity.account = Account::child;
  if (born != nullptr) out.identity.birth_date = date(born);
  return out;
}

// "reason:id:id reason …"
inline std::string reasons(const Outcome& outcome) {
  std::string out;
  for (const Finding& finding : outcome.findings) {
    out += (out.empty() ? "" : " ") + std::string(name_of(finding.reason));
    for (const auto& its_key : finding.personas) out += ":" + its_key.id.str();
  }
  return out;
}

struct World {
  fakes::Source source{};
  fakes::Records records{};
  ResolveOptions options = fakes::options();

  Persona& add(const char* id, Fio name, const char* its_number = number, Role role = Role::parent) {
    source.people.push_back(fakes::persona(key(id), std::move(name), its_number, role));
    return source.people.back();
  }
  Outcome ask(const Request& request) const { return fakes::resolve(source, &records, options, request); }
  std::string verdict(const Request& request) const { return std::string(name_of(ask(request).verdict)); }
};

}  // namespace world
