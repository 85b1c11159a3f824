// The objects of ICU and Boost.Locale that the room shares: made once, never changed, never destroyed.
#pragma once

#include <unicode/unorm2.h>

#include <boost/locale.hpp>
#include <locale>
#include <string_view>

#include "kto/text.hpp"

namespace kto::text {

struct Shared {
  const UNormalizer2* nfc = nullptr;  // ICU's own, never freed
  std::locale russian;                // ru_RU.UTF-8 by the icu back end: case and collation
  std::locale messages_ru;            // hold one message facet each
  std::locale messages_en;
};

// Makes the objects at the first call. Throws std::runtime_error when that failed (see text::start).
const Shared& shared();

// A locale with case and collation facets of the named Boost.Locale back end. Error: no_icu when there
// is no such back end or when its facets do not behave as ICU's do.
Result<std::locale> russian_locale(std::string_view backend);

// A locale that holds the catalogue built into the library. Error: internal.
Result<std::locale> message_locale(Lang lang);

// ICU counts in int32_t: throws std::length_error for more.
std::int32_t icu_length(std::size_t length);

}  // namespace kto::text
