"""Closed stores, forks, pickles that cannot be, objects that nobody may make."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
from people import ROSTER, SCHOOL, SECRETS, DictSource, identity, personas

import kto

CALLS: Dict[str, Callable[[kto.Store], object]] = {
    "info": lambda store: store.info,
    "import": lambda store: store.import_roster(ROSTER),
    "check": lambda store: store.check(),
    "organisations": lambda store: store.organisations(),
    "candidates": lambda store: store.candidates([kto.NumberQuery("38", kto.Snils("913-632-036 80"))]),
    "by_key": lambda store: store.by_key([kto.PersonaKey("38", SCHOOL, "2002")]),
    "by_organisation": lambda store: store.by_organisation(38, SCHOOL),
    "scan": lambda store: store.scan(),
    "unnumbered": lambda store: store.unnumbered(38),
    "regions": lambda store: store.regions(),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_closed_store(store: kto.Store, call: Any) -> None:
    store.close()
    store.close()
    assert store.closed and repr(store) == "<kto.Store closed>"
    with pytest.raises(ValueError) as caught:
        call(store)
    assert isinstance(caught.value, kto.DataError)
    assert (caught.value.code, caught.value.field) == ("bad_argument", "closed_store")


def test_a_resolver_over_a_closed_store(store: kto.Store) -> None:
    resolvers = [kto.Resolver(store), kto.Resolver(DictSource(personas()), ledger=store)]
    store.close()
    for resolver in resolvers:
        with pytest.raises(kto.DataError) as caught:
            resolver.resolve(identity())
        assert caught.value.field == "closed_store"
    with pytest.raises(kto.DataError):
        kto.Resolver(store)


def test_closing_while_others_work(tmp_path: Path) -> None:
    for _ in range(5):
        store = kto.open("memory:")
        store.import_roster(ROSTER)
        resolver = kto.Resolver(store)
        unexpected: List[object] = []
        started = threading.Barrier(4)

        def work() -> None:
            started.wait()
            try:
                while True:
                    resolver.resolve(identity())
            except kto.DataError as error:
                if error.field != "closed_store":
                    unexpected.append(error)

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        started.wait()
        store.close()
        for thread in threads:
            thread.join()
        assert not unexpected


def in_child(store: kto.Store, answers: Any) -> None:
    found: List[Any] = []
    for name, call in CALLS.items():
        try:
            call(store)
            found.append((name, "no error"))
        except kto.ForkedError as error:
            found.append((name, error.code))
    try:
        kto.Resolver.resolve(RESOLVER[0], identity())
    except kto.ForkedError as error:
        found.append(("resolve", error.code))
    store.close()
    with kto.open("memory:") as mine:
        mine.import_roster(ROSTER)
        found.append(("own", mine.info.personas))
    answers.put(found)


RESOLVER: List[kto.Resolver] = []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize("uri", ["memory:", "file"])
def test_a_store_does_not_cross_a_fork(tmp_path: Path, uri: str) -> None:
    store = kto.open(tmp_path / "s.db" if uri == "file" else uri, create=True, unsealed=True)
    store.import_roster(ROSTER)
    RESOLVER[:] = [kto.Resolver(store)]
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    child = context.Process(target=in_child, args=(store, answers))
    child.start()
    found = answers.get()
    child.join()
    assert child.exitcode == 0
    assert found == [*((name, "forked") for name in CALLS), ("resolve", "forked"), ("own", len(ROSTER))]
    # The parent's is as it was, and nothing of the file was hurt.
    assert store.import_roster(ROSTER).unchanged == len(ROSTER) and store.check().good
    store.close()


def test_stores_and_resolvers_do_not_pickle(store: kto.Store) -> None:
    with pytest.raises(TypeError, match="belongs to its process"):
        pickle.dumps(store)
    with pytest.raises(TypeError):
        pickle.dumps(kto.Resolver(store))


def test_what_nobody_may_make() -> None:
    for kind in (kto.Store, kto.Outcome, kto.Rules, kto.Identity):
        with pytest.raises(TypeError, match="made by"):
            kind()


def test_the_compiled_objects_cannot_be_made_empty() -> None:
    from kto import _kto

    for name in ("Fio", "Request", "RuleSet", "Persona", "Store", "ResolveOptions", "Outcome"):
        with pytest.raises(TypeError):
            getattr(_kto, name)()


def secret_objects(store: kto.Store) -> List[object]:
    outcome = kto.Resolver(store, diagnose=True).resolve(identity())
    fio = kto.Fio("Соловьёв", "Петр", "Семенович")
    line = kto.Fio.parse("Орлова Анна Сергеевна")
    number = kto.Snils("276-488-905 42")
    return [fio, fio.parts, fio.folded, fio.display_parts, fio.notes, line, fio.compare("Андреева Кармела"), number,
            fio.compare(line).differences, identity(), *store.scan(), outcome, outcome.for_person(), outcome.for_admin(),
            kto.NumberQuery("38", number), store, store.import_roster(ROSTER), store.info]  # fmt: skip


def test_no_repr_shows_a_person(store: kto.Store) -> None:
    for value in secret_objects(store):
        for text in (repr(value), str(value), f"{value}", repr([value]), "%s" % (value,)):
            shown = [secret for secret in SECRETS if secret.lower() in text.lower()]
            assert not shown, type(value)


def test_no_error_shows_a_person(store: kto.Store, tmp_path: Path) -> None:
    name = "Орлова \u202e Анна"
    attempts: List[Any] = [
        lambda: kto.Fio.parse(name),
        lambda: kto.Fio("Соловьёв", "Петр", name),
        lambda: kto.Identity.from_esia('{"lastName": "Орлова"', verified=True),
        lambda: kto.Identity.from_esia({"lastName": {"Орлова"}}, verified=True),
        lambda: kto.Persona(region="Орлова", organisation="1", id="1", name="Соловьёв Петр"),
        lambda: kto.Persona(region=38, organisation="1", id="1", name="Соловьёв Петр", birth_date="1975"),
        lambda: kto.Persona(region=38, organisation="1", id="1", name="Соловьёв Петр", sex="Орлова"),  # type: ignore[arg-type]
        lambda: store.import_roster("ID;ФИО\n1;Орлова Анна\n".encode()),
        lambda: store.import_roster([{"surname": {"Орлова"}}]),
        lambda: store.candidates([kto.NumberQuery("38", kto.Snils("276-488-905 43"))]),
        lambda: kto.Resolver(store).resolve({"lastName": "Орлова"}),  # type: ignore[arg-type]
        lambda: kto.Rules.from_text('{"Орлова": 1}'),
    ]  # fmt: skip
    for number, attempt in enumerate(attempts):
        with pytest.raises((kto.Error, TypeError, ValueError)) as caught:
            attempt()
        error = caught.value
        told = " ".join([str(error), repr(error), repr(error.args), repr(getattr(error, "__dict__", {})),
                         repr(error.__cause__), repr(error.__context__)])  # fmt: skip
        if number == 6:
            continue  # ValueError of the enum: the caller's own word for a code
        assert not [secret for secret in SECRETS if secret.lower() in told.lower()], number


def test_importing_the_package_needs_nothing_else() -> None:
    code = "import sys, kto; print(sorted(set(sys.modules) & {'numpy', 'pandas', 'polars', 'pyarrow', 'sqlite3'}))"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    assert done.stdout.decode().strip() == "[]"
