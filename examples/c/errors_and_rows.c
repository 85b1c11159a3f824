/* What may go wrong, and how it is told: a name that is none, rows of a roster that are not taken, a version too old.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "kto/kto.h"

static kto_text text(const char* ended_by_nul) {
  kto_text out = {ended_by_nul, strlen(ended_by_nul)};
  return out;
}

/* Your own state; kto hands it back to each callback. */
struct kto_callback_self {
  int remarks;
};

/* Called for each remark on a row. Anything but 0 would stop the import, and nothing would be changed. */
static int32_t on_issue(kto_callback_self* self, const kto_row_issue* issue) {
  const kto_text name = kto_row_issue_name(issue->code);
  printf("line %" PRIu64 ", column %" PRIu32 ": %.*s, %s\n", issue->line, issue->column, (int)name.size, name.data,
         issue->rejected ? "not taken" : "taken");
  ++self->remarks;
  return 0;
}

static int import(kto_store* store) {
  const kto_text roster = text(
      "ID;Организация;Регион;Фамилия;Имя;СНИЛС;Роль\n"
      "1;МБОУ СОШ №7;38;Соловьёва;Анна;276-488-905 42;Родитель\n"
      "2;МБОУ СОШ №7;38;Грачёв;Илья;276-488-905 43;Ученик\n");
  kto_callback_self state = {0};
  kto_import_handlers handlers = {.struct_size = sizeof handlers, .self = &state, .issue = on_issue};
  kto_import_report report = {.struct_size = sizeof report};
  const kto_status status = kto_store_import_text(store, &roster, 1, NULL, &handlers, &report, NULL);
  if (status != KTO_OK) return 1;
  printf("%" PRIu64 " rows, %" PRIu64 " inserted, %d remarks\n", report.rows, report.inserted, state.remarks);
  return 0;
}

int main(void) {
  if (kto_version_number() < KTO_VERSION_NUMBER) return 1; /* built with a newer header than this library has */

  kto_name* name = NULL;
  kto_error* err = NULL;
  if (kto_name_from_parts(text("Соловьёв"), text("Пётр\x01"), text(""), &name, &err) != KTO_OK) {
    const kto_text field = kto_error_field(err), code = kto_status_name(kto_error_status(err));
    printf("%.*s: %.*s at byte %" PRId64 "\n", (int)field.size, field.data, (int)code.size, code.data,
           kto_error_offset(err));
    kto_error_free(err);
  }

  const kto_store_options options = {.struct_size = sizeof options, .mode = KTO_OPEN_CREATE_UNSEALED};
  kto_store* store = NULL;
  if (kto_store_open(text("memory:"), &options, &store, NULL) != KTO_OK) return 1;
  const int failed = import(store);
  kto_store_free(store);
  return failed;
}
