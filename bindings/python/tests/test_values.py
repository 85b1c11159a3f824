"""Names, numbers, identities, rules and personas as values."""

from __future__ import annotations

import copy
import datetime
import pickle
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest
from people import ROSTER, SCHOOL, claims, identity, personas

import kto
import kto.columns

LONE = "Орлова \ud800Анна"


def values() -> List[Any]:
    with kto.open("memory:") as store:
        store.import_roster(ROSTER)
        outcome = kto.Resolver(store, at="2024-10-01", diagnose=True).resolve(identity())
    return [
        kto.Fio("Соловьёв", "Пётр", "Семёнович"),
        kto.Fio.parse("Пётр Семёнович Соловьёв"),
        kto.Snils("276-488-905 42"),
        kto.Snils("8765430300", recover=True),
        identity(),
        kto.Rules.builtin("ru-2024"),
        kto.Rules.from_text(b'{"format": 1, "name": "mine", "version": 4}'),
        *personas(),
        outcome,
        outcome.for_admin(),
        outcome.for_person(),
        kto.compare("Соловьёв Пётр", "Соловьев Петр"),
        *kto.Fio.parse("ОРЛОВА Анна").notes,
    ]


@pytest.mark.parametrize("value", values(), ids=lambda value: type(value).__name__)
def test_values_are_frozen_hashable_and_pickle(value: Any) -> None:
    for twin in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert twin == value and hash(twin) == hash(value) and type(twin) is type(value)
        assert repr(twin) == repr(value)
    assert value != "something else" and not value == 1
    with pytest.raises(AttributeError):
        value.surname = "x"
    if not isinstance(value, tuple):
        with pytest.raises(AttributeError):
            value._core = None
        with pytest.raises(AttributeError):
            del value._core


def test_values_of_one_kind_differ() -> None:
    for first in values():
        assert sum(first == second for second in values()) == 1


def test_a_name_in_parts_and_as_a_line() -> None:
    fio = kto.Fio(b"\xd0\x9e\xd1\x80\xd0\xbb\xd0\xbe\xd0\xb2\xd0\xb0", "Анна", None)
    assert fio.parts == ("Орлова", "Анна", "") and fio.folded == ("орлова", "анна", "")
    assert fio != kto.Fio.parse("Орлова Анна") and fio.compare("Анна ОРЛОВА").matches
    assert fio.order_certain and not kto.Fio.parse("Орлова Анна").order_certain
    assert fio.display_parts.surname == "Орлова" and fio.match_key


def test_difference_and_note_say_where() -> None:
    comparison = kto.compare("Соловьёв Пётр", "Соловьев Пётр")
    assert comparison == (kto.Grade.EQUIVALENT, ((kto.Part.SURNAME, kto.NameRule.YO, 6, "ё", "е"),))
    note = [n for n in kto.Fio("соловьёв", "пётр").notes if n.rule is kto.NameRule.YO][0]
    assert (note.part, note.position, note.byte) == (kto.Part.SURNAME, 6, 12)


def test_compare_takes_lines_and_names() -> None:
    fio = kto.Fio("Соловьёв", "Пётр")
    a: Any
    b: Any
    for a, b in ((fio, "Петр Соловьев"), ("Петр Соловьев", fio), (fio, fio), (b"\xd0\x90", "А")):
        assert kto.compare(a, b).matches
    for a, b in ((fio, "\u202e"), (b"\xff", fio), (b"\xff", b"\xff"), ("", "")):
        assert kto.compare(a, b) == (kto.Grade.DIFFERENT, ((kto.Part.WHOLE, kto.NameRule.CANNOT_BE_FOLDED, 0, "", ""),))


