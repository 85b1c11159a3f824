#include "store/sqlite/open.hpp"

#include <filesystem>

#include "store/sqlite/schema.hpp"

namespace kto::store::sqlite {
namespace {

// Looks at `meta` without locks, log or index, so that the wrong key leaves no trace on the disk. The
// schema and `meta` are in the main file from the store's first moment (create.cpp).
Result<void> look_at_keys(const std::string& path, const FileState& state, const OpenOptions& options,
                          const std::shared_ptr<const CryptoProvider>& provider) {
  if (state.journal) return {};  // to be played back first
  auto connection = Connection::open(path, Access::immutable, options.busy_timeout);
  const auto meta = connection ? read_meta(**connection) : Result<Meta>(fail(connection.error()));
  if (!meta) {
    // Somebody may be writing at this moment; the reading with locks that follows decides.
    return state.log_size > 0 ? Result<void>() : Result<void>(fail(meta.error()));
  }
  const auto keys = unlock(*meta, options.secret, provider);
  return keys ? Result<void>() : Result<void>(fail(keys.error()));
}

Result<void> prepare_writer(Connection& db) {
  const auto version = db.integer("PRAGMA user_version");
  if (!version) return fail(version.error());
  if (*version > schema_version) return fail(Errc::store_version);
  if (*version < 1) return fail(Errc::not_a_database);
  // Where write-ahead logging is not to be had (some network file systems) SQLite stays with its
  // rollback journal: slower for readers, just as safe.
  KTO_TRY(db.run("PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-32768;"));
  if (*version == schema_version) return {};
  KTO_TRY(db.begin("BEGIN IMMEDIATE"));  // a failure closes the connection, and that rolls back
  KTO_TRY(climb(db, schema_steps()));
  return db.run("COMMIT");
}

Result<std::shared_ptr<Core>> open_existing(const std::string& path, const FileState& state, const OpenOptions& options,
                                            const std::shared_ptr<const CryptoProvider>& provider) {
  KTO_TRY(look_at_keys(path, state, options, provider));
  Settings settings{path, Access::read_write, options.busy_timeout};
  if (!can_be_written(path)) {
    settings.access = Access::read_only;
  } else if (options.read_only) {
    settings.access = Access::query_only;
  }
  auto first = settings.access == Access::read_only ? open_unwritable(path, options.busy_timeout)
                                                    : Connection::open(path, settings.access, options.busy_timeout);
  if (!first) return fail(first.error());
  Connection& db = **first;
  const auto version = db.integer("PRAGMA user_version");
  if (!version) return fail(version.error());
  if (*version > schema_version) return fail(Errc::store_version);
  if (*version < 1) return fail(Errc::not_a_database);
  const auto meta = read_meta(db);
  if (!meta) return fail(meta.error());
  auto keys = unlock(*meta, options.secret, provider);
  if (!keys) return fail(keys.error());
  std::unique_ptr<Connection> writer;
  if (settings.access == Access::read_write) {
    KTO_TRY(prepare_writer(db));
    writer = std::move(*first);
  } else if (*version < schema_version) {
    return fail(Errc::store_read_only);  // an older schema must be written to before it is read
  }
  return std::make_shared<Core>(std::move(settings), meta->issuer, Codec(std::move(keys->sealer)),
                                std::move(keys->subjects), std::move(writer));
}

Result<Meta> new_meta(const OpenOptions& options, const std::shared_ptr<const CryptoProvider>& provider) {
  Meta meta;
  meta.sealed = options.mode == OpenMode::create;
  if (meta.sealed && !options.secret) return fail(Errc::key_missing);
  if (!meta.sealed && options.secret) return fail(Errc::key_not_wanted);
  if (options.issuer != Issuer::production && options.issuer != Issuer::test_stand) {
    return fail(Errc::bad_argument, "issuer");
  }
  if (!meta.sealed) KTO_TRY(provider->random(std::span(meta.subject_key.data(), Secret::size())));
  const auto sealer = Sealer::make(meta.sealed ? *options.secret : meta.subject_key, provider);
  if (!sealer) return fail(sealer.error());
  meta.provider = provider->name();
  meta.check_value = sealer->check_value();
  meta.issuer = options.issuer;
  return meta;
}

}  // namespace

Result<std::shared_ptr<Core>> open_core(const std::string& given_path, const OpenOptions& options) {
  if (given_path.empty() || given_path.find('\0') != std::string::npos) return fail(Errc::bad_argument, "store");
  // Connections are made later too, when the working folder may be another.
  std::error_code code;
  const std::string path = std::filesystem::absolute(given_path, code).string();
  if (code) return fail(Errc::file_not_found);
  const auto provider = options.provider ? options.provider : sodium_provider();
  const bool create = options.mode != OpenMode::existing && !options.read_only;

  auto state = look_at(path);
  if (!state) return fail(state.error());
  if (!state->there && !create) return fail(Errc::file_not_found);
  if (state->there && !state->regular) return fail(Errc::not_a_database);
  Header header = Header::blank;
  if (state->there && state->size > 0) {
    const auto read = read_header(path);
    if (!read) return fail(read.error());
    header = *read;
  }
  if (header == Header::alien) return fail(Errc::not_a_database);
  if (header == Header::newer) return fail(Errc::store_version);
  // Empty; or a crash left what the journal beside it takes back to empty.
  const bool blank = state->size == 0 || state->journal;
  if (header == Header::blank && !blank) return fail(Errc::not_a_database);
  if (blank && create) {
    const auto meta = new_meta(options, provider);
    if (!meta) return fail(meta.error());
    KTO_TRY(create_store(path, *meta, options.busy_timeout));
    state = look_at(path);
    if (!state) return fail(state.error());
  } else if (header == Header::blank) {
    return fail(Errc::not_a_database);
  }
  return open_existing(path, *state, options, provider);
}

}  // namespace kto::store::sqlite
