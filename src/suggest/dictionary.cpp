#include "suggest/dictionary.hpp"

#include <algorithm>

#include "fio/tables/patronymics.hpp"

namespace kto::suggest {

Sex sex_of_patronymic(std::u32string_view folded) {
  const auto patronymic = fio::patronymic_of(folded);
  return patronymic ? patronymic->sex : Sex::unknown;
}

Dictionary::Builder::Builder(Part part) : part_(part) { add({}); }

NameId Dictionary::Builder::add(const std::u32string& folded) {
  const auto [place, is_new] = ids_.try_emplace(folded, static_cast<NameId>(begins_.size()));
  if (is_new) {
    begins_.push_back(static_cast<std::uint32_t>(pool_.size()));
    pool_ += folded;
  }
  return place->second;
}

Dictionary Dictionary::Builder::build() && {
  Dictionary out(part_);
  begins_.push_back(static_cast<std::uint32_t>(pool_.size()));
  ids_ = {};
  pool_.shrink_to_fit();
  begins_.shrink_to_fit();
  out.pool_ = std::move(pool_);
  out.begins_ = std::move(begins_);
  out.make_keys();
  return out;
}

void Dictionary::make_keys() {
  std::vector<std::pair<KeyHash, NameId>> all;
  std::vector<KeyHash> keys;
  for (NameId id = 1; id < size(); ++id) {
    keys.clear();
    keys_of(name(id), part_, false, keys);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    for (const KeyHash key : keys) all.emplace_back(key, id);
  }
  std::sort(all.begin(), all.end());
  keys_.reserve(all.size());
  ids_.reserve(all.size());
  for (const auto& [key, id] : all) {
    keys_.push_back(key);
    ids_.push_back(id);
  }
  // About four keys a bucket.
  while (shift_ > 0 && (std::size_t{1} << (32 - shift_)) * 4 < all.size()) --shift_;
  buckets_.assign((std::size_t{1} << (32 - shift_)) + 1, 0);
  for (const KeyHash key : keys_) ++buckets_[(key >> shift_) + 1];
  for (std::size_t i = 1; i < buckets_.size(); ++i) buckets_[i] += buckets_[i - 1];
  if (part_ == Part::patronymic)
    for (NameId id = 0; id < size(); ++id) sexes_.push_back(static_cast<std::uint8_t>(sex_of_patronymic(name(id))));
}

template <class Found>
void Dictionary::each_under(KeyHash key, Found found) const {
  const std::size_t bucket = key >> shift_;
  const auto begin = keys_.begin() + buckets_[bucket];
  const auto end = keys_.begin() + buckets_[bucket + 1];
  for (auto at = std::lower_bound(begin, end, key); at != end && *at == key; ++at)
    found(ids_[static_cast<std::size_t>(at - keys_.begin())]);
}

std::optional<NameId> Dictionary::find(std::u32string_view folded) const {
  if (folded.empty()) return NameId{0};
  std::optional<NameId> out;
  each_under(key_of_whole(folded), [&](NameId id) {
    if (name(id) == folded) out = id;
  });
  return out;
}

std::vector<Neighbour> Dictionary::near_to(std::u32string_view folded) const {
  std::vector<Neighbour> out;
  std::vector<KeyHash> keys;
  std::vector<NameId> found;
  keys_of(folded, part_, true, keys);
  for (const KeyHash key : keys) each_under(key, [&](NameId id) { found.push_back(id); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  for (const NameId id : found)
    if (const auto reason = relate(folded, name(id), part_); near(reason)) out.push_back({id, reason});
  return out;
}

SuggestReason Dictionary::reason_for(NameId id, std::u32string_view folded, Sex sex,
                                     std::span<const Neighbour> near) const {
  if (id == 0 || folded.empty())
    return id == 0 && folded.empty() ? SuggestReason::part_absent_on_both : SuggestReason::part_missing;
  const auto at = std::lower_bound(near.begin(), near.end(), id, [](const Neighbour& a, NameId b) { return a.id < b; });
  if (at != near.end() && at->id == id) return at->reason;
  const Sex other = sex_of(id);
  return sex != Sex::unknown && other != Sex::unknown && sex != other ? SuggestReason::patronymic_of_other_sex
                                                                      : SuggestReason::part_differs;
}

std::size_t Dictionary::bytes() const noexcept {
  return pool_.capacity() * sizeof(char32_t) + begins_.capacity() * sizeof(std::uint32_t) + sexes_.capacity() +
         keys_.capacity() * sizeof(KeyHash) + ids_.capacity() * sizeof(NameId) +
         buckets_.capacity() * sizeof(std::uint32_t);
}

}  // namespace kto::suggest