@pytest.mark.parametrize("made", [
    lambda: kto.Fio.parse(LONE),
    lambda: kto.Fio("Орлова", LONE),
    lambda: kto.compare(LONE, "Орлова"),
    lambda: kto.compare(kto.Fio.parse("Орлова"), LONE),
    lambda: kto.Snils(LONE),
    lambda: kto.Identity.from_esia(LONE, verified=True),
    lambda: kto.Identity.from_esia({"lastName": LONE}, verified=True),
    lambda: kto.Rules.from_text(LONE),
    lambda: kto.columns.fold(["Орлова", LONE]),
    lambda: kto.Persona(region=38, organisation=LONE, id="1", name="Орлова"),
])  # fmt: skip
def test_lone_surrogates_give_a_clear_error(made: Any) -> None:
    with pytest.raises(kto.DataError) as caught:
        made()
    error = caught.value
    assert error.code == "bad_utf8" and error.offset is not None and error.__cause__ is None
    assert "Орлова" not in str(error) + repr(error) + repr(vars(error))
    assert error.__context__ is None or "Орлова" not in repr(vars(error.__context__))


def test_the_offset_of_a_lone_surrogate_is_in_bytes() -> None:
    with pytest.raises(kto.DataError) as caught:
        kto.Fio.parse(LONE)
    assert caught.value.offset == len("Орлова ".encode())


@pytest.mark.parametrize("line, code, offset", [
    (b"\xd0\x98\xff", "bad_utf8", 2), ("", "empty", None), ("Орлова\0Анна", "control_character", 12),
    ("Орлова \u202eАнна", "bidi_control", 13), ("О" * 2**20, "too_long", None)])  # fmt: skip
def test_names_that_cannot_be(line: Any, code: str, offset: Any) -> None:
    with pytest.raises(ValueError) as caught:
        kto.Fio.parse(line)
    assert isinstance(caught.value, kto.DataError)
    assert caught.value.code == code
    assert offset is None or caught.value.offset == offset


def test_the_field_of_a_part() -> None:
    with pytest.raises(kto.DataError) as caught:
        kto.Fio("Орлова", "Анна", "\u202e")
    assert caught.value.field == "patronymic"


@pytest.mark.parametrize("wrong", [None, 5, ["Орлова"], bytearray(b"x"), object()])
def test_text_of_another_type(wrong: Any) -> None:
    calls: List[Any] = [kto.Fio.parse, kto.Snils, kto.Rules.from_text]
    for call in calls:
        with pytest.raises(TypeError, match="str or bytes is wanted"):
            call(wrong)


def test_snils_equality_and_order() -> None:
    plain, spaced = kto.Snils("11223344595"), kto.Snils(b" 112-233-445 95 ")
    assert plain == spaced and hash(plain) == hash(spaced) and len({plain, spaced}) == 1
    small, bad = kto.Snils("001-001-998 00"), kto.Snils("112-233-445 96")
    assert small.verdict is kto.SnilsVerdict.EXEMPT and small.valid and small < plain <= spaced and plain > small
    assert sorted([bad, plain, small], key=lambda n: n)[:2] == [small, plain]
    assert plain >= spaced and not plain < spaced and bad > plain
    # Two cells that cannot be used are never the same person's.
    assert bad != bad and bad != copy.copy(bad) and not bad <= bad
    with pytest.raises(TypeError):
        plain < "112-233-445 95"  # type: ignore[operator]


def test_snils_recovery_is_asked_for() -> None:
    assert not kto.Snils("8765430300").valid
    assert kto.Snils("8765430300", recover=True).canonical == "087-654-303 00"


def test_identity_must_be_vouched_for() -> None:
    with pytest.raises(TypeError):
        kto.Identity.from_esia(claims())  # type: ignore[call-arg]
    for word in (1, "yes", None):
        with pytest.raises(TypeError, match="True or False"):
            kto.Identity.from_esia(claims(), verified=word)  # type: ignore[arg-type]
    assert kto.Identity.from_esia(claims(), verified=False).fault == "claims_not_verified"
    with pytest.raises(TypeError):
        kto.Identity()


