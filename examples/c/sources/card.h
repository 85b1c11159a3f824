/*
 * card.h — one row of the portal as it lies there, all text, and how it is handed to kto.
 *
 * Lists are text too: items end with U+001E, the parts of a post with U+001F. A post is
 * kind, school year, class, since, until (dates as 2024-09-01 or empty), left ("1" when the person has left).
 */
#ifndef CARD_H
#define CARD_H

#include "kto/kto.h"

struct card {
  int32_t region;
  kto_text school;
  kto_text id;
  kto_text surname;
  kto_text given;
  kto_text patronymic;
  kto_text snils;     /* as somebody typed it */
  uint32_t nine;      /* the nine digits, where they can be used; else 0 */
  kto_text born;      /* 2012-11-07; empty = not known */
  kto_text sex;       /* "m", "f" or empty */
  kto_text login;     /* empty = none */
  kto_text live;      /* "1" = activated */
  kto_text agreed;    /* consent to processing: "1", "0" or empty */
  kto_text posts;     /* list */
  kto_text guardians; /* list of ids */
};

/* KTO_OK, what the sink says, KTO_E_MEMORY, or KTO_E_STORE_CORRUPT when the row is none. */
kto_status card_emit(kto_sink* sink, size_t query, const struct card* card);

#endif
