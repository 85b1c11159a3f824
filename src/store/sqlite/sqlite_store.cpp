#include "store/sqlite/sqlite_store.hpp"

#include "store/clear_columns.hpp"
#include "store/record.hpp"
#include "store/sqlite/core.hpp"
#include "store/sqlite/open.hpp"

namespace kto::store {
namespace sqlite {
namespace {

constexpr std::size_t page_rows = 512;

// Reads rows while `each` is true of them.
Result<void> each_row(Statement& statement, const std::function<Result<bool>()>& each) {
  for (;;) {
    const auto row = statement.step();
    if (!row) return fail(row.error());
    if (!*row) return {};
    const auto more = each();
    if (!more) return fail(more.error());
    if (!*more) return {};
  }
}

Statement& bind_key(Statement& statement, const PersonaKey& key) {
  return statement.integer(key.region.number()).text(key.organisation.str()).text(key.id.str());
}

// issuer, oid, origin, made_at, rules, ticket from `first` on.
Result<Link> link_at(const Statement& row, int first, PersonaKey key) {
  const std::int64_t issuer = row.integer_at(first);
  const auto oid = Oid::make(row.integer_at(first + 1));
  const std::int64_t origin = row.integer_at(first + 2);
  if (issuer < 1 || issuer > 2 || !oid || origin < 1 || origin > 3) return fail(Errc::store_corrupt, "links");
  return Link{Subject{static_cast<Issuer>(issuer), *oid},
              std::move(key),
              static_cast<LinkOrigin>(origin),
              row.integer_at(first + 3),
              std::string(row.text_at(first + 4)),
              std::string(row.text_at(first + 5))};
}

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(std::shared_ptr<Core> core) : core_(std::move(core)) {}

  Result<void> candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const override {
    KTO_TRY(core_->process.check());
    std::vector<std::pair<std::size_t, Persona>> page;
    std::size_t at = 0;
    while (at < queries.size()) {
      std::size_t next = at;
      const auto done = core_->readers.read([&](Connection& db) -> Result<void> {
        page.clear();
        for (next = at; next < queries.size() && page.size() < page_rows; ++next) {
          KTO_TRY(each_with_number(db, core_->codec, queries[next].region, queries[next].number,
                                   [&](Persona&& persona) { page.emplace_back(next, std::move(persona)); }));
        }
        return {};
      });
      if (!done) return done;
      at = next;
      for (const auto& [query, persona] : page) KTO_TRY(emit(query, persona));
    }
    return {};
  }

  Result<void> by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const override {
    KTO_TRY(core_->process.check());
    std::vector<Persona> page;
    for (std::size_t at = 0; at < keys.size(); at += page_rows) {
      const auto part = keys.subspan(at, std::min(page_rows, keys.size() - at));
      const auto done = core_->readers.read([&](Connection& db) -> Result<void> {
        page.clear();
        auto statement = db.prepare("SELECT " KTO_PERSONA_COLUMNS
                                    " FROM personas WHERE region = ?1 AND organisation = ?2 AND id = ?3");
        if (!statement) return fail(statement.error());
        for (const PersonaKey& key : part) {
          statement->reset();
          const auto row = bind_key(*statement, key).step();
          if (!row) return fail(row.error());
          if (*row) KTO_TRY(add_persona(*statement, page));
        }
        return {};
      });
      if (!done) return done;
      for (const Persona& persona : page) KTO_TRY(emit(persona));
    }
    return {};
  }

  Result<void> by_organisation(Region region, const OrganisationId& organisation,
                               const EmitPersona& emit) const override {
    return pages("SELECT " KTO_PERSONA_COLUMNS
                 " FROM personas WHERE region = ?1 AND organisation = ?2 AND id > ?3 ORDER BY id LIMIT ?4",
                 PersonaKey{region, organisation, PersonaId()}, SIZE_MAX, emit);
  }

  Result<void> scan(const std::optional<PersonaKey>& after, std::size_t limit, const EmitPersona& emit) const override {
    // No key is as small as this one: nobody's organisation is empty.
    const PersonaKey start{Region::make(1).value(), OrganisationId(), PersonaId()};
    return pages("SELECT " KTO_PERSONA_COLUMNS
                 " FROM personas WHERE (region, organisation, id) > (?1, ?2, ?3)"
                 " ORDER BY region, organisation, id LIMIT ?4",
                 after.value_or(start), limit, emit);
  }

  Result<void> unnumbered(Region region, std::size_t limit, const EmitPersona& emit) const override {
    return pages("SELECT " KTO_PERSONA_COLUMNS
                 " FROM personas WHERE number_usable = 0 AND region = ?1 AND (organisation, id) > (?2, ?3)"
                 " ORDER BY organisation, id LIMIT ?4",
                 PersonaKey{region, OrganisationId(), PersonaId()}, limit, emit);
  }

