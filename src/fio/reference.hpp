// Fio::parse and Fio::from_parts as they are meant: slow and plain, letter by letter through every rule.
// The fast path (fast.hpp) is held against it by tests/fio/test_fast.cpp and fuzz/fuzz_fold_fast.cpp, and
// leaves to it every name that is out of the ordinary.
#pragma once

#include "kto/fio.hpp"

namespace kto::fio::reference {

Result<Fio> parse(std::string_view line);
Result<Fio> from_parts(std::string_view surname, std::string_view given, std::string_view patronymic);
// The grade by judging every pair of readings.
Grade grade(const Fio& a, const Fio& b);

}  // namespace kto::fio::reference
