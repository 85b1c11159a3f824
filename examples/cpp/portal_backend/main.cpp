// portal_backend — what stands behind a portal's ESIA callback: one store, one resolver, many threads.
//
//   PORTAL_CLIENT_TOKEN=… PORTAL_ADMIN_TOKEN=… portal_backend --store sqlite:school.db --key school.kto-key
//
// It listens on the loopback only: TLS, limits on connections and on slow clients are the reverse proxy's in front.
// To read on: routes.hpp (which address answers what), sessions.hpp, pages.hpp.
#include <httplib.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "routes.hpp"

namespace {

struct Options {
  std::string store{};
  std::string key{};
  std::string rules{};
  std::string region{};
  std::string at{};
  int port = 0;
  unsigned threads = 8;
  std::size_t sessions = 10'000;
};

int fail(const char* what, const kto::Error& error) {
  std::fprintf(stderr, "portal_backend: %s: %s\n", what, describe(error).c_str());
  return 3;
}

// A secret in the environment, not on the command line: everybody on a machine may read those.
std::string secret_of(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? std::string() : std::string(value);
}

kto::Result<std::unique_ptr<kto::Store>> open(const Options& options) {
  kto::OpenOptions how;
  how.read_only = true;  // resolving writes nothing
  if (!options.key.empty()) {
    auto secret = kto::read_key_file(options.key);
    if (!secret) return kto::fail(secret.error());
    how.secret = *secret;
  }
  return kto::open_store(options.store, how);
}

kto::Result<kto::ResolveOptions> resolve_options(const Options& options) {
  kto::ResolveOptions how;
  if (!options.rules.empty()) {
    const kto::RuleSet* rules = kto::builtin_rules_by_name(options.rules);
    if (rules == nullptr) return kto::fail(kto::Errc::not_found, "rules");
    how.rules = *rules;
  }
  if (!options.region.empty()) {
    const auto region = kto::Region::parse(options.region);
    if (!region) return kto::fail(region.error());
    how.region = *region;
  }
  if (!options.at.empty()) {
    const auto date = kto::Date::parse_iso(options.at);
    if (!date) return kto::fail(date.error());
    how.at = *date;
  }
  return how;
}

int serve(const Options& options, portal::Portal& portal) {
  // Blocked before any thread starts, so that one thread alone hears them.
  sigset_t stops;
  sigemptyset(&stops);
  for (const int number : {SIGINT, SIGTERM}) sigaddset(&stops, number);
  pthread_sigmask(SIG_BLOCK, &stops, nullptr);

  httplib::Server server;
  server.new_task_queue = [&options] { return new httplib::ThreadPool(options.threads); };
  server.set_read_timeout(5);
  server.set_write_timeout(5);
  // One request a connection: an answer given before the body was read leaves no bytes that could be taken for the
  // next request, and a stop waits for no idle client.
  server.set_keep_alive_max_count(1);
  // Only this option: by default (SO_REUSEPORT) the library would share the port with whoever listens there already.
  socket_t listening = INVALID_SOCKET;
  server.set_socket_options([&listening](socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    listening = socket;
  });
  add_routes(server, portal);

  const int port = options.port == 0                                ? server.bind_to_any_port("127.0.0.1")
                   : server.bind_to_port("127.0.0.1", options.port) ? options.port
                                                                    : -1;
  // Again, with room for a school's morning: the library lets five wait and turns the sixth away.
  if (port < 0 || ::listen(listening, 1024) != 0) {
    std::fprintf(stderr, "portal_backend: cannot listen on port %d\n", options.port);
    return 3;
  }
  std::printf("listening on 127.0.0.1:%d\n", port);
  std::fflush(stdout);

  std::atomic<bool> ended{false};
  std::thread stopper([&] {
    int number = 0;
    sigwait(&stops, &number);
    // Before it runs, stop() would be lost.
    while (!server.is_running() && !ended) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (!ended) server.stop();
  });
  const bool clean = server.listen_after_bind();  // returns when every request that was taken is answered
  ended = true;
  // If the server ended by itself the stopper still waits. (A signal that comes now is harmless.)
  pthread_kill(stopper.native_handle(), SIGTERM);
  stopper.join();
  std::fputs("{\"event\":\"stopped\"}\n", stderr);
  return clean ? 0 : 3;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("The backend of a portal, on 127.0.0.1");
  app.add_option("--store", options.store, "the store: sqlite:FILE")->required();
  app.add_option("--key", options.key, "the key file of the store");
  app.add_option("--rules", options.rules, "a built-in rule set; else the newest in force");
  app.add_option("--region", options.region, "for requests that state none");
  app.add_option("--at", options.at, "the date of every question, YYYY-MM-DD; else today");
  app.add_option("--port", options.port, "0: choose one and print it")->check(CLI::Range(0, 65535));
  app.add_option("--threads", options.threads)->check(CLI::Range(1, 256));
  app.add_option("--sessions", options.sessions, "how many are kept")->check(CLI::Range(1, 1'000'000));
  CLI11_PARSE(app, argc, argv);

  if (const auto started = kto::text::start(); !started) return fail("the text library", started.error());
  const auto store = open(options);
  if (!store) return fail("the store", store.error());
  auto how = resolve_options(options);
  if (!how) return fail("an option", how.error());
  const kto::Resolver resolver(**store, store->get(), *how);
  how->diagnose = true;
  const kto::Resolver explainer(**store, store->get(), *how);
  portal::Sessions sessions(options.sessions);
  portal::Portal portal{
      **store, resolver, explainer, sessions, secret_of("PORTAL_CLIENT_TOKEN"), secret_of("PORTAL_ADMIN_TOKEN")};
  if (portal.client_token.size() < 32) {
    std::fputs("portal_backend: PORTAL_CLIENT_TOKEN must hold at least 32 characters\n", stderr);
    return 2;
  }
  if (!portal.admin_token.empty() && portal.admin_token.size() < 32) {
    std::fputs("portal_backend: PORTAL_ADMIN_TOKEN must hold at least 32 characters, or nothing\n", stderr);
    return 2;
  }
  return serve(options, portal);
}
