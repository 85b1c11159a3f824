// The built-in provider: libsodium. No other file knows its names.
#include "seal/sodium.hpp"

#include <sodium.h>

namespace kto {
namespace seal {

bool sodium_ready() noexcept {
  // sodium_init() may be called from several threads and again; the static makes it once.
  static const bool ready = ::sodium_init() >= 0;
  return ready;
}

bool keyed_blake2b(const Secret& key, std::span<const std::uint8_t> data, std::span<std::uint8_t, 32> out) noexcept {
  return sodium_ready() &&
         ::crypto_generichash(out.data(), out.size(), data.data(), data.size(), key.data(), Secret::size()) == 0;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

bool from_hex(std::string_view digits, std::span<std::uint8_t> out) noexcept {
  if (digits.size() != out.size() * 2) return false;
  const auto value = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
  for (std::size_t i = 0; i < out.size(); ++i) {
    const int high = value(digits[2 * i]);
    const int low = value(digits[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    out[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

std::span<const std::uint8_t> bytes_of_text(std::string_view text) noexcept {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace seal

namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == Secret::size());
static_assert(nonce_bytes == 24 && tag_bytes == 16);  // written in docs/formats-store.md

class SodiumProvider final : public CryptoProvider {
 public:
  std::string_view name() const noexcept override { return "libsodium/1"; }

  Result<std::array<std::uint8_t, 32>> mac(const Secret& key, std::span<const std::uint8_t> data) const override {
    std::array<std::uint8_t, 32> out{};
    if (!seal::keyed_blake2b(key, data, out)) return fail(Errc::crypto_failed);
    return out;
  }

  Result<Secret> derive(const Secret& secret, std::string_view purpose) const override {
    if (purpose.empty()) return fail(Errc::bad_argument, "purpose");
    Secret out;
    const std::span<std::uint8_t, 32> bytes(out.data(), 32);
    if (!seal::keyed_blake2b(secret, seal::bytes_of_text(purpose), bytes)) return fail(Errc::crypto_failed);
    return out;
  }

  // nonce ‖ ciphertext ‖ tag. The nonce has 192 random bits: no counter has to be kept.
  Result<std::vector<std::uint8_t>> seal(const Secret& key, std::span<const std::uint8_t> associated,
                                         std::span<const std::uint8_t> plain) const override {
    if (!seal::sodium_ready()) return fail(Errc::crypto_failed);
    std::vector<std::uint8_t> out(nonce_bytes + plain.size() + tag_bytes);
    ::randombytes_buf(out.data(), nonce_bytes);
    unsigned long long written = 0;
    if (::crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + nonce_bytes, &written, plain.data(), plain.size(),
                                                     associated.data(), associated.size(), nullptr, out.data(),
                                                     key.data()) != 0 ||
        written != plain.size() + tag_bytes) {
      return fail(Errc::crypto_failed);
    }
    return out;
  }

  Result<std::vector<std::uint8_t>> open(const Secret& key, std::span<const std::uint8_t> associated,
                                         std::span<const std::uint8_t> sealed) const override {
    if (!seal::sodium_ready()) return fail(Errc::crypto_failed);
    if (sealed.size() < nonce_bytes + tag_bytes) return fail(Errc::seal_broken);
    std::vector<std::uint8_t> out(sealed.size() - nonce_bytes - tag_bytes);
    unsigned long long written = 0;
    if (::crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), &written, nullptr, sealed.data() + nonce_bytes,
                                                     sealed.size() - nonce_bytes, associated.data(), associated.size(),
                                                     sealed.data(), key.data()) != 0 ||
        written != out.size()) {
      return fail(Errc::seal_broken);
    }
    return out;
  }

  Result<void> random(std::span<std::uint8_t> out) const override {
    if (!seal::sodium_ready()) return fail(Errc::crypto_failed);
    ::randombytes_buf(out.data(), out.size());
    return {};
  }
};

}  // namespace

std::shared_ptr<const CryptoProvider> sodium_provider() {
  static const std::shared_ptr<const CryptoProvider> provider = std::make_shared<SodiumProvider>();
  return provider;
}

std::string fingerprint(std::string_view bytes) {
  std::array<std::uint8_t, 32> out{};
  const auto data = seal::bytes_of_text(bytes);
  if (!seal::sodium_ready() ||
      ::crypto_generichash(out.data(), out.size(), data.data(), data.size(), nullptr, 0) != 0) {
    // An empty fingerprint would make two sets of rules look alike.
    throw std::runtime_error("kto: libsodium does not start");
  }
  return seal::to_hex(out);
}

}  // namespace kto
