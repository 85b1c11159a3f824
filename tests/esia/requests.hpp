// Requests as the tests write them, and what became of one as a line of text.
#pragma once

#include <string>
#include <string_view>

#include "kto/esia.hpp"

namespace esia_test {

inline std::string text_of(const kto::Identity& identity) {
  using namespace kto;
  std::string out;
  const auto add = [&out](std::string_view word, std::string_view value = {}) {
    if (!out.empty()) out += ' ';
    out += word;
    out += value;
  };
  if (identity.fault) add("fault=", name_of(*identity.fault));
  if (identity.oid) add("oid=", identity.oid->str());
  if (identity.issuer) add("issuer=", name_of(*identity.issuer));
  if (!identity.fault || identity.account != Account::unconfirmed) add(name_of(identity.account));
  if (identity.standard) add("standard");
  if (identity.expected == Expected::child) add("expected=child");
  if (identity.expected == Expected::adult) add("expected=adult");
  if (identity.error) {
    add("error=", identity.error->code ? std::to_string(*identity.error->code) : "none");
    if (identity.error->access_denied) add("denied");
  }
  if (identity.rights)
    add("rights=", std::string(identity.rights->fullname ? "f" : "-") + (identity.rights->snils ? "s" : "-"));
  if (identity.name) {
    const auto& parts = identity.name->parts();
    add("name=", parts.surname + "|" + parts.given + "|" + parts.patronymic);
  }
  if (identity.number) add("snils=", identity.number->canonical());
  if (identity.birth_date) add("born=", identity.birth_date->iso());
  if (identity.sex != Sex::unknown) add("sex=", identity.sex == Sex::male ? "M" : "F");
  return out;
}

inline std::string text_of(const kto::Request& request) {
  std::string out;
  if (request.request_id) out += "id=" + *request.request_id + " ";
  if (request.region) out += "region=" + request.region->str() + " ";
  if (request.region_bad) out += "region_bad ";
  return out + text_of(request.identity);
}

// Or "error=CODE@OFFSET".
inline std::string read(std::string_view json, kto::Claims claims = kto::Claims::verified) {
  const auto request = kto::read_request(json, claims);
  if (request) return text_of(*request);
  const auto& error = request.error();
  return "error=" + std::string(name_of(error.code)) + "@" + (error.offset ? std::to_string(*error.offset) : "?");
}

}  // namespace esia_test
