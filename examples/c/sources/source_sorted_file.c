/*
 * source_sorted_file.c — personas in a text file that was exported and sorted, a line each:
 *
 *   38 143210987<TAB>school<TAB>id<TAB>surname<TAB>given<TAB>patronymic<TAB>number as typed<TAB>born<TAB>sex<TAB>login
 *   <TAB>live<TAB>agreed<TAB>posts<TAB>guardians<LF>          (one line; fields as card.h has them)
 *
 * The first twelve bytes are the region and the nine digits (000000000: no usable number), and the file is sorted by
 * them (`LC_ALL=C sort`), so that a number is found by bisection. At opening every line is looked at once and an index
 * in the order of the keys is made.
 *
 * The file is mapped, not read: put a new one in its place by rename and open a new source; a mapped file that is cut
 * short in place ends the process. Threads: nothing changes after opening, so there is nothing to lock.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "card.h"
#include "sources.h"

#define FRONT 12 /* "38 143210987" */
#define FIELDS 14

struct line {
  const char* data;
  size_t size; /* without the line's end */
};

struct kto_source_self {
  char* map;
  size_t map_size;
  struct line* by_number; /* in the order of the file */
  struct line* by_key;
  size_t count;
};

/* --- lines --------------------------------------------------------------------------------------------------- */

static int split(const struct line* line, kto_text fields[FIELDS]) {
  const char* at = line->data;
  const char* const end = line->data + line->size;
  for (int i = 0; i < FIELDS; ++i) {
    const char* tab = memchr(at, '\t', (size_t)(end - at));
    if ((tab == NULL) != (i == FIELDS - 1)) return 0; /* too few, too many */
    if (tab == NULL) tab = end;
    fields[i].data = at;
    fields[i].size = (size_t)(tab - at);
    if (tab != end) at = tab + 1;
  }
  return 1;
}

static int is_number(const char* data, size_t size) {
  for (size_t i = 0; i < size; ++i) {
    if (data[i] < '0' || data[i] > '9') return 0;
  }
  return 1;
}

static int is_line(const struct line* line) {
  kto_text fields[FIELDS];
  return split(line, fields) && fields[0].size == FRONT && is_number(line->data, 2) && line->data[2] == ' ' &&
         is_number(line->data + 3, 9);
}

static uint32_t read_number(const char* data, size_t size) {
  uint32_t number = 0;
  for (size_t i = 0; i < size; ++i) number = number * 10 + (uint32_t)(data[i] - '0');
  return number;
}

static kto_status emit_line(kto_sink* sink, size_t query, const struct line* line) {
  kto_text fields[FIELDS];
  struct card card;
  if (!split(line, fields)) return KTO_E_STORE_CORRUPT;
  card.region = (int32_t)read_number(line->data, 2);
  card.nine = read_number(line->data + 3, 9);
  card.school = fields[1];
  card.id = fields[2];
  card.surname = fields[3];
  card.given = fields[4];
  card.patronymic = fields[5];
  card.snils = fields[6];
  card.born = fields[7];
  card.sex = fields[8];
  card.login = fields[9];
  card.live = fields[10];
  card.agreed = fields[11];
  card.posts = fields[12];
  card.guardians = fields[13];
  return card_emit(sink, query, &card);
}

/* --- order --------------------------------------------------------------------------------------------------- */

