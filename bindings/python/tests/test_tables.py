"""The enums and the kinds of exceptions against the tables of the core."""

from __future__ import annotations

from typing import List

import pytest

import kto
from kto import _errors, _kto


@pytest.mark.parametrize("name", sorted(_kto.tables()))
def test_enums_are_the_tables_of_the_core(name: str) -> None:
    enum = getattr(kto, name)
    assert [(member.word, int(member)) for member in enum] == sorted(_kto.tables()[name], key=lambda row: list(enum).index(row[1]))
    assert len(_kto.tables()[name]) == len(enum)


def test_every_enum_is_held_to_a_table_or_small() -> None:
    enums = {name for name in kto.__all__ if isinstance(getattr(kto, name), type) and issubclass(getattr(kto, name), kto.Code)}
    assert enums - set(_kto.tables()) == {"Code", "Consent", "Expected", "Sex"}


@pytest.mark.parametrize("reason", list(kto.Reason))
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_reasons_have_texts(reason: kto.Reason, lang: str) -> None:
    assert " " in reason.text(lang)


@pytest.mark.parametrize("code", list(kto.RowCode))
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_row_codes_have_texts(code: kto.RowCode, lang: str) -> None:
    assert " " in code.text(lang)


def test_no_other_language() -> None:
    with pytest.raises(kto.DataError) as caught:
        kto.Reason.ARCHIVED.text("de")
    assert (caught.value.code, caught.value.field) == ("bad_value", "lang")


def test_every_code_has_its_kind() -> None:
    kinds = {code: _errors.kind_of(code, number) for code, number in _kto.errors()}
    assert len(kinds) > 50
    assert set(kinds.values()) == set(kto.Error.__subclasses__()) - {kto.FileError} | {
        kto.FileError, kto.FileMissing, kto.FileThere}  # fmt: skip
    expected = {
        "bad_utf8": kto.DataError, "unterminated_quote": kto.DataError, "file_not_found": kto.FileMissing,
        "disk_full": kto.FileError, "file_truncated": kto.FileError, "not_a_database": kto.StoreError,
        "already_linked": kto.StoreError, "key_missing": kto.SealError, "store_busy": kto.StoreError, "not_found": kto.NotFound,
        "key_wrong": kto.SealError, "crypto_failed": kto.SealError, "forked": kto.ForkedError,
        "cancelled": kto.Cancelled, "needs_confirmation": kto.NeedsConfirmation, "internal": kto.InternalError,
        "no_icu": kto.InternalError}  # fmt: skip
    assert {code: kinds[code] for code in expected} == expected


def test_rejecting_codes_are_the_core_s(store: kto.Store) -> None:
    seen: List[kto.RowIssue] = []
    rows = [{"id": "1", "surname": ""}, {"id": "2", "surname": "Орлова", "given": "Анна", "snils": "1"}]
    store.import_roster(rows, region=38, organisation="1", on_error=seen.append)
    assert {issue.rejected for issue in seen} == {True, False}
    assert all(issue.rejected == issue.code.rejects for issue in seen)
