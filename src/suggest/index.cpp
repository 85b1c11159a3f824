// The index over all regions of a source: a shard a region.
#include <algorithm>

#include "suggest/shard.hpp"

namespace kto {

struct SuggestIndex::Shards {
  std::vector<suggest::Shard> all{};  // by region
};

SuggestIndex::SuggestIndex(std::unique_ptr<Shards> shards) : shards_(std::move(shards)) {}
SuggestIndex::~SuggestIndex() = default;
SuggestIndex::SuggestIndex(SuggestIndex&&) noexcept = default;
SuggestIndex& SuggestIndex::operator=(SuggestIndex&&) noexcept = default;

Result<SuggestIndex> SuggestIndex::build(const PersonaSource& source,
                                         const std::function<bool(std::uint64_t personas)>& progress) {
  constexpr std::size_t page = 4096;
  auto shards = std::make_unique<Shards>();
  std::optional<suggest::Shard::Builder> builder;
  const auto close = [&] {
    if (builder) shards->all.push_back(std::move(*builder).build());
    builder.reset();
  };
  std::optional<PersonaKey> after;
  std::uint64_t read = 0;
  while (true) {
    const std::uint64_t before = read;
    std::optional<PersonaKey> last;
    KTO_TRY(source.scan(after, page, [&](const Persona& persona) -> Result<void> {
      if (!builder || builder->region() != persona.key.region) {
        close();
        builder.emplace(persona.key.region);
      }
      ++read;
      last = persona.key;
      return builder->add(persona);
    }));
    after = last ? last : after;
    if (progress && !progress(read)) return fail(Errc::cancelled);
    if (read - before < page) break;
  }
  close();
  return SuggestIndex(std::move(shards));
}

std::vector<Suggestion> SuggestIndex::suggest(Region region, const SuggestQuery& query, std::size_t limit) const {
  for (const suggest::Shard& shard : shards_->all)
    if (shard.region() == region) return shard.suggest(query, limit);
  return {};
}

std::vector<Region> SuggestIndex::regions() const {
  std::vector<Region> out;
  for (const suggest::Shard& shard : shards_->all) out.push_back(shard.region());
  return out;
}

std::uint64_t SuggestIndex::personas() const noexcept {
  std::uint64_t sum = 0;
  for (const suggest::Shard& shard : shards_->all) sum += shard.personas();
  return sum;
}

std::size_t SuggestIndex::bytes() const noexcept {
  std::size_t sum = 0;
  for (const suggest::Shard& shard : shards_->all) sum += shard.bytes();
  return sum;
}

}  // namespace kto
