// Version, start, and text that is the caller's to free.
#include "kto/seal.hpp"
#include "kto/signin.hpp"
#include "kto/text.hpp"
#include "reason_texts.hpp"
#include "string.hpp"
#include "values.hpp"

using namespace kto;
using namespace kto::c;

#define KTO_STRING(number) #number
#define KTO_DOTTED(a, b, c) KTO_STRING(a) "." KTO_STRING(b) "." KTO_STRING(c)
static_assert(std::string_view(KTO_DOTTED(KTO_VERSION_MAJOR, KTO_VERSION_MINOR, KTO_VERSION_PATCH)) ==
                  KTO_PROJECT_VERSION,
              "kto.h and CMakeLists.txt state two versions");

kto_text kto_version() noexcept { return text_out(version()); }
std::int32_t kto_version_number() noexcept { return KTO_VERSION_NUMBER; }

kto_status kto_start(kto_error** err) noexcept {
  return guard(err, []() -> Result<void> {
    KTO_TRY(text::start());
    if (builtin_rules().empty() || sodium_provider() == nullptr) return fail(Errc::internal);
    make_reason_texts();
    return {};
  });
}

kto_text kto_string_text(const kto_string* string) noexcept {
  return lives(string) ? text_out(string->text) : kto_text{};
}
void kto_string_free(kto_string* string) noexcept { free_handle(string); }
