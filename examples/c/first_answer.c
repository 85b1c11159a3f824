/* A roster of one parent in memory, what ESIA said of him, and the answer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kto/kto.h"

static kto_text text(const char* ended_by_nul) {
  kto_text out = {ended_by_nul, strlen(ended_by_nul)};
  return out;
}

static void print(kto_text line) { fwrite(line.data, 1, line.size, stdout); }

/* An error says where and why, and never repeats what was supplied: it may be logged. */
static void need(kto_status status, kto_error** err) {
  if (status == KTO_OK) return;
  const kto_text why = err != NULL ? kto_error_text(*err) : kto_status_text(status);
  fprintf(stderr, "kto: %.*s\n", (int)why.size, why.data);
  if (err != NULL) kto_error_free(*err);
  exit(1);
}

int main(void) {
  const kto_text roster = text(
      "ID;Организация;Регион;Фамилия;Имя;Отчество;СНИЛС;Роль\r\n"
      "1005;МБОУ СОШ №7;38;Соловьев;Петр;Семенович;276-488-905 42;Родитель\r\n");
  const kto_text claims = text(
      "{\"trusted\":true,\"lastName\":\"Соловьёв\",\"firstName\":\"Пётр\",\"middleName\":\"Семёнович\","
      "\"snils\":\"276-488-905 42\"}");
  kto_error* err = NULL;

  const kto_store_options options = {.struct_size = sizeof options, .mode = KTO_OPEN_CREATE_UNSEALED};
  kto_store* store = NULL;
  need(kto_store_open(text("memory:"), &options, &store, &err), &err);
  need(kto_store_import_text(store, &roster, 1, NULL, NULL, NULL, &err), &err);

  kto_resolver* resolver = NULL;
  need(kto_resolver_make(kto_store_source(store), kto_store_ledger(store), NULL, &resolver, &err), &err);
  kto_request* request = NULL;
  need(kto_request_read(claims, KTO_CLAIMS_VERIFIED, &request, &err), &err);
  kto_outcome* outcome = NULL;
  need(kto_resolve(resolver, request, &outcome, &err), &err);

  print(kto_verdict_name(kto_outcome_verdict(outcome)));
  print(text(": "));
  print(kto_outcome_text(outcome, KTO_LANG_EN));
  print(text("\n"));
  for (size_t i = 0; i < kto_outcome_persona_count(outcome); ++i) {
    kto_entry entry = {.struct_size = sizeof entry};
    need(kto_outcome_persona_at(outcome, i, &entry), NULL);
    print(text("persona "));
    print(entry.key.id);
    print(text("\n"));
  }

  kto_outcome_free(outcome);
  kto_request_free(request);
  kto_resolver_free(resolver);
  kto_store_free(store);
  return 0;
}
