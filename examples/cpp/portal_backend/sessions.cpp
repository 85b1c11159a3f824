#include "sessions.hpp"

#include <algorithm>

namespace portal {

namespace {

constexpr std::chrono::minutes to_choose{10};  // what was answered grows stale: a card may be archived meanwhile
constexpr std::chrono::hours signed_in{8};

}  // namespace

bool same_secret(std::string_view a, std::string_view b) {
  const std::string left = kto::fingerprint(a);
  const std::string right = kto::fingerprint(b);
  unsigned differs = 0;
  for (std::size_t i = 0; i < left.size(); ++i) differs |= static_cast<unsigned>(left[i] ^ right[i]);
  return differs == 0;
}

kto::Result<std::string> Sessions::choosing(std::vector<kto::EnterablePersona> choices) {
  return add({std::move(choices), std::nullopt, std::chrono::steady_clock::now() + to_choose});
}

kto::Result<std::string> Sessions::entered(kto::PersonaKey persona) {
  return add({{}, std::move(persona), std::chrono::steady_clock::now() + signed_in});
}

kto::Result<std::string> Sessions::add(Session session) {
  std::array<std::uint8_t, 32> bytes{};
  if (const auto drawn = random_->random(bytes); !drawn) return kto::fail(drawn.error());
  std::string cookie;
  for (const unsigned byte : bytes) {
    cookie += "0123456789abcdef"[byte >> 4U];
    cookie += "0123456789abcdef"[byte & 0xFU];
  }
  const std::lock_guard lock(mutex_);
  std::erase_if(sessions_,
                [now = std::chrono::steady_clock::now()](const auto& old) { return old.second.until <= now; });
  if (sessions_.size() >= limit_) {
    sessions_.erase(std::min_element(sessions_.begin(), sessions_.end(),
                                     [](const auto& a, const auto& b) { return a.second.until < b.second.until; }));
  }
  sessions_.emplace(kto::fingerprint(cookie), std::move(session));
  return cookie;
}

std::optional<Session> Sessions::find(std::string_view cookie) {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(kto::fingerprint(cookie));
  if (found == sessions_.end() || found->second.until <= std::chrono::steady_clock::now()) return std::nullopt;
  return found->second;
}

kto::Result<std::string> Sessions::choose(std::string_view cookie, const kto::PersonaKey& persona) {
  const auto session = find(cookie);
  if (!session) return kto::fail(kto::Errc::not_found);
  const bool offered = std::any_of(session->choices.begin(), session->choices.end(),
                                   [&](const kto::EnterablePersona& choice) { return choice.key == persona; });
  if (!offered) return kto::fail(kto::Errc::bad_value);
  if (!end(cookie)) return kto::fail(kto::Errc::not_found);  // of two choices at once one is too late
  return entered(persona);
}

bool Sessions::end(std::string_view cookie) {
  const std::lock_guard lock(mutex_);
  return sessions_.erase(kto::fingerprint(cookie)) == 1;
}

}  // namespace portal
