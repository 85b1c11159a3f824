// Roster rows → the store, in one transaction (rules, «Rosters»).
#include <map>
#include <set>

#include "kto/store.hpp"
#include "persona/cell_text.hpp"
#include "store/import_tally.hpp"

namespace kto {
namespace {

using store::ImportTally;

constexpr std::uint64_t rows_between_progress = 1000;

// An id for a row that has none: 64 random bits are enough to be asked for once more on a collision.
Result<PersonaId> random_id() {
  static constexpr char digits[] = "0123456789abcdef";
  std::array<std::uint8_t, 8> bytes{};
  KTO_TRY(sodium_provider()->random(bytes));
  std::string id = "k";
  for (const std::uint8_t byte : bytes) {
    id += digits[byte >> 4];
    id += digits[byte & 15];
  }
  return PersonaId(std::move(id));
}

// The store refuses such a row for itself; the others are kept.
bool is_about_the_row(const Error& error) noexcept {
  switch (error.code) {
    case Errc::bad_argument:
    case Errc::bad_utf8:
    case Errc::too_long:
    case Errc::too_many:
      return true;
    default:
      return false;
  }
}

// As the reader writes the names of organisations.
OrganisationId as_read(const std::optional<OrganisationId>& organisation) {
  return organisation ? OrganisationId(roster::collapse_blanks(organisation->str())) : OrganisationId();
}

class Import {
 public:
  Import(RosterTransaction& transaction, const ImportOptions& options, OrganisationId organisation,
         const ImportHandlers& handlers, ImportReport& report)
      : transaction_(transaction),
        options_(options),
        handlers_(handlers),
        report_(report),
        tally_(report),
        organisation_(std::move(organisation)) {}

  Result<void> read_file(std::size_t file, const ByteSource& source) {
    file_ = file;
    bytes_ = 0;
    RosterHandlers reader;
    reader.row = [this](RosterRow&& row) { return take(std::move(row)); };
    reader.issue = [this](const RowIssue& issue) { tell(issue); };
    if (handlers_.progress) {
      reader.progress = [this](std::uint64_t bytes) {
        bytes_ = bytes;
        return handlers_.progress(file_, bytes_, report_.rows);
      };
    }
    auto shape = read_roster(source, options_.roster, reader);
    tally_.close();
    if (!shape) return fail(shape.error());
    report_.shapes.push_back(std::move(*shape));
    return {};
  }

  // How many stand in the organisation before the import, where the share of --full is taken from.
  Result<void> count_standing(std::span<const Region> regions) {
    for (const Region region : regions) {
      const auto standing = transaction_.standing_in(region, organisation_);
      if (!standing) return fail(standing.error());
      standing_.emplace(region, *standing);
    }
    return {};
  }

  // --full: archives whom the files lack.
  Result<void> archive_the_others() {
    const auto region = full_region();
    if (!region) return fail(region.error());
    auto others = transaction_.untouched(*region, organisation_);
    if (!others) return fail(others.error());
    report_.to_archive = std::move(*others);
    report_.would_archive = report_.to_archive.size();
    report_.standing = standing_[*region];
    // A rejected row is somebody whom the file does name, perhaps one of these: ask first. A dry run is
    // the preview and stops nobody.
    const bool too_many = report_.would_archive * 5 > report_.standing;
    const bool doubtful = report_.would_archive > 0 && report_.rejected > 0;
    if ((too_many || doubtful) && !options_.yes && !options_.dry_run) return fail(Errc::needs_confirmation);
    for (const PersonaKey& key : report_.to_archive) {
      KTO_TRY(transaction_.archive(key));
      ++report_.archived;
    }
    return {};
  }

 private:
  void tell(const RowIssue& issue) {
    tally_.issue(issue.line, issue.code);
    if (handlers_.issue) handlers_.issue(file_, issue);
  }
  void tell(std::uint64_t line, RowCode code, RosterField field) {
    tell(RowIssue{line, 0, code, std::string(name_of(field))});
  }

  Result<void> take(RosterRow&& row) {
    tally_.row(row.line);
    // The reader speaks when it has read a piece of the file; a store may take long over one piece.
    if (handlers_.progress && ++taken_ % rows_between_progress == 0 &&
        !handlers_.progress(file_, bytes_, report_.rows)) {
      return fail(Errc::cancelled);
    }
    const bool by_number = options_.roster.match_by == MatchBy::number;
    bool fresh = false;
    if (by_number) {
      const auto found = find_id(row);
      if (!found) return fail(found.error());
      if (!*found) return {};
      fresh = (*found)->second;
      row.persona.key.id = (*found)->first;
    }
    const Persona& persona = row.persona;
    const auto linked = transaction_.is_linked(persona.key);
    if (!linked) return fail(linked.error());
    std::optional<Persona> before;
    if (*linked) {
      auto found = transaction_.find(persona.key);
      if (!found) return fail(found.error());
      before = std::move(*found);
    }
    const auto put = transaction_.put(persona);
    if (!put) {
      if (!is_about_the_row(put.error())) return fail(put.error());
      tell(row.line, RowCode::row_too_long, RosterField::id);
      return {};
    }
    switch (*put) {
      case PutResult::inserted:
        ++report_.inserted;
        if (fresh) report_.new_ids.emplace_back(row.line, persona.key);
        break;
      case PutResult::updated:
        ++report_.updated;
        if (before) flag_changes(row.line, *before, persona);
        break;
      case PutResult::unchanged:
        ++report_.unchanged;
        break;
      case PutResult::repeated:
        ++report_.repeated;
        break;
      case PutResult::conflict:
        // The first of the two rows stands. With numbers it is the number's second person, or the same
        // one told differently: which of them is right the file does not say.
        if (by_number) {
          tell(row.line, RowCode::number_taken, RosterField::snils);
        } else {
          tell(row.line, RowCode::id_repeated, RosterField::id);
        }
        return {};
    }
    if (persona.key.organisation == organisation_) regions_of_organisation_.insert(persona.key.region);
    return put_surroundings(row);
  }

