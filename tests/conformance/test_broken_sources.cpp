// A suite that cannot fail proves nothing: for every rule of a source there is one that breaks it, and the
// suite tells this rule and no other.
#include <catch2/catch.hpp>

#include "conformance/broken_sources.hpp"
#include "conformance/prove.hpp"

using namespace kto;
using namespace kto::test;

namespace {

using Breaks = std::vector<test::Broken<Hooks>>;

// A candidate is left out, or its row changed.
Hooks drops(std::function<bool(const Persona&)> whom) {
  Hooks out;
  out.candidates = [whom](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) {
    return real.candidates(queries, [&](std::size_t i, const Persona& one) -> Result<void> {
      return whom(one) ? Result<void>() : emit(i, one);
    });
  };
  return out;
}

Hooks candidates(decltype(Hooks::candidates) hook) {
  Hooks out;
  out.candidates = std::move(hook);
  return out;
}
Hooks by_key(decltype(Hooks::by_key) hook) {
  Hooks out;
  out.by_key = std::move(hook);
  return out;
}
Hooks by_organisation(decltype(Hooks::by_organisation) hook) {
  Hooks out;
  out.by_organisation = std::move(hook);
  return out;
}
Hooks scan(decltype(Hooks::scan) hook) {
  Hooks out;
  out.scan = std::move(hook);
  return out;
}
Hooks regions(decltype(Hooks::regions) hook) {
  Hooks out;
  out.regions = std::move(hook);
  return out;
}
Hooks unnumbered(decltype(Hooks::unnumbered) hook) {
  Hooks out;
  out.unnumbered = std::move(hook);
  return out;
}

// The rows of by_key, changed: content that is wrong is wrong wherever it comes from.
Hooks changes(std::function<void(Persona&)> how) {
  return by_key([how](Real real, std::span<const PersonaKey> keys, const EmitPersona& emit) {
    return real.by_key(keys, [&](const Persona& one) {
      Persona changed = one;
      how(changed);
      return emit(changed);
    });
  });
}

NumberCell cell(const char* text) { return {text, Snils::read(text)}; }

Breaks broken_rows() {
  return {
      {"persona.unknown",
       changes([](Persona& p) {
         if (p.key.id.str() == "1003") p.key.id = PersonaId("somebody");
       }),
       {"by_key.missing", "source.reentry"}},
      {"persona.name", changes([](Persona& p) { p.name = Fio::from_parts("Сурков", "Лев", "").value(); })},
      {"persona.number", changes([](Persona& p) { p.number.reading.number = Snils::from_number(7).value(); })},
      {"persona.birth_date", changes([](Persona& p) { p.birth_date = Date::make(1970, 1, 1).value(); })},
      {"persona.sex", changes([](Persona& p) { p.sex = Sex::male; })},
      {"persona.activated", changes([](Persona& p) { p.activated = true; })},
      {"persona.roles", changes([](Persona& p) {
         for (Membership& one : p.memberships) one.standing = Standing::in_organisation;
       })},
      {"persona.classes", changes([](Persona& p) {
         for (Membership& one : p.memberships) one.from.reset();
       })},
      {"persona.number_text", changes([](Persona& p) {
         if (p.number.text == "8765430300") p.number = cell("087-654-303 00");
       })},
      {"persona.login", changes([](Persona& p) { p.login.clear(); })},
      {"persona.guardians", changes([](Persona& p) { p.guardians.clear(); })},
      {"persona.consent", changes([](Persona& p) { p.processing_consent = Consent::given; })},
  };
}

Breaks broken_candidates() {
  return {
      {"candidates.missing", drops([](const Persona& p) { return p.key.id.str() == "1004"; })},
      {"candidates.archived", drops([](const Persona& p) { return p.archived(); })},
      {"candidates.not_activated", drops([](const Persona& p) { return !p.activated; })},
      {"candidates.exempt_number",
       drops([](const Persona& p) { return p.number.reading.verdict == SnilsVerdict::exempt; })},
      {"candidates.recovered_number", drops([](const Persona& p) { return p.number.reading.recovered; })},
      {"candidates.other_region",
       candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) -> Result<void> {
         const auto all_regions = real.regions().value();
         for (std::size_t i = 0; i < queries.size(); ++i) {
           for (const Region region : all_regions) {
             for (const Persona& one : found(real, {region, queries[i].number})) KTO_TRY(emit(i, one));
           }
         }
         return {};
       })},
      {"candidates.other_number",
       candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) -> Result<void> {
         const People all = everybody(real);
         for (std::size_t i = 0; i < queries.size(); ++i) {
           for (const Persona& one : found(real, queries[i])) {
             KTO_TRY(emit(i, one));
             for (const Persona& other : all) {  // the whole household
               if (other.key.id.str() == "1010" && one.key.id.str() == "1008") KTO_TRY(emit(i, other));
             }
           }
         }
         return {};
       })},
      {"candidates.twice", candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) {
         return real.candidates(queries, [&](std::size_t i, const Persona& one) -> Result<void> {
           KTO_TRY(emit(i, one));
           return one.memberships.size() > 1 ? emit(i, one) : Result<void>();  // a join with memberships
         });
       })},
      {"candidates.query_index",
       candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) {
         return real.candidates(queries, [&](std::size_t i, const Persona& one) {
           return emit((i ^ 1U) < queries.size() ? (i ^ 1U) : i, one);
         });
       })},
      {"candidates.query_index",
       candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) {
         return real.candidates(queries,
                                [&](std::size_t i, const Persona& one) { return emit(i + queries.size(), one); });
       }),
       {"candidates.missing", "candidates.archived", "candidates.not_activated", "candidates.exempt_number",
        "candidates.recovered_number", "candidates.emit_error", "candidates.emit_stops"}},
      {"candidates.batch", candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) {
         // Queries over one region only: the last one's.
         return real.candidates(queries, [&](std::size_t i, const Persona& one) -> Result<void> {
           const bool whole = queries.size() == 1 || queries.size() > 100;
           return whole || queries[i].region == queries[0].region ? emit(i, one) : Result<void>();
         });
       })},
      {"candidates.repeated_query",
       candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) {
         std::set<std::pair<Region, Snils>> seen;
         std::vector<bool> first;
         for (const NumberQuery& one : queries) first.push_back(seen.emplace(one.region, one.number).second);
         return real.candidates(queries, [&](std::size_t i, const Persona& one) -> Result<void> {
           return first[i] ? emit(i, one) : Result<void>();
         });
       })},
      {"candidates.empty_batch",
       candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) -> Result<void> {
         if (queries.empty()) return fail(Errc::bad_argument);  // "WHERE (…) IN ()"
         return real.candidates(queries, emit);
       })},
      {"candidates.empty_batch",
       candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) -> Result<void> {
         if (queries.empty()) {  // no condition at all
           for (const Persona& one : everybody(real)) KTO_TRY(emit(0, one));
         }
         return real.candidates(queries, emit);
       })},
      {"candidates.large_batch",
       candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) {
         return real.candidates(queries.first(std::min<std::size_t>(queries.size(), 32766)), emit);
       })},
      {"candidates.emit_error",
       candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) -> Result<void> {
         const auto done = real.candidates(queries, emit);
         return done ? Result<void>() : Result<void>(fail(done.error().code));  // the code alone
       })},
      {"candidates.emit_stops",
       candidates([](Real real, std::span<const NumberQuery> queries, const EmitCandidate& emit) {
         Result<void> first;
         static_cast<void>(real.candidates(queries, [&](std::size_t i, const Persona& one) -> Result<void> {
           const auto done = emit(i, one);
           if (first && !done) first = done;
           return {};
         }));
         return first;
       })},
  };
}

