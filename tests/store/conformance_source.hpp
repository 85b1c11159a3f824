// The conformance suite of PersonaSource: what every implementation must do, a portal's too. Give it a
// factory that makes a source holding the personas it is given.
#pragma once

#include <algorithm>
#include <thread>

#include "store/faults.hpp"
#include "store/people.hpp"

namespace kto::test {

using SourceFactory = std::function<std::unique_ptr<PersonaSource>(std::span<const Persona>)>;

namespace source_suite {

inline std::vector<Persona> people() {
  std::vector<Persona> out;
  out.push_back(full_persona());
  Persona mother = persona(38, "МБОУ Лицей №2", "1001", "Йовович", "Анна", "Петровна");
  mother.number = number(143210987);
  mother.memberships = {membership(Role::parent)};
  out.push_back(mother);
  Persona household = persona(38, "МБОУ Лицей №2", "1003", "Йовович", "Пётр", "Иванович");
  household.number = number(143210987);
  household.memberships = {membership(Role::pupil, "5б", Standing::archived)};
  out.push_back(household);
  Persona elsewhere = persona(38, "МАОУ СОШ №7", "1001", "Йовович", "Анна", "Петровна");
  elsewhere.number = number(143210987);
  out.push_back(elsewhere);
  Persona other_region = persona(77, "МБОУ Лицей №2", "1001", "Йовович", "Анна", "Петровна");
  other_region.number = number(143210987);
  out.push_back(other_region);
  Persona unusable = persona(38, "МАОУ СОШ №7", "1002", "Сурков", "Глеб");
  unusable.number.text = "123-123-123 44";
  unusable.number.reading = Snils::read(unusable.number.text);
  out.push_back(unusable);
  out.push_back(persona(38, "МАОУ СОШ №7", "1004", "Сурков", "Лев"));
  out.push_back(persona(5, "МАОУ СОШ №7", "1004", "Сурков", "Марк"));
  return out;
}

inline std::vector<Persona> sorted(std::vector<Persona> personas) {
  std::sort(personas.begin(), personas.end(), [](const Persona& a, const Persona& b) { return a.key < b.key; });
  return personas;
}

inline bool same(const std::vector<Persona>& a, const std::vector<Persona>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Persona& x, const Persona& y) { return same_content(x, y); });
}

using Emitted = std::vector<Persona>;
inline EmitPersona into(Emitted& out) {
  return [&out](const Persona& p) -> Result<void> {
    out.push_back(p);
    return {};
  };
}

inline void candidates(const PersonaSource& source, Faults& faults) {
  const auto query = [](unsigned r, std::uint32_t n) { return NumberQuery{region(r), Snils::from_number(n).value()}; };
  const std::vector<NumberQuery> queries = {query(38, 143210987), query(77, 143210987), query(5, 143210987),
                                            query(38, 1),         query(38, 143210987), query(38, 152341876)};
  std::vector<std::vector<Persona>> found(queries.size());
  const auto done = source.candidates(queries, [&](std::size_t at, const Persona& p) -> Result<void> {
    if (faults.expect(at < queries.size(), "candidates: a query that was not asked")) found[at].push_back(p);
    return {};
  });
  faults.expect_good(done, "candidates");
  const auto all = people();
  const std::vector<std::vector<Persona>> expected = {{all[3], all[1], all[2]}, {all[4]}, {}, {},
                                                      {all[3], all[1], all[2]}, {all[0]}};
  for (std::size_t i = 0; i < queries.size(); ++i) {
    faults.expect(same(sorted(found[i]), sorted(expected[i])),
                  "candidates: exactly those of the region and number, query " + std::to_string(i));
  }
  faults.expect_good(
      source.candidates({}, [](std::size_t, const Persona&) -> Result<void> { return fail(Errc::internal); }),
      "candidates: no query, nobody");
}

inline void many_candidates(const PersonaSource& source, std::size_t personas, Faults& faults) {
  std::vector<NumberQuery> queries;
  for (std::size_t i = 0; i < personas; ++i) {
    queries.push_back({region(38), Snils::from_number(static_cast<std::uint32_t>(500000000 + i)).value()});
  }
  std::vector<int> hits(queries.size(), 0);
  faults.expect_good(source.candidates(queries,
                                       [&](std::size_t at, const Persona& p) -> Result<void> {
                                         if (p.number.reading.number == queries[at].number) ++hits[at];
                                         return {};
                                       }),
                     "candidates: many queries");
  faults.expect(std::all_of(hits.begin(), hits.end(), [](int hit) { return hit == 1; }),
                "candidates: of many queries each finds its own persona once");
}

