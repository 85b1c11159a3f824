"""Callbacks that raise, cancel, call again or come from another thread; exceptions keep their traceback."""

from __future__ import annotations

import signal
import threading
import traceback
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import pytest
from people import ROSTER, DictSource, identity, personas

import kto


class Mine(Exception):
    """Nobody's but the test's."""


def raising(*_: object) -> Any:
    raise Mine("on purpose")


MORE = [{**ROSTER[0], "id": f"9{number:05}", "snils": "1"} for number in range(3000)]


def failing_rows() -> Iterator[Dict[str, Any]]:
    yield from MORE
    raising()


@pytest.mark.parametrize("arguments", [
    {"on_error": raising}, {"progress": raising}, {"on_error": raising, "progress": raising},
    {"roster": failing_rows}], ids=["on_error", "progress", "both", "rows"])  # fmt: skip
def test_an_import_whose_callback_raises_is_rolled_back(store: kto.Store, arguments: Dict[str, Any]) -> None:
    before = store.scan()
    roster = arguments.pop("roster", lambda: MORE)()
    with pytest.raises(Mine) as caught:
        store.import_roster(roster, **arguments)
    frames = [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)]
    assert frames[-1] == "raising" and "import_roster" in frames
    assert store.scan() == before
    # The turn to write was given back.
    assert store.import_roster(ROSTER).unchanged == len(ROSTER)


