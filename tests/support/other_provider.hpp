// A cryptographic provider that is not the built-in one: it counts, it can break, and nothing it makes
// is what libsodium would make. For tests only; it hides nothing.
#pragma once

#include <atomic>

#include "kto/seal.hpp"

namespace kto::test {

class OtherProvider final : public CryptoProvider {
 public:
  mutable std::atomic<int> derived{0};
  mutable std::atomic<int> macs{0};
  mutable std::atomic<int> seals{0};
  mutable std::atomic<int> opens{0};
  std::atomic<bool> broken{false};

  std::string_view name() const noexcept override { return "test/1"; }

  Result<std::array<std::uint8_t, 32>> mac(const Secret& key, std::span<const std::uint8_t> data) const override {
    if (broken) return fail(Errc::crypto_failed);
    ++macs;
    return real_->mac(key, changed(data));
  }
  Result<Secret> derive(const Secret& secret, std::string_view purpose) const override {
    if (broken) return fail(Errc::crypto_failed);
    ++derived;
    return real_->derive(secret, "other " + std::string(purpose));
  }
  Result<std::vector<std::uint8_t>> seal(const Secret& key, std::span<const std::uint8_t> associated,
                                         std::span<const std::uint8_t> plain) const override {
    if (broken) return fail(Errc::crypto_failed);
    ++seals;
    return real_->seal(key, changed(associated), plain);
  }
  Result<std::vector<std::uint8_t>> open(const Secret& key, std::span<const std::uint8_t> associated,
                                         std::span<const std::uint8_t> sealed) const override {
    if (broken) return fail(Errc::crypto_failed);
    ++opens;
    return real_->open(key, changed(associated), sealed);
  }
  Result<void> random(std::span<std::uint8_t> out) const override { return real_->random(out); }

 private:
  static std::vector<std::uint8_t> changed(std::span<const std::uint8_t> data) {
    std::vector<std::uint8_t> out(data.begin(), data.end());
    out.push_back(0x5A);
    return out;
  }
  std::shared_ptr<const CryptoProvider> real_ = sodium_provider();
};

}  // namespace kto::test
