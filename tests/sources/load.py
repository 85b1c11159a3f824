#!/usr/bin/env python3
"""Puts the people of a roster where the example sources (examples/c/sources) look for them.

  load.py KTO ROSTER sqlite OUT        the tables of source_sqlite.c
  load.py KTO ROSTER sorted OUT        the file of source_sorted_file.c

ROSTER is a CSV with `;`, UTF-8 or Windows-1251. `kto snils` tells which number is worth what, as a portal would ask
it once for all its rows."""
import csv
import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

ROLES = {"Ученик": "pupil", "Родитель": "parent", "Учитель": "teacher", "Сотрудник": "staff",
         "Администратор": "administrator"}
SEX = {"М": "m", "Ж": "f", "": ""}
AGREED = {"Да": "1", "Нет": "0", "": ""}
TABLES = """
CREATE TABLE school(school_id INTEGER PRIMARY KEY, region_code INTEGER NOT NULL, title TEXT NOT NULL,
  UNIQUE(region_code, title)) STRICT;
CREATE TABLE person(person_id INTEGER PRIMARY KEY, school_id INTEGER NOT NULL REFERENCES school, card TEXT NOT NULL,
  fam TEXT NOT NULL, im TEXT NOT NULL, otch TEXT NOT NULL, snils_text TEXT NOT NULL, snils_nine INTEGER,
  born TEXT NOT NULL, gender TEXT NOT NULL, login_name TEXT NOT NULL, is_live INTEGER NOT NULL, agreed TEXT NOT NULL,
  UNIQUE(school_id, card)) STRICT;
CREATE INDEX person_by_number ON person(snils_nine) WHERE snils_nine IS NOT NULL;
CREATE INDEX person_unnumbered ON person(school_id) WHERE snils_nine IS NULL;
CREATE TABLE post(person_id INTEGER NOT NULL REFERENCES person, place INTEGER NOT NULL, kind TEXT NOT NULL,
  school_year TEXT NOT NULL, klass TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, has_left INTEGER NOT NULL,
  PRIMARY KEY(person_id, place)) STRICT, WITHOUT ROWID;
CREATE TABLE keeper(person_id INTEGER NOT NULL REFERENCES person, place INTEGER NOT NULL, card TEXT NOT NULL,
  PRIMARY KEY(person_id, place)) STRICT, WITHOUT ROWID;
"""


def date(cell):
    return "-".join(reversed(cell.split("."))) if cell else ""


def words(cell):
    return [word.strip() for word in cell.split(",") if word.strip()]


def people(kto, roster):
    data = roster.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1251")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    told = subprocess.run([kto, "snils", "--json"], input="".join(row["СНИЛС"] + "\n" for row in rows).encode(),
                          stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    for row, number in zip(rows, map(json.loads, told), strict=True):
        get = lambda *names: next((row[name] or "" for name in names if name in row), "")
        canonical = number["canonical"]
        left = 1 if get("Статус") == "В архиве" else 0
        posts = [(ROLES[role], get("Учебный год"), klass, date(get("С")), date(get("По")), left)
                 for role in words(get("Роль", "Роли")) for klass in words(get("Класс", "Классы")) or [""]]
        yield {"region": int(row["Регион"]), "school": row["Организация"], "id": row["ID"], "surname": row["Фамилия"],
               "given": row["Имя"], "patronymic": row["Отчество"], "snils": row["СНИЛС"],
               "nine": int(canonical.replace("-", "")[:9]) if canonical else None, "born": date(get("Дата рождения")),
               "sex": SEX[get("Пол")], "login": get("Логин"), "live": int(get("Активирована") != "Нет"),
               "agreed": AGREED[get("Согласие на обработку")], "posts": posts, "guardians": words(get("Опекуны"))}


def load_sqlite(everybody, out):
    db = sqlite3.connect(out)
    db.executescript(TABLES)
    for one in everybody:
        db.execute("INSERT OR IGNORE INTO school(region_code, title) VALUES(:region, :school)", one)
        person = db.execute("INSERT INTO person SELECT NULL, school_id, :id, :surname, :given, :patronymic, :snils, :nine,"
                            " :born, :sex, :login, :live, :agreed FROM school WHERE region_code = :region AND"
                            " title = :school", one).lastrowid
        db.executemany("INSERT INTO post VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                       [(person, place, *post) for place, post in enumerate(one["posts"])])
        db.executemany("INSERT INTO keeper VALUES(?, ?, ?)",
                       [(person, place, card) for place, card in enumerate(one["guardians"])])
    db.commit()
    db.close()


def load_sorted(everybody, out):
    lines = []
    for one in everybody:
        posts = "".join("".join(f"{part}\x1f" for part in post) + "\x1e" for post in one["posts"])
        guardians = "".join(f"{card}\x1e" for card in one["guardians"])
        fields = [f"{one['region']:02} {one['nine'] or 0:09}", one["school"], one["id"], one["surname"], one["given"],
                  one["patronymic"], one["snils"], one["born"], one["sex"], one["login"], str(one["live"]), one["agreed"],
                  posts, guardians]
        assert not any("\t" in field or "\n" in field for field in fields)
        lines.append("\t".join(fields).encode() + b"\n")
    Path(out).write_bytes(b"".join(sorted(lines)))


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[3] not in ("sqlite", "sorted"):
        sys.exit(__doc__)
    {"sqlite": load_sqlite, "sorted": load_sorted}[sys.argv[3]](people(sys.argv[1], Path(sys.argv[2])), sys.argv[4])
