// The scopes of the access token: `openid snils?oid=1000299681 fullname?oid=1000299681`.
#pragma once

#include <string_view>
#include <vector>

#include "kto/esia.hpp"

namespace kto::esia {

struct Scopes {
  Rights rights{};
  bool oid_bad = false;     // some `oid=` is no OID
  std::vector<Oid> oids{};  // the good ones, without repetition; at most two, which contradict each other
};

// Words between blanks, each cut at its first `?`; of the query only `oid` is looked at, and nothing is
// unescaped: an OID that is written in any other way is no OID.
Scopes read_scopes(std::string_view scope);

}  // namespace kto::esia
