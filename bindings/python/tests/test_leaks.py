"""Nothing is left behind over 10⁵ calls: Python's own count of blocks and bytes, and the process's memory."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
from people import ROSTER, SANITIZED, DictSource, claims, identity, personas

import kto
import kto.columns

CALLS = 10_000 if SANITIZED else 100_000


def resident_kib() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise AssertionError("no VmRSS")


def raising(queries: Any) -> Any:
    raise ValueError("on purpose")


def caught(call: Callable[[], object]) -> None:
    try:
        call()
    except (kto.Error, ValueError, TypeError):
        return
    raise AssertionError("no exception")


def cases() -> Dict[str, Callable[[], object]]:
    store = kto.open("memory:")
    store.import_roster(ROSTER)
    source = DictSource(personas())
    broken = DictSource(personas())
    setattr(broken, "candidates", raising)
    who, data = identity(), claims()
    resolver, own, failing = kto.Resolver(store), kto.Resolver(source), kto.Resolver(broken)
    row = {**ROSTER[0], "snils": "1"}
    return {
        "name": lambda: kto.Fio.parse("Соловьёв Пётр Семёнович").notes,
        "bad name": lambda: caught(lambda: kto.Fio.parse(b"\xff")),
        "surrogate": lambda: caught(lambda: kto.Fio.parse("\ud800")),
        "compare": lambda: kto.compare("Соловьёв Пётр", "Соловьев Петр"),
        "number": lambda: kto.Snils("276-488-905 42").canonical,
        "identity": lambda: kto.Identity.from_esia(data, verified=True).name,
        "resolve": lambda: resolver.resolve(who).to_dict(),
        "many": lambda: resolver.resolve_many([who, who]),
        "source": lambda: own.resolve(who),
        "source that raises": lambda: caught(lambda: failing.resolve(who)),
        "wrong type": lambda: caught(lambda: resolver.resolve(5)),  # type: ignore[arg-type]
        "columns": lambda: kto.columns.compare(["Соловьёв Пётр"], ["Соловьев Петр"]),
        "read": lambda: store.scan(limit=3),
        "import": lambda: store.import_roster([row], on_error=lambda issue: None),
        "import that raises": lambda: caught(lambda: store.import_roster([row], on_error=raising)),
        "open and close": lambda: kto.open("memory:").close(),
    }  # fmt: skip


def test_nothing_is_left_behind() -> None:
    calls = cases()
    # Of 10^5 calls each case gets its share, twice: what warms up in the first round is no leak.
    share = CALLS // (2 * len(calls))
    for name, call in calls.items():
        measured: List[int] = []
        blocks: List[int] = []
        for _ in range(2):
            for _ in range(share):
                call()
            gc.collect()
            measured.append(resident_kib())
            blocks.append(sys.getallocatedblocks())
        # A block a call would be `share` of them; a hundred is what caches and the test itself move.
        assert blocks[1] - blocks[0] < share // 10, f"{name}: blocks of Python's"
        # 64 bytes a call lost in C++ would be share/16 KiB. Sanitizers keep freed memory back on purpose.
        if not SANITIZED:
            assert measured[1] - measured[0] < 1024 + share // 16, f"{name}: resident memory"


@pytest.mark.skipif(SANITIZED, reason="the sanitizers' own memory is counted with it")
def test_large_values_are_given_back() -> None:
    """Losing one of them would show: each is about a megabyte."""
    cells = [f"000-{number // 1000:03}-{number % 1000:03} 00" for number in range(1, 20_001)]
    lines = ["Соловьёв Пётр Семёнович"] * 200
    for _ in range(3):
        kto.columns.snils(cells)
        kto.columns.fold(lines)
    gc.collect()
    before = resident_kib()
    for _ in range(60):
        kto.columns.snils(cells)
        kto.columns.fold(lines)
    gc.collect()
    assert resident_kib() - before < 20 * 1024


def test_tracemalloc_sees_nothing_of_ours_grow() -> None:
    # What the interpreter keeps for reuse is some hundred blocks, however many the calls.
    calls, rounds = cases(), 1000
    for call in calls.values():
        for _ in range(20):
            call()
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.take_snapshot()
        for call in calls.values():
            for _ in range(rounds):
                call()
        gc.collect()
        after = tracemalloc.take_snapshot()
    finally:
        tracemalloc.stop()
    ours = [tracemalloc.Filter(True, "*/kto/*")]
    grown = [entry for entry in after.filter_traces(ours).compare_to(before.filter_traces(ours), "lineno")
             if entry.count_diff > rounds // 2]  # fmt: skip
    assert not grown, grown
