/*
 * resolve_with.c — sign-in requests, JSON lines on standard input, answered over a portal's own personas:
 *
 *   resolve_with sqlite:portal.db 2024-10-01 <requests.jsonl
 *   resolve_with sorted:people.txt 2024-10-01 <requests.jsonl
 *
 * One answer a line, as `kto resolve` prints it. Every error is told by its code; nothing of a request is.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sources.h"

enum { REQUEST_BYTES = 1024 * 1024 };

static kto_text text_of(const char* string) {
  kto_text text;
  text.data = string;
  text.size = strlen(string);
  return text;
}

static int tell(const char* what, kto_status status) {
  const kto_text name = kto_status_name(status);
  fprintf(stderr, "resolve_with: %s: %.*s\n", what, (int)name.size, name.data);
  return 3;
}

static kto_status open_source(const char* uri, kto_source** out) {
  const kto_source_ops* ops;
  kto_source_self* self;
  kto_status status = KTO_E_STORE_UNKNOWN;
  if (strncmp(uri, "sqlite:", 7) == 0) status = source_sqlite(text_of(uri + 7), &ops, &self);
  if (strncmp(uri, "sorted:", 7) == 0) status = source_sorted_file(text_of(uri + 7), &ops, &self);
  if (status != KTO_OK) return status;
  status = kto_source_make(ops, self, out, NULL);
  if (status != KTO_OK) ops->close(self); /* it has stayed ours */
  return status;
}

static kto_status answer(const kto_resolver* resolver, kto_text json) {
  kto_request* request = NULL;
  kto_outcome* outcome = NULL;
  kto_string* line = NULL;
  /* By this the caller says that it has verified signature, audience, nonce and times. */
  kto_status status = kto_request_read(json, KTO_CLAIMS_VERIFIED, &request, NULL);
  if (status == KTO_OK) status = kto_resolve(resolver, request, &outcome, NULL);
  if (status == KTO_OK) status = kto_outcome_json(outcome, request, KTO_LANG_RU, 0, &line, NULL);
  if (status == KTO_OK) {
    const kto_text text = kto_string_text(line);
    fwrite(text.data, 1, text.size, stdout);
    putchar('\n');
  }
  kto_string_free(line);
  kto_outcome_free(outcome);
  kto_request_free(request);
  return status;
}

int main(int argc, char** argv) {
  kto_resolve_options options;
  kto_source* source = NULL;
  kto_resolver* resolver = NULL;
  kto_status status;
  char* line;

  memset(&options, 0, sizeof(options));
  options.struct_size = sizeof(options);
  if (argc != 3 || sscanf(argv[2], "%d-%d-%d", &options.at.year, &options.at.month, &options.at.day) != 3) {
    fputs("usage: resolve_with sqlite:FILE|sorted:FILE YYYY-MM-DD <requests.jsonl\n", stderr);
    return 2;
  }
  status = open_source(argv[1], &source);
  if (status != KTO_OK) return tell("the source", status);
  status = kto_resolver_make(source, NULL, &options, &resolver, NULL);
  kto_source_free(source); /* the resolver keeps it alive */
  if (status != KTO_OK) return tell("the resolver", status);

  line = malloc(REQUEST_BYTES);
  while (line != NULL && status == KTO_OK && fgets(line, REQUEST_BYTES, stdin) != NULL) {
    status = answer(resolver, text_of(line));
  }
  free(line);
  kto_resolver_free(resolver);
  return status == KTO_OK ? 0 : tell("a request", status);
}
