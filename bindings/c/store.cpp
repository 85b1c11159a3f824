#include "store.hpp"

#include "callbacks.hpp"
#include "crypto.hpp"
#include "struct_size.hpp"

using namespace kto;
using namespace kto::c;

KTO_FIRST_MEMBERS(kto_store_options, read_only);
KTO_FIRST_MEMBERS(kto_store_info, format);
KTO_FIRST_MEMBERS(kto_check_report, good);

static_assert(static_cast<int>(OpenMode::existing) == KTO_OPEN_EXISTING &&
              static_cast<int>(OpenMode::create) == KTO_OPEN_CREATE &&
              static_cast<int>(OpenMode::create_unsealed) == KTO_OPEN_CREATE_UNSEALED);

namespace {

Result<std::optional<Secret>> secret_in(const kto_store_options& given) {
  if (given.secret == nullptr && given.secret_size != 0) return bad_argument("secret");
  const auto file = text_in(given.key_file, "key_file", SIZE_MAX);
  if (!file) return fail(file.error());
  const bool has_file = given.key_file.data != nullptr;
  if (given.secret != nullptr) {
    if (has_file || given.secret_size != Secret::size()) return bad_argument("secret");
    Secret secret;
    std::copy_n(given.secret, Secret::size(), secret.data());
    return std::optional<Secret>(secret);
  }
  if (!has_file) return std::optional<Secret>{};
  const auto path = path_in(given.key_file, "key_file");
  if (!path) return fail(path.error());
  const auto secret = read_key_file(*path);
  if (!secret) return fail(secret.error());
  return std::optional<Secret>(*secret);
}

// A store and its provider, which ends after it.
struct Opened {
  std::shared_ptr<const CryptoProvider> provider;
  std::unique_ptr<Store> store;
};

// All but the provider.
Result<OpenOptions> options_in(const kto_store_options& given) {
  OpenOptions options;
  if (given.mode < 0 || given.mode > KTO_OPEN_CREATE_UNSEALED) return bad_argument("mode");
  if (given.mode != 0) options.mode = static_cast<OpenMode>(given.mode);
  if (given.issuer < 0 || given.issuer > KTO_ISSUER_TEST_STAND) return bad_argument("issuer");
  if (given.issuer != 0) options.issuer = static_cast<Issuer>(given.issuer);
  if (given.busy_timeout_ms < 0) return bad_argument("busy_timeout_ms");
  if (given.busy_timeout_ms > 0) options.busy_timeout = std::chrono::milliseconds(given.busy_timeout_ms);
  const auto read_only = flag_in(given.read_only, "read_only");
  if (!read_only) return fail(read_only.error());
  options.read_only = *read_only;
  if (given.crypto == nullptr && given.crypto_self != nullptr) return bad_argument("crypto");
  auto secret = secret_in(given);
  if (!secret) return fail(secret.error());
  options.secret = *secret;
  return options;
}

}  // namespace

kto_status kto_key_create(kto_text path, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    const auto name = path_in(path, "path");
    if (!name) return fail(name.error());
    return create_key_file(*name, *sodium_provider());
  });
}

kto_status kto_store_open(kto_text uri, const kto_store_options* options, kto_store** out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need(out, "out"));
    const auto name = path_in(uri, "uri");
    if (!name) return fail(name.error());
    OpenOptions opening;
    std::shared_ptr<CallbackCrypto> provider;
    if (options != nullptr) {
      const auto given = read_struct(options);
      if (!given) return fail(given.error());
      auto read = options_in(*given);
      if (!read) return fail(read.error());
      opening = std::move(*read);
      if (given->crypto != nullptr) {
        auto made = CallbackCrypto::make(given->crypto, given->crypto_self);
        if (!made) return fail(made.error());
        provider = std::move(*made);
        opening.provider = provider;
      }
    }
    auto opened = open_store(*name, opening);
    if (!opened) return fail(opened.error());
    const auto kept = std::make_shared<Opened>(Opened{provider, std::move(*opened)});
    *out = new kto_store(std::shared_ptr<Store>(kept, kept->store.get()));
    if (provider) provider->adopt();
    return {};
  });
}

kto_status kto_store_describe(const kto_store* store, kto_store_info* out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need_handle(store, "store"));
    KTO_TRY(check_out(out));
    KTO_TRY(check_owner(store->source.owner));
    const auto info = store->store->info();
    if (!info) return fail(info.error());
    write_struct(out, {0, info->personas, info->sealed ? 1 : 0, info->read_only ? 1 : 0,
                       static_cast<std::int32_t>(info->issuer), info->format});
    return {};
  });
}

kto_status kto_store_check(const kto_store* store, kto_progress_callback progress, kto_callback_self* self,
                           kto_check_report* out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need_handle(store, "store"));
    KTO_TRY(check_out(out));
    KTO_TRY(check_owner(store->source.owner));
    bool threw = false;
    const auto ask = [&](std::uint64_t done) {
      if (progress == nullptr) return true;
      const auto answer = call([&] { return progress(self, 0, done); });
      threw = !answer;
      return answer && *answer == 0;
    };
    const auto report = store->store->check(ask);
    if (threw) return fail(callback_wrong, "progress");
    if (!report) return fail(report.error());
    write_struct(out, {0, report->personas, report->blobs_bad, report->keys_bad, report->rows_bad, report->links,
                       report->links_dangling, report->integrity ? 1 : 0, report->good() ? 1 : 0});
    return {};
  });
}

const kto_source* kto_store_source(const kto_store* store) noexcept { return lives(store) ? &store->source : nullptr; }
const kto_ledger* kto_store_ledger(const kto_store* store) noexcept { return lives(store) ? &store->ledger : nullptr; }

void kto_store_free(kto_store* store) noexcept { free_handle(store); }
