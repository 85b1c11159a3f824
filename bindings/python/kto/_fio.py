"""Full names (ФИО): parse, fold, show, compare."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional, Tuple, Union

from . import _kto
from ._codes import Grade, NameRule, Part
from ._errors import DataError
from ._frozen import Frozen, Text


class NameParts(NamedTuple):
    """Surname, given name and patronymic; an absent part is an empty string. Prints nothing of them.

    >>> import kto
    >>> surname, name, patronymic = kto.Fio.parse("Андреева Мария Даниловна").parts
    >>> surname
    'Андреева'
    """

    surname: str
    name: str
    patronymic: str

    def __repr__(self) -> str:
        return "<kto.NameParts>"


class Note(NamedTuple):
    """One thing that folding did to a name, so that somebody can be shown which letter is wrong.

    >>> import kto
    >>> note = kto.Fio.parse("Соловьёв Пётр").notes[1]
    >>> note.rule, note.position, note.byte, note.before, note.after
    (<NameRule.YO: 200>, 6, 12, 'ё', 'е')
    """

    part: Part
    rule: NameRule
    #: Code points from the start of the part as it was given.
    position: int
    #: Bytes of UTF-8 from the start of the input; with three parts, of the part.
    byte: int
    before: str
    after: str

    def __repr__(self) -> str:
        return f"<kto.Note {self.part.word} {self.rule.word}>"


class Difference(NamedTuple):
    """One difference of two names.

    >>> import kto
    >>> kto.compare("Соловьёв Пётр", "Соловьев Пётр").differences
    (<kto.Difference surname yo>,)
    """

    part: Part
    rule: NameRule
    #: Code points into the part of the first name, as it was given.
    position: int
    #: The letters that differ, of the first name; may be empty.
    a: str
    #: The same of the second name.
    b: str

    def __repr__(self) -> str:
        return f"<kto.Difference {self.part.word} {self.rule.word}>"


class Comparison(NamedTuple):
    """A grade, and every difference behind it.

    >>> import kto
    >>> kto.compare("Орлова Анна", "ОРЛОВА АННА")
    <kto.Comparison equal>
    """

    grade: Grade
    differences: Tuple[Difference, ...]

    @property
    def matches(self) -> bool:
        """Is the grade good enough for a sign-in (``EQUIVALENT`` or better)?

        >>> import kto
        >>> kto.compare("Соловьёв Пётр", "Соловьев Петр").matches
        True
        """
        return self.grade >= Grade.EQUIVALENT

    def __repr__(self) -> str:
        return f"<kto.Comparison {self.grade.word}>"


def _comparison(raw: _kto.RawComparison) -> Comparison:
    grade, differences = raw
    return Comparison(
        Grade(grade),
        tuple(Difference(Part(part), NameRule(rule), position, a, b) for part, rule, position, a, b in differences),
    )


class Fio(Frozen):
    """A full name that can be folded; there is no other. Given in parts, or as one line by :meth:`parse`.

    ``None``, an empty string and ``"-"`` are an absent part; at least one of surname and name is there.
    Two are ``==`` when they were given alike, letter for letter; whether they may be one person is what
    :meth:`compare` says. Raises :class:`DataError` with the ``code`` ``bad_utf8`` (also for a ``str`` with a
    lone surrogate), ``too_long`` (256 code points a part), ``control_character``, ``bidi_control`` or
    ``empty``; ``field`` names the part and ``offset`` the byte.

    >>> import kto
    >>> fio = kto.Fio("СОЛОВЬЁВ", "Пётр", "Семенович")
    >>> fio.display
    'Соловьёв Пётр Семенович'
    >>> fio
    <kto.Fio>
    """

    __slots__ = ("_core", "_input")
    _core: _kto.Fio
    _input: Tuple[str, ...]

    def __init__(self, surname: Optional[Text], name: Optional[Text], patronymic: Optional[Text] = None) -> None:
        none_as_empty = ("" if part is None else part for part in (surname, name, patronymic))
        self._fill(_kto.Fio.from_parts(*none_as_empty))

    def _fill(self, core: _kto.Fio) -> None:
        self._set("_core", core)
        self._set("_input", core.input())

    @classmethod
    def _of(cls, core: _kto.Fio) -> Fio:
        made = cls.__new__(cls)
        made._fill(core)
        return made

    @classmethod
    def parse(cls, text: Text) -> Fio:
        """A name in one line, in either order of the diary.

        >>> import kto
        >>> kto.Fio.parse("Гавриил Давидович Леви").parts.surname
        'Леви'
        """
        return cls._of(_kto.Fio.parse(text))

    @property
    def parts(self) -> NameParts:
        """The parts as they were given, blanks around cut off.

        >>> import kto
        >>> kto.Fio.parse("  ОРЛОВА   Анна ").parts.surname
        'ОРЛОВА'
        """
        return NameParts(*self._core.parts())

    @property
    def folded(self) -> NameParts:
        """The form that names are matched by. Not for storage: folding may improve.

        >>> import kto
        >>> tuple(kto.Fio.parse("Соловьёв Пётр").folded)
        ('соловьев', 'петр', '')
        """
        return NameParts(*self._core.folded())

    @property
    def display(self) -> str:
        """The name for people: proper case, repaired look-alikes, ё kept; surname first.

        >>> import kto
        >>> kto.Fio.parse("йовович-щедрина МАРИЯ").display
        'Йовович-Щедрина Мария'
        """
        return self._core.display()

    @property
    def display_parts(self) -> NameParts:
        """The parts of :attr:`display`.

        >>> import kto
        >>> kto.Fio.parse("ОРЛОВА АННА").display_parts.name
        'Анна'
        """
        return NameParts(*self._core.display_parts())

    @property
    def notes(self) -> Tuple[Note, ...]:
        """What folding changed.

        >>> import kto
        >>> kto.Fio.parse("ОРЛОВА Анна").notes
        (<kto.Note surname letter_case>, <kto.Note given letter_case>)
        """
        return tuple(
            Note(Part(part), NameRule(rule), position, byte, before, after)
            for part, rule, position, byte, before, after in self._core.notes()
        )

    @property
    def order_certain(self) -> bool:
        """False when a line without a patronymic may be read in two orders.

        >>> import kto
        >>> kto.Fio.parse("Соловьёв Пётр").order_certain, kto.Fio("Соловьёв", "Пётр").order_certain
        (False, True)
        """
        return self._core.order_certain()

    @property
    def match_key(self) -> str:
        """One string that is equal for two names exactly when they are graded ``EQUIVALENT`` or better (for
        two lines, or for two names given in parts): for a ``dict`` over many. Not for storage.

        >>> import kto
        >>> kto.Fio("Соловьёв", "Пётр").match_key == kto.Fio("СОЛОВЬЕВ", "ПЕТР").match_key
        True
        """
        return self._core.match_key()

    def compare(self, other: Union[Fio, Text]) -> Comparison:
        """Compares with another name, or with a line.

        >>> import kto
        >>> kto.Fio("Андреева", "Наталия").compare(kto.Fio("Андреева", "Наталья")).grade
        <Grade.SIMILAR: 20>
        """
        second = other if isinstance(other, Fio) else Fio.parse(other)
        return _comparison(self._core.compare(second._core))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Fio):
            return NotImplemented
        return self._input == other._input

    def __hash__(self) -> int:
        return hash(self._input)

    def __reduce__(self) -> Tuple[Any, ...]:
        return (_parse if len(self._input) == 1 else Fio), self._input


def _parse(text: str) -> Fio:
    return Fio.parse(text)


def compare(a: Union[Fio, Text], b: Union[Fio, Text]) -> Comparison:
    """Compares two names; each a :class:`Fio` or a line.

    A line that cannot be folded (broken UTF-8, text-direction marks, nothing in it) is ``DIFFERENT`` from
    everything, itself included, by the rule ``CANNOT_BE_FOLDED``; only a ``str`` with lone surrogates raises
    :class:`DataError`. The grade is the same in either order.

    >>> import kto
    >>> kto.compare("Андреева Мария Даниловна", "Мария Даниловна АНДРЕЕВА").grade
    <Grade.EQUAL: 40>
    """
    first, second = _read(a), _read(b)
    if first is None or second is None:
        nothing = Difference(Part.WHOLE, NameRule.CANNOT_BE_FOLDED, 0, "", "")
        return Comparison(Grade.DIFFERENT, (nothing,))
    return _comparison(first.compare(second))


def _read(name: Union[Fio, Text]) -> Optional[_kto.Fio]:
    if isinstance(name, Fio):
        return name._core
    try:
        return _kto.Fio.parse(name)
    except DataError as error:
        if error.code == "bad_utf8" and isinstance(name, str):
            raise  # a lone surrogate: the text was decoded wrongly, which is nobody's name
        return None