  Result<std::vector<Region>> regions() const override {
    return read<std::vector<Region>>([](Connection& db, std::vector<Region>& out) -> Result<void> {
      auto statement = db.prepare("SELECT min(region) FROM personas WHERE region > ?1");
      if (!statement) return fail(statement.error());
      for (std::int64_t last = 0;;) {
        statement->reset();
        const auto row = statement->integer(last).step();
        if (!row) return fail(row.error());
        if (!*row || statement->null_at(0)) return {};
        const auto region = region_at(*statement, 0);
        if (!region) return fail(region.error());
        out.push_back(*region);
        last = region->number();
      }
    });
  }

  Result<std::vector<Link>> links_of(const Subject& subject) const override {
    return read<std::vector<Link>>([&](Connection& db, std::vector<Link>& out) -> Result<void> {
      auto statement = db.prepare(
          "SELECT region, organisation, id, issuer, oid, origin, made_at, rules, ticket FROM links"
          " WHERE oid = ?1 AND issuer = ?2 ORDER BY region, organisation, id");
      if (!statement) return fail(statement.error());
      statement->integer(subject.oid.value()).integer(static_cast<std::int64_t>(subject.issuer));
      return each_row(*statement, [&]() -> Result<bool> {
        auto key = key_at(*statement, 0);
        if (!key) return fail(key.error());
        auto link = link_at(*statement, 3, std::move(*key));
        if (!link) return fail(link.error());
        out.push_back(std::move(*link));
        return true;
      });
    });
  }

  Result<std::vector<std::optional<Link>>> links_to(std::span<const PersonaKey> personas) const override {
    using Links = std::vector<std::optional<Link>>;
    return read<Links>([&](Connection& db, Links& out) -> Result<void> {
      // Several keys, one state of the store: a commit between them is seen wholly or not at all.
      const OneState state(db);
      KTO_TRY(state.begun());
      auto statement = db.prepare(
          "SELECT issuer, oid, origin, made_at, rules, ticket FROM links"
          " WHERE region = ?1 AND organisation = ?2 AND id = ?3");
      if (!statement) return fail(statement.error());
      for (const PersonaKey& key : personas) {
        statement->reset();
        const auto row = bind_key(*statement, key).step();
        if (!row) return fail(row.error());
        if (!*row) {
          out.emplace_back();
          continue;
        }
        auto link = link_at(*statement, 0, key);
        if (!link) return fail(link.error());
        out.emplace_back(std::move(*link));
      }
      return {};
    });
  }

  Result<std::vector<ConsentRecord>> consents_for(const PersonaKey& child) const override {
    using Consents = std::vector<ConsentRecord>;
    return read<Consents>([&](Connection& db, Consents& out) -> Result<void> {
      auto statement = db.prepare(
          "SELECT by_region, by_organisation, by_id, given_at FROM consents"
          " WHERE region = ?1 AND organisation = ?2 AND id = ?3 AND revoked_at IS NULL ORDER BY given_at, row");
      if (!statement) return fail(statement.error());
      bind_key(*statement, child);
      return each_row(*statement, [&]() -> Result<bool> {
        ConsentRecord consent{child};
        if (!statement->null_at(0)) {
          auto by = key_at(*statement, 0);
          if (!by) return fail(by.error());
          consent.given_by = std::move(*by);
        }
        consent.given_at = statement->integer_at(3);
        out.push_back(std::move(consent));
        return true;
      });
    });
  }

  Result<std::optional<Decision>> decision(std::string_view ticket) const override {
    return read<std::optional<Decision>>([&](Connection& db, std::optional<Decision>& out) -> Result<void> {
      auto statement = db.prepare(
          "SELECT decided_at, region, subject_hash, verdict, reasons, personas, rules, rules_hash FROM decisions"
          " WHERE ticket = ?1");
      if (!statement) return fail(statement.error());
      const auto row = statement->text(ticket).step();
      if (!row) return fail(row.error());
      if (!*row) return {};
      const auto region = region_at(*statement, 1);
      if (!region) return fail(region.error());
      auto reasons = decode_numbers(statement->text_at(4));
      if (!reasons) return fail(reasons.error());
      auto personas = decode_keys(statement->text_at(5));
      if (!personas) return fail(personas.error());
      out = Decision{std::string(ticket),
                     statement->integer_at(0),
                     *region,
                     std::string(statement->text_at(2)),
                     static_cast<std::int32_t>(statement->integer_at(3)),
                     std::move(*reasons),
                     std::move(*personas),
                     std::string(statement->text_at(6)),
                     std::string(statement->text_at(7))};
      return {};
    });
  }

  Result<std::vector<SignIn>> sign_ins_of(const PersonaKey& persona) const override {
    using SignIns = std::vector<SignIn>;
    return read<SignIns>([&](Connection& db, SignIns& out) -> Result<void> {
      auto statement = db.prepare(
          "SELECT ticket, at FROM sign_ins WHERE region = ?1 AND organisation = ?2 AND id = ?3 ORDER BY at, row");
      if (!statement) return fail(statement.error());
      bind_key(*statement, persona);
      return each_row(*statement, [&]() -> Result<bool> {
        out.push_back(SignIn{std::string(statement->text_at(0)), persona, statement->integer_at(1)});
        return true;
      });
    });
  }

