#include "kto/snils.hpp"

namespace kto {

unsigned snils_control(std::uint32_t nine_digits) noexcept {
  unsigned sum = 0;
  for (unsigned place = 1; place <= 9; ++place, nine_digits /= 10) sum += nine_digits % 10 * place;
  return sum % 101 % 100;
}

unsigned Snils::control() const noexcept { return snils_control(number_); }

Result<Snils> Snils::from_number(std::uint32_t nine_digits) {
  if (nine_digits < 1 || nine_digits > 999'999'999) return fail(Errc::bad_argument);
  return Snils(nine_digits);
}

}  // namespace kto
