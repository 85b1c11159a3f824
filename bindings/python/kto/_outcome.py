"""The answer to a sign-in, with its two faces."""

from __future__ import annotations

import datetime
import json
from typing import Any, Dict, NamedTuple, Optional, Tuple

from . import _kto
from ._codes import Actor, Reason, Role, Verdict
from ._frozen import Frozen
from ._persona import PersonaKey


class EnterablePersona(NamedTuple):
    """A persona that may be entered (or activated), as the person may see it.

    >>> import kto
    >>> key = kto.PersonaKey("38", "МБОУ СОШ №900", "2004")
    >>> kto.EnterablePersona(key, (kto.Role.PARENT,), None, False).key.id
    '2004'
    """

    key: PersonaKey
    roles: Tuple[Role, ...]
    #: The class of the first membership that names one.
    klass: Optional[str]
    #: Linked to this ESIA account before.
    linked: bool


class Finding(NamedTuple):
    """One reason, and the personas it concerns. For administrators only.

    >>> import kto
    >>> kto.Finding(kto.Reason.ARCHIVED, (), "…").reason.word
    'archived'
    """

    reason: Reason
    personas: Tuple[PersonaKey, ...]
    text: str


class Repair(NamedTuple):
    """Who can mend which reason, and how. For administrators only.

    >>> import kto
    >>> kto.Repair(kto.Actor.SCHOOL, kto.Reason.ARCHIVED, "…").who.word
    'school'
    """

    who: Actor
    reason: Reason
    text: str


class PersonFace(NamedTuple):
    """What the person may see, and nothing else.

    >>> import kto
    >>> kto.PersonFace(kto.Verdict.TRY_AGAIN, (), "…", None).verdict.word
    'try_again'
    """

    verdict: Verdict
    personas: Tuple[EnterablePersona, ...]
    text: str
    #: Under which the administrator finds a recorded decision; ``None`` from ``resolve``, which records nothing.
    ticket: Optional[str]


class AdminFace(NamedTuple):
    """What only the administrator may see.

    >>> import kto
    >>> kto.AdminFace((), (), ("ru-2024", 1, "…"), None, None).rules[0]
    'ru-2024'
    """

    findings: Tuple[Finding, ...]
    repairs: Tuple[Repair, ...]
    #: Name, version and hash of the rules that were used.
    rules: Tuple[str, int, str]
    #: ``None`` where the claims alone decided before it was needed.
    region: Optional[str]
    at: Optional[datetime.date]

    @property
    def reasons(self) -> Tuple[Reason, ...]:
        """The reasons of the findings.

        >>> import kto
        >>> kto.AdminFace((), (), ("ru-2024", 1, "…"), None, None).reasons
        ()
        """
        return tuple(finding.reason for finding in self.findings)


