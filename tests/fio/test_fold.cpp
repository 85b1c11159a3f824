// Folding, sentence by sentence of rules.md «Names» and domain.md §4.
#include "kto/text.hpp"
#include "names.hpp"

using namespace kto;

TEST_CASE("fold: ё is е, й is not и, ї is not і", "[fio]") {
  CHECK(folded_surname("СЕМЁНОВ") == "семенов");
  CHECK(folded_surname("Се\u0301мин") == "семин");
  CHECK(folded_surname("Семе\u0308нов") == "семенов");
  CHECK(folded_surname("Заи\u0306цев") == "зайцев");
  CHECK(folded_surname("Зайцев") == "зайцев");
  CHECK(folded_surname("Їжак") == "їжак");
  CHECK(folded_surname("І\u0308жак") == "їжак");
  CHECK(grade_of("Зайцев Олег", "Заицев Олег") == "similar");
  CHECK(grade_of("Їжак Олег", "Іжак Олег") == "similar");
}

TEST_CASE("fold: letters of other Cyrillic alphabets are letters of their own", "[fio]") {
  for (const std::string letter : {"ә", "ө", "ү", "җ", "ң", "һ", "і", "ї", "є", "ґ", "ѓ", "ќ", "ў", "қ", "ұ", "й"}) {
    CHECK(folded_surname("к" + letter + "н") == "к" + letter + "н");
  }
  CHECK(grade_of("Гүзәл Ким", "Гузал Ким") == "different");
  CHECK(grade_of("Әлиев Рашад", "Алиев Рашад") == "similar");
  CHECK(grade_of("Ґалаган Олег", "Галаган Олег") == "similar");
}

TEST_CASE("fold: the stress mark goes, ѓ and ќ survive", "[fio]") {
  CHECK(folded_surname("Ива\u0301нов") == "иванов");
  CHECK(folded_surname("Г\u0301орг\u0301иев") == "ѓорѓиев");  // composed before any mark is dropped
  CHECK(folded_surname("К\u0301осев") == "ќосев");
  CHECK(folded_surname("\u0403орѓиев") == "ѓорѓиев");
  CHECK(folded_surname("е\u0344ж") == "еж");                       // one sign for diaeresis and stress: ё with stress
  CHECK(folded_surname("Заи\u0301\u0306цев") == "зайцев");         // the mark stood between и and its breve
  CHECK(grade_of("Ёжи\u0341ков Олег", "Ёжиков Олег") == "equal");  // canonically the same mark
}

TEST_CASE("fold: each Latin look-alike is repaired, small and capital, in a word with Cyrillic letters", "[fio]") {
  const std::string latin[] = {"a", "c", "e", "o", "p", "x", "y", "b", "h", "k", "m", "t", "ë",
                               "A", "C", "E", "O", "P", "X", "Y", "B", "H", "K", "M", "T", "Ë"};
  const std::string russian[] = {"а", "с", "е", "о", "р", "х", "у", "в", "н", "к", "м", "т", "е",
                                 "а", "с", "е", "о", "р", "х", "у", "в", "н", "к", "м", "т", "е"};
  for (std::size_t i = 0; i < std::size(latin); ++i) {
    INFO(latin[i]);
    CHECK(folded_surname("ж" + latin[i] + "ж") == "ж" + russian[i] + "ж");
    CHECK(folded_surname(latin[i] + "ж") == russian[i] + "ж");
    CHECK(grade_of("Иж" + latin[i] + " Олег", "Иж" + russian[i] + " Олег") == "equivalent");
  }
  CHECK(folded_surname("же\u0308ж") == "жеж");  // Latin e, composed to ë first
}

TEST_CASE("fold: no other letter is taken for a look-alike", "[fio]") {
  for (const std::string letter : {"i", "j", "s", "d", "f", "g", "l", "n", "q", "r", "u", "v", "w", "z", "é", "á"}) {
    CHECK(folded_surname("ж" + letter + "ж") == "ж" + letter + "ж");
  }
  for (const std::string letter : {"I", "J", "S", "D", "F", "G", "L", "N", "Q", "R", "U", "V", "W", "Z"}) {
    CHECK(folded_surname("ж" + letter + "ж") != folded_surname("жіж"));
    CHECK(folded_surname("ж" + letter + "ж").size() == 5);
  }
  CHECK(folded_surname("жαж") == "жαж");  // Greek
}

TEST_CASE("fold: a wholly Latin word stays Latin, hyphen by hyphen", "[fio]") {
  CHECK(folded_surname("Oxanov") == "oxanov");
  CHECK(folded_surname("Ковак-Compte") == "ковак compte");
  CHECK(folded_surname("Cова-Coba") == "сова coba");
  CHECK(folded("Ceba Иван") == "ceba|иван|");
  CHECK(grade_of("Petrova Anna", "PETROVA ANNA") == "equal");
  CHECK(grade_of("Petrova Anna", "Петрова Анна") == "similar");
  CHECK(grade_of("Сева Cеня", "Ceba Cеня") == "different");  // the same shapes, another alphabet throughout
}

