// The index against the plain scan: the same answers, whatever the people.
#include <catch2/catch.hpp>
#include <thread>

#include "crowd.hpp"

using namespace crowd;

namespace {

Crowd made_up(const Choose& choose, std::size_t count) {
  Crowd out;
  for (std::size_t i = 0; i < count; ++i)
    if (auto one = person(choose, i)) out.add(std::move(*one));
  // Twins whose cards were mixed up.
  out.add(card("t1", Fio::from_parts("Ким", "Анна", "Ивановна").value(), "112-233-445 95", date(2012, 3, 4)));
  out.add(card("t2", Fio::from_parts("Ким", "Константин", "").value(), "276-488-905 42", date(2012, 3, 4)));
  // The first one's card in the school before.
  Persona past = card("t3", Fio::from_parts("Ким", "Анна", "Ивановна").value(), "276-488-905 42", date(2012, 3, 4));
  past.memberships = {member(Role::pupil, Standing::archived)};
  out.add(std::move(past));
  return out;
}

SuggestQuery first_twin() {
  SuggestQuery out;
  out.name = Fio::from_parts("Ким", "Анна", "").value();
  out.number = Snils::read("276-488-905 42").number;
  out.birth_date = date(2012, 3, 4);
  return out;
}

void same_answers(const Crowd& people, const SuggestIndex& index, const SuggestQuery& query, std::size_t limit) {
  for (const unsigned number : {29U, 38U, 77U}) {
    const auto plain = suggest_by_scan(people, region(number), query, limit).value();
    const auto fast = index.suggest(region(number), query, limit);
    REQUIRE(fast == plain);
  }
}

// What must hold for any answer.
void lawful(const std::vector<Suggestion>& suggestions, const SuggestQuery& query) {
  int last = 1'000'000;
  for (const Suggestion& one : suggestions) {
    REQUIRE(one.score <= last);
    REQUIRE(one.score >= suggest_least());
    last = one.score;
    REQUIRE(one.waterfall.size() == all_suggest_fields().size());
    int sum = 0;
    for (const SuggestStep& step : one.waterfall) sum += step.points;
    REQUIRE(sum == one.score);
    for (const SuggestReason reason : one.reasons) REQUIRE(tells(reason));
    REQUIRE(std::find(query.leave_out.begin(), query.leave_out.end(), one.key) == query.leave_out.end());
  }
}

}  // namespace

TEST_CASE("the index answers as the plain scan does") {
  std::size_t suggested = 0;
  std::vector<std::size_t> seen(700);
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    const auto choose = random_choices(seed);
    const Crowd people = made_up(choose, 10 + choose(250));
    const auto index = SuggestIndex::build(people).value();
    REQUIRE(index.personas() == people.people.size());
    for (int i = 0; i < 25; ++i) {
      CAPTURE(seed, i);
      auto asked = query(choose);
      const Persona& somebody = people.people[choose(people.people.size())];
      if (i % 5 == 0) asked.leave_out.push_back(somebody.key);
      if (i % 7 == 0) asked = suggest_query(somebody, today());
      if (i == 11) asked = first_twin();
      const std::size_t limit = i % 2 == 0 ? 1000 : 3;
      same_answers(people, index, asked, limit);
      const auto answers = index.suggest(region(), asked, limit);
      REQUIRE(answers.size() <= limit);
      lawful(answers, asked);
      suggested += answers.size();
      for (const auto& one : answers)
        for (const auto& step : one.waterfall) ++seen[static_cast<std::size_t>(step.reason)];
    }
  }
  // The crowd is made so that everything occurs.
  CHECK(suggested > 10'000);
  for (const SuggestReason reason : all_suggest_reasons()) {
    CAPTURE(name_of(reason));
    CHECK(seen[static_cast<std::size_t>(reason)] > 0);
  }
}

TEST_CASE("long and strange names are found as by the plain scan") {
  Crowd people;
  const std::string long_one = "Абвгдежзиклмнопрстуфхцчшщэюяабвгдежзиклмнопрст";
  std::size_t id = 0;
  const auto add = [&](const std::string& surname, const std::string& given) {
    people.add(card(std::to_string(id++), Fio::from_parts(surname, given, "Петровна").value()));
  };
  const auto letters = text::to_code_points(long_one);
  for (std::size_t size = 20; size <= 30; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      auto changed = letters.substr(0, size);
      changed.erase(at, 1);
      add(text::to_utf8(changed), "Анна");
      changed[at / 2] = U'ы';
      add(text::to_utf8(changed), "Анна");
      std::swap(changed[0], changed[at % changed.size()]);
      add(text::to_utf8(changed), "Анна");
    }
  }
  std::string endless;
  for (int i = 0; i < 256; ++i) endless += "а";
  for (int i = 0; i < 40; ++i) add(endless, "Мария Анна Мария Анна Мария Анна Мария");
  add(std::string("Ким\xCC\x81"), "𝕬нна");
  const auto index = SuggestIndex::build(people).value();
  for (std::size_t size = 18; size <= 31; ++size) {
    SuggestQuery asked;
    asked.name = Fio::from_parts(text::to_utf8(letters.substr(0, size)), "Анна", "Петровна").value();
    same_answers(people, index, asked, 1000);
    CHECK(index.suggest(region(), asked, 1000).size() > 5);
  }
  SuggestQuery asked;
  asked.name = Fio::from_parts(endless.substr(2), "Марья Анна Мария Анна Мария Анна Мария", "Петровна").value();
  same_answers(people, index, asked, 1000);
  CHECK(index.suggest(region(), asked, 1000).size() == 40);
}

TEST_CASE("nobody and nothing") {
  const Crowd empty;
  const auto index = SuggestIndex::build(empty).value();
  CHECK(index.personas() == 0);
  CHECK(index.regions().empty());
  SuggestQuery nothing;
  CHECK(index.suggest(region(), nothing, 10).empty());
  CHECK(suggest_by_scan(empty, region(), nothing, 10).value().empty());

  const auto choose = random_choices(4);
  const Crowd people = made_up(choose, 50);
  const auto full = SuggestIndex::build(people).value();
  CHECK(full.suggest(region(), nothing, 10).empty());
  CHECK(full.suggest(region(), suggest_query(people.people.front(), today()), 0).empty());
  CHECK(full.regions() == people.regions().value());
}

TEST_CASE("a source that fails, a reader that stops") {
  Crowd people = made_up(random_choices(1), 50);
  CHECK(SuggestIndex::build(people, [](std::uint64_t) { return false; }).error().code == Errc::cancelled);
  people.broken = true;
  CHECK(SuggestIndex::build(people).error().code == Errc::store_busy);
  CHECK(suggest_by_scan(people, region(), {}, 10).error().code == Errc::store_busy);
}

TEST_CASE("many threads ask one index") {
  const auto choose = random_choices(9);
  const Crowd people = made_up(choose, 300);
  const auto index = SuggestIndex::build(people).value();
  std::vector<SuggestQuery> asked;
  std::vector<std::vector<Suggestion>> expected;
  for (int i = 0; i < 40; ++i) {
    asked.push_back(query(choose));
    expected.push_back(index.suggest(region(), asked.back(), 20));
  }
  std::vector<std::thread> threads;
  std::array<std::size_t, 4> wrong{};
  for (std::size_t& count : wrong)
    threads.emplace_back([&] {
      for (int turn = 0; turn < 5; ++turn)
        for (std::size_t i = 0; i < asked.size(); ++i)
          count += index.suggest(region(), asked[i], 20) == expected[i] ? 0 : 1;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::array<std::size_t, 4>{});
}
