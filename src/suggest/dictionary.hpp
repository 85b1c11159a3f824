// All surnames (or given names, or patronymics) of a region, each once, and those near to a given one.
#pragma once

#include <string>
#include <unordered_map>

#include "suggest/keys.hpp"
#include "suggest/parts.hpp"

namespace kto::suggest {

using NameId = std::uint32_t;

// A name of the dictionary, and how it stands to the one that was looked up.
struct Neighbour {
  NameId id;
  SuggestReason reason;
};

class Dictionary {
 public:
  // Collects names. The empty one is number 0 and always there.
  class Builder {
   public:
    explicit Builder(Part part);
    NameId add(const std::u32string& folded);
    Dictionary build() &&;

   private:
    Part part_;
    std::unordered_map<std::u32string, NameId> ids_{};
    std::u32string pool_{};
    std::vector<std::uint32_t> begins_{};
  };

  std::size_t size() const noexcept { return begins_.size() - 1; }
  std::u32string_view name(NameId id) const noexcept {
    return std::u32string_view(pool_).substr(begins_[id], begins_[id + 1] - begins_[id]);
  }
  std::optional<NameId> find(std::u32string_view folded) const;
  // Every name that is near() to this one, by id; nothing for the empty name.
  std::vector<Neighbour> near_to(std::u32string_view folded) const;
  // How any name stands, given what near_to() said.
  SuggestReason reason_for(NameId id, std::u32string_view folded, Sex sex, std::span<const Neighbour> near) const;
  Sex sex_of(NameId id) const noexcept { return sexes_.empty() ? Sex::unknown : static_cast<Sex>(sexes_[id]); }
  std::size_t bytes() const noexcept;

 private:
  explicit Dictionary(Part part) : part_(part) {}
  void make_keys();
  // Calls `found` with the id of everything kept under the key.
  template <class Found>
  void each_under(KeyHash key, Found found) const;

  Part part_;
  std::u32string pool_{};
  std::vector<std::uint32_t> begins_{};
  std::vector<std::uint8_t> sexes_{};  // of patronymics
  // Sorted by key; the keys whose upper bits are b lie from buckets_[b] to buckets_[b + 1].
  std::vector<KeyHash> keys_{};
  std::vector<NameId> ids_{};
  std::vector<std::uint32_t> buckets_{};
  unsigned shift_ = 31;
};

// The sex that a patronymic says.
Sex sex_of_patronymic(std::u32string_view folded);

}  // namespace kto::suggest
