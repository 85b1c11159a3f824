// Calls of the C face in any order, with any text, number and struct_size, over handles that live, are NULL or of
// another kind. Every status is a known one; outputs are given exactly with KTO_OK; all that is given can be freed.
#include <array>
#include <cstring>
#include <string>

#include "bytes.hpp"
#include "kto/kto_unstable.h"

namespace {

using fuzz::Bytes;
using fuzz::require;

// Some handles of each kind; places are NULL at first.
constexpr std::size_t places = 3;
struct World {
  std::array<kto_name*, places> names{};
  std::array<kto_comparison*, places> comparisons{};
  std::array<kto_request*, places> requests{};
  std::array<kto_rules*, places> rules{};
  std::array<kto_store*, places> stores{};
  std::array<kto_resolver*, places> resolvers{};
  std::array<kto_outcome*, places> outcomes{};
  std::array<kto_string*, places> strings{};

  World() = default;
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World() {
    for (auto* h : names) kto_name_free(h);
    for (auto* h : comparisons) kto_comparison_free(h);
    for (auto* h : requests) kto_request_free(h);
    for (auto* h : rules) kto_rules_free(h);
    for (auto* h : stores) kto_store_free(h);
    for (auto* h : resolvers) kto_resolver_free(h);
    for (auto* h : outcomes) kto_outcome_free(h);
    for (auto* h : strings) kto_string_free(h);
  }
};

// One of the handles; now and then a handle of another kind.
template <class T>
T* pick(Bytes& in, const std::array<T*, places>& all, const World& world) {
  const std::uint8_t which = in.byte();
  if (which >= 250) return reinterpret_cast<T*>(world.names[0]);
  if (which >= 245) return reinterpret_cast<T*>(world.stores[0]);
  return all[which % places];
}

kto_text text_from(Bytes& in) {
  static constexpr const char* known[] = {"Андреева Мария Даниловна",
                                          "Бек",
                                          "Али",
                                          "112-233-445 95",
                                          "ru-2024",
                                          "38",
                                          "UTF-8",
                                          "memory:",
                                          "irkutsk-2018",
                                          "P",
                                          "PR",
                                          "1000300001",
                                          "http://esia.gosuslugi.ru/",
                                          "KD",
                                          "М",
                                          ";",
                                          "25.01.2015",
                                          "{}",
                                          "Школа",
                                          "snils"};
  const std::uint8_t kind = in.byte();
  if (kind >= 250) return {nullptr, kind == 255 ? SIZE_MAX : std::size_t{kind} - 250};
  if (kind < 128) {
    const char* text = known[kind % std::size(known)];
    return {text, std::strlen(text)};
  }
  const std::string_view any = in.text();
  return {any.data(), any.size()};
}

// A struct filled with choices: mostly of its own size, with zeros or rubbish behind it.
template <class T>
class Struct {
 public:
  explicit Struct(Bytes& in) {
    const std::uint8_t kind = in.byte();
    size_ = kind < 200 ? sizeof(T) : kind < 230 ? kind - 200 + sizeof(T) : kind < 250 ? kind - 230 : SIZE_MAX;
    if (kind == 229) bytes_[sizeof(T) + 3] = 1;
  }
  T& value() noexcept { return *reinterpret_cast<T*>(bytes_); }
  T* get() noexcept {
    value().struct_size = size_;
    return &value();
  }

 private:
  alignas(T) unsigned char bytes_[sizeof(T) + 64]{};
  std::size_t size_;
};

class Player {
 public:
  Player(Bytes& in, World& world) : in_(in), world_(world) {}

