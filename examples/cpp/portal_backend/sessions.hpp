// sessions.hpp — who has signed in, and who may still choose. In memory: a portal has sessions of its own.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kto/kto.hpp"

namespace portal {

// Compares secrets in a time that tells nothing about where they differ.
bool same_secret(std::string_view a, std::string_view b);

struct Session {
  // The personas of the answer, and no others: only these may be entered by this session.
  std::vector<kto::EnterablePersona> choices{};
  std::optional<kto::PersonaKey> entered{};
  std::chrono::steady_clock::time_point until{};
};

// Threads: any. Beyond `limit` sessions the one that ends first goes.
class Sessions {
 public:
  explicit Sessions(std::size_t limit) : limit_(limit) {}

  // A new session that may choose among `choices`, or has entered; gives the secret for the cookie.
  kto::Result<std::string> choosing(std::vector<kto::EnterablePersona> choices);
  kto::Result<std::string> entered(kto::PersonaKey persona);

  std::optional<Session> find(std::string_view cookie);
  // Enters one of the session's choices: its old cookie is worth nothing afterwards, the result is the new one.
  // Errors: not_found (no such session), bad_value (none of this session's choices).
  kto::Result<std::string> choose(std::string_view cookie, const kto::PersonaKey& persona);
  bool end(std::string_view cookie);  // false: there was none

 private:
  kto::Result<std::string> add(Session session);

  std::size_t limit_;
  std::shared_ptr<const kto::CryptoProvider> random_ = kto::sodium_provider();
  std::mutex mutex_{};
  // By the fingerprint of the cookie: whoever reads this memory or times a look-up cannot enter with it.
  std::map<std::string, Session, std::less<>> sessions_{};
};

}  // namespace portal
