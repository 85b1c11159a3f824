"""docs/python.md does what it says."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from people import ROOT

PAGE = ROOT / "docs" / "python.md"


def test_the_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").symlink_to(ROOT / "examples" / "data")
    monkeypatch.chdir(tmp_path)
    blocks = PAGE.read_text(encoding="utf-8").split("```")[1::2]
    text = "\n".join(block[len("python\n"):] for block in blocks if block.startswith("python\n"))
    test = doctest.DocTestParser().get_doctest(text, {}, "docs/python.md", str(PAGE), 0)
    told = doctest.DocTestRunner().run(test)
    assert told.failed == 0 and told.attempted > 30
