"""Opening, importing, reading, checking."""

from __future__ import annotations

import datetime
import os
import stat
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest
from people import ROOT, ROSTER, SCHOOL

import kto


def test_key_files(tmp_path: Path) -> None:
    path: Any
    for path in (tmp_path / "a", str(tmp_path / "b")):
        kto.create_key(path)
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    with pytest.raises(FileExistsError) as caught:
        kto.create_key(tmp_path / "a")
    assert isinstance(caught.value, kto.FileThere)
    with pytest.raises(kto.Error):
        kto.create_key(tmp_path / "no folder" / "a")
    with pytest.raises(kto.DataError):
        kto.create_key(str(tmp_path / "a\0b"))


def test_an_open_key_file_is_worth_a_warning(tmp_path: Path, key: Path) -> None:
    key.chmod(0o644)
    with pytest.warns(kto.OpenKeyWarning) as caught:
        kto.open(tmp_path / "s.db", key_file=key, create=True).close()
    assert caught[0].filename == __file__


def test_opening(tmp_path: Path, key: Path) -> None:
    path = tmp_path / "school.db"
    with pytest.raises(FileNotFoundError):
        kto.open(path, key_file=key)
    with pytest.raises(kto.SealError) as caught:
        kto.open(path, create=True)
    assert caught.value.code == "key_missing" and not path.exists()
    with kto.open(f"sqlite:{path}", key_file=str(key), create=True, issuer="test_stand") as store:
        assert store.info == kto.StoreInfo(True, False, "test_stand", 0, store.info.format)
    with kto.open(path, key_file=key, read_only=True) as store:
        assert store.info.read_only
        with pytest.raises(kto.StoreError) as busy:
            store.import_roster(ROSTER)
        assert busy.value.code == "store_read_only"
    other = tmp_path / "other.kto-key"
    kto.create_key(other)
    for wrong, code in (({}, "key_missing"), ({"key_file": other}, "key_wrong"), ({"key_file": path}, "key_file_bad")):
        with pytest.raises(kto.SealError) as sealed:
            kto.open(path, **wrong)  # type: ignore[arg-type]
        assert sealed.value.code == code


@pytest.mark.parametrize("wrong", [{"busy_timeout": -1}, {"busy_timeout": float("nan")}, {"issuer": "mine"}])
def test_arguments_of_opening(wrong: Dict[str, Any]) -> None:
    with pytest.raises(kto.DataError):
        kto.open("memory:", **wrong)


def test_an_unsealed_store_is_asked_for(tmp_path: Path) -> None:
    with kto.open(tmp_path / "s.db", create=True, unsealed=True, busy_timeout=datetime.timedelta(seconds=1)) as store:
        assert not store.info.sealed


