// Every function that takes a handle, with NULL, with every other kind and, where that is told, with a freed one.
#include <map>
#include <string>
#include <vector>

#include "misuse.hpp"

namespace {

// True: the handle was refused, and nothing was given.
using Refuses = bool (*)(const void* handle);
struct Call {
  const char* name;
  const char* kind;
  Refuses refuses;
};

template <class T>
const T* as(const void* handle) noexcept {
  return static_cast<const T*>(handle);
}
template <class T>
T* as_own(const void* handle) noexcept {
  return static_cast<T*>(const_cast<void*>(handle));
}

// A call with an output that must stay as it was, and an error that must say so.
template <class T, class Function>
bool refused(const Function& function) {
  T* out = nullptr;
  kto_error* err = nullptr;
  const kto_status status = function(&out, &err);
  const bool told = kto_error_status(err) == KTO_E_HANDLE && kto_error_field(err).size > 0;
  kto_error_free(err);
  return status == KTO_E_HANDLE && told && out == nullptr;
}

template <class T, class Function>
bool refused_struct(const Function& function) {
  T out = people::sized<T>();
  const T before = out;
  return function(&out) == KTO_E_HANDLE && std::memcmp(&out, &before, sizeof out) == 0;
}

const std::map<std::string, const void*>* good = nullptr;  // while everything lives

#define TEXT_OF(function, type, kind, ...)                                                                    \
  {                                                                                                           \
#function, kind, [](const void* h) { return function(as<type>(h) __VA_OPT__(, ) __VA_ARGS__).size == 0; } \
  }
#define ZERO_OF(function, type, kind)                                         \
  {                                                                           \
#function, kind, [](const void* h) { return function(as<type>(h)) == 0; } \
  }
#define STRUCT_OF(function, type, kind, out, ...)                                                        \
  {                                                                                                      \
#function, kind, [](const void* h) {                                                                   \
     return refused_struct<out>([&](out* o) { return function(as<type>(h) __VA_OPT__(, ) __VA_ARGS__, o); }); \
   } \
  }

