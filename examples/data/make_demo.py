#!/usr/bin/env python3
"""Makes the invented school of the demo: school38.csv (as Excel saves it: Windows-1251, semicolons, CR LF)
and signins.jsonl (a morning of ESIA sign-ins).

  make_demo.py [FOLDER]        default: the folder of this file

Nobody here exists. Every number is invented too: all but two lie above 900-000-000, where none have been
given out; the two are a number that lost its leading zero in Excel and the hint of the diary's own form.
The same seed gives the same files, which a test holds to.
"""
import csv
import io
import json
import random
import sys
from pathlib import Path

SCHOOL = "МБОУ СОШ №900"
REGION = "38"
HEADINGS = ["ID", "Организация", "Регион", "Фамилия", "Имя", "Отчество", "СНИЛС", "Дата рождения", "Пол", "Роли",
            "Классы", "Статус", "Активирована", "Логин", "Согласие на обработку"]
IN, ARCHIVE = "Сейчас в ОО", "В архиве"

chance = random.Random(38)
next_id, used = 2000, set()


def control(body):
    return sum(int(digit) * (9 - i) for i, digit in enumerate(body)) % 101 % 100


def number(body=None):
    """A valid number, «900-111-222 33»; each body once."""
    while body is None or body in used:
        body = f"9{chance.randrange(10**8):08}"
    used.add(body)
    return f"{body[:3]}-{body[3:6]}-{body[6:]} {control(body):02}"


def born(first, last):
    return f"{chance.randrange(1, 29):02}.{chance.randrange(1, 13):02}.{chance.randrange(first, last + 1)}"


def row(surname, given, patronymic, snils, birth, sex, roles, klass="", status=IN, activated="Да", login="", consent="Да"):
    global next_id
    next_id += 1
    return [str(next_id), SCHOOL, REGION, surname, given, patronymic, snils, birth, sex, roles, klass, status, activated,
            login, consent]


# --- ordinary families --------------------------------------------------------------------------------
# Surname of a man, of a woman; given name of a man with the patronymics that come from it.
SURNAMES = [("Байкалов", "Байкалова"), ("Ангарский", "Ангарская"), ("Кедров", "Кедрова"), ("Листвянин", "Листвянина"),
            ("Саянов", "Саянова"), ("Омулёв", "Омулёва"), ("Таёжный", "Таёжная"), ("Ольхонов", "Ольхонова"),
            ("Слюдянкин", "Слюдянкина"), ("Братский", "Братская"), ("Шелехов", "Шелехова"), ("Гончаренко", "Гончаренко")]
MEN = [("Андрей", "Андреевич", "Андреевна"), ("Семён", "Семёнович", "Семёновна"), ("Илья", "Ильич", "Ильинична"),
       ("Юрий", "Юрьевич", "Юрьевна"), ("Пётр", "Петрович", "Петровна"), ("Глеб", "Глебович", "Глебовна"),
       ("Никита", "Никитич", "Никитична"), ("Фёдор", "Фёдорович", "Фёдоровна"), ("Лев", "Львович", "Львовна")]
WOMEN = ["Алёна", "Майя", "Наталия", "Софья", "Дарья", "Ксения", "Любовь", "Юлия", "Зоя", "Вера"]


def plain_e(text):
    """As half of all schools type it."""
    return text.replace("ё", "е").replace("Ё", "Е")


def family(surname, girl_surname):
    father, mother = chance.choice(MEN), chance.choice(WOMEN)
    yo = plain_e if chance.random() < 0.5 else str
    rows = [row(yo(girl_surname), yo(mother), yo(chance.choice(MEN)[2]), number(), born(1980, 1992), "Ж", "Родитель")]
    if chance.random() < 0.75:
        rows.append(row(yo(surname), yo(father[0]), yo(chance.choice(MEN)[1]), number(), born(1978, 1990), "М", "Родитель",
                        activated=chance.choice(["Да", "Да", "Нет"])))
    taken = set()
    for _ in range(chance.choice([1, 2, 2, 3])):
        year = chance.randrange(2008, 2017)
        boy = chance.random() < 0.5
        names = [man[0] for man in MEN] if boy else WOMEN
        name = chance.choice([n for n in names if n not in taken])
        taken.add(name)
        patronymic = father[1] if boy else father[2]
        rows.append(row(yo(surname if boy else girl_surname), yo(name), yo(patronymic), number(), born(year, year),
                        "М" if boy else "Ж", "Ученик", f"{2024 - year - 6}{chance.choice('абв')}",
                        login=f"u{next_id + 1}"))
    return rows