TEST_CASE("fold: 0 and 3 are letters only in front of a Cyrillic letter at the start of a word", "[fio]") {
  CHECK(folded_surname("0льга") == "ольга");
  CHECK(folded_surname("0ЛЬГА") == "ольга");
  CHECK(folded_surname("3оя") == "зоя");
  CHECK(folded_surname("3oя") == "зоя");  // Latin o, repaired first
  CHECK(folded_surname("Анна-3оя") == "анна зоя");
  CHECK(folded_surname("Ольг0") == "ольг0");
  CHECK(folded_surname("К0ля") == "к0ля");
  CHECK(folded_surname("00льга") == "00льга");
  CHECK(folded_surname("30льга") == "30льга");
  CHECK(folded_surname("0lga") == "0lga");
  CHECK(folded_surname("3") == "3");
  CHECK(folded_surname("0'Коннор") == "0'коннор");
  CHECK(folded_surname("6орис") == "6орис");
  CHECK(folded_surname("Имя006") == "имя006");
}

TEST_CASE("fold: any pile of diaereses on a ё is one, so that folding twice changes nothing", "[fio]") {
  for (const std::string under : {"", "\u0323"})
    for (std::size_t count = 0; count < 30; ++count) {
      std::string piled = "Семё" + under;
      for (std::size_t i = 0; i < count; ++i) piled += "\u0308";
      CHECK(folded_surname(piled + "нов") == "семе" + under + "нов");
    }
  CHECK(folded_surname("СемË\u0308\u0308нов") == "семенов");  // a Latin letter, repaired first
  // Above another mark it is no part of the letter.
  CHECK(folded_surname("Семё\u0304\u0308нов") == "семе\u0304\u0308нов");
  CHECK(folded_surname("Жё\u0308жж\u0308") == "жежӝ");
}

TEST_CASE("fold: a marker joined to less than two letters is no marker", "[fio]") {
  CHECK(parts("Ким", "Анна", "Якызы").folded().patronymic == "якызы");
  CHECK(parts("Ким", "Анна", "Янкызы").folded().patronymic == "ян кызы");
}

TEST_CASE("fold: invisible characters go, and the name stays equal", "[fio]") {
  for (const std::string sign : {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}) {
    CHECK(folded_surname("Ив" + sign + "анов") == "иванов");
    CHECK(grade_of("Ив" + sign + "анов Олег", "Иванов Олег") == "equal");
    CHECK(grade_of(sign + "Иванов Олег" + sign, "Иванов Олег") == "equal");
    CHECK(grade_of("Иванов " + sign + " Олег", "Иванов Олег") == "equal");
    CHECK(line("Ив" + sign + "анов Олег").notes().size() == 3);
  }
  CHECK(folded_surname("Заи\u200b\u0306цев") == "зайцев");
  CHECK(folded_surname("Ив\u2061анов") != "иванов");  // invisible times is none of them
}

TEST_CASE("fold: every dash is a hyphen, and blanks about it vanish", "[fio]") {
  for (const std::string dash : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"}) {
    CHECK(grade_of("Салтыкова" + dash + "Щедрина Мария Львовна", "Салтыкова-Щедрина Мария Львовна") == "equal");
    CHECK(grade_of("Салтыкова " + dash + " Щедрина Мария Львовна", "Салтыкова-Щедрина Мария Львовна") == "equal");
    CHECK(grade_of("Салтыкова" + dash + " Щедрина Мария Львовна", "Салтыкова-Щедрина Мария Львовна") == "equal");
  }
  CHECK(grade_of("Салтыкова -Щедрина Мария Львовна", "Салтыкова-Щедрина Мария Львовна") == "equal");
  CHECK(parts("Салтыкова - Щедрина", "Мария", "").folded().surname == "салтыкова щедрина");
  CHECK(grade_of("Салтыкова_Щедрина Мария", "Салтыкова-Щедрина Мария") == "similar");
}

TEST_CASE("fold: every blank is a blank, and how many does not matter", "[fio]") {
  for (const std::string blank : {" ", "\u00a0", "\u2009", "\u202f", "\u3000", "\u1680", "\u2028", "\u2029", "\t", "\r",
                                  "\n", "\r\n", "  ", " \u00a0\t"}) {
    CHECK(grade_of("Иванов" + blank + "Иван" + blank + "Иванович", "Иванов Иван Иванович") ==
          (blank == " " ? "identical" : "equal"));
    CHECK(grade_of(blank + "Иванов Иван Иванович" + blank, "Иванов Иван Иванович") == "equal");
    CHECK(folded_surname(blank + "Де" + blank + "Голль" + blank) == "де голль");
  }
}

TEST_CASE("fold: four apostrophes are one, and none is not", "[fio]") {
  for (const std::string sign : {"\u2019", "\u02bc", "`", "\u1fef"}) {  // the last is canonically a grave accent
    CHECK(grade_of("О" + sign + "Коннор Шон", "О'Коннор Шон") == "equivalent");
  }
  CHECK(grade_of("ОКоннор Шон", "О'Коннор Шон") == "similar");
  CHECK(grade_of("О\u2018Коннор Шон", "О'Коннор Шон") == "similar");  // the opening quote is none of the four
}

