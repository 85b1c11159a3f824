// kto_region: makes a region from a seed, puts labelled faults into its cards, and counts how sign-in and
// suggestions do. README.md beside it says how to read the tables.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "evaluate.hpp"

namespace kto::region_bench {
namespace {

struct Options {
  std::size_t humans = 20'000;
  std::size_t per_kind = 150;
  std::size_t pairs = 20'000;
  std::size_t scans = 0;
  std::uint64_t seed = 1;
  unsigned threads = 2;
  std::string names{};
  std::string dump{};
  bool check = false;
};

constexpr const char* usage =
    "kto_region [--humans N] [--per-kind N] [--pairs N] [--seed N] [--threads N] [--names FOLDER] [--scans N]\n"
    "           [--dump FOLDER] [--check]\n"
    "  --names   surnames.tsv, given_names.tsv, patronymics.tsv instead of the lists built in\n"
    "  --scans   so many questions also to the plain scan, compared and timed\n"
    "  --dump    cards.csv and requests.csv for peer.py, instead of asking kto\n"
    "  --check   end with 1 when a bar is missed\n";

std::size_t number(const char* text) {
  std::size_t value = 0;
  const auto [end, fault] = std::from_chars(text, text + std::strlen(text), value);
  if (fault != std::errc{} || *end != '\0') throw std::invalid_argument(text);
  return value;
}

Options read_options(int argc, char** argv) {
  Options out;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--check") {
      out.check = true;
      continue;
    }
    if (i + 1 == argc) throw std::invalid_argument(option);
    const char* value = argv[++i];
    if (option == "--names")
      out.names = value;
    else if (option == "--dump")
      out.dump = value;
    else if (option == "--humans")
      out.humans = number(value);
    else if (option == "--per-kind")
      out.per_kind = number(value);
    else if (option == "--pairs")
      out.pairs = number(value);
    else if (option == "--scans")
      out.scans = number(value);
    else if (option == "--seed")
      out.seed = number(value);
    else if (option == "--threads")
      out.threads = static_cast<unsigned>(number(value));
    else
      throw std::invalid_argument(option);
  }
  return out;
}

std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return "–";
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
  return text;
}

// How many men of the region share surname, given name and patronymic with another.
void print_namesakes(const World& world) {
  std::map<std::string, std::size_t> names;
  std::size_t men = 0;
  for (const Human& one : world.humans) {
    if (one.sex != Sex::male) continue;
    ++men;
    ++names[one.surname + ' ' + one.given + ' ' + one.patronymic];
  }
  std::size_t shared = 0;
  for (const auto& [name, count] : names) shared += count > 1 ? count : 0;
  std::cout << "Men: " << men << ", of whom " << percent(shared, men) << " % share their full name with another.\n";
}

template <class Map>
std::string most_frequent(const Map& counts, std::size_t whole) {
  std::vector<std::pair<std::size_t, std::string>> sorted;
  for (const auto& [name, count] : counts) sorted.emplace_back(count, name);
  std::sort(sorted.rbegin(), sorted.rend());
  std::string out;
  for (std::size_t i = 0; i < sorted.size() && i < 3; ++i)
    out += (i > 0 ? ", " : "") + sorted[i].second + " " + percent(sorted[i].first, whole);
  return out;
}

void print_row(const std::string& name, const Tally& tally) {
  std::cout << "| " << name << " | " << tally.asked << " | " << percent(tally.entered, tally.asked) << " | "
            << tally.entered_wrong << " | " << percent(tally.first, tally.asked) << " | "
            << percent(tally.within_three, tally.asked) << " | " << percent(tally.within_ten, tally.asked) << " | "
            << percent(tally.first, tally.suggested) << " |\n";
}

void print_report(const Report& report, bool with_birth_date) {
  std::cout << "\n## " << (with_birth_date ? "ESIA states the birth date" : "ESIA states no birth date") << "\n\n"
            << "Percent of those asked for. Sign-in: `in` the faulty card entered, `wrong` (a count) anybody else's.\n"
               "Suggestions: the faulty card `first`, within `3`, within `10` (recall); `precision`: right ones among\n"
               "all first suggestions.\n\n"
            << "| fault | asked | in | wrong | first | 3 | 10 | precision |\n|---|---|---|---|---|---|---|---|\n";
  for (const auto& [fault, tally] : report.faults) print_row(std::string(name_of(fault)), tally);
  std::cout
      << "\nConfusion: the most frequent verdicts, and the reasons given with the right card where it is first.\n\n"
      << "| fault | verdicts, % of asked | reasons, % of right first ones |\n|---|---|---|\n";
  for (const auto& [fault, tally] : report.faults)
    std::cout << "| " << name_of(fault) << " | " << most_frequent(tally.verdicts, tally.asked) << " | "
              << most_frequent(tally.reasons, tally.first) << " |\n";
  std::printf("\nOne-typo questions to the index, time of the processor: mean %.0f µs, 99 of 100 below %.0f µs.",
              report.microseconds, report.slowest);
  if (report.scan_microseconds > 0) std::printf(" The plain scan: mean %.0f µs.", report.scan_microseconds);
  std::cout << std::endl;
}