  Result<std::unique_ptr<LedgerTransaction>> begin() override { return begin_ledger_transaction(core_); }

  Result<std::unique_ptr<RosterTransaction>> begin_import() override { return begin_roster_transaction(core_); }

  Result<StoreInfo> info() const override {
    return read<StoreInfo>([&](Connection& db, StoreInfo& out) -> Result<void> {
      const auto personas = db.integer("SELECT count(*) FROM personas");
      if (!personas) return fail(personas.error());
      out.sealed = core_->codec.sealed();
      out.read_only = core_->writer == nullptr;
      out.issuer = core_->issuer;
      out.personas = static_cast<std::uint64_t>(*personas);
      return {};
    });
  }

  Result<std::vector<Organisation>> organisations() const override {
    using Organisations = std::vector<Organisation>;
    return read<Organisations>([&](Connection& db, Organisations& out) -> Result<void> {
      auto statement = db.prepare("SELECT region, id, inn, type, municipality FROM organisations ORDER BY region, id");
      if (!statement) return fail(statement.error());
      return each_row(*statement, [&]() -> Result<bool> {
        const auto region = region_at(*statement, 0);
        if (!region) return fail(region.error());
        out.push_back({*region, OrganisationId(std::string(statement->text_at(1))), std::string(statement->text_at(2)),
                       std::string(statement->text_at(3)), std::string(statement->text_at(4))});
        return true;
      });
    });
  }

  Result<std::vector<SchoolClass>> classes(Region region, const OrganisationId& organisation) const override {
    using Classes = std::vector<SchoolClass>;
    return read<Classes>([&](Connection& db, Classes& out) -> Result<void> {
      auto statement = db.prepare(
          "SELECT school_year, name, teacher FROM classes WHERE region = ?1 AND organisation = ?2 ORDER BY 1, 2");
      if (!statement) return fail(statement.error());
      statement->integer(region.number()).text(organisation.str());
      return each_row(*statement, [&]() -> Result<bool> {
        SchoolClass klass{
            region, organisation, std::string(statement->text_at(0)), std::string(statement->text_at(1)), {}};
        auto teacher = core_->codec.open(class_row_id(klass), region, statement->blob_at(2));
        if (!teacher) return fail(teacher.error());
        klass.teacher = std::move(*teacher);
        out.push_back(std::move(klass));
        return true;
      });
    });
  }

  Result<CheckReport> check(const std::function<bool(std::uint64_t done)>& progress) const override {
    KTO_TRY(core_->process.check());
    return check_store(*core_, progress);
  }

  Result<std::string> subject_hash(const Subject& subject) const override {
    KTO_TRY(core_->process.check());
    return core_->subjects.subject_hash(name_of(subject.issuer), subject.oid.value());
  }

 private:
  // One reading into a fresh value; begun anew when the file changed under it.
  template <class T, class Read>
  Result<T> read(const Read& read_into) const {
    KTO_TRY(core_->process.check());
    T out{};
    KTO_TRY(core_->readers.read([&](Connection& db) -> Result<void> {
      out = T{};
      return read_into(db, out);
    }));
    return out;
  }

  Result<void> add_persona(const Statement& row, std::vector<Persona>& page) const {
    auto persona = core_->codec.read(row, 0);
    if (!persona) return fail(persona.error());
    page.push_back(std::move(*persona));
    return {};
  }

  // `sql` gives personas after the key of parameters 1 to 3 in key order, at most parameter 4.
  Result<void> pages(const char* sql, PersonaKey after, std::size_t limit, const EmitPersona& emit) const {
    KTO_TRY(core_->process.check());
    std::vector<Persona> page;
    for (bool more = true; more && limit > 0;) {
      const std::size_t most = std::min(limit, page_rows);
      const auto done = core_->readers.read([&](Connection& db) -> Result<void> {
        page.clear();
        auto statement = db.prepare(sql);
        if (!statement) return fail(statement.error());
        bind_key(*statement, after).integer(static_cast<std::int64_t>(most));
        return each_row(*statement, [&]() -> Result<bool> {
          KTO_TRY(add_persona(*statement, page));
          return true;
        });
      });
      if (!done) return done;
      more = page.size() == most;
      limit -= page.size();
      for (const Persona& persona : page) KTO_TRY(emit(persona));
      if (!page.empty()) after = page.back().key;
    }
    return {};
  }

  std::shared_ptr<Core> core_;
};

}  // namespace
}  // namespace sqlite

Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, const OpenOptions& options) {
  auto core = sqlite::open_core(path, options);
  if (!core) return fail(core.error());
  return std::unique_ptr<Store>(std::make_unique<sqlite::SqliteStore>(std::move(*core)));
}

}  // namespace kto::store