  // Links are not followed by drift: the row is kept, the administrator is told.
  void flag_changes(std::uint64_t line, const Persona& before, const Persona& now) {
    if (grade(before.name, now.name) < Grade::equivalent) {
      tell(line, RowCode::linked_name_changed, RosterField::fio);
    }
    if (before.number.reading.number != now.number.reading.number) {
      tell(line, RowCode::linked_number_changed, RosterField::snils);
    }
  }

  // --match-by number: the id of the row's persona, and whether kto has just made it. Nothing: the row
  // is rejected.
  Result<std::optional<std::pair<PersonaId, bool>>> find_id(const RosterRow& row) {
    using Found = std::optional<std::pair<PersonaId, bool>>;
    const Persona& persona = row.persona;
    const auto& number = persona.number.reading.number;
    if (!number) {
      tell(row.line, RowCode::number_needed, RosterField::snils);
      return Found();
    }
    const auto known = transaction_.find_by_number(persona.key.region, persona.key.organisation, *number);
    if (!known) return fail(known.error());
    if (known->empty()) {
      auto id = free_id(persona.key);
      if (!id) return fail(id.error());
      return Found({std::move(*id), true});
    }
    // Somebody else with the number (mother and child, say): writing one over the other would open the
    // card to a stranger. Two with it already: nobody can tell whose row this is.
    if (known->size() > 1 || grade(known->front().name, persona.name) < Grade::similar) {
      tell(row.line, RowCode::number_taken, RosterField::snils);
      return Found();
    }
    return Found({known->front().key.id, false});
  }

  Result<PersonaId> free_id(const PersonaKey& place) {
    for (;;) {
      auto id = random_id();
      if (!id) return id;
      const auto taken = transaction_.find({place.region, place.organisation, *id});
      if (!taken) return fail(taken.error());
      if (!*taken) return id;
    }
  }

  Result<void> put_surroundings(const RosterRow& row) {
    // Every row of a school repeats the school's columns.
    if (row.organisation && row.organisation != last_organisation_) {
      KTO_TRY(transaction_.put_organisation(*row.organisation));
      last_organisation_ = row.organisation;
    }
    if (row.klass && row.klass != last_class_) {
      KTO_TRY(transaction_.put_class(*row.klass));
      last_class_ = row.klass;
    }
    return {};
  }

  // Of a region nobody stated: the one that the organisation's rows say.
  Result<Region> full_region() const {
    if (options_.roster.region) return *options_.roster.region;
    if (regions_of_organisation_.empty()) return fail(Errc::not_found, std::string(name_of(RosterField::organisation)));
    if (regions_of_organisation_.size() > 1) return fail(Errc::region_differs);
    return *regions_of_organisation_.begin();
  }

  RosterTransaction& transaction_;
  const ImportOptions& options_;
  const ImportHandlers& handlers_;
  ImportReport& report_;
  ImportTally tally_;
  std::size_t file_ = 0;
  std::uint64_t bytes_ = 0;  // of the file, as the reader said last
  std::uint64_t taken_ = 0;
  const OrganisationId organisation_;
  std::map<Region, std::uint64_t> standing_{};
  std::set<Region> regions_of_organisation_{};
  std::optional<Organisation> last_organisation_{};
  std::optional<SchoolClass> last_class_{};
};

// All but the end: `transaction` is there to be committed when this succeeds.
Result<void> run(Store& store, std::span<const ByteSource> files, const ImportOptions& options,
                 const ImportHandlers& handlers, std::unique_ptr<RosterTransaction>& transaction,
                 ImportReport& report) {
  if (files.empty()) return fail(Errc::bad_argument, "files");
  const OrganisationId organisation = as_read(options.roster.organisation);
  if (options.full && organisation.empty()) {
    return fail(Errc::bad_argument, std::string(name_of(RosterField::organisation)));
  }
  auto begun = store.begin_import();
  if (!begun) return fail(begun.error());
  transaction = std::move(*begun);
  Import import(*transaction, options, organisation, handlers, report);
  if (options.full) {
    std::vector<Region> regions;
    if (options.roster.region) {
      regions.push_back(*options.roster.region);
    } else {
      auto known = store.regions();
      if (!known) return fail(known.error());
      regions = std::move(*known);
    }
    KTO_TRY(import.count_standing(regions));
  }
  for (std::size_t file = 0; file < files.size(); ++file) KTO_TRY(import.read_file(file, files[file]));
  if (options.full) KTO_TRY(import.archive_the_others());
  if (handlers.ready && !handlers.ready(report)) return fail(Errc::cancelled);
  return {};
}

}  // namespace

Result<ImportReport> import_roster(Store& store, std::span<const ByteSource> files, const ImportOptions& options,
                                   const ImportHandlers& handlers, ImportReport* partial) {
  ImportReport report;
  std::unique_ptr<RosterTransaction> transaction;  // rolled back when it ends
  const auto done = run(store, files, options, handlers, transaction, report);
  if (partial != nullptr) *partial = report;  // before the commit: once it is made, nothing may fail
  if (!done) return fail(done.error());
  if (!options.dry_run) KTO_TRY(transaction->commit());
  return Result<ImportReport>(std::move(report));
}

}  // namespace kto