  void step() {
    switch (in_.below(20)) {
      case 0:
        return give(
            world_.names, [&](auto out, auto err) { return kto_name_parse(text_from(in_), out, err); }, kto_name_free);
      case 1: {
        const kto_text a = text_from(in_), b = text_from(in_), c = text_from(in_);
        return give(
            world_.names, [&](auto out, auto err) { return kto_name_from_parts(a, b, c, out, err); }, kto_name_free);
      }
      case 2:
        return name();
      case 3: {
        const auto* a = pick(in_, world_.names, world_);
        const auto* b = pick(in_, world_.names, world_);
        return give(
            world_.comparisons, [&](auto out, auto err) { return kto_name_compare(a, b, out, err); },
            kto_comparison_free);
      }
      case 4: {
        Struct<kto_difference> out(in_);
        known(kto_comparison_at(pick(in_, world_.comparisons, world_), in_.byte(), out.get()));
        return;
      }
      case 5: {
        Struct<kto_snils> out(in_);
        const kto_text cell = text_from(in_);
        return known(kto_snils_read(cell, in_.number(), out.get()));
      }
      case 6: {
        const kto_text json = text_from(in_);
        return give(
            world_.requests, [&](auto out, auto err) { return kto_request_read(json, in_.number(), out, err); },
            kto_request_free);
      }
      case 7:
        return claims();
      case 8: {
        Struct<kto_identity> out(in_);
        return known(kto_request_identity(pick(in_, world_.requests, world_), out.get()));
      }
      case 9: {
        const kto_text text = text_from(in_);
        const bool builtin = in_.byte() < 128;
        return give(
            world_.rules,
            [&](auto out, auto err) {
              return builtin ? kto_rules_builtin(text, out, err) : kto_rules_parse(text, out, err);
            },
            kto_rules_free);
      }
      case 10:
        return rules();
      case 11:
        return open();
      case 12:
      case 13:
        return import();
      case 14: {
        Struct<kto_store_info> info(in_);
        Struct<kto_check_report> report(in_);
        known(kto_store_describe(pick(in_, world_.stores, world_), info.get(), nullptr));
        return known(kto_store_check(pick(in_, world_.stores, world_), nullptr, nullptr, report.get(), nullptr));
      }
      case 15:
        return resolver();
      case 16:
      case 17: {
        const auto* resolver = pick(in_, world_.resolvers, world_);
        const auto* request = pick(in_, world_.requests, world_);
        return give(
            world_.outcomes, [&](auto out, auto err) { return kto_resolve(resolver, request, out, err); },
            kto_outcome_free);
      }
      case 18:
        return outcome();
      default:
        return numbers();
    }
  }

 private:
  static void known(kto_status status) {
    const kto_text name = kto_status_name(status);
    require(std::string_view(name.data, name.size) != "unknown" && status != KTO_E_INTERNAL);
  }

  // A call that gives a handle, into one of the places; what was there is freed.
  template <class T, class Function, class Free>
  void give(std::array<T*, places>& all, const Function& function, Free free) {
    T* out = nullptr;
    kto_error* err = nullptr;
    const kto_status status = function(&out, &err);
    known(status);
    require((status == KTO_OK) == (out != nullptr) && (status == KTO_OK) == (err == nullptr));
    if (err != nullptr) require(kto_error_status(err) == status && kto_error_text(err).size > 0);
    kto_error_free(err);
    if (out == nullptr) return;
    T*& place = all[in_.below(places)];
    free(place);
    place = out;
  }

  void name() {
    const auto* name = pick(in_, world_.names, world_);
    kto_name_text(name, in_.number(), in_.number());
    kto_name_order_certain(name);
    Struct<kto_note> out(in_);
    const std::size_t index = in_.byte();
    const kto_status status = kto_name_note_at(name, index, out.get());
    known(status);
    if (status == KTO_OK) require(index < kto_name_note_count(name));
    std::int32_t grade = 0;
    known(kto_name_grade(name, pick(in_, world_.names, world_), &grade, nullptr));
  }

  void claims() {
    Struct<kto_claims> claims(in_);
    kto_claims& c = claims.value();
    for (kto_text kto_claims::*member :
         {&kto_claims::region, &kto_claims::surname, &kto_claims::given, &kto_claims::patronymic, &kto_claims::snils,
          &kto_claims::birth_date, &kto_claims::issuer, &kto_claims::oid, &kto_claims::subject_type,
          &kto_claims::account_level, &kto_claims::error}) {
      if (in_.byte() % 4 != 0) c.*member = text_from(in_);
    }
    c.trusted = in_.number() % 4;
    c.token_trusted = in_.number() % 4;
    const std::int32_t verified = in_.byte() < 240 ? 1 : in_.number();
    give(
        world_.requests, [&](auto out, auto err) { return kto_request_from_claims(claims.get(), verified, out, err); },
        kto_request_free);
  }

  void rules() {
    const auto* rules = pick(in_, world_.rules, world_);
    std::int32_t out = 77;
    const kto_date at{in_.byte() < 200 ? 2024 : in_.number(), in_.number() % 13, in_.number() % 32};
    const kto_status status = kto_rules_esia_only(rules, in_.number() % 7, in_.number(), in_.number(), at, &out);
    known(status);
    require(status == KTO_OK ? out == 0 || out == 1 : out == 77);
    known(kto_rules_in_force(rules, in_.number(), at, &out));
    kto_rules_name(rules);
    kto_rules_hash(rules);
    kto_rules_version(rules);
  }

