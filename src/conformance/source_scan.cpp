// scan, regions and unnumbered: what is read through.
#include <limits>
#include <set>

#include "conformance/source_run.hpp"

namespace kto::conformance {
namespace {

Rows scan(SourceRun& run, const std::optional<PersonaKey>& after, std::size_t limit) {
  const Rows rows =
      read_rows(run, "scan", [&](const EmitPersona& emit) { return run.source.scan(after, limit, emit); });
  run.faults.expect(rows.size() <= limit, Rule::scan_limit, "scan: more than the limit of " + std::to_string(limit));
  return rows;
}

// Pages of one size, each after the last persona of the one before.
Rows pages(SourceRun& run, std::size_t size) {
  Rows out;
  std::optional<PersonaKey> after;
  while (out.size() <= run.people.size()) {
    const Rows page = scan(run, after, size);
    if (page.empty()) break;
    out.insert(out.end(), page.begin(), page.end());
    after = run.people[page.back()]->key;
  }
  return out;
}

// Every size for few people, chosen ones for many.
std::set<std::size_t> page_sizes(std::size_t people) {
  std::set<std::size_t> out;
  for (std::size_t size = 1; size <= people + 2; ++size) {
    const bool chosen = size == 64 || size == 1000 || size + 1 == people || size >= people;
    if (people <= 64 || chosen) out.insert(size);
  }
  return out;
}

// Keys that stand right behind and right before a key, and are nobody's.
std::vector<PersonaKey> neighbours(const PersonaKey& key) {
  std::vector<PersonaKey> out = {{key.region, key.organisation, PersonaId(key.id.str() + " ")}};
  std::string before = key.id.str();
  while (!before.empty() && (static_cast<unsigned char>(before.back()) & 0xC0) == 0x80) before.pop_back();
  if (!before.empty()) before.pop_back();  // a whole letter
  if (!before.empty()) out.push_back({key.region, key.organisation, PersonaId(before)});
  return out;
}

}  // namespace

void check_scan(SourceRun& run) {
  const Rows everybody = people_who(run, [](const Persona&) { return true; });
  const std::size_t plenty = run.people.size() + 100;
  Rows all = scan(run, std::nullopt, plenty);
  run.faults.expect(std::is_sorted(all.begin(), all.end()), Rule::scan_order, "scan: not in key order");
  const auto missing = [](Who) { return Rule::scan_missing; };
  compare_sets(run, all, everybody, Rule::scan_twice, "scan", missing, missing);
  all.erase(std::unique(all.begin(), all.end()), all.end());  // told
  compare_sets(run, scan(run, std::nullopt, std::numeric_limits<std::size_t>::max()), everybody, Rule::scan_twice,
               "scan without a limit", missing, missing);
  scan(run, std::nullopt, 0);
  for (const std::size_t size : page_sizes(run.people.size())) {
    if (pages(run, size) != all) run.faults.tell(Rule::scan_pages, "scan: pages of " + std::to_string(size));
  }

  const auto after = [&](const PersonaKey& key, const std::string& what) {
    constexpr std::size_t most = 64;
    Rows expected;
    std::copy_if(all.begin(), all.end(), std::back_inserter(expected),
                 [&](Who who) { return run.people[who]->key > key; });
    if (expected.size() > most) expected.resize(most);
    run.faults.expect(scan(run, key, most) == expected, Rule::scan_after, what);
  };
  for (std::size_t i = 0; i < run.sample(20); ++i) {
    const PersonaKey& key = run.people[i]->key;
    after(key, "scan: after " + run.told(i));
    for (const PersonaKey& other : neighbours(key)) {
      if (!run.find(other)) after(other, "scan: after a key that is not there, beside " + run.told(i));
    }
  }
  for (const Region region : run.regions) {
    after({region, OrganisationId(), PersonaId()}, "scan: after the beginning of a region");
  }
  if (run.empty_region) after({*run.empty_region, OrganisationId("x"), PersonaId("x")}, "scan: after an empty region");
}

void check_regions(SourceRun& run) {
  const auto answer = guarded(run.faults, Rule::source_throws, "regions", [&] { return run.source.regions(); });
  if (!answer) return;
  if (!*answer) return run.faults.tell(Rule::source_fails, "regions: " + describe(answer->error()));
  const std::vector<Region>& found = **answer;
  for (std::size_t i = 1; i < found.size(); ++i) {
    run.faults.expect(found[i - 1] < found[i], Rule::regions_order, "regions: not ascending, or not each once");
  }
  for (const Region region : run.regions) {
    run.faults.expect(std::find(found.begin(), found.end(), region) != found.end(), Rule::regions_missing,
                      "regions: without " + region.str());
  }
  for (const Region region : found) {
    run.faults.expect(std::binary_search(run.regions.begin(), run.regions.end(), region), Rule::regions_extra,
                      "regions: one where nobody is");
  }
}

void check_unnumbered(SourceRun& run) {
  std::vector<Region> regions = run.regions;
  if (run.empty_region) regions.push_back(*run.empty_region);
  for (const Region region : regions) {
    const Rows expected =
        people_who(run, [&](const Persona& one) { return one.key.region == region && !one.number.usable(); });
    const auto read = [&](std::size_t limit) {
      Rows rows = read_rows(run, "unnumbered",
                            [&](const EmitPersona& emit) { return run.source.unnumbered(region, limit, emit); });
      run.faults.expect(rows.size() <= limit, Rule::unnumbered_limit,
                        "unnumbered: more than the limit of " + std::to_string(limit));
      return rows;
    };
    compare_sets(
        run, read(run.people.size() + 100), expected, Rule::unnumbered_twice, "unnumbered",
        [](Who) { return Rule::unnumbered_missing; },
        [&](Who who) {
          return run.people[who]->key.region != region ? Rule::unnumbered_other_region : Rule::unnumbered_numbered;
        });
    for (std::size_t limit = 0; limit <= std::min<std::size_t>(expected.size(), 64); ++limit) {
      run.faults.expect(read(limit).size() >= limit, Rule::unnumbered_missing,
                        "unnumbered: fewer than the limit of " + std::to_string(limit));
    }
  }
}

}  // namespace kto::conformance
