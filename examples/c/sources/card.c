#include "card.h"

#include <stdlib.h>
#include <string.h>

#define ITEM_END '\x1e'
#define PART_END '\x1f'

static int same(kto_text text, const char* word) {
  return text.size == strlen(word) && memcmp(text.data, word, text.size) == 0;
}

/* Cuts the text up to `end` off `rest`; without that mark the list is broken. */
static int cut(kto_text* rest, char end, kto_text* piece) {
  const char* mark = rest->size == 0 ? NULL : memchr(rest->data, end, rest->size);
  if (mark == NULL) return 0;
  piece->data = rest->data;
  piece->size = (size_t)(mark - rest->data);
  rest->data = mark + 1;
  rest->size -= piece->size + 1;
  return 1;
}

static size_t count_items(kto_text list) {
  size_t count = 0;
  for (size_t i = 0; i < list.size; ++i) count += list.data[i] == ITEM_END;
  return count;
}

/* "2024-09-01", or nothing. Whether there is such a day kto sees for itself. */
static int read_date(kto_text text, kto_date* out) {
  int32_t parts[3] = {0, 0, 0};
  int part = 0;
  memset(out, 0, sizeof(*out));
  if (text.size == 0) return 1;
  if (text.size != 10) return 0;
  for (size_t i = 0; i < text.size; ++i) {
    const char c = text.data[i];
    if (i == 4 || i == 7) {
      if (c != '-') return 0;
      ++part;
    } else {
      if (c < '0' || c > '9') return 0;
      parts[part] = parts[part] * 10 + (c - '0');
    }
  }
  out->year = parts[0];
  out->month = parts[1];
  out->day = parts[2];
  return 1;
}

static int32_t role_of(kto_text kind) {
  for (int32_t role = KTO_ROLE_PUPIL; role <= KTO_ROLE_ADMINISTRATOR; ++role) {
    const kto_text name = kto_role_name(role);
    if (name.size == kind.size && memcmp(name.data, kind.data, kind.size) == 0) return role;
  }
  return KTO_ROLE_UNKNOWN;
}

static int read_post(kto_text item, kto_membership* out) {
  kto_text kind, since, until, left;
  memset(out, 0, sizeof(*out));
  out->struct_size = sizeof(*out);
  if (!cut(&item, PART_END, &kind) || !cut(&item, PART_END, &out->school_year) || !cut(&item, PART_END, &out->klass) ||
      !cut(&item, PART_END, &since) || !cut(&item, PART_END, &until) || !cut(&item, PART_END, &left)) {
    return 0;
  }
  out->role = role_of(kind);
  out->standing = same(left, "1") ? KTO_STANDING_ARCHIVED : KTO_STANDING_IN_ORGANISATION;
  return item.size == 0 && read_date(since, &out->from) && read_date(until, &out->to);
}

/* One block for all lists of a row, so that there is one thing to free. */
struct lists {
  kto_membership* posts;
  const kto_membership** places;
  kto_text* guardians;
};

static int read_lists(const struct card* card, const struct lists* lists) {
  kto_text rest = card->posts;
  kto_text item;
  for (size_t i = 0; cut(&rest, ITEM_END, &item); ++i) {
    if (!read_post(item, &lists->posts[i])) return 0;
    lists->places[i] = &lists->posts[i];
  }
  if (rest.size != 0) return 0;
  rest = card->guardians;
  for (size_t i = 0; cut(&rest, ITEM_END, &item); ++i) lists->guardians[i] = item;
  return rest.size == 0;
}

kto_status card_emit(kto_sink* sink, size_t query, const struct card* card) {
  const size_t posts = count_items(card->posts);
  const size_t guardians = count_items(card->guardians);
  const size_t size = posts * (sizeof(kto_membership) + sizeof(kto_membership*)) + guardians * sizeof(kto_text);
  struct lists lists;
  kto_persona row;
  kto_status status = KTO_E_STORE_CORRUPT;

  lists.posts = malloc(size + 1);
  if (lists.posts == NULL) return KTO_E_MEMORY;
  lists.places = (const kto_membership**)(lists.posts + posts);
  lists.guardians = (kto_text*)(lists.places + posts);

  memset(&row, 0, sizeof(row));
  row.struct_size = sizeof(row);
  row.key.region = card->region;
  row.key.organisation = card->school;
  row.key.id = card->id;
  row.surname = card->surname;
  row.given = card->given;
  row.patronymic = card->patronymic;
  row.snils = card->snils;
  row.number = card->nine;
  row.sex = same(card->sex, "m") ? KTO_SEX_MALE : same(card->sex, "f") ? KTO_SEX_FEMALE : KTO_SEX_UNKNOWN;
  row.not_activated = !same(card->live, "1");
  row.login = card->login;
  row.consent = same(card->agreed, "1") ? KTO_CONSENT_GIVEN : same(card->agreed, "0") ? KTO_CONSENT_REFUSED : 0;
  row.memberships = lists.places;
  row.membership_count = posts;
  row.guardians = lists.guardians;
  row.guardian_count = guardians;
  if (read_date(card->born, &row.birth_date) && read_lists(card, &lists)) {
    status = kto_sink_persona(sink, query, &row);
  }
  free(lists.posts);
  return status;
}
