"""Personas: what the diary knows about somebody."""

from __future__ import annotations

import datetime
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple, Union

from . import _kto
from ._codes import Consent, Role, Sex
from ._fio import Fio
from ._frozen import Frozen, Text
from ._rules import Date, Region
from ._snils import Snils


class PersonaKey(NamedTuple):
    """What names a persona: ids are the diary's own, and unique within an organisation of a region.

    >>> import kto
    >>> kto.PersonaKey("38", "МБОУ СОШ №900", "2004").id
    '2004'
    """

    #: Two digits.
    region: str
    organisation: str
    id: str


class Membership(NamedTuple):
    """What somebody is in an organisation, and where.

    >>> import kto
    >>> kto.Membership(kto.Role.PUPIL, klass="6а").archived
    False
    """

    role: Role
    klass: str = ""
    school_year: str = ""
    since: Optional[datetime.date] = None
    until: Optional[datetime.date] = None
    archived: bool = False


class Persona(Frozen):
    """A card of the diary. Portals make them from their own tables, for a :class:`PersonaSource`.

    ``name`` is a :class:`Fio` or a line; ``snils`` a :class:`Snils`, the cell's text, or ``None``; roles go as
    ``memberships`` or, for short, as ``roles`` with one ``klass``. ``id`` has up to 64 bytes, ``organisation``
    up to 512. Raises :class:`DataError` for what cannot be (``bad_region``, ``empty``, ``too_long``,
    ``bad_date``, the errors of :class:`Fio`), with ``field``. Equal when every field is, spelling included.

    >>> import kto
    >>> persona = kto.Persona(region=38, organisation="МБОУ СОШ №900", id="2004", name="Соловьев Петр Семенович",
    ...                       snils="276-488-905 42", birth_date="01.01.1975", sex=kto.Sex.MALE,
    ...                       roles=[kto.Role.PARENT])
    >>> persona.key
    PersonaKey(region='38', organisation='МБОУ СОШ №900', id='2004')
    >>> persona
    <kto.Persona>
    """

    __slots__ = ("_core",)
    _core: _kto.Persona

    def __init__(
        self,
        *,
        region: Region,
        organisation: Text,
        id: Text,
        name: Union[Fio, Text],
        snils: Union[Snils, Text, None] = None,
        birth_date: Optional[Date] = None,
        sex: Sex = Sex.UNKNOWN,
        activated: bool = True,
        login: Text = "",
        roles: Iterable[Role] = (),
        klass: Text = "",
        memberships: Iterable[Membership] = (),
        guardians: Iterable[Text] = (),
        consent: Consent = Consent.NOT_STATED,
    ) -> None:
        fio = name if isinstance(name, Fio) else Fio.parse(name)
        number, recover = (snils._text, snils._recover) if isinstance(snils, Snils) else (snils, False)
        groups: List[_kto.GivenMembership] = [
            (int(Role(m.role)), m.klass, m.school_year, m.since, m.until, bool(m.archived)) for m in memberships
        ]
        groups += [(int(Role(role)), klass, "", None, None, False) for role in roles]
        made = _kto.Persona.make(
            (region, organisation, id),
            fio._core,
            number,
            recover,
            birth_date,
            int(Sex(sex)),
            bool(activated),
            login,
            tuple(groups),
            tuple(guardians),
            int(Consent(consent)),
        )
        self._set("_core", made)

    @classmethod
    def _of(cls, core: _kto.Persona) -> Persona:
        made = cls.__new__(cls)
        made._set("_core", core)
        return made

    @property
    def key(self) -> PersonaKey:
        """Region, organisation and id.

        >>> import kto
        >>> kto.Persona(region="38", organisation="1", id="2", name="Орлова Анна").key.region
        '38'
        """
        return PersonaKey(*self._core.key())

    @property
    def name(self) -> Fio:
        """The name.

        >>> import kto
        >>> kto.Persona(region=38, organisation="1", id="2", name="ОРЛОВА АННА").name.display
        'Орлова Анна'
        """
        return Fio._of(self._core.name())

    @property
    def snils(self) -> Optional[Snils]:
        """The number as it was written, and what it is worth; ``None`` when there is none.

        >>> import kto
        >>> kto.Persona(region=38, organisation="1", id="2", name="Орлова Анна").snils is None
        True
        """
        text = self._core.snils()
        return Snils(text, recover=self._core.snils_recovered()) if text else None

    @property
    def birth_date(self) -> Optional[datetime.date]:
        """The date of birth.

        >>> import kto
        >>> kto.Persona(region=38, organisation="1", id="2", name="Орлова Анна", birth_date="12.02.1979").birth_date
        datetime.date(1979, 2, 12)
        """
        return self._core.birth_date()

    @property
    def sex(self) -> Sex:
        """Male, female, or not stated.

        >>> import kto
        >>> kto.Persona(region=38, organisation="1", id="2", name="Орлова Анна").sex
        <Sex.UNKNOWN: 0>
        """
        return Sex(self._core.sex())

    @property
    def activated(self) -> bool:
        """Has the persona been activated in the diary?

        >>> import kto
        >>> kto.Persona(region=38, organisation="1", id="2", name="Орлова Анна", activated=False).activated
        False
        """
        return self._core.activated()

    @property
    def login(self) -> str:
        """The login in the diary; may be empty.

        >>> import kto
        >>> kto.Persona(region=38, organisation="1", id="2", name="Орлова Анна", login="orlova").login
        'orlova'
        """
        return self._core.login()

    @property
    def memberships(self) -> Tuple[Membership, ...]:
        """What the person is in the organisation.

        >>> import kto
        >>> kto.Persona(region=38, organisation="1", id="2", name="Орлова Анна", klass="6а",
        ...             roles=[kto.Role.PUPIL]).memberships[0].klass
        '6а'
        """
        return tuple(
            Membership(Role(role), klass, year, since, until, archived)
            for role, klass, year, since, until, archived in self._core.memberships()
        )

    @property
    def roles(self) -> Tuple[Role, ...]:
        """The roles of the memberships, each once.

        >>> import kto
        >>> kto.Persona(region=38, organisation="1", id="2", name="Орлова Анна", roles=[kto.Role.STAFF]).roles
        (<Role.STAFF: 4>,)
        """
        return tuple(dict.fromkeys(membership.role for membership in self.memberships))

    @property
    def archived(self) -> bool:
        """Has the person left? True when there are memberships and every one is archived.

        >>> import kto
        >>> gone = kto.Membership(kto.Role.PUPIL, archived=True)
        >>> kto.Persona(region=38, organisation="1", id="2", name="Орлова Анна", memberships=[gone]).archived
        True
        """
        return self._core.archived()

    @property
    def guardians(self) -> Tuple[str, ...]:
        """Ids of the guardians' personas, in the same organisation.

        >>> import kto
        >>> kto.Persona(region=38, organisation="1", id="2", name="Орлова Анна", guardians=["3"]).guardians
        ('3',)
        """
        return self._core.guardians()

    @property
    def consent(self) -> Consent:
        """Consent to processing, as the roster states it.

        >>> import kto
        >>> kto.Persona(region=38, organisation="1", id="2", name="Орлова Анна").consent
        <Consent.NOT_STATED: 0>
        """
        return Consent(self._core.consent())

    def _state(self) -> Dict[str, Any]:
        region, organisation, id = self.key
        return {
            "region": region,
            "organisation": organisation,
            "id": id,
            "name": self.name,
            "snils": self.snils,
            "birth_date": self.birth_date,
            "sex": self.sex,
            "activated": self.activated,
            "login": self.login,
            "memberships": self.memberships,
            "guardians": self.guardians,
            "consent": self.consent,
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Persona):
            return NotImplemented
        return self._core.same(other._core)

    def __hash__(self) -> int:
        return hash(self._core.key())

    def __reduce__(self) -> Tuple[Any, ...]:
        return _remake, (self._state(),)


def _remake(state: Dict[str, Any]) -> Persona:
    return Persona(**state)


def of_pairs(pairs: Sequence[Tuple[int, _kto.Persona]]) -> Tuple[Persona, ...]:
    return tuple(Persona._of(core) for _, core in pairs)
