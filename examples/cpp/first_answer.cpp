#include <iostream>

#include "kto/kto.hpp"

int main() {
  const std::string roster =
      "ID;Организация;Регион;Фамилия;Имя;Отчество;СНИЛС;Роль\r\n"
      "1005;МБОУ СОШ №7;38;Соловьев;Петр;Семенович;276-488-905 42;Родитель\r\n";
  const std::string claims =
      R"({"trusted":true,"lastName":"Соловьёв","firstName":"Пётр","middleName":"Семёнович","snils":"276-488-905 42"})";

  const auto store = kto::open_store("memory:", {.mode = kto::OpenMode::create_unsealed}).value();
  const kto::ByteSource files[] = {kto::bytes_of(roster)};
  kto::import_roster(*store, files, {}, {}).value();

  const kto::Resolver resolver(*store, store.get(), {});
  const auto request = kto::read_request(claims, kto::Claims::verified).value();
  const auto outcome = resolver.resolve(request).value();
  std::cout << name_of(outcome.verdict) << ": " << outcome.text(kto::Lang::en) << '\n';
  for (const auto& persona : outcome.personas) std::cout << "persona " << persona.key.id.str() << '\n';
}