def test_ctrl_c_rolls_back(store: kto.Store) -> None:
    def interrupt(_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    for arguments in ({"on_error": interrupt}, {"progress": interrupt}):
        with pytest.raises(KeyboardInterrupt):
            store.import_roster(MORE, **arguments)  # type: ignore[arg-type]
        assert store.info.personas == len(ROSTER)


def test_raising_at_the_very_last_row(store: kto.Store) -> None:
    rows = [{**ROSTER[0], "id": "1"}, {**ROSTER[0], "id": "2", "snils": "1"}]
    with pytest.raises(Mine):
        store.import_roster(rows, on_error=raising)
    assert store.info.personas == len(ROSTER)


def test_progress_cancels_only_by_false(store: kto.Store) -> None:
    for word in (None, True, 0, ""):
        assert store.import_roster(MORE, progress=lambda done, word=word: word, dry_run=True).rows == len(MORE)  # type: ignore[misc]
    told: List[kto.Progress] = []

    def stop(done: kto.Progress) -> bool:
        told.append(done)
        return False

    with pytest.raises(kto.Cancelled) as caught:
        store.import_roster(MORE, progress=stop)
    assert len(told) == 1 and caught.value.report is not None and store.info.personas == len(ROSTER)


def test_a_callback_may_read_but_not_import(store: kto.Store) -> None:
    seen: List[object] = []

    def again(issue: kto.RowIssue) -> None:
        seen.append(store.info.personas)
        seen.append(len(store.scan()))
        with pytest.raises(kto.StoreError) as caught:
            store.import_roster(ROSTER)
        seen.append((caught.value.code, caught.value.field))

    store.import_roster([{**ROSTER[0], "id": "1", "snils": "1"}], on_error=again)
    assert seen == [len(ROSTER), len(ROSTER), ("store_busy", "callback")]
    assert store.info.personas == len(ROSTER) + 1


def test_closing_inside_a_callback_ends_the_store_after_the_import(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    store = kto.open(path, create=True, unsealed=True)
    report = store.import_roster([{**ROSTER[0], "snils": "1"}], on_error=lambda issue: store.close())
    assert report.inserted == 1 and store.closed
    with kto.open(path) as again:
        assert again.info.personas == 1


def test_check_whose_progress_raises_or_cancels(store: kto.Store) -> None:
    with pytest.raises(Mine):
        store.check(raising)
    with pytest.raises(kto.Cancelled):
        store.check(lambda done: False)
    assert store.check().good


class Broken(DictSource):
    """A source with one method that does what it must not."""

    def __init__(self, method: str, what: Callable[..., Any]) -> None:
        super().__init__(personas())
        setattr(self, method, what)


class Generator(DictSource):
    def candidates(self, queries: Any) -> Any:
        yield from super().candidates(queries)
        raising()


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("source, region", [
    (Broken("candidates", raising), "38"), (Generator(personas()), "38"), (Broken("regions", raising), None)],
    ids=["candidates", "in a generator", "regions"])  # fmt: skip
def test_a_source_that_raises(source: Any, region: Any, many: bool) -> None:
    resolver = kto.Resolver(source)
    who = identity(region=region)
    with pytest.raises(Mine) as caught:
        resolver.resolve_many([who]) if many else resolver.resolve(who)
    frames = [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)]
    assert frames[-1] == "raising" and frames[1].startswith("resolve")


def test_exceptions_that_are_no_exceptions_pass() -> None:
    for kind in (KeyboardInterrupt, SystemExit, GeneratorExit):
        def stop(*_: object, kind: Any = kind) -> Any:
            raise kind()

        with pytest.raises(kind):
            kto.Resolver(Broken("candidates", stop)).resolve(identity())


@pytest.mark.parametrize("answer, error", [
    (5, TypeError), ([5], TypeError), ([(0, "x")], TypeError), ([(1, personas()[0])], ValueError),
    ([(-1, personas()[0])], ValueError), ([("0", personas()[0])], ValueError), (None, TypeError)])  # fmt: skip
def test_a_source_that_answers_nonsense(answer: Any, error: Any) -> None:
    with pytest.raises(error):
        kto.Resolver(Broken("candidates", lambda queries: answer)).resolve(identity())


@pytest.mark.parametrize("answer", [5, [None], [True], ["Иркутск"], [100], None, [b"\xff"]])
def test_regions_that_are_none(answer: Any) -> None:
    with pytest.raises((TypeError, kto.DataError)):
        kto.Resolver(Broken("regions", lambda: answer)).resolve(identity(region=None))


def test_regions_of_a_source_are_read_as_people_write_them() -> None:
    for word in ("38", 38, "038"):
        resolver = kto.Resolver(Broken("regions", lambda word=word: [word]))
        assert resolver.resolve(identity(region=None)).verdict is kto.Verdict.SIGN_IN


def test_no_source_at_all() -> None:
    for wrong in (None, 5, {}, object()):
        with pytest.raises(TypeError, match="no source of personas"):
            kto.Resolver(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        kto.Resolver(DictSource([]), ledger=DictSource([]))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        kto.Resolver(DictSource([]), rules=5)  # type: ignore[arg-type]


def test_a_source_that_resolves_again_inside() -> None:
    inner = kto.Resolver(DictSource(personas()))

    class Again(DictSource):
        def candidates(self, queries: Any) -> Any:
            assert inner.resolve(identity()).verdict is kto.Verdict.SIGN_IN
            return super().candidates(queries)

    assert kto.Resolver(Again(personas())).resolve(identity()).verdict is kto.Verdict.SIGN_IN


def test_a_source_and_a_store_answer_alike(store: kto.Store) -> None:
    who = [identity(), identity(surname="Орлова", name="Анна", patronymic="Сергеевна", snils="913-632-036 80"),
           identity(surname="Климов", name="Егор", patronymic="Олегович", snils="112-233-445 95"),
           identity(region=None), identity(snils="1")]  # fmt: skip
    options: Dict[str, Any] = {"at": "2024-10-01", "diagnose": True}
    expected = kto.Resolver(store, **options).resolve_many(who)
    alone = kto.Resolver(DictSource(store.scan()), **options).resolve_many(who)
    assert [outcome.to_json(admin=True) for outcome in alone] == [outcome.to_json(admin=True) for outcome in expected]
    assert kto.Resolver(DictSource(store.scan()), ledger=store, **options).resolve_many(who) == expected
    assert {outcome.verdict.word for outcome in expected} == {"sign_in", "choose", "link", "complete_profile"}


def test_unnumbered_is_used_where_there_is_one() -> None:
    asked: List[object] = []

    class Counts(DictSource):
        def unnumbered(self, region: str, limit: int) -> Any:
            asked.append((region, limit))
            return [card for card in self.cards.values() if card.snils is None][:limit]

    who = identity(surname="Климов", name="Егор", patronymic="Олегович", snils="112-233-445 95")
    outcome = kto.Resolver(Counts(personas()), diagnose=True).resolve(who)
    assert kto.Reason.PERSONA_WITHOUT_SNILS in outcome.for_admin().reasons
    assert len(asked) == 1


def test_a_source_in_many_threads() -> None:
    resolver = kto.Resolver(DictSource(personas()), at="2024-10-01")
    expected = resolver.resolve(identity())
    wrong: List[object] = []

    def work() -> None:
        for _ in range(200):
            if resolver.resolve(identity()) != expected:
                wrong.append("another answer")

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_each_thread_gets_its_own_exception() -> None:
    class Picky(DictSource):
        def candidates(self, queries: Any) -> Any:
            raise Mine(threading.current_thread().name)

    resolver = kto.Resolver(Picky(personas()))
    wrong: List[object] = []

    def work() -> None:
        for _ in range(100):
            try:
                resolver.resolve(identity())
                wrong.append("no exception")
            except Mine as error:
                if str(error) != threading.current_thread().name:
                    wrong.append(str(error))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_an_import_and_a_source_do_not_wait_for_each_other(store: kto.Store) -> None:
    """The import holds the store's turn and wants the GIL; the source holds the GIL and wants the store."""
    resolver = kto.Resolver(DictSource(personas()), ledger=store)
    done = threading.Event()
    failed: List[BaseException] = []

    def resolve() -> None:
        try:
            while not done.is_set():
                resolver.resolve(identity())
                store.info
        except BaseException as error:  # noqa: B902
            failed.append(error)

    threads = [threading.Thread(target=resolve) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        store.import_roster(MORE, on_error=lambda issue: store.closed, progress=lambda done: None)
    done.set()
    for thread in threads:
        thread.join()
    assert not failed and store.info.personas == len(ROSTER) + len(MORE)


def test_the_source_lives_as_long_as_its_resolver() -> None:
    import gc
    import weakref

    source = DictSource(personas())
    gone = weakref.ref(source)
    resolver = kto.Resolver(source)
    source.resolver = resolver  # type: ignore[attr-defined]  # a circle, which the collector must see
    del source
    gc.collect()
    assert gone() is not None and resolver.resolve(identity()).verdict is kto.Verdict.SIGN_IN
    del resolver
    gc.collect()
    assert gone() is None
