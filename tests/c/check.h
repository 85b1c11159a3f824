/* A check for plain C: says where it failed and goes on; main() counts. */
#ifndef KTO_TESTS_C_CHECK_H
#define KTO_TESTS_C_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kto/kto.h"

#ifdef __cplusplus
extern "C" {
#endif

extern int checks_done;
extern int checks_failed;

#define CHECK(condition)                                                        \
  do {                                                                          \
    ++checks_done;                                                              \
    if (!(condition)) {                                                         \
      ++checks_failed;                                                          \
      fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
    }                                                                           \
  } while (0)

/* Without it the rest of a test makes no sense. */
#define NEED(condition)                          \
  do {                                           \
    const int failed_before = checks_failed;     \
    CHECK(condition);                            \
    if (checks_failed != failed_before) exit(1); \
  } while (0)

static inline kto_text text(const char* z) {
  kto_text t;
  t.data = z;
  t.size = z != NULL ? strlen(z) : 0;
  return t;
}
static inline int is(kto_text t, const char* z) {
  return t.size == strlen(z) && (t.size == 0 || memcmp(t.data, z, t.size) == 0);
}

/* A confirmed account of ESIA's, number 1000300001, with this name and number. */
kto_claims confirmed_account(const char* surname, const char* given, const char* snils);

/* A whole file; to be freed. */
char* read_file(const char* folder, const char* name, size_t* size);

void test_values(void);
void test_vectors(const char* folder);
void test_walk(const char* folder);
void test_errors(void);
void test_sources(void);
void test_stores(const char* folder);
void test_ledgers(void);
void test_throwing(void);

#ifdef __cplusplus
}
#endif

#endif
