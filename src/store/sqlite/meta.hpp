// The table `meta`: written in the transaction that makes the store, never changed afterwards.
#pragma once

#include "kto/store.hpp"
#include "store/sqlite/connection.hpp"

namespace kto::store::sqlite {

struct Meta {
  bool sealed = false;
  std::string provider{};     // its name
  std::string check_value{};  // of the secret; of the subject key in an unsealed store
  Secret subject_key{};       // unsealed only: the key of the hash under which decisions name a subject
  Issuer issuer = Issuer::production;
};

Result<void> write_meta(Connection& connection, const Meta& meta);
// store_corrupt when it is not whole, store_version when the format is newer.
Result<Meta> read_meta(Connection& connection);

// The keys of an open store.
struct Keys {
  std::optional<Sealer> sealer{};  // of a sealed store
  Sealer subjects;
};
// key_missing, key_not_wanted, key_wrong (field `provider`: made with another cryptographic provider).
Result<Keys> unlock(const Meta& meta, const std::optional<Secret>& secret,
                    const std::shared_ptr<const CryptoProvider>& provider);

}  // namespace kto::store::sqlite
