#include "rules.hpp"

#include "values.hpp"

using namespace kto;
using namespace kto::c;

namespace {

// No place, one that is stated; a day that must be.
struct When {
  std::optional<Region> region{};
  Date at;
};

Result<When> when_in(std::int32_t region, const kto_date& at) {
  const auto where = region_in(region, "region");
  if (!where) return fail(where.error());
  const auto day = date_in(at, "at");
  if (!day) return fail(day.error());
  if (!*day) return fail(Errc::bad_date, "at");
  return When{*where, **day};
}

Result<void> give_parsed(std::string_view json, kto_rules** out) {
  auto set = RuleSet::parse(json);
  if (!set) return fail(set.error());
  *out = new kto_rules(std::move(*set));
  return {};
}

}  // namespace

kto_text kto_rules_builtin_name(std::size_t index) noexcept {
  try {
    const auto all = builtin_rules();
    return index < all.size() ? text_out(all[index].name) : kto_text{};
  } catch (...) {  // no memory for the tables: kto_start says so
    return {};
  }
}

kto_status kto_rules_builtin(kto_text name, kto_rules** out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need(out, "out"));
    const auto text = text_in(name, "name", SIZE_MAX);
    if (!text) return fail(text.error());
    const RuleSet* set = builtin_rules_by_name(*text);
    if (set == nullptr) return fail(Errc::not_found, "name");
    *out = new kto_rules(*set);
    return {};
  });
}

kto_status kto_rules_parse(kto_text json, kto_rules** out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need(out, "out"));
    const auto text = text_in(json, "json", SIZE_MAX);
    if (!text) return fail(text.error());
    return give_parsed(*text, out);
  });
}

kto_status kto_rules_read_file(kto_text path, kto_rules** out, kto_error** err) noexcept {
  return guard(err, [&]() -> Result<void> {
    KTO_TRY(need(out, "out"));
    const auto name = path_in(path, "path");
    if (!name) return fail(name.error());
    const auto text = read_rules_text(*name);
    if (!text) return fail(text.error());
    return give_parsed(*text, out);
  });
}

kto_text kto_rules_name(const kto_rules* rules) noexcept {
  return lives(rules) ? text_out(rules->set.name) : kto_text{};
}
std::uint32_t kto_rules_version(const kto_rules* rules) noexcept { return lives(rules) ? rules->set.version : 0; }
kto_text kto_rules_hash(const kto_rules* rules) noexcept {
  return lives(rules) ? text_out(rules->set.hash) : kto_text{};
}

kto_status kto_rules_in_force(const kto_rules* rules, std::int32_t region, kto_date at, std::int32_t* out) noexcept {
  return guard(nullptr, [&]() -> Result<void> {
    KTO_TRY(need_handle(rules, "rules"));
    KTO_TRY(need(out, "out"));
    const auto when = when_in(region, at);
    if (!when) return fail(when.error());
    *out = rules->set.in_force(when->region, when->at) ? 1 : 0;
    return {};
  });
}

kto_status kto_rules_esia_only(const kto_rules* rules, std::int32_t role, std::int32_t age, std::int32_t region,
                               kto_date at, std::int32_t* out) noexcept {
  return guard(nullptr, [&]() -> Result<void> {
    KTO_TRY(need_handle(rules, "rules"));
    KTO_TRY(need(out, "out"));
    if (role < KTO_ROLE_UNKNOWN || role > KTO_ROLE_ADMINISTRATOR) return bad_argument("role");
    if (age < -1) return bad_argument("age");
    const auto when = when_in(region, at);
    if (!when) return fail(when.error());
    const auto years = age == -1 ? std::nullopt : std::optional<int>(age);
    *out = esia_only(rules->set, static_cast<Role>(role), years, when->region, when->at) ? 1 : 0;
    return {};
  });
}

void kto_rules_free(kto_rules* rules) noexcept { free_handle(rules); }
