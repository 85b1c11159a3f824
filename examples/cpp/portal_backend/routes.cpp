#include "routes.hpp"

#include <cstdio>

#include "pages.hpp"

namespace portal {

namespace {

using httplib::Request;
using httplib::Response;

constexpr std::size_t body_limit = 64 * 1024;  // a request of ESIA's has a few KiB
constexpr const char* json_type = "application/json; charset=utf-8";
constexpr const char* html_type = "text/html; charset=utf-8";
// The prefix makes browsers insist on Secure, on Path=/ and on this very host.
constexpr std::string_view cookie_name = "__Host-portal";

void answer(Response& response, int status, const std::string& json) {
  response.status = status;
  response.set_content(json, json_type);
}

void refuse(Response& response, int status, std::string_view code) { answer(response, status, error_json(code)); }

// The store failed: nothing was decided. The code says which way; the log gets the back end's number as well.
void store_failed(Response& response, const kto::Error& error) {
  std::fprintf(stderr, "{\"event\":\"store_failed\",\"code\":\"%s\",\"backend\":%lld}\n",
               std::string(name_of(error.code)).c_str(), static_cast<long long>(error.backend));
  response.set_header("Retry-After", "5");
  refuse(response, 503, name_of(error.code));
}

bool wants_html(const Request& request) {
  return request.get_header_value("Accept").find("text/html") != std::string::npos;
}

void answer(const Request& request, Response& response, const std::string& html, const std::string& json) {
  wants_html(request) ? response.set_content(html, html_type) : response.set_content(json, json_type);
}

std::string cookie_of(const Request& request) {
  const std::string all = "; " + request.get_header_value("Cookie");
  const std::string name = "; " + std::string(cookie_name) + "=";
  const auto start = all.find(name);
  if (start == std::string::npos) return {};
  const auto value = start + name.size();
  return all.substr(value, all.find(';', value) - value);
}

void set_cookie(Response& response, const std::string& value, std::string_view more = {}) {
  response.set_header("Set-Cookie", std::string(cookie_name) + "=" + value +
                                        "; Path=/; Secure; HttpOnly; SameSite=Lax" + std::string(more));
}

bool has_token(const Request& request, const std::string& token) {
  return !token.empty() && same_secret(request.get_header_value("Authorization"), "Bearer " + token);
}

// Before a body is read: who may send one here, and how much. True: the answer is ready.
bool turned_away(const Portal& portal, const Request& request, Response& response) {
  const auto no = [&](int status, std::string_view code) { return refuse(response, status, code), true; };
  if (request.path.starts_with("/admin/") && !has_token(request, portal.admin_token)) return no(401, "no_token");
  if (request.path == "/signin" && !has_token(request, portal.client_token)) return no(401, "no_token");
  if (request.method == "GET" || request.method == "HEAD") return false;
  // The cookie is SameSite already; a browser that says where a form comes from is believed, too.
  const std::string site = request.get_header_value("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none") return no(403, "foreign_site");
  // Bodies of unknown or packed size are not read at all.
  if (request.has_header("Content-Encoding")) return no(415, "content_encoding");
  if (request.has_header("Transfer-Encoding") || !request.has_header("Content-Length")) return no(411, "no_length");
  const std::string length = request.get_header_value("Content-Length");
  if (length.empty() || length.size() > 18 || length.find_first_not_of("0123456789") != std::string::npos) {
    return no(400, "bad_length");
  }
  if (std::stoull(length) > body_limit) return no(413, "too_long");
  return false;
}

// The one place where claims become "verified".
//
// A PORTAL VERIFIES BEFORE THIS: its ESIA client has exchanged the code of the callback for tokens, checked state and
// nonce, the id_token's signature against ESIA's certificate, issuer, audience and times, and has read the person's
// data over its own connection to ESIA. Only that client holds the token of this route. Claims that came through a
// browser are never verified, whatever they say.
kto::Result<kto::Request> verified_request(const Request& request) {
  return kto::read_request(request.body, kto::Claims::verified);
}

// A request that is none: 400, and the place of the fault, never its text.
void unreadable(Response& response, const kto::Error& error) {
  answer(response, 400, error_json(name_of(error.code), error.offset));
}

void sign_in(Portal& portal, const Request& http, Response& response) {
  const auto request = verified_request(http);
  if (!request) return unreadable(response, request.error());
  const auto outcome = portal.resolver.resolve(*request);
  if (!outcome) return store_failed(response, outcome.error());
  std::fprintf(stderr, "%s\n", log_line(*outcome).c_str());

  // Whoever sat at this browser before has left; only these two verdicts open a session.
  portal.sessions.end(cookie_of(http));
  if (outcome->verdict == kto::Verdict::sign_in || outcome->verdict == kto::Verdict::choose) {
    const auto cookie = outcome->verdict == kto::Verdict::sign_in ? portal.sessions.entered(outcome->personas.at(0).key)
                                                                  : portal.sessions.choosing(outcome->personas);
    if (!cookie) return store_failed(response, cookie.error());
    set_cookie(response, *cookie);  // the ESIA client passes it on to the browser
  }
  const bool choose = outcome->verdict == kto::Verdict::choose;
  answer(http, response, choose ? chooser_page(outcome->personas) : outcome_page(*outcome),
         outcome_json(*outcome, request->request_id, kto::Lang::ru, false));
}

void list_choices(Portal& portal, const Request& http, Response& response) {
  const auto session = portal.sessions.find(cookie_of(http));
  if (!session) return refuse(response, 401, "no_session");
  answer(http, response, chooser_page(session->choices), choices_json(session->choices));
}

void choose(Portal& portal, const Request& http, Response& response) {
  const std::string old = cookie_of(http);
  if (!portal.sessions.find(old)) return refuse(response, 401, "no_session");
  const auto region = kto::Region::parse(http.get_param_value("region"));
  if (!region) return refuse(response, 403, "not_offered");
  const kto::PersonaKey persona{*region, kto::OrganisationId(http.get_param_value("organisation")),
                                kto::PersonaId(http.get_param_value("id"))};
  const auto cookie = portal.sessions.choose(old, persona);
  if (!cookie) {
    if (cookie.error().code == kto::Errc::bad_value) return refuse(response, 403, "not_offered");
    if (cookie.error().code == kto::Errc::not_found) return refuse(response, 401, "no_session");
    return store_failed(response, cookie.error());
  }
  set_cookie(response, *cookie);
  if (wants_html(http)) return response.set_redirect("/me", 303);
  answer(response, 200, entered_json(persona));
}

void who_am_i(Portal& portal, const Request& http, Response& response) {
  const auto session = portal.sessions.find(cookie_of(http));
  if (!session || !session->entered) return refuse(response, 401, "no_session");
  answer(http, response, entered_page(*session->entered), entered_json(*session->entered));
}

void sign_out(Portal& portal, const Request& http, Response& response) {
  portal.sessions.end(cookie_of(http));
  set_cookie(response, "", "; Max-Age=0");
  response.status = 204;
}

void explain(Portal& portal, const Request& http, Response& response) {
  const auto request = verified_request(http);
  if (!request) return unreadable(response, request.error());
  const auto outcome = portal.explainer.resolve(*request);
  if (!outcome) return store_failed(response, outcome.error());
  // With the reasons, which speak of other people's records: the person must never see this.
  answer(response, 200, outcome_json(*outcome, request->request_id, kto::Lang::ru, true));
}

void health(Portal& portal, Response& response) {
  const auto info = portal.store.info();
  if (!info) return store_failed(response, info.error());
  answer(response, 200, "{\"status\":\"ok\",\"kto\":\"" + std::string(kto::version()) + "\"}");
}

}  // namespace

void add_routes(httplib::Server& server, Portal& portal) {
  server.set_default_headers(
      {{"Cache-Control", "no-store"},
       {"Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
       {"Referrer-Policy", "no-referrer"},
       {"X-Content-Type-Options", "nosniff"},
       {"X-Frame-Options", "DENY"}});
  server.set_payload_max_length(body_limit);
  server.set_pre_routing_handler([&portal](const Request& request, Response& response) {
    using Done = httplib::Server::HandlerResponse;
    return turned_away(portal, request, response) ? Done::Handled : Done::Unhandled;
  });
  const auto to = [&portal](auto handler) {
    return [&portal, handler](const Request& request, Response& response) { handler(portal, request, response); };
  };
  server.Post("/signin", to(sign_in));
  server.Get("/choose", to(list_choices));
  server.Post("/choose", to(choose));
  server.Get("/me", to(who_am_i));
  server.Post("/signout", to(sign_out));
  server.Post("/admin/explain", to(explain));
  server.Get("/health", [&portal](const Request&, Response& response) { health(portal, response); });

  server.set_error_handler([](const Request&, Response& response) {
    if (response.body.empty()) refuse(response, response.status, response.status == 404 ? "not_found" : "http");
  });
  server.set_exception_handler([](const Request&, Response& response, const std::exception_ptr&) {
    std::fputs("{\"event\":\"internal\"}\n", stderr);  // what() may repeat the input
    refuse(response, 500, "internal");
  });
}

}  // namespace portal
