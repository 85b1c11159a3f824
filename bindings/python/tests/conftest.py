"""What the tests share."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import pytest
from people import ROSTER

import kto


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "school.kto-key"
    kto.create_key(path)
    return path


@pytest.fixture
def store(tmp_path: Path, key: Path) -> Iterator[kto.Store]:
    """A sealed file with the roster in it."""
    with kto.open(tmp_path / "school.db", key_file=key, create=True) as opened:
        assert opened.import_roster(ROSTER).inserted == len(ROSTER)
        yield opened