static int compare_texts(kto_text a, kto_text b) {
  const size_t size = a.size < b.size ? a.size : b.size;
  const int order = size == 0 ? 0 : memcmp(a.data, b.data, size);
  return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static kto_persona_key key_of(const struct line* line) {
  kto_text fields[FIELDS];
  kto_persona_key key = {{NULL, 0}, {NULL, 0}, 0, 0};
  if (split(line, fields)) {
    key.region = (int32_t)read_number(line->data, 2);
    key.organisation = fields[1];
    key.id = fields[2];
  }
  return key;
}

static int compare_keys(const kto_persona_key* a, const kto_persona_key* b) {
  int order = (a->region > b->region) - (a->region < b->region);
  if (order == 0) order = compare_texts(a->organisation, b->organisation);
  return order != 0 ? order : compare_texts(a->id, b->id);
}

static int compare_lines(const void* a, const void* b) {
  const kto_persona_key left = key_of(a);
  const kto_persona_key right = key_of(b);
  return compare_keys(&left, &right);
}

/* The first line, by key, that is not before `key`; with `behind`, that is behind it. */
static size_t find_key(const kto_source_self* self, const kto_persona_key* key, int behind) {
  size_t low = 0;
  size_t high = self->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const kto_persona_key found = key_of(&self->by_key[middle]);
    if (compare_keys(&found, key) < behind) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static void write_front(char front[FRONT], int32_t region, uint32_t number) {
  front[0] = (char)('0' + region / 10 % 10);
  front[1] = (char)('0' + region % 10);
  front[2] = ' ';
  for (int i = FRONT - 1; i > 2; --i, number /= 10) front[i] = (char)('0' + number % 10);
}

/* The first line, by number, that is not before these twelve bytes. */
static size_t find_front(const kto_source_self* self, const char front[FRONT]) {
  size_t low = 0;
  size_t high = self->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (memcmp(self->by_number[middle].data, front, FRONT) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* --- the questions ------------------------------------------------------------------------------------------------ */

/* Up to `limit` lines of this region and number. */
static kto_status emit_number(const kto_source_self* self, int32_t region, uint32_t number, size_t query, size_t limit,
                              kto_sink* sink) {
  char front[FRONT];
  kto_status status = KTO_OK;
  write_front(front, region, number);
  for (size_t i = find_front(self, front); i < self->count && limit > 0 && status == KTO_OK; ++i, --limit) {
    if (memcmp(self->by_number[i].data, front, FRONT) != 0) break;
    status = emit_line(sink, query, &self->by_number[i]);
  }
  return status;
}

static kto_status candidates(kto_source_self* self, const kto_number_query* queries, size_t count, kto_sink* sink,
                             int64_t* backend) {
  kto_status status = KTO_OK;
  (void)backend;
  for (size_t i = 0; i < count && status == KTO_OK; ++i) {
    status = emit_number(self, queries[i].region, queries[i].number, i, SIZE_MAX, sink);
  }
  return status;
}

static kto_status by_key(kto_source_self* self, const kto_persona_key* keys, size_t count, kto_sink* sink,
                         int64_t* backend) {
  kto_status status = KTO_OK;
  (void)backend;
  for (size_t i = 0; i < count && status == KTO_OK; ++i) {
    const size_t place = find_key(self, &keys[i], 0);
    if (place == self->count) continue;
    const kto_persona_key found = key_of(&self->by_key[place]);
    if (compare_keys(&found, &keys[i]) == 0) status = emit_line(sink, 0, &self->by_key[place]);
  }
  return status;
}

static kto_status by_organisation(kto_source_self* self, int32_t region, kto_text organisation, kto_sink* sink,
                                  int64_t* backend) {
  const kto_persona_key first = {organisation, {NULL, 0}, region, 0};
  kto_status status = KTO_OK;
  (void)backend;
  for (size_t i = find_key(self, &first, 0); i < self->count && status == KTO_OK; ++i) {
    const kto_persona_key key = key_of(&self->by_key[i]);
    if (key.region != region || compare_texts(key.organisation, organisation) != 0) break;
    status = emit_line(sink, 0, &self->by_key[i]);
  }
  return status;
}

static kto_status scan(kto_source_self* self, const kto_persona_key* after, size_t limit, kto_sink* sink,
                       int64_t* backend) {
  kto_status status = KTO_OK;
  (void)backend;
  for (size_t i = after == NULL ? 0 : find_key(self, after, 1); i < self->count && limit > 0; ++i, --limit) {
    status = emit_line(sink, 0, &self->by_key[i]);
    if (status != KTO_OK) break;
  }
  return status;
}

static kto_status regions(kto_source_self* self, kto_sink* sink, int64_t* backend) {
  kto_status status = KTO_OK;
  (void)backend;
  for (size_t i = 0; i < self->count && status == KTO_OK;) {
    const int32_t region = (int32_t)read_number(self->by_number[i].data, 2);
    char next[FRONT];
    status = kto_sink_region(sink, region);
    if (region == 99) break;
    write_front(next, region + 1, 0);
    i = find_front(self, next);
  }
  return status;
}

static kto_status unnumbered(kto_source_self* self, int32_t region, size_t limit, kto_sink* sink, int64_t* backend) {
  (void)backend;
  return emit_number(self, region, 0, 0, limit, sink);
}

/* --- opening --------------------------------------------------------------------------------------------------- */

static void close_source(kto_source_self* self) {
  if (self->map != NULL) munmap(self->map, self->map_size);
  free(self->by_number);
  free(self->by_key);
  free(self);
}

static kto_status map_file(kto_source_self* self, const char* path) {
  struct stat about;
  kto_status status = KTO_OK;
  const int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return errno == ENOENT ? KTO_E_FILE_NOT_FOUND : KTO_E_FILE_READ;
  if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
    status = KTO_E_FILE_READ;
  } else if (about.st_size > 0) {
    void* const map = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (map == MAP_FAILED) {
      status = KTO_E_FILE_READ;
    } else {
      self->map = map;
      self->map_size = (size_t)about.st_size;
    }
  }
  close(fd);
  return status;
}

/* Looks at every line: complete, in order, no key twice. */
static kto_status index_lines(kto_source_self* self) {
  const char* const end = self->map + self->map_size;
  const char* at = self->map;
  size_t lines = 0;
  if (self->map == NULL) return KTO_OK;
  if (end[-1] != '\n') return KTO_E_FILE_TRUNCATED;
  for (size_t i = 0; i < self->map_size; ++i) lines += self->map[i] == '\n';
  self->by_number = malloc(lines * sizeof(struct line));
  self->by_key = malloc(lines * sizeof(struct line));
  if (self->by_number == NULL || self->by_key == NULL) return KTO_E_MEMORY;
  for (; self->count < lines; ++self->count) {
    struct line* const line = &self->by_number[self->count];
    line->data = at;
    line->size = (size_t)((const char*)memchr(at, '\n', (size_t)(end - at)) - at);
    at += line->size + 1;
    if (!is_line(line)) return KTO_E_STORE_CORRUPT;
    if (self->count > 0 && memcmp(line[-1].data, line->data, FRONT) > 0) return KTO_E_STORE_CORRUPT;
  }
  memcpy(self->by_key, self->by_number, lines * sizeof(struct line));
  qsort(self->by_key, lines, sizeof(struct line), compare_lines);
  for (size_t i = 1; i < lines; ++i) {
    if (compare_lines(&self->by_key[i - 1], &self->by_key[i]) == 0) return KTO_E_STORE_CORRUPT;
  }
  return KTO_OK;
}

kto_status source_sorted_file(kto_text path, const kto_source_ops** ops, kto_source_self** self) {
  static const kto_source_ops table = {
      sizeof(kto_source_ops), candidates, by_key, by_organisation, scan, regions, unnumbered, close_source};
  kto_source_self* made;
  char* name;
  kto_status status = KTO_E_MEMORY;
  if (path.size == 0 || memchr(path.data, '\0', path.size) != NULL) return KTO_E_BAD_ARGUMENT;
  made = calloc(1, sizeof(*made));
  name = malloc(path.size + 1);
  if (made != NULL && name != NULL) {
    memcpy(name, path.data, path.size);
    name[path.size] = '\0';
    status = map_file(made, name);
    if (status == KTO_OK) status = index_lines(made);
  }
  free(name);
  if (status != KTO_OK) {
    if (made != NULL) close_source(made);
    return status;
  }
  *ops = &table;
  *self = made;
  return KTO_OK;
}