const std::vector<Call>& calls() {
  static const std::vector<Call> all{
      {"kto_error_status", "error", [](const void* h) { return kto_error_status(as<kto_error>(h)) == KTO_E_HANDLE; }},
      {"kto_error_offset", "error", [](const void* h) { return kto_error_offset(as<kto_error>(h)) == -1; }},
      ZERO_OF(kto_error_line, kto_error, "error"),
      ZERO_OF(kto_error_backend, kto_error, "error"),
      TEXT_OF(kto_error_field, kto_error, "error"),
      TEXT_OF(kto_error_text, kto_error, "error"),
      TEXT_OF(kto_string_text, kto_string, "string"),
      TEXT_OF(kto_name_text, kto_name, "name", KTO_FORM_GIVEN, KTO_PART_WHOLE),
      ZERO_OF(kto_name_order_certain, kto_name, "name"),
      ZERO_OF(kto_name_note_count, kto_name, "name"),
      STRUCT_OF(kto_name_note_at, kto_name, "name", kto_note, 0),
      {"kto_name_compare", "name",
       [](const void* h) {
         const auto* live = as<kto_name>(good->at("name"));
         return refused<kto_comparison>(
                    [&](auto out, auto err) { return kto_name_compare(as<kto_name>(h), live, out, err); }) &&
                refused<kto_comparison>(
                    [&](auto out, auto err) { return kto_name_compare(live, as<kto_name>(h), out, err); });
       }},
      {"kto_name_grade", "name",
       [](const void* h) {
         std::int32_t out = 77;
         const auto* live = as<kto_name>(good->at("name"));
         return kto_name_grade(live, as<kto_name>(h), &out, nullptr) == KTO_E_HANDLE &&
                kto_name_grade(as<kto_name>(h), live, &out, nullptr) == KTO_E_HANDLE && out == 77;
       }},
      {"kto_comparison_grade", "comparison",
       [](const void* h) { return kto_comparison_grade(as<kto_comparison>(h)) == KTO_GRADE_DIFFERENT; }},
      ZERO_OF(kto_comparison_count, kto_comparison, "comparison"),
      STRUCT_OF(kto_comparison_at, kto_comparison, "comparison", kto_difference, 0),
      STRUCT_OF(kto_request_identity, kto_request, "request", kto_identity),
      TEXT_OF(kto_rules_name, kto_rules, "rules"),
      ZERO_OF(kto_rules_version, kto_rules, "rules"),
      TEXT_OF(kto_rules_hash, kto_rules, "rules"),
      {"kto_rules_in_force", "rules",
       [](const void* h) {
         std::int32_t out = 77;
         return kto_rules_in_force(as<kto_rules>(h), 38, people::day, &out) == KTO_E_HANDLE && out == 77;
       }},
      {"kto_rules_esia_only", "rules",
       [](const void* h) {
         std::int32_t out = 77;
         return kto_rules_esia_only(as<kto_rules>(h), KTO_ROLE_PUPIL, 15, 38, people::day, &out) == KTO_E_HANDLE &&
                out == 77;
       }},
      {"kto_store_describe", "store",
       [](const void* h) {
         return refused_struct<kto_store_info>(
             [&](auto out) { return kto_store_describe(as<kto_store>(h), out, nullptr); });
       }},
      {"kto_store_check", "store",
       [](const void* h) {
         return refused_struct<kto_check_report>(
             [&](auto out) { return kto_store_check(as<kto_store>(h), nullptr, nullptr, out, nullptr); });
       }},
      {"kto_store_import_text", "store",
       [](const void* h) {
         return refused_struct<kto_import_report>([&](auto out) {
           return kto_store_import_text(as_own<kto_store>(h), &people::roster, 1, nullptr, nullptr, out, nullptr);
         });
       }},
      {"kto_store_import_files", "store",
       [](const void* h) {
         return refused_struct<kto_import_report>([&](auto out) {
           return kto_store_import_files(as_own<kto_store>(h), &people::roster, 1, nullptr, nullptr, out, nullptr);
         });
       }},
      {"kto_store_source", "store", [](const void* h) { return kto_store_source(as<kto_store>(h)) == nullptr; }},
      {"kto_store_ledger", "store", [](const void* h) { return kto_store_ledger(as<kto_store>(h)) == nullptr; }},
      {"kto_resolver_make", "source",
       [](const void* h) {
         return refused<kto_resolver>(
             [&](auto out, auto err) { return kto_resolver_make(as<kto_source>(h), nullptr, nullptr, out, err); });
       }},
      {"kto_resolver_make", "ledger",
       [](const void* h) {
         if (h == nullptr) return true;  // no ledger
         return refused<kto_resolver>([&](auto out, auto err) {
           return kto_resolver_make(as<kto_source>(good->at("source")), as<kto_ledger>(h), nullptr, out, err);
         });
       }},
      {"kto_resolver_make", "rules",
       [](const void* h) {
         if (h == nullptr) return true;  // the newest built-in set
         kto_resolve_options options = people::sized<kto_resolve_options>();
         options.rules = as<kto_rules>(h);
         return refused<kto_resolver>([&](auto out, auto err) {
           return kto_resolver_make(as<kto_source>(good->at("source")), nullptr, &options, out, err);
         });
       }},
      {"kto_resolve", "resolver",
       [](const void* h) {
         return refused<kto_outcome>([&](auto out, auto err) {
           return kto_resolve(as<kto_resolver>(h), as<kto_request>(good->at("request")), out, err);
         });
       }},
      {"kto_resolve", "request",
       [](const void* h) {
         return refused<kto_outcome>([&](auto out, auto err) {
           return kto_resolve(as<kto_resolver>(good->at("resolver")), as<kto_request>(h), out, err);
         });
       }},
      {"kto_resolve_many", "request",
       [](const void* h) {
         const kto_request* const requests[] = {as<kto_request>(good->at("request")), as<kto_request>(h)};
         kto_outcome* out[2] = {};
         return kto_resolve_many(as<kto_resolver>(good->at("resolver")), requests, 2, out, nullptr) == KTO_E_HANDLE &&
                out[0] == nullptr && out[1] == nullptr;
       }},
      {"kto_outcome_verdict", "outcome",
       [](const void* h) { return kto_outcome_verdict(as<kto_outcome>(h)) == KTO_VERDICT_REFUSE; }},
      TEXT_OF(kto_outcome_text, kto_outcome, "outcome", KTO_LANG_RU),
      ZERO_OF(kto_outcome_persona_count, kto_outcome, "outcome"),
      STRUCT_OF(kto_outcome_persona_at, kto_outcome, "outcome", kto_entry, 0),
      ZERO_OF(kto_outcome_finding_count, kto_outcome, "outcome"),
      STRUCT_OF(kto_outcome_finding_at, kto_outcome, "outcome", kto_finding, 0),
      STRUCT_OF(kto_outcome_basis, kto_outcome, "outcome", kto_basis),
      {"kto_outcome_json", "outcome",
       [](const void* h) {
         return refused<kto_string>([&](auto out, auto err) {
           return kto_outcome_json(as<kto_outcome>(h), nullptr, KTO_LANG_RU, 0, out, err);
         });
       }},
      {"kto_outcome_json", "request",
       [](const void* h) {
         if (h == nullptr) return true;  // no request
         return refused<kto_string>([&](auto out, auto err) {
           return kto_outcome_json(as<kto_outcome>(good->at("outcome")), as<kto_request>(h), KTO_LANG_RU, 0, out, err);
         });
       }},
      {"kto_sink_persona", "sink",
       [](const void* h) {
         const kto_persona row = people::row(0);
         return kto_sink_persona(as_own<kto_sink>(h), 0, &row) == KTO_E_HANDLE;
       }},
      {"kto_sink_region", "sink",
       [](const void* h) { return kto_sink_region(as_own<kto_sink>(h), 38) == KTO_E_HANDLE; }},
      {"kto_ledger_sink_link", "sink",
       [](const void* h) {
         const kto_link link = people::link();
         return kto_ledger_sink_link(as_own<kto_ledger_sink>(h), 0, &link) == KTO_E_HANDLE;
       }},
      {"kto_ledger_sink_consent", "sink",
       [](const void* h) {
         const kto_consent consent = people::consent();
         return kto_ledger_sink_consent(as_own<kto_ledger_sink>(h), &consent) == KTO_E_HANDLE;
       }},
      {"kto_ledger_sink_decision", "sink",
       [](const void* h) {
         const kto_decision decision = people::decision();
         return kto_ledger_sink_decision(as_own<kto_ledger_sink>(h), &decision) == KTO_E_HANDLE;
       }},
      {"kto_ledger_sink_sign_in", "sink", [](const void* h) {
         const kto_sign_in sign_in = people::sign_in();
         return kto_ledger_sink_sign_in(as_own<kto_ledger_sink>(h), &sign_in) == KTO_E_HANDLE;
       }}};
  return all;
}

