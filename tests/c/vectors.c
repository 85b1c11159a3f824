/* The public vectors of names and numbers, through the C face. */
#include "check.h"

/* Cuts the cell up to `end` off the front of a line. */
static kto_text cell(char** line) {
  char* tab = strchr(*line, '\t');
  kto_text out = text(*line);
  if (tab != NULL) {
    out.size = (size_t)(tab - *line);
    *line = tab + 1;
  } else {
    *line += out.size;
  }
  return out;
}

static char* next_line(char** rest) {
  char* line = *rest;
  char* end = strchr(line, '\n');
  if (end != NULL) {
    *end = '\0';
    *rest = end + 1;
  } else {
    *rest = line + strlen(line);
  }
  return line;
}

static int same(kto_text a, kto_text b) { return a.size == b.size && memcmp(a.data, b.data, a.size) == 0; }

static void numbers(const char* folder) {
  size_t size = 0;
  char* bytes = read_file(folder, "snils.tsv", &size);
  char* rest = bytes;
  next_line(&rest);
  int rows = 0;
  while (*rest != '\0') {
    char* line = next_line(&rest);
    const kto_text input = cell(&line);
    const kto_text verdict = cell(&line);
    const kto_text canonical = cell(&line);
    const int recovered = strncmp(line, "recovered", 9) == 0;
    kto_snils n = {.struct_size = sizeof n};
    CHECK(kto_snils_read(input, 1, &n) == KTO_OK);
    CHECK(same(kto_snils_verdict_name(n.verdict), verdict));
    CHECK(same(text(n.canonical), canonical));
    CHECK(n.recovered == recovered);
    ++rows;
  }
  CHECK(rows > 20);
  free(bytes);
}

static void names(const char* folder) {
  size_t size = 0;
  char* bytes = read_file(folder, "name_grades.tsv", &size);
  char* rest = bytes;
  next_line(&rest);
  int rows = 0;
  int unfoldable = 0;
  while (*rest != '\0') {
    char* line = next_line(&rest);
    kto_name* a = NULL;
    kto_name* b = NULL;
    const kto_status status_a = kto_name_parse(cell(&line), &a, NULL);
    const kto_status status_b = kto_name_parse(cell(&line), &b, NULL);
    const kto_text wanted = cell(&line);
    int32_t grade = 0;
    if (status_a == KTO_OK && status_b == KTO_OK) {
      CHECK(kto_name_grade(a, b, &grade, NULL) == KTO_OK && same(kto_grade_name(grade), wanted));
      CHECK(kto_name_grade(b, a, &grade, NULL) == KTO_OK && same(kto_grade_name(grade), wanted));
    } else { /* what cannot be folded is different from everything, and no handle is made of it */
      CHECK(is(wanted, "different"));
      CHECK((status_a == KTO_OK) == (a != NULL) && (status_b == KTO_OK) == (b != NULL));
      ++unfoldable;
    }
    kto_name_free(a);
    kto_name_free(b);
    ++rows;
  }
  CHECK(rows >= 32 && unfoldable < 4);
  free(bytes);
}

void test_vectors(const char* folder) {
  numbers(folder);
  names(folder);
}