def test_identity_members() -> None:
    one = identity(level="standard", expected="adult")
    assert one.account is kto.Account.CONFIRMED and one.oid == 1000500001 and one.issuer == "production"
    assert one.name is not None and one.name.parts == ("Соловьёв", "Пётр", "Семёнович")
    assert one.snils == kto.Snils("276-488-905 42") and one.region == "38" and one.request_id == "q"
    assert one.rights == (True, True) and one.standard and one.expected is kto.Expected.ADULT
    assert one.fault is None and one.refusal is None and one.sex is kto.Sex.UNKNOWN and one.verified


def test_identity_of_a_dict_with_dates() -> None:
    person = {"trusted": True, "birthDate": datetime.date(2012, 11, 7)}
    assert kto.Identity.from_esia(person, verified=True).birth_date == datetime.date(2012, 11, 7)
    for wrong in ({"a": object()}, {"a": datetime.datetime(2012, 1, 1)}, 5, ["x"]):
        with pytest.raises(TypeError):
            kto.Identity.from_esia(wrong, verified=True)  # type: ignore[arg-type]


def test_json_that_is_none() -> None:
    deep: Any = {}
    for _ in range(sys.getrecursionlimit()):
        deep = {"a": deep}
    circle: Any = {}
    circle["a"] = circle
    for wrong in (deep, circle, {"a": float("nan")}, "{", b"\xff"):
        with pytest.raises(kto.DataError) as caught:
            kto.Identity.from_esia(wrong, verified=True)
        assert caught.value.code in ("bad_json", "bad_utf8") and caught.value.__context__ is None


def test_dates_and_regions_as_people_pass_them() -> None:
    at: Any
    region: Any
    for at in (datetime.date(2020, 9, 1), "2020-09-01", "01.09.2020"):
        for region in (38, "38", "038"):
            assert kto.Rules.default(region, at).name == "irkutsk-2018"
    for at in ("2020-9-1", "", "31.02.2020", datetime.date(1, 1, 1)):
        with pytest.raises(kto.DataError) as caught:
            kto.Rules.default(38, at)
        assert caught.value.code == "bad_date"
    with pytest.raises(TypeError):
        kto.Rules.default(38, datetime.datetime(2020, 9, 1))
    for region in (0, 100, -1, 2**70, "Иркутская область", ""):
        with pytest.raises(kto.DataError) as caught:
            kto.Rules.default(region)
        assert caught.value.code == "bad_region"
    with pytest.raises(TypeError):
        kto.Rules.default(True)


def test_rules() -> None:
    rules = kto.Rules.from_text('{"format": 1, "name": "mine", "version": 2, "regions": ["38"], "in_force": {"from": "2024-01-01"}}')
    assert (rules.name, rules.version, rules.regions, rules.since) == ("mine", 2, ("38",), datetime.date(2024, 1, 1))
    assert rules.in_force(38, "2024-01-01") and not rules.in_force(38, "2023-12-31") and not rules.in_force(77, "2024-01-01")
    assert rules != kto.Rules.builtin("ru-2024") and rules == kto.Rules.from_text(rules._text or "")
    with pytest.raises(kto.DataError) as caught:
        kto.Rules.from_text('{"format": 1, "name": "mine", "version": 2, "surprise": 1}')
    assert caught.value.code == "unknown_field" and caught.value.offset
    with pytest.raises(LookupError):
        kto.Rules.builtin("mine")


def test_a_rules_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    path.write_bytes(b" " * (256 * 1024 + 1))
    with pytest.raises(kto.DataError) as caught:
        kto.Rules.from_file(path)
    assert caught.value.code == "too_long"
    with pytest.raises(FileNotFoundError):
        kto.Rules.from_file(str(tmp_path / "none"))


