#include "values.hpp"

namespace kto::c {
namespace {

constexpr std::size_t most_path_bytes = 4096;  // PATH_MAX

// bad_utf8, too_long … with the field's name.
unexpected<Error> at_field(Error error, const char* field) {
  if (error.field.empty()) error.field = field;
  return fail(std::move(error));
}

}  // namespace

Result<std::string_view> text_in(kto_text text, const char* field, std::size_t most) {
  if (text.data == nullptr && text.size > 0) return bad_argument(field);
  if (text.size > most) return fail(Errc::too_long, std::string(field));
  return std::string_view(text.data, text.size);
}

Result<std::string_view> utf8_in(kto_text text, const char* field, std::size_t most) {
  auto bytes = text_in(text, field, most);
  if (!bytes) return bytes;
  if (const auto utf8 = Utf8::check(*bytes); !utf8) return at_field(utf8.error(), field);
  return bytes;
}

Result<std::string> path_in(kto_text text, const char* field) {
  const auto bytes = utf8_in(text, field, most_path_bytes);
  if (!bytes) return fail(bytes.error());
  if (bytes->empty() || bytes->find('\0') != std::string_view::npos) return bad_argument(field);
  return std::string(*bytes);
}

Result<void> need(const void* pointer, const char* field) {
  return pointer != nullptr ? Result<void>() : Result<void>(bad_argument(field));
}

Result<void> need_items(const void* pointer, std::size_t count, const char* field) {
  return pointer != nullptr || count == 0 ? Result<void>() : Result<void>(bad_argument(field));
}

Result<bool> flag_in(std::int32_t flag, const char* field) {
  if (flag != 0 && flag != 1) return bad_argument(field);
  return flag == 1;
}

Result<std::optional<Date>> date_in(const kto_date& date, const char* field) {
  if (date.year == 0 && date.month == 0 && date.day == 0) return std::optional<Date>{};
  if (date.month < 1 || date.day < 1) return fail(Errc::bad_date, std::string(field));
  const auto made = Date::make(date.year, static_cast<unsigned>(date.month), static_cast<unsigned>(date.day));
  if (!made) return at_field(made.error(), field);
  return std::optional<Date>(*made);
}

Result<std::optional<Region>> region_in(std::int32_t region, const char* field) {
  if (region == 0) return std::optional<Region>{};
  const auto made = Region::make(region < 0 ? 0U : static_cast<unsigned>(region));
  if (!made) return at_field(made.error(), field);
  return std::optional<Region>(*made);
}

Result<PersonaKey> key_in(const kto_persona_key& key) {
  if (key.reserved != 0) return bad_argument("reserved");
  const auto region = region_in(key.region, "region");
  if (!region) return fail(region.error());
  if (!*region) return fail(Errc::bad_region, "region");
  const auto organisation = utf8_in(key.organisation, "organisation", limits::organisation_bytes);
  if (!organisation) return fail(organisation.error());
  const auto id = utf8_in(key.id, "id", limits::id_bytes);
  if (!id) return fail(id.error());
  if (organisation->empty()) return bad_argument("organisation");
  if (id->empty()) return bad_argument("id");
  return PersonaKey{**region, OrganisationId(std::string(*organisation)), PersonaId(std::string(*id))};
}

kto_date date_out(const std::optional<Date>& date) noexcept {
  if (!date) return {};
  return {date->year(), static_cast<std::int32_t>(date->month()), static_cast<std::int32_t>(date->day())};
}

kto_persona_key key_out(const PersonaKey& key) noexcept {
  return {text_out(key.organisation.str()), text_out(key.id.str()), static_cast<std::int32_t>(key.region.number()), 0};
}

}  // namespace kto::c