// An error that is forgotten, and one that stops nothing, for any reading with an EmitPersona.
template <class... Args>
auto forgets(Result<void> (PersonaSource::*member)(Args...) const) {
  return [member](Real real, Args... args) -> Result<void> {
    static_cast<void>((real.*member)(args...));
    return {};
  };
}
inline Result<void> going_on(const EmitPersona& emit, const std::function<void(const EmitPersona&)>& read) {
  Result<void> first;
  read([&](const Persona& one) -> Result<void> {
    const auto done = emit(one);
    if (first && !done) first = done;
    return {};
  });
  return first;
}
template <class A>
auto goes_on(Result<void> (PersonaSource::*member)(A, const EmitPersona&) const) {
  return [member](Real real, A a, const EmitPersona& emit) {
    return going_on(emit, [&](const EmitPersona& deaf) { static_cast<void>((real.*member)(a, deaf)); });
  };
}
template <class A, class B>
auto goes_on(Result<void> (PersonaSource::*member)(A, B, const EmitPersona&) const) {
  return [member](Real real, A a, B b, const EmitPersona& emit) {
    return going_on(emit, [&](const EmitPersona& deaf) { static_cast<void>((real.*member)(a, b, deaf)); });
  };
}

Breaks broken_keys() {
  using Keys = std::span<const PersonaKey>;
  return {
      {"by_key.missing",
       by_key([](Real real, Keys keys, const EmitPersona& emit) {
         return real.by_key(keys, [&](const Persona& one) -> Result<void> {
           return one.key.id.str() == "1003" ? Result<void>() : emit(one);
         });
       }),
       {"source.reentry"}},
      {"by_key.not_asked",
       by_key([](Real real, Keys keys, const EmitPersona& emit) -> Result<void> {
         // An id is taken for a key.
         const People all = everybody(real);
         for (const PersonaKey& key : keys) {
           for (const Persona& one : all) {
             if (one.key.id == key.id && keys.size() == 1) KTO_TRY(emit(one));
             if (one.key == key && keys.size() != 1) KTO_TRY(emit(one));
           }
         }
         return {};
       }),
       {"by_key.unknown_key"}},
      {"by_key.unknown_key", by_key([](Real real, Keys keys, const EmitPersona& emit) -> Result<void> {
         for (const PersonaKey& key : keys) {
           if (keys.size() > 10000) break;
           if (collect([&](const EmitPersona& e) { return real.by_key(std::span(&key, 1), e); }).empty()) {
             return fail(Errc::not_found);
           }
         }
         return real.by_key(keys, emit);
       })},
      {"by_key.order",
       by_key([](Real real, Keys keys, const EmitPersona& emit) {
         std::vector<PersonaKey> sorted(keys.begin(), keys.end());
         std::sort(sorted.begin(), sorted.end());
         return real.by_key(sorted, emit);
       }),
       {"by_key.large_batch"}},
      {"by_key.repeated_key", by_key([](Real real, Keys keys, const EmitPersona& emit) {
         std::vector<PersonaKey> once;
         std::set<PersonaKey> seen;
         for (const PersonaKey& key : keys) {
           if (seen.insert(key).second) once.push_back(key);
         }
         return real.by_key(once, emit);
       })},
      {"by_key.empty_batch", by_key([](Real real, Keys keys, const EmitPersona& emit) -> Result<void> {
         return keys.empty() ? emit_all(everybody(real), emit) : real.by_key(keys, emit);
       })},
      {"by_key.large_batch",
       by_key([](Real real, Keys keys, const EmitPersona& emit) -> Result<void> {
         return keys.size() > 1000 ? Result<void>(fail(Errc::too_many)) : real.by_key(keys, emit);
       }),
       {"source.fails"}},
      {"by_key.emit_error", by_key(forgets(&PersonaSource::by_key))},
      {"by_key.emit_stops", by_key(goes_on(&PersonaSource::by_key))},
  };
}

