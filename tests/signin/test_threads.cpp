// One resolver, sixteen threads, a store that is written to meanwhile: every answer is what one thread
// alone would have been told.
#include <atomic>
#include <catch2/catch.hpp>
#include <set>
#include <thread>

#include "fakes.hpp"
#include "store/stores.hpp"

namespace {

using namespace kto;

constexpr int people = 48;

std::string number_of(int person) {
  return Snils::from_number(static_cast<std::uint32_t>(112233400 + person)).value().canonical();
}

Fio name_of_person(int person) {
  static constexpr const char* surnames[] = {"Соловьёв", "Сурков", "Барсуков", "Лисин"};
  static constexpr const char* given[] = {"Пётр", "Лев", "Семён"};
  return fakes::fio(surnames[person % 4], given[person / 4 % 3], "Ильич");
}

// Parents, pupils and teachers; some archived, some not activated, some with a number that is no use.
std::vector<Persona> crowd() {
  std::vector<Persona> out;
  for (int i = 0; i < people; ++i) {
    const auto key = fakes::key(("p" + std::to_string(i)).c_str());
    auto one = fakes::persona(key, name_of_person(i), i % 11 == 10 ? "не выдан" : number_of(i));
    if (i % 3 == 1) one.memberships = {fakes::member(Role::pupil, Standing::in_organisation, "5а")};
    if (i % 7 == 6) one.memberships = {fakes::member(Role::teacher, Standing::archived)};
    one.activated = i % 5 != 4;
    out.push_back(std::move(one));
    if (i % 6 == 0)
      out.push_back(fakes::persona(fakes::key(("q" + std::to_string(i)).c_str()), name_of_person(i), number_of(i)));
  }
  return out;
}

std::vector<Request> questions() {
  std::vector<Request> out;
  for (int i = 0; i < people + 8; ++i) {
    auto one = fakes::confirmed(name_of_person(i % 13 == 12 ? i + 1 : i), number_of(i).c_str(), 1000300500 + i);
    if (i % 9 == 8) one.identity.account = Account::child;
    if (i % 10 == 9) one.identity.account = Account::unconfirmed;
    if (i % 4 == 3) one.region.reset();
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<std::string> written(const Result<std::vector<Outcome>>& outcomes) {
  std::vector<std::string> out;
  if (!outcomes) return out;
  for (const Outcome& one : *outcomes) out.push_back(fakes::write(one) + "\n" + fakes::face(one));
  return out;
}

}  // namespace

TEST_CASE("sixteen threads ask one resolver while the store is written to", "[threads]") {
  const auto requests = questions();
  for (auto kind : test::store_kinds()) {
    INFO(kind.name);
    kind.options.busy_timeout = std::chrono::milliseconds(20000);
    test::StoreMaker maker(kind);
    const auto store = maker.make(crowd());
    {
      const auto transaction = store->begin().value();
      for (const int linked : {1, 6, 9, 14, 20}) {
        Link link{.subject = {Issuer::production, Oid::make(1000300500 + linked).value()},
                  .persona = fakes::key(("p" + std::to_string(linked == 20 ? 21 : linked)).c_str())};
        transaction->add_link(link).value();
      }
      transaction->commit().value();
    }
    auto options = fakes::options();
    options.rules.reset();  // the resolver finds them, by region and date
    options.diagnose = true;
    const Resolver resolver(*store, store.get(), options);
    std::atomic<int> reading{16};
    std::vector<std::vector<std::string>> answers(16);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < answers.size(); ++t) {
      threads.emplace_back([&, t] {
        if (t % 2 == 0) {
          answers[t] = written(resolver.resolve_many(requests));
        } else {
          for (const Request& request : requests) {
            auto one = resolver.resolve(request);
            if (one) answers[t].push_back(written(std::vector{std::move(*one)}).front());
          }
        }
        --reading;
      });
    }
    // Of others, who are no answer to anybody.
    int imports = 0;
    do {
      auto stranger =
          fakes::persona(fakes::key(("s" + std::to_string(imports)).c_str()), fakes::fio("Зайцев", "Ян", ""),
                         Snils::from_number(static_cast<std::uint32_t>(700000000 + imports)).value().canonical());
      test::StoreMaker::fill(*store, std::vector{std::move(stranger)});
      ++imports;
    } while (reading > 0);
    for (auto& thread : threads) thread.join();
    const auto alone = written(resolver.resolve_many(requests));
    REQUIRE(alone.size() == requests.size());
    for (const auto& theirs : answers) CHECK(theirs == alone);
    // The answers are of many kinds, or the test says little.
    std::set<std::string> verdicts;
    for (const auto& one : alone) verdicts.insert(one.substr(0, one.find('\n')));
    CHECK(verdicts.size() >= 5);
  }
}