class Outcome(Frozen):
    """The answer to one identity. Made by :class:`Resolver`; equal when both faces and the request's id are.

    >>> import kto
    >>> with kto.open("memory:") as store:
    ...     outcome = kto.Resolver(store).resolve(kto.Identity.from_esia("{}", verified=False))
    >>> outcome
    <kto.Outcome refuse, personas: 0>
    """

    __slots__ = ("_core", "_request_id")
    _core: _kto.Outcome
    _request_id: Optional[str]

    def __init__(self) -> None:
        raise TypeError("an Outcome is made by Resolver.resolve()")

    @classmethod
    def _of(cls, core: _kto.Outcome, request_id: Optional[str]) -> Outcome:
        made = cls.__new__(cls)
        made._set("_core", core)
        made._set("_request_id", request_id)
        return made

    @property
    def verdict(self) -> Verdict:
        """The answer.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     kto.Resolver(store).resolve(kto.Identity.from_esia({"error": "server_error"}, verified=True)).verdict
        <Verdict.TRY_AGAIN: 85>
        """
        return Verdict(self._core.verdict())

    @property
    def request_id(self) -> Optional[str]:
        """The id of the request that is answered.

        >>> import kto
        >>> identity = kto.Identity.from_esia({"request_id": "q1", "person": {}}, verified=True)
        >>> with kto.open("memory:") as store:
        ...     kto.Resolver(store).resolve(identity).request_id
        'q1'
        """
        return self._request_id

    @property
    def personas(self) -> Tuple[EnterablePersona, ...]:
        """Those that may be entered (or, with ``ACTIVATE``, activated), and no others; ordered by key.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     kto.Resolver(store).resolve(kto.Identity.from_esia({}, verified=True)).personas
        ()
        """
        return tuple(
            EnterablePersona(PersonaKey(*key), tuple(Role(role) for role in roles), klass or None, linked)
            for key, roles, klass, linked in self._core.personas()
        )

    @property
    def store_asked(self) -> bool:
        """Was any store asked? False where the claims alone decided.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     kto.Resolver(store).resolve(kto.Identity.from_esia({}, verified=True)).store_asked
        False
        """
        return self._core.store_asked()

    def text(self, lang: str = "ru") -> str:
        """A short text for the person, in ``"ru"`` or ``"en"``.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     outcome = kto.Resolver(store).resolve(kto.Identity.from_esia({"trusted": 1}, verified=True))
        >>> outcome.text("en") != outcome.text()
        True
        """
        return self._core.text(lang)

    def for_person(self, lang: str = "ru") -> PersonFace:
        """The person's face, with its text in ``lang``: all that a page may show.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     outcome = kto.Resolver(store).resolve(kto.Identity.from_esia({"trusted": 1}, verified=True))
        >>> outcome.for_person("en").verdict is outcome.verdict
        True
        """
        return PersonFace(self.verdict, self.personas, self.text(lang), None)

    def for_admin(self, lang: str = "ru") -> AdminFace:
        """The administrator's face, **which the person must not see**: reasons, who can mend them, the rules.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     outcome = kto.Resolver(store).resolve(kto.Identity.from_esia("{}", verified=False))
        >>> outcome.for_admin().reasons
        (<Reason.CLAIMS_NOT_VERIFIED: 100>,)
        """
        findings = tuple(
            Finding(Reason(reason), tuple(PersonaKey(*key) for key in keys), Reason(reason).text(lang))
            for reason, keys in self._core.findings()
        )
        repairs = tuple(
            Repair(Actor(who), Reason(reason), _kto.message(lang, f"repair.{Reason(reason).word}"))
            for who, reason in self._core.repairs()
        )
        return AdminFace(findings, repairs, self._core.rules(), self._core.region(), self._core.at())

    def to_json(self, lang: str = "ru", *, admin: bool = False) -> str:
        """The line that ``kto resolve`` prints, with ``admin=True`` that of ``kto resolve --admin``
        (docs/formats-cli.md).

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     kto.Resolver(store).resolve(kto.Identity.from_esia({}, verified=True)).to_json()[:19]
        '{"request_id":null,'
        """
        return self._core.json(self._request_id, lang, admin)

    def to_dict(self, lang: str = "ru", *, admin: bool = False) -> Dict[str, Any]:
        """The same as a ``dict``.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     list(kto.Resolver(store).resolve(kto.Identity.from_esia({}, verified=True)).to_dict())
        ['request_id', 'verdict', 'code', 'personas', 'text', 'ticket']
        """
        made: Dict[str, Any] = json.loads(self.to_json(lang, admin=admin))
        return made

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Outcome):
            return NotImplemented
        return self._request_id == other._request_id and self._core.same(other._core)

    def __hash__(self) -> int:
        return hash((self._request_id, self._core.verdict(), self._core.personas()))

    def __repr__(self) -> str:
        return f"<kto.Outcome {self.verdict.word}, personas: {len(self._core.personas())}>"

    def __reduce__(self) -> Tuple[Any, ...]:
        return _remake, (self._core.fields(), self._request_id)


def _remake(fields: Tuple[Any, ...], request_id: Optional[str]) -> Outcome:
    return Outcome._of(_kto.Outcome.from_fields(fields), request_id)
