// Texts that are none: {NULL, n}, with NULs, broken UTF-8, of two gigabytes. Lists of absurd length.
#include <sys/mman.h>

#include <limits>
#include <string>
#include <vector>

#include "misuse.hpp"
#include "places.hpp"

namespace {

// One place where a text goes in: the status of the call. Handles that it gives are freed.
struct Place {
  const char* name;
  kto_status (*call)(kto_text text);
  kto_status of_nul;     // "Бе\0к"
  kto_status of_broken;  // "Бе\xD0"
  kto_status of_huge;    // two gigabytes of NULs
};

template <class T, class Free, class Function>
kto_status given(Free free, const Function& function) {
  T* out = nullptr;
  kto_error* err = nullptr;
  const kto_status status = function(&out, &err);
  CHECK((out != nullptr) == (status == KTO_OK) && (err == nullptr) == (status == KTO_OK));
  CHECK(status == KTO_OK || std::strstr(kto_error_text(err).data, "Бе") == nullptr);
  kto_error_free(err);
  free(out);
  return status;
}

kto_status claims_with(kto_text kto_claims::*member, kto_text text) {
  kto_claims claims = people::bek_claims();
  claims.*member = text;
  return given<kto_request>(kto_request_free, [&](auto out, auto err) {
    return kto_request_from_claims(&claims, KTO_CLAIMS_VERIFIED, out, err);
  });
}

kto_status open_with(kto_text uri, const kto_store_options* options) {
  return given<kto_store>(kto_store_free, [&](auto out, auto err) { return kto_store_open(uri, options, out, err); });
}

kto_store* shared_store() {
  static kto_store* const store = people::memory_with_people();
  return store;
}

kto_status import_with(kto_text kto_import_options::*member, kto_text text) {
  kto_import_options options = people::sized<kto_import_options>();
  options.*member = text;
  return kto_store_import_text(shared_store(), &people::roster, 1, &options, nullptr, nullptr, nullptr);
}

// The roster of a source with one text of the row replaced.
kto_status row_with(void (*change)(kto_persona& row, kto_text text), kto_text text) {
  kto_source_self self;
  self.candidates = [&](kto_sink* sink, auto, auto) {
    kto_persona row = people::row(0);
    change(row, text);
    return kto_sink_persona(sink, 0, &row);
  };
  kto_source* source = people::source_over(self);
  kto_resolver* resolver = people::resolver_over(source, nullptr);
  kto_source_free(source);
  kto_request* request = people::request_of(people::bek_claims());
  const auto status = given<kto_outcome>(kto_outcome_free,
                                         [&](auto out, auto err) { return kto_resolve(resolver, request, out, err); });
  kto_request_free(request);
  kto_resolver_free(resolver);
  return status;
}

constexpr kto_status bad = KTO_E_BAD_ARGUMENT;
constexpr kto_status control = KTO_E_CONTROL_CHARACTER;
constexpr kto_status broken = KTO_E_BAD_UTF8;
constexpr kto_status huge = KTO_E_TOO_LONG;

const Place places_of_text[] = {
    {"kto_name_parse",
     [](kto_text t) {
       return given<kto_name>(kto_name_free, [&](auto out, auto err) { return kto_name_parse(t, out, err); });
     },
     control, broken, huge},
    {"kto_name_from_parts, surname",
     [](kto_text t) {
       return given<kto_name>(kto_name_free,
                              [&](auto out, auto err) { return kto_name_from_parts(t, text("Али"), {}, out, err); });
     },
     control, broken, huge},
    {"kto_name_from_parts, given",
     [](kto_text t) {
       return given<kto_name>(kto_name_free,
                              [&](auto out, auto err) { return kto_name_from_parts(text("Бек"), t, {}, out, err); });
     },
     control, broken, huge},
    {"kto_name_from_parts, patronymic",
     [](kto_text t) {
       return given<kto_name>(kto_name_free, [&](auto out, auto err) {
         return kto_name_from_parts(text("Бек"), text("Али"), t, out, err);
       });
     },
     control, broken, huge},
    {"kto_snils_read",
     [](kto_text t) {
       kto_snils out = people::sized<kto_snils>();
       const auto status = kto_snils_read(t, 1, &out);
       CHECK(out.verdict == (status == KTO_OK ? KTO_SNILS_BAD_FORMAT : 0));
       return status;
     },
     KTO_OK, KTO_OK, KTO_OK},
    {"kto_request_read",
     [](kto_text t) {
       return given<kto_request>(
           kto_request_free, [&](auto out, auto err) { return kto_request_read(t, KTO_CLAIMS_VERIFIED, out, err); });
     },
     KTO_E_BAD_JSON, broken, huge},
    {"kto_claims.region", [](kto_text t) { return claims_with(&kto_claims::region, t); }, KTO_OK, broken, huge},
    {"kto_claims.surname", [](kto_text t) { return claims_with(&kto_claims::surname, t); }, KTO_OK, broken, huge},
    {"kto_claims.snils", [](kto_text t) { return claims_with(&kto_claims::snils, t); }, KTO_OK, broken, huge},
    {"kto_claims.oid", [](kto_text t) { return claims_with(&kto_claims::oid, t); }, KTO_OK, broken, huge},
    {"kto_claims.error_description", [](kto_text t) { return claims_with(&kto_claims::error_description, t); }, KTO_OK,
     broken, huge},
    {"kto_rules_builtin",
     [](kto_text t) {
       return given<kto_rules>(kto_rules_free, [&](auto out, auto err) { return kto_rules_builtin(t, out, err); });
     },
     KTO_E_NOT_FOUND, KTO_E_NOT_FOUND, KTO_E_NOT_FOUND},
    {"kto_rules_parse",
     [](kto_text t) {
       return given<kto_rules>(kto_rules_free, [&](auto out, auto err) { return kto_rules_parse(t, out, err); });
     },
     KTO_E_BAD_JSON, broken, huge},
    {"kto_rules_read_file",
     [](kto_text t) {
       return given<kto_rules>(kto_rules_free, [&](auto out, auto err) { return kto_rules_read_file(t, out, err); });
     },
     bad, broken, huge},
    {"kto_key_create", [](kto_text t) { return kto_key_create(t, nullptr); }, bad, broken, huge},
    {"kto_store_open", [](kto_text t) { return open_with(t, nullptr); }, bad, broken, huge},
    {"kto_store_options.key_file",
     [](kto_text t) {
       kto_store_options options = people::sized<kto_store_options>();
       options.key_file = t;
       return open_with(text("memory:"), &options);
     },
     bad, broken, huge},
    {"kto_import_options.encoding", [](kto_text t) { return import_with(&kto_import_options::encoding, t); }, bad, bad,
     bad},
    {"kto_import_options.separator", [](kto_text t) { return import_with(&kto_import_options::separator, t); }, bad,
     bad, bad},
    {"kto_import_options.organisation", [](kto_text t) { return import_with(&kto_import_options::organisation, t); },
     KTO_OK, broken, huge},
    {"kto_column.field",
     [](kto_text t) {
       const kto_column column{t, text("СНИЛС")};
       kto_import_options options = people::sized<kto_import_options>();
       options.columns = &column;
       options.column_count = 1;
       return kto_store_import_text(shared_store(), &people::roster, 1, &options, nullptr, nullptr, nullptr);
     },
     bad, bad, huge},
    {"kto_column.heading",
     [](kto_text t) {
       const kto_column column{text("snils"), t};
       kto_import_options options = people::sized<kto_import_options>();
       options.columns = &column;
       options.column_count = 1;
       return kto_store_import_text(shared_store(), &people::roster, 1, &options, nullptr, nullptr, nullptr);
     },
     KTO_E_COLUMN_MISSING, broken, huge},
    {"kto_store_import_text",
     [](kto_text t) { return kto_store_import_text(shared_store(), &t, 1, nullptr, nullptr, nullptr, nullptr); },
     KTO_E_UNKNOWN_ENCODING, KTO_E_FILE_TRUNCATED, KTO_E_UNKNOWN_ENCODING},
    {"kto_store_import_files",
     [](kto_text t) { return kto_store_import_files(shared_store(), &t, 1, nullptr, nullptr, nullptr, nullptr); }, bad,
     broken, huge},
    {"kto_persona.fio", [](kto_text t) { return row_with([](kto_persona& row, kto_text x) { row.fio = x; }, t); },
     control, broken, huge},
    {"kto_persona.surname",
     [](kto_text t) { return row_with([](kto_persona& row, kto_text x) { row.surname = x; }, t); }, control, broken,
     huge},
    {"kto_persona.key.id", [](kto_text t) { return row_with([](kto_persona& row, kto_text x) { row.key.id = x; }, t); },
     KTO_OK, broken, huge},
    {"kto_persona.key.organisation",
     [](kto_text t) { return row_with([](kto_persona& row, kto_text x) { row.key.organisation = x; }, t); }, KTO_OK,
     broken, huge},
    {"kto_persona.snils", [](kto_text t) { return row_with([](kto_persona& row, kto_text x) { row.snils = x; }, t); },
     bad, broken, huge},
    {"kto_persona.login", [](kto_text t) { return row_with([](kto_persona& row, kto_text x) { row.login = x; }, t); },
     KTO_OK, broken, huge},
};

void small_texts() {
  const kto_text with_nul{"Бе\0к", 7};
  const kto_text cut{"Бе\xD0", 5};
  for (const Place& place : places_of_text) {
    const std::string name(place.name);
    CHECK_WITH(place.call({nullptr, 5}) == bad, name + " of {NULL, 5}");
    CHECK_WITH(place.call({nullptr, std::numeric_limits<std::size_t>::max()}) == bad, name + " of {NULL, all}");
    const kto_status nul = place.call(with_nul);
    CHECK_WITH(nul == place.of_nul, name + " with a NUL: " + kto_status_name(nul).data);
    const kto_status half = place.call(cut);
    CHECK_WITH(half == place.of_broken, name + " of broken UTF-8: " + kto_status_name(half).data);
  }
}

// Address space without memory behind it: pages of NULs, made when they are read.
class Zeros {
 public:
  static constexpr std::size_t size = std::size_t{2} << 30;
  Zeros() : place_(::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)) {}
  Zeros(const Zeros&) = delete;
  Zeros& operator=(const Zeros&) = delete;
  ~Zeros() {
    if (there()) ::munmap(place_, size);
  }
  bool there() const noexcept { return place_ != MAP_FAILED; }
  template <class T>
  const T* as() const noexcept {
    return static_cast<const T*>(place_);
  }

