#include "source_adapter.hpp"

#include "persona_row.hpp"
#include "sinks.hpp"
#include "struct_size.hpp"

KTO_FIRST_MEMBERS(kto_source_ops, close);

namespace kto::c {
namespace {

using PersonaSink = Sink<kto_sink, RowTaker>;

// What was answered is no answer to what was asked.
unexpected<Error> outside(const char* field) { return fail(callback_wrong, std::string(field)); }

class NoRegions : public RowTaker {
 public:
  Result<void> region(Region) override { return outside("region"); }
};

class Candidates : public NoRegions {
 public:
  Candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) : queries_(queries), emit_(emit) {}
  Result<void> persona(std::size_t query, Persona&& persona) override {
    if (query >= queries_.size()) return outside("query");
    if (persona.key.region != queries_[query].region) return outside("region");
    if (persona.number.reading.number != queries_[query].number) return outside("number");
    return emit_(query, persona);
  }

 private:
  std::span<const NumberQuery> queries_;
  const EmitCandidate& emit_;
};

// The personas of the keys in their order, some left out.
class ByKey : public NoRegions {
 public:
  ByKey(std::span<const PersonaKey> keys, const EmitPersona& emit) : keys_(keys), emit_(emit) {}
  Result<void> persona(std::size_t query, Persona&& persona) override {
    if (query != 0) return outside("query");
    while (at_ < keys_.size() && keys_[at_] != persona.key) ++at_;
    if (at_ == keys_.size()) return outside("key");
    ++at_;
    return emit_(persona);
  }

 private:
  std::span<const PersonaKey> keys_;
  std::size_t at_ = 0;
  const EmitPersona& emit_;
};

// Personas after a key, ascending, at most `limit`, each of which `fits`.
template <class Fits>
class Ascending : public NoRegions {
 public:
  Ascending(std::optional<PersonaKey> after, std::size_t limit, const Fits& fits, const EmitPersona& emit)
      : last_(std::move(after)), left_(limit), fits_(fits), emit_(emit) {}
  Result<void> persona(std::size_t query, Persona&& persona) override {
    if (query != 0) return outside("query");
    if (left_-- == 0) return outside("limit");
    if ((last_ && persona.key <= *last_) || !fits_(persona)) return outside("key");
    last_ = persona.key;
    return emit_(persona);
  }

 private:
  std::optional<PersonaKey> last_;
  std::size_t left_;
  const Fits& fits_;
  const EmitPersona& emit_;
};

class Unnumbered : public NoRegions {
 public:
  Unnumbered(Region region, std::size_t limit, const EmitPersona& emit) : region_(region), left_(limit), emit_(emit) {}
  Result<void> persona(std::size_t query, Persona&& persona) override {
    if (query != 0) return outside("query");
    if (left_ == 0) return outside("limit");
    --left_;
    if (persona.key.region != region_) return outside("region");
    if (persona.number.usable()) return outside("number");
    return emit_(persona);
  }

 private:
  Region region_;
  std::size_t left_;
  const EmitPersona& emit_;
};

class Regions : public RowTaker {
 public:
  std::vector<Region> regions{};
  Result<void> persona(std::size_t, Persona&&) override { return outside("row"); }
  Result<void> region(Region region) override {
    if (!regions.empty() && region <= regions.back()) return outside("region");
    regions.push_back(region);
    return {};
  }
};

template <class Function>
Result<void> ask(RowTaker& taker, const Function& function) {
  return call_with_sink<kto_sink>(taker, function);
}

}  // namespace

Result<std::shared_ptr<CallbackSource>> CallbackSource::make(const kto_source_ops* given, kto_source_self* self) {
  const auto ops = read_struct(given);
  if (!ops) return fail(ops.error());
  if (ops->candidates == nullptr) return bad_argument("candidates");
  if (ops->by_key == nullptr) return bad_argument("by_key");
  if (ops->by_organisation == nullptr) return bad_argument("by_organisation");
  if (ops->scan == nullptr) return bad_argument("scan");
  if (ops->regions == nullptr) return bad_argument("regions");
  return std::shared_ptr<CallbackSource>(new CallbackSource(*ops, self));
}

