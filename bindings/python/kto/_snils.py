"""Insurance numbers (СНИЛС)."""

from __future__ import annotations

from typing import Any, Optional, Tuple

from . import _kto
from ._codes import SnilsVerdict
from ._frozen import Frozen, Text


class Snils(Frozen):
    """A cell that should hold a number, and what it is worth. Takes any text and raises nothing for a bad one:
    see :attr:`verdict`.

    ``recover=True`` puts back leading zeros that a spreadsheet dropped, where that is certain: for cells of
    rosters, never for what ESIA says. Usable numbers are ``==`` when the number is the same, however it is
    written; one that cannot be used equals nothing, not even itself, so that two bad cells are never taken for
    one person. Ordered by the number; what cannot be used sorts last.

    >>> import kto
    >>> kto.Snils("112-233-445 95") == kto.Snils("11223344595")
    True
    >>> kto.Snils("112-233-445 95")
    <kto.Snils valid>
    """

    __slots__ = ("_text", "_recover", "_reading")
    _text: Text
    _recover: bool
    _reading: _kto.RawSnils

    def __init__(self, text: Text, *, recover: bool = False) -> None:
        self._set("_text", text)
        self._set("_recover", bool(recover))
        self._set("_reading", _kto.read_snils(text, self._recover))

    @property
    def verdict(self) -> SnilsVerdict:
        """What the cell is worth.

        >>> import kto
        >>> kto.Snils("112-233-445 96").verdict
        <SnilsVerdict.BAD_CHECKSUM: 30>
        """
        return SnilsVerdict(self._reading[0])

    @property
    def valid(self) -> bool:
        """Can the number be used: checked and right, or (001-001-998 and below) exempt from the check?

        >>> import kto
        >>> kto.Snils("112-233-445 95").valid, kto.Snils("000-000-000 00").valid
        (True, False)
        """
        return self._reading[2] is not None

    @property
    def recovered(self) -> bool:
        """Were leading zeros put back?

        >>> import kto
        >>> kto.Snils("8765430300", recover=True).recovered
        True
        """
        return self._reading[1]

    @property
    def canonical(self) -> Optional[str]:
        """The number as it is printed on documents; ``None`` unless it can be used.

        >>> import kto
        >>> kto.Snils("8765430300", recover=True).canonical
        '087-654-303 00'
        """
        return self._reading[3]

    @property
    def masked(self) -> Optional[str]:
        """For screens; still personal data. ``None`` unless the number can be used.

        >>> import kto
        >>> kto.Snils("112-233-445 95").masked
        '***-***-*45 **'
        """
        return self._reading[4]

    @property
    def text(self) -> Text:
        """The cell as it was given.

        >>> import kto
        >>> kto.Snils("11223344595").text
        '11223344595'
        """
        return self._text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snils):
            return NotImplemented
        return self.valid and self._reading[2] == other._reading[2]

    def __hash__(self) -> int:
        return hash(self._reading[2])

    def _rank(self) -> Tuple[bool, int]:
        return not self.valid, self._reading[2] or 0

    def __lt__(self, other: Snils) -> bool:
        return self._rank() < other._rank() if isinstance(other, Snils) else NotImplemented

    def __gt__(self, other: Snils) -> bool:
        return self._rank() > other._rank() if isinstance(other, Snils) else NotImplemented

    def __le__(self, other: Snils) -> bool:
        return self < other or self == other if isinstance(other, Snils) else NotImplemented

    def __ge__(self, other: Snils) -> bool:
        return self > other or self == other if isinstance(other, Snils) else NotImplemented

    def __repr__(self) -> str:
        return f"<kto.Snils {self.verdict.word}>"

    def __reduce__(self) -> Tuple[Any, ...]:
        return _remake, (self._text, self._recover)


def _remake(text: Text, recover: bool) -> Snils:
    return Snils(text, recover=recover)
