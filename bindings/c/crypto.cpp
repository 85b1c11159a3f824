#include "crypto.hpp"

#include "callbacks.hpp"
#include "struct_size.hpp"

KTO_FIRST_MEMBERS(kto_crypto_ops, close);

namespace kto::c {
namespace {

constexpr std::size_t most_name_bytes = 64;
constexpr std::size_t most_overhead = 4096;

// A provider's status is not the store's: only a seal that does not open is told as it is.
template <class Function>
Result<void> call_crypto(const Function& function, bool opens = false) {
  const auto done = call_for_status(function);
  if (done) return done;
  Error error = done.error();
  if (opens && error.code == Errc::seal_broken) return fail(std::move(error));
  if (error.code != callback_wrong) error.code = Errc::crypto_failed;
  return fail(std::move(error));
}

Result<void> check_table(const kto_crypto_ops& ops) {
  if (ops.name == nullptr) return bad_argument("name");
  if (ops.mac == nullptr) return bad_argument("mac");
  if (ops.derive == nullptr) return bad_argument("derive");
  if (ops.overhead == nullptr) return bad_argument("overhead");
  if (ops.seal == nullptr) return bad_argument("seal");
  if (ops.open == nullptr) return bad_argument("open");
  if (ops.random == nullptr) return bad_argument("random");
  return {};
}

}  // namespace

Result<std::shared_ptr<CallbackCrypto>> CallbackCrypto::make(const kto_crypto_ops* given, kto_crypto_self* self) {
  const auto ops = read_struct(given);
  if (!ops) return fail(ops.error());
  KTO_TRY(check_table(*ops));
  std::shared_ptr<CallbackCrypto> provider(new CallbackCrypto(*ops, self));
  const auto name = call([&] { return ops->name(self); });
  if (!name) return fail(name.error());
  const auto text = utf8_in(*name, "name", most_name_bytes);
  if (!text || text->empty() || text->find('\0') != std::string_view::npos) return fail(callback_wrong, "name");
  provider->name_ = *text;
  const auto overhead = call([&] { return ops->overhead(self); });
  if (!overhead) return fail(overhead.error());
  if (*overhead > most_overhead) return fail(callback_wrong, "overhead");
  provider->overhead_ = *overhead;
  return provider;
}

CallbackCrypto::~CallbackCrypto() {
  if (adopted_) close_self(ops_.close, self_);
}

Result<std::array<std::uint8_t, 32>> CallbackCrypto::mac(const Secret& key, std::span<const std::uint8_t> data) const {
  std::array<std::uint8_t, 32> out{};
  KTO_TRY(call_crypto([&](std::int64_t* backend) {
    return ops_.mac(self_, key.data(), data.data(), data.size(), out.data(), backend);
  }));
  return out;
}

Result<Secret> CallbackCrypto::derive(const Secret& secret, std::string_view purpose) const {
  Secret out;
  KTO_TRY(call_crypto([&](std::int64_t* backend) {
    return ops_.derive(self_, secret.data(), text_out(purpose), out.data(), backend);
  }));
  return out;
}

Result<std::vector<std::uint8_t>> CallbackCrypto::seal(const Secret& key, std::span<const std::uint8_t> associated,
                                                       std::span<const std::uint8_t> plain) const {
  std::vector<std::uint8_t> out(plain.size() + overhead_);
  KTO_TRY(call_crypto([&](std::int64_t* backend) {
    return ops_.seal(self_, key.data(), associated.data(), associated.size(), plain.data(), plain.size(), out.data(),
                     backend);
  }));
  return out;
}

Result<std::vector<std::uint8_t>> CallbackCrypto::open(const Secret& key, std::span<const std::uint8_t> associated,
                                                       std::span<const std::uint8_t> sealed) const {
  if (sealed.size() < overhead_) return fail(Errc::seal_broken);
  std::vector<std::uint8_t> out(sealed.size() - overhead_);
  KTO_TRY(call_crypto(
      [&](std::int64_t* backend) {
        return ops_.open(self_, key.data(), associated.data(), associated.size(), sealed.data(), sealed.size(),
                         out.data(), backend);
      },
      true));
  return out;
}

Result<void> CallbackCrypto::random(std::span<std::uint8_t> out) const {
  return call_crypto([&](std::int64_t* backend) { return ops_.random(self_, out.data(), out.size(), backend); });
}

}  // namespace kto::c