// One of the bars; prints it and says whether it is met.
bool bar(const std::string& what, std::size_t good, std::size_t all, double wanted) {
  const double share = all == 0 ? 0 : 100.0 * static_cast<double>(good) / static_cast<double>(all);
  const bool met = all > 0 && share >= wanted;
  std::printf("- %s: %.3f %% of %zu (wanted: %.0f) — %s\n", what.c_str(), share, all, wanted, met ? "met" : "MISSED");
  return met;
}

bool print_bars(const Report& report, const std::map<Trap, TrapTally>& traps, std::size_t pairs) {
  std::map<Group, Tally> groups;
  Tally mendable;
  std::size_t wrong = 0;
  for (const auto& [fault, tally] : report.faults) {
    groups[group_of(fault)] += tally;
    if (group_of(fault) == Group::typo || group_of(fault) == Group::other) mendable += tally;
    wrong += tally.entered_wrong;
  }
  TrapTally sprung;
  for (const auto& [trap, tally] : traps) {
    sprung.pairs += tally.pairs;
    sprung.entered += tally.entered;
  }
  std::cout << "\n## Bars\n\n";
  const bool none = sprung.entered == 0 && sprung.pairs >= pairs && wrong == 0;
  std::printf("- Wrong sign-ins: %zu of %zu adversarial pairs, %zu of the questions above (wanted: 0) — %s\n",
              sprung.entered, sprung.pairs, wrong, none ? "met" : "MISSED");
  bool met = none;
  met =
      bar("Signed in where only the form differs", groups[Group::form].entered, groups[Group::form].asked, 100) && met;
  met = bar("One typo, number absent or wrong, suggested first", groups[Group::typo].first, groups[Group::typo].asked,
            98) &&
        met;
  met = bar("All mendable faults within three", mendable.within_three, mendable.asked, 99) && met;
  return met;
}

void print_traps(const std::map<Trap, TrapTally>& traps) {
  std::cout << "\n## Adversarial pairs\n\n| trap | pairs | entered |\n|---|---|---|\n";
  for (const auto& [trap, tally] : traps)
    std::cout << "| " << name_of(trap) << " | " << tally.pairs << " | " << tally.entered << " |\n";
}

// For peer.py: every card, and every request with the card it is to find.
void dump(const std::string& folder, const World& world, const std::vector<Labelled>& labelled, Dice& dice) {
  std::ofstream cards(folder + "/cards.csv");
  std::ofstream requests(folder + "/requests.csv");
  cards << "card;surname;given;patronymic;number;birth_date;sex\n";
  const auto sex = [](Sex one) { return one == Sex::male ? "m" : one == Sex::female ? "f" : ""; };
  for (std::size_t i = 0; i < world.cards.size(); ++i) {
    const Persona card = persona_of(world.cards[i], i);
    const NameParts& name = card.name.folded();
    cards << i << ';' << name.surname << ';' << name.given << ';' << name.patronymic << ';'
          << (card.number.usable() ? card.number.reading.canonical() : card.number.text) << ';'
          << (card.birth_date ? card.birth_date->iso() : "") << ';' << sex(card.sex) << '\n';
  }
  requests << "fault;group;card;surname;given;patronymic;number;birth_date;sex\n";
  for (const Labelled& one : labelled) {
    if (one.card == nobody) continue;
    const Request request = request_of(world.humans[one.human], true, dice);
    const NameParts& name = request.identity.name->folded();
    const char* groups[] = {"form", "typo", "other", "control"};
    requests << name_of(one.fault) << ';' << groups[static_cast<std::size_t>(group_of(one.fault))] << ';' << one.card
             << ';' << name.surname << ';' << name.given << ';' << name.patronymic << ';'
             << request.identity.number->canonical() << ';' << request.identity.birth_date->iso() << ';'
             << sex(request.identity.sex) << '\n';
  }
  if (!cards || !requests) throw std::runtime_error("cannot write to " + folder);
}

int run(const Options& options) {
  Dice dice(options.seed);
  const Names names = options.names.empty() ? own_names() : names_from(options.names);
  World world = make_world(names, options.humans, dice);
  const auto labelled = put_faults(world, options.per_kind, dice);
  if (!options.dump.empty()) {
    dump(options.dump, world, labelled, dice);
    return 0;
  }
  const Diary diary(world.cards);
  const auto index = SuggestIndex::build(diary).value();
  std::cout << "# A region of " << world.humans.size() << " people, " << world.cards.size() << " cards, seed "
            << options.seed << ", weights " << suggest_weights_version() << "\n\n";
  print_namesakes(world);
  std::printf("Index: %.1f bytes a card.\n",
              static_cast<double>(index.bytes()) / static_cast<double>(index.personas()));
  const Report report = evaluate(world, labelled, diary, index, true, options.scans, dice);
  print_report(report, true);
  const Report without = evaluate(world, labelled, diary, index, false, options.scans, dice);
  print_report(without, false);
  const auto traps = spring_traps(world, options.pairs, options.seed, options.threads);
  print_traps(traps);
  const bool met = print_bars(report, traps, options.pairs);
  return met || !options.check ? 0 : 1;
}

}  // namespace
}  // namespace kto::region_bench

int main(int argc, char** argv) {
  kto::region_bench::Options options;
  try {
    options = kto::region_bench::read_options(argc, argv);
  } catch (const std::exception&) {
    std::fputs(kto::region_bench::usage, stderr);
    return 2;
  }
  try {
    return kto::region_bench::run(options);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "kto_region: %s\n", fault.what());
    return 3;
  }
}
