// The catalogue of messages: gettext's binary form, compiled into the library, read by Boost.Locale.
#include <boost/locale.hpp>

#include "text/backend.hpp"
#include "text/shared.hpp"

// Made by kto_embed() from messages/ru.po and messages/en.po (see room.cmake).
namespace kto::embedded {
extern const unsigned char messages_ru[];
extern const std::size_t messages_ru_size;
extern const unsigned char messages_en[];
extern const std::size_t messages_en_size;
}  // namespace kto::embedded

namespace kto::text {
namespace {

namespace bl = boost::locale;

constexpr const char* domain = "kto";

// The text of the catalogue or nullptr.
const char* find(Lang lang, std::string_view key) {
  if (key.empty() || key.find('\0') != std::string_view::npos) return nullptr;  // "" is gettext's header
  const Shared& objects = shared();
  const auto& facet =
      std::use_facet<bl::message_format<char>>(lang == Lang::en ? objects.messages_en : objects.messages_ru);
  return facet.get(0, nullptr, std::string(key).c_str());  // the one domain has number 0
}

}  // namespace

Result<std::locale> message_locale(Lang lang) {
  const unsigned char* bytes = lang == Lang::en ? embedded::messages_en : embedded::messages_ru;
  const std::size_t size = lang == Lang::en ? embedded::messages_en_size : embedded::messages_ru_size;
  bl::gnu_gettext::messages_info info;
  info.language = std::string(lang == Lang::en ? "en" : "ru");
  info.encoding = "UTF-8";
  info.domains.emplace_back(domain);
  info.paths.emplace_back("built-in");  // the loader asks for nothing when it has no path
  info.callback = [=](const std::string&, const std::string&) { return std::vector<char>(bytes, bytes + size); };
  try {
    std::locale locale(std::locale::classic(), bl::gnu_gettext::create_messages_facet<char>(info));
    if (std::use_facet<bl::message_format<char>>(locale).get(0, nullptr, "verdict.sign_in") == nullptr)
      return fail(Errc::internal, "messages");
    return locale;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {  // a catalogue that Boost.Locale cannot read: our own build's fault
    return fail(Errc::internal, "messages");
  }
}

bool has_message(Lang lang, std::string_view key) { return find(lang, key) != nullptr; }

std::string filled(std::string_view pattern, std::span<const std::string> arguments) {
  std::string out;
  out.reserve(pattern.size());
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool placeholder = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 1] >= '0' &&
                             pattern[at + 1] <= '9' && pattern[at + 2] == '}';
    const std::size_t index = placeholder ? static_cast<std::size_t>(pattern[at + 1] - '0') : arguments.size();
    if (index < arguments.size()) {
      out += arguments[index];
      at += 2;
    } else {
      out += pattern[at];
    }
  }
  return out;
}

std::string message(Lang lang, std::string_view key, std::span<const std::string> arguments) {
  const char* found = find(lang, key);
  return found == nullptr ? std::string(key) : filled(found, arguments);
}

}  // namespace kto::text
