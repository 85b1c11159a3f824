"""A portal's own personas: the methods that kto asks."""

from __future__ import annotations

from typing import Any, Iterable, Iterator, List, NamedTuple, Optional, Protocol, Sequence, Tuple, Union

from . import _kto
from ._persona import Persona, PersonaKey
from ._snils import Snils


class NumberQuery(NamedTuple):
    """A region and a usable number, asked for together. Prints nothing of the number.

    >>> import kto
    >>> kto.NumberQuery("38", kto.Snils("112-233-445 95"))
    NumberQuery(region='38', snils=<kto.Snils valid>)
    """

    #: Two digits.
    region: str
    snils: Snils


class PersonaSource(Protocol):
    """What an object must do to be a source of personas: over a portal's own tables, with plain numbers.

    Any object with these methods is one; it need not inherit from this class. Every method may be called
    from several threads at once (a ``sqlite3`` connection belongs to one thread: open one a thread). An
    exception that a method raises comes out of :meth:`Resolver.resolve` as it is. The resolver keeps the
    source alive. :func:`kto.testing.conformance` checks an implementation.

    A source may also have ``unnumbered(region, limit)``: personas of a region without a usable number, at
    most ``limit``, for the administrator's reasons; without it kto scans.

    >>> import kto
    >>> class Cards:
    ...     def __init__(self, personas):
    ...         self.by_key_ = {persona.key: persona for persona in sorted(personas, key=lambda p: p.key)}
    ...     def candidates(self, queries):
    ...         for number, (region, snils) in enumerate(queries):
    ...             for key, persona in self.by_key_.items():
    ...                 if key.region == region and persona.snils == snils:
    ...                     yield number, persona
    ...     def by_key(self, keys):
    ...         return [self.by_key_[key] for key in keys if key in self.by_key_]
    ...     def by_organisation(self, region, organisation):
    ...         return [p for key, p in self.by_key_.items() if key[:2] == (region, organisation)]
    ...     def scan(self, after, limit):
    ...         return [p for key, p in self.by_key_.items() if after is None or key > after][:limit]
    ...     def regions(self):
    ...         return sorted({key.region for key in self.by_key_})
    >>> cards = Cards([kto.Persona(region=38, organisation="МБОУ СОШ №900", id="2004", name="Соловьев Петр",
    ...                            snils="276-488-905 42", roles=[kto.Role.PARENT])])
    >>> identity = kto.Identity.from_esia({"trusted": True, "lastName": "Соловьёв", "firstName": "Пётр",
    ...                                    "snils": "276-488-905 42"}, verified=True)
    >>> kto.Resolver(cards).resolve(identity).verdict
    <Verdict.SIGN_IN: 10>
    """

    def candidates(self, queries: Sequence[NumberQuery]) -> Iterable[Tuple[int, Persona]]:
        """Every persona of ``queries[i].region`` whose usable number equals ``queries[i].snils``, archived and
        not activated ones included, as ``(i, persona)``; in any order, each once a query.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     list(store.candidates([kto.NumberQuery("38", kto.Snils("276-488-905 42"))]))
        []
        """
        ...

    def by_key(self, keys: Sequence[PersonaKey]) -> Iterable[Persona]:
        """The personas with these keys, in this order; unknown keys are left out silently.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     list(store.by_key([kto.PersonaKey("38", "МБОУ СОШ №900", "2004")]))
        []
        """
        ...

    def by_organisation(self, region: str, organisation: str) -> Iterable[Persona]:
        """All personas of an organisation, ordered by the UTF-8 bytes of their ids.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     list(store.by_organisation("38", "МБОУ СОШ №900"))
        []
        """
        ...

    def scan(self, after: Optional[PersonaKey], limit: int) -> Iterable[Persona]:
        """Personas in the order of their keys (region, organisation, id; by UTF-8 bytes) behind ``after``
        (``None``: from the start), at most ``limit``.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     list(store.scan(None, 100))
        []
        """
        ...

    def regions(self) -> Iterable[Union[str, int]]:
        """The regions that have personas, ascending.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     store.regions()
        ()
        """
        ...


class Adapter:
    """Between the compiled module, which deals in tuples, and a source, which deals in kto's values."""

    __slots__ = ("_source", "has_unnumbered")

    def __init__(self, source: PersonaSource) -> None:
        for method in ("candidates", "by_key", "by_organisation", "scan", "regions"):
            if not callable(getattr(source, method, None)):
                raise TypeError(f"{type(source).__name__} is no source of personas: it has no method {method}()")
        self._source: Any = source
        self.has_unnumbered = callable(getattr(source, "unnumbered", None))

    def candidates(self, queries: List[Tuple[str, str]]) -> Iterator[Tuple[int, _kto.Persona]]:
        asked = [NumberQuery(region, Snils(number)) for region, number in queries]
        for item in self._source.candidates(asked):
            if not isinstance(item, tuple) or len(item) != 2:
                raise TypeError(f"candidates(): (number of the query, Persona) is wanted, not {type(item).__name__}")
            query, persona = item
            if not isinstance(query, int) or not 0 <= query < len(asked):
                raise ValueError("candidates(): there is no query of this number")
            yield query, _core(persona, "candidates")

    def by_key(self, keys: List[Tuple[str, str, str]]) -> Iterator[Tuple[int, _kto.Persona]]:
        return self._personas("by_key", [PersonaKey(*key) for key in keys])

    def by_organisation(self, region: str, organisation: str) -> Iterator[Tuple[int, _kto.Persona]]:
        return self._personas("by_organisation", region, organisation)

    def scan(self, after: Optional[Tuple[str, str, str]], limit: int) -> Iterator[Tuple[int, _kto.Persona]]:
        return self._personas("scan", None if after is None else PersonaKey(*after), limit)

    def unnumbered(self, region: str, limit: int) -> Iterator[Tuple[int, _kto.Persona]]:
        return self._personas("unnumbered", region, limit)

    def regions(self) -> Iterable[Union[str, int]]:
        regions: Iterable[Union[str, int]] = self._source.regions()
        return regions

    def _personas(self, method: str, *arguments: object) -> Iterator[Tuple[int, _kto.Persona]]:
        for persona in getattr(self._source, method)(*arguments):
            yield 0, _core(persona, method)


def _core(persona: object, method: str) -> _kto.Persona:
    if not isinstance(persona, Persona):
        raise TypeError(f"{method}(): a kto.Persona is wanted, not {type(persona).__name__}")
    return persona._core
