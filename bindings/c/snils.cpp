#include "kto/snils.hpp"

#include "struct_size.hpp"

using namespace kto;
using namespace kto::c;

KTO_FIRST_MEMBERS(kto_snils, masked);

static_assert(static_cast<int>(SnilsVerdict::valid) == KTO_SNILS_VALID &&
              static_cast<int>(SnilsVerdict::exempt) == KTO_SNILS_EXEMPT &&
              static_cast<int>(SnilsVerdict::bad_checksum) == KTO_SNILS_BAD_CHECKSUM &&
              static_cast<int>(SnilsVerdict::bad_format) == KTO_SNILS_BAD_FORMAT &&
              static_cast<int>(SnilsVerdict::placeholder) == KTO_SNILS_PLACEHOLDER);

kto_status kto_snils_read(kto_text cell, std::int32_t recover, kto_snils* out) noexcept {
  return guard(nullptr, [&]() -> Result<void> {
    KTO_TRY(check_out(out));
    const auto wanted = flag_in(recover, "recover");
    if (!wanted) return fail(wanted.error());
    const auto text = text_in(cell, "cell", SIZE_MAX);
    if (!text) return fail(text.error());
    const auto reading = Snils::read(*text, *wanted ? Snils::Recovery::yes : Snils::Recovery::no);
    kto_snils told{};
    told.verdict = static_cast<std::int32_t>(reading.verdict);
    told.recovered = reading.recovered ? 1 : 0;
    told.control = reading.control;
    if (reading.usable()) {
      told.number = reading.number->number();
      reading.canonical().copy(told.canonical, sizeof told.canonical - 1);
      reading.number->masked().copy(told.masked, sizeof told.masked - 1);
    }
    write_struct(out, told);
    return {};
  });
}

std::int32_t kto_snils_control(std::uint32_t nine_digits) noexcept {
  return nine_digits > 999'999'999 ? -1 : static_cast<std::int32_t>(snils_control(nine_digits));
}
