// bindings/c/crypto.hpp — a cryptographic provider over a table of functions.
#pragma once

#include <memory>

#include "kto/seal.hpp"
#include "values.hpp"

namespace kto::c {

class CallbackCrypto : public CryptoProvider {
 public:
  // Checks the table and asks for name and overhead. `self` stays the caller's until adopt().
  static Result<std::shared_ptr<CallbackCrypto>> make(const kto_crypto_ops* given, kto_crypto_self* self);
  CallbackCrypto(const CallbackCrypto&) = delete;
  CallbackCrypto& operator=(const CallbackCrypto&) = delete;
  ~CallbackCrypto() override;
  // From now on the end of the provider closes `self`.
  void adopt() noexcept { adopted_ = true; }

  std::string_view name() const noexcept override { return name_; }
  Result<std::array<std::uint8_t, 32>> mac(const Secret& key, std::span<const std::uint8_t> data) const override;
  Result<Secret> derive(const Secret& secret, std::string_view purpose) const override;
  Result<std::vector<std::uint8_t>> seal(const Secret& key, std::span<const std::uint8_t> associated,
                                         std::span<const std::uint8_t> plain) const override;
  Result<std::vector<std::uint8_t>> open(const Secret& key, std::span<const std::uint8_t> associated,
                                         std::span<const std::uint8_t> sealed) const override;
  Result<void> random(std::span<std::uint8_t> out) const override;

 private:
  CallbackCrypto(const kto_crypto_ops& ops, kto_crypto_self* self) : ops_(ops), self_(self) {}
  kto_crypto_ops ops_;
  kto_crypto_self* self_;
  std::string name_{};
  std::size_t overhead_ = 0;
  bool adopted_ = false;
};

}  // namespace kto::c
