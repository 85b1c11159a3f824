#include <iostream>
#include <map>

#include "kto/kto.hpp"

// A portal's people, in a table of its own kind.
class MySource : public kto::PersonaSource {
 public:
  explicit MySource(std::span<const kto::Persona> people) {
    for (const auto& one : people) rows_.emplace(one.key, one);
  }
  kto::Result<void> candidates(std::span<const kto::NumberQuery> queries,
                               const kto::EmitCandidate& emit) const override {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      for (const auto& [key, one] : rows_) {
        if (one.number.reading.number != queries[i].number) continue;  // and the region?
        KTO_TRY(emit(i, one));
      }
    }
    return {};
  }
  kto::Result<void> by_key(std::span<const kto::PersonaKey> keys, const kto::EmitPersona& emit) const override {
    for (const auto& key : keys) {
      if (const auto found = rows_.find(key); found != rows_.end()) KTO_TRY(emit(found->second));
    }
    return {};
  }
  kto::Result<void> by_organisation(kto::Region region, const kto::OrganisationId& organisation,
                                    const kto::EmitPersona& emit) const override {
    for (const auto& [key, one] : rows_) {
      if (key.region == region && key.organisation == organisation) KTO_TRY(emit(one));
    }
    return {};
  }
  kto::Result<void> scan(const std::optional<kto::PersonaKey>& after, std::size_t limit,
                         const kto::EmitPersona& emit) const override {
    for (auto at = after ? rows_.upper_bound(*after) : rows_.begin(); at != rows_.end() && limit > 0; ++at, --limit) {
      KTO_TRY(emit(at->second));
    }
    return {};
  }
  kto::Result<std::vector<kto::Region>> regions() const override {
    std::vector<kto::Region> out;
    for (const auto& [key, one] : rows_) {
      if (out.empty() || out.back() != key.region) out.push_back(key.region);
    }
    return out;
  }

 private:
  std::map<kto::PersonaKey, kto::Persona> rows_;
};

int main() {
  const MySource source(kto::conformance_personas());
  for (const auto& fault : kto::check_source(source)) std::cout << fault.rule << ": " << fault.what << '\n';
}
