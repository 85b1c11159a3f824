"""The rules of sign-in, as data."""

from __future__ import annotations

import datetime
import os
from typing import Any, Optional, Tuple, Union

from . import _kto
from ._codes import Role
from ._errors import DataError
from ._frozen import Frozen, Text

#: A date as a person would pass it: ``datetime.date``, ``"2024-10-01"`` or ``"01.10.2024"``.
Date = Union[datetime.date, str]
#: A region of the Russian Federation by its number: ``"38"``, ``"038"`` or ``38``.
Region = Union[str, int]

_MOST_BYTES = 256 * 1024


class Rules(Frozen):
    """A checked set of rules. Made by :meth:`builtin`, :meth:`default`, :meth:`from_file` or :meth:`from_text`;
    equal when name, version and text are.

    >>> import kto
    >>> kto.Rules.builtin("ru-2024")
    <kto.Rules ru-2024/1>
    """

    __slots__ = ("_core", "_text")
    _core: _kto.RuleSet
    _text: Optional[Text]

    def __init__(self) -> None:
        raise TypeError("Rules are made by Rules.builtin(), .default(), .from_file() or .from_text()")

    @classmethod
    def _of(cls, core: _kto.RuleSet, text: Optional[Text]) -> Rules:
        made = cls.__new__(cls)
        made._set("_core", core)
        made._set("_text", text)
        return made

    @classmethod
    def builtin(cls, name: str) -> Rules:
        """A built-in set by its name. Raises :class:`NotFound` for any other.

        >>> import kto
        >>> kto.Rules.builtin("irkutsk-2018").regions
        ('38',)
        """
        return cls._of(_kto.RuleSet.builtin(name), None)

    @staticmethod
    def names() -> Tuple[str, ...]:
        """The names of the built-in sets.

        >>> import kto
        >>> kto.Rules.names()
        ('irkutsk-2018', 'ru-2024')
        """
        return _kto.builtin_rules_names()

    @classmethod
    def default(cls, region: Optional[Region] = None, at: Optional[Date] = None) -> Rules:
        """The newest built-in set in force for a region on a date (``None``: today there); where none is,
        ``ru-2024``.

        >>> import kto
        >>> kto.Rules.default(38, "2020-09-01").name
        'irkutsk-2018'
        """
        return cls._of(_kto.RuleSet.default(region, at), None)

    @classmethod
    def from_text(cls, text: Text) -> Rules:
        """Reads a region's own set; what it leaves out is as in ``ru-2024`` (docs/rules.md).

        Raises :class:`DataError` with the byte and the path of the key: ``bad_json``, ``repeated_key``,
        ``unknown_field``, ``missing_field``, ``wrong_type``, ``bad_value`` …

        >>> import kto
        >>> kto.Rules.from_text('{"format": 1, "name": "my-region", "version": 2}')
        <kto.Rules my-region/2>
        """
        return cls._of(_kto.RuleSet.parse(text), text)

    @classmethod
    def from_file(cls, path: Union[str, os.PathLike[str]]) -> Rules:
        """Reads a file of such a set. Errors of reading are Python's own :class:`OSError`; ``too_long`` above
        256 KiB.

        >>> import kto, pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder) / "rules.json"
        ...     _ = path.write_text('{"format": 1, "name": "my-region", "version": 3}')
        ...     kto.Rules.from_file(path).version
        3
        """
        with open(path, "rb") as file:
            text = file.read(_MOST_BYTES + 1)
        if len(text) > _MOST_BYTES:
            raise DataError("the text is longer than allowed [too_long]", code="too_long", number=30)
        return cls.from_text(text)

    @property
    def name(self) -> str:
        """The name of the set.

        >>> import kto
        >>> kto.Rules.default().name
        'ru-2024'
        """
        return self._core.name()

    @property
    def version(self) -> int:
        """Its version, from 1.

        >>> import kto
        >>> kto.Rules.builtin("ru-2024").version
        1
        """
        return self._core.version()

    @property
    def hash(self) -> str:
        """The fingerprint of the text it was read from (BLAKE2b-256, hexadecimal), as decisions record it.

        >>> import kto
        >>> len(kto.Rules.builtin("ru-2024").hash)
        64
        """
        return self._core.hash()

    @property
    def regions(self) -> Tuple[str, ...]:
        """The regions it is bound to; empty = every region.

        >>> import kto
        >>> kto.Rules.builtin("ru-2024").regions
        ()
        """
        return self._core.regions()

    @property
    def since(self) -> Optional[datetime.date]:
        """The first day on which it is in force; ``None`` = always was.

        >>> import kto
        >>> kto.Rules.builtin("ru-2024").since
        datetime.date(2024, 9, 2)
        """
        return self._core.since()

    @property
    def until(self) -> Optional[datetime.date]:
        """The first day on which it is in force no more; ``None`` = no end.

        >>> import kto
        >>> kto.Rules.builtin("ru-2024").until is None
        True
        """
        return self._core.until()

    def in_force(self, region: Optional[Region] = None, at: Optional[Date] = None) -> bool:
        """Is it in force in the region on the date (``None``: today there)?

        >>> import kto
        >>> kto.Rules.builtin("irkutsk-2018").in_force(77, "2019-01-01")
        False
        """
        return self._core.in_force(region, at)

    def esia_only(
        self, role: Role, *, age: Optional[int] = None, region: Optional[Region] = None, at: Optional[Date] = None
    ) -> bool:
        """Is ESIA the only way in for this role on this date? ``age`` in full years, of a pupil; ``None`` =
        unknown, which counts as adult.

        >>> import kto
        >>> rules = kto.Rules.builtin("irkutsk-2018")
        >>> [rules.esia_only(kto.Role.PUPIL, age=age, region=38, at="2019-01-01") for age in (13, 14)]
        [False, True]
        """
        return self._core.esia_only(int(Role(role)), age, region, at)

    def _identity(self) -> Tuple[str, int, str]:
        return self.name, self.version, self.hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rules):
            return NotImplemented
        return self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def __repr__(self) -> str:
        return f"<kto.Rules {self.name}/{self.version}>"

    def __reduce__(self) -> Tuple[Any, ...]:
        return (Rules.builtin, (self.name,)) if self._text is None else (Rules.from_text, (self._text,))
