/* Prints what `kto resolve --rules ru-2024 --at 2024-10-01 --region 38` prints, through the C face.
 * Arguments: URI of an unsealed store, file of requests, ru or en, and admin or person. */
#include <stdio.h>
#include <string.h>

#include "kto/kto.h"

static kto_text text(const char* z) {
  const kto_text t = {z, strlen(z)};
  return t;
}

static int fail(const char* what, kto_status status) {
  fprintf(stderr, "%s: %.*s\n", what, (int)kto_status_name(status).size, kto_status_name(status).data);
  return 1;
}

int main(int argc, char** argv) {
  if (argc != 5) return fail("arguments", KTO_E_BAD_ARGUMENT);
  kto_store* store = NULL;
  kto_status status = kto_store_open(text(argv[1]), NULL, &store, NULL);
  if (status != KTO_OK) return fail("store", status);
  kto_rules* rules = NULL;
  status = kto_rules_builtin(text("ru-2024"), &rules, NULL);
  if (status != KTO_OK) return fail("rules", status);
  const int admin = strcmp(argv[4], "admin") == 0;
  const kto_resolve_options options = {
      .struct_size = sizeof options, .rules = rules, .at = {2024, 10, 1}, .region = 38, .diagnose = admin};
  kto_resolver* resolver = NULL;
  status = kto_resolver_make(kto_store_source(store), kto_store_ledger(store), &options, &resolver, NULL);
  if (status != KTO_OK) return fail("resolver", status);
  FILE* file = fopen(argv[2], "rb");
  if (file == NULL) return fail("requests", KTO_E_FILE_NOT_FOUND);
  static char line[1 << 20];
  while (fgets(line, sizeof line, file) != NULL) {
    kto_request* request = NULL;
    kto_outcome* outcome = NULL;
    kto_string* json = NULL;
    status = kto_request_read(text(line), KTO_CLAIMS_VERIFIED, &request, NULL);
    if (status == KTO_OK) status = kto_resolve(resolver, request, &outcome, NULL);
    if (status == KTO_OK) {
      const int lang = strcmp(argv[3], "en") == 0 ? KTO_LANG_EN : KTO_LANG_RU;
      status = kto_outcome_json(outcome, request, lang, admin, &json, NULL);
    }
    if (status != KTO_OK) return fail("request", status);
    const kto_text out = kto_string_text(json);
    fwrite(out.data, 1, out.size, stdout);
    putchar('\n');
    kto_string_free(json);
    kto_outcome_free(outcome);
    kto_request_free(request);
  }
  fclose(file);
  kto_resolver_free(resolver);
  kto_rules_free(rules);
  kto_store_free(store);
  return 0;
}
