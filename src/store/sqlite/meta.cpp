#include "store/sqlite/meta.hpp"

#include <map>

namespace kto::store::sqlite {
namespace {

constexpr std::string_view format = "1";

std::string hex_of(const Secret& secret) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * Secret::size());
  for (const std::uint8_t byte : secret.view()) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

bool read_hex(std::string_view digits, Secret& out) {
  if (digits.size() != 2 * Secret::size()) return false;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = digits[i];
    const int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (value < 0) return false;
    std::uint8_t& byte = out.data()[i / 2];
    byte = static_cast<std::uint8_t>(byte * 16 + value);
  }
  return true;
}

}  // namespace

Result<void> write_meta(Connection& connection, const Meta& meta) {
  const std::string subject_key = meta.sealed ? "" : hex_of(meta.subject_key);
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"format", format},          {"sealed", meta.sealed ? "1" : "0"}, {"provider", meta.provider},
      {"check", meta.check_value}, {"issuer", name_of(meta.issuer)},    {"subject_key", subject_key},
      {"made_by", version()},
  };
  for (const auto& [name, value] : rows) {
    auto statement = connection.prepare("INSERT INTO meta(name, value) VALUES(?1, ?2)");
    if (!statement) return fail(statement.error());
    KTO_TRY(statement->text(name).text(value).run());
  }
  return {};
}

Result<Meta> read_meta(Connection& connection) {
  auto statement = connection.prepare("SELECT name, value FROM meta");
  if (!statement) return fail(statement.error());
  std::map<std::string, std::string, std::less<>> values;
  for (;;) {
    const auto row = statement->step();
    if (!row) return fail(row.error());
    if (!*row) break;
    values.insert_or_assign(std::string(statement->text_at(0)), std::string(statement->text_at(1)));
  }
  const auto value = [&](std::string_view name) -> std::string_view {
    const auto found = values.find(name);
    return found == values.end() ? std::string_view() : std::string_view(found->second);
  };
  if (value("format").empty()) return fail(Errc::store_corrupt, "meta");
  if (value("format") != format) return fail(Errc::store_version);
  Meta meta;
  meta.sealed = value("sealed") == "1";
  meta.provider = value("provider");
  meta.check_value = value("check");
  const bool known_issuer =
      value("issuer") == name_of(Issuer::production) || value("issuer") == name_of(Issuer::test_stand);
  if (value("issuer") == name_of(Issuer::test_stand)) meta.issuer = Issuer::test_stand;
  // Sealed or not is never guessed: a store taken for an unsealed one would be written to in the clear.
  const bool said = meta.sealed ? value("subject_key").empty()
                                : value("sealed") == "0" && read_hex(value("subject_key"), meta.subject_key);
  if (!said || !known_issuer || meta.provider.empty() || meta.check_value.empty()) {
    return fail(Errc::store_corrupt, "meta");
  }
  return meta;
}

Result<Keys> unlock(const Meta& meta, const std::optional<Secret>& secret,
                    const std::shared_ptr<const CryptoProvider>& provider) {
  if (meta.sealed && !secret) return fail(Errc::key_missing);
  if (!meta.sealed && secret) return fail(Errc::key_not_wanted);
  if (provider->name() != meta.provider) return fail(Errc::key_wrong, "provider");
  auto sealer = Sealer::make(meta.sealed ? *secret : meta.subject_key, provider);
  if (!sealer) return fail(sealer.error());
  if (sealer->check_value() != meta.check_value) {
    return meta.sealed ? fail(Errc::key_wrong) : fail(Errc::store_corrupt, "meta");
  }
  return Keys{meta.sealed ? std::optional<Sealer>(*sealer) : std::nullopt, std::move(*sealer)};
}

}  // namespace kto::store::sqlite