def test_a_persona_has_what_it_was_given() -> None:
    past = kto.Membership(kto.Role.PUPIL, "5а", "2023/2024", datetime.date(2023, 9, 1), datetime.date(2024, 5, 31), True)
    persona = kto.Persona(region=38, organisation=SCHOOL, id="7", name=kto.Fio("Климов", "Егор"),
                          snils=kto.Snils("8765430300", recover=True), birth_date=datetime.date(2014, 5, 14),
                          sex=kto.Sex.MALE, activated=False, login="klimov", memberships=[past],
                          roles=[kto.Role.PARENT], klass="6а", guardians=["8", b"9"], consent=kto.Consent.REFUSED)  # fmt: skip
    assert persona.key == ("38", SCHOOL, "7") and persona.name.parts.surname == "Климов"
    assert persona.snils is not None and persona.snils.recovered and persona.snils.text == "8765430300"
    assert persona.birth_date == datetime.date(2014, 5, 14) and persona.sex is kto.Sex.MALE
    assert not persona.activated and persona.login == "klimov" and persona.guardians == ("8", "9")
    assert persona.memberships == (past, kto.Membership(kto.Role.PARENT, "6а")) and not persona.archived
    assert persona.roles == (kto.Role.PUPIL, kto.Role.PARENT) and persona.consent is kto.Consent.REFUSED
    assert pickle.loads(pickle.dumps(persona)) == persona


@pytest.mark.parametrize("wrong, code, field", [
    ({"id": ""}, "empty", "id"), ({"id": "x" * 65}, "too_long", "id"), ({"organisation": ""}, "empty", "organisation"),
    ({"organisation": "x" * 513}, "too_long", "organisation"), ({"id": b"\xff"}, "bad_utf8", "id"),
    ({"region": "100"}, "bad_region", None), ({"birth_date": "1979-02-30"}, "bad_date", "birth_date"),
    ({"snils": "9" * 65}, "too_long", "snils"), ({"name": "\u202e"}, "bidi_control", None)])  # fmt: skip
def test_personas_that_cannot_be(wrong: Any, code: str, field: Any) -> None:
    given: Dict[str, Any] = {"region": 38, "organisation": SCHOOL, "id": "1", "name": "Орлова Анна", **wrong}
    with pytest.raises(kto.DataError) as caught:
        kto.Persona(**given)
    assert caught.value.code == code and (field is None or caught.value.field == field)


def test_codes_of_a_persona_are_checked() -> None:
    for wrong in ({"sex": 3}, {"sex": 10**40}, {"roles": [77]}, {"consent": -1}):
        with pytest.raises(ValueError):
            kto.Persona(region=38, organisation=SCHOOL, id="1", name="Орлова Анна", **wrong)  # type: ignore[arg-type]


def test_errors_pickle() -> None:
    with pytest.raises(kto.Error) as caught:
        kto.open("sqlite:/nowhere/none.db")
    twin = pickle.loads(pickle.dumps(caught.value))
    assert type(twin) is kto.FileMissing and (twin.code, twin.args, str(twin)) == (
        caught.value.code, caught.value.args, str(caught.value))  # fmt: skip


def test_columns_keep_their_length() -> None:
    lines = ["Соловьёв Пётр", None, "\u202e", b"\xd0\x9e", ""]
    assert kto.columns.fold(lines) == ["соловьев петр", None, None, "о", None]
    assert len(kto.columns.display(lines)) == len(kto.columns.match_keys(iter(lines))) == 5
    assert kto.columns.compare(lines, lines) == [kto.Grade.IDENTICAL, None, kto.Grade.DIFFERENT, kto.Grade.IDENTICAL, kto.Grade.DIFFERENT]
    with pytest.raises(kto.DataError):
        kto.columns.compare(lines, lines[1:])
    verdicts, canonical = kto.columns.snils(["112-233-445 95", None, "x", "8765430300"], recover=True)
    assert verdicts == [kto.SnilsVerdict.VALID, None, kto.SnilsVerdict.BAD_FORMAT, kto.SnilsVerdict.VALID]
    assert canonical == ["112-233-445 95", None, None, "087-654-303 00"]
