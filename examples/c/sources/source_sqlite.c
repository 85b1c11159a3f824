/*
 * source_sqlite.c — a portal's own tables in SQLite, with names of its own and plain numbers:
 *
 *   school: school_id, region_code, title
 *   person: person_id, school_id, card, fam, im, otch, snils_text, snils_nine, born, gender, login_name, is_live,
 *           agreed
 *   post:   person_id, place, kind, school_year, klass, since, until, has_left
 *   keeper: person_id, place, card
 *
 * All NOT NULL (a NULL in a list would take its item with it) but `snils_nine`: the nine digits, NULL where there is
 * none that can be used: fill it by kto_snils_read or `kto snils`, and index it. school is unique by (region_code,
 * title), person by (school_id, card); texts compare by bytes, which is SQLite's own way (BINARY).
 *
 * The file must be one that kto itself does not open: within a process a kto file is opened through kto only, since
 * two copies of SQLite in one process drop each other's locks.
 *
 * Threads: each call takes a connection of its own and puts it back, so that many calls run at once, and a call from
 * within another (kto may ask again while a row is emitted) finds one, too.
 */
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "card.h"
#include "sources.h"

enum question { BY_NUMBER, BY_KEY, BY_SCHOOL, SCAN, REGIONS, UNNUMBERED, QUESTIONS };

/* Every row comes whole, lists included, so that a question is one statement. */
#define CARD                                                                                          \
  "SELECT s.region_code, s.title, p.card, p.fam, p.im, p.otch, p.snils_text, p.snils_nine, p.born,"   \
  " p.gender, p.login_name, p.is_live, p.agreed,"                                                     \
  " (SELECT group_concat(kind||x'1f'||school_year||x'1f'||klass||x'1f'||since||x'1f'||until||x'1f'||" \
  "   has_left||x'1f1e','') FROM (SELECT * FROM post WHERE person_id = p.person_id ORDER BY place))," \
  " (SELECT group_concat(card||x'1e','') FROM (SELECT card FROM keeper WHERE person_id = p.person_id ORDER BY place))"
#define COLUMNS 15

static const char* const statements[QUESTIONS] = {
    /* ?1 = [[38,143210987],…]; CROSS JOIN: the questions lead, each by the index on snils_nine. */
    CARD
    ", q.key FROM json_each(?1) q CROSS JOIN person p ON p.snils_nine = json_extract(q.value, '$[1]')"
    " CROSS JOIN school s ON s.school_id = p.school_id AND s.region_code = json_extract(q.value, '$[0]')",
    CARD
    ", 0 FROM school s CROSS JOIN person p ON p.school_id = s.school_id"
    " WHERE s.region_code = ?1 AND s.title = ?2 AND p.card = ?3",
    CARD
    ", 0 FROM school s CROSS JOIN person p ON p.school_id = s.school_id"
    " WHERE s.region_code = ?1 AND s.title = ?2 ORDER BY p.card",
    CARD
    ", 0 FROM school s CROSS JOIN person p ON p.school_id = s.school_id"
    " WHERE (s.region_code, s.title) >= (?1, ?2) AND ((s.region_code, s.title) > (?1, ?2) OR p.card > ?3)"
    " ORDER BY s.region_code, s.title, p.card LIMIT ?4",
    "SELECT DISTINCT s.region_code FROM school s WHERE EXISTS"
    " (SELECT 1 FROM person p WHERE p.school_id = s.school_id) ORDER BY s.region_code",
    CARD
    ", 0 FROM school s CROSS JOIN person p ON p.school_id = s.school_id"
    " WHERE s.region_code = ?1 AND p.snils_nine IS NULL LIMIT ?2",
};

struct connection {
  sqlite3* db;
  sqlite3_stmt* prepared[QUESTIONS];
  struct connection* next;
};

struct kto_source_self {
  char* path;
  pthread_mutex_t lock;    /* of the list only */
  struct connection* idle; /* connections that nobody uses now */
};

/* --- connections ------------------------------------------------------------------------------------------- */

static kto_status told(int code, sqlite3* db, int64_t* backend) {
  *backend = db == NULL ? code : sqlite3_extended_errcode(db);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return KTO_E_STORE_BUSY;
    case SQLITE_CORRUPT:
      return KTO_E_STORE_CORRUPT;
    case SQLITE_NOTADB:
      return KTO_E_NOT_A_DATABASE;
    case SQLITE_CANTOPEN:
      return KTO_E_FILE_NOT_FOUND;
    case SQLITE_NOMEM:
      return KTO_E_MEMORY;
    default:
      return KTO_E_STORE_FAILED;
  }
}

static void disconnect(struct connection* connection) {
  for (int i = 0; i < QUESTIONS; ++i) sqlite3_finalize(connection->prepared[i]);
  sqlite3_close(connection->db);
  free(connection);
}

