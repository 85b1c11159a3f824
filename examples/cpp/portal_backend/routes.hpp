// routes.hpp — which address answers what. kto decides; nothing here signs anybody in by itself.
//
//   POST /signin         the portal's ESIA client → a sign-in request; the answer for the person
//   GET  /choose         the browser → the personas of its session, a page or JSON by Accept
//   POST /choose         the browser → enters one of them (form fields region, organisation, id)
//   GET  /me             the browser → the persona it has entered
//   POST /signout        the browser
//   POST /admin/explain  the administrator's tool → the same request, answered with its reasons
//   GET  /health         the watchdog
//
// Statuses: 200 answered, whatever the verdict · 400 no request · 401 no session, no token · 403 none of your
// personas · 411, 413, 415 a body that is not read · 503 the store failed, ask again later.
#pragma once

#include <httplib.h>

#include "sessions.hpp"

namespace portal {

struct Portal {
  const kto::Store& store;
  const kto::Resolver& resolver;   // one for all threads
  const kto::Resolver& explainer;  // looks further for the reason of a miss, which takes longer
  Sessions& sessions;
  std::string client_token{};  // of the ESIA client
  std::string admin_token{};   // empty: nobody is an administrator
};

// `portal` must live as long as the server.
void add_routes(httplib::Server& server, Portal& portal);

}  // namespace portal
