/*
 * sources.h — two sources of a portal's own personas, to copy from: over tables of its own in SQLite, and over a
 * sorted file. Each gives what kto_source_make takes:
 *
 *   const kto_source_ops* ops;
 *   kto_source_self* self;
 *   kto_source* source;
 *   if (source_sqlite(path, &ops, &self) == KTO_OK) kto_source_make(ops, self, &source, NULL);
 *
 * Both may be asked from many threads at once and pass kto-conformance. `path` is the file; statuses are those of
 * kto_store_open. On success `self` is yours until kto_source_make takes it.
 */
#ifndef SOURCES_H
#define SOURCES_H

#include "kto/kto.h"

#ifdef __cplusplus
extern "C" {
#endif

kto_status source_sqlite(kto_text path, const kto_source_ops** ops, kto_source_self** self);
kto_status source_sorted_file(kto_text path, const kto_source_ops** ops, kto_source_self** self);

#ifdef __cplusplus
}
#endif

#endif
