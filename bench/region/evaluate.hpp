// Puts faults into a region's cards and asks for everybody concerned.
#pragma once

#include <map>

#include "pairs.hpp"

namespace kto::region_bench {

// Somebody whose card has a fault.
struct Labelled {
  Fault fault;
  std::size_t human;
  std::size_t card;  // the one with the fault; nobody for Fault::no_card
};

// Puts each fault into up to `per_kind` cards, of different people.
std::vector<Labelled> put_faults(World& world, std::size_t per_kind, Dice& dice);

// What was counted for one fault.
struct Tally {
  std::size_t asked = 0;
  std::size_t entered = 0;        // the card with the fault
  std::size_t entered_wrong = 0;  // anybody else's
  std::size_t suggested = 0;      // anything was
  std::size_t first = 0;
  std::size_t within_three = 0;
  std::size_t within_ten = 0;
  std::map<std::string, std::size_t> verdicts{};
  std::map<std::string, std::size_t> reasons{};  // of the right card, where it came first
  Tally& operator+=(const Tally& other);
};

struct Report {
  std::map<Fault, Tally> faults{};
  double microseconds = 0;       // of the processor, a question to the index, mean
  double slowest = 0;            // of a hundred, the slowest but one
  double scan_microseconds = 0;  // a question to the plain scan, 0 = not measured
};

Report evaluate(const World& world, const std::vector<Labelled>& labelled, const Diary& diary,
                const SuggestIndex& index, bool with_birth_date, std::size_t scans, Dice& dice);

struct TrapTally {
  std::size_t pairs = 0;
  std::size_t entered = 0;
};
// At least `pairs` of them, in `streams` independent streams on so many threads.
std::map<Trap, TrapTally> spring_traps(const World& world, std::size_t pairs, std::uint64_t seed, unsigned threads);

}  // namespace kto::region_bench
