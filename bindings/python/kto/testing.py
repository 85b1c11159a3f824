"""For portals that bring their own personas: kto's conformance suite over a :class:`kto.PersonaSource`.

>>> import kto, kto.testing
>>> with kto.open("memory:") as store:
...     report = store.import_roster(kto.testing.roster().encode())
...     kto.testing.conformance(store)
()
"""

from __future__ import annotations

from typing import Iterable, NamedTuple, Optional, Tuple, Union

from . import _kto
from ._persona import Persona
from ._source import Adapter, PersonaSource
from ._store import Store

__all__ = ["Fault", "Rule", "conformance", "personas", "roster", "rules"]


class Fault(NamedTuple):
    """A rule that a source broke, and how. Names nobody: of personas it says their place in the list, from 1.

    >>> import kto, kto.testing
    >>> with kto.open("memory:") as store:
    ...     faults = kto.testing.conformance(store)  # it holds none of the suite's people
    >>> faults[0].rule
    'candidates.missing'
    """

    rule: str
    what: str


class Rule(NamedTuple):
    """A rule of the suite.

    >>> import kto.testing
    >>> kto.testing.rules()[0].text != ""
    True
    """

    name: str
    text: str


def rules() -> Tuple[Rule, ...]:
    """Everything that the suite checks of a source.

    >>> import kto.testing
    >>> "scan.order" in [rule.name for rule in kto.testing.rules()]
    True
    """
    return tuple(Rule(*rule) for rule in _kto.conformance_rules())


def personas() -> Tuple[Persona, ...]:
    """The suite's invented people, whom a source must hold, and nobody else, when it is put to the suite.

    >>> import kto.testing
    >>> len({persona.key.region for persona in kto.testing.personas()})
    3
    """
    return tuple(Persona._of(core) for core in _kto.conformance_personas())


def roster() -> str:
    """The same people as a roster: CSV with ``;``.

    >>> import kto, kto.testing
    >>> with kto.open("memory:") as store:
    ...     store.import_roster(kto.testing.roster().encode()).inserted == len(kto.testing.personas())
    True
    """
    return _kto.conformance_roster()


def conformance(
    source: Union[PersonaSource, Store],
    *,
    personas: Optional[Iterable[Persona]] = None,
    number_text: bool = True,
    logins: bool = True,
    guardians: bool = True,
    consents: bool = True,
    classes: bool = True,
    unnumbered: bool = True,
) -> Tuple[Fault, ...]:
    """Puts a source to the suite and returns the faults, at most five a rule; an empty tuple = it does what it must.
    It reads only, also from several threads.

    The source must hold :func:`personas` and nobody else, or the ``personas`` that are given. What a source
    lacks, and no answer rests on, can be left out: the number as it was written (``number_text``), ``logins``,
    ``guardians``, ``consents``, ``classes`` (with school years and dates), and the optional ``unnumbered``.
    An exception that the source raises comes out as it is.

    >>> import kto, kto.testing
    >>> class Nobody:
    ...     def candidates(self, queries): return []
    ...     def by_key(self, keys): return []
    ...     def by_organisation(self, region, organisation): return []
    ...     def scan(self, after, limit): return []
    ...     def regions(self): return []
    >>> kto.testing.conformance(Nobody(), personas=[])
    ()
    """
    asked: Union[_kto.Store, Adapter] = source._core if isinstance(source, Store) else Adapter(source)
    held = None if personas is None else [persona._core for persona in personas]
    wanted = {
        "number_text": bool(number_text),
        "logins": bool(logins),
        "guardians": bool(guardians),
        "consents": bool(consents),
        "classes": bool(classes),
        "unnumbered": bool(unnumbered),
    }
    return tuple(Fault(*fault) for fault in _kto.check_source(asked, held, wanted))
