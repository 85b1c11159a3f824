// What the parts of an open SQLite store share: the file, its connections, whose turn it is to write.
#pragma once

#include "kto/store.hpp"
#include "store/process.hpp"
#include "store/sqlite/codec.hpp"
#include "store/sqlite/readers.hpp"
#include "store/write_turn.hpp"

namespace kto::store::sqlite {

struct Core {
  Core(Settings settings_, Issuer issuer_, Codec codec_, Sealer subjects_, std::unique_ptr<Connection> writer_)
      : settings(std::move(settings_)),
        issuer(issuer_),
        codec(std::move(codec_)),
        subjects(std::move(subjects_)),
        writer(std::move(writer_)),
        readers(settings) {}
  ~Core();

  Process process;
  Settings settings;
  Issuer issuer;
  Codec codec;
  Sealer subjects;                     // for subject_hash
  std::unique_ptr<Connection> writer;  // none: the store can only be read
  Readers readers;
  WriteTurn turn;

  // Waits for the turn, then for other processes: store_busy, store_read_only, forked.
  Result<void> begin();
  // Undoes what begin() began, unless it was committed, and gives the turn back.
  void end() noexcept;
};

// Base of both kinds of transaction: ends once, and no call after a failure does anything. A failed
// statement may have made SQLite roll back by itself; the next one would then be committed alone.
class Transaction {
 public:
  explicit Transaction(std::shared_ptr<Core> core) : core_(std::move(core)) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  // Once, before anything else.
  Result<void> begin();
  Result<void> usable() const;
  Core& core() const noexcept { return *core_; }
  Connection& db() const noexcept { return *core_->writer; }
  // Remembers a failure of the database and passes it on.
  unexpected<Error> failed(const Error& error);
  Result<void> commit();

 private:
  std::shared_ptr<Core> core_;
  bool ended_ = true;  // or not yet begun
  std::optional<Error> failure_{};
};

Result<std::unique_ptr<RosterTransaction>> begin_roster_transaction(std::shared_ptr<Core> core);
Result<std::unique_ptr<LedgerTransaction>> begin_ledger_transaction(std::shared_ptr<Core> core);
Result<CheckReport> check_store(Core& core, const std::function<bool(std::uint64_t done)>& progress);

}  // namespace kto::store::sqlite
