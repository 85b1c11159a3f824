// tests/c_safety/people.hpp — invented people and a portal's tables over them, for every test here.
//
// The callbacks allocate nothing, so that the tests of memory count only what kto allocates.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>

#include "../c/check.h"
#include "kto/kto_unstable.h"

// What a table does instead of answering well. An empty hook answers well.
struct kto_source_self {
  std::function<kto_status(kto_sink*, std::span<const kto_number_query>, std::int64_t*)> candidates{};
  std::function<kto_status(kto_sink*, std::int64_t*)> regions{};
  std::function<kto_status(kto_sink*, std::size_t limit, std::int64_t*)> unnumbered{};
  std::function<void()> close{};
  std::atomic<int> asked{0};
  std::atomic<int> closed{0};
};
struct kto_ledger_self {
  std::function<kto_status(kto_ledger_sink*, std::int64_t*)> links_of{};
  std::function<kto_status(kto_ledger_sink*, std::int64_t*)> consents_for{};
  std::atomic<int> closed{0};
};
struct kto_crypto_self {
  kto_status mac = KTO_OK;
  kto_status open = KTO_OK;
  std::size_t overhead = 1;
  const char* name = "toy/1";
  bool throws = false;
  std::atomic<int> closed{0};
};

namespace people {

// Three rows of one school: Бек Али (teacher), Теодорова Вера (pupil, born 2015), Орлова Анна (no number).
extern const kto_text roster;
extern const kto_text roster_json;
extern const char number_of_bek[];
inline constexpr std::uint32_t bek = 112233445;
inline constexpr std::int32_t region = 38;
inline constexpr kto_date day{2024, 10, 1};

// The same three rows, as a source hands them out; `which` is 0…2.
kto_persona row(std::size_t which) noexcept;
kto_status give(kto_sink* sink, std::size_t query, std::size_t which) noexcept;

extern const kto_source_ops source_ops;
extern const kto_ledger_ops ledger_ops;
extern const kto_crypto_ops crypto_ops;

kto_link link() noexcept;        // of Бек Али to the account of bek_claims
kto_consent consent() noexcept;  // for Теодорова Вера
kto_decision decision() noexcept;
kto_sign_in sign_in() noexcept;

kto_claims bek_claims() noexcept;
kto_claims child_claims() noexcept;
extern const kto_text request_json;  // of Бек Али
extern const kto_text rules_json;    // consents of parents are recorded

// Fixtures; each needs success.
kto_request* request_of(const kto_claims& claims);
kto_store* open_memory();
kto_store* memory_with_people();
kto_source* source_over(kto_source_self& self);
kto_ledger* ledger_over(kto_ledger_self& self);
kto_resolver* resolver_over(const kto_source* source, const kto_ledger* ledger, const kto_rules* rules = nullptr);
kto_rules* recorded_rules();
std::uint64_t count(const kto_store* store);

template <class T>
T sized() noexcept {
  T value{};
  value.struct_size = sizeof(T);
  return value;
}

}  // namespace people