Breaks broken_organisations() {
  using Organisation = const OrganisationId&;
  const auto changed = [](auto&& how) {
    return by_organisation([how](Real real, Region region, Organisation organisation, const EmitPersona& emit) {
      People rows = collect([&](const EmitPersona& e) { return real.by_organisation(region, organisation, e); });
      how(rows, everybody(real), region, organisation);
      return emit_all(rows, emit);
    });
  };
  return {
      {"by_organisation.missing",
       changed([](People& rows, const People&, Region, Organisation) {
         std::erase_if(rows, [](const Persona& one) { return one.archived(); });
       }),
       {"source.reentry"}},
      {"by_organisation.other_organisation",
       changed([](People& rows, const People& all, Region region, Organisation organisation) {
         // "LIKE": an organisation whose name begins so.
         if (organisation.str() != "МКОУ") return;
         for (const Persona& one : all) {
           const bool longer = one.key.organisation != organisation && one.key.organisation.str().starts_with("МКОУ");
           if (one.key.region == region && longer) rows.insert(rows.begin(), one);
         }
         std::sort(rows.begin(), rows.end(), [](const Persona& a, const Persona& b) { return a.key < b.key; });
       })},
      {"by_organisation.other_region", changed([](People& rows, const People& all, Region, Organisation organisation) {
         rows.clear();
         for (const Persona& one : all) {
           if (one.key.organisation == organisation) rows.push_back(one);
         }
       })},
      {"by_organisation.order", changed([](People& rows, const People&, Region, Organisation) {
         // As numbers: 9 before 10.
         std::stable_sort(rows.begin(), rows.end(), [](const Persona& a, const Persona& b) {
           return a.key.id.str().size() < b.key.id.str().size();
         });
       })},
      {"by_organisation.twice", changed([](People& rows, const People&, Region, Organisation) {
         if (!rows.empty()) rows.push_back(rows.back());
       })},
      {"by_organisation.unknown", by_organisation([](Real real, Region region, Organisation organisation,
                                                     const EmitPersona& emit) -> Result<void> {
         const auto rows = collect([&](const EmitPersona& e) { return real.by_organisation(region, organisation, e); });
         return rows.empty() ? Result<void>(fail(Errc::not_found)) : emit_all(rows, emit);
       })},
      {"by_organisation.emit_error", by_organisation(forgets(&PersonaSource::by_organisation))},
      {"by_organisation.emit_stops", by_organisation(goes_on(&PersonaSource::by_organisation))},
  };
}