using Free = void (*)(const void* handle);
struct Freeing {
  const char* kind;
  Free free;
};
constexpr Freeing freeing[] = {{"error", [](const void* h) { kto_error_free(as_own<kto_error>(h)); }},
                               {"string", [](const void* h) { kto_string_free(as_own<kto_string>(h)); }},
                               {"name", [](const void* h) { kto_name_free(as_own<kto_name>(h)); }},
                               {"comparison", [](const void* h) { kto_comparison_free(as_own<kto_comparison>(h)); }},
                               {"request", [](const void* h) { kto_request_free(as_own<kto_request>(h)); }},
                               {"rules", [](const void* h) { kto_rules_free(as_own<kto_rules>(h)); }},
                               {"store", [](const void* h) { kto_store_free(as_own<kto_store>(h)); }},
                               {"source", [](const void* h) { kto_source_free(as_own<kto_source>(h)); }},
                               {"ledger", [](const void* h) { kto_ledger_free(as_own<kto_ledger>(h)); }},
                               {"resolver", [](const void* h) { kto_resolver_free(as_own<kto_resolver>(h)); }},
                               {"outcome", [](const void* h) { kto_outcome_free(as_own<kto_outcome>(h)); }}};

struct Everything {
  kto_source_self people{};
  kto_ledger_self records{};
  std::map<std::string, const void*> handles{};