inline void by_key(const PersonaSource& source, Faults& faults) {
  const auto all = people();
  const std::vector<PersonaKey> keys = {all[5].key, key(38, "МБОУ Лицей №2", "absent"),
                                        all[0].key, key(50, "МБОУ Лицей №2", "1001"),
                                        all[4].key, all[0].key};
  Emitted out;
  faults.expect_good(source.by_key(keys, into(out)), "by_key");
  faults.expect(same(out, {all[5], all[0], all[4], all[0]}), "by_key: in the order asked, unknown ones left out");
}

inline void by_organisation(const PersonaSource& source, Faults& faults) {
  const auto all = people();
  Emitted out;
  faults.expect_good(source.by_organisation(region(38), OrganisationId("МБОУ Лицей №2"), into(out)), "by_organisation");
  faults.expect(same(out, {all[1], all[0], all[2]}), "by_organisation: its own, of the region, ordered by id");
  out.clear();
  faults.expect_good(source.by_organisation(region(38), OrganisationId("МБОУ"), into(out)), "by_organisation");
  faults.expect(out.empty(), "by_organisation: nobody of an unknown one");
}

inline void scan(const PersonaSource& source, Faults& faults) {
  const auto all = sorted(people());
  Emitted out;
  faults.expect_good(source.scan(std::nullopt, 1000, into(out)), "scan");
  faults.expect(same(out, all), "scan: all, in key order");
  for (std::size_t page = 1; page <= all.size() + 1; ++page) {
    out.clear();
    std::optional<PersonaKey> after;
    for (;;) {
      const std::size_t before = out.size();
      if (!faults.expect_good(source.scan(after, page, into(out)), "scan: a page")) return;
      if (!faults.expect(out.size() - before <= page, "scan: no more than the limit")) return;
      if (out.size() == before) break;
      after = out.back().key;
      if (!faults.expect(out.size() <= all.size(), "scan: pages end")) return;
    }
    faults.expect(same(out, all), "scan: pages of " + std::to_string(page) + " give all once");
  }
  out.clear();
  faults.expect_good(source.scan(std::nullopt, 0, into(out)), "scan: none");
  faults.expect(out.empty(), "scan: a limit of none gives none");
  faults.expect_good(source.scan(key(38, "МАОУ СОШ №7", "1003"), 1, into(out)), "scan: after an unknown key");
  faults.expect(out.size() == 1 && out[0].key == key(38, "МАОУ СОШ №7", "1004"), "scan: after a key that is not there");
}

inline void regions(const PersonaSource& source, Faults& faults) {
  const auto found = source.regions();
  if (!faults.expect_good(found, "regions")) return;
  faults.expect(*found == std::vector<Region>{region(5), region(38), region(77)}, "regions: ascending, each once");
}

inline void unnumbered(const PersonaSource& source, Faults& faults) {
  const auto all = people();
  Emitted out;
  faults.expect_good(source.unnumbered(region(38), 100, into(out)), "unnumbered");
  faults.expect(same(sorted(out), {all[5], all[6]}), "unnumbered: those without a usable number, of the region");
  out.clear();
  faults.expect_good(source.unnumbered(region(38), 1, into(out)), "unnumbered: limit");
  faults.expect(out.size() == 1, "unnumbered: no more than the limit");
}

// Every reading stops at the receiver's error and returns it.
inline void stops(const PersonaSource& source, Faults& faults) {
  int calls = 0;
  const EmitPersona emit = [&](const Persona&) -> Result<void> {
    ++calls;
    return fail(Errc::cancelled);
  };
  const auto stopped = [&](const Result<void>& done, const std::string& what) {
    faults.expect_error(done, Errc::cancelled, what + ": the receiver's error is returned");
    faults.expect(calls == 1, what + ": the receiver's error stops the reading");
    calls = 0;
  };
  const std::vector<NumberQuery> queries(2, {region(38), Snils::from_number(143210987).value()});
  stopped(source.candidates(queries, [&](std::size_t, const Persona& p) { return emit(p); }), "candidates");
  const std::vector<PersonaKey> keys = {people()[0].key, people()[1].key};
  stopped(source.by_key(keys, emit), "by_key");
  stopped(source.by_organisation(region(38), OrganisationId("МБОУ Лицей №2"), emit), "by_organisation");
  stopped(source.scan(std::nullopt, 100, emit), "scan");
  stopped(source.unnumbered(region(38), 100, emit), "unnumbered");
}

