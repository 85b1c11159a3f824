#include "evaluate.hpp"

#include <time.h>

#include <numeric>
#include <thread>

namespace kto::region_bench {
namespace {

constexpr unsigned streams = 8;  // of traps: the same pairs whatever the number of threads

std::vector<std::size_t> shuffled(std::size_t count, Dice& dice) {
  std::vector<std::size_t> out(count);
  std::iota(out.begin(), out.end(), std::size_t{0});
  for (std::size_t i = count; i > 1; --i) std::swap(out[i - 1], out[dice.below(i)]);
  return out;
}

std::string joined(const std::vector<SuggestReason>& reasons) {
  std::string out;
  for (const SuggestReason one : reasons) out += (out.empty() ? "" : " + ") + std::string(name_of(one));
  return out.empty() ? "(all the same)" : out;
}

// Processor time of this thread: a busy machine does not slow it.
double now_in_microseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  asked += other.asked;
  entered += other.entered;
  entered_wrong += other.entered_wrong;
  suggested += other.suggested;
  first += other.first;
  within_three += other.within_three;
  within_ten += other.within_ten;
  return *this;
}

std::vector<Labelled> put_faults(World& world, std::size_t per_kind, Dice& dice) {
  std::unordered_multimap<std::size_t, std::size_t> cards_of;
  for (std::size_t i = 0; i < world.cards.size(); ++i)
    if (world.cards[i].standing == Standing::in_organisation) cards_of.emplace(world.cards[i].human, i);
  std::vector<bool> used(world.humans.size());
  std::vector<Labelled> out;
  std::vector<bool> gone(world.cards.size());

  // Rare people first come first served: the kinds that few can have are placed before the others.
  std::vector<Fault> kinds(all_faults().begin(), all_faults().end());
  const std::vector<Fault> rare{Fault::crossed_twins,      Fault::form_ogly,
                                Fault::form_apostrophe,    Fault::form_dash,
                                Fault::form_hyphen_blank,  Fault::swapped_double_surname,
                                Fault::form_placeholder,   Fault::form_number_zero_back,
                                Fault::variant_patronymic, Fault::form_yo_everywhere,
                                Fault::variant_given};
  const auto is_rare = [&](Fault fault) { return std::find(rare.begin(), rare.end(), fault) != rare.end(); };
  std::stable_partition(kinds.begin(), kinds.end(), is_rare);
  for (const Fault fault : kinds) {
    std::size_t placed = 0;
    for (const std::size_t human : shuffled(world.humans.size(), dice)) {
      if (placed == per_kind) break;
      if (used[human]) continue;
      const auto [begin, end] = cards_of.equal_range(human);
      if (begin == end) continue;
      if (fault == Fault::no_card) {
        for (auto at = begin; at != end; ++at) gone[at->second] = true;
        for (std::size_t i = 0; i < world.cards.size() && world.humans[human].pupil; ++i)
          if (world.cards[i].human == human) gone[i] = true;
        out.push_back({fault, human, nobody});
      } else {
        const std::size_t card = begin->second;
        const std::size_t twin = world.humans[human].twin;
        const auto twins_card = twin == nobody || used[twin] ? cards_of.end() : cards_of.find(twin);
        Card changed = world.cards[card];
        Card changed_twin = twins_card == cards_of.end() ? Card{} : world.cards[twins_card->second];
        if (!put_fault(fault, world, changed, twins_card == cards_of.end() ? nullptr : &changed_twin, dice)) continue;
        if (!Fio::from_parts(changed.surname, changed.given, changed.patronymic)) continue;
        if (fault == Fault::crossed_twins) {
          world.cards[twins_card->second] = changed_twin;
          used[twin] = true;
        }
        world.cards[card] = changed;
        out.push_back({fault, human, card});
      }
      used[human] = true;
      ++placed;
    }
  }
  // Cards that are gone, so that the others keep their numbers, become somebody's who never asks.
  for (std::size_t i = 0; i < gone.size(); ++i) {
    if (!gone[i]) continue;
    world.cards[i].surname = "Выбывший";
    world.cards[i].given = "Икс" + std::to_string(i);
    world.cards[i].patronymic.clear();
    world.cards[i].number.clear();
    world.cards[i].birth_date.reset();
    world.cards[i].human = nobody;
  }
  return out;
}

Report evaluate(const World& world, const std::vector<Labelled>& labelled, const Diary& diary,
                const SuggestIndex& index, bool with_birth_date, std::size_t scans, Dice& dice) {
  Report report;
  ResolveOptions options;
  options.at = question_day();
  const Resolver resolver(diary, nullptr, options);
  std::vector<double> times;
  double scanned = 0;
  std::size_t scans_made = 0;
  for (const Labelled& one : labelled) {
    const Human& human = world.humans[one.human];
    const Request request = request_of(human, with_birth_date, dice);
    const Outcome outcome = resolver.resolve(request).value();
    Tally& tally = report.faults[one.fault];
    ++tally.asked;
    ++tally.verdicts[std::string(name_of(outcome.verdict))];
    const std::optional<PersonaKey> wanted =
        one.card == nobody ? std::nullopt : std::optional(Diary::key_of(world.cards[one.card], one.card));
    for (const EnterablePersona& persona : outcome.personas) {
      const std::size_t card = std::stoul(persona.key.id.str());
      tally.entered += wanted == persona.key ? 1 : 0;
      tally.entered_wrong += world.cards[card].human == one.human ? 0 : 1;
    }

    auto query = suggest_query(request.identity, question_day());
    leave_out_enterable(query, outcome);
    const double start = now_in_microseconds();
    const auto suggestions = index.suggest(question_region(), query, 10);
    const bool one_edit = group_of(one.fault) == Group::typo;
    if (one_edit) times.push_back(now_in_microseconds() - start);
    if (one_edit && scans_made < scans) {
      const double begin = now_in_microseconds();
      if (suggest_by_scan(diary, question_region(), query, 10).value() != suggestions)
        throw std::logic_error("the index and the plain scan disagree");
      scanned += now_in_microseconds() - begin;
      ++scans_made;
    }
    tally.suggested += suggestions.empty() ? 0 : 1;
    for (std::size_t i = 0; i < suggestions.size(); ++i) {
      if (!wanted || suggestions[i].key != *wanted) continue;
      tally.first += i == 0 ? 1 : 0;
      tally.within_three += i < 3 ? 1 : 0;
      ++tally.within_ten;
      if (i == 0) ++tally.reasons[joined(suggestions[i].reasons)];
    }
  }
  if (!times.empty()) {
    report.microseconds = std::accumulate(times.begin(), times.end(), 0.0) / static_cast<double>(times.size());
    std::sort(times.begin(), times.end());
    report.slowest = times[(times.size() - 1) * 99 / 100];
  }
  if (scans_made > 0) report.scan_microseconds = scanned / static_cast<double>(scans_made);
  return report;
}

std::map<Trap, TrapTally> spring_traps(const World& world, std::size_t pairs, std::uint64_t seed, unsigned threads) {
  std::array<std::map<Trap, TrapTally>, streams> counts;
  const auto run = [&](unsigned stream) {
    Dice dice(seed * 1000 + stream);
    std::size_t made = 0;
    while (made < pairs / streams + 1) {
      const std::size_t human = dice.below(world.humans.size());
      for (const Trap trap : all_traps()) {
        const auto pair = make_pair(trap, world, human, dice);
        if (!pair) continue;
        ++made;
        ++counts[stream][trap].pairs;
        counts[stream][trap].entered += enters(*pair) ? 1 : 0;
      }
    }
  };
  std::vector<std::thread> workers;
  for (unsigned worker = 0; worker < threads; ++worker)
    workers.emplace_back([&, worker] {
      for (unsigned stream = worker; stream < streams; stream += threads) run(stream);
    });
  for (std::thread& worker : workers) worker.join();
  std::map<Trap, TrapTally> out;
  for (const auto& count : counts)
    for (const auto& [trap, tally] : count) {
      out[trap].pairs += tally.pairs;
      out[trap].entered += tally.entered;
    }
  return out;
}

}  // namespace kto::region_bench