# --- people with a story --------------------------------------------------------------------------------
rows, people = [], {}


def story(key, *arguments, **options):
    rows.append(row(*arguments, **options))
    people[key] = rows[-1]


story("head", "Громова", "Ольга", "Ивановна", number(), "12.02.1970", "Ж", "Администратор, Учитель", login="gromova")
story("exact", "Андреева", "Кармела", "Егоровна", number(), "03.05.1980", "Ж", "Учитель, Родитель", login="andreeva")
story("exact_child", "Андреева", "Мария", "Даниловна", number(), "07.11.2012", "Ж", "Ученик", "6а", login="andreevam")
story("yo", "Соловьев", "Петр", "Семенович", number(), "01.01.1975", "М", "Родитель")
mother = number()
story("two_cards_1", "Орлова", "Анна", "Сергеевна", mother, "12.02.1979", "Ж", "Родитель")
story("two_cards_2", "ОРЛОВА", "АННА", "СЕРГЕЕВНА", mother, "12.02.1979", "Ж", "Учитель", login="orlova")
story("double", "Салтыкова-Щедрина", "Мария", "Львовна", number(), "30.06.1982", "Ж", "Учитель")
story("ogly", "Алиев", "Рашад", "Вагиф оглы", number(), "09.09.1986", "М", "Родитель")
story("kyzy", "Алиева", "Лейла", "Рашад кызы", number(), "14.04.2014", "Ж", "Ученик", "4б")
story("no_patronymic", "Ким", "Алексей", "-", number(), "15.04.1988", "М", "Родитель")
story("apostrophe", "О'Коннор", "Шон", "", number(), "17.03.1985", "М", "Учитель")
# Excel took the number for a count and dropped its zero.
story("lost_zero", "Зайцев", "Андрей", "Юрьевич", "8765430300", "20.03.1990", "М", "Сотрудник")
story("latin", "Cергеева", "Зоя", "Глебовна", number(), "05.08.1984", "Ж", "Родитель")  # its C is Latin
# The parent's number was typed into the child's card as well.
household = number()
story("household_parent", "Климова", "Ирина", "Павловна", household, "19.10.1987", "Ж", "Родитель")
story("household_child", "Климов", "Егор", "Олегович", household, "14.05.2013", "М", "Ученик", "5в")
story("no_number", "Никитин", "Павел", "Андреевич", "", "17.12.1983", "М", "Родитель")
# The hint of the diary's own form, typed as it stands there.
story("form_hint", "Егоров", "Илья", "Денисович", "123-123-123 44", "06.06.1981", "М", "Родитель")
story("married", "Лисина", "Ольга", "Игоревна", number(), "23.08.1991", "Ж", "Учитель")
story("variant", "Белова", "Наталья", "Геннадьевна", number(), "02.02.1984", "Ж", "Родитель")
story("archived", "Соколова", "Анна", "Олеговна", number(), "11.09.1985", "Ж", "Родитель", status=ARCHIVE)
story("gone_teacher", "Двойнова", "Алла", "Петровна", number(), "08.08.1978", "Ж", "Учитель", status=ARCHIVE)
story("not_activated", "Леви", "Гавриил", "Давидович", number(), "10.10.1970", "М", "Сотрудник", activated="Нет", login="levi")
story("teen", "Венедиктов", "Роман", "Ильич", number(), "03.03.2010", "М", "Ученик", "9а")
story("child", "Теодорова", "Вера", "Игоревна", number(), "25.01.2015", "Ж", "Ученик", "4а")
story("wrong_birth", "Кузьмин", "Лев", "Юрьевич", number(), "21.12.1982", "М", "Родитель")
story("self_made", "Озерова", "Юлия", "Никитична", number(), "09.02.2013", "Ж", "Ученик", "5а")
# Father and son of one name, and the father's number in both cards.
namesake = number()
story("father", "Тихонов", "Иван", "Иванович", namesake, "01.07.1985", "М", "Родитель")
story("son", "Тихонов", "Иван", "Иванович", namesake, "11.06.2012", "М", "Ученик", "6б")
story("unknown_role", "Удалов", "Глеб", "Львович", number(), "13.09.1999", "М", "Волонтёр")
story("no_consent", "Морозова", "Любовь", "Фёдоровна", number(), "28.02.1989", "Ж", "Родитель", consent="")
for men, women in SURNAMES + SURNAMES[:6]:
    rows.extend(family(men, women))
rows.append(row("", "", "", number(), "01.09.2014", "М", "Ученик", "4в"))  # the one that is rejected: no name
archived = rows[chance.randrange(40, 60)]
archived[11] = ARCHIVE


