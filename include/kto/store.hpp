// kto/store.hpp — the two seams (PersonaSource, Ledger), our stores that implement both, and the import.
//
// A portal may implement PersonaSource over its own tables with plain numbers; sealing is none of its
// business. Whether it does what is said here, kto/conformance.hpp finds out. Since 0.1.
#pragma once

#include <functional>
#include <memory>

#include "kto/ledger.hpp"
#include "kto/persona.hpp"
#include "kto/seal.hpp"

namespace kto {

struct NumberQuery {
  Region region;
  Snils number;
};

// Returning an error from an emit stops the reading, and the call returns that error.
using EmitPersona = std::function<Result<void>(const Persona&)>;
using EmitCandidate = std::function<Result<void>(std::size_t query, const Persona&)>;

// Read access to personas. Threads: every member may be called from several threads at once.
// Owner: rows belong to the source and live until emit returns.
class PersonaSource {
 public:
  virtual ~PersonaSource() = default;
  // must: every persona of queries[i].region whose usable number equals queries[i].number, archived
  // and not activated ones included, with i; any order; each once a query.
  virtual Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const = 0;
  // must: personas by key; unknown keys are left out silently; order as asked.
  virtual Result<void> by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const = 0;
  // must: all personas of an organisation, ordered by id (bytes).
  virtual Result<void> by_organisation(Region region, const OrganisationId& organisation,
                                       const EmitPersona& emit) const = 0;
  // must: all personas after `after` (absent = from the start) in key order, at most `limit`.
  virtual Result<void> scan(const std::optional<PersonaKey>& after, std::size_t limit,
                            const EmitPersona& emit) const = 0;
  // must: the regions that have personas, ascending.
  virtual Result<std::vector<Region>> regions() const = 0;
  // may: personas of a region without a usable number (for the administrator's reasons), at most
  // `limit`. The default scans.
  virtual Result<void> unnumbered(Region region, std::size_t limit, const EmitPersona& emit) const;
};

// One write transaction of a ledger; rolled back unless commit() was called. A refused act changes nothing
// and the transaction goes on; others see nothing of it before its commit, and then all of it. commit ends
// it: whatever is called then answers bad_argument.
class LedgerTransaction {
 public:
  virtual ~LedgerTransaction() = default;
  virtual Result<void> add_link(const Link& link) = 0;              // already_linked, also for the same subject
  virtual Result<void> remove_link(const PersonaKey& persona) = 0;  // not_found
  virtual Result<void> add_consent(const ConsentRecord& consent) = 0;
  virtual Result<void> revoke_consent(const PersonaKey& child, std::int64_t at) = 0;  // not_found
  virtual Result<void> add_decision(const Decision& decision) = 0;  // bad_argument: ticket is there already
  virtual Result<void> add_sign_in(const SignIn& sign_in) = 0;
  virtual Result<void> commit() = 0;
};

// What kto records. Threads: every member may be called from several threads at once; transactions
// wait for each other (store_busy after the time-out).
class Ledger {
 public:
  virtual ~Ledger() = default;
  // must: all links of a subject, ordered by persona key.
  virtual Result<std::vector<Link>> links_of(const Subject& subject) const = 0;
  // must: for each key its link, if there is one; same length and order as `personas`.
  virtual Result<std::vector<std::optional<Link>>> links_to(std::span<const PersonaKey> personas) const = 0;
  // must: consents for a child that are not revoked, oldest first.
  virtual Result<std::vector<ConsentRecord>> consents_for(const PersonaKey& child) const = 0;
  virtual Result<std::optional<Decision>> decision(std::string_view ticket) const = 0;
  virtual Result<std::vector<SignIn>> sign_ins_of(const PersonaKey& persona) const = 0;  // oldest first
  virtual Result<std::unique_ptr<LedgerTransaction>> begin() = 0;
};

// repeated and conflict: this transaction has put that key before, with the same content or with
// another one; nothing was changed.
enum class PutResult : std::uint8_t { inserted = 1, updated = 2, unchanged = 3, repeated = 4, conflict = 5 };

// The one write transaction of an import; rolled back unless commit() was called. Threads: one at a
// time. Owner: keeps what it needs of the store alive, but ends before the store is closed. After an
// error of the database (not bad_argument, too_long, bad_utf8, not_found) every call answers the same
// error and nothing is committed.
class RosterTransaction {
 public:
  virtual ~RosterTransaction() = default;
  virtual Result<PutResult> put(const Persona& persona) = 0;
  // Empty fields keep what was known.
  virtual Result<void> put_organisation(const Organisation& organisation) = 0;
  virtual Result<void> put_class(const SchoolClass& klass) = 0;
  // Reads that see this transaction's own writes.
  virtual Result<std::optional<Persona>> find(const PersonaKey& key) = 0;
  virtual Result<std::vector<Persona>> find_by_number(Region region, const OrganisationId& organisation,
                                                      Snils number) = 0;
  virtual Result<bool> is_linked(const PersonaKey& key) = 0;
  // Keys of the organisation's personas that are not archived and that this transaction has not put.
  virtual Result<std::vector<PersonaKey>> untouched(Region region, const OrganisationId& organisation) = 0;
  virtual Result<std::uint64_t> standing_in(Region region, const OrganisationId& organisation) = 0;
  virtual Result<void> archive(const PersonaKey& key) = 0;
  virtual Result<void> commit() = 0;
};

struct StoreInfo {
  bool sealed = false;
  bool read_only = false;
  Issuer issuer = Issuer::production;  // the one whose identities it accepts
  std::uint64_t personas = 0;
  std::uint32_t format = 1;
};

struct CheckReport {
  std::uint64_t personas = 0;
  std::uint64_t blobs_bad = 0;  // sealed records that do not open
  std::uint64_t keys_bad = 0;   // number keys that are not those of the record
  std::uint64_t rows_bad = 0;   // clear columns that contradict the record
  std::uint64_t links = 0;
  std::uint64_t links_dangling = 0;  // to personas that are not there
  bool integrity = true;             // the back end's own check
  bool good() const noexcept {
    return integrity && blobs_bad == 0 && keys_bad == 0 && rows_bad == 0 && links_dangling == 0;
  }
};

// One of our own stores: both seams in one place. Threads as the seams say.
class Store : public PersonaSource, public Ledger {
 public:
  virtual Result<StoreInfo> info() const = 0;
  virtual Result<std::vector<Organisation>> organisations() const = 0;  // ordered by region and id
  // Ordered by school year and name.
  virtual Result<std::vector<SchoolClass>> classes(Region region, const OrganisationId& organisation) const = 0;
  virtual Result<std::unique_ptr<RosterTransaction>> begin_import() = 0;
  virtual Result<CheckReport> check(const std::function<bool(std::uint64_t done)>& progress) const = 0;
  // Hash under which decisions name a subject; empty in an unsealed store's absence of a key is not
  // possible: unsealed stores have a random key of their own for this.
  virtual Result<std::string> subject_hash(const Subject& subject) const = 0;
};

enum class OpenMode : std::uint8_t { existing = 1, create = 2, create_unsealed = 3 };

struct OpenOptions {
  OpenMode mode = OpenMode::existing;
  std::optional<Secret> secret{};                    // none = unsealed
  std::shared_ptr<const CryptoProvider> provider{};  // none = sodium_provider()
  std::chrono::milliseconds busy_timeout{5000};
  Issuer issuer = Issuer::production;  // written when the store is made
  bool read_only = false;
};

// "memory:" or "sqlite:FILE". existing: the file must be there. create: makes it when it is not there
// and needs a secret (key_missing); create_unsealed makes an unsealed one. A store that is there is
// opened as it is: sealed without secret → key_missing, another secret → key_wrong, unsealed with a
// secret → key_not_wanted. Further errors: store_unknown, file_not_found, not_a_database,
// store_version, store_read_only, store_busy, store_corrupt. A failed open changes
// nothing in a store that was there; one that it had just made may stay, whole and empty, since others may
// have opened it.
Result<std::unique_ptr<Store>> open_store(const std::string& uri, const OpenOptions& options);

// --- import -----------------------------------------------------------------------------------------

struct ImportOptions {
  RosterOptions roster{};
  bool full = false;     // archive whom the files lack, within roster.organisation
  bool dry_run = false;  // read and judge, then roll back
  bool yes = false;      // allow --full to archive more than 20 %
};

struct ImportReport {
  std::uint64_t rows = 0;  // data rows read, good and bad
  std::uint64_t inserted = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t repeated = 0;  // second copies of a row in the same import
  std::uint64_t rejected = 0;  // rows
  std::uint64_t flagged = 0;   // rows kept with an issue
  std::uint64_t archived = 0;
  std::uint64_t would_archive = 0;                              // what --full would archive (also when it stopped)
  std::uint64_t standing = 0;                                   // in the organisation before, for the share
  std::vector<PersonaKey> to_archive{};                         // the preview: whom --full archives
  std::vector<RosterShape> shapes{};                            // one a file
  std::vector<std::pair<std::uint64_t, PersonaKey>> new_ids{};  // --match-by number: line → id that kto gave
};

struct ImportHandlers {
  std::function<void(std::size_t file, const RowIssue&)> issue{};
  std::function<bool(std::size_t file, std::uint64_t bytes, std::uint64_t rows)> progress{};  // false = cancel
  // Once, after the reading and before anything becomes final: whom `full` archives, which ids were given.
  // false = cancel.
  std::function<bool(const ImportReport& report)> ready{};
};

// All files in one transaction: everything or nothing. needs_confirmation when --full would archive
// more than a fifth and `yes` is not set (the report then says whom; nothing was changed).
Result<ImportReport> import_roster(Store& store, std::span<const ByteSource> files, const ImportOptions& options,
                                   const ImportHandlers& handlers, ImportReport* partial = nullptr);

}  // namespace kto
