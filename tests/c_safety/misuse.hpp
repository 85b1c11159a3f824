// tests/c_safety/misuse.hpp — what the tests of misuse share.
#pragma once

#include "people.hpp"

// Says with what a check failed, beside where.
#define CHECK_WITH(condition, what)                                                                     \
  do {                                                                                                  \
    const int wrong_before_ = checks_failed;                                                            \
    CHECK(condition);                                                                                   \
    if (checks_failed != wrong_before_) std::fprintf(stderr, "  with %s\n", std::string(what).c_str()); \
  } while (false)

void misuse_of_handles();
void misuse_of_structs();
void misuse_of_texts();
void misuse_of_numbers();
void misuse_by_sources();
void misuse_by_others();
void misuse_after_fork();
