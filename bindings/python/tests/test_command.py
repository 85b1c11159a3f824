"""`python -m kto` is the command (its whole suite runs over it as python.command); what the module shows outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, List

import pytest
from people import COMMAND, SANITIZED

from kto import _kto

pytestmark = pytest.mark.skipif(not COMMAND, reason="no command to compare with (KTO_COMMAND)")
MODULE = [sys.executable, "-m", "kto"]


def run(words: List[str], **more: Any) -> Any:
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, **more)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("words", [
    ["--version"], ["--help"], [], ["name", "--json"], ["nonsense"], ["resolve", "--store", "memory:"],
    ["check", "--store", "sqlite:none.db", "--lang", "en"], ["import", "--help"], [os.fsdecode(b"\xff")]])  # fmt: skip
def test_the_same_words_give_the_same_end(words: List[str], tmp_path: Path) -> None:
    stdin = "Соловьёв Пётр\n".encode() + b"\xff\n"
    ours = run([*MODULE, *words], input=stdin, cwd=tmp_path)
    assert ours == run([COMMAND, *words], input=stdin, cwd=tmp_path)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", [MODULE, [COMMAND]], ids=["module", "command"])
def test_a_signal_ends_it_as_the_command(command: List[str], number: signal.Signals, tmp_path: Path) -> None:
    """`name` dies of it; an import waiting for its input rolls back and ends with 3."""
    process = subprocess.Popen([*command, "name"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path)
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("Соловьёв Пётр\n".encode())
    process.stdin.flush()
    assert process.stdout.readline()  # it is running
    process.send_signal(number)
    assert process.wait(60) == -number
    process.stdin.close()
    process.stdout.close()


@pytest.mark.skipif(SANITIZED, reason="the sanitizers add names of their own")
def test_the_module_shows_one_name() -> None:
    listed = subprocess.run(["nm", "-D", "--defined-only", _kto.__file__ or ""], stdout=subprocess.PIPE, check=True)
    names = [line.split()[-1] for line in listed.stdout.decode().splitlines()]
    assert [name for name in names if name not in ("_init", "_fini")] == ["PyInit__kto"]
