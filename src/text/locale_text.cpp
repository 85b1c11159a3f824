// Case and collation of Russian text through Boost.Locale, icu back end.
#include <boost/locale.hpp>

#include "text/shared.hpp"

namespace kto::text {
namespace {

namespace bl = boost::locale;

std::string changed(bl::converter_base::conversion_type how, std::string_view text) {
  icu_length(text.size());
  return std::use_facet<bl::converter<char>>(shared().russian).convert(how, text.data(), text.data() + text.size(), 0);
}

const bl::collator<char>& order() { return std::use_facet<bl::collator<char>>(shared().russian); }

}  // namespace

std::string lower(std::string_view utf8) { return changed(bl::converter_base::lower_case, utf8); }
std::string upper(std::string_view utf8) { return changed(bl::converter_base::upper_case, utf8); }
std::string title(std::string_view utf8) { return changed(bl::converter_base::title_case, utf8); }

int collate(std::string_view a, std::string_view b) {
  icu_length(a.size());
  icu_length(b.size());
  return order().compare(bl::collator_base::tertiary, a.data(), a.data() + a.size(), b.data(), b.data() + b.size());
}

std::string sort_key(std::string_view utf8) {
  icu_length(utf8.size());
  return order().transform(bl::collator_base::tertiary, utf8.data(), utf8.data() + utf8.size());
}

}  // namespace kto::text
