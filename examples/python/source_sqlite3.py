#!/usr/bin/env python3
"""A portal's own personas, in tables of its own, read with Python's sqlite3.

  source_sqlite3.py        puts it to kto's conformance suite

The file is the portal's. A file of kto's (`kto.open("sqlite:…")`) is never opened like this in the same process: Python's
sqlite3 may be another copy of SQLite than kto's, two copies in one process drop each other's locks without a word, and
damage the file.
"""

from __future__ import annotations

import datetime
import sqlite3
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, Iterable, Iterator, List, Optional, Sequence, Tuple

import kto
import kto.testing

# What a portal may have: people, and what they are where. Text is compared by its bytes (BINARY), as kto compares keys.
TABLES = """
CREATE TABLE person(region TEXT, school TEXT, id TEXT, surname TEXT, name TEXT, patronymic TEXT, snils TEXT,
                    nine_digits TEXT, birth_date TEXT, sex INTEGER, activated INTEGER, login TEXT, consent INTEGER,
                    PRIMARY KEY (region, school, id)) WITHOUT ROWID;
CREATE INDEX person_by_number ON person(region, nine_digits);
CREATE TABLE membership(region TEXT, school TEXT, id TEXT, role INTEGER, class TEXT, year TEXT, since TEXT, until TEXT,
                        archived INTEGER);
CREATE INDEX membership_by_person ON membership(region, school, id);
CREATE TABLE guardian(region TEXT, school TEXT, id TEXT, guardian TEXT);
CREATE INDEX guardian_by_person ON guardian(region, school, id);
"""
COLUMNS = "region, school, id, surname, name, patronymic, snils, birth_date, sex, activated, login, consent"


def nine_digits(snils: kto.Snils) -> Optional[str]:
    """The number without its control, by which numbers are equal: below 001-001-998 the control says nothing."""
    return None if snils.canonical is None else snils.canonical.replace("-", "")[:9]


def put(connection: sqlite3.Connection, personas: Iterable[kto.Persona]) -> None:
    """The portal's own business: how its people got into its tables."""
    connection.executescript(TABLES)
    with connection:
        for one in personas:
            number = None if one.snils is None else nine_digits(one.snils)
            written = None if one.snils is None else one.snils.text
            connection.execute(
                "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*one.key, *one.name.parts, written, number, one.birth_date and one.birth_date.isoformat(),
                 int(one.sex), one.activated, one.login, int(one.consent)),
            )  # fmt: skip
            connection.executemany(
                "INSERT INTO membership VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(*one.key, int(m.role), m.klass, m.school_year, m.since and m.since.isoformat(),
                  m.until and m.until.isoformat(), m.archived) for m in one.memberships],
            )  # fmt: skip
            connection.executemany(
                "INSERT INTO guardian VALUES (?, ?, ?, ?)", [(*one.key, guardian) for guardian in one.guardians]
            )


class SqliteSource:
    """A connection of sqlite3's belongs to the thread that opened it: each thread gets its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = threading.local()

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._mine, "connection"):
            self._mine.connection = sqlite3.connect(self._path)
        connection: sqlite3.Connection = self._mine.connection
        return connection

    def _select(self, where: str, values: Sequence[object]) -> List[kto.Persona]:
        rows = self._connection().execute(
            f"SELECT {COLUMNS} FROM person WHERE {where}", values  # noqa: S608 (`where` is ours, values are bound)
        )
        return [self._persona(row) for row in rows.fetchall()]

    def _persona(self, row: Tuple[Any, ...]) -> kto.Persona:
        region, school, id, surname, name, patronymic, snils, birth_date, sex, activated, login, consent = row
        key = (region, school, id)
        find = "WHERE region = ? AND school = ? AND id = ? ORDER BY rowid"
        memberships = self._connection().execute(
            f"SELECT role, class, year, since, until, archived FROM membership {find}", key  # noqa: S608
        )
        guardians = self._connection().execute(f"SELECT guardian FROM guardian {find}", key)  # noqa: S608
        return kto.Persona(
            region=region,
            organisation=school,
            id=id,
            name=kto.Fio(surname, name, patronymic),
            # A number without its leading zeros was recovered when it was written.
            snils=None if snils is None else kto.Snils(snils, recover=True),
            birth_date=birth_date,
            sex=kto.Sex(sex),
            activated=bool(activated),
            login=login,
            consent=kto.Consent(consent),
            memberships=[
                kto.Membership(kto.Role(role), klass, year, as_day(since), as_day(until), bool(archived))
                for role, klass, year, since, until, archived in memberships.fetchall()
            ],
            guardians=[guardian for (guardian,) in guardians.fetchall()],
        )

    def candidates(self, queries: Sequence[kto.NumberQuery]) -> Iterator[Tuple[int, kto.Persona]]:
        for number, (region, snils) in enumerate(queries):
            for persona in self._select("region = ? AND nine_digits = ?", (region, nine_digits(snils))):
                yield number, persona

    def by_key(self, keys: Sequence[kto.PersonaKey]) -> Iterator[kto.Persona]:
        for key in keys:
            yield from self._select("region = ? AND school = ? AND id = ?", key)

    def by_organisation(self, region: str, organisation: str) -> List[kto.Persona]:
        return self._select("region = ? AND school = ? ORDER BY id", (region, organisation))

    def scan(self, after: Optional[kto.PersonaKey], limit: int) -> List[kto.Persona]:
        start = ("", "", "") if after is None else after
        most = min(limit, 2**63 - 1)  # of an INTEGER of SQLite
        return self._select("(region, school, id) > (?, ?, ?) ORDER BY region, school, id LIMIT ?", (*start, most))

    def regions(self) -> List[str]:
        return [region for (region,) in self._connection().execute("SELECT DISTINCT region FROM person ORDER BY region")]


def as_day(text: Optional[str]) -> Optional[datetime.date]:
    return None if text is None else datetime.date.fromisoformat(text)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "portal.db"
        connection = sqlite3.connect(path)
        put(connection, kto.testing.personas())
        connection.close()
        faults = kto.testing.conformance(SqliteSource(path))
        for fault in faults:
            print(f"{fault.rule}: {fault.what}", file=sys.stderr)
        print(f"conformance: {len(kto.testing.rules())} rules, {len(faults)} faults")
        return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
