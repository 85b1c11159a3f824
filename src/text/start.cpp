// Makes the shared objects and refuses to start on anything but ICU.
#include <unicode/uclean.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <boost/locale.hpp>
#include <limits>
#include <stdexcept>

#include "text/backend.hpp"
#include "text/shared.hpp"

namespace kto::text {
namespace {

namespace bl = boost::locale;

// True when the facets do what only ICU's do. Boost.Locale's std and posix back ends fall back to the
// C locale in silence and return their input unchanged; where the system has a Russian locale they
// know its case, but no collation levels.
bool behaves_as_icu(const std::locale& locale) {
  if (!std::has_facet<bl::converter<char>>(locale) || !std::has_facet<bl::collator<char>>(locale)) return false;
  const auto& convert = std::use_facet<bl::converter<char>>(locale);
  const auto change = [&](bl::converter_base::conversion_type how, std::string_view text) {
    return convert.convert(how, text.data(), text.data() + text.size(), 0);
  };
  if (change(bl::converter_base::upper_case, "ё") != "Ё") return false;
  if (change(bl::converter_base::lower_case, "ЙЁЯ") != "йёя") return false;
  if (change(bl::converter_base::upper_case, "ß") != "SS") return false;  // full mappings, not one to one
  const auto& order = std::use_facet<bl::collator<char>>(locale);
  const auto compare = [&](bl::collator_base::level_type level, std::string_view a, std::string_view b) {
    return order.compare(level, a.data(), a.data() + a.size(), b.data(), b.data() + b.size());
  };
  return compare(bl::collator_base::primary, "ё", "Е") == 0 && compare(bl::collator_base::tertiary, "ё", "е") > 0 &&
         compare(bl::collator_base::tertiary, "ёж", "жук") < 0 && compare(bl::collator_base::tertiary, "яма", "б") > 0;
}

Result<Shared> make_shared_objects() {
  UErrorCode status = U_ZERO_ERROR;
  u_init(&status);  // fails when ICU's data is missing
  if (U_FAILURE(status) != 0) return fail(Error{Errc::internal, {}, "icu_data", {}, status});
  Shared made;
  made.nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status) != 0) return fail(Error{Errc::internal, {}, "icu_data", {}, status});
  auto russian = russian_locale("icu");
  if (!russian) return fail(russian.error());
  made.russian = *russian;
  for (const Lang lang : {Lang::ru, Lang::en}) {
    auto messages = message_locale(lang);
    if (!messages) return fail(messages.error());
    (lang == Lang::ru ? made.messages_ru : made.messages_en) = *messages;
  }
  return made;
}

// Never destroyed, so that text works in destructors of statics too.
const Result<Shared>& made_once() {
  static const auto* const result = new Result<Shared>(make_shared_objects());
  return *result;
}

}  // namespace

Result<std::locale> russian_locale(std::string_view backend) {
  try {
    // A copy: the process-wide manager and the global locale stay as they are.
    bl::localization_backend_manager manager = bl::localization_backend_manager::global();
    const auto all = manager.get_all_backends();
    const std::string name(backend);
    if (std::find(all.begin(), all.end(), name) == all.end()) return fail(Errc::no_icu);
    manager.select(name);
    bl::generator generate(manager);
    generate.categories(bl::convert_facet | bl::collation_facet);
    generate.characters(bl::char_facet);
    generate.locale_cache_enabled(false);
    std::locale locale = generate.generate(std::locale::classic(), "ru_RU.UTF-8");
    if (!behaves_as_icu(locale)) return fail(Errc::no_icu);
    return locale;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {  // Boost.Locale throws runtime_error and bad_cast when a back end is broken
    return fail(Errc::no_icu);
  }
}

Result<void> backend_works(std::string_view backend) {
  const auto locale = russian_locale(backend);
  return locale ? Result<void>() : fail(locale.error());
}

Result<void> start() {
  const auto& made = made_once();
  if (!made) return fail(made.error());
  return {};
}

const Shared& shared() {
  const auto& made = made_once();
  if (!made) throw std::runtime_error("kto: text::start() failed: " + std::string(kto::name_of(made.error().code)));
  return *made;
}

std::int32_t icu_length(std::size_t length) {
  // Room for the growth of case mapping and normalisation is ICU's to check; this is our own door.
  if (length > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max() / 8))
    throw std::length_error("kto: text too long for ICU");
  return static_cast<std::int32_t>(length);
}

}  // namespace kto::text
