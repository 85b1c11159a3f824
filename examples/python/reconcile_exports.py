#!/usr/bin/env python3
"""Who will be able to sign in? An export of confirmed ESIA accounts against the roster of the diary.

  reconcile_exports.py ESIA.csv ROSTER --out ANSWERS.csv [--region 38] [--at 2024-10-01] [--lang ru|en]

ESIA.csv (UTF-8, `;`): Фамилия, Имя, Отчество, СНИЛС, and if there are such Регион, Дата рождения (ДД.ММ.ГГГГ), OID. The
answers are in its order, a line a line of it: number of the line, verdict, persona, reasons. They name nobody, and are for
administrators: the reasons say what the diary knows.
"""

from __future__ import annotations

import argparse
import collections
import csv
import sys
from typing import Any, Counter, Dict, Iterator, List, Optional

import kto

CLAIMS = {"Фамилия": "lastName", "Имя": "firstName", "Отчество": "middleName", "СНИЛС": "snils",
          "Дата рождения": "birthDate"}  # fmt: skip


def identities(path: str) -> Iterator[kto.Identity]:
    """The lines of the export, as ESIA would have said them at a sign-in."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file, delimiter=";"):
            person: Dict[str, Any] = {claim: line[column] for column, claim in CLAIMS.items() if line.get(column)}
            person["trusted"] = True  # the export lists confirmed accounts only
            request: Dict[str, Any] = {"person": person}
            if line.get("Регион"):
                request["region"] = line["Регион"]
            if line.get("OID"):
                oid = int(line["OID"])
                sbj = {"urn:esia:sbj:oid": oid, "urn:esia:sbj:typ": "P", "urn:esia:sbj:is_tru": True}
                request["id_token"] = {"iss": "http://esia.gosuslugi.ru/", "sub": oid, "urn:esia:sbj": sbj}
            # The export came to us from ESIA itself; whoever cannot say so must pass verified=False.
            yield kto.Identity.from_esia(request, verified=True)


def main(arguments: Optional[List[str]] = None) -> int:
    parser = argparse.ArgumentParser(description="Who will be able to sign in?")
    parser.add_argument("esia")
    parser.add_argument("roster")
    parser.add_argument("--out", required=True)
    parser.add_argument("--region", help="of lines that state none")
    parser.add_argument("--at", help="the day of the question; default: today")
    parser.add_argument("--lang", choices=("ru", "en"), default="ru")
    asked = parser.parse_args(arguments)

    with kto.open("memory:") as store:
        report = store.import_roster(asked.roster, region=asked.region)
        resolver = kto.Resolver(store, region=asked.region, at=asked.at)
        outcomes = resolver.resolve_many(identities(asked.esia))

    verdicts: Counter[kto.Verdict] = collections.Counter()
    mended: Counter[str] = collections.Counter()
    with open(asked.out, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["line", "verdict", "personas", "reasons"])
        for line, outcome in enumerate(outcomes, start=2):  # the first line holds the headings
            verdicts[outcome.verdict] += 1
            face = outcome.for_admin(asked.lang)
            mended.update(f"{repair.who.word}: {repair.text}" for repair in face.repairs)
            personas = " ".join("/".join(persona.key) for persona in outcome.personas)
            table.writerow([line, outcome.verdict.word, personas, " ".join(reason.word for reason in face.reasons)])

    print(f"roster: {report.rows} rows, {report.rejected} left out; accounts: {len(outcomes)}")
    for verdict, count in sorted(verdicts.items()):
        print(f"{count:6} {verdict.word}")
    for text, count in mended.most_common():
        print(f"{count:6} × {text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
