// by_key and by_organisation: what is asked for by name.
#include "conformance/source_run.hpp"

namespace kto::conformance {
namespace {

Rows ask(SourceRun& run, std::span<const PersonaKey> keys) {
  return read_rows(run, "by_key", [&](const EmitPersona& emit) { return run.source.by_key(keys, emit); });
}

std::vector<PersonaKey> keys_of(const SourceRun& run, const Rows& rows) {
  std::vector<PersonaKey> out;
  for (const Who who : rows) out.push_back(run.people[who]->key);
  return out;
}

// Keys that differ in one part from those of the people, or only as a collation would overlook.
std::vector<PersonaKey> unknown_keys(const SourceRun& run) {
  std::vector<PersonaKey> out;
  const auto add = [&](PersonaKey key) {
    if (!run.find(key)) out.push_back(std::move(key));
  };
  for (const Persona* one : run.people) {
    const auto& [region, organisation, id] = one->key;
    if (run.empty_region) add({*run.empty_region, organisation, id});
    for (const Region other : run.regions) add({other, organisation, id});
    add({region, OrganisationId(organisation.str() + " "), id});
    add({region, organisation, PersonaId(id.str() + "0")});
    add({region, organisation, PersonaId("0" + id.str())});
    add({region, organisation, PersonaId(id.str() + " ")});
    add({region, organisation, PersonaId("%")});
    if (out.size() > 2000) break;
  }
  return out;
}

void compare(SourceRun& run, const Rows& rows, const Rows& expected, Rule count_differs, const std::string& what) {
  if (rows == expected) return;
  const auto count = [](const Rows& in, Who who) { return std::count(in.begin(), in.end(), who); };
  bool same_people = true;
  for (const Who who : expected) {
    if (count(rows, who) == count(expected, who)) continue;
    same_people = false;
    run.faults.tell(count_differs, what + ": " + run.told(who));
  }
  for (const Who who : rows) {
    if (count(expected, who) > 0) continue;
    same_people = false;
    run.faults.tell(Rule::by_key_not_asked, what + ": " + run.told(who) + " came");
  }
  if (same_people) run.faults.tell(Rule::by_key_order, what + ": not in the order asked");
}

}  // namespace

void check_by_key(SourceRun& run) {
  Rows backwards;
  for (Who who = run.people.size(); who > 0; --who) backwards.push_back(who - 1);
  compare(run, ask(run, keys_of(run, backwards)), backwards, Rule::by_key_missing, "by_key of everybody");
  for (Who who = 0; who < run.sample(20); ++who) {
    compare(run, ask(run, keys_of(run, {who})), {who}, Rule::by_key_missing, "by_key of one");
  }

  if (run.people.size() > 1) {
    const Rows twice = {1, 0, 1, 1, 0};
    compare(run, ask(run, keys_of(run, twice)), twice, Rule::by_key_repeated_key, "by_key of repeated keys");
  }

  // Among known keys, and alone.
  std::vector<PersonaKey> unknown = unknown_keys(run);
  if (!run.people.empty()) {
    std::vector<PersonaKey> mixed = unknown;
    mixed.push_back(run.people.front()->key);
    mixed.insert(mixed.end(), unknown.begin(), unknown.end());
    const auto done = guarded(run.faults, Rule::source_throws, "by_key of unknown keys", [&] {
      return run.source.by_key(mixed, [](const Persona&) -> Result<void> { return {}; });
    });
    if (done && run.faults.expect(done->has_value(), Rule::by_key_unknown_key, "by_key of unknown keys: an error")) {
      compare(run, ask(run, mixed), {0}, Rule::by_key_unknown_key, "by_key of unknown keys and one that is known");
    }
  }
  const auto nobody = [&](std::span<const PersonaKey> keys, Rule rule, const std::string& what) {
    const auto done = guarded(run.faults, Rule::source_throws, what, [&] {
      return run.source.by_key(keys, [&](const Persona&) -> Result<void> {
        run.faults.tell(rule, what + ": somebody came");
        return {};
      });
    });
    if (done) run.faults.expect(done->has_value(), rule, what + ": an error");
  };
  if (!unknown.empty()) nobody(std::span(unknown).first(1), Rule::by_key_unknown_key, "by_key of an unknown key");
  nobody({}, Rule::by_key_empty_batch, "by_key of no key");

  // The known ones stand last.
  std::vector<PersonaKey> large;
  const Region region = run.regions.empty() ? *run.empty_region : run.regions.front();
  while (large.size() < 40'000) {
    large.push_back({region, OrganisationId("kto-conformance"), PersonaId(std::to_string(large.size()))});
  }
  const std::vector<PersonaKey> known = keys_of(run, backwards);
  large.insert(large.end(), known.begin(), known.end());
  if (ask(run, large) != ask(run, known)) run.faults.tell(Rule::by_key_large_batch, "by_key of many keys");
}

void check_by_organisation(SourceRun& run) {
  const auto read = [&](Region region, const OrganisationId& organisation) {
    return read_rows(run, "by_organisation",
                     [&](const EmitPersona& emit) { return run.source.by_organisation(region, organisation, emit); });
  };
  const auto extra = [&](Region region, const OrganisationId& organisation) {
    return [&run, region, &organisation](Who who) {
      const PersonaKey& key = run.people[who]->key;
      return key.organisation == organisation && key.region != region ? Rule::by_organisation_other_region
                                                                      : Rule::by_organisation_other_organisation;
    };
  };
  const auto none_missing = [](Who) { return Rule::by_organisation_missing; };
  std::vector<Region> regions = run.regions;
  if (run.empty_region) regions.push_back(*run.empty_region);
  std::vector<OrganisationId> organisations = {OrganisationId("kto-conformance"), OrganisationId("%")};
  for (const Persona* one : run.people) {
    if (std::find(organisations.begin(), organisations.end(), one->key.organisation) != organisations.end()) continue;
    organisations.push_back(one->key.organisation);
    if (organisations.size() > 100) break;
  }
  for (const Region region : regions) {
    for (const OrganisationId& organisation : organisations) {
      const Rows expected = people_who(
          run, [&](const Persona& one) { return one.key.region == region && one.key.organisation == organisation; });
      if (expected.empty()) {
        const auto done = guarded(run.faults, Rule::source_throws, "by_organisation of an unknown one", [&] {
          return run.source.by_organisation(region, organisation, [](const Persona&) -> Result<void> { return {}; });
        });
        if (!done || !run.faults.expect(done->has_value(), Rule::by_organisation_unknown,
                                        "by_organisation of an unknown one: an error")) {
          continue;
        }
      }
      const Rows rows = read(region, organisation);
      run.faults.expect(std::is_sorted(rows.begin(), rows.end()), Rule::by_organisation_order,
                        "by_organisation: not ordered by the bytes of the ids");
      compare_sets(run, rows, expected, Rule::by_organisation_twice, "by_organisation", none_missing,
                   extra(region, organisation));
    }
  }
}

}  // namespace kto::conformance
