"""kto.pandas, kto.polars and kto.arrow: the same cells give the same columns, and those of the values one by one."""

from __future__ import annotations

import datetime
import importlib
import importlib.util
import json
import sys
from typing import Any, Callable, Dict, List, Optional

import pytest
from people import DictSource, claims, personas

import kto
import kto.columns

LIBRARIES = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow"}
Table = Dict[str, List[Any]]


class Frames:
    """One of the libraries: tables in and out as dicts of lists."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.kto: Any = importlib.import_module(f"kto.{name}")
        self.library: Any = importlib.import_module(LIBRARIES[name])

    def make(self, table: Table) -> Any:
        return self.library.table(table) if self.name == "arrow" else self.library.DataFrame(table)

    def read(self, made: Any) -> Table:
        if self.name == "pandas":
            return {name: made[name].tolist() for name in made.columns}
        return dict(made.to_pydict() if self.name == "arrow" else made.to_dict(as_series=False))

    def normalize(self, table: Table, **more: Any) -> Table:
        return self.read(self.kto.normalize(self.make(table), **more))

    def resolve(self, table: Table, asked: Any, **more: Any) -> Table:
        return self.read(self.kto.resolve(self.make(table), asked, **more))


def needs(name: str) -> Any:
    there = importlib.util.find_spec(LIBRARIES[name]) is not None
    return pytest.param(name, marks=pytest.mark.skipif(not there, reason=f"{LIBRARIES[name]} is not installed"))


@pytest.fixture(params=[needs(name) for name in LIBRARIES])
def frames(request: Any) -> Frames:
    return Frames(request.param)


@pytest.fixture
def pandas() -> Any:
    return pytest.importorskip("pandas", reason="pandas is not installed")


NAMES = ["Соловьёв Пётр Семёнович", "ПЕТР СОЛОВЬЕВ", None, "", "\u202eОрлова Анна", "Орлова\tАнна", "Cоловьёв Пётр",
         "Ким Лия", "x" * 300, "оʼКоннор Джон", "𝔄нна Орлова", "Müller Änne"]  # fmt: skip
NUMBERS = ["112-233-445 95", "11223344595", None, "112-233-445 96", "000-000-000 00", "8765430300"]


def one(line: Optional[str], get: Callable[[kto.Fio], str]) -> Optional[str]:
    try:
        return None if line is None else get(kto.Fio.parse(line))
    except kto.DataError:
        return None


def code(line: Optional[str]) -> Optional[str]:
    try:
        if line is not None:
            kto.Fio.parse(line)
    except kto.DataError as error:
        return error.code
    return None


def test_names_are_those_of_the_values(frames: Frames) -> None:
    made = frames.normalize({"n": NAMES}, name="n", display=True)
    assert list(made) == ["kto_folded", "kto_key", "kto_display", "kto_name_error"]
    assert made["kto_folded"] == [one(n, lambda fio: " ".join(p for p in fio.folded if p)) for n in NAMES]
    assert made["kto_key"] == [one(n, lambda fio: fio.match_key) for n in NAMES]
    assert made["kto_display"] == [one(n, lambda fio: fio.display) for n in NAMES]
    assert made["kto_name_error"] == [code(n) for n in NAMES]
    assert {"bidi_control", "empty", "too_long", None} <= set(made["kto_name_error"])
    # What is not asked for changes nothing of the rest.
    assert frames.normalize({"n": NAMES}, name="n")["kto_folded"] == made["kto_folded"]
    assert frames.normalize({"n": NAMES}, name="n", fold=False)["kto_key"] == made["kto_key"]
    assert list(frames.normalize({"n": NAMES}, name="n", key=False)) == ["kto_folded", "kto_name_error"]


def test_names_in_parts(frames: Frames) -> None:
    table = {"a": ["СОЛОВЬЁВ", "Ким", None, "Орлова", "\u202e"], "b": ["Пётр", "Лия", None, None, "Анна"],
             "c": [None, "нет", None, "", None]}  # fmt: skip
    made = frames.normalize(table, surname="a", given="b", patronymic="c", display=True)
    assert made["kto_folded"] == ["соловьев петр", "ким лия", None, "орлова", None]
    assert made["kto_display"] == ["Соловьёв Пётр", "Ким Лия", None, "Орлова", None]
    assert made["kto_name_error"] == [None, None, None, None, "bidi_control"]
    assert made["kto_key"][0] == kto.Fio("Соловьев", "Петр").match_key


def test_numbers(frames: Frames) -> None:
    made = frames.normalize({"s": NUMBERS}, snils="s")
    assert made["kto_snils"] == ["112-233-445 95", "112-233-445 95", None, None, None, None]
    assert made["kto_snils_verdict"] == ["valid", "valid", None, "bad_checksum", "placeholder", "bad_format"]
    recovered = frames.normalize({"s": NUMBERS}, snils="s", recover=True, prefix="")
    assert (recovered["snils"][5], recovered["snils_verdict"][5]) == ("087-654-303 00", "valid")


@pytest.mark.parametrize("cells", [[11223344595, 8765430300], [11223344595.0, float("nan")]])
def test_numbers_that_a_spreadsheet_made(frames: Frames, cells: List[Any]) -> None:
    made = frames.normalize({"s": cells}, snils="s", recover=True)
    assert made["kto_snils"][0] == "112-233-445 95"
    assert made["kto_snils"][1] == ("087-654-303 00" if isinstance(cells[1], int) else None)


def test_empty_tables(frames: Frames) -> None:
    assert frames.normalize({"n": [], "s": []}, name="n", snils="s")["kto_folded"] == []
    with kto.open("memory:") as store:
        assert frames.resolve({"n": [], "s": []}, store, verified=True, name="n", snils="s")["kto_verdict"] == []


def answers(store: Any) -> Any:
    return kto.Resolver(store, region=38, at="2024-10-01")


PEOPLE: Table = {
    "name": ["Соловьёв Пётр Семёнович", "Орлова Анна Сергеевна", "Никто Никита", "\u202e", None, "Соловьёв Пётр"],
    "snils": ["276-488-905 42", "913-632-036 80", "276-488-905 42", "276-488-905 42", None, "1"],
}


def test_answers_are_those_of_the_resolver(frames: Frames, store: kto.Store) -> None:
    made = frames.resolve(PEOPLE, answers(store), verified=True, name="name", snils="snils")
    assert list(made) == ["kto_" + name for name in
                          ("verdict", "personas", "region", "organisation", "persona_id", "reasons", "error")]  # fmt: skip
    assert made["kto_verdict"] == ["sign_in", "choose", "link", None, "complete_profile", "complete_profile"]
    assert made["kto_personas"] == [1, 2, 0, 0, 0, 0]
    assert made["kto_persona_id"] == ["2004", None, None, None, None, None]
    assert made["kto_error"] == [None, None, None, "bidi_control", None, None]
    asked = [
        kto.Identity.from_esia({"region": "38", "person": {"lastName": s, "firstName": g, "middleName": p, "snils": n,
                                                         "trusted": True}}, verified=True)
        for s, g, p, n in [("Соловьёв", "Пётр", "Семёнович", "276-488-905 42"),
                           ("Орлова", "Анна", "Сергеевна", "913-632-036 80"), ("Никто", "Никита", "", "276-488-905 42")]
    ]  # fmt: skip
    outcomes = answers(store).resolve_many(asked)
    assert made["kto_verdict"][:3] == [outcome.verdict.word for outcome in outcomes]
    assert made["kto_reasons"][:3] == [" ".join(r.word for r in outcome.for_admin().reasons) for outcome in outcomes]


def test_requests_as_json(frames: Frames, store: kto.Store) -> None:
    cells = [json.dumps(claims()), "{", None, json.dumps({"error": "server_error"})]
    made = frames.resolve({"q": cells}, answers(store), verified=True, request="q", prefix="")
    assert made["verdict"] == ["sign_in", None, None, "try_again"]
    assert made["error"] == [None, "bad_json", "empty", None]
    refused = frames.resolve({"q": cells[:1]}, answers(store), verified=False, request="q", prefix="")
    assert (refused["verdict"], refused["reasons"]) == (["refuse"], ["claims_not_verified"])


def test_birth_dates_and_accounts(frames: Frames, store: kto.Store) -> None:
    dates = [datetime.date(1975, 1, 1), datetime.date(1975, 1, 2), None]
    table = {"n": [PEOPLE["name"][0]] * 3, "s": [PEOPLE["snils"][0]] * 3, "d": dates, "o": ["1000500001"] * 3,
             "r": ["38", "38", "99"]}  # fmt: skip
    made = frames.resolve(table, kto.Resolver(store, at="2024-10-01"), verified=True, name="n", snils="s",
                          birth_date="d", oid="o", region="r", prefix="")  # fmt: skip
    assert made["error"] == [None, None, None]
    assert made["verdict"][0] == "sign_in" and made["personas"][2] == 0
    assert "birth_date_differs" in made["reasons"][1] and "birth_date_differs" not in made["reasons"][0]


def test_a_source_of_the_portal_s_own(frames: Frames) -> None:
    made = frames.resolve(PEOPLE, answers(DictSource(personas())), verified=True, name="name", snils="snils")
    assert made["kto_persona_id"][0] == "2004"


def test_more_rows_than_a_piece(frames: Frames, store: kto.Store) -> None:
    many = {name: cells * 1500 for name, cells in PEOPLE.items()}
    made = frames.resolve(many, answers(store), verified=True, name="name", snils="snils")
    assert made["kto_verdict"] == frames.resolve(PEOPLE, answers(store), verified=True, name="name",
                                                 snils="snils")["kto_verdict"] * 1500  # fmt: skip


@pytest.mark.parametrize("labels", [
    {}, {"recover": True}, {"name": "a", "surname": "a"}, {"surname": "a"}, {"patronymic": "a", "given": "a"},
    {"name": "a", "fold": False, "key": False}])  # fmt: skip
def test_labels_that_make_no_sense(frames: Frames, labels: Dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        frames.normalize({"a": ["Орлова Анна"]}, **labels)


@pytest.mark.parametrize("labels", [{}, {"request": "a", "name": "a"}, {"name": "a", "surname": "a"}, {"fio": "a"}])
def test_labels_of_answers_that_make_no_sense(frames: Frames, labels: Dict[str, Any]) -> None:
    with kto.open("memory:") as store, pytest.raises(TypeError):
        frames.resolve({"a": ["Орлова Анна"]}, store, verified=True, **labels)


def test_a_label_that_is_not_there(frames: Frames) -> None:
    with pytest.raises(Exception, match="nowhere"):
        frames.normalize({"a": ["Орлова Анна"]}, name="nowhere")


def test_pandas_keeps_the_index(pandas: Any) -> None:
    import kto.pandas  # noqa: PLC0415

    df = pandas.DataFrame({"n": NAMES}, index=[f"row{row % 5}" for row in range(len(NAMES))])
    before = df.copy()
    made = kto.pandas.normalize(df, name="n")
    assert made.index.equals(df.index) and df.equals(before)
    assert list(pandas.concat([df, made], axis=1).columns) == ["n", "kto_folded", "kto_key", "kto_name_error"]
    assert {str(kind) for kind in made.dtypes} == {"object"}
    assert made["kto_name_error"].tolist() == [code(n) for n in NAMES]
    assert made["kto_folded"].iloc[0] == "соловьев петр семенович"


def test_pandas_cells_that_are_no_text(pandas: Any) -> None:
    import kto.pandas  # noqa: PLC0415

    cells = ["Орлова Анна", float("nan"), pandas.NA, pandas.NaT, None, 5, 1.5, True, ["Орлова"], b"\xd0\x98\xff",
             "\ud800", pandas.Timestamp("2024-01-01")]  # fmt: skip
    made = kto.pandas.normalize(pandas.DataFrame({"n": pandas.Series(cells, dtype=object)}), name="n", snils="n")
    assert made["kto_name_error"].tolist() == [None] * 5 + ["wrong_type"] * 4 + ["bad_utf8"] * 2 + ["wrong_type"]
    assert made["kto_snils"].tolist() == [None] * len(cells)
    assert made["kto_snils_verdict"].tolist() == ["bad_format"] + [None] * 4 + ["bad_format"] * 7


@pytest.mark.parametrize("kind", ["string", "category"])
def test_pandas_kinds_of_columns(pandas: Any, kind: str) -> None:
    import kto.pandas  # noqa: PLC0415

    df = pandas.DataFrame({"n": pandas.Series(["СОЛОВЬЁВ Пётр", None], dtype=kind)})
    assert kto.pandas.normalize(df, name="n")["kto_folded"].tolist() == ["соловьев петр", None]


def test_pandas_columns_of_days(pandas: Any, store: kto.Store) -> None:
    import kto.pandas  # noqa: PLC0415

    texts = ["1975-01-01", "1975-01-02", None, "1975-01-01 10:00"]
    days = pandas.Series([pandas.NaT if text is None else pandas.Timestamp(text) for text in texts])
    df = pandas.DataFrame({"n": [PEOPLE["name"][0]] * 4, "s": [PEOPLE["snils"][0]] * 4, "d": days})
    made = kto.pandas.resolve(df, answers(store), verified=True, name="n", snils="s", birth_date="d")
    assert made["kto_error"].tolist() == [None, None, None, "wrong_type"]
    assert ["birth_date_differs" in (reasons or "") for reasons in made["kto_reasons"]] == [False, True, False, False]


def test_pandas_labels_that_stand_twice(pandas: Any) -> None:
    import kto.pandas  # noqa: PLC0415

    df = pandas.DataFrame([["Орлова Анна", "Орлова Анна"]], columns=["n", "n"])
    with pytest.raises(TypeError, match="several columns"):
        kto.pandas.normalize(df, name="n")


def test_without_the_library_the_error_is_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, needed in LIBRARIES.items():
        modules: Dict[str, Any] = sys.modules
        monkeypatch.setitem(modules, needed, None)
        monkeypatch.delitem(sys.modules, f"kto.{name}", raising=False)
        with pytest.raises(ImportError, match=f"kto.{name} needs {needed}, which is not installed"):
            importlib.import_module(f"kto.{name}")


def test_a_text_is_no_column() -> None:
    with pytest.raises(TypeError, match="column"):
        kto.columns.fold("Орлова Анна")
