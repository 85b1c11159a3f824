#include "esia/scopes.hpp"

#include <algorithm>

namespace kto::esia {
namespace {

// Calls `each` with every piece between the separators; empty pieces too.
template <class Each>
void split(std::string_view text, std::string_view separators, Each each) {
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find_first_of(separators, begin);
    each(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return;
    begin = end + 1;
  }
}

void read_query(std::string_view query, Scopes& scopes) {
  split(query, "&", [&](std::string_view pair) {
    const std::size_t equals = pair.find('=');
    if (pair.substr(0, equals) != "oid") return;
    const auto oid = Oid::parse(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1));
    if (!oid) {
      scopes.oid_bad = true;
    } else if (scopes.oids.empty() || (scopes.oids.size() == 1 && scopes.oids[0] != *oid)) {
      // Two different ones contradict each other already; more are not kept.
      scopes.oids.push_back(*oid);
    }
  });
}

}  // namespace

Scopes read_scopes(std::string_view scope) {
  Scopes scopes;
  split(scope, " \t\r\n", [&](std::string_view word) {
    const std::size_t question = word.find('?');
    const std::string_view name = word.substr(0, question);
    scopes.rights.fullname = scopes.rights.fullname || name == "fullname";
    scopes.rights.snils = scopes.rights.snils || name == "snils";
    if (question != std::string_view::npos) read_query(word.substr(question + 1), scopes);
  });
  return scopes;
}

}  // namespace kto::esia