// The receiver may ask the source again.
inline void reenters(const PersonaSource& source, Faults& faults) {
  std::size_t inner = 0;
  const auto done = source.scan(std::nullopt, 100, [&](const Persona& p) -> Result<void> {
    const std::vector<PersonaKey> keys = {p.key};
    return source.by_key(keys, [&](const Persona& again) -> Result<void> {
      if (same_content(p, again)) ++inner;
      return source.regions() ? Result<void>() : Result<void>(fail(Errc::internal));
    });
  });
  faults.expect_good(done, "asked again while emitting");
  faults.expect(inner == people().size(), "asked again while emitting: same answers");
}

inline void threads(const PersonaSource& source, Faults& faults) {
  std::vector<Faults> found(4);
  std::vector<std::thread> running;
  for (Faults& own : found) {
    running.emplace_back([&source, &own] {
      for (int i = 0; i < 10; ++i) {
        candidates(source, own);
        scan(source, own);
        regions(source, own);
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  for (const Faults& own : found) faults.expect(own.list().empty(), "from several threads: " + own.text());
}

// A name on one line without a patronymic may be read in two orders; both readings survive storing.
inline void uncertain_order(const SourceFactory& make, Faults& faults) {
  for (const char* line : {"Абрамян Карлыгаш", "Карлыгаш Абрамян", "Мария Абрамян", "Ким Ли"}) {
    Persona one = persona(38, "О", "1", "Х", "У");
    one.name = Fio::parse(line).value();
    const auto source = make(std::span(&one, 1));
    Emitted out;
    faults.expect_good(source->scan(std::nullopt, 10, into(out)), "uncertain order");
    if (!faults.expect(out.size() == 1, "uncertain order: stored")) return;
    const auto turned = [](const Fio& name) {
      return Fio::from_parts(name.parts().given, name.parts().surname, name.parts().patronymic).value();
    };
    const Fio straight = Fio::from_parts(one.name.parts().surname, one.name.parts().given, "").value();
    for (const Fio& other : {straight, turned(one.name)}) {
      // `identical` is lost with the line itself; what matters for a match is kept.
      const auto kept = [&](const Fio& name) { return std::min(grade(name, other), Grade::equal); };
      faults.expect(kept(out[0].name) == kept(one.name), "uncertain order: same grade after storing");
    }
    faults.expect(out[0].name.match_key() == one.name.match_key(), "uncertain order: same match form after storing");
    faults.expect(same_content(out[0], one), "uncertain order: same content after storing");
  }
}

inline void pages(const SourceFactory& make, Faults& faults) {
  constexpr std::size_t count = 2500;
  std::vector<Persona> crowd;
  for (std::size_t i = 0; i < count; ++i) {
    Persona one = persona(38, "Большая школа", "id" + std::to_string(100000 + i), "Сурков", "Лев");
    one.number = number(static_cast<std::uint32_t>(500000000 + i));
    crowd.push_back(std::move(one));
  }
  const auto source = make(crowd);
  many_candidates(*source, count, faults);
  Emitted out;
  faults.expect_good(source->by_organisation(region(38), OrganisationId("Большая школа"), into(out)), "many");
  faults.expect(same(out, crowd), "by_organisation: all of many, in order");
  out.clear();
  faults.expect_good(source->scan(std::nullopt, count, into(out)), "scan: many");
  faults.expect(same(out, crowd), "scan: all of many, in order");
  std::vector<PersonaKey> keys;
  for (auto at = crowd.rbegin(); at != crowd.rend(); ++at) keys.push_back(at->key);
  out.clear();
  faults.expect_good(source->by_key(keys, into(out)), "by_key: many");
  std::reverse(out.begin(), out.end());
  faults.expect(same(out, crowd), "by_key: all of many, in the order asked");
}

}  // namespace source_suite

inline Faults source_conformance(const SourceFactory& make) {
  using namespace source_suite;
  Faults faults;
  const auto nobody = make({});
  Emitted out;
  faults.expect_good(nobody->scan(std::nullopt, 10, into(out)), "empty: scan");
  faults.expect(out.empty(), "empty: nobody");
  const auto no_regions = nobody->regions();
  faults.expect(no_regions && no_regions->empty(), "empty: no regions");

  const auto all = people();
  const auto source = make(all);
  candidates(*source, faults);
  by_key(*source, faults);
  by_organisation(*source, faults);
  scan(*source, faults);
  regions(*source, faults);
  unnumbered(*source, faults);
  stops(*source, faults);
  reenters(*source, faults);
  threads(*source, faults);
  uncertain_order(make, faults);
  pages(make, faults);
  return faults;
}

}  // namespace kto::test