CallbackSource::~CallbackSource() {
  if (adopted_) close_self(ops_.close, self_);
}

Result<void> CallbackSource::candidates(std::span<const NumberQuery> queries, const EmitCandidate& emit) const {
  std::vector<kto_number_query> asked;
  asked.reserve(queries.size());
  for (const NumberQuery& query : queries) {
    asked.push_back({query.number.number(), static_cast<std::int32_t>(query.region.number())});
  }
  Candidates taker(queries, emit);
  return ask(taker, [&](kto_sink* sink, std::int64_t* backend) {
    return ops_.candidates(self_, asked.data(), asked.size(), sink, backend);
  });
}

Result<void> CallbackSource::by_key(std::span<const PersonaKey> keys, const EmitPersona& emit) const {
  std::vector<kto_persona_key> asked;
  asked.reserve(keys.size());
  for (const PersonaKey& key : keys) asked.push_back(key_out(key));
  ByKey taker(keys, emit);
  return ask(taker, [&](kto_sink* sink, std::int64_t* backend) {
    return ops_.by_key(self_, asked.data(), asked.size(), sink, backend);
  });
}

Result<void> CallbackSource::by_organisation(Region region, const OrganisationId& organisation,
                                             const EmitPersona& emit) const {
  const auto fits = [&](const Persona& persona) {
    return persona.key.region == region && persona.key.organisation == organisation;
  };
  Ascending taker(std::nullopt, SIZE_MAX, fits, emit);
  return ask(taker, [&](kto_sink* sink, std::int64_t* backend) {
    return ops_.by_organisation(self_, static_cast<std::int32_t>(region.number()), text_out(organisation.str()), sink,
                                backend);
  });
}

Result<void> CallbackSource::scan(const std::optional<PersonaKey>& after, std::size_t limit,
                                  const EmitPersona& emit) const {
  const auto fits = [](const Persona&) { return true; };
  Ascending taker(after, limit, fits, emit);
  const kto_persona_key from = after ? key_out(*after) : kto_persona_key{};
  return ask(taker, [&](kto_sink* sink, std::int64_t* backend) {
    return ops_.scan(self_, after ? &from : nullptr, limit, sink, backend);
  });
}

Result<std::vector<Region>> CallbackSource::regions() const {
  Regions taker;
  KTO_TRY(ask(taker, [&](kto_sink* sink, std::int64_t* backend) { return ops_.regions(self_, sink, backend); }));
  return std::move(taker.regions);
}

Result<void> CallbackSource::unnumbered(Region region, std::size_t limit, const EmitPersona& emit) const {
  if (ops_.unnumbered == nullptr) return PersonaSource::unnumbered(region, limit, emit);
  Unnumbered taker(region, limit, emit);
  return ask(taker, [&](kto_sink* sink, std::int64_t* backend) {
    return ops_.unnumbered(self_, static_cast<std::int32_t>(region.number()), limit, sink, backend);
  });
}

}  // namespace kto::c

using namespace kto;
using namespace kto::c;

kto_status kto_sink_persona(kto_sink* sink, std::size_t query, const kto_persona* row) noexcept {
  auto* found = PersonaSink::find(sink);
  if (found == nullptr) return KTO_E_HANDLE;
  return found->take([&](RowTaker& taker) -> Result<void> {
    auto persona = persona_in(row);
    if (!persona) return fail(persona.error());
    return taker.persona(query, std::move(*persona));
  });
}

kto_status kto_sink_region(kto_sink* sink, std::int32_t region) noexcept {
  auto* found = PersonaSink::find(sink);
  if (found == nullptr) return KTO_E_HANDLE;
  return found->take([&](RowTaker& taker) -> Result<void> {
    const auto known = region_in(region, "region");
    if (!known) return fail(known.error());
    if (!*known) return fail(Errc::bad_region, "region");
    return taker.region(**known);
  });
}