static kto_status connect_to(const char* path, struct connection** out, int64_t* backend) {
  struct connection* made = calloc(1, sizeof(*made));
  int code;
  if (made == NULL) return KTO_E_MEMORY;
  code = sqlite3_open_v2(path, &made->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
  if (code == SQLITE_OK) code = sqlite3_busy_timeout(made->db, 5000);
  for (int i = 0; i < QUESTIONS && code == SQLITE_OK; ++i) {
    code = sqlite3_prepare_v3(made->db, statements[i], -1, SQLITE_PREPARE_PERSISTENT, &made->prepared[i], NULL);
  }
  if (code != SQLITE_OK) {
    const kto_status status = told(code, made->db, backend);
    disconnect(made);
    return status;
  }
  *out = made;
  return KTO_OK;
}

static kto_status take(kto_source_self* self, struct connection** out, int64_t* backend) {
  pthread_mutex_lock(&self->lock);
  *out = self->idle;
  if (*out != NULL) self->idle = (*out)->next;
  pthread_mutex_unlock(&self->lock);
  return *out != NULL ? KTO_OK : connect_to(self->path, out, backend);
}

static void put_back(kto_source_self* self, struct connection* connection) {
  pthread_mutex_lock(&self->lock);
  connection->next = self->idle;
  self->idle = connection;
  pthread_mutex_unlock(&self->lock);
}

/* --- rows --------------------------------------------------------------------------------------------------- */

static kto_text text_at(sqlite3_stmt* statement, int column) {
  kto_text text;
  text.data = (const char*)sqlite3_column_text(statement, column);
  text.size = (size_t)sqlite3_column_bytes(statement, column);
  return text;
}

static kto_status emit_row(sqlite3_stmt* statement, size_t first_query, kto_sink* sink) {
  struct card card;
  card.region = sqlite3_column_int(statement, 0);
  card.school = text_at(statement, 1);
  card.id = text_at(statement, 2);
  card.surname = text_at(statement, 3);
  card.given = text_at(statement, 4);
  card.patronymic = text_at(statement, 5);
  card.snils = text_at(statement, 6);
  card.nine = (uint32_t)sqlite3_column_int64(statement, 7);
  card.born = text_at(statement, 8);
  card.sex = text_at(statement, 9);
  card.login = text_at(statement, 10);
  card.live = text_at(statement, 11);
  card.agreed = text_at(statement, 12);
  card.posts = text_at(statement, 13);
  card.guardians = text_at(statement, 14);
  return card_emit(sink, first_query + (size_t)sqlite3_column_int64(statement, COLUMNS), &card);
}

/* Runs a statement whose parameters are bound; leaves it ready for the next time. */
static kto_status run(struct connection* connection, sqlite3_stmt* statement, size_t first_query, kto_sink* sink,
                      int64_t* backend) {
  kto_status status = KTO_OK;
  int code = SQLITE_ROW;
  while (status == KTO_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    status = sqlite3_column_count(statement) == 1 ? kto_sink_region(sink, sqlite3_column_int(statement, 0))
                                                  : emit_row(statement, first_query, sink);
  }
  if (code != SQLITE_ROW && code != SQLITE_DONE) status = told(code, connection->db, backend);
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return status;
}

/* `text` lives until the statement has run. */
static void bind_text(sqlite3_stmt* statement, int place, kto_text text) {
  sqlite3_bind_text64(statement, place, text.data == NULL ? "" : text.data, text.size, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_limit(sqlite3_stmt* statement, int place, size_t limit) {
  sqlite3_bind_int64(statement, place, limit > INT64_MAX ? INT64_MAX : (sqlite3_int64)limit);
}

/* --- the questions --------------------------------------------------------------------------------------------- */

/* So many questions in one statement; more of them are asked in several, within one state of the tables. */
#define BATCH 10000
#define QUESTION_BYTES 16 /* "[38,143210987]," */

static kto_status candidates_of(struct connection* connection, const kto_number_query* queries, size_t count,
                                char* json, kto_sink* sink, int64_t* backend) {
  sqlite3_stmt* const statement = connection->prepared[BY_NUMBER];
  kto_status status = KTO_OK;
  for (size_t start = 0; start < count && status == KTO_OK; start += BATCH) {
    const size_t end = count - start > BATCH ? start + BATCH : count;
    size_t size = 0;
    for (size_t i = start; i < end; ++i) {
      size += (size_t)snprintf(json + size, QUESTION_BYTES + 1, "%c[%d,%u]", i == start ? '[' : ',',
                               (int)queries[i].region, (unsigned)queries[i].number);
    }
    json[size++] = ']';
    sqlite3_bind_text64(statement, 1, json, size, SQLITE_STATIC, SQLITE_UTF8);
    status = run(connection, statement, start, sink, backend);
  }
  return status;
}

static kto_status begin(struct connection* connection, int64_t* backend) {
  const int code = sqlite3_exec(connection->db, "BEGIN", NULL, NULL, NULL);
  return code == SQLITE_OK ? KTO_OK : told(code, connection->db, backend);
}

static kto_status candidates(kto_source_self* self, const kto_number_query* queries, size_t count, kto_sink* sink,
                             int64_t* backend) {
  struct connection* connection;
  char* json = malloc((count < BATCH ? count : BATCH) * QUESTION_BYTES + 2);
  kto_status status = json == NULL ? KTO_E_MEMORY : take(self, &connection, backend);
  if (status == KTO_OK) {
    status = begin(connection, backend);
    if (status == KTO_OK) {
      status = candidates_of(connection, queries, count, json, sink, backend);
      sqlite3_exec(connection->db, "ROLLBACK", NULL, NULL, NULL); /* nothing was written */
    }
    put_back(self, connection);
  }
  free(json);
  return status;
}

/* Key by key: nothing travels here. Over a network send them together, as candidates() does. */
static kto_status by_key(kto_source_self* self, const kto_persona_key* keys, size_t count, kto_sink* sink,
                         int64_t* backend) {
  struct connection* connection;
  kto_status status = take(self, &connection, backend);
  if (status != KTO_OK) return status;
  status = begin(connection, backend);
  if (status == KTO_OK) {
    sqlite3_stmt* const statement = connection->prepared[BY_KEY];
    for (size_t i = 0; i < count && status == KTO_OK; ++i) {
      sqlite3_bind_int(statement, 1, keys[i].region);
      bind_text(statement, 2, keys[i].organisation);
      bind_text(statement, 3, keys[i].id);
      status = run(connection, statement, 0, sink, backend);
    }
    sqlite3_exec(connection->db, "ROLLBACK", NULL, NULL, NULL);
  }
  put_back(self, connection);
  return status;
}

static kto_status by_organisation(kto_source_self* self, int32_t region, kto_text organisation, kto_sink* sink,
                                  int64_t* backend) {
  struct connection* connection;
  kto_status status = take(self, &connection, backend);
  if (status != KTO_OK) return status;
  sqlite3_bind_int(connection->prepared[BY_SCHOOL], 1, region);
  bind_text(connection->prepared[BY_SCHOOL], 2, organisation);
  status = run(connection, connection->prepared[BY_SCHOOL], 0, sink, backend);
  put_back(self, connection);
  return status;
}

static kto_status scan(kto_source_self* self, const kto_persona_key* after, size_t limit, kto_sink* sink,
                       int64_t* backend) {
  static const kto_persona_key start = {{"", 0}, {"", 0}, 0, 0}; /* before everybody */
  struct connection* connection;
  kto_status status = take(self, &connection, backend);
  if (status != KTO_OK) return status;
  if (after == NULL) after = &start;
  sqlite3_bind_int(connection->prepared[SCAN], 1, after->region);
  bind_text(connection->prepared[SCAN], 2, after->organisation);
  bind_text(connection->prepared[SCAN], 3, after->id);
  bind_limit(connection->prepared[SCAN], 4, limit);
  status = run(connection, connection->prepared[SCAN], 0, sink, backend);
  put_back(self, connection);
  return status;
}

static kto_status regions(kto_source_self* self, kto_sink* sink, int64_t* backend) {
  struct connection* connection;
  kto_status status = take(self, &connection, backend);
  if (status != KTO_OK) return status;
  status = run(connection, connection->prepared[REGIONS], 0, sink, backend);
  put_back(self, connection);
  return status;
}

static kto_status unnumbered(kto_source_self* self, int32_t region, size_t limit, kto_sink* sink, int64_t* backend) {
  struct connection* connection;
  kto_status status = take(self, &connection, backend);
  if (status != KTO_OK) return status;
  sqlite3_bind_int(connection->prepared[UNNUMBERED], 1, region);
  bind_limit(connection->prepared[UNNUMBERED], 2, limit);
  status = run(connection, connection->prepared[UNNUMBERED], 0, sink, backend);
  put_back(self, connection);
  return status;
}

static void close_source(kto_source_self* self) {
  while (self->idle != NULL) {
    struct connection* const next = self->idle->next;
    disconnect(self->idle);
    self->idle = next;
  }
  pthread_mutex_destroy(&self->lock);
  free(self->path);
  free(self);
}

kto_status source_sqlite(kto_text path, const kto_source_ops** ops, kto_source_self** self) {
  static const kto_source_ops table = {
      sizeof(kto_source_ops), candidates, by_key, by_organisation, scan, regions, unnumbered, close_source};
  kto_source_self* made;
  struct connection* connection;
  int64_t backend = 0;
  kto_status status = KTO_E_MEMORY;
  if (path.size == 0 || memchr(path.data, '\0', path.size) != NULL) return KTO_E_BAD_ARGUMENT;
  made = calloc(1, sizeof(*made));
  if (made == NULL) return status;
  made->path = malloc(path.size + 1);
  if (made->path == NULL || pthread_mutex_init(&made->lock, NULL) != 0) {
    free(made->path);
    free(made);
    return status;
  }
  memcpy(made->path, path.data, path.size);
  made->path[path.size] = '\0';
  /* Opened once now: a wrong file or other tables show at the start and not at somebody's sign-in. */
  status = take(made, &connection, &backend);
  if (status != KTO_OK) {
    close_source(made);
    return status;
  }
  put_back(made, connection);
  *ops = &table;
  *self = made;
  return KTO_OK;
}