TEST_CASE("fold: оглы and кызы are spelled with a blank, a hyphen or nothing", "[fio]") {
  for (const std::string spelling :
       {"Вагиф оглы", "Вагиф-оглы", "Вагифоглы", "ВАГИФ ОГЛЫ", "вагиф\u2013оглы", "Вагиф  Оглы"}) {
    CHECK(parts("Алиев", "Рашад", spelling).folded().patronymic == "вагиф оглы");
    CHECK(folded("Алиев Рашад " + spelling) == "алиев|рашад|вагиф оглы");
    CHECK(folded("Рашад " + spelling + " Алиев") == "алиев|рашад|вагиф оглы");
  }
  for (const std::string spelling : {"Вагиф-кызы", "Вагифкызы"}) {
    CHECK(grade_of("Алиева Лейла Вагиф кызы", "Алиева Лейла " + spelling) == "equivalent");
  }
  CHECK(grade_of("Алиев Рашад Вагиф оглы", "Алиев Рашад ВАГИФ ОГЛЫ") == "equal");
  CHECK(parts("Кероглы", "Рашад", "").folded().surname == "кероглы");  // a surname is left alone
  CHECK(parts("Алиев", "Рашад", "оглы").folded().patronymic == "оглы");
  CHECK(parts("Алиев", "Рашад", "Вагиф oглы").folded().patronymic == "вагиф оглы");  // Latin o
}

TEST_CASE("fold: a dash, нет and отсутствует stand for no patronymic", "[fio]") {
  for (const std::string none :
       {"-", "\u2013", "\u2014", "нет", "НЕТ", "Нет", "отсутствует", "Отсутствует", "", " ", "--"}) {
    INFO(none);
    CHECK(parts("Ким", "Алексей", none).folded().patronymic.empty());
    CHECK(grade(parts("Ким", "Алексей", none), parts("Ким", "Алексей", "")) ==
          (none.empty() ? Grade::identical : Grade::equal));
    CHECK(grade_of("Ким Алексей " + none, "Ким Алексей") == "equal");
  }
  CHECK(grade(parts("Ким", "Алексей", "нeт"), parts("Ким", "Алексей", "")) == Grade::equivalent);  // Latin e
  CHECK(grade_of("Ким Алексей нeт", "Ким Алексей") == "equivalent");
  CHECK(parts("-", "Алексей", "").folded().surname.empty());
  CHECK(parts("Ким", "-", "").folded().given.empty());
  CHECK(parts("Нет", "Алексей", "").folded().surname == "нет");  // a surname that exists
  CHECK(parts("Ким", "нет", "").folded().given == "нет");
  CHECK(grade_of("Алексей нет Ким", "Ким Алексей") == "equal");  // in the other order it stands in the middle
  CHECK(grade_of("- Алексей", "Алексей") == "equal");
}

TEST_CASE("fold: nothing left but blanks and placeholders is no name", "[fio]") {
  for (const std::string nothing :
       {"", " ", "\t\r\n", "-", " \u2014 ", "нет", "- - -", "\u200b", "\u0301", "- нет", "\ufeff"}) {
    INFO(nothing);
    CHECK(Fio::parse(nothing).error().code == Errc::empty);
    CHECK(grade_of(nothing, nothing) == "different");
  }
  CHECK(Fio::from_parts("", "", "Иванович").error().code == Errc::empty);
  CHECK(Fio::from_parts("-", " ", "Иванович").error().code == Errc::empty);
  CHECK(Fio::from_parts("", "Иван", "")->folded().given == "иван");
}

TEST_CASE("fold: case folding that grows a letter or takes one apart is stable", "[fio]") {
  CHECK(folded_surname("Straße") == "strasse");
  CHECK(folded_surname("Ζα\u0390μης") == "ζα\u0390μησ");
  CHECK(folded_surname("Ижﬅ") == "ижsт");  // the t that folding yields is repaired like any other
  CHECK(folded_surname("\u1c80ан") == "ван");
  CHECK(folded_surname("İsmail") == "i\u0307smail");
  CHECK(folded_surname("жy\u0306ж") == "жўж");  // composes only once the look-alike is repaired
}

TEST_CASE("fold: the short cuts for common letters are what Unicode says", "[fio]") {
  // Every letter of the blocks that folding does not ask ICU about.
  for (char32_t c = 0x20; c <= 0x2027; ++c) {
    const bool cut = c < 0x300 || (c >= 0x400 && c <= 0x482) || (c >= 0x48A && c <= 0x52F) || c >= 0x2002;
    if (!cut || text::is_control(c)) continue;
    const std::u32string letter(1, c);
    INFO(static_cast<unsigned>(c));
    CHECK(text::nfc(letter) == letter);
    CHECK(text::nfc(U"и" + letter) == U"и" + letter);
    CHECK_FALSE(text::is_mark(c));
    if (c < 0x80 || (c >= 0x400 && c <= 0x52F)) CHECK(text::fold_case(letter) == std::u32string(1, text::to_lower(c)));
  }
}
