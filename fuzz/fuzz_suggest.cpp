// Arbitrary bytes choose a small crowd and a question: the index must answer as the plain scan does, every
// waterfall add up, and nobody who is to be left out be named.
#include <cstdint>
#include <cstdlib>

#include "../tests/suggest/crowd.hpp"

namespace {

using namespace kto;

void require(bool condition) {
  if (!condition) std::abort();
}

// Choices from the bytes, zeros when they are used up.
crowd::Choose choices(const std::uint8_t* data, std::size_t size) {
  return [data, size, at = std::size_t{0}](std::size_t below) mutable -> std::size_t {
    return at < size ? data[at++] % below : 0;
  };
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto choose = choices(data, size);
  crowd::Crowd people;
  const std::size_t count = 1 + choose(24);
  for (std::size_t i = 0; i < count; ++i)
    if (auto one = crowd::person(choose, i)) people.add(std::move(*one));
  const auto index = SuggestIndex::build(people).value();
  for (int turn = 0; turn < 4; ++turn) {
    SuggestQuery query = crowd::query(choose);
    if (turn == 3 && !people.people.empty()) {
      query = suggest_query(people.people[choose(people.people.size())], crowd::today());
    }
    const std::size_t limit = choose(2) == 0 ? 100 : 2;
    const auto fast = index.suggest(crowd::region(), query, limit);
    require(fast == suggest_by_scan(people, crowd::region(), query, limit).value());
    for (const Suggestion& one : fast) {
      int sum = 0;
      for (const SuggestStep& step : one.waterfall) sum += step.points;
      require(sum == one.score && sum >= suggest_least());
      for (const PersonaKey& key : query.leave_out) require(key != one.key);
    }
  }
  return 0;
}
