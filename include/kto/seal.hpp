// kto/seal.hpp — what leaves memory: number keys, sealed blobs, key files, the crypto provider.
//
// Built in is libsodium, which is NOT certified cryptography (СКЗИ); an installation that needs a
// certified one brings a provider of its own. Formats, layouts and golden values: docs/formats.md.
// Since 0.1.
#pragma once

#include <memory>

#include "kto/base.hpp"
#include "kto/snils.hpp"

namespace kto {

using Secret = SecretBytes<32>;
using NumberKey = std::array<std::uint8_t, 16>;

// The one table through which all cryptography goes. Threads: must be callable from any thread.
class CryptoProvider {
 public:
  virtual ~CryptoProvider() = default;
  // Stable name that is written into a store: "libsodium/1". A store opens only with the same.
  virtual std::string_view name() const noexcept = 0;
  // Keyed hash, 32 bytes.
  virtual Result<std::array<std::uint8_t, 32>> mac(const Secret& key, std::span<const std::uint8_t> data) const = 0;
  // A key for one purpose, from the secret. Purposes are ASCII, e.g. "kto/number/1".
  virtual Result<Secret> derive(const Secret& secret, std::string_view purpose) const = 0;
  // Authenticated encryption; the result holds nonce, text and tag. seal_broken when it does not open.
  virtual Result<std::vector<std::uint8_t>> seal(const Secret& key, std::span<const std::uint8_t> associated,
                                                 std::span<const std::uint8_t> plain) const = 0;
  virtual Result<std::vector<std::uint8_t>> open(const Secret& key, std::span<const std::uint8_t> associated,
                                                 std::span<const std::uint8_t> sealed) const = 0;
  virtual Result<void> random(std::span<std::uint8_t> out) const = 0;
};
// libsodium: BLAKE2b, crypto_kdf-like derivation by keyed BLAKE2b, XChaCha20-Poly1305.
std::shared_ptr<const CryptoProvider> sodium_provider();

// Key files: one line of text, `kto-key-1 <64 hexadecimal digits> <8 of checksum>`, mode 0600.
// create: file_exists (never overwritten), file_write, disk_full. read: file_not_found, file_read,
// key_file_bad. The secret appears in no message.
Result<void> create_key_file(const std::string& path, const CryptoProvider& provider);
Result<Secret> read_key_file(const std::string& path);
// True when group or others may read the file: worth a warning.
bool key_file_is_open_to_others(const std::string& path);

// All that a store needs of a secret: keys by purpose. Threads: const use from any thread.
class Sealer {
 public:
  static Result<Sealer> make(const Secret& secret, std::shared_ptr<const CryptoProvider> provider);
  // Version 1: the first 16 bytes of mac(key "kto/number/1", "kto/number/1" ‖ u8 length of region ‖
  // region ‖ u32 big-endian number).
  Result<NumberKey> number_key(Region region, Snils number) const;
  // A blob of format 1: u8 version = 1 ‖ provider's sealed bytes. Associated data: row id and region.
  Result<std::string> seal_row(std::string_view row_id, Region region, std::string_view plain) const;
  Result<std::string> open_row(std::string_view row_id, Region region, std::string_view blob) const;
  // Keyed hash of a subject, for decisions: hexadecimal, 32 digits.
  Result<std::string> subject_hash(std::string_view issuer, std::int64_t oid) const;
  // Stored beside the data: tells at once whether a secret is the store's. 16 bytes, hexadecimal.
  const std::string& check_value() const noexcept { return check_value_; }
  std::string_view provider_name() const noexcept { return provider_->name(); }

 private:
  Sealer() = default;
  std::shared_ptr<const CryptoProvider> provider_{};
  Secret number_key_{};
  Secret row_key_{};
  Secret subject_key_{};
  std::string check_value_{};
};

// Unkeyed fingerprint (BLAKE2b-256, hexadecimal) of something that is no secret: a rules file.
std::string fingerprint(std::string_view bytes);

}  // namespace kto