 private:
  void* place_;
};

void absurd_lists(const Zeros& zeros) {
  kto_store* store = shared_store();
  CHECK(kto_store_import_text(store, zeros.as<kto_text>(), Zeros::size / sizeof(kto_text), nullptr, nullptr, nullptr,
                              nullptr) == KTO_E_TOO_MANY);
  CHECK(kto_store_import_files(store, zeros.as<kto_text>(), Zeros::size / sizeof(kto_text), nullptr, nullptr, nullptr,
                               nullptr) == KTO_E_TOO_MANY);
  kto_import_options options = people::sized<kto_import_options>();
  options.columns = zeros.as<kto_column>();
  options.column_count = Zeros::size / sizeof(kto_column);
  CHECK(kto_store_import_text(store, &people::roster, 1, &options, nullptr, nullptr, nullptr) == KTO_E_TOO_MANY);
  kto_resolver* resolver = people::resolver_over(kto_store_source(store), nullptr);
  std::vector<kto_outcome*> out(1);
  CHECK(kto_resolve_many(resolver, zeros.as<kto_request*>(), Zeros::size / sizeof(void*), out.data(), nullptr) ==
        KTO_E_HANDLE);
  CHECK(out[0] == nullptr);
  kto_resolver_free(resolver);
  CHECK(row_with(
            [](kto_persona& row, kto_text t) {
              row.memberships = reinterpret_cast<const kto_membership* const*>(t.data);
              row.membership_count = t.size / sizeof(void*);
            },
            {zeros.as<char>(), Zeros::size}) == KTO_E_TOO_MANY);
  CHECK(row_with(
            [](kto_persona& row, kto_text t) {
              row.guardians = reinterpret_cast<const kto_text*>(t.data);
              row.guardian_count = t.size / sizeof(kto_text);
            },
            {zeros.as<char>(), Zeros::size}) == KTO_E_TOO_MANY);
}

void huge_texts() {
  const Zeros zeros;
  if (!zeros.there()) {
    std::puts("not run: texts of two gigabytes (no address space)");
    return;
  }
  for (const Place& place : places_of_text) {
    const kto_status status = place.call({zeros.as<char>(), Zeros::size});
    CHECK_WITH(status == place.of_huge, std::string(place.name) + " of two gigabytes: " + kto_status_name(status).data);
  }
  absurd_lists(zeros);
}

}  // namespace

void misuse_of_texts() {
  small_texts();
  huge_texts();
  CHECK(people::count(shared_store()) == 3);
  kto_store_free(shared_store());
}