def test_a_file_with_an_odd_name(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff;' \xd0\x98.db")
    with kto.open(f"sqlite:{path}", create=True, unsealed=True) as store:
        assert store.import_roster(ROSTER).inserted == len(ROSTER)
    assert os.path.exists(path)


def test_importing_again_changes_nothing(store: kto.Store) -> None:
    report = store.import_roster(ROSTER)
    assert (report.rows, report.unchanged, report.inserted, report.updated) == (len(ROSTER), len(ROSTER), 0, 0)
    assert report.files[0].format == "jsonl" and report.files[0].separator is None


def test_a_file_its_bytes_and_several(tmp_path: Path) -> None:
    path = ROOT / "examples" / "data" / "school38.csv"
    reports = []
    roster: Any
    for roster in (path, str(path), path.read_bytes(), [path], [path, str(path), path.read_bytes()]):
        with kto.open("memory:") as store:
            reports.append(store.import_roster(roster))
    first = reports[0]
    assert first.inserted > 50 and first.rejected == 1 and first.files[0].encoding == "windows-1251"
    assert reports[:4] == [first] * 4
    assert reports[4].rows == 3 * first.rows and reports[4].inserted == first.inserted and len(reports[4].files) == 3
    with kto.open("memory:") as store, pytest.raises(FileNotFoundError):
        store.import_roster(tmp_path / "none.csv")


def test_rows_of_python_values(store: kto.Store) -> None:
    row = {"id": 7, "organisation": SCHOOL, "region": 38, "Фамилия": "Климова", "Имя": "Ольга", "snils": 27648890542,
           "birth_date": datetime.date(2014, 5, 14), "role": ["Ученик"], "class": "5б", "activated": False,
           "guardians": ["2004"], "consent": True, "login": None}  # fmt: skip
    issues: List[kto.RowIssue] = []
    row["id"] = "7"
    report = store.import_roster(iter([row]), on_error=issues.append)
    assert report.inserted == 1 and [issue.code.word for issue in issues] == []
    (made,) = store.by_key([kto.PersonaKey("38", SCHOOL, "7")])
    assert made.birth_date == datetime.date(2014, 5, 14) and made.roles == (kto.Role.PUPIL,)
    assert made.guardians == ("2004",) and not made.activated and made.consent is kto.Consent.GIVEN
    assert made.snils is not None and made.snils.valid


def test_bad_rows_are_told_with_their_number(store: kto.Store) -> None:
    rows = [ROSTER[0], {**ROSTER[1], "id": "77", "surname": "", "given": ""}, {**ROSTER[1], "surname": "\ud800"},
            {**ROSTER[1], "id": "78", "snils": "1"}]  # fmt: skip
    issues: List[kto.RowIssue] = []
    report = store.import_roster(rows, on_error=issues.append)
    assert (report.rejected, report.unchanged, report.inserted, report.flagged) == (2, 1, 1, 1)
    assert [(issue.line, issue.code.word, issue.rejected) for issue in issues] == [
        (2, "name_missing", True), (3, "row_bad_json", True), (4, "number_unusable", False)]  # fmt: skip
    assert issues[0].text("en") and issues[0].file == 0 and issues[0].column is None and issues[0].field


@pytest.mark.parametrize("wrong", [{"id": "1"}, [5], 5, [{"surname": object()}], [["id"]], None])
def test_rosters_of_another_type(store: kto.Store, wrong: Any) -> None:
    with pytest.raises(TypeError):
        store.import_roster(wrong)
    assert store.info.personas == len(ROSTER)


@pytest.mark.parametrize("wrong, error", [
    ({"format": "xlsx"}, ValueError), ({"match_by": "name"}, ValueError), ({"encoding": "KOI8-R"}, kto.DataError),
    ({"separator": "|"}, kto.DataError), ({"columns": {"shoe_size": 1}}, kto.DataError), ({"region": "100"}, kto.DataError),
    ({"full": True}, kto.DataError), ({"today": "yesterday"}, kto.DataError)])  # fmt: skip
def test_options_that_cannot_be(store: kto.Store, wrong: Any, error: Any) -> None:
    with pytest.raises(error):
        store.import_roster(b"ID;\xff", **wrong)


def test_a_file_that_is_no_roster(store: kto.Store) -> None:
    for content, code in ((b"\x89PNG\r\n\x1a\n\0\0\0", "unknown_encoding"), (b"", "empty"), (b"a;b\n1;2\n", "no_header")):
        with pytest.raises(kto.DataError) as caught:
            store.import_roster(content)
        assert caught.value.code == code


def test_columns_separator_encoding_and_region() -> None:
    roster = "Ид|Кто\n".replace("|", ";") + "1;Орлова Анна\n"
    with kto.open("memory:") as store:
        report = store.import_roster(roster.encode("utf-16-le"), encoding="UTF-16LE", separator=";", format="csv",
                                     columns={"id": 1, "fio": "Кто"}, region="38", organisation=SCHOOL)  # fmt: skip
        assert report.inserted == 1 and store.scan()[0].key == ("38", SCHOOL, "1")


def test_full_archives_after_asking(store: kto.Store) -> None:
    rest = {"full": True, "organisation": SCHOOL, "region": 38}
    with pytest.raises(kto.NeedsConfirmation) as caught:
        store.import_roster(ROSTER[:2], **rest)  # type: ignore[arg-type]
    report = caught.value.report
    assert report is not None and [key.id for key in report.to_archive] == ["2005", "2006", "2009"]
    assert not any(persona.archived for persona in store.scan())
    preview = store.import_roster(ROSTER[:2], dry_run=True, **rest)  # type: ignore[arg-type]
    assert preview.would_archive == 3 and not any(persona.archived for persona in store.scan())
    assert store.import_roster(ROSTER[:2], yes=True, **rest).archived == 3  # type: ignore[arg-type]
    assert sum(persona.archived for persona in store.scan()) == 3


def test_ids_that_kto_gives() -> None:
    rows = [{key: value for key, value in row.items() if key != "id"} for row in ROSTER[:2]]
    with kto.open("memory:") as store:
        report = store.import_roster(rows, match_by="number")
        assert [line for line, _ in report.new_ids] == [1, 2]
        assert {key.id for _, key in report.new_ids} == {persona.key.id for persona in store.scan()}
        assert store.import_roster(rows, match_by="number").unchanged == 2


def test_consent_can_be_required() -> None:
    with kto.open("memory:") as store:
        report = store.import_roster([{**ROSTER[0], "consent": False}, ROSTER[1]], require_consent=True)
        assert (report.rejected, report.inserted) == (1, 1)


def test_reading(store: kto.Store) -> None:
    everybody = store.scan()
    assert [persona.key.id for persona in everybody] == [row["id"] for row in ROSTER]
    assert store.scan(everybody[1].key, 2) == everybody[2:4]
    assert store.by_organisation("38", SCHOOL) == everybody and store.by_organisation(77, SCHOOL) == ()
    assert store.by_key([everybody[2].key, kto.PersonaKey("38", SCHOOL, "none"), everybody[0].key]) == (everybody[2], everybody[0])
    queries = [kto.NumberQuery("38", kto.Snils("913-632-036 80")), kto.NumberQuery("77", kto.Snils("913-632-036 80"))]
    assert sorted((i, p.key.id) for i, p in store.candidates(queries)) == [(0, "2005"), (0, "2006")]
    assert [persona.key.id for persona in store.unnumbered(38)] == ["2009"]
    assert store.regions() == ("38",) and store.organisations() == ()
    store.import_roster([{**ROSTER[0], "inn": "3800000000", "municipality": "Ангарск"}])
    assert store.organisations() == (kto.Organisation("38", SCHOOL, "3800000000", "", "Ангарск"),)
    with pytest.raises(ValueError):
        store.scan(limit=-1)
    with pytest.raises(kto.DataError):
        store.candidates([kto.NumberQuery("38", kto.Snils("1"))])


def test_check(store: kto.Store) -> None:
    told: List[int] = []
    report = store.check(told.append)
    assert report == kto.CheckReport(True, True, len(ROSTER), 0, 0, 0, 0, 0)
    assert told


def test_rows_are_read_as_they_are_wanted() -> None:
    made = []

    def rows() -> Iterator[Dict[str, Any]]:
        for number in range(100_000):
            made.append(number)
            yield {**ROSTER[0], "id": str(number)}

    with kto.open("memory:") as store, pytest.raises(kto.Cancelled):
        store.import_roster(rows(), progress=lambda done: done.rows < 500)
    assert len(made) < 90_000
