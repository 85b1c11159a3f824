#include "cli/explain.hpp"

namespace kto::cli {

namespace {

// What the user can do about it; empty when nothing sensible can be said.
std::string_view remedy(Lang lang, Errc code) {
  switch (code) {
    case Errc::file_not_found:
      return tr(lang, "проверьте путь", "check the path");
    case Errc::file_exists:
      return tr(lang, "выберите другое имя: существующий ключ не перезаписывается",
                "choose another name: a key that is there is never overwritten");
    case Errc::file_read:
      return tr(lang, "проверьте, что это файл и что его можно читать", "check that it is a file that you may read");
    case Errc::file_write:
      return tr(lang, "проверьте, что папка есть и что в неё можно писать",
                "check that the folder is there and may be written to");
    case Errc::disk_full:
      return tr(lang, "освободите место и повторите", "make room and try again");
    case Errc::file_truncated:
      return tr(lang, "файл обрывается: сохраните его заново", "the file is cut off: save it again");
    case Errc::not_a_database:
      return tr(lang, "укажите в --store базу kto или имя ещё не существующего файла",
                "give --store a kto database or the name of a file that is not there yet");
    case Errc::store_version:
      return tr(lang, "обновите kto", "upgrade kto");
    case Errc::store_busy:
      return tr(lang, "дождитесь конца другой загрузки и повторите", "wait for the other import to end and try again");
    case Errc::store_read_only:
      return tr(lang, "проверьте права на запись в файл базы и в её папку",
                "check that you may write to the database file and to its folder");
    case Errc::store_corrupt:
    case Errc::seal_broken:
      return tr(lang, "проверьте базу командой kto check и восстановите её из копии",
                "examine the store by kto check and restore it from a copy");
    case Errc::store_failed:
      return tr(lang, "проверьте диск и права; подробности: kto check",
                "check disk and permissions; details: kto check");
    case Errc::store_unknown:
      return tr(lang, "бывают memory: и sqlite:ФАЙЛ", "there are memory: and sqlite:FILE");
    case Errc::key_missing:
      return tr(lang, "укажите файл ключа: --key ФАЙЛ или переменная KTO_KEY_FILE",
                "give the key file: --key FILE or the variable KTO_KEY_FILE");
    case Errc::key_wrong:
      return tr(lang, "укажите тот ключ, с которым база создана: --key ФАЙЛ или KTO_KEY_FILE",
                "give the key that the store was made with: --key FILE or KTO_KEY_FILE");
    case Errc::key_file_bad:
      return tr(lang, "укажите файл, созданный командой kto key create", "give a file made by kto key create");
    case Errc::key_not_wanted:
      return tr(lang, "эта база без ключа: уберите --key и KTO_KEY_FILE",
                "this store has no key: leave --key and KTO_KEY_FILE out");
    case Errc::unknown_encoding:
      return tr(
          lang,
          "нужна таблица: CSV или JSON lines в UTF-8, Windows-1251 или UTF-16; кодировку можно назвать: --encoding",
          "a table is wanted: CSV or JSON lines in UTF-8, Windows-1251 or UTF-16; --encoding names the encoding");
    case Errc::bad_encoding:
    case Errc::bad_utf8:
      return tr(lang, "сохраните файл заново или назовите кодировку: --encoding",
                "save the file again or name its encoding: --encoding");
    case Errc::not_a_table:
    case Errc::no_header:
      return tr(lang, "нужна строка заголовков («ID;Фамилия;Имя;…»); свои заголовки называет --column ПОЛЕ=ЗАГОЛОВОК",
                "a line of headings is wanted; --column FIELD=HEADING names headings of your own");
    case Errc::column_missing:
      return tr(lang, "назовите столбец: --column ПОЛЕ=ЗАГОЛОВОК; файл без ID загружается с --match-by number",
                "name the column: --column FIELD=HEADING; a file without IDs is imported by --match-by number");
    case Errc::column_repeated:
      return tr(lang, "выберите один столбец: --column ПОЛЕ=ЗАГОЛОВОК или номер столбца",
                "choose one column: --column FIELD=HEADING or the number of the column");
    case Errc::unterminated_quote:
      return tr(lang, "закройте кавычку", "close the quote");
    case Errc::empty:
      return tr(lang, "в файле нет ни одной строки с данными", "the file has not a single row of data");
    case Errc::region_missing:
      return tr(lang, "назовите регион: --region 38", "name the region: --region 38");
    case Errc::region_differs:
      return tr(lang, "--region и файл называют разные регионы", "--region and the file name different regions");
    case Errc::needs_confirmation:
      return tr(lang, "проверьте список и, если всё верно, повторите с --yes",
                "look through the list and, if it is right, repeat with --yes");
    case Errc::too_long:
    case Errc::too_many:
      return tr(lang, "проверьте, тот ли это файл", "check that it is the file you mean");
    case Errc::no_icu:
      return tr(lang, "установите boost-locale с ICU", "install boost-locale with ICU");
    case Errc::internal:
      return tr(lang, "это ошибка kto: сообщите о ней", "this is a fault of kto: please report it");
    default:
      return {};
  }
}

}  // namespace

std::string place_and_fault(Lang lang, const Error& error, std::string_view place) {
  std::string out;
  if (!place.empty()) out += printable(place, 400) + (error.line ? "" : ": ");
  if (error.line) out += fmt::format("{}{}: ", place.empty() ? "" : ":", *error.line);
  out += said(lang, "error", name_of(error.code));
  if (!error.field.empty()) out += trf(lang, ", поле {}", ", field {}", printable(error.field));
  if (error.offset) out += trf(lang, ", байт {}", ", byte {}", *error.offset);
  out += fmt::format(" [{}", name_of(error.code));
  if (error.backend != 0) out += fmt::format(" {}", error.backend);
  return out + "]";
}

std::string explain(Lang lang, const Error& error, std::string_view place) {
  std::string out = place_and_fault(lang, error, place);
  if (const std::string_view hint = remedy(lang, error.code); !hint.empty()) out += fmt::format("; {}", hint);
  return out;
}

}  // namespace kto::cli