def roster():
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Люди: выгрузка на 01.09.2024"] + [""] * (len(HEADINGS) - 1))  # a title, as reports have
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    return text.getvalue().encode("cp1251")


# --- sign-ins ---------------------------------------------------------------------------------------------
lines = []


def ask(request_id, name=None, snils=None, birth=None, sex=None, level="PR", **more):
    """One request, as a portal hands it over: the person, the token's payload and the scopes. `level`: PR confirmed,
    P simplified or standard, KD a child account."""
    oid = 1000400001 + len(lines)
    request = {"request_id": request_id, "region": REGION}
    if name is not None:
        person = {"stateFacts": ["EntityRoot"], "status": more.pop("status", "REGISTERED"), "trusted": level == "PR"}
        person.update({k: v for k, v in zip(("lastName", "firstName", "middleName"), name) if v})
        person.update({k: v for k, v in (("snils", snils), ("birthDate", birth), ("gender", sex)) if v})
        subject = {"urn:esia:sbj:oid": oid, "urn:esia:sbj:typ": "P", "urn:esia:sbj:lvl": level}
        if level == "PR":
            subject["urn:esia:sbj:is_tru"] = True
        scope = more.pop("scope", "openid fullname snils" + (" birthdate" if birth else ""))
        request["person"] = person
        request["id_token"] = {"iss": "http://esia.gosuslugi.ru/", "sub": oid, "urn:esia:sbj": subject}
        request["scope"] = " ".join(s if s == "openid" else f"{s}?oid={oid}" for s in scope.split())
    request.update(more)
    lines.append(request)


def card(key):
    return tuple(people[key][3:6]), people[key][6]


def refusal(code, words, error="access_denied"):
    return {"error": error, "error_description": f"ESIA-{code}: {words}"}


ask("01-exact", *card("exact"))
ask("02-two-cards", *card("two_cards_1"))
ask("03-yo", ("Соловьёв", "Пётр", "Семёнович"), card("yo")[1])
ask("04-double", ("САЛТЫКОВА – ЩЕДРИНА", "МАРИЯ", "ЛЬВОВНА"), card("double")[1])
ask("05-ogly", ("АЛИЕВ", "РАШАД", "ВАГИФ-ОГЛЫ"), card("ogly")[1])
ask("06-kyzy-child", *card("kyzy"), "14.04.2014", "F", "KD")
ask("07-no-patronymic", ("Ким", "Алексей"), card("no_patronymic")[1])
ask("08-apostrophe", ("О’Коннор", "Шон"), card("apostrophe")[1])
ask("09-lost-zero", card("lost_zero")[0], "087-654-303 00")
ask("10-latin-letter", ("Сергеева", "Зоя", "Глебовна"), card("latin")[1])
ask("11-household", *card("household_parent"))
ask("12-no-number", card("no_number")[0], number())
ask("13-form-hint", card("form_hint")[0], number())
ask("14-married", ("Громыкина", "Ольга", "Игоревна"), card("married")[1])
ask("15-variant", ("Белова", "Наталия", "Геннадиевна"), card("variant")[1])
ask("16-archived", *card("archived"))
ask("17-not-activated", *card("not_activated"))
ask("18-teen", *card("teen"), "03.03.2010", "M")
ask("19-teen-weak", *card("teen"), "03.03.2010", "M", "P")
ask("20-child", *card("child"), "25.01.2015", "F", "KD")
ask("21-child-first", expected="child", **refusal("007004", "The resource owner or authorization server denied the request."))
ask("22-self-made", *card("self_made"), "09.02.2013", "F", "P")
ask("23-unknown-minor", ("Незнакомов", "Олег", "Павлович"), number(), "03.05.2008", "M")
ask("24-wrong-birth", *card("wrong_birth"), "12.12.1982", "M")
ask("25-father", *card("father"))
ask("26-refused", **refusal("007019", "Отсутствует разрешение на доступ"))
ask("27-no-scope", *card("exact"), scope="openid fullname")
ask("28-no-snils", card("form_hint")[0])
ask("29-esia-busy", **refusal("007008", "overload", "temporarily_unavailable"))
ask("30-deleted", *card("exact"), status="DELETED")
ask("31-bidi", ("Андреева\u202e", "Кармела", "Егоровна"), card("exact")[1])
ask("32-latin-name", ("Soloviev", "Petr", "Semenovich"), card("yo")[1])


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    (folder / "school38.csv").write_bytes(roster())
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "signins.jsonl").write_bytes(text.encode())


main()
