"""Laws, over made-up input (hypothesis)."""

from __future__ import annotations

import json
from typing import Any, List

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kto
import kto.columns

settings.register_profile("kto", deadline=None, derandomize=True, max_examples=150,
                          suppress_health_check=list(HealthCheck))  # fmt: skip
settings.load_profile("kto")

LETTERS = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
WORDS = st.one_of(
    st.sampled_from(["Соловьёв", "СОЛОВЬЕВ", "Пётр", "Семёнович", "оглы", "Вагиф", "Йовович-Щедрина", "-", "нет", "O'Коннор"]),
    st.text(LETTERS + "-' ", min_size=1, max_size=12),
    st.text(max_size=8),
)
LINES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


def read(line: str) -> Any:
    try:
        return kto.Fio.parse(line)
    except kto.DataError:
        return None


@given(LINES)
def test_folding_is_idempotent(line: str) -> None:
    fio = read(line)
    if fio is None:
        return
    again = kto.Fio(*fio.folded)
    assert again.folded == fio.folded
    assert fio.compare(fio).grade is kto.Grade.IDENTICAL
    assert fio.compare(kto.Fio(*fio.display_parts)).matches


@given(LINES, LINES)
def test_comparing_is_symmetric_and_agrees_with_the_keys(a: str, b: str) -> None:
    one, two = read(a), read(b)
    grade = kto.compare(a, b).grade
    assert grade is kto.compare(b, a).grade
    assert kto.columns.compare([a], [b]) == [grade]
    if one is None or two is None:
        assert grade is kto.Grade.DIFFERENT
        return
    assert one.compare(two) == kto.compare(a, b)
    assert (one.match_key == two.match_key) == (grade >= kto.Grade.EQUIVALENT)
    assert (one == two) == (a == b)
    assert (grade is kto.Grade.IDENTICAL) == (not one.compare(two).differences)


@given(st.lists(st.sampled_from("АаЕеЁёИи"), min_size=1, max_size=6).map("".join))
def test_case_and_yo_never_matter(word: str) -> None:
    line = f"{word} Анна"
    for other in (line.upper(), line.lower(), line.replace("ё", "е").replace("Ё", "Е")):
        assert kto.compare(line, other).matches


@given(LINES)
def test_notes_point_into_the_input(line: str) -> None:
    fio = read(line)
    if fio is None:
        return
    size = len(line.encode())
    for note in fio.notes:
        assert 0 <= note.byte <= size and note.position <= len(line)


@given(st.integers(0, 999_999_999), st.integers(0, 99), st.sampled_from(["{:03}-{:03}-{:03} {:02}", "{:03}{:03}{:03}{:02}"]))
def test_numbers(number: int, control: int, form: str) -> None:
    text = form.format(number // 1_000_000, number // 1000 % 1000, number % 1000, control)
    digits = f"{number:09}"
    right = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1))) % 101 % 100
    snils = kto.Snils(text)
    expected = ("placeholder" if number == 0 else "exempt" if number <= 1_001_998
                else "valid" if control == right else "bad_checksum")  # fmt: skip
    assert snils.verdict.word == expected and snils.valid == (expected in ("valid", "exempt"))
    if snils.valid:
        assert kto.Snils(snils.canonical or "") == snils and (snils.masked or "").startswith("***-***-*")


@given(st.one_of(st.text(max_size=30), st.binary(max_size=30)), st.booleans())
def test_numbers_never_raise(cell: Any, recover: bool) -> None:
    assert kto.Snils(cell, recover=recover).verdict in kto.SnilsVerdict


@given(st.binary(max_size=60))
def test_bytes_never_crash(data: bytes) -> None:
    calls: List[Any] = [kto.Fio.parse, kto.Rules.from_text, lambda text: kto.Identity.from_esia(text, verified=True)]
    for call in calls:
        try:
            call(data)
        except kto.DataError as error:
            assert error.offset is None or error.offset <= len(data)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=10)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=8,
)
KEYS = ["request_id", "region", "person", "id_token", "scope", "level", "expected", "error", "error_description",
        "lastName", "firstName", "middleName", "snils", "birthDate", "gender", "trusted", "status", "iss", "sub",
        "urn:esia:sbj", "urn:esia:sbj:oid", "urn:esia:sbj:typ", "urn:esia:sbj:lvl", "urn:esia:sbj:is_tru"]  # fmt: skip
CLAIMS = st.dictionaries(st.sampled_from(KEYS), st.one_of(JSON, st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6)),
                         max_size=8)  # fmt: skip



@given(st.lists(CLAIMS, max_size=4))
def test_json_never_crashes(requests: List[Any]) -> None:
    identities = [kto.Identity.from_esia(request, verified=True) for request in requests]
    for request, identity in zip(requests, identities):
        assert identity == kto.Identity.from_esia(json.dumps(request, ensure_ascii=False).encode(), verified=True)
    with kto.open("memory:") as store:
        outcomes = kto.Resolver(store, at="2024-10-01").resolve_many(identities)
    for outcome in outcomes:
        assert outcome.personas == () and outcome.verdict not in (kto.Verdict.SIGN_IN, kto.Verdict.CHOOSE)
        assert outcome.to_dict(admin=True)["code"] == outcome.verdict


@given(st.lists(CLAIMS, min_size=1, max_size=2))
def test_nobody_enters_unverified(requests: List[Any]) -> None:
    with kto.open("memory:") as store:
        for request in requests:
            identity = kto.Identity.from_esia(request, verified=False)
            assert kto.Resolver(store).resolve(identity).verdict is kto.Verdict.REFUSE


@given(st.lists(st.dictionaries(st.one_of(st.sampled_from(["id", "surname", "given", "snils", "role", "birth_date"]),
                                          st.text(max_size=5)), JSON, max_size=6), max_size=4))  # fmt: skip
def test_rows_never_crash(rows: List[Any]) -> None:
    issues: List[kto.RowIssue] = []
    with kto.open("memory:") as store:
        try:
            report = store.import_roster(rows, region=38, organisation="1", on_error=issues.append)
        except kto.DataError:
            return
        assert report.rows == len(rows)
        assert report.inserted + report.updated + report.unchanged + report.repeated + report.rejected == report.rows
        assert store.info.personas == report.inserted
