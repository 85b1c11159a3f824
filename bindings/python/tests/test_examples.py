"""The examples of examples/python, each run; the portal by Flask's own test client."""

from __future__ import annotations

import csv
import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Tuple

import pytest
from people import ROOT, ROSTER, SECRETS, claims

import kto
import kto.testing

EXAMPLES = ROOT / "examples" / "python"
DATA = ROOT / "examples" / "data"


def run(name: str, *words: object) -> Tuple[int, str, str]:
    done = subprocess.run([sys.executable, EXAMPLES / name, *map(str, words)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=300)  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    return importlib.import_module


def test_every_example_is_tested_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    for path in EXAMPLES.glob("*.py"):
        assert f'"{path.name}"' in here or f'"{path.stem}"' in here, path.name


@pytest.mark.parametrize("lang, left_out", [("ru", "строка не годится"), ("en", "the row is left out")])
def test_check_roster(lang: str, left_out: str) -> None:
    code, out, err = run("check_roster.py", DATA / "school38.csv", "--lang", lang)
    assert (code, err) == (1, "")
    assert len([line for line in out.splitlines() if line.endswith(left_out)]) == 1
    assert "csv, windows-1251" in out
    assert re.search(r"school38\.csv:\d+:\d+: ", out)
    assert not [secret for secret in SECRETS if secret in out]


def test_check_roster_of_a_good_file_and_of_none(tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text("ID;ФИО;СНИЛС;Роль;Согласие\n1;Орлова Анна Сергеевна;913-632-036 80;Учитель;да\n", encoding="utf-8")
    code, out, err = run("check_roster.py", good, "--region", "38", "--organisation", "1", "--lang", "en")
    assert (code, err) == (0, "") and "Rows: 1; good: 1; left out: 0" in out
    none = tmp_path / "none.csv"
    none.write_bytes(b"\x00\x01\x02")
    code, out, err = run("check_roster.py", none, "--lang", "en")
    assert code == 2 and "This is no roster" in err
    assert run("check_roster.py", tmp_path / "nowhere.csv")[0] == 2


ESIA = """Фамилия;Имя;Отчество;СНИЛС;OID
Андреева;Кармела;Егоровна;956-522-709 39;1000400001
Орлова;Анна;Сергеевна;913-632-036 80;
Никто;Никита;;276-488-905 42;
Климов;Егор;Олегович;;
"""


def test_reconcile_exports(tmp_path: Path) -> None:
    esia, roster, answers = tmp_path / "esia.csv", tmp_path / "roster.jsonl", tmp_path / "answers.csv"
    esia.write_text("\ufeff" + ESIA, encoding="utf-8")
    roster.write_text("".join(json.dumps(row) + "\n" for row in ROSTER), encoding="utf-8")
    code, out, err = run("reconcile_exports.py", esia, roster, "--out", answers, "--region", 38, "--at", "2024-10-01",
                         "--lang", "en")  # fmt: skip
    assert (code, err) == (0, "")
    with open(answers, encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    assert [line["line"] for line in lines] == ["2", "3", "4", "5"]
    assert [line["verdict"] for line in lines] == ["sign_in", "choose", "link", "complete_profile"]
    assert lines[0]["personas"] == "38/МБОУ СОШ №900/2002"
    assert "snils_equal_name_different" in lines[2]["reasons"]
    assert out.startswith(f"roster: {len(ROSTER)} rows, 0 left out; accounts: 4\n")
    assert re.search(r"^ +1 × school: ", out, re.MULTILINE)
    shown = out + answers.read_text(encoding="utf-8")
    assert not [secret for secret in SECRETS if secret in shown]


@pytest.mark.parametrize("name", ["source_dict.py", "source_sqlite3.py"])
def test_sources_keep_the_rules(name: str) -> None:
    code, out, err = run(name)
    assert (code, err) == (0, "")
    assert out.startswith(f"conformance: {len(kto.testing.rules())} rules, 0 faults\n")
    if name == "source_dict.py":
        assert out.endswith("sign_in: 2004\n")


def test_a_broken_source_is_seen(example: Any) -> None:
    broken = example("source_dict").DictSource(kto.testing.personas())
    scan = broken.scan
    broken.scan = lambda after, limit: scan(after, limit)[::-1]
    faults = kto.testing.conformance(broken)
    assert {fault.rule for fault in faults} >= {"scan.order"}


# --- the portal ---------------------------------------------------------------------------------------------


@pytest.fixture
def client(example: Any, store: kto.Store) -> Any:
    pytest.importorskip("flask", reason="flask is not installed")
    said: Dict[str, bytes] = {
        "one": json.dumps(claims()).encode(),
        "two": json.dumps(claims("Орлова", "Анна", "Сергеевна", "913-632-036 80", 1000500002)).encode(),
        "nobody": json.dumps(claims("Никто", "Никита", "", "276-488-905 42", 1000500003)).encode(),
        "refused": b'{"error":"access_denied","error_description":"ESIA-007004: refused"}',
    }
    portal = example("portal_flask")
    resolver = kto.Resolver(store, region=38, at="2024-10-01")
    app = portal.create_app(resolver, said.__getitem__, authorise="https://esia.example/ac", secret="of the test")
    app.testing = True
    return app.test_client()


def go(client: Any, method: str, path: str, **more: Any) -> Any:
    return getattr(client, method)(path, base_url="https://portal.example", **more)


def sign_in(client: Any, code: str) -> Any:
    away = go(client, "get", "/enter")
    assert away.status_code == 302 and away.location.startswith("https://esia.example/ac?state=")
    return go(client, "get", "/esia/callback", query_string={"code": code, "state": away.location.split("state=")[1]})


def form_of(page: Any) -> str:
    [form] = re.findall(r'name="form" value="([^"]+)"', page.text)
    return str(form)


def test_portal_signs_in_one(client: Any) -> None:
    assert sign_in(client, "one").status_code == 302
    home = go(client, "get", "/")
    assert "2004" in home.text and "Соловь" not in home.text
    assert go(client, "post", "/leave", data={"form": "forged"}).status_code == 302
    assert "2004" in go(client, "get", "/").text
    go(client, "post", "/leave", data={"form": form_of(home)})
    assert "Войти через Госуслуги" in go(client, "get", "/").text


def test_portal_offers_a_choice(client: Any) -> None:
    page = sign_in(client, "two")
    assert page.status_code == 200 and page.text.count("<button") == 2
    assert "teacher" in page.text and "parent" in page.text
    assert go(client, "post", "/choose", data={"form": form_of(page), "persona": "1"}).status_code == 302
    assert "2006" in go(client, "get", "/").text


@pytest.mark.parametrize("data", [{"persona": "2"}, {"persona": "-1"}, {"persona": "²"}, {"persona": ""}, {},
                                  {"persona": "1", "form": "forged"}])  # fmt: skip
def test_portal_takes_no_other_choice(client: Any, data: Dict[str, str]) -> None:
    page = sign_in(client, "two")
    assert go(client, "post", "/choose", data={"form": form_of(page), **data}).status_code == 400
    assert "Войти через Госуслуги" in go(client, "get", "/").text
    # What was offered has been used up.
    assert go(client, "post", "/choose", data={"form": form_of(page), "persona": "1"}).status_code == 400


@pytest.mark.parametrize("code", ["nobody", "refused"])
def test_portal_lets_nobody_else_in(client: Any, code: str) -> None:
    page = sign_in(client, code)
    assert page.status_code == 403
    assert "Войти через Госуслуги" in go(client, "get", "/").text
    assert "snils" not in page.text and not [secret for secret in SECRETS if secret in page.text]


@pytest.mark.parametrize("state", [None, "", "forged", "ы"])
def test_portal_wants_its_own_state(client: Any, state: str) -> None:
    go(client, "get", "/enter")
    asked = {"code": "one"} if state is None else {"code": "one", "state": state}
    assert go(client, "get", "/esia/callback", query_string=asked).status_code == 400
    assert "Войти через Госуслуги" in go(client, "get", "/").text


def test_portal_without_a_client_does_not_start(example: Any, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("flask", reason="flask is not installed")
    assert example("portal_flask").main() == 2
    assert "OpenID" in capsys.readouterr().err

