"""Whole columns in one call: lists in, lists out, the GIL released in between. ``None`` stays ``None``.

>>> import kto.columns
>>> kto.columns.fold(["ОРЛОВА Анна", None])
['орлова анна', None]
"""

from __future__ import annotations

from typing import Iterable, List, NamedTuple, Optional

from . import _kto
from ._codes import Grade, SnilsVerdict
from ._frozen import Text

__all__ = ["SnilsColumn", "compare", "display", "fold", "match_keys", "snils"]

Cells = Iterable[Optional[Text]]


class SnilsColumn(NamedTuple):
    """What a column of numbers is worth: two columns of the same length.

    >>> import kto.columns
    >>> kto.columns.snils(["112-233-445 95", "1", None]).canonical
    ['112-233-445 95', None, None]
    """

    verdict: List[Optional[SnilsVerdict]]
    #: ``None`` unless the number can be used.
    canonical: List[Optional[str]]


def fold(lines: Cells) -> List[Optional[str]]:
    """Names in one line → their folded form, surname first; ``None`` where a name cannot be folded.

    >>> import kto.columns
    >>> kto.columns.fold(["Соловьёв  Пётр", "\\u202e"])
    ['соловьев петр', None]
    """
    return _kto.folded_lines(lines)


def match_keys(lines: Cells) -> List[Optional[str]]:
    """Names in one line → :attr:`kto.Fio.match_key`: equal for two lines exactly when they match.

    >>> import kto.columns
    >>> one, two = kto.columns.match_keys(["Соловьёв Пётр", "ПЕТР СОЛОВЬЕВ"])
    >>> one == two
    True
    """
    return _kto.match_keys(lines)


def display(lines: Cells) -> List[Optional[str]]:
    """Names in one line → the form for people; ``None`` where a name cannot be folded.

    >>> import kto.columns
    >>> kto.columns.display(["ОРЛОВА АННА"])
    ['Орлова Анна']
    """
    return _kto.display_lines(lines)


def compare(a: Cells, b: Cells) -> List[Optional[Grade]]:
    """Two columns of one length → the grade of each pair. Raises :class:`kto.DataError` when lengths differ.

    >>> import kto.columns
    >>> kto.columns.compare(["Соловьёв Пётр", None], ["Соловьев Петр", "Орлова Анна"])
    [<Grade.EQUIVALENT: 30>, None]
    """
    grades = {int(grade): grade for grade in Grade}
    return [None if code is None else grades[code] for code in _kto.compare_columns(a, b)]


def snils(cells: Cells, *, recover: bool = False) -> SnilsColumn:
    """Cells → verdicts and canonical numbers. ``recover``: see :class:`kto.Snils`.

    >>> import kto.columns
    >>> kto.columns.snils(["8765430300"], recover=True).canonical
    ['087-654-303 00']
    """
    verdicts, canonical = _kto.snils_column(cells, bool(recover))
    known = {int(verdict): verdict for verdict in SnilsVerdict}
    return SnilsColumn([None if code is None else known[code] for code in verdicts], canonical)
