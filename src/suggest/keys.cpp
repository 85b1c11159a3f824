#include "suggest/keys.hpp"

#include <algorithm>
#include <array>

#include "fio/tables/patronymics.hpp"
#include "fio/tables/transliteration.hpp"
#include "fio/tables/variant_names.hpp"
#include "suggest/parts.hpp"

namespace kto::suggest {
namespace {

// What kind of form a key was made of.
enum class Kind : std::uint64_t { left_out = 1, piece, latin, variant, stem, derived, sorted };

// FNV-1a over code points, folded to 32 bits. Hits are looked at, so a collision costs time only.
class Hash {
 public:
  explicit Hash(Kind kind) { mix(static_cast<std::uint64_t>(kind)); }
  Hash& mix(std::uint64_t value) {
    state_ = (state_ ^ value) * 0x100000001B3U;
    return *this;
  }
  Hash& mix(std::u32string_view letters) {
    for (const char32_t c : letters) mix(c);
    return *this;
  }
  KeyHash get() const {
    const std::uint64_t spread = (state_ ^ (state_ >> 29)) * 0xBF58476D1CE4E5B9U;
    return static_cast<KeyHash>(spread >> 32);
  }

 private:
  std::uint64_t state_ = 0xCBF29CE484222325U;
};

// --- edits ----------------------------------------------------------------------------------------

constexpr std::size_t most_edits = 2;
constexpr std::size_t letters_for_two = 8;    // as in fio/near.cpp
constexpr std::size_t longest_to_leave = 24;  // longer parts are kept in pieces
constexpr std::size_t pieces = 5;             // a swap may touch two pieces, so two edits touch four

void leave_out(std::u32string_view letters, std::vector<KeyHash>& keys) {
  keys.push_back(Hash(Kind::left_out).mix(letters).get());
  const auto without = [&](std::size_t i, std::size_t j) {  // i < j; j = the size: only i
    Hash hash(Kind::left_out);
    for (std::size_t k = 0; k < letters.size(); ++k)
      if (k != i && k != j) hash.mix(letters[k]);
    keys.push_back(hash.get());
  };
  for (std::size_t i = 0; i < letters.size(); ++i) {
    without(i, letters.size());
    if (letters.size() < letters_for_two) continue;
    for (std::size_t j = i + 1; j < letters.size(); ++j) without(i, j);
  }
}

// Where piece `n` of a part of `size` letters begins.
std::size_t begin_of(std::size_t n, std::size_t size) { return n * size / pieces; }

KeyHash key_of_piece(std::size_t n, std::size_t size, std::u32string_view letters) {
  return Hash(Kind::piece).mix(n).mix(size).mix(letters).get();
}

void take_pieces(std::u32string_view letters, bool looking, std::vector<KeyHash>& keys) {
  const std::size_t slack = looking ? most_edits : 0;
  for (std::size_t size = letters.size() - std::min(slack, letters.size()); size <= letters.size() + slack; ++size) {
    if (size <= longest_to_leave) continue;
    for (std::size_t n = 0; n < pieces; ++n) {
      const std::size_t begin = begin_of(n, size);
      const std::size_t length = begin_of(n + 1, size) - begin;
      for (std::size_t at = begin - std::min(slack, begin); at <= begin + slack; ++at)
        if (at + length <= letters.size()) keys.push_back(key_of_piece(n, size, letters.substr(at, length)));
    }
  }
}

void edit_keys(std::u32string_view letters, bool looking, std::vector<KeyHash>& keys) {
  if (letters.size() <= longest_to_leave + (looking ? most_edits : 0)) leave_out(letters, keys);
  if (letters.size() + (looking ? most_edits : 0) > longest_to_leave) take_pieces(letters, looking, keys);
}

// --- other forms ----------------------------------------------------------------------------------

std::vector<std::u32string_view> words_of(std::u32string_view folded) {
  std::vector<std::u32string_view> words;
  while (true) {
    const auto blank = folded.find(U' ');
    words.push_back(folded.substr(0, blank));
    if (blank == std::u32string_view::npos) return words;
    folded.remove_prefix(blank + 1);
  }
}

KeyHash latin_key(std::u32string_view folded) {
  Hash hash(Kind::latin);
  for (const auto word : words_of(folded)) {
    if (const auto latin = fio::transliterated(word))
      hash.mix(*latin);
    else
      hash.mix(word);
    hash.mix(U' ');
  }
  return hash.get();
}

// A variant shares a group, or is the same, in every word; the first words that have groups are enough to
// find it by.
void variant_keys(std::u32string_view folded, std::vector<KeyHash>& keys) {
  constexpr std::size_t words_looked_at = 2;
  const auto words = words_of(folded);
  std::vector<Hash> made{Hash(Kind::variant).mix(words.size())};
  bool any = false;
  for (std::size_t i = 0; i < words.size() && i < words_looked_at; ++i) {
    const auto groups = fio::variant_groups_of_name(words[i]);
    any = any || !groups.empty();
    std::vector<Hash> longer;
    for (const Hash& one : made) {
      longer.push_back(Hash(one).mix(words[i]).mix(U' '));
      for (const std::size_t group : groups) longer.push_back(Hash(one).mix(1'000'000'000 + group));
    }
    made = std::move(longer);
  }
  if (!any && words.size() <= words_looked_at) return;
  for (const Hash& one : made) keys.push_back(one.get());
}

void patronymic_keys(std::u32string_view folded, bool looking, std::vector<KeyHash>& keys) {
  for (const std::size_t group : fio::variant_groups_of_patronymic(folded))
    keys.push_back(Hash(Kind::variant).mix(group).get());
  const auto patronymic = fio::patronymic_of(folded);
  if (patronymic && patronymic->turkic) {
    keys.push_back(Hash(Kind::stem).mix(patronymic->stem).get());
    for (const auto& made : fio::patronymics_of_father(patronymic->stem)) {
      keys.push_back(Hash(Kind::derived).mix(made).get());
      if (looking) keys.push_back(key_of_whole(made));
    }
  } else if (looking) {
    keys.push_back(Hash(Kind::derived).mix(folded).get());
  }
}

}  // namespace

KeyHash key_of_whole(std::u32string_view folded) { return latin_key(folded); }

void keys_of(std::u32string_view folded, Part part, bool looking, std::vector<KeyHash>& keys) {
  if (folded.empty()) return;
  edit_keys(folded, looking, keys);
  keys.push_back(latin_key(folded));  // also that of the whole
  if (part == Part::given) variant_keys(folded, keys);
  if (part == Part::patronymic) patronymic_keys(folded, looking, keys);
  if (part == Part::surname && folded.find(U' ') != std::u32string_view::npos)
    keys.push_back(Hash(Kind::sorted).mix(sorted_words(folded)).get());
}

}  // namespace kto::suggest