Breaks broken_scans() {
  using After = const std::optional<PersonaKey>&;
  // What is changed in a whole scan only.
  const auto whole = [](auto&& how) {
    return scan([how](Real real, After after, std::size_t limit, const EmitPersona& emit) {
      People rows = collect([&](const EmitPersona& e) { return real.scan(after, limit, e); });
      how(rows, after.has_value(), limit);
      return emit_all(rows, emit);
    });
  };
  return {
      {"scan.missing",
       scan([](Real real, After after, std::size_t limit, const EmitPersona& emit) -> Result<void> {
         // Archived ones are no part of it, on no page.
         for (const Persona& one : everybody(real)) {
           if (one.archived() || (after && one.key <= *after)) continue;
           if (limit-- == 0) break;
           KTO_TRY(emit(one));
         }
         return {};
       }),
       {"source.reentry"}},
      {"scan.order",
       whole([](People& rows, bool, std::size_t) { std::reverse(rows.begin(), rows.end()); }),
       {"scan.pages", "scan.after"}},
      {"scan.twice",
       whole([](People& rows, bool after, std::size_t limit) {
         if (!after && limit > rows.size()) rows.push_back(rows.back());
       }),
       {"scan.pages"}},
      {"scan.limit", scan([](Real real, After after, std::size_t limit, const EmitPersona& emit) {
         return real.scan(after, limit == 0 ? 1000 : limit, emit);  // 0 = no limit
       })},
      {"scan.after", scan([](Real real, After after, std::size_t limit, const EmitPersona& emit) -> Result<void> {
         // A page begins behind a key that is there, or nowhere.
         if (after && collect([&](const EmitPersona& e) { return real.by_key(std::span(&*after, 1), e); }).empty()) {
           return {};
         }
         return real.scan(after, limit, emit);
       })},
      {"scan.pages", scan([](Real real, After after, std::size_t limit, const EmitPersona& emit) {
         return real.scan(after, limit == 3 ? 0 : limit, emit);
       })},
      {"scan.emit_error", scan(forgets(&PersonaSource::scan))},
      {"scan.emit_stops", scan(goes_on(&PersonaSource::scan))},
  };
}

Breaks broken_regions() {
  const auto changed = [](auto&& how) {
    return regions([how](Real real) -> Result<std::vector<Region>> {
      auto out = real.regions().value();
      how(out);
      return out;
    });
  };
  return {
      {"regions.missing", changed([](std::vector<Region>& out) { out.pop_back(); })},
      {"regions.extra", changed([](std::vector<Region>& out) { out.push_back(Region::make(99).value()); })},
      {"regions.order", changed([](std::vector<Region>& out) { std::reverse(out.begin(), out.end()); })},
      {"regions.order", changed([](std::vector<Region>& out) { out.push_back(out.back()); })},
  };
}

