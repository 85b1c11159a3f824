// struct_size of every struct: too short, longer with a clean and with a dirty tail, absurd; NULL.
#include <limits>
#include <string>

#include "misuse.hpp"

namespace {

constexpr std::size_t most = 4096;  // bytes of a struct, ever
constexpr std::size_t absurd[] = {most + 1, std::numeric_limits<std::size_t>::max() / 2,
                                  std::numeric_limits<std::size_t>::max()};

// A struct with room behind it.
template <class T>
struct Roomy {
  alignas(T) unsigned char bytes[most];
  explicit Roomy(const T& good, unsigned char rest) {
    std::memset(bytes, rest, sizeof bytes);
    std::memcpy(bytes, &good, sizeof good);
  }
  T* get() noexcept { return reinterpret_cast<T*>(bytes); }
  T* sized(std::size_t size) noexcept {
    std::memcpy(bytes, &size, sizeof size);
    return get();
  }
};

// `call` answers `well` to the struct that is good.
template <class T, class Call>
void read(const char* name, const T& good, const Call& call, kto_status well = KTO_OK,
          kto_status badly = KTO_E_BAD_ARGUMENT) {
  const std::string what(name);
  CHECK_WITH(call(&good) == well, what);
  Roomy<T> clean(good, 0);
  for (std::size_t size = 0; size <= sizeof(T) - sizeof(std::size_t); ++size) {
    CHECK_WITH(call(clean.sized(size)) == badly, what + " short " + std::to_string(size));
  }
  for (const std::size_t size : {sizeof(T), sizeof(T) + 1, sizeof(T) + 64, most}) {
    CHECK_WITH(call(clean.sized(size)) == well, what + " of " + std::to_string(size));
  }
  for (const std::size_t size : absurd) CHECK_WITH(call(clean.sized(size)) == badly, what + " absurd");
  clean.bytes[most - 1] = 1;
  CHECK_WITH(call(clean.sized(most)) == badly, what + " with a dirty tail");
  clean.bytes[sizeof(T)] = 1;
  CHECK_WITH(call(clean.sized(sizeof(T) + 1)) == badly, what + " with a dirty byte");
}

// `call` fills the struct.
template <class T, class Call>
void filled(const char* name, const Call& call) {
  const std::string what(name);
  CHECK_WITH(call(static_cast<T*>(nullptr)) == KTO_E_BAD_ARGUMENT, what + " NULL");
  T rubbish;
  std::memset(static_cast<void*>(&rubbish), 0x55, sizeof rubbish);
  for (std::size_t size = 0; size <= sizeof(T) - sizeof(std::size_t); ++size) {
    Roomy<T> out(rubbish, 0x55);
    T* const given = out.sized(size);
    const Roomy<T> before = out;
    CHECK_WITH(call(given) == KTO_E_BAD_ARGUMENT, what + " short " + std::to_string(size));
    CHECK_WITH(std::memcmp(before.bytes, out.bytes, most) == 0, what + " was touched");
  }
  for (const std::size_t size : {sizeof(T), sizeof(T) + 64, most, std::numeric_limits<std::size_t>::max()}) {
    Roomy<T> out(rubbish, 0x55);
    CHECK_WITH(call(out.sized(size)) == KTO_OK, what + " of " + std::to_string(size));
    CHECK_WITH(out.get()->struct_size == size, what + " keeps its size");
    for (std::size_t i = sizeof(T); i < most; ++i) {
      if (out.bytes[i] != 0x55) CHECK_WITH(false, what + ": a tail that nobody knows was written to");
    }
  }
}

// What one record comes to that the source or the ledger hands in.
template <class Hand>
kto_status by_source(const Hand& hand) {
  kto_source_self self;
  self.candidates = [&](kto_sink* sink, auto, auto) { return hand(sink); };
  kto_source* source = people::source_over(self);
  kto_resolver* resolver = people::resolver_over(source, nullptr);
  kto_source_free(source);
  kto_request* request = people::request_of(people::bek_claims());
  kto_outcome* outcome = nullptr;
  const kto_status status = kto_resolve(resolver, request, &outcome, nullptr);
  CHECK((outcome != nullptr) == (status == KTO_OK));
  kto_outcome_free(outcome);
  kto_request_free(request);
  kto_resolver_free(resolver);
  return status;
}
template <class Hand>
kto_status by_ledger(const Hand& hand) {
  kto_source_self self;
  kto_ledger_self records;
  records.links_of = [&](kto_ledger_sink* sink, auto) { return hand(sink); };
  kto_source* source = people::source_over(self);
  kto_ledger* ledger = people::ledger_over(records);
  kto_resolver* resolver = people::resolver_over(source, ledger);
  kto_source_free(source);
  kto_ledger_free(ledger);
  kto_request* request = people::request_of(people::bek_claims());
  kto_outcome* outcome = nullptr;
  const kto_status status = kto_resolve(resolver, request, &outcome, nullptr);
  kto_outcome_free(outcome);
  kto_request_free(request);
  kto_resolver_free(resolver);
  return status;
}

void read_structs() {
  kto_store* store = people::memory_with_people();
  read("kto_claims", people::bek_claims(), [](const kto_claims* claims) {
    kto_request* request = nullptr;
    const auto status = kto_request_from_claims(claims, KTO_CLAIMS_VERIFIED, &request, nullptr);
    kto_request_free(request);
    return status;
  });
  kto_source_self people_self;
  read("kto_source_ops", people::source_ops, [&](const kto_source_ops* ops) {
    kto_source* source = nullptr;
    const auto status = kto_source_make(ops, &people_self, &source, nullptr);
    kto_source_free(source);
    return status;
  });
  kto_ledger_self records;
  read("kto_ledger_ops", people::ledger_ops, [&](const kto_ledger_ops* ops) {
    kto_ledger* ledger = nullptr;
    const auto status = kto_ledger_make(ops, &records, 0, &ledger, nullptr);
    kto_ledger_free(ledger);
    return status;
  });
  const auto open = [](const kto_store_options* options) {
    kto_store* opened = nullptr;
    const auto status = kto_store_open(text("memory:"), options, &opened, nullptr);
    kto_store_free(opened);
    return status;
  };
  kto_store_options options = people::sized<kto_store_options>();
  options.mode = KTO_OPEN_CREATE_UNSEALED;
  read("kto_store_options", options, open);
  kto_crypto_self crypto_self;
  read("kto_crypto_ops", people::crypto_ops, [&](const kto_crypto_ops* ops) {
    options.crypto = ops;
    options.crypto_self = &crypto_self;
    return open(&options);
  });
  read("kto_import_options", people::sized<kto_import_options>(), [&](const kto_import_options* how) {
    return kto_store_import_text(store, &people::roster, 1, how, nullptr, nullptr, nullptr);
  });
  read("kto_import_handlers", people::sized<kto_import_handlers>(), [&](const kto_import_handlers* told) {
    return kto_store_import_text(store, &people::roster, 1, nullptr, told, nullptr, nullptr);
  });
  read("kto_resolve_options", people::sized<kto_resolve_options>(), [&](const kto_resolve_options* how) {
    kto_resolver* resolver = nullptr;
    const auto status = kto_resolver_make(kto_store_source(store), nullptr, how, &resolver, nullptr);
    kto_resolver_free(resolver);
    return status;
  });
  kto_store_free(store);

  read("kto_persona", people::row(0), [](const kto_persona* row) {
    return by_source([&](kto_sink* sink) { return kto_sink_persona(sink, 0, row); });
  });
  read("kto_membership", *people::row(0).memberships[0], [](const kto_membership* membership) {
    return by_source([&](kto_sink* sink) {
      kto_persona row = people::row(0);
      row.memberships = &membership;
      return kto_sink_persona(sink, 0, &row);
    });
  });
  read("kto_link", people::link(), [](const kto_link* link) {
    return by_ledger([&](kto_ledger_sink* sink) { return kto_ledger_sink_link(sink, 0, link); });
  });
  // Nobody asks for these here: a good record is read and then refused as an answer to another question.
  read(
      "kto_consent", people::consent(),
      [](const kto_consent* consent) {
        return by_ledger([&](kto_ledger_sink* sink) { return kto_ledger_sink_consent(sink, consent); });
      },
      KTO_E_CALLBACK);
  read(
      "kto_decision", people::decision(),
      [](const kto_decision* decision) {
        return by_ledger([&](kto_ledger_sink* sink) { return kto_ledger_sink_decision(sink, decision); });
      },
      KTO_E_CALLBACK);
  read(
      "kto_sign_in", people::sign_in(),
      [](const kto_sign_in* sign_in) {
        return by_ledger([&](kto_ledger_sink* sink) { return kto_ledger_sink_sign_in(sink, sign_in); });
      },
      KTO_E_CALLBACK);
}

void filled_structs() {
  kto_name* name = nullptr;
  kto_name* other = nullptr;
  NEED(kto_name_parse(text("СОЛОВЬЁВА  Наталия"), &name, nullptr) == KTO_OK);
  NEED(kto_name_parse(text("Соловьева Наталья"), &other, nullptr) == KTO_OK);
  kto_comparison* comparison = nullptr;
  NEED(kto_name_compare(name, other, &comparison, nullptr) == KTO_OK);
  filled<kto_note>("kto_note", [&](kto_note* out) { return kto_name_note_at(name, 0, out); });
  filled<kto_difference>("kto_difference", [&](kto_difference* out) { return kto_comparison_at(comparison, 0, out); });
  filled<kto_snils>("kto_snils", [](kto_snils* out) { return kto_snils_read(text(people::number_of_bek), 0, out); });
  kto_comparison_free(comparison);
  kto_name_free(other);
  kto_name_free(name);

  kto_store* store = people::memory_with_people();
  filled<kto_store_info>("kto_store_info",
                         [&](kto_store_info* out) { return kto_store_describe(store, out, nullptr); });
  filled<kto_check_report>("kto_check_report", [&](kto_check_report* out) {
    return kto_store_check(store, nullptr, nullptr, out, nullptr);
  });
  filled<kto_import_report>("kto_import_report", [&](kto_import_report* out) {
    if (out == nullptr) return kto_status{KTO_E_BAD_ARGUMENT};  // may be NULL
    return kto_store_import_text(store, &people::roster, 1, nullptr, nullptr, out, nullptr);
  });
  kto_resolver* resolver = people::resolver_over(kto_store_source(store), nullptr);
  kto_claims claims = people::bek_claims();
  kto_request* request = people::request_of(claims);
  claims.snils = text("165-472-310 69");
  kto_request* stranger = people::request_of(claims);
  filled<kto_identity>("kto_identity", [&](kto_identity* out) { return kto_request_identity(request, out); });
  kto_outcome* outcome = nullptr;
  kto_outcome* nobody = nullptr;
  NEED(kto_resolve(resolver, request, &outcome, nullptr) == KTO_OK);
  NEED(kto_resolve(resolver, stranger, &nobody, nullptr) == KTO_OK);
  filled<kto_entry>("kto_entry", [&](kto_entry* out) { return kto_outcome_persona_at(outcome, 0, out); });
  filled<kto_finding>("kto_finding", [&](kto_finding* out) { return kto_outcome_finding_at(nobody, 0, out); });
  filled<kto_basis>("kto_basis", [&](kto_basis* out) { return kto_outcome_basis(outcome, out); });
  kto_outcome_free(nobody);
  kto_outcome_free(outcome);
  kto_request_free(stranger);
  kto_request_free(request);
  kto_resolver_free(resolver);
  kto_store_free(store);
}

void null_structs() {
  kto_request* request = nullptr;
  CHECK(kto_request_from_claims(nullptr, 1, &request, nullptr) == KTO_E_BAD_ARGUMENT && request == nullptr);
  kto_source* source = nullptr;
  CHECK(kto_source_make(nullptr, nullptr, &source, nullptr) == KTO_E_BAD_ARGUMENT && source == nullptr);
  kto_ledger* ledger = nullptr;
  CHECK(kto_ledger_make(nullptr, nullptr, 0, &ledger, nullptr) == KTO_E_BAD_ARGUMENT && ledger == nullptr);
  CHECK(by_source([](kto_sink* sink) { return kto_sink_persona(sink, 0, nullptr); }) == KTO_E_BAD_ARGUMENT);
  CHECK(by_ledger([](kto_ledger_sink* sink) { return kto_ledger_sink_link(sink, 0, nullptr); }) == KTO_E_BAD_ARGUMENT);
  CHECK(by_ledger([](kto_ledger_sink* sink) { return kto_ledger_sink_consent(sink, nullptr); }) == KTO_E_BAD_ARGUMENT);
  CHECK(by_ledger([](kto_ledger_sink* sink) { return kto_ledger_sink_decision(sink, nullptr); }) == KTO_E_BAD_ARGUMENT);
  CHECK(by_ledger([](kto_ledger_sink* sink) { return kto_ledger_sink_sign_in(sink, nullptr); }) == KTO_E_BAD_ARGUMENT);
}

// Each function of a table that must be there, missing.
template <class Ops, class Call>
void tables_without(const char* name, const Ops& good, std::size_t may, const Call& call) {
  using Function = void (*)();
  constexpr std::size_t count = (sizeof(Ops) - sizeof(std::size_t)) / sizeof(Function);
  for (std::size_t i = 0; i < count; ++i) {
    Ops lacking = good;
    auto* place = reinterpret_cast<unsigned char*>(&lacking) + sizeof(std::size_t) + i * sizeof(Function);
    std::memset(place, 0, sizeof(Function));
    const kto_status wanted = i + may >= count ? KTO_OK : KTO_E_BAD_ARGUMENT;
    CHECK_WITH(call(&lacking) == wanted, std::string(name) + " without function " + std::to_string(i));
  }
}

void incomplete_tables() {
  kto_source_self people_self;
  tables_without("kto_source_ops", people::source_ops, 2, [&](const kto_source_ops* ops) {
    kto_source* source = nullptr;
    const auto status = kto_source_make(ops, &people_self, &source, nullptr);
    kto_source_free(source);
    return status;
  });
  kto_ledger_self records;
  tables_without("kto_ledger_ops", people::ledger_ops, 1, [&](const kto_ledger_ops* ops) {
    kto_ledger* ledger = nullptr;
    const auto status = kto_ledger_make(ops, &records, 0, &ledger, nullptr);
    kto_ledger_free(ledger);
    return status;
  });
  kto_crypto_self self;
  tables_without("kto_crypto_ops", people::crypto_ops, 1, [&](const kto_crypto_ops* ops) {
    kto_store_options options = people::sized<kto_store_options>();
    options.mode = KTO_OPEN_CREATE_UNSEALED;
    options.crypto = ops;
    options.crypto_self = &self;
    kto_store* store = nullptr;
    const auto status = kto_store_open(text("memory:"), &options, &store, nullptr);
    kto_store_free(store);
    return status;
  });
}

}  // namespace

void misuse_of_structs() {
  read_structs();
  filled_structs();
  null_structs();
  incomplete_tables();
}
