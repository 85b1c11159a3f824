// Keys by purpose, number keys, sealed rows. Layouts: docs/formats-store.md; golden values: tests/seal.
#include <algorithm>

#include "kto/seal.hpp"
#include "seal/sodium.hpp"

namespace kto {
namespace {

constexpr std::string_view number_purpose = "kto/number/1";
constexpr std::string_view row_purpose = "kto/row/1";
constexpr std::string_view subject_purpose = "kto/subject/1";
constexpr std::string_view check_purpose = "kto/check/1";
constexpr std::uint8_t blob_version = 1;

void put_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(static_cast<std::uint8_t>(value >> shift));
}

void put_u64(std::string& out, std::uint64_t value) {
  put_u32(out, static_cast<std::uint32_t>(value >> 32));
  put_u32(out, static_cast<std::uint32_t>(value));
}

void put_short(std::string& out, std::string_view text) {
  out += static_cast<char>(static_cast<std::uint8_t>(text.size()));
  out += text;
}

// What a sealed row is bound to: purpose ‖ u8 length ‖ region ‖ u32 length ‖ row id.
std::string associated_data(std::string_view row_id, Region region) {
  std::string out(row_purpose);
  put_short(out, region.str());
  put_u32(out, static_cast<std::uint32_t>(row_id.size()));
  out += row_id;
  return out;
}

}  // namespace

Result<Sealer> Sealer::make(const Secret& secret, std::shared_ptr<const CryptoProvider> provider) {
  if (!provider) return fail(Errc::bad_argument, "provider");
  Sealer sealer;
  const auto derive = [&](std::string_view purpose, Secret& into) -> Result<void> {
    auto key = provider->derive(secret, purpose);
    if (!key) return fail(key.error());
    into = *key;
    return {};
  };
  KTO_TRY(derive(number_purpose, sealer.number_key_));
  KTO_TRY(derive(row_purpose, sealer.row_key_));
  KTO_TRY(derive(subject_purpose, sealer.subject_key_));
  Secret check_key;
  KTO_TRY(derive(check_purpose, check_key));
  const auto check = provider->mac(check_key, seal::bytes_of_text(check_purpose));
  if (!check) return fail(check.error());
  sealer.check_value_ = seal::to_hex(std::span(*check).first(16));
  sealer.provider_ = std::move(provider);
  return sealer;
}

Result<NumberKey> Sealer::number_key(Region region, Snils number) const {
  std::string data(number_purpose);
  put_short(data, region.str());
  put_u32(data, number.number());
  const auto full = provider_->mac(number_key_, seal::bytes_of_text(data));
  if (!full) return fail(full.error());
  NumberKey key{};
  std::copy_n(full->begin(), key.size(), key.begin());
  return key;
}

Result<std::string> Sealer::seal_row(std::string_view row_id, Region region, std::string_view plain) const {
  if (row_id.size() > UINT32_MAX) return fail(Errc::too_long, "row_id");
  const auto sealed =
      provider_->seal(row_key_, seal::bytes_of_text(associated_data(row_id, region)), seal::bytes_of_text(plain));
  if (!sealed) return fail(sealed.error());
  std::string blob;
  blob.reserve(1 + sealed->size());
  blob += static_cast<char>(blob_version);
  blob.append(reinterpret_cast<const char*>(sealed->data()), sealed->size());
  return blob;
}

Result<std::string> Sealer::open_row(std::string_view row_id, Region region, std::string_view blob) const {
  if (row_id.size() > UINT32_MAX) return fail(Errc::too_long, "row_id");
  if (blob.empty() || static_cast<std::uint8_t>(blob[0]) != blob_version) return fail(Errc::seal_broken);
  const auto plain = provider_->open(row_key_, seal::bytes_of_text(associated_data(row_id, region)),
                                     seal::bytes_of_text(blob.substr(1)));
  if (!plain) return fail(plain.error());
  return std::string(reinterpret_cast<const char*>(plain->data()), plain->size());
}

Result<std::string> Sealer::subject_hash(std::string_view issuer, std::int64_t oid) const {
  if (issuer.empty() || issuer.size() > 255) return fail(Errc::bad_argument, "issuer");
  std::string data(subject_purpose);
  put_short(data, issuer);
  put_u64(data, static_cast<std::uint64_t>(oid));
  const auto full = provider_->mac(subject_key_, seal::bytes_of_text(data));
  if (!full) return fail(full.error());
  return seal::to_hex(std::span(*full).first(16));
}

}  // namespace kto