Breaks broken_unnumbered() {
  const auto changed = [](auto&& how) {
    return unnumbered([how](Real real, Region region, std::size_t limit, const EmitPersona& emit) {
      People rows = collect([&](const EmitPersona& e) { return real.unnumbered(region, 1000, e); });
      how(rows, everybody(real), region);
      if (rows.size() > limit) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(limit), rows.end());
      return emit_all(rows, emit);
    });
  };
  return {
      {"unnumbered.missing", changed([](People& rows, const People&, Region) {
         std::erase_if(rows, [](const Persona& one) { return !one.number.text.empty(); });
       })},
      {"unnumbered.numbered", changed([](People& rows, const People& all, Region region) {
         for (const Persona& one : all) {  // an exempt number has no control
           const bool exempt = one.number.reading.verdict == SnilsVerdict::exempt;
           if (one.key.region == region && exempt) rows.push_back(one);
         }
       })},
      {"unnumbered.other_region", changed([](People& rows, const People& all, Region) {
         rows.clear();
         for (const Persona& one : all) {
           if (!one.number.usable()) rows.push_back(one);
         }
       })},
      {"unnumbered.limit", unnumbered([](Real real, Region region, std::size_t, const EmitPersona& emit) {
         return real.unnumbered(region, 1000, emit);
       })},
      {"unnumbered.twice", changed([](People& rows, const People&, Region) {
         if (!rows.empty()) rows.push_back(rows.front());
       })},
      {"unnumbered.emit_error", unnumbered(forgets(&PersonaSource::unnumbered))},
      {"unnumbered.emit_stops", unnumbered(goes_on(&PersonaSource::unnumbered))},
  };
}

// How calls are made, whatever they answer.
Breaks broken_calls() {
  Breaks out = {
      {"source.fails",
       regions([](Real) -> Result<std::vector<Region>> { return fail(Errc::store_failed); }),
       {"source.reentry"}},
      {"source.throws", regions([](Real real) -> Result<std::vector<Region>> {
         static_cast<void>(real);
         throw std::runtime_error("a driver's own");
       })},
      {"source.throws",
       candidates([](Real, std::span<const NumberQuery>, const EmitCandidate&) -> Result<void> { throw 7; }),
       {"candidates.missing", "candidates.archived", "candidates.not_activated", "candidates.exempt_number",
        "candidates.recovered_number"}},
  };
  // One statement for all: a question asked while a scan is under way fails. Other threads have their own.
  const auto home = std::this_thread::get_id();
  const auto scanning = std::make_shared<bool>(false);
  Hooks busy;
  busy.scan = [=](Real real, const std::optional<PersonaKey>& after, std::size_t limit, const EmitPersona& emit) {
    if (std::this_thread::get_id() != home) return real.scan(after, limit, emit);
    *scanning = true;
    const auto done = real.scan(after, limit, emit);
    *scanning = false;
    return done;
  };
  busy.by_key = [=](Real real, std::span<const PersonaKey> keys, const EmitPersona& emit) -> Result<void> {
    const bool fails = std::this_thread::get_id() == home && *scanning;
    return fails ? Result<void>(fail(Errc::store_busy)) : real.by_key(keys, emit);
  };
  out.push_back({"source.reentry", busy});
  // Bound to the thread that made it.
  out.push_back({"source.threads", regions([home](Real real) -> Result<std::vector<Region>> {
                   if (std::this_thread::get_id() != home) return fail(Errc::store_failed);
                   return real.regions();
                 })});
  return out;
}

Breaks all_broken() {
  Breaks out;
  for (auto&& some : {broken_rows(), broken_candidates(), broken_keys(), broken_organisations(), broken_scans(),
                      broken_regions(), broken_unnumbered(), broken_calls()}) {
    out.insert(out.end(), some.begin(), some.end());
  }
  return out;
}

}  // namespace

TEST_CASE("a source that only passes on is good") {
  const Passing source(memory_store(conformance_personas()));
  CHECK(text_of(check_source(source)).empty());
}

TEST_CASE("every rule of a source can fail, and finds its own fault") {
  const auto good = memory_store(conformance_personas());
  prove(Seam::source, all_broken(), [&](const Hooks& hooks) { return check_source(Hooked(good, hooks)); });
}
