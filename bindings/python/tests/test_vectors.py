"""The public vectors, through Python."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Dict, List

import pytest
from people import VECTORS

import kto
import kto.columns


def table(path: Path) -> List[Dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))
    assert rows
    return rows


def label(row: Dict[str, str]) -> str:
    return row.get("input", f"{row.get('a')} | {row.get('b')}")


NAMES = table(VECTORS / "name_grades.tsv")
NUMBERS = table(VECTORS / "snils.tsv")


@pytest.mark.parametrize("row", NAMES, ids=label)
def test_name_grades(row: Dict[str, str]) -> None:
    assert kto.compare(row["a"], row["b"]).grade.word == row["grade"]
    assert kto.compare(row["b"].encode(), row["a"].encode()).grade.word == row["grade"]


def test_name_grades_as_columns() -> None:
    grades = kto.columns.compare([row["a"] for row in NAMES], [row["b"] for row in NAMES])
    assert [grade.word if grade else None for grade in grades] == [row["grade"] for row in NAMES]


@pytest.mark.parametrize("row", NUMBERS, ids=label)
def test_numbers(row: Dict[str, str]) -> None:
    number = kto.Snils(row["input"], recover=True)
    assert (number.verdict.word, number.canonical) == (row["verdict"], row["canonical"] or None)
    assert number.recovered == row["note"].startswith("recovered")


def test_numbers_as_columns() -> None:
    verdicts, canonical = kto.columns.snils([row["input"] for row in NUMBERS], recover=True)
    assert [verdict.word if verdict else None for verdict in verdicts] == [row["verdict"] for row in NUMBERS]
    assert canonical == [row["canonical"] or None for row in NUMBERS]


def test_sign_ins(tmp_path: Path, key: Path) -> None:
    expected = table(VECTORS / "signin" / "expected.tsv")
    requests = (VECTORS / "signin" / "requests.jsonl").read_bytes().splitlines()
    identities = [kto.Identity.from_esia(line, verified=True) for line in requests]
    with kto.open(tmp_path / "s.db", key_file=key, create=True) as store:
        store.import_roster(VECTORS / "signin" / "roster.csv")
        outcomes = kto.Resolver(store, "ru-2024", at="2024-10-01").resolve_many(identities)
    assert [outcome.request_id for outcome in outcomes] == [row["request_id"] for row in expected]
    for row, outcome in zip(expected, outcomes):
        assert outcome.verdict.word == row["verdict"], row["request_id"]
        assert sorted(p.key.id for p in outcome.personas) == sorted(filter(None, row["personas"].split(",")))