  void open() {
    Struct<kto_store_options> options(in_);
    options.value().mode = in_.byte() < 240 ? KTO_OPEN_CREATE_UNSEALED : in_.number();
    options.value().issuer = in_.number() % 4;
    options.value().read_only = in_.byte() < 240 ? 0 : in_.number();
    options.value().busy_timeout_ms = 1;
    // In memory only: an input must not name files.
    give(
        world_.stores,
        [&](auto out, auto err) {
          return kto_store_open({"memory:", 7}, in_.byte() < 240 ? options.get() : nullptr, out, err);
        },
        kto_store_free);
  }

  void import() {
    static constexpr std::string_view head = "ID;Организация;Регион;ФИО;СНИЛС;Роль\n";
    std::string file(head);
    for (std::size_t rows = in_.below(4); rows > 0; --rows) {
      file += std::to_string(in_.below(4)) + ";Школа;38;Бек Али;112-233-445 95;Учитель\n";
    }
    if (in_.byte() >= 128) file += in_.text();
    const kto_text text{file.data(), file.size()};
    Struct<kto_import_options> options(in_);
    kto_import_options& o = options.value();
    if (in_.byte() >= 200) o.encoding = text_from(in_);
    if (in_.byte() >= 200) o.separator = text_from(in_);
    if (in_.byte() >= 128) o.organisation = {"Школа", 10};
    o.region = in_.byte() < 200 ? 0 : in_.number();
    o.match_by = in_.number() % 3;
    o.full = in_.byte() < 128 ? 0 : 1;
    o.dry_run = in_.byte() < 200 ? 0 : in_.number();
    o.yes = in_.number() % 2;
    Struct<kto_import_report> out(in_);
    known(kto_store_import_text(pick(in_, world_.stores, world_), &text, in_.byte() < 240 ? 1 : 0,
                                in_.byte() < 128 ? nullptr : options.get(), nullptr, out.get(), nullptr));
  }

  void resolver() {
    const auto* store = pick(in_, world_.stores, world_);
    Struct<kto_resolve_options> options(in_);
    options.value().rules = pick(in_, world_.rules, world_);
    options.value().at = {2024, 10, 1 + in_.number() % 40};
    options.value().region = in_.number();
    options.value().diagnose = in_.number() % 3;
    options.value().issuer = in_.number() % 4;
    const kto_ledger* ledger = in_.byte() < 128 ? nullptr : kto_store_ledger(store);
    give(
        world_.resolvers,
        [&](auto out, auto err) { return kto_resolver_make(kto_store_source(store), ledger, options.get(), out, err); },
        kto_resolver_free);
    // What a resolver is over may go before it.
    if (in_.byte() >= 200) {
      kto_store*& place = world_.stores[in_.below(places)];
      kto_store_free(place);
      place = nullptr;
    }
  }

  void outcome() {
    const auto* outcome = pick(in_, world_.outcomes, world_);
    const std::size_t index = in_.byte();
    Struct<kto_entry> entry(in_);
    Struct<kto_finding> finding(in_);
    Struct<kto_basis> basis(in_);
    known(kto_outcome_persona_at(outcome, index, entry.get()));
    known(kto_outcome_finding_at(outcome, index, finding.get()));
    known(kto_outcome_basis(outcome, basis.get()));
    kto_outcome_text(outcome, in_.number());
    const auto* request = pick(in_, world_.requests, world_);
    give(
        world_.strings,
        [&](auto out, auto err) {
          return kto_outcome_json(outcome, request, in_.number() % 4, in_.number() % 3, out, err);
        },
        kto_string_free);
  }

  void numbers() {
    const std::int32_t number = in_.number();
    for (const auto name :
         {kto_status_name, kto_role_name, kto_grade_name, kto_part_name, kto_name_rule_name, kto_snils_verdict_name,
          kto_claim_fault_name, kto_row_issue_name, kto_verdict_name, kto_reason_name, kto_actor_name}) {
      require(name(number).size > 0);
    }
    kto_reason_text(number, in_.number());
    kto_repair_text(number, in_.number());
    kto_rules_builtin_name(in_.byte());
    kto_snils_control(in_.word());
    const auto* sink = reinterpret_cast<const char*>(static_cast<std::uintptr_t>(in_.word()) * 2 + 1);
    require(kto_sink_region(reinterpret_cast<kto_sink*>(const_cast<char*>(sink)), 38) == KTO_E_HANDLE);
  }

  Bytes& in_;
  World& world_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes in(data, size);
  World world;
  Player player(in, world);
  for (int calls = 0; calls < 64 && !in.empty(); ++calls) player.step();
  return 0;
}
