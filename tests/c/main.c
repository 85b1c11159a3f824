/* The C face from plain C. Arguments: the folder of the public vectors. */
#include "check.h"

int checks_done = 0;
int checks_failed = 0;

char* read_file(const char* folder, const char* name, size_t* size) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE* file = fopen(path, "rb");
  NEED(file != NULL);
  NEED(fseek(file, 0, SEEK_END) == 0);
  const long length = ftell(file);
  NEED(length >= 0 && fseek(file, 0, SEEK_SET) == 0);
  char* bytes = malloc((size_t)length + 1);
  NEED(bytes != NULL);
  *size = fread(bytes, 1, (size_t)length, file);
  bytes[*size] = '\0';
  fclose(file);
  return bytes;
}

kto_claims confirmed_account(const char* surname, const char* given, const char* snils) {
  const kto_claims claims = {.struct_size = sizeof claims,
                             .surname = text(surname),
                             .given = text(given),
                             .snils = text(snils),
                             .issuer = text("http://esia.gosuslugi.ru/"),
                             .oid = text("1000300001"),
                             .subject_type = text("P"),
                             .account_level = text("PR"),
                             .trusted = KTO_TRUE,
                             .token_trusted = KTO_TRUE};
  return claims;
}

int main(int argc, char** argv) {
  NEED(argc == 2);
  NEED(kto_start(NULL) == KTO_OK);
  test_values();
  test_vectors(argv[1]);
  test_walk(argv[1]);
  test_errors();
  test_sources();
  test_stores(argv[1]);
  test_ledgers();
  test_throwing();
  printf("%d checks, %d failed\n", checks_done, checks_failed);
  return checks_failed == 0 && checks_done > 500 ? 0 : 1;
}