  Everything() {
    kto_error* err = nullptr;
    kto_name* name = nullptr;
    CHECK(kto_name_parse(text("\xFF"), &name, &err) == KTO_E_BAD_UTF8);
    handles["error"] = err;
    NEED(kto_name_parse(text("СОЛОВЬЁВА  Наталия"), &name, nullptr) == KTO_OK);
    handles["name"] = name;
    kto_name* other = nullptr;
    NEED(kto_name_parse(text("Соловьева Наталья"), &other, nullptr) == KTO_OK);
    kto_comparison* comparison = nullptr;
    NEED(kto_name_compare(name, other, &comparison, nullptr) == KTO_OK);
    kto_name_free(other);
    handles["comparison"] = comparison;
    kto_request* request = people::request_of(people::bek_claims());
    handles["request"] = request;
    kto_rules* rules = people::recorded_rules();
    handles["rules"] = rules;
    handles["store"] = people::memory_with_people();
    kto_source* source = people::source_over(people);
    handles["source"] = source;
    kto_ledger* ledger = people::ledger_over(records);
    handles["ledger"] = ledger;
    kto_resolver* resolver = people::resolver_over(source, ledger, rules);
    handles["resolver"] = resolver;
    kto_outcome* outcome = nullptr;
    NEED(kto_resolve(resolver, request, &outcome, nullptr) == KTO_OK);
    handles["outcome"] = outcome;
    kto_string* json = nullptr;
    NEED(kto_outcome_json(outcome, request, 0, 1, &json, nullptr) == KTO_OK);
    handles["string"] = json;
  }
  Everything(const Everything&) = delete;
  Everything& operator=(const Everything&) = delete;
  ~Everything() {
    for (const auto& [kind, free] : freeing) free(handles.at(kind));
    CHECK(people.closed == 1 && records.closed == 1);
  }
};

}  // namespace

void misuse_of_handles() {
  Everything all;
  good = &all.handles;
  for (const Call& call : calls()) {
    CHECK_WITH(call.refuses(nullptr), std::string(call.name) + " of NULL");
    for (const auto& [kind, handle] : all.handles) {
      if (kind != call.kind) CHECK_WITH(call.refuses(handle), std::string(call.name) + " of a " + kind);
    }
  }
  // Freeing something of another kind, or what is borrowed, does nothing: Everything can still free it.
  for (const auto& [kind, free] : freeing) {
    free(nullptr);
    for (const auto& [other, handle] : all.handles) {
      if (other != kind) free(handle);
    }
  }
  const auto* store = as<kto_store>(all.handles.at("store"));
  kto_source_free(const_cast<kto_source*>(kto_store_source(store)));
  kto_ledger_free(const_cast<kto_ledger*>(kto_store_ledger(store)));
  kto_identity who = people::sized<kto_identity>();
  NEED(kto_request_identity(as<kto_request>(all.handles.at("request")), &who) == KTO_OK && who.name != nullptr);
  kto_name_free(const_cast<kto_name*>(who.name));
  CHECK(is(kto_name_text(who.name, KTO_FORM_GIVEN, KTO_PART_SURNAME), "Бек"));
  CHECK(people::count(store) == 3);
#ifdef KTO_HANDLE_CHECKS
  std::map<std::string, const void*> dead;
  {
    const Everything gone;
    dead = gone.handles;
    dead["borrowed source"] = kto_store_source(as<kto_store>(gone.handles.at("store")));
    dead["borrowed ledger"] = kto_store_ledger(as<kto_store>(gone.handles.at("store")));
  }
  for (const Call& call : calls()) {
    for (const auto& [kind, handle] : dead) {
      CHECK_WITH(call.refuses(handle), std::string(call.name) + " of a freed " + kind);
    }
  }
  for (const auto& [kind, free] : freeing) {
    for (const auto& [other, handle] : dead) free(handle);
  }
#endif
}
